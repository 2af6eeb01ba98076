//! What the text of a module says of types and records, as bytes on this machine.
//!
//! Sizes and offsets come from C's rules (C11 §6.7.2.1, System V ABI) applied to the fields as
//! they are written, and from nothing else.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use quarry_bindgen::pyrite::model::{
    FloatType, Function, FunctionType, ItemKind, Module, Record, Type, Variable,
};
use quarry_bindgen::pyrite::{self, model};

/// A type, its aliases followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `bool`
    Bool,
    /// `i8` … `usize`
    Integer {
        /// How many bytes.
        bytes: usize,
        /// Whether it has negative values.
        signed: bool,
    },
    /// `f32`, `f64`
    Float {
        /// How many bytes.
        bytes: usize,
    },
    /// `*mut T`, `fn(…)`, `Option[fn(…)]`
    Pointer,
    /// `[T; N]`
    Array {
        /// The type of each element.
        element: Box<Shape>,
        /// How many there are.
        length: usize,
    },
    /// A structure or union.
    Record(Rc<Layout>),
}

/// A record as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Its name in the text.
    pub(crate) name: String,
    /// `union` rather than `struct`.
    pub(crate) is_union: bool,
    /// `sizeof`
    pub(crate) size: usize,
    /// `_Alignof`
    pub(crate) align: usize,
    /// Its fields in order.
    pub(crate) fields: Vec<Placed>,
}

/// A field and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placed {
    /// Its name in the text.
    pub(crate) name: String,
    /// Bytes before it.
    pub(crate) offset: usize,
    /// Its type.
    pub(crate) shape: Shape,
}

impl Shape {
    /// A signed integer of so many bytes.
    pub(crate) fn signed(bytes: usize) -> Shape {
        let signed = true;
        Shape::Integer { bytes, signed }
    }

    /// An unsigned integer of so many bytes.
    pub(crate) fn unsigned(bytes: usize) -> Shape {
        let signed = false;
        Shape::Integer { bytes, signed }
    }

    /// `sizeof`
    pub(crate) fn size(&self) -> usize {
        match self {
            Shape::Bool => 1,
            Shape::Integer { bytes, .. } | Shape::Float { bytes } => *bytes,
            Shape::Pointer => size_of::<usize>(),
            Shape::Array { element, length } => element.size() * length,
            Shape::Record(layout) => layout.size,
        }
    }

    /// `_Alignof`; on x86-64 every scalar's is its size.
    pub(crate) fn align(&self) -> usize {
        match self {
            Shape::Bool | Shape::Integer { .. } | Shape::Float { .. } | Shape::Pointer => {
                self.size()
            }
            Shape::Array { element, .. } => element.align(),
            Shape::Record(layout) => layout.align,
        }
    }

    /// Offset and type of what a path like `.a.b[2]` names in it.
    pub(crate) fn find(&self, path: &str) -> Result<(usize, Shape), String> {
        let absent = || format!("`{path}` is not in {self:?}");
        if path.is_empty() {
            return Ok((0, self.clone()));
        }
        if let Some(rest) = path.strip_prefix('[') {
            let (index, rest) = rest.split_once(']').ok_or_else(absent)?;
            let index: usize = index.parse().map_err(|_| absent())?;
            let Shape::Array { element, length } = self else {
                return Err(absent());
            };
            if index >= *length {
                return Err(absent());
            }
            let (offset, shape) = element.find(rest)?;
            return Ok((offset + index * element.size(), shape));
        }
        let path = path.strip_prefix('.').unwrap_or(path);
        let (name, rest) = path.split_at(path.find(['.', '[']).unwrap_or(path.len()));
        let Shape::Record(layout) = self else {
            return Err(absent());
        };
        let field = layout.fields.iter().find(|field| field.name == name);
        let field = field.ok_or_else(absent)?;
        let (offset, shape) = field.shape.find(rest)?;
        Ok((field.offset + offset, shape))
    }
}

/// The text of a module, read.
#[derive(Debug)]
pub(crate) struct Text {
    /// Its items.
    module: Module,
    /// Where each name stands among them.
    named: BTreeMap<String, usize>,
    /// The records laid out so far; `None` while that goes on.
    layouts: RefCell<BTreeMap<String, Option<Rc<Layout>>>>,
}

impl Text {
    /// Reads a text that was written for this machine.
    pub(crate) fn read(text: &str) -> Result<Text, String> {
        let module = pyrite::read(text, None).map_err(|e| e.to_string())?;
        if module.head.targets != [crate::support::HOST] {
            return Err(format!("written for {:?}", module.head.targets));
        }
        let mut named = BTreeMap::new();
        for (index, item) in module.items.iter().enumerate() {
            let is_name = !matches!(
                item.kind,
                ItemKind::Implementation(_) | ItemKind::Skipped(_)
            );
            if is_name && named.insert(item.name.clone(), index).is_some() {
                return Err(format!("two items have the name `{}`", item.name));
            }
        }
        let layouts = RefCell::default();
        Ok(Text {
            module,
            named,
            layouts,
        })
    }

    /// Why a declaration of C was left out.
    pub(crate) fn skipped(&self, name: &str) -> Option<&str> {
        let mut items = self.module.items.iter();
        items.find_map(|item| match &item.kind {
            ItemKind::Skipped(skipped) if item.name == name => Some(skipped.reason.as_str()),
            _ => None,
        })
    }

    /// The item of a name.
    fn item(&self, name: &str) -> Result<&ItemKind, String> {
        match self.named.get(name) {
            Some(index) => Ok(&self.module.items[*index].kind),
            None => Err(match self.skipped(name) {
                Some(reason) => format!("`{name}` is skipped: {reason}"),
                None => format!("the text has no `{name}`"),
            }),
        }
    }

    /// An `extern fn`.
    pub(crate) fn function(&self, name: &str) -> Result<&Function, String> {
        match self.item(name)? {
            ItemKind::Function(function) => Ok(function),
            _ => Err(format!("`{name}` is no function")),
        }
    }

    /// An `extern let` or `extern var`.
    pub(crate) fn variable(&self, name: &str) -> Result<&Variable, String> {
        match self.item(name)? {
            ItemKind::Variable(variable) => Ok(variable),
            _ => Err(format!("`{name}` is no variable")),
        }
    }

    /// The value of a `const`.
    pub(crate) fn constant(&self, name: &str) -> Result<&model::Value, String> {
        match self.item(name)? {
            ItemKind::Constant(constant) => Ok(&constant.value),
            _ => Err(format!("`{name}` is no constant")),
        }
    }

    /// The named type.
    pub(crate) fn named(&self, name: &str) -> Result<Shape, String> {
        self.shape(&Type::Named(name.to_owned()))
    }

    /// The type of a function that a parameter or field points to.
    pub(crate) fn pointed_to<'a>(&'a self, ty: &'a Type) -> Result<&'a FunctionType, String> {
        match ty {
            Type::Function(function) => Ok(function),
            Type::Optional(inner) => self.pointed_to(inner),
            Type::Named(name) => match self.item(name)? {
                ItemKind::Alias(target) => self.pointed_to(target),
                _ => Err(format!("`{name}` is no function type")),
            },
            _ => Err(format!("{ty:?} is no function type")),
        }
    }

    /// What a type is as bytes.
    pub(crate) fn shape(&self, ty: &Type) -> Result<Shape, String> {
        Ok(match ty {
            Type::Bool => Shape::Bool,
            Type::Integer(integer) => Shape::Integer {
                bytes: integer
                    .bits()
                    .map_or(size_of::<usize>(), |bits| bits as usize / 8),
                signed: integer.is_signed(),
            },
            Type::Float(FloatType::F32) => Shape::Float { bytes: 4 },
            Type::Float(FloatType::F64) => Shape::Float { bytes: 8 },
            Type::Pointer { .. } | Type::Optional(_) | Type::Function(_) => Shape::Pointer,
            Type::Array { element, length } => Shape::Array {
                element: Box::new(self.shape(element)?),
                length: usize::try_from(*length).map_err(|e| e.to_string())?,
            },
            Type::Named(name) => match self.item(name)? {
                ItemKind::Alias(target) => self.shape(target)?,
                ItemKind::Record(record) => Shape::Record(self.layout(name, record)?),
                _ => return Err(format!("`{name}` has no size")),
            },
            Type::Void | Type::Text => return Err(format!("{ty:?} has no size")),
        })
    }

    /// What a result is as bytes, where there is one.
    pub(crate) fn result(&self, ty: &Type) -> Result<Option<Shape>, String> {
        match ty {
            Type::Void => Ok(None),
            Type::Named(name) => match self.item(name)? {
                ItemKind::Alias(target) => self.result(target),
                _ => self.shape(ty).map(Some),
            },
            _ => self.shape(ty).map(Some),
        }
    }

    /// The layout of a record, computed once.
    fn layout(&self, name: &str, record: &Record) -> Result<Rc<Layout>, String> {
        match self.layouts.borrow().get(name) {
            Some(Some(layout)) => return Ok(Rc::clone(layout)),
            Some(None) => return Err(format!("`{name}` holds itself")),
            None => {}
        }
        self.layouts.borrow_mut().insert(name.to_owned(), None);
        let layout = Rc::new(self.laid_out(name, record)?);
        let done = Some(Rc::clone(&layout));
        self.layouts.borrow_mut().insert(name.to_owned(), done);
        Ok(layout)
    }

    /// C's rules: each field at the next multiple of its alignment, which `packed` limits.
    fn laid_out(&self, name: &str, record: &Record) -> Result<Layout, String> {
        let bytes = |it: u64| usize::try_from(it).map_err(|e| e.to_string());
        let most = record.packed.map_or(Ok(usize::MAX), bytes)?;
        let (mut end, mut align) = (0_usize, record.align.map_or(Ok(1), bytes)?);
        let mut fields = Vec::new();
        for field in &record.fields {
            let shape = self.shape(&field.ty);
            let shape = shape.map_err(|e| format!("{name}.{}: {e}", field.name))?;
            let field_align = shape.align().min(most);
            align = align.max(field_align);
            let offset = match record.is_union {
                true => 0,
                false => end.next_multiple_of(field_align),
            };
            end = end.max(offset + shape.size());
            fields.push(Placed {
                name: field.name.clone(),
                offset,
                shape,
            });
        }
        Ok(Layout {
            name: name.to_owned(),
            is_union: record.is_union,
            size: end.next_multiple_of(align),
            align,
            fields,
        })
    }
}
