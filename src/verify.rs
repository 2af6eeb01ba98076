//! The proof of a module: its text is read back, as a stranger would, and C compilers judge what
//! it says.
//!
//! Input: the text of a module that anyone wrote, and the headers. Output: a [`Verdict`]. Must
//! come after emit, because it is about the text and nothing else: what the generator meant does
//! not count. The steps:
//!
//! ```text
//! text -> pyrite -> claims -> sheet -> judge
//! ```
//!
//! `claims` computes what the text *means* on the target (offsets and sizes by C's rules for
//! what it says) and writes that as conditions of C; `sheet` puts them behind the headers'
//! `#include`s; a [judge] (libclang, or with `--cc` any real compiler) objects to lines of it.
//! The declarations that [`decls`] reads from the same headers are a dictionary
//! only: they say how C spells a thing, never what it is.

pub mod accessor;
mod alias;
mod bits;
mod c_type;
mod claims;
pub mod compiler;
mod constant;
mod declare;
mod dictionary;
mod function;
mod imported;
mod judge;
mod layout;
mod libclang;
mod part;
pub mod probe;
mod record;
mod sheet;
mod symbols;
mod variable;

use std::path::PathBuf;
use std::thread;

use serde::{Deserialize, Serialize};

use crate::clang;
use crate::decls::{self, Ahead, model::Decls};
use crate::error::Error;
use crate::forget;
use crate::imports::{Library, whole};
use crate::map::{self, Wanted, model::Dialect, naming::Naming};
use crate::module_file;
use crate::parse;
use crate::pyrite::model::{Item, Module};
use crate::scope::Scope;
use crate::select::Selection;
use crate::target::{DataModel, Target};
use crate::timings::Stopwatch;
use crate::verdict::{Aspect, Verdict};
use bits::Methods;
use compiler::Compiler;

pub use claims::Claims;
pub use judge::{Complaint, judge};
pub use libclang::Judges;
pub use part::Subject;

/// What a worker is asked about a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Everything that the parse of the headers depends on.
    pub input: parse::Input,
    /// The libclang that the worker loads.
    pub libclang: PathBuf,
    /// The module, as the user named it.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// The modules that it imports.
    pub imported: Library,
    /// The names that it was made with.
    pub naming: Naming,
    /// Whether libclang judges, too.
    pub judges: bool,
    /// Whether the claims are wanted, for other judges.
    pub hand_back: bool,
}

/// What a worker found out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// What is wrong.
    pub verdict: Verdict,
    /// The claims, for other judges, where they are wanted.
    pub claims: Option<Claims>,
    /// The widths of C's types.
    pub model: DataModel,
}

/// The worker's part: reads the headers and the module, and has libclang judge.
///
/// # Errors
/// [`Error::Module`] where the text is no module, [`Error::HeaderErrors`], and what libclang
/// itself fails with.
pub fn examine(request: &Request) -> Result<Checked, Error> {
    clang::load(&request.libclang)?;
    let mut judges = request.judges.then(|| Judges::begin(&request.input));
    let (module, decls) = thread::scope(|scope| {
        let module = scope.spawn(|| module_file::parse(&request.path, &request.text));
        let decls = declarations(request, judges.as_mut());
        let module = module.join().map_err(|_| Error::Internal {
            what: "the reader of modules panicked".to_owned(),
        })?;
        Ok::<_, Error>((module?, decls?))
    })?;
    let (decls, renamed) = decls;
    let loaded = request.imported.clone().parse()?;
    let module = whole(&request.path, &module, &loaded, &request.input.target)?;
    let question = Question {
        module: &module,
        path: request.path.display().to_string(),
        decls: &decls,
        renamed: &renamed,
        target: &request.input.target,
        hand_back: request.hand_back,
    };
    question.check(judges)
}

/// All that the headers declare but for macros, which the claims name as the module does. Where
/// the module was made with names of the user's, what it was made from, and the names that are
/// not C's.
fn declarations(
    request: &Request,
    judges: Option<&mut Judges>,
) -> Result<(Decls, Vec<(String, String)>), Error> {
    let input = &request.input;
    let expect = || {
        if let Some(judges) = judges {
            judges.expect(memchr::memchr_iter(b'\n', request.text.as_bytes()).count());
        }
    };
    let (headers, path) = (input.header_paths(), input.include_path());
    let selection = Selection::default();
    let has_names_of_c = request.naming == Naming::default();
    let scope = Scope::new(&headers, &path, &[], has_names_of_c)?;
    let unit = match has_names_of_c {
        true => parse::declarations(input)?,
        false => parse::parse(input, false)?.0,
    };
    expect();
    // What comments say is not compared.
    let (ahead, mut watch) = (Ahead::default(), Stopwatch::start());
    let decls = decls::collect(&unit, input, &scope, &selection, ahead, &mut watch)?;
    unit.dispose();
    if has_names_of_c {
        return Ok((decls, Vec::new()));
    }
    let wanted = Wanted {
        naming: request.naming.clone(),
        link: Vec::new(),
        doc: Vec::new(),
    };
    let names = input.header_names();
    let made = map::map(&decls, names, &input.target, Dialect::Spec, &wanted)?;
    let renamed = renamed(&made.module);
    Ok((decls, renamed))
}

/// A module with the headers that it is about.
pub struct Question<'q> {
    /// The module.
    pub module: &'q Module,
    /// How the user names it.
    pub path: String,
    /// What the headers declare.
    pub decls: &'q Decls,
    /// Names of the module that are not C's own.
    pub renamed: &'q [(String, String)],
    /// What to parse the headers for.
    pub target: &'q Target,
    /// Whether the claims are wanted, for other judges.
    pub hand_back: bool,
}

impl Question<'_> {
    /// The claims, and what libclang's judges say of them, where there are any.
    ///
    /// # Errors
    /// As [`examine`].
    pub fn check(&self, judges: Option<Judges>) -> Result<Checked, Error> {
        let judge_name = format!("libclang {}", clang::number());
        let target = self.target;
        let items: Vec<&Item> = exist(self.module, target);
        let types = claims::types(&items);
        let claims = claims::of(
            self.module,
            (&items, &types),
            (self.decls, self.renamed),
            (&judge_name, target),
        );
        let mut verdict = Verdict::new(&self.path, &target.triple);
        if let Some(mut judges) = judges {
            let number = judges.number();
            let by_places = || {
                let methods = Methods::new(&items, &types, &self.decls.data_model);
                let of = |record| methods.by_places(record, &judge_name);
                claims.bits.iter().flat_map(of).collect::<Vec<_>>()
            };
            let (said, wrong) = thread::scope(|scope| {
                let wrong = scope.spawn(by_places);
                let said = judge(
                    &claims.subjects,
                    (&judge_name, &self.decls.data_model),
                    (number, &mut |texts| judges.ask(texts)),
                );
                // What panics does so once more, and that is reported.
                (said, wrong.join().unwrap_or_else(|_| by_places()))
            });
            verdict.join(said?);
            for record in &claims.bits {
                verdict.count(Aspect::BitValue, record.members.len());
            }
            verdict.findings.extend(wrong);
        }
        verdict.findings.extend(claims.findings.iter().cloned());
        verdict.findings.sort();
        verdict.unchecked.extend(claims.unchecked.iter().cloned());
        verdict.unchecked.sort();
        Ok(Checked {
            verdict,
            claims: match self.hand_back {
                true => Some(claims),
                false => {
                    forget(claims);
                    None
                }
            },
            model: self.decls.data_model.clone(),
        })
    }
}

/// What a C compiler says of a module's claims: of its own assertions, of bit-fields by value,
/// and of symbols by what its object files refer to.
///
/// # Errors
/// Those of the compiler, and [`Error::Judge`] where it refuses the headers.
pub fn by_compiler(
    compiler: &Compiler,
    module: &Module,
    checked: &Checked,
    includes: &str,
) -> Result<Verdict, Error> {
    let Some(claims) = &checked.claims else {
        return Ok(Verdict::new("", ""));
    };
    let name = compiler.name();
    let mut ask = |texts: &[&str]| {
        let texts = texts.iter();
        texts
            .map(|text| compiler::ask(compiler, includes, text))
            .collect()
    };
    let mut verdict = judge(&claims.subjects, (&name, &checked.model), (1, &mut ask))?;
    let items = exist(module, compiler.target());
    let types = claims::types(&items);
    let methods = Methods::new(&items, &types, &checked.model);
    let declared = format!("{includes}{}", sheet::PREPARED);
    let wrong = methods.by_values(&claims.bits, compiler, &declared)?;
    verdict.findings.extend(wrong);
    if Target::host().ok().as_ref() == Some(compiler.target()) {
        let wrong = methods.by_running(&claims.bits, compiler, &declared)?;
        verdict.findings.extend(wrong);
    }
    symbols::check(&claims.symbols, compiler, &declared, &mut verdict)?;
    Ok(verdict)
}

/// A module's claims as a C file for people.
pub fn as_c(module: &Module, checked: &Checked, target: &Target) -> String {
    let Some(claims) = &checked.claims else {
        return String::new();
    };
    let items = exist(module, target);
    let types = claims::types(&items);
    let methods = Methods::new(&items, &types, &checked.model);
    let claimed = sheet::readable(&claims.subjects).text;
    format!("{claimed}{}", methods.as_c(&claims.bits))
}

/// The items that exist on a target.
fn exist<'m>(module: &'m Module, target: &Target) -> Vec<&'m Item> {
    let items = module.items.iter();
    items.filter(|item| item.exists_on(target)).collect()
}

/// The names of a module that are not C's own, as the generator gave them.
pub fn renamed(made: &map::model::Module) -> Vec<(String, String)> {
    made.items
        .iter()
        .filter_map(|item| Some((item.name.clone(), item.c_name.clone()?)))
        .collect()
}
