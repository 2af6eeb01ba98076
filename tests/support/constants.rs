//! Every constant of a module put to clang, in type and value.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use quarry_bindgen::map::model::{Constant, ItemKind, Literal, Module, Type};

/// One question: headers, and how quarry and clang find and read them.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// The header as both include it.
    pub(crate) header: String,
    /// quarry's arguments.
    pub(crate) ours: Vec<String>,
    /// clang's arguments.
    pub(crate) clangs: Vec<String>,
    /// How many constants there are at least: a comparison of nothing would pass.
    pub(crate) least: usize,
}

/// One constant, as the module has it.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// C's name.
    pub(crate) name: String,
    /// The C type of a macro; `None` for an enumerator and for text.
    pub(crate) ty: Option<&'static str>,
    /// What the module says.
    pub(crate) constant: Constant,
}

/// What the program makes of a header.
///
/// # Errors
/// The program does not run, or what it writes cannot be read.
pub(crate) fn claims(binary: &str, libclang: &Path, case: &Case) -> Result<Vec<Claim>, String> {
    let run = |format: &str| {
        let mut command = crate::support::quarry(binary, libclang);
        crate::support::output_of(command.arg(&case.header).args(&case.ours).arg(format))
    };
    let module: Module =
        serde_json::from_str(&run("--emit=json")?).map_err(|error| error.to_string())?;
    let types = c_types(&run("--dump=decls")?)?;
    Ok(module
        .items
        .into_iter()
        .filter_map(|item| match item.kind {
            ItemKind::Constant(constant) => {
                let name = item.c_name.unwrap_or(item.name);
                let ty = types.get(&name).copied();
                Some(Claim { name, ty, constant })
            }
            _ => None,
        })
        .collect())
}

/// The C types of a dump's macros, by name.
fn c_types(dump: &str) -> Result<BTreeMap<String, &'static str>, String> {
    let mut types = BTreeMap::new();
    let lines: Vec<&str> = dump.lines().map(str::trim).collect();
    for lines in lines.windows(5) {
        let [
            "Constant {",
            name,
            "value: Integer(" | "value: Float(",
            _,
            ty,
        ] = lines
        else {
            continue;
        };
        let name = name
            .strip_prefix("name: \"")
            .and_then(|name| name.strip_suffix("\","))
            .ok_or(format!("no name: {name}"))?;
        types.insert(name.to_owned(), c_type(ty.trim_end_matches(','))?);
    }
    Ok(types)
}

/// The C spelling of a type of the model.
fn c_type(ty: &str) -> Result<&'static str, String> {
    Ok(match ty {
        "Bool" => "_Bool",
        "Char" => "char",
        "SChar" => "signed char",
        "UChar" => "unsigned char",
        "Short" => "short",
        "UShort" => "unsigned short",
        "Int" => "int",
        "UInt" => "unsigned int",
        "Long" => "long",
        "ULong" => "unsigned long",
        "LongLong" => "long long",
        "ULongLong" => "unsigned long long",
        "Float" => "float",
        "Double" => "double",
        "LongDouble" => "long double",
        other => return Err(format!("not the type of a constant: {other}")),
    })
}

/// The conditions that hold in C if the claim is right.
fn condition(claim: &Claim) -> String {
    let name = &claim.name;
    let value = match &claim.constant.value {
        Literal::Integer(value) => format!(
            "({name}) == {} && (({name}) < 0) == {}",
            integer(*value),
            u8::from(*value < 0)
        ),
        Literal::Bool(value) => format!("({name}) == {}", u8::from(*value)),
        // Rust's shortest decimal reads back as the same double, there as here.
        Literal::Float(value) => format!("({name}) == {value:e}"),
        Literal::Text(text) => format!(
            "sizeof({name}) == {} && __builtin_memcmp({name}, {}, {}) == 0",
            text.len() + 1,
            literal(text),
            text.len() + 1
        ),
        Literal::Elements(elements) => {
            let mut text = format!("sizeof({name}) / sizeof(({name})[0]) == {}", elements.len());
            let is_signed = matches!(
                &claim.constant.ty,
                Type::Array { element, .. } if matches!(**element, Type::Int(_))
            );
            for (index, element) in elements.iter().enumerate() {
                if is_signed {
                    write!(text, " && ({name})[{index}] == {element}ll").unwrap_or_default();
                    continue;
                }
                let bits = "__UINT32_TYPE__";
                let mask = "(0xFFFFFFFFu >> (32 - 8 * sizeof(";
                write!(
                    text,
                    " && (({bits})({name})[{index}] & {mask}({name})[0])))) == {element}u"
                )
                .unwrap_or_default();
            }
            text
        }
    };
    let width = match &claim.constant.ty {
        Type::Int(bits) => format!(
            " && sizeof({name}) == {} && (__typeof__({name}))-1 < 0",
            bits / 8
        ),
        Type::Uint(bits) => format!(
            " && sizeof({name}) == {} && (__typeof__({name}))-1 > 0",
            bits / 8
        ),
        Type::Float(bits) => format!(" && sizeof({name}) == {}", bits / 8),
        Type::Bool => format!(" && __builtin_types_compatible_p(__typeof__({name}), _Bool)"),
        _ => String::new(),
    };
    let ty = match claim.ty {
        Some(ty) => format!(" && __builtin_types_compatible_p(__typeof__({name}), {ty})"),
        None => String::new(),
    };
    format!("{value}{width}{ty}")
}

/// An integer as a literal of C of a type that holds it.
fn integer(value: i128) -> String {
    match i64::try_from(value) {
        Ok(i64::MIN) => "(-9223372036854775807LL - 1)".to_owned(),
        Ok(value) => format!("{value}LL"),
        Err(_) => format!("{value}ULL"),
    }
}

/// Text as a literal of C.
fn literal(text: &str) -> String {
    let octal = |byte| format!("\\{byte:03o}");
    format!("\"{}\"", text.bytes().map(octal).collect::<String>())
}

/// The names of the claims that clang denies.
///
/// # Errors
/// clang does not run, or says what no claim made it say.
pub(crate) fn denied(
    clang: &Path,
    case: &Case,
    claims: &[Claim],
) -> Result<BTreeSet<String>, String> {
    let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
    let source = dir.path().join("claims.c");
    let include = match case.header.starts_with('/') {
        true => format!("#include \"{}\"", case.header),
        false => format!("#include <{}>", case.header),
    };
    // An initialiser is folded whatever it holds; an assertion takes no floating operand.
    let questions: String = claims
        .iter()
        .enumerate()
        .map(|(index, claim)| format!("int quarry_claim_{index} = 1 / ({});\n", condition(claim)))
        .collect();
    fs::write(&source, format!("{include}\n{questions}")).map_err(|error| error.to_string())?;
    let mut command = Command::new(clang);
    command
        .args(["-fsyntax-only", "-w", "-std=gnu17", "-ferror-limit=0"])
        .args(&case.clangs)
        .arg(&source);
    let run = crate::support::run(&mut command)?;
    let mut denied = BTreeSet::new();
    for line in run.stderr.lines().filter(|line| line.contains(": error: ")) {
        let claim = line
            .split_once("claims.c:")
            .and_then(|(_, rest)| rest.split(':').next())
            .and_then(|number| number.parse::<usize>().ok())
            .and_then(|number| claims.get(number.checked_sub(2)?))
            .ok_or_else(|| line.to_owned())?;
        denied.insert(claim.name.clone());
    }
    if run.code != Some(0) && denied.is_empty() {
        return Err(run.stderr);
    }
    Ok(denied)
}
