//! A method whose types, fields and places are known: a row of steps, each on the values of the
//! ones before it.

use std::collections::BTreeSet;

use super::Number;
use crate::pyrite::model::BinaryOperator;

/// What a method does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The method's name.
    pub name: String,
    /// The line of its `fn`.
    pub line: u32,
    /// The type that it gives or takes.
    pub ty: Number,
    /// The most significant byte of an element comes first.
    pub big_endian: bool,
    /// In order.
    pub steps: Vec<Step>,
    /// What a getter gives; `None` for a setter.
    pub result: Option<Operand>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The line of the statement that it is of.
    pub line: u32,
    /// The type of its value; of an element that is written, the element's.
    pub ty: Number,
    /// What it does.
    pub action: Action,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Reads an element so many bytes from the start of the record.
    Load(u64),
    /// Writes one.
    Store(u64, Operand),
    /// Converts: an integer to another keeps the lowest bits; only 0 and 1 become a `bool`.
    Cast(Operand),
    /// Computes with two values.
    Binary {
        /// What is done. A sum, difference or product that its type does not have, and a shift
        /// by the width of the type or more, are faults; `<<` loses what leaves the type.
        operator: BinaryOperator,
        /// The type of the operands; of a shift, that of what is shifted.
        operands: Number,
        /// The left operand.
        left: Operand,
        /// The right operand; of a shift, of any type.
        right: Operand,
    },
}

/// A value that a step uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operand {
    /// An integer of the text; the type that it is used as has it.
    Literal(i128),
    /// What a setter is given.
    Given,
    /// The value of an earlier step.
    Step(usize),
}

impl Program {
    /// The bytes that it reads or writes.
    pub fn touched(&self) -> BTreeSet<u64> {
        let mut touched = BTreeSet::new();
        for step in &self.steps {
            if let Action::Load(offset) | Action::Store(offset, _) = step.action {
                touched.extend((0..step.ty.bytes()).map(|byte| offset.saturating_add(byte)));
            }
        }
        touched
    }
}
