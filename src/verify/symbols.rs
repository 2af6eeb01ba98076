//! The symbols that a compiler refers to, against those that the module is linked by.

use super::claims::SymbolClaim;
use super::compiler::Compiler;
use super::probe;
use crate::error::Error;
use crate::verdict::{Aspect, Finding, Unchecked, Verdict};

/// Compares the symbols of all functions and variables; `text` declares them.
///
/// # Errors
/// Those of the compiler.
pub fn check(
    claims: &[SymbolClaim],
    compiler: &Compiler,
    text: &str,
    verdict: &mut Verdict,
) -> Result<(), Error> {
    if claims.is_empty() {
        return Ok(());
    }
    let mut source = text.to_owned();
    for claim in claims {
        source.push_str("#undef ");
        source.push_str(&claim.c);
        source.push('\n');
    }
    let names: Vec<&str> = claims.iter().map(|it| it.c.as_str()).collect();
    let answers = probe::symbols(compiler, &source, &names)?;
    verdict.count(Aspect::Symbol, claims.len());
    for (claim, answer) in claims.iter().zip(answers) {
        let finding = |message: String| Finding {
            line: claim.line,
            item: claim.item.clone(),
            message,
            judge: compiler.name(),
        };
        match answer {
            Err(message) => verdict.unchecked.push(Unchecked {
                line: claim.line,
                item: claim.item.clone(),
                reason: format!("{}: {message}", compiler.name()),
            }),
            Ok(found) => {
                let imported = format!("__imp_{}", claim.symbol);
                if found.symbol != claim.symbol && found.symbol != imported {
                    verdict.findings.push(finding(format!(
                        "symbol `{}` here, `{}` in C",
                        claim.symbol, found.symbol
                    )));
                }
                if found.is_thread_local {
                    verdict.findings.push(finding(
                        "one variable here, one for each thread in C".to_owned(),
                    ));
                }
                if found.is_local {
                    verdict.findings.push(finding(
                        "extern here, defined in the header itself in C".to_owned(),
                    ));
                }
            }
        }
    }
    Ok(())
}
