//! What rust-bindgen says of a header, as facts to compare with.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use syn::{Expr, ForeignItem, Item, Lit, Stmt, Type, UnOp};

/// Set for the process that runs rust-bindgen: its libclang shall not be ours, and an end by a
/// signal shall be one failed test.
const CHILD: &str = "QUARRY_TEST_PEER";

/// Facts by the names that rust-bindgen gives, which are C's for all that has a name there.
#[derive(Debug, Default)]
pub(crate) struct Peer {
    /// The number of parameters, and whether it is variadic.
    pub(crate) functions: BTreeMap<String, (usize, bool)>,
    /// Bytes of a record.
    pub(crate) sizes: BTreeMap<String, u64>,
    /// Alignment of a record.
    pub(crate) aligns: BTreeMap<String, u64>,
    /// Bytes before a field, by record and field.
    pub(crate) offsets: BTreeMap<(String, String), u64>,
    /// Values of enumerators.
    pub(crate) enumerators: BTreeMap<String, i128>,
}

/// In the process that [`ask`] starts, runs rust-bindgen and gives `true`.
pub(crate) fn is_child() -> bool {
    let Ok(header) = std::env::var(CHILD) else {
        return false;
    };
    let mut arguments = std::env::args().skip(1);
    let files = arguments.next().unwrap();
    let bindings = bindgen::builder()
        .header_contents("all.h", &format!("#include <{header}>\n"))
        .clang_args(arguments)
        .allowlist_file(files)
        .formatter(bindgen::Formatter::None)
        .generate_comments(false)
        .default_enum_style(bindgen::EnumVariation::Consts)
        .prepend_enum_name(false)
        .generate()
        .unwrap();
    std::io::stdout()
        .write_all(bindings.to_string().as_bytes())
        .unwrap();
    true
}

/// Asks rust-bindgen about a header: what the files that match a pattern declare.
///
/// # Errors
/// It failed, or what it wrote is no Rust.
pub(crate) fn ask(
    header: &str,
    files: &str,
    flags: &[String],
    llvm: &Path,
) -> Result<Peer, String> {
    let program = std::env::current_exe().map_err(|e| e.to_string())?;
    let code = crate::support::output_of(
        Command::new(program)
            .env(CHILD, header)
            .env("LIBCLANG_PATH", llvm)
            .env("CLANG_PATH", llvm.with_file_name("bin").join("clang"))
            .arg(files)
            .args(flags),
    )?;
    let file = syn::parse_file(&code).map_err(|e| e.to_string())?;
    let mut peer = Peer::default();
    for item in &file.items {
        peer.item(item);
    }
    Ok(peer)
}

impl Peer {
    /// Takes the facts of one item.
    fn item(&mut self, item: &Item) {
        match item {
            Item::ForeignMod(block) => {
                for item in &block.items {
                    if let ForeignItem::Fn(function) = item {
                        let signature = &function.sig;
                        self.functions.insert(
                            signature.ident.to_string(),
                            (signature.inputs.len(), signature.variadic.is_some()),
                        );
                    }
                }
            }
            Item::Const(constant) if constant.ident == "_" => {
                if let Expr::Block(block) = &*constant.expr {
                    for statement in &block.block.stmts {
                        self.assertion(statement);
                    }
                }
            }
            Item::Const(constant) => {
                let is_enumerator = matches!(&*constant.ty, Type::Path(path)
                    if path.path.get_ident().is_some_and(|name| !is_primitive(&name.to_string())));
                if let (true, Some(value)) = (is_enumerator, integer(&constant.expr)) {
                    self.enumerators.insert(constant.ident.to_string(), value);
                }
            }
            _ => {}
        }
    }

    /// Takes the fact of `["Size of S"][size_of::<S>() - 4usize];`.
    fn assertion(&mut self, statement: &Stmt) {
        let Stmt::Expr(Expr::Index(index), _) = statement else {
            return;
        };
        let (Expr::Array(label), Expr::Binary(difference)) = (&*index.expr, &*index.index) else {
            return;
        };
        let Some(Expr::Lit(label)) = label.elems.first() else {
            return;
        };
        let Lit::Str(label) = &label.lit else { return };
        let Some(value) = integer(&difference.right).and_then(|v| u64::try_from(v).ok()) else {
            return;
        };
        let label = label.value();
        if let Some(name) = label.strip_prefix("Size of ") {
            self.sizes.insert(name.to_owned(), value);
        } else if let Some(name) = label.strip_prefix("Alignment of ") {
            self.aligns.insert(name.to_owned(), value);
        } else if let Some((record, field)) = label
            .strip_prefix("Offset of field: ")
            .and_then(|names| names.split_once("::"))
        {
            self.offsets
                .insert((record.to_owned(), field.to_owned()), value);
        }
    }
}

/// Whether a type's name is one of Rust's own: such a constant comes from a macro.
fn is_primitive(name: &str) -> bool {
    matches!(
        name,
        "u8" | "i8" | "u16" | "i16" | "u32" | "i32" | "u64" | "i64" | "f32" | "f64" | "bool"
    )
}

/// The value of an integer literal, with or without a sign.
fn integer(expr: &Expr) -> Option<i128> {
    match expr {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(value) => value.base10_parse().ok(),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => integer(&unary.expr).map(|v| -v),
        _ => None,
    }
}
