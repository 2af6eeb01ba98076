//! From what `--cc` says to a compiler that is known to judge for the target.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::clang::find::Environment;
use crate::error::{CompilerError, Error};

use super::arguments::{self, Wanted};
use super::machine::{self, Fit};
use super::{Compiler, Family, program, workplace};

/// What a compiler's preprocessor is asked. Whoever does not preprocess gives no such answer.
const WHO: &str = "#if defined __clang__\n\
    quarry_is clang __clang_major__ __clang_minor__ __clang_patchlevel__ end\n\
    #elif defined __GNUC__\n\
    quarry_is gcc __GNUC__ __GNUC_MINOR__ __GNUC_PATCHLEVEL__ end\n\
    #else\n\
    quarry_is another end\n\
    #endif\n";

/// A text that no C compiler of any standard accepts.
const WRONG: &str = "extern int quarry_right;\nextern char quarry_wrong[-1];\n";

/// Finds a compiler; see [`Compiler::find`].
pub(super) fn find(cc: &str, wanted: Wanted, limit: Duration) -> Result<Compiler, Error> {
    let target = wanted.target;
    let mut first = None;
    for program in program::candidates(cc, target, &Environment::read()) {
        match known(&program, wanted, limit) {
            Ok(compiler) => return Ok(compiler),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(first.unwrap_or_else(|| {
        let triple = &target.triple;
        CompilerError::NotFound {
            cc: cc.to_owned(),
            target: triple.clone(),
            advice: match cc {
                "clang" => "`apt-get install clang` brings it on Debian; `--cc=PATH` names another"
                    .to_owned(),
                _ => machine::advice(target),
            },
        }
        .into()
    }))
}

/// Asks a program what it is, and sees it object to what is wrong and to nothing else.
fn known(program: &Path, wanted: Wanted, limit: Duration) -> Result<Compiler, Error> {
    let target = wanted.target;
    let mut compiler = Compiler {
        program: program.to_owned(),
        family: Family::Gcc,
        version: [0; 3],
        arguments: Vec::new(),
        target: target.clone(),
        limit,
    };
    (compiler.family, compiler.version) = who(&compiler)?;
    let [major, ..] = compiler.version;
    match compiler.family {
        Family::Clang => {
            let directory = ask(&compiler, "-print-resource-dir")?;
            compiler.arguments = arguments::clang(wanted, PathBuf::from(directory));
        }
        Family::Gcc => {
            let machine = ask(&compiler, "-dumpmachine")?;
            let Some(fit) = machine::fit(&machine, target) else {
                return Err(CompilerError::OtherMachine {
                    program: program.to_owned(),
                    machine,
                    target: target.triple.clone(),
                    advice: machine::advice(target),
                }
                .into());
            };
            let mut own = None;
            if fit == Fit::OtherLibrary || wanted.sysroot.is_some() || arguments::by_zig(wanted) {
                let headers = PathBuf::from(ask(&compiler, "-print-file-name=include")?);
                own = headers.parent().map(Path::to_path_buf);
            }
            compiler.arguments = arguments::gcc(wanted, major, own.as_deref());
            if fit == Fit::With32 {
                compiler.arguments.push("-m32".to_owned());
            }
        }
    }
    control(&compiler, wanted)?;
    Ok(compiler)
}

/// The family and the version, by what the preprocessor says.
fn who(compiler: &Compiler) -> Result<(Family, [u32; 3]), Error> {
    let unknown = |what: &str, words: String| CompilerError::Unknown {
        program: compiler.program.clone(),
        what: what.to_owned(),
        words,
    };
    let ended = workplace::within(WHO, |place, stop| {
        let arguments = ["-E", "-P", "-x", "c"].map(str::to_owned).to_vec();
        place.run(compiler, arguments, &[], stop)
    })?;
    if !ended.status.success() {
        let what = "it does not preprocess an empty program";
        return Err(unknown(what, ended.last_words()).into());
    }
    let text = String::from_utf8_lossy(&ended.stdout).into_owned();
    let mut words = text.split_whitespace();
    let is_asked = words.any(|word| word == "quarry_is");
    let family = match words.next() {
        Some("clang") if is_asked => Family::Clang,
        Some("gcc") if is_asked => Family::Gcc,
        Some("another") if is_asked => {
            return Err(unknown("it is neither gcc nor clang", String::new()).into());
        }
        _ => return Err(unknown("it does not preprocess C", ended.last_words()).into()),
    };
    let version: Vec<u32> = words.map_while(|word| word.parse().ok()).collect();
    match <[u32; 3]>::try_from(version) {
        Ok(version) => Ok((family, version)),
        Err(_) => Err(unknown("it does not preprocess C", ended.last_words()).into()),
    }
}

/// The one line that it answers to a question of its driver.
fn ask(compiler: &Compiler, question: &str) -> Result<String, Error> {
    let ended = workplace::within("", |place, stop| {
        place.run(compiler, vec![question.to_owned()], &[], stop)
    })?;
    let answer = String::from_utf8_lossy(&ended.stdout).trim().to_owned();
    if !ended.status.success() || answer.is_empty() || answer.contains('\n') {
        return Err(CompilerError::Unknown {
            program: compiler.program.clone(),
            what: format!("it does not answer `{question}`"),
            words: ended.last_words(),
        }
        .into());
    }
    Ok(answer)
}

/// Sees the compiler object to a wrong line and to nothing else: a program that says yes to
/// everything is no judge, and what else it objects to are the arguments.
fn control(compiler: &Compiler, wanted: Wanted) -> Result<(), Error> {
    let (complaints, words) = compiler.checked(WRONG, |compiler, ended, source| {
        Ok((compiler.hear(ended, source)?, ended.last_words()))
    })?;
    if let Some(other) = complaints.iter().find(|it| it.line != Some(2)) {
        let message = &other.message;
        if message.contains("unable to create target") || message.contains("unknown target") {
            return Err(CompilerError::OtherMachine {
                program: compiler.program.clone(),
                machine: "fewer targets".to_owned(),
                target: wanted.target.triple.clone(),
                advice: message.clone(),
            }
            .into());
        }
        if wanted.arguments.is_empty() {
            return Err(CompilerError::Failed {
                compiler: compiler.name(),
                how: message.clone(),
                words,
            }
            .into());
        }
        let named = |it: &&String| message.contains(it.as_str());
        let argument = match wanted
            .arguments
            .iter()
            .filter(named)
            .max_by_key(|it| it.len())
        {
            Some(argument) => argument.clone(),
            None => wanted.arguments.join(" "),
        };
        return Err(CompilerError::Argument {
            compiler: compiler.name(),
            argument,
            message: match other.place.as_str() {
                "" => message.clone(),
                place => format!("{place}: {message}"),
            },
        }
        .into());
    }
    if complaints.is_empty() {
        return Err(CompilerError::Unknown {
            program: compiler.program.clone(),
            what: "it accepts an array of -1 elements".to_owned(),
            words: String::new(),
        }
        .into());
    }
    Ok(())
}
