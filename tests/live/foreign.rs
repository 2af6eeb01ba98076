//! Types of the text as libffi has them, and what it cannot express.

#![allow(clippy::vec_box, reason = "libffi keeps pointers to the structures")]

use std::fmt;

use libffi::raw::{self, ffi_type};

use crate::shape::{Layout, Shape};

/// What a caller through libffi cannot pass by value.
///
/// libffi knows scalars and structures with C's natural layout. It takes sizes and alignments
/// that are given to it as they are, so packed structures can be said where every member is still
/// aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Refusal {
    /// libffi has no unions. One whose members are all integers and pointers, or all of one
    /// floating type, travels as a structure; which registers a mixture takes cannot be said.
    MixedUnion,
    /// A record without bytes is an error for libffi; C passes nothing for it.
    Empty,
    /// An array of no elements, which has an alignment but no value. At the end it is left out.
    EmptyArray,
    /// More than the stack is aligned to; libffi aligns an argument within a block that starts
    /// anywhere.
    Alignment,
    /// An array is no argument in C.
    Array,
    /// Every call is made by the target's own convention.
    Convention,
    /// A function without a named parameter before its `...`.
    NothingNamed,
    /// libffi itself says no.
    Types,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refusal::MixedUnion => "a union of several kinds of scalar",
            Refusal::Empty => "a record without bytes",
            Refusal::EmptyArray => "an array of no elements before other members",
            Refusal::Alignment => "an alignment above 16",
            Refusal::Array => "an array by value",
            Refusal::Convention => "another calling convention",
            Refusal::NothingNamed => "variadic without a named parameter",
            Refusal::Types => "libffi refuses the types",
        })
    }
}

/// A type of libffi, with all that it points to.
pub(crate) struct Foreign {
    /// What libffi is given.
    root: *mut ffi_type,
    /// The structures in it.
    _structures: Vec<Box<Structure>>,
}

/// A structure of libffi.
struct Structure {
    /// Its own description, which points to `elements`.
    ty: ffi_type,
    /// Its members, and null.
    elements: Vec<*mut ffi_type>,
}

impl Foreign {
    /// The type of a result.
    pub(crate) fn result(shape: Option<&Shape>) -> Result<Foreign, Refusal> {
        match shape {
            Some(shape) => Foreign::of(shape),
            None => Ok(Foreign {
                root: &raw mut raw::ffi_type_void,
                _structures: Vec::new(),
            }),
        }
    }

    /// The type of a parameter or result.
    pub(crate) fn of(shape: &Shape) -> Result<Foreign, Refusal> {
        if let Shape::Array { .. } = shape {
            return Err(Refusal::Array);
        }
        let mut structures = Vec::new();
        let root = build(shape, &mut structures)?;
        Ok(Foreign {
            root,
            _structures: structures,
        })
    }

    /// What libffi is given; it lives as long as this.
    pub(crate) fn as_ptr(&self) -> *mut ffi_type {
        self.root
    }
}

/// A type, its structures added to those that must be kept.
fn build(shape: &Shape, kept: &mut Vec<Box<Structure>>) -> Result<*mut ffi_type, Refusal> {
    Ok(match shape {
        Shape::Bool => &raw mut raw::ffi_type_uint8,
        Shape::Integer { bytes, signed } => match (bytes, signed) {
            (1, true) => &raw mut raw::ffi_type_sint8,
            (1, false) => &raw mut raw::ffi_type_uint8,
            (2, true) => &raw mut raw::ffi_type_sint16,
            (2, false) => &raw mut raw::ffi_type_uint16,
            (4, true) => &raw mut raw::ffi_type_sint32,
            (4, false) => &raw mut raw::ffi_type_uint32,
            (_, true) => &raw mut raw::ffi_type_sint64,
            (_, false) => &raw mut raw::ffi_type_uint64,
        },
        Shape::Float { bytes: 4 } => &raw mut raw::ffi_type_float,
        Shape::Float { .. } => &raw mut raw::ffi_type_double,
        Shape::Pointer => &raw mut raw::ffi_type_pointer,
        Shape::Array { element, length } => {
            if *length == 0 {
                return Err(Refusal::EmptyArray);
            }
            let element = build(element, kept)?;
            structure(shape.size(), shape.align(), vec![element; *length], kept)
        }
        Shape::Record(layout) => record(layout, kept)?,
    })
}

/// A structure, or a union that is as good as one.
fn record(layout: &Layout, kept: &mut Vec<Box<Structure>>) -> Result<*mut ffi_type, Refusal> {
    if layout.size == 0 {
        return Err(Refusal::Empty);
    }
    if layout.align > 16 {
        return Err(Refusal::Alignment);
    }
    if is_misaligned(layout) {
        // Passed in memory, whatever its size (System V ABI §3.2.3). libffi takes the size that
        // it is given, and sends to memory what holds a structure of more than 32 bytes.
        let bytes = vec![&raw mut raw::ffi_type_uint8; 64];
        let large = structure(64, 1, bytes, kept);
        return Ok(structure(layout.size, layout.align, vec![large], kept));
    }
    if layout.is_union {
        let mut kinds = Vec::new();
        kinds_in(layout, &mut kinds);
        if kinds.windows(2).any(|two| two[0] != two[1]) {
            return Err(Refusal::MixedUnion);
        }
        // As a structure with scalars of the kind up to where the last of any member ends.
        let end = end_of_scalars(layout);
        let (element, count) = match kinds.first() {
            Some(Kind::Float(bytes)) => (Shape::Float { bytes: *bytes }, end / bytes),
            Some(Kind::Whole) => (Shape::unsigned(1), end),
            None => return Err(Refusal::Empty),
        };
        let elements = vec![build(&element, kept)?; count];
        return Ok(structure(layout.size, layout.align, elements, kept));
    }
    let mut elements = Vec::new();
    for (index, field) in layout.fields.iter().enumerate() {
        let is_last = index + 1 == layout.fields.len();
        match build(&field.shape, kept) {
            Err(Refusal::EmptyArray) if is_last => {}
            element => elements.push(element?),
        }
    }
    Ok(structure(layout.size, layout.align, elements, kept))
}

/// Whether a scalar of a record is not where its own alignment wants it: only by `packed`.
fn is_misaligned(layout: &Layout) -> bool {
    /// The same for what begins at an offset.
    fn within(shape: &Shape, offset: usize) -> bool {
        match shape {
            Shape::Array { element, length } => {
                (0..*length).any(|at| within(element, offset + at * element.size()))
            }
            Shape::Record(layout) => layout
                .fields
                .iter()
                .any(|field| within(&field.shape, offset + field.offset)),
            scalar => !offset.is_multiple_of(scalar.align()),
        }
    }
    let mut fields = layout.fields.iter();
    fields.any(|field| within(&field.shape, field.offset))
}

/// Adds a structure to those that are kept.
fn structure(
    size: usize,
    align: usize,
    mut elements: Vec<*mut ffi_type>,
    kept: &mut Vec<Box<Structure>>,
) -> *mut ffi_type {
    elements.push(std::ptr::null_mut());
    let mut made = Box::new(Structure {
        ty: ffi_type {
            size,
            alignment: align as u16,
            type_: raw::FFI_TYPE_STRUCT,
            elements: std::ptr::null_mut(),
        },
        elements,
    });
    made.ty.elements = made.elements.as_mut_ptr();
    kept.push(made);
    &raw mut kept.last_mut().expect("just added").ty
}

/// What a union mixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An integer or a pointer.
    Whole,
    /// A floating number of so many bytes.
    Float(usize),
}

/// Where the last scalar of a record ends: what follows is padding.
fn end_of_scalars(layout: &Layout) -> usize {
    /// The same for one type.
    fn end(shape: &Shape) -> usize {
        match shape {
            Shape::Array { length: 0, .. } => 0,
            Shape::Array { element, length } => (length - 1) * element.size() + end(element),
            Shape::Record(layout) => end_of_scalars(layout),
            scalar => scalar.size(),
        }
    }
    let fields = layout.fields.iter();
    let ends = fields.map(|field| field.offset + end(&field.shape));
    ends.max().unwrap_or(0)
}

/// The kinds of all scalars in a record.
fn kinds_in(layout: &Layout, kinds: &mut Vec<Kind>) {
    /// Those of one type.
    fn add(shape: &Shape, kinds: &mut Vec<Kind>) {
        match shape {
            Shape::Bool | Shape::Integer { .. } | Shape::Pointer => kinds.push(Kind::Whole),
            Shape::Float { bytes } => kinds.push(Kind::Float(*bytes)),
            Shape::Array { element, .. } => add(element, kinds),
            Shape::Record(layout) => kinds_in(layout, kinds),
        }
    }
    for field in &layout.fields {
        add(&field.shape, kinds);
    }
}
