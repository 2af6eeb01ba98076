//! Types of objects that Pyrite has no type for, but bytes of the same size.

use super::Types;
use crate::decls::model::{CType, Layout};

/// What an object is stored as.
pub struct Stored {
    /// Its type in C, without typedefs: `long double[4]`.
    pub spelling: String,
    /// Its size and alignment.
    pub layout: Layout,
}

impl Types<'_> {
    /// The storage of a global variable whose type no module can say: `extern long double pi;`,
    /// `extern __int128 table[4];`. `None` where Pyrite has the type, or C gives it no size.
    pub fn stored(&self, ty: &CType) -> Option<Stored> {
        match ty {
            CType::LongDouble if self.held(ty).is_none() => Some(Stored {
                spelling: self.spelling(ty),
                layout: self.layout(ty)?,
            }),
            CType::Unsupported {
                spelling,
                layout: Some(layout),
            } => Some(Stored {
                spelling: spelling.clone(),
                layout: *layout,
            }),
            CType::Typedef(id) => self.stored(&self.typedef(*id)?.target.ty),
            CType::Array { element, len } => {
                let Stored { spelling, layout } = self.stored(&element.ty)?;
                // The dimensions stand in C's order: the outermost first.
                let (base, inner) = spelling
                    .split_once('[')
                    .map_or((spelling.as_str(), String::new()), |(base, inner)| {
                        (base, format!("[{inner}"))
                    });
                let dimension = len.map(|len| len.to_string()).unwrap_or_default();
                Some(Stored {
                    spelling: format!("{base}[{dimension}]{inner}"),
                    layout: Layout {
                        size: layout.size.checked_mul(len.unwrap_or(0))?,
                        align: layout.align,
                    },
                })
            }
            CType::Void
            | CType::Bool
            | CType::Char
            | CType::SChar
            | CType::UChar
            | CType::Short
            | CType::UShort
            | CType::Int
            | CType::UInt
            | CType::Long
            | CType::ULong
            | CType::LongLong
            | CType::ULongLong
            | CType::Float
            | CType::Double
            | CType::LongDouble
            | CType::Pointer { .. }
            | CType::Function(_)
            | CType::Record(_)
            | CType::Enumeration(_)
            | CType::VaList(_)
            | CType::Atomic(_)
            | CType::Unsupported { layout: None, .. } => None,
        }
    }
}
