//! What a compiler puts into memory for a bit-field.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use object::{Object as _, ObjectSection as _, ObjectSymbol as _};

use crate::support;

/// A compiler, and how to learn from it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Compiler {
    /// Its programs run here.
    Run(&'static str),
    /// Its object files are read; with clang's triple.
    Object(&'static str, &'static str),
}

/// One value in one bit-field.
#[derive(Debug, Clone)]
pub(crate) struct Probe {
    /// C's words for the type that is looked at.
    pub(crate) ty: String,
    /// The bit-field.
    pub(crate) field: String,
    /// What it is set to.
    pub(crate) value: i128,
    /// Whether C reads it as a signed number.
    pub(crate) is_signed: bool,
    /// Bit-fields whose bits are all set.
    pub(crate) others: Vec<String>,
    /// The size of the type.
    pub(crate) size: usize,
}

/// What the compiler made of it.
#[derive(Debug, Clone)]
pub(crate) struct Observed {
    /// The bytes of the whole type.
    pub(crate) bytes: Vec<u8>,
    /// What C reads, where it runs.
    pub(crate) read: Option<i128>,
}

impl Compiler {
    /// Its program.
    pub(crate) fn program(&self) -> &'static str {
        match self {
            Compiler::Run(program) | Compiler::Object(program, _) => program,
        }
    }

    /// It with its target.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(self.program());
        command.args(["-w", "-std=gnu11", "-ffreestanding"]);
        if let Compiler::Object(_, triple) = self
            && !triple.is_empty()
        {
            command.arg(format!("--target={triple}"));
        }
        command
    }

    /// Whether it takes a header.
    pub(crate) fn takes(&self, header: &Path) -> Result<bool, String> {
        let mut command = self.command();
        let run = support::run(command.args(["-fsyntax-only", "-xc"]).arg(header))?;
        Ok(run.code == Some(0))
    }
}

/// A value as C writes it.
fn literal(value: i128) -> String {
    match i64::try_from(value) {
        Ok(i64::MIN) => "(-9223372036854775807LL - 1)".to_owned(),
        Ok(value) => format!("{value}LL"),
        Err(_) => format!("{value}ULL"),
    }
}

/// What the compiler makes of each probe.
pub(crate) fn observe(
    compiler: &Compiler,
    header: &Path,
    probes: &[Probe],
) -> Result<Vec<Observed>, String> {
    let dir = tempfile::tempdir().map_err(|e| e.to_string())?;
    let source = dir.path().join("probe.c");
    let mut text = format!("#include \"{}\"\n", header.display());
    match compiler {
        Compiler::Run(_) => {
            text.push_str(HEAD);
            for (index, probe) in probes.iter().enumerate() {
                let Probe { ty, field, .. } = probe;
                let sign = if probe.is_signed { "" } else { "unsigned " };
                write!(
                    text,
                    "static void p{index}(void) {{ {ty} s; zero(&s, sizeof s); "
                )
                .unwrap();
                for other in &probe.others {
                    write!(text, "s.{other} = -1; ").unwrap();
                }
                let value = literal(probe.value);
                writeln!(
                    text,
                    "s.{field} = {value}; show(&s, sizeof s, ({sign}long long)s.{field}, \"{}\"); }}",
                    if probe.is_signed { "%lld\\n" } else { "%llu\\n" }
                )
                .unwrap();
            }
            text.push_str("int main(void) {\n");
            for index in 0..probes.len() {
                writeln!(text, "p{index}();").unwrap();
            }
            text.push_str("return 0; }\n");
        }
        Compiler::Object(..) => {
            for (index, probe) in probes.iter().enumerate() {
                let Probe { ty, field, .. } = probe;
                write!(text, "const {ty} p{index} = {{ ").unwrap();
                for other in &probe.others {
                    write!(text, ".{other} = -1, ").unwrap();
                }
                writeln!(text, ".{field} = {} }};", literal(probe.value)).unwrap();
            }
        }
    }
    fs::write(&source, text).map_err(|e| e.to_string())?;
    let out = dir.path().join("out");
    let mut command = compiler.command();
    command.arg("-o").arg(&out).arg(&source);
    match compiler {
        Compiler::Run(_) => {
            support::output_of(&mut command)?;
            let printed = support::output_of(&mut Command::new(&out))?;
            printed.lines().map(printed_line).collect()
        }
        Compiler::Object(..) => {
            support::output_of(command.arg("-c"))?;
            let data = fs::read(&out).map_err(|e| e.to_string())?;
            constants(&data, probes)
        }
    }
}

/// `0a0b0c 5`
fn printed_line(line: &str) -> Result<Observed, String> {
    let (hex, read) = line.split_once(' ').ok_or("no value")?;
    let bytes = (0..hex.len() / 2)
        .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16))
        .collect::<Result<_, _>>()
        .map_err(|e| e.to_string())?;
    Ok(Observed {
        bytes,
        read: Some(read.parse().map_err(|_| format!("no number: {read}"))?),
    })
}

/// The bytes of the constants `p0`, `p1`, … of an object file.
fn constants(data: &[u8], probes: &[Probe]) -> Result<Vec<Observed>, String> {
    let file = object::File::parse(data).map_err(|e| e.to_string())?;
    let mut found = vec![None; probes.len()];
    for symbol in file.symbols() {
        let name = symbol.name().unwrap_or_default().trim_start_matches('_');
        let index = name
            .strip_prefix('p')
            .and_then(|it| it.parse::<usize>().ok());
        let (Some(index), Some(section)) = (index, symbol.section_index()) else {
            continue;
        };
        let section = file.section_by_index(section).map_err(|e| e.to_string())?;
        let Some(probe) = probes.get(index) else {
            continue;
        };
        let size = probe.size as u64;
        let bytes = section
            .data_range(symbol.address(), size)
            .map_err(|e| e.to_string())?;
        // A section without bytes is zero.
        let bytes = bytes.map_or_else(|| vec![0; probe.size], <[u8]>::to_vec);
        found[index] = Some(Observed { bytes, read: None });
    }
    found
        .into_iter()
        .enumerate()
        .map(|(index, it)| it.ok_or_else(|| format!("no p{index} in the object file")))
        .collect()
}

/// How the C shows what it did.
const HEAD: &str = r#"
extern int printf(const char *, ...);
static void zero(void *p, unsigned long n) { unsigned char *b = p; while (n--) *b++ = 0; }
static void show(const void *p, unsigned long n, long long v, const char *f) {
  const unsigned char *b = p; while (n--) printf("%02x", *b++); printf(" "); printf(f, v); }
"#;
