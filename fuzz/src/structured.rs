//! Headers that are right C, or nearly: declarations of every kind, that use each other.

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use arbitrary::Arbitrary;

/// Names with a taste for what is not harmless: reserved words, clashes, suffixes of our own.
const NAMES: &[&str] = &[
    "a", "b", "fn", "let", "match", "type_", "type", "self", "Self", "main", "print", "String", "i32",
    "a_", "a_struct", "s_anon0", "_pad0", "_bits0", "_data", "anon0", "arg0", "set_a", "é", "$", "a$b",
    "A", "_", "usize", "Option", "printf", "list_new",
];

/// Builtin types.
const TYPES: &[&str] = &[
    "int", "char", "signed char", "unsigned char", "short", "unsigned", "long", "unsigned long",
    "long long", "unsigned long long", "_Bool", "float", "double", "long double", "__int128",
    "_Complex double", "void *", "const char *", "__SIZE_TYPE__", "__builtin_va_list",
    "int (*)(void)",
];

/// What stands in comments and strings.
const WORDS: &[&str] = &[
    "word", "@param", "\\return", "@brief", "\"\"\"", "\\", "\n", "\r", "\t", "\u{202e}", "\u{2028}",
    "<b>", "</b>", "&lt;", "&#0;", "`", "```", "@code", "@endcode", "- ", "%NULL", "#", "@a:", "\u{0}",
    "*", "// ", "é", "\u{feff}", "extern fn x()", "'''", "@", "  ",
];

/// Attributes of records.
const ATTRIBUTES: &[&str] = &[
    "", "", "__attribute__((packed))", "__attribute__((aligned(16)))", "__attribute__((packed, aligned(4)))",
    "__attribute__((ms_struct))", "__attribute__((deprecated(\"x\\\"\\\"\\\"y\")))",
    "__attribute__((may_alias))",
];

/// Operators of two operands.
const OPERATORS: &[&str] = &["+", "-", "*", "/", "%", "<<", ">>", "&", "|", "^", "==", "<", "&&", "||", ","];

/// Literals.
const LITERALS: &[&str] = &[
    "0", "1", "0x7fffffff", "0xFFFFFFFF", "0x8000000000000000ULL", "1UL", "-1", "'a'", "'\\xff'", "L'x'",
    "1.5", "1.5f", "0x1p-3", "1e400", "\"text\"", "\"\\0\\xff\"", "L\"w\"", "\"\\\"\\\"\\\"\"", "0b11",
    "99999999999999999999", "1.0L", "08", "u8\"é\"", "\"a\" \"b\"",
];

/// A header.
#[derive(Debug, Arbitrary)]
pub struct Header {
    /// For the alpha dialect.
    alpha: bool,
    /// What it declares, in order.
    declarations: Vec<(Option<Comment>, Declaration)>,
}

impl Header {
    /// Whether the module is to be in the alpha dialect.
    pub fn alpha(&self) -> bool {
        self.alpha
    }
}

/// A comment: its form, and which words it has.
#[derive(Debug, Arbitrary)]
struct Comment {
    /// `/**`, `/*`, `///` or behind the declaration.
    form: u8,
    /// Indices into [`WORDS`].
    words: Vec<u8>,
}

/// A type: a builtin one or one declared before, behind pointers and in arrays.
#[derive(Debug, Clone, Arbitrary)]
struct Type {
    /// Which.
    base: u8,
    /// Of those declared before, rather than builtin.
    own: bool,
    /// How many pointers, modulo 3.
    pointers: u8,
    /// An array of so many elements, modulo 5.
    array: Option<u8>,
    /// `const`.
    constant: bool,
}

/// A field.
#[derive(Debug, Arbitrary)]
struct Field {
    /// Its name.
    name: u8,
    /// Its type.
    ty: Type,
    /// A bit-field of so many bits.
    bits: Option<u8>,
    /// In place of `ty`, an anonymous record of these.
    nested: Vec<(u8, Type)>,
}

/// An expression.
#[derive(Debug, Arbitrary)]
enum Expression {
    /// One of [`LITERALS`].
    Literal(u8),
    /// A macro or enumerator.
    Name(u8),
    /// A minus, `~`, `!`, or a cast.
    Unary(u8, Box<Expression>),
    /// Two operands.
    Binary(u8, Box<Expression>, Box<Expression>),
    /// `?:`
    Conditional(Box<Expression>, Box<Expression>, Box<Expression>),
    /// `sizeof`
    Sizeof(Type),
}

/// One declaration.
#[derive(Debug, Arbitrary)]
enum Declaration {
    /// A structure or union.
    Record { name: u8, union: bool, attribute: u8, pack: Option<u8>, fields: Vec<Field> },
    /// A record that is not completed.
    Incomplete { name: u8, union: bool },
    /// An enumeration.
    Enumeration { name: u8, values: Vec<Option<i64>> },
    /// A typedef.
    Typedef { name: u8, ty: Type, function: bool },
    /// A function.
    Function { name: u8, result: Type, parameters: Vec<(u8, Type)>, variadic: bool, label: Option<Vec<u8>> },
    /// A variable.
    Variable { name: u8, ty: Type },
    /// A macro.
    Macro { name: u8, body: Expression, parenthesised: bool },
    /// `#line`
    Line(u16, Vec<u8>),
    /// `#undef` of a macro.
    Undefine(u8),
}

/// What has been declared so far.
#[derive(Debug, Default)]
struct Scope {
    /// Ordinary names in use, tags, macros.
    ordinary: BTreeSet<String>,
    /// Tags in use, with their keyword.
    tags: BTreeSet<String>,
    /// Macros.
    macros: Vec<String>,
    /// Complete types to use.
    types: Vec<String>,
}

/// One of a list.
fn pick<'a>(list: &'a [&'a str], index: u8) -> &'a str {
    list[usize::from(index) % list.len()]
}

/// Words, without what would end a comment.
fn words(indices: &[u8]) -> String {
    let text: String = indices.iter().map(|&index| pick(WORDS, index)).collect();
    text.replace("*/", "* /")
}

/// Words in a C string.
fn quoted(indices: &[u8]) -> String {
    let mut text = "\"".to_owned();
    for c in words(indices).chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c < ' ' => write!(text, "\\{:03o}", c as u32).unwrap_or_default(),
            c => text.push(c),
        }
    }
    text + "\""
}

/// A name that is not taken: with a number where it is.
fn fresh(taken: &mut BTreeSet<String>, index: u8) -> String {
    let base = pick(NAMES, index);
    let mut name = base.to_owned();
    let mut number = 0;
    while !taken.insert(name.clone()) {
        number += 1;
        name = format!("{base}{number}");
    }
    name
}

impl Type {
    /// A declaration of `name` with this type.
    fn declare(&self, name: &str, scope: &Scope) -> String {
        let base = match scope.types.len() {
            0 => pick(TYPES, self.base).to_owned(),
            _ if !self.own => pick(TYPES, self.base).to_owned(),
            count => scope.types[usize::from(self.base) % count].clone(),
        };
        let constant = if self.constant { "const " } else { "" };
        let mut declarator = format!("{}{name}", "*".repeat(usize::from(self.pointers % 3)));
        if let Some(length) = self.array {
            declarator = format!("{declarator}[{}]", length % 5 + 1);
        }
        match base.split_once("(*)") {
            Some((result, rest)) => format!("{result} (*{constant}{declarator}){rest}"),
            None => format!("{constant}{base} {declarator}"),
        }
    }
}

impl Expression {
    /// As C.
    fn text(&self, scope: &Scope) -> String {
        match self {
            Expression::Literal(index) => pick(LITERALS, *index).to_owned(),
            Expression::Name(index) => match scope.macros.len() {
                0 => "1".to_owned(),
                count => scope.macros[usize::from(*index) % count].clone(),
            },
            Expression::Unary(index, operand) => {
                let operator = pick(&["-", "~", "!", "+", "(char)", "(unsigned char)", "(long)", "(void*)"], *index);
                format!("{operator}({})", operand.text(scope))
            }
            Expression::Binary(index, a, b) => {
                format!("({} {} {})", a.text(scope), pick(OPERATORS, *index), b.text(scope))
            }
            Expression::Conditional(a, b, c) => {
                format!("({}?{}:{})", a.text(scope), b.text(scope), c.text(scope))
            }
            Expression::Sizeof(ty) => {
                let ty = Type { array: None, ..ty.clone() };
                format!("sizeof({})", ty.declare("", scope))
            }
        }
    }
}

impl Declaration {
    /// Writes it, and notes what it declares.
    fn write(&self, out: &mut impl Write, scope: &mut Scope) -> fmt::Result {
        match self {
            Declaration::Record { name, union, attribute, pack, fields } => {
                let keyword = if *union { "union" } else { "struct" };
                let name = fresh(&mut scope.tags, *name);
                if let Some(pack) = pack {
                    writeln!(out, "#pragma pack(push, {})", 1 << (pack % 5))?;
                }
                write!(out, "{keyword} {} {name} {{", pick(ATTRIBUTES, *attribute))?;
                let mut names = BTreeSet::new();
                for field in fields {
                    field.write(out, scope, &mut names)?;
                }
                writeln!(out, "}};")?;
                if pack.is_some() {
                    writeln!(out, "#pragma pack(pop)")?;
                }
                scope.types.push(format!("{keyword} {name}"));
                Ok(())
            }
            Declaration::Incomplete { name, union } => {
                let name = fresh(&mut scope.tags, *name);
                let keyword = if *union { "union" } else { "struct" };
                let function = fresh(&mut scope.ordinary, 1);
                writeln!(out, "{keyword} {name}; {keyword} {name} *{function}(void);")
            }
            Declaration::Enumeration { name, values } => {
                let name = fresh(&mut scope.tags, *name);
                write!(out, "enum {name} {{ {name}_first")?;
                scope.ordinary.insert(format!("{name}_first"));
                for value in values {
                    let constant = fresh(&mut scope.ordinary, 0);
                    match value {
                        Some(value) => write!(out, ", {constant} = {value}LL")?,
                        None => write!(out, ", {constant}")?,
                    }
                }
                scope.types.push(format!("enum {name}"));
                writeln!(out, " }};")
            }
            Declaration::Typedef { name, ty, function } => {
                let text = fresh(&mut scope.ordinary, *name);
                if *function {
                    let ty = Type { array: None, ..ty.clone() };
                    writeln!(out, "typedef {};", ty.declare(&format!("(*{text})(int)"), scope))?;
                } else {
                    writeln!(out, "typedef {};", ty.declare(&text, scope))?;
                }
                scope.types.push(text);
                Ok(())
            }
            Declaration::Function { name, result, parameters, variadic, label } => {
                let text = fresh(&mut scope.ordinary, *name);
                let mut names = BTreeSet::new();
                let mut list: Vec<String> = parameters
                    .iter()
                    .map(|(name, ty)| ty.declare(&fresh(&mut names, *name), scope))
                    .collect();
                match (list.is_empty(), variadic) {
                    (true, _) => list.push("void".to_owned()),
                    (false, true) => list.push("...".to_owned()),
                    (false, false) => {}
                }
                let result = Type { array: None, ..result.clone() };
                let function = format!("{text}({})", list.join(", "));
                write!(out, "{}", result.declare(&function, scope))?;
                if let Some(label) = label {
                    write!(out, " __asm__({})", quoted(label))?;
                }
                writeln!(out, ";")
            }
            Declaration::Variable { name, ty } => {
                let text = fresh(&mut scope.ordinary, *name);
                writeln!(out, "extern {};", ty.declare(&text, scope))
            }
            Declaration::Macro { name, body, parenthesised } => {
                let text = format!("M{}", fresh(&mut scope.ordinary, *name).replace('$', "D"));
                let body = body.text(scope);
                if *parenthesised {
                    writeln!(out, "#define {text} ({body})")?;
                } else {
                    writeln!(out, "#define {text} {body}")?;
                }
                scope.macros.push(text);
                Ok(())
            }
            Declaration::Line(line, file) => {
                writeln!(out, "#line {} {}", u32::from(*line) + 1, quoted(file))
            }
            Declaration::Undefine(index) => match scope.macros.len() {
                0 => Ok(()),
                count => writeln!(out, "#undef {}", scope.macros[usize::from(*index) % count]),
            },
        }
    }
}

impl Field {
    /// Writes it.
    fn write(&self, out: &mut impl Write, scope: &Scope, names: &mut BTreeSet<String>) -> fmt::Result {
        if let Some(bits) = self.bits {
            let ty = pick(&["int", "unsigned", "long long", "_Bool", "char", "unsigned short"], self.ty.base);
            let most = match ty {
                "_Bool" => 1,
                "char" => 8,
                "unsigned short" => 16,
                "long long" => 64,
                _ => 32,
            };
            return match bits % (most + 1) {
                0 => write!(out, " {ty} : 0;"),
                bits => write!(out, " {ty} {} : {bits};", fresh(names, self.name)),
            };
        }
        if self.nested.is_empty() {
            return write!(out, " {};", self.ty.declare(&fresh(names, self.name), scope));
        }
        let keyword = if self.ty.constant { "union" } else { "struct" };
        write!(out, " {keyword} {{")?;
        for (name, ty) in &self.nested {
            write!(out, " {};", ty.declare(&fresh(names, *name), scope))?;
        }
        if self.ty.own {
            write!(out, " }} {};", fresh(names, self.name))
        } else {
            write!(out, " }};")
        }
    }
}

impl fmt::Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut scope = Scope::default();
        for (comment, declaration) in &self.declarations {
            let text = comment.as_ref().map(|comment| (comment.form % 4, words(&comment.words)));
            match &text {
                Some((0, text)) => writeln!(f, "/** {text} */")?,
                Some((1, text)) => writeln!(f, "/* {text} */")?,
                Some((2, text)) => writeln!(f, "/// {}", text.replace(['\n', '\r', '\\'], " "))?,
                Some(_) | None => {}
            }
            declaration.write(f, &mut scope)?;
            if let Some((3, text)) = &text {
                writeln!(f, "/**< {text} */")?;
            }
        }
        Ok(())
    }
}
