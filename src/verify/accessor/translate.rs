//! A program as C, with the same meaning on every target and in every C from C99 on.
//!
//! Every value has a type of known width. Nothing is left to promotions, and nothing overflows:
//! sums go through the compilers' builtins, shifts through an unsigned type of 64 bits. What is a
//! fault when the program runs sets `quarry_fault`.

use std::fmt::Write;

use super::probes::literal;
use super::{Action, Number, Operand, Program};
use crate::pyrite::model::BinaryOperator;

/// What stands before the functions, once in a file.
pub const PRELUDE: &str = "\
/* Integers by width. */
typedef unsigned char quarry_u8;
typedef signed char quarry_i8;
typedef __UINT16_TYPE__ quarry_u16;
typedef __INT16_TYPE__ quarry_i16;
typedef __UINT32_TYPE__ quarry_u32;
typedef __INT32_TYPE__ quarry_i32;
typedef __UINT64_TYPE__ quarry_u64;
typedef __INT64_TYPE__ quarry_i64;

/* A method did what Pyrite gives no meaning: an overflow, a bool that is neither 0 nor 1. */
static int quarry_fault;

/* Sets all bytes of an object. */
static void quarry_fill(volatile void *object, unsigned char byte, __SIZE_TYPE__ size) {
    volatile unsigned char *bytes = (volatile unsigned char *)object;
    while (size--) bytes[size] = byte;
}

/* Whether two integers are equal, each given by its low 64 bits and whether it is below 0. */
static int quarry_same(quarry_u64 a, int a_below, quarry_u64 b, int b_below) {
    return a == b && a_below == b_below;
}
";

/// C's type for a number.
pub(super) fn type_of(ty: Number) -> String {
    match ty {
        Number::Bool => "_Bool".to_owned(),
        Number::Integer { .. } => format!("quarry_{ty}"),
    }
}

/// The function of a program: `static T name(const unsigned char *p)` for a getter, and
/// `static void name(unsigned char *p, T value)` for a setter, with the bytes of the record that
/// has the method.
pub fn function(program: &Program, name: &str) -> String {
    let used = used(program);
    let ty = type_of(program.ty);
    let mut text = match program.result {
        Some(_) => format!("static {ty} {name}(const unsigned char *p) {{\n"),
        None => format!("static void {name}(unsigned char *p, {ty} value) {{\n"),
    };
    for (index, step) in program.steps.iter().enumerate() {
        let ty = type_of(step.ty);
        text.push_str("    ");
        match &step.action {
            Action::Load(offset) => load(&mut text, index, step.ty, *offset),
            Action::Store(offset, value) => store(&mut text, step.ty, *offset, *value),
            Action::Cast(value) => {
                let value = operand(*value);
                if step.ty == Number::Bool {
                    let _ = write!(
                        text,
                        "if ({value} != 0 && {value} != 1) quarry_fault = 1;\n    "
                    );
                }
                let _ = writeln!(text, "{ty} v{index} = ({ty}){value};");
            }
            Action::Binary {
                operator,
                operands,
                left,
                right,
            } => {
                let (left, right) = (typed(*left, *operands), typed(*right, *operands));
                binary(&mut text, index, *operator, *operands, &left, &right);
            }
        }
        let stores = matches!(step.action, Action::Store(..));
        if !stores && used.binary_search(&Operand::Step(index)).is_err() {
            let _ = writeln!(text, "    (void)v{index};");
        }
    }
    if let Some(result) = program.result {
        let _ = writeln!(text, "    return {};", typed(result, program.ty));
    }
    let reads = |step: &super::Step| matches!(step.action, Action::Load(_) | Action::Store(..));
    if !program.steps.iter().any(reads) {
        // Before any `return`, so that no compiler calls it out of reach.
        text = text.replacen("{\n", "{\n    (void)p;\n", 1);
    }
    if program.result.is_none() && used.binary_search(&Operand::Given).is_err() {
        text = text.replacen("{\n", "{\n    (void)value;\n", 1);
    }
    text.push_str("}\n");
    text
}

/// What the steps and the result use.
fn used(program: &Program) -> Vec<Operand> {
    let mut used: Vec<Operand> = program.result.into_iter().collect();
    for step in &program.steps {
        match &step.action {
            Action::Load(_) => {}
            Action::Store(_, value) | Action::Cast(value) => used.push(*value),
            Action::Binary { left, right, .. } => used.extend([*left, *right]),
        }
    }
    used.sort_unstable();
    used
}

/// An operand.
fn operand(operand: Operand) -> String {
    match operand {
        Operand::Literal(value) => literal(value),
        Operand::Given => "value".to_owned(),
        Operand::Step(step) => format!("v{step}"),
    }
}

/// An operand of a type.
fn typed(value: Operand, ty: Number) -> String {
    match value {
        Operand::Literal(_) => format!("({}){}", type_of(ty), operand(value)),
        Operand::Given | Operand::Step(_) => operand(value),
    }
}

/// Reads an element.
fn load(text: &mut String, index: usize, ty: Number, offset: u64) {
    let name = type_of(ty);
    let _ = match ty {
        Number::Integer { bits: 8, .. } => {
            writeln!(text, "{name} v{index} = ({name})p[{offset}];")
        }
        Number::Bool => writeln!(
            text,
            "_Bool v{index} = p[{offset}] != 0; if (p[{offset}] > 1) quarry_fault = 1;"
        ),
        Number::Integer { .. } => writeln!(
            text,
            "{name} v{index}; __builtin_memcpy(&v{index}, p + {offset}, sizeof v{index});"
        ),
    };
}

/// Writes an element.
fn store(text: &mut String, ty: Number, offset: u64, value: Operand) {
    let (name, value) = (type_of(ty), typed(value, ty));
    let _ = match ty {
        Number::Bool | Number::Integer { bits: 8, .. } => {
            writeln!(text, "p[{offset}] = (unsigned char){value};")
        }
        Number::Integer { .. } => writeln!(
            text,
            "{{ {name} e = {value}; __builtin_memcpy(p + {offset}, &e, sizeof e); }}"
        ),
    };
}

/// Computes with two values.
fn binary(
    text: &mut String,
    index: usize,
    operator: BinaryOperator,
    operands: Number,
    left: &str,
    right: &str,
) {
    let (ty, mark) = (type_of(operands), operator.mark());
    let bits = operands.bits();
    let builtin = match operator {
        BinaryOperator::Add => "__builtin_add_overflow",
        BinaryOperator::Subtract => "__builtin_sub_overflow",
        BinaryOperator::Multiply => "__builtin_mul_overflow",
        BinaryOperator::And | BinaryOperator::Or | BinaryOperator::ExclusiveOr => {
            let _ = writeln!(text, "{ty} v{index} = ({ty})({left} {mark} {right});");
            return;
        }
        BinaryOperator::ShiftLeft | BinaryOperator::ShiftRight => {
            // A literal count is known to be less than the width.
            let by = match right.strip_prefix('(') {
                Some(_) => format!("({right})"),
                None => {
                    let _ = write!(
                        text,
                        "if ((quarry_u64){right} >= {bits}) quarry_fault = 1;\n    "
                    );
                    format!("((quarry_u64){right} & {})", bits - 1)
                }
            };
            let shifted = match (operator, operands.signed()) {
                (BinaryOperator::ShiftLeft, _) => format!("(quarry_u64){left} << {by}"),
                // C leaves it to the compiler what a shift to the right does below 0.
                (_, true) => format!("{left} < 0 ? ~(~{left} >> {by}) : {left} >> {by}"),
                (_, false) => format!("{left} >> {by}"),
            };
            let _ = writeln!(text, "{ty} v{index} = ({ty})({shifted});");
            return;
        }
        BinaryOperator::Equal
        | BinaryOperator::NotEqual
        | BinaryOperator::Less
        | BinaryOperator::LessOrEqual
        | BinaryOperator::Greater
        | BinaryOperator::GreaterOrEqual => {
            let _ = writeln!(text, "_Bool v{index} = {left} {mark} {right};");
            return;
        }
    };
    let _ = writeln!(
        text,
        "{ty} v{index}; if ({builtin}({left}, {right}, &v{index})) quarry_fault = 1;"
    );
}
