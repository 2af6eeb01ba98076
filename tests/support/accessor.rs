//! Accessors of bit-fields, read from a module's text and computed step by step.
//!
//! Every step is checked: a shift as wide as its type, a bit that a shift or a cast loses, a sum
//! out of range and operands of two types are errors, because Pyrite might trap on them.

use std::collections::BTreeMap;

/// The methods of one record: by name, the lines of the body.
type Methods = BTreeMap<String, Method>;

/// A method as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Method {
    /// The type that is returned or given.
    ty: String,
    /// The lines of its body.
    body: Vec<String>,
}

/// The `impl` blocks and aliases of a module.
#[derive(Debug, Clone, Default)]
pub(crate) struct Accessors {
    /// By record.
    pub(crate) records: BTreeMap<String, Methods>,
    /// `type X = T`
    aliases: BTreeMap<String, String>,
    /// Bits of a pointer.
    word: u32,
}

/// A number with its type: the width and whether it is signed; a literal has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    /// The value.
    value: i128,
    /// Width and sign.
    ty: Option<(u32, bool)>,
}

impl Accessors {
    /// Reads the text of a module.
    pub(crate) fn read(text: &str, pointer_size: u64) -> Result<Accessors, String> {
        let mut all = Accessors {
            word: u32::try_from(pointer_size * 8).unwrap(),
            ..Accessors::default()
        };
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if let Some((name, target)) = line
                .strip_prefix("type ")
                .and_then(|line| line.split_once(" = "))
            {
                all.aliases.insert(name.to_owned(), target.to_owned());
            }
            let Some(record) = line
                .strip_prefix("impl ")
                .and_then(|line| line.strip_suffix(':'))
            else {
                continue;
            };
            let mut methods = Methods::new();
            while let Some(head) = lines.next_if(|line| line.starts_with("    fn ")) {
                let (name, rest) = head[7..].split_once('(').ok_or("no bracket")?;
                let ty = match rest.strip_prefix("&self) -> ") {
                    Some(ty) => ty.strip_suffix(':'),
                    None => rest
                        .strip_prefix("&mut self, value: ")
                        .and_then(|ty| ty.strip_suffix("):")),
                };
                let ty = ty.ok_or_else(|| format!("{record}.{name}: {rest}"))?;
                let mut body = Vec::new();
                while let Some(line) = lines.next_if(|line| line.starts_with("        ")) {
                    body.push(line.trim().to_owned());
                }
                let method = Method {
                    ty: ty.to_owned(),
                    body,
                };
                methods.insert(name.to_owned(), method);
            }
            all.records.insert(record.to_owned(), methods);
        }
        Ok(all)
    }

    /// What a getter returns for the bytes of a storage field.
    pub(crate) fn get(&self, record: &str, name: &str, storage: &[u8]) -> Result<i128, String> {
        let method = self.method(record, name)?;
        let mut names = BTreeMap::new();
        let mut bytes = storage.to_vec();
        for line in &method.body {
            if let Some(value) = self.line(line, &mut names, &mut bytes)? {
                let expected = self.integer(&method.ty)?;
                return match value.ty {
                    Some(ty) if ty == expected => Ok(value.value),
                    other => Err(format!("returns {other:?}, not {expected:?}")),
                };
            }
        }
        Err("returns nothing".to_owned())
    }

    /// What a setter leaves of the bytes of a storage field.
    pub(crate) fn set(
        &self,
        record: &str,
        name: &str,
        storage: &[u8],
        value: i128,
    ) -> Result<Vec<u8>, String> {
        let method = self.method(record, name)?;
        let ty = self.integer(&method.ty)?;
        let value = checked(value, Some(ty))?;
        let mut names = BTreeMap::from([("value".to_owned(), value)]);
        let mut bytes = storage.to_vec();
        for line in &method.body {
            if self.line(line, &mut names, &mut bytes)?.is_some() {
                return Err("a setter returns".to_owned());
            }
        }
        Ok(bytes)
    }

    /// The storage field that a method works on.
    pub(crate) fn storage(&self, record: &str, name: &str) -> Result<String, String> {
        let method = self.method(record, name)?;
        let text = method.body.join(" ");
        let (_, rest) = text.split_once("self.").ok_or("no storage")?;
        let (name, _) = rest.split_once('[').ok_or("no index")?;
        Ok(name.to_owned())
    }

    /// A method.
    fn method(&self, record: &str, name: &str) -> Result<&Method, String> {
        self.records
            .get(record)
            .and_then(|methods| methods.get(name))
            .ok_or_else(|| format!("no {record}.{name}"))
    }

    /// Width and sign of an integer type, through aliases; `bool` is one bit.
    fn integer(&self, name: &str) -> Result<(u32, bool), String> {
        if let Some(target) = self.aliases.get(name) {
            return self.integer(target);
        }
        match name {
            "bool" => Ok((1, false)),
            "usize" => Ok((self.word, false)),
            "isize" => Ok((self.word, true)),
            _ => {
                let width = name.get(1..).and_then(|width| width.parse().ok());
                match (name.get(..1), width) {
                    (Some("u"), Some(width)) => Ok((width, false)),
                    (Some("i"), Some(width)) => Ok((width, true)),
                    _ => Err(format!("{name} is no integer")),
                }
            }
        }
    }

    /// Runs one line; the value if it returns one.
    fn line(
        &self,
        line: &str,
        names: &mut BTreeMap<String, Number>,
        bytes: &mut [u8],
    ) -> Result<Option<Number>, String> {
        let fail = |error: String| format!("{line}: {error}");
        if let Some(text) = line.strip_prefix("return ") {
            return self.value(text, names, bytes).map(Some).map_err(fail);
        }
        if let Some((name, text)) = line
            .strip_prefix("let ")
            .and_then(|line| line.split_once(" = "))
        {
            let value = self.value(text, names, bytes).map_err(fail)?;
            names.insert(name.to_owned(), value);
            return Ok(None);
        }
        let (target, text) = line.split_once(" = ").ok_or("no statement")?;
        let value = self.value(text, names, bytes).map_err(fail)?;
        let index = index_of(target).map_err(fail)?;
        let byte = bytes.get_mut(index).ok_or("no such byte")?;
        if !matches!(value.ty, None | Some((8, false))) {
            return Err(fail(format!("{value:?} is no byte")));
        }
        *byte = u8::try_from(value.value).map_err(|e| e.to_string())?;
        Ok(None)
    }

    /// The value of an expression.
    fn value(
        &self,
        text: &str,
        names: &BTreeMap<String, Number>,
        bytes: &[u8],
    ) -> Result<Number, String> {
        let mut reader = Reader {
            accessors: self,
            rest: text,
            names,
            bytes,
        };
        let value = reader.expression()?;
        match reader.rest.trim() {
            "" => Ok(value),
            rest => Err(format!("`{rest}` is left")),
        }
    }
}

/// The byte in `self.x[7]`.
fn index_of(text: &str) -> Result<usize, String> {
    let inner = text.split_once('[').and_then(|(_, it)| it.split_once(']'));
    let (index, _) = inner.ok_or("no index")?;
    index.parse().map_err(|_| format!("no index: {text}"))
}

/// A value that its type has.
fn checked(value: i128, ty: Option<(u32, bool)>) -> Result<Number, String> {
    let fits = match ty {
        None => true,
        Some((width, true)) => (-(1_i128 << (width - 1))..1_i128 << (width - 1)).contains(&value),
        Some((width, false)) => (0..1_i128 << width).contains(&value),
    };
    match fits {
        true => Ok(Number { value, ty }),
        false => Err(format!("{value} is out of range for {ty:?}")),
    }
}

/// An expression that is being read.
struct Reader<'a> {
    /// Where types are known.
    accessors: &'a Accessors,
    /// What is still to be read.
    rest: &'a str,
    /// Names with values.
    names: &'a BTreeMap<String, Number>,
    /// The storage.
    bytes: &'a [u8],
}

impl Reader<'_> {
    /// Takes a mark, if it comes next.
    fn take(&mut self, mark: &str) -> bool {
        let rest = self.rest.trim_start();
        match rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// One operator, or a chain of the same: no rank is relied upon.
    fn expression(&mut self) -> Result<Number, String> {
        let mut left = self.cast()?;
        let mut chain = None;
        loop {
            let mark = ["<<", ">>", "|", "&", "^", "+", "-"]
                .into_iter()
                .find(|mark| self.take(mark));
            let Some(mark) = mark else {
                return Ok(left);
            };
            if chain.is_some_and(|before| before != mark || mark != "|") {
                return Err(format!("`{mark}` hangs on the rank of operators"));
            }
            chain = Some(mark);
            let right = self.cast()?;
            left = operate(mark, left, right)?;
        }
    }

    /// `x as T`
    fn cast(&mut self) -> Result<Number, String> {
        let value = self.primary()?;
        if !self.take("as ") {
            return Ok(value);
        }
        let rest = self.rest.trim_start();
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        let name = &rest[..end];
        self.rest = &rest[end..];
        let target = self.accessors.integer(name)?;
        let (width, signed) = value.ty.ok_or("a cast of a literal")?;
        if target.0 == width && target.1 != signed {
            // The same bits.
            let modulus = 1_i128 << width;
            let bits = value.value.rem_euclid(modulus);
            let turned = if target.1 && bits >= modulus / 2 {
                bits - modulus
            } else {
                bits
            };
            return checked(turned, Some(target));
        }
        checked(value.value, Some(target))
    }

    /// A number, a name, a byte, or brackets.
    fn primary(&mut self) -> Result<Number, String> {
        if self.take("(") {
            let value = self.expression()?;
            return match self.take(")") {
                true => Ok(value),
                false => Err("no closing bracket".to_owned()),
            };
        }
        let rest = self.rest.trim_start();
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || "_.[]".contains(c)))
            .unwrap_or(rest.len());
        let word = &rest[..end];
        self.rest = &rest[end..];
        if word.starts_with("self.") {
            let byte = self.bytes.get(index_of(word)?).ok_or("no such byte")?;
            return checked(i128::from(*byte), Some((8, false)));
        }
        if let Ok(value) = word.parse() {
            return Ok(Number { value, ty: None });
        }
        self.names
            .get(word)
            .copied()
            .ok_or_else(|| format!("`{word}` has no value"))
    }
}

/// One operation, with the result in the operands' type.
fn operate(mark: &str, left: Number, right: Number) -> Result<Number, String> {
    if matches!(mark, "<<" | ">>") {
        let (width, _) = left.ty.ok_or("a shift of a literal")?;
        if right.ty.is_some() || right.value < 0 || right.value >= i128::from(width) {
            return Err(format!("shift by {} of {width} bits", right.value));
        }
        let value = match mark {
            "<<" => left.value << right.value,
            _ => left.value >> right.value,
        };
        return checked(value, left.ty);
    }
    let ty = match (left.ty, right.ty) {
        (Some(left), Some(right)) if left != right => {
            return Err(format!("{left:?} {mark} {right:?}"));
        }
        (left, right) => left.or(right),
    };
    checked(left.value, ty)?;
    checked(right.value, ty)?;
    let value = match mark {
        "|" => left.value | right.value,
        "&" => left.value & right.value,
        "^" => left.value ^ right.value,
        "+" => left.value + right.value,
        _ => left.value - right.value,
    };
    checked(value, ty)
}
