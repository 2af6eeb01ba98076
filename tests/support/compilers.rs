//! What C compilers say of a header, asked without anything of ours.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

/// An error as its message.
fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// The functions with a prefix that a header and what it includes declare, by clang's dump of its syntax tree.
pub(crate) fn declared_functions(header: &str, prefix: &str) -> Result<Vec<String>, String> {
    let dir = tempfile::tempdir().map_err(text)?;
    let source = dir.path().join("all.c");
    fs::write(&source, format!("#include <{header}>\n")).map_err(text)?;
    let dump = super::output_of(
        Command::new("clang-14")
            .args(["-Xclang", "-ast-dump=json", "-fsyntax-only"])
            .arg(&source),
    )?;
    let tree: serde_json::Value = serde_json::from_str(&dump).map_err(text)?;
    let nodes = tree["inner"]
        .as_array()
        .ok_or_else(|| "no declarations".to_owned())?;
    let functions = nodes
        .iter()
        .filter(|node| node["kind"] == "FunctionDecl")
        .filter_map(|node| node["name"].as_str())
        .filter(|name| name.starts_with(prefix));
    Ok(functions.map(str::to_owned).collect())
}

/// Type and value of the macros with a prefix, `i32 5` or `str "text"`, as a compiled C program
/// prints them. Macros that are no expression, or not of such a type, are left out.
pub(crate) fn compiled_constants(
    header: &str,
    prefix: &str,
) -> Result<BTreeMap<String, String>, String> {
    let dir = tempfile::tempdir().map_err(text)?;
    let (source, program) = (dir.path().join("print.c"), dir.path().join("print"));
    let include = format!("#include <{header}>\n");
    fs::write(&source, &include).map_err(text)?;
    let macros = super::output_of(Command::new("gcc").args(["-E", "-dM"]).arg(&source))?;
    let names: Vec<&str> = macros
        .lines()
        .filter_map(|line| line.strip_prefix("#define "))
        .filter_map(|line| line.split_once(' '))
        .filter(|(name, body)| name.starts_with(prefix) && !name.contains('(') && !body.is_empty())
        .map(|(name, _)| name)
        .collect();
    // One compilation says which of them are expressions: the others give an error in their line.
    let mut probe = include.clone();
    for name in &names {
        probe.push_str(&format!("void probe_{name}(void) {{ (void)({name}); }}\n"));
    }
    fs::write(&source, &probe).map_err(text)?;
    let errors = super::run(
        Command::new("gcc")
            .args(["-fsyntax-only", "-w"])
            .arg(&source),
    )?;
    let wrong: Vec<&str> = errors
        .stderr
        .lines()
        .filter(|l| l.contains(" error: "))
        .collect();
    let is_expression = |line: usize| {
        !wrong
            .iter()
            .any(|error| error.contains(&format!("print.c:{line}:")))
    };
    let mut code = format!("{include}{PRINTER}int main(void) {{\n");
    for (index, name) in names.iter().enumerate() {
        // Line 1 is the `#include`, so the first probe stands in line 2.
        if is_expression(index + 2) {
            code.push_str(&format!("SHOW({name});\n"));
        }
    }
    code.push_str("return 0; }\n");
    fs::write(&source, &code).map_err(text)?;
    super::output_of(
        Command::new("gcc")
            .arg("-w")
            .arg("-o")
            .arg(&program)
            .arg(&source),
    )?;
    let printed = super::output_of(&mut Command::new(&program))?;
    let constants = printed.lines().filter_map(|line| line.split_once(' '));
    Ok(constants
        .filter(|(_, value)| *value != "other")
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect())
}

/// C that prints `NAME TYPE VALUE` for an expression on a host where `long` has 64 bits.
const PRINTER: &str = r#"
#include <stdio.h>
static void i(const char *n, const char *t, long long v) { printf("%s %s %lld\n", n, t, v); }
static void u(const char *n, const char *t, long long v) { printf("%s %s %llu\n", n, t, (unsigned long long)v); }
static void s(const char *n, const char *t, const char *v) { printf("%s %s \"%s\"\n", n, t, v); }
static void o(const char *n, const char *t, ...) { printf("%s other\n", n); }
#define SHOW(m) _Generic((m), signed char: i, short: i, int: i, long: i, long long: i, unsigned char: u, \
    unsigned short: u, unsigned: u, unsigned long: u, unsigned long long: u, char *: s, const char *: s, \
    default: o)(#m, _Generic((m), signed char: "i8", short: "i16", int: "i32", long: "i64", long long: "i64", \
    unsigned char: "u8", unsigned short: "u16", unsigned: "u32", unsigned long: "u64", \
    unsigned long long: "u64", char *: "str", const char *: "str", default: "other"), (m))
"#;
