//! What a module should read as, and whether it does.

use quarry_bindgen::map::model as map;
use quarry_bindgen::pyrite::{self, Position, model as read};

use crate::accessors;

/// Reads the text of a module, and compares with the module.
///
/// # Errors
/// The first difference.
pub(crate) fn compare(module: &map::Module, text: &str) -> Result<(), String> {
    let found = pyrite::read(text, None).map_err(|error| error.to_string())?;
    let alpha = module.dialect == map::Dialect::Alpha;
    let same = |what: &str, is: bool| is.then_some(()).ok_or_else(|| format!("another {what}"));
    same("dialect", (found.dialect == read::Dialect::Alpha) == alpha)?;
    same(
        "target",
        found.head.targets == [module.target.triple.clone()],
    )?;
    same("headers", found.head.headers == module.headers)?;
    let mut wanted = module.items.iter().flat_map(|item| {
        let one = Reading { module, alpha }.item(item);
        one.into_iter().map(move |(name, kind)| (item, name, kind))
    });
    for item in &found.items {
        let at = item.position;
        let (source, name, kind) = wanted
            .next()
            .ok_or_else(|| format!("{at}: one item too many"))?;
        let fail = |what: &str| {
            Err(format!(
                "{at}: {what} of `{name}`: {item:#?}\nfor {source:#?}"
            ))
        };
        if item.name != name {
            return fail("the name");
        }
        if let read::ItemKind::Implementation(methods) = &item.kind {
            let map::ItemKind::Record(record) = &source.kind else {
                return fail("the kind");
            };
            accessors::compare(record, methods).map_err(|what| format!("{at}: {name}: {what}"))?;
        } else if Some(plain(&item.kind)) != kind {
            return fail(&format!("{kind:#?} is not the kind"));
        }
        let is_first = !matches!(
            item.kind,
            read::ItemKind::Implementation(_) | read::ItemKind::Skipped(_)
        );
        let doc: &[String] = if alpha || !is_first { &[] } else { &source.doc };
        if words(&item.doc) != words(doc) {
            return fail("the documentation");
        }
        places(text, item)?;
    }
    match wanted.next() {
        None => Ok(()),
        Some((_, name, _)) => Err(format!("`{name}` was not read")),
    }
}

/// The words of documentation: its lines are broken anew, and three quotes are written otherwise.
fn words(doc: &[String]) -> Vec<String> {
    let text = doc
        .iter()
        .map(|line| neutral(line).replace('\'', "\"") + " ");
    let text: String = text.collect();
    text.split_whitespace().map(str::to_owned).collect()
}

/// A text as a comment has it: without characters that may stand in no module.
fn neutral(text: &str) -> String {
    let mut all = String::new();
    for c in text.chars() {
        match c {
            '\t' => all.push_str("    "),
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => all.push(' '),
            '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => all += &format!("<U+{:04X}>", u32::from(c)),
            c if c.is_control() => all += &format!("<U+{:04X}>", u32::from(c)),
            c => all.push(c),
        }
    }
    all
}

/// Every place of an item is where its text stands.
fn places(text: &str, item: &read::Item) -> Result<(), String> {
    let mut names: Vec<(Position, &str)> = Vec::new();
    match &item.kind {
        read::ItemKind::Function(function) => {
            names.extend(
                function
                    .parameters
                    .iter()
                    .map(|it| (it.position, it.name.as_str())),
            );
            names.push((item.position, "extern"));
        }
        read::ItemKind::Record(record) => {
            names.extend(
                record
                    .fields
                    .iter()
                    .map(|it| (it.position, it.name.as_str())),
            );
            names.push((
                item.position,
                if record.is_union { "union" } else { "struct" },
            ));
        }
        read::ItemKind::Implementation(methods) => {
            names.extend(methods.iter().map(|it| (it.position, "fn")));
            names.push((item.position, "impl"));
        }
        read::ItemKind::Variable(_) => names.push((item.position, "extern")),
        read::ItemKind::Opaque => names.push((item.position, "opaque")),
        read::ItemKind::Alias(_) => names.push((item.position, "type")),
        read::ItemKind::Constant(_) => names.push((item.position, "const")),
        read::ItemKind::Skipped(_) => names.push((item.position, "# skipped:")),
    }
    for (position, name) in names {
        let (before, after) = text.split_at(position.offset as usize);
        let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
        // Counting the lines of a large text for every field would take the square of time.
        let is_line =
            text.len() > 1 << 20 || before.matches('\n').count() + 1 == position.line as usize;
        if !after.starts_with(name) || column != position.column as usize || !is_line {
            return Err(format!("{position}: `{name}` stands elsewhere"));
        }
    }
    Ok(())
}

/// A kind without places, and with values in one spelling.
fn plain(kind: &read::ItemKind) -> read::ItemKind {
    let mut kind = kind.clone();
    let fields = match &mut kind {
        read::ItemKind::Function(function) => &mut function.parameters,
        read::ItemKind::Record(record) => &mut record.fields,
        read::ItemKind::Constant(constant) => {
            if let read::Value::Float { text, value } = &mut constant.value {
                assert_eq!(text.parse::<f64>().unwrap().to_bits(), value.to_bits());
                text.clear();
                if constant.ty == Some(read::Type::Float(read::FloatType::F32)) {
                    *value = f64::from(*value as f32);
                }
            }
            return kind;
        }
        read::ItemKind::Variable(_)
        | read::ItemKind::Opaque
        | read::ItemKind::Alias(_)
        | read::ItemKind::Implementation(_)
        | read::ItemKind::Skipped(_) => return kind,
    };
    fields.iter_mut().for_each(|field| field.position = NOWHERE);
    kind
}

/// Stands for every place.
const NOWHERE: Position = Position {
    line: 0,
    column: 0,
    offset: 0,
};

/// How the items of a module read.
struct Reading<'m> {
    /// The module.
    module: &'m map::Module,
    /// Its dialect.
    alpha: bool,
}

impl Reading<'_> {
    /// The items that one reads as: name and kind; of a block of methods only the name.
    fn item(&self, item: &map::Item) -> Vec<(String, Option<read::ItemKind>)> {
        let name = item.name.clone();
        let kind = match &item.kind {
            map::ItemKind::Function(function) => read::ItemKind::Function(read::Function {
                linkage: self.linkage(function.link_name.as_ref()),
                convention: function.convention.clone(),
                parameters: function
                    .parameters
                    .iter()
                    .map(|it| self.field(&it.name, &it.ty))
                    .collect(),
                variadic: function.variadic,
                result: function.result.as_ref().map(|ty| self.ty(ty)),
            }),
            map::ItemKind::Variable(variable) => read::ItemKind::Variable(read::Variable {
                linkage: self.linkage(variable.link_name.as_ref()),
                mutable: variable.mutable,
                ty: self.ty(&variable.ty),
            }),
            map::ItemKind::Record(record) => {
                let mut items = vec![(name.clone(), Some(self.record(record)))];
                items.extend((!record.accessors.is_empty()).then_some((name, None)));
                return items;
            }
            map::ItemKind::Opaque if self.alpha => read::ItemKind::Record(read::Record {
                is_union: false,
                packed: None,
                align: None,
                fields: vec![self.field("_opaque", &no_bytes())],
            }),
            map::ItemKind::Opaque => read::ItemKind::Opaque,
            map::ItemKind::Alias(ty) => read::ItemKind::Alias(self.ty(ty)),
            map::ItemKind::Constant(constant) => self.constant(constant),
            map::ItemKind::Skipped(reason) => {
                let skipped = read::Skipped {
                    reason: neutral(&reason.to_string()),
                    file: neutral(&item.location.file),
                    line: item.location.line,
                };
                let name = neutral(item.c_name.as_ref().unwrap_or(&name));
                return vec![(name, Some(read::ItemKind::Skipped(skipped)))];
            }
        };
        vec![(name, Some(kind))]
    }

    /// Libraries and symbol.
    fn linkage(&self, symbol: Option<&String>) -> read::Linkage {
        let libraries = if self.alpha {
            &[][..]
        } else {
            &self.module.link
        };
        read::Linkage {
            libraries: libraries.to_vec(),
            symbol: symbol.cloned(),
        }
    }

    /// A field or parameter.
    fn field(&self, name: &str, ty: &map::Type) -> read::Field {
        read::Field {
            position: NOWHERE,
            name: name.to_owned(),
            ty: self.ty(ty),
        }
    }

    /// A structure or union.
    fn record(&self, record: &map::Record) -> read::ItemKind {
        let mut fields: Vec<_> = record
            .fields
            .iter()
            .map(|it| self.field(&it.name, &it.ty))
            .collect();
        if fields.is_empty() {
            fields.push(self.field("_empty", &no_bytes()));
        }
        read::ItemKind::Record(read::Record {
            is_union: record.is_union,
            packed: record.packed,
            align: record.align,
            fields,
        })
    }

    /// A constant.
    fn constant(&self, constant: &map::Constant) -> read::ItemKind {
        let integer = |value: i128| read::Integer {
            negative: value < 0,
            magnitude: value.unsigned_abs(),
        };
        let typed = !self.alpha
            || matches!(
                constant.ty,
                map::Type::Int(32) | map::Type::Float(64) | map::Type::Bool | map::Type::Str
            );
        let value = match &constant.value {
            map::Literal::Integer(value) => read::Value::Integer(integer(*value)),
            map::Literal::Bool(value) => read::Value::Bool(*value),
            // Alpha writes the shortest digits of a `float` and no type.
            map::Literal::Float(value) if self.alpha && constant.ty == map::Type::Float(32) => {
                let short = format!("{:?}", *value as f32);
                read::Value::Float {
                    text: String::new(),
                    value: short.parse().unwrap(),
                }
            }
            map::Literal::Float(value) => read::Value::Float {
                text: String::new(),
                value: *value,
            },
            map::Literal::Text(text) => read::Value::Text(text.clone()),
            map::Literal::Elements(values) => {
                read::Value::Array(values.iter().map(|&it| integer(it.into())).collect())
            }
        };
        read::ItemKind::Constant(read::Constant {
            ty: typed.then(|| self.ty(&constant.ty)),
            value,
        })
    }

    /// A type.
    fn ty(&self, ty: &map::Type) -> read::Type {
        use read::{FloatType, IntegerType as I};
        let boxed = |ty: &map::Type| Box::new(self.ty(ty));
        match ty {
            map::Type::Void => read::Type::Void,
            map::Type::Bool => read::Type::Bool,
            map::Type::Int(bits) => read::Type::Integer(match bits {
                8 => I::I8,
                16 => I::I16,
                32 => I::I32,
                _ => I::I64,
            }),
            map::Type::Uint(bits) => read::Type::Integer(match bits {
                8 => I::U8,
                16 => I::U16,
                32 => I::U32,
                _ => I::U64,
            }),
            map::Type::Isize => read::Type::Integer(I::Isize),
            map::Type::Usize => read::Type::Integer(I::Usize),
            map::Type::Float(32) => read::Type::Float(FloatType::F32),
            map::Type::Float(_) => read::Type::Float(FloatType::F64),
            map::Type::Basic(basic) => self.ty(&basic.width.into()),
            map::Type::Str => read::Type::Text,
            map::Type::Pointer { mutable, pointee } => read::Type::Pointer {
                mutable: *mutable,
                pointee: boxed(pointee),
            },
            map::Type::Array { element, len } => read::Type::Array {
                element: boxed(element),
                length: *len,
            },
            map::Type::Optional(function) if self.alpha => self.ty(function),
            map::Type::Optional(function) => read::Type::Optional(boxed(function)),
            map::Type::Function(of) => {
                let function = read::Type::Function(read::FunctionType {
                    convention: of.convention.clone(),
                    parameters: of.parameters.iter().map(|ty| self.ty(ty)).collect(),
                    variadic: of.variadic,
                    result: boxed(&of.result),
                });
                match of.nullable && !self.alpha {
                    true => read::Type::Optional(Box::new(function)),
                    false => function,
                }
            }
            map::Type::Named(name) => read::Type::Named(name.clone()),
        }
    }
}

/// `[u8; 0]`
fn no_bytes() -> map::Type {
    map::Type::Array {
        element: Box::new(map::Type::Uint(8)),
        len: 0,
    }
}
