//! Turns C headers into Pyrite modules of `extern` declarations.
//!
//! # In a build script, or any other program
//!
//! A [`Builder`] has a method for each option of `quarry bindgen`, and makes [`Bindings`]; what goes
//! wrong is an [`Error`]:
//!
//! ```standalone_crate
//! use quarry_bindgen::{Builder, Error};
//!
//! fn main() -> Result<(), Error> {
//!     // First: headers are read in a second process of this program.
//!     quarry_bindgen::worker();
//!
//!     # let directory = std::env::temp_dir().join(format!("quarry-{}", std::process::id()));
//!     # std::fs::create_dir_all(&directory).unwrap();
//!     # let header = directory.join("wrapper.h");
//!     # std::fs::write(&header, "int engine_start(long speed);\n").unwrap();
//!     # let output = directory.join("engine.pyrite");
//!     let bindings = Builder::new()
//!         .header(header)
//!         .target("x86_64-unknown-linux-gnu")
//!         .allow("function:engine_.*")
//!         // In a build script: says on standard output when it has to run again.
//!         .cargo()
//!         .generate()?;
//!     assert!(bindings.text().contains("extern fn engine_start(speed: i64) -> i32"));
//!     for remark in bindings.remarks() {
//!         eprintln!("{}", remark.message);
//!     }
//!     bindings.write_to(output)?;
//!     # std::fs::remove_dir_all(&directory).unwrap();
//!     Ok(())
//! }
//! ```
//!
//! # Inside
//!
//! The phases, each of which is a module whose product is a type of its own:
//!
//! ```text
//! parse -> decls -> map -> merge -> emit
//! ```
//!
//! [`read`] runs them in a worker process, because libclang may die of a header. Of several
//! targets each has a worker for the first three ([`read_for_merge`]), and the parent does the
//! rest. [`mod@generate`] is the parent's side, which never loads libclang and alone writes files.
//! [`pyrite`] reads a module's text back, and shares nothing with what wrote it.

pub mod audit;
pub mod batch;
mod builder;
pub mod caught;
mod characters;
pub mod check;
mod child;
pub mod chosen;
pub mod clang;
pub mod clang_diagnostic;
pub mod cli;
pub mod decls;
pub mod describe;
pub mod diagnostic;
pub mod digest;
pub mod doc;
pub mod doctor;
pub mod drift;
pub mod emit;
pub mod error;
pub mod finish;
pub mod generate;
pub mod header;
pub mod imports;
mod includes;
mod job;
mod kept;
pub mod library;
pub mod location;
pub mod map;
mod memo;
pub mod merge;
pub mod module_file;
pub mod output;
pub mod overview;
pub mod parse;
pub mod part;
mod pipe;
pub mod pkg_config;
pub mod proof;
pub mod pyrite;
pub mod report;
pub mod scope;
pub mod select;
pub mod target;
pub mod timings;
pub mod verdict;
pub mod verify;
pub mod why;
pub mod worker;

pub use builder::{Bindings, Builder, worker};
pub use clang_diagnostic::ClangDiagnostic;
pub use cli::{Form, Phase};
pub use error::Error;
pub use job::{Answer, Job, Proof, Reading, Request};
pub use map::model::Dialect;
pub use map::naming::Style;
pub use select::Remark;
pub use verdict::Verdict;

use serde::Serialize;

use clang::find::{Environment, Root};
use cli::Product;
use decls::Ahead;
use decls::model::Decls;
use finish::Produced;
use map::Mapped;
use part::Part;
use report::Counts;
use scope::Scope;
use target::Target;
use timings::{Spent, Stage, Stopwatch};
use verify::Judges;

/// What a worker knows of the headers before anything is written.
struct Front {
    /// Which headers were meant.
    scope: Scope,
    /// What they declare.
    decls: Decls,
    /// What was read, where that was asked for.
    seen: parse::Seen,
    /// What clang said.
    diagnostics: Vec<ClangDiagnostic>,
    /// What Pyrite says of it.
    mapped: Mapped,
    /// Those who are to judge that, where it is to be proved.
    judges: Option<Judges>,
}

/// From so many declarations on, the memory of the unit is worth the time that libclang takes to
/// give it back.
const MANY: usize = 20_000;

/// The phases up to map.
fn front(request: &Request, watch: &mut Stopwatch) -> Result<Front, Error> {
    let input = &request.input;
    let scope = Scope::new(
        &input.header_paths(),
        &input.include_path(),
        &request.include_from,
        request.everything,
    )?;
    let ahead = Ahead::begin(input, &scope);
    clang::load(&request.libclang)?;
    let mut judges = request.proof.is_some().then(|| Judges::begin(input));
    watch.lap(Stage::Load);
    let (unit, diagnostics) = parse::parse(input, request.keep_going)?;
    watch.lap(Stage::Parse);
    let decls = decls::collect(&unit, input, &scope, &request.selection, ahead, watch)?;
    let seen = match request.seen {
        true => parse::seen(&unit),
        false => parse::Seen::default(),
    };
    // Its memory is for what is made from here on.
    if decls.declarations.len() >= MANY {
        unit.dispose();
    }
    if let Some(judges) = &mut judges {
        judges.expect(decls.declarations.len());
    }
    let mapped = map::map(
        &decls,
        input.header_names(),
        &input.target,
        request.dialect,
        &request.wanted,
    )?;
    watch.lap(Stage::Map);
    Ok(Front {
        scope,
        decls,
        seen,
        diagnostics,
        mapped,
        judges,
    })
}

/// The worker's part where there is one target, which is all but the writing of files: the text
/// of a module is less to hand back than the module.
///
/// # Errors
/// [`Error::HeaderErrors`], and what libclang itself fails with.
pub fn read(request: &Request) -> Result<Produced, Error> {
    let mut watch = Stopwatch::start();
    let mut front = front(request, &mut watch)?;
    let judges = front.judges.take();
    let (module, decls) = (&front.mapped.module, &front.decls);
    let text = match request.product {
        Product::Pyrite => emit::emit(module),
        Product::Json => json(module)?,
        Product::Mapped => json(&front.part(&request.input))?,
        Product::Why => {
            let name = request.selection.why.as_deref().unwrap_or_default();
            why::explain(name, decls, module, &front.scope)?
        }
        Product::Dump(Phase::Decls) => format!("{decls:#?}\n"),
        Product::Dump(Phase::Mapped) => format!("{module:#?}\n"),
        Product::Dump(Phase::Merged) => format!("{:#?}\n", merge::model::Module::from(module)),
    };
    watch.lap(Stage::Emit);
    let checked = match &request.proof {
        Some(proof) => {
            let checked = prove((proof, judges), &text, decls, module, &request.input)?;
            watch.lap(Stage::Verify);
            Some(checked)
        }
        None => None,
    };
    let timings = watch.stop();
    let produced = Produced {
        text,
        checked,
        counts: Counts::of(&module.items, decls.selected.left_out),
        skipped: match request.lists_skipped {
            true => report::skipped(&module.items),
            false => String::new(),
        },
        remarks: front.remarks(),
        inputs: std::mem::take(&mut front.decls.inputs),
        seen: std::mem::take(&mut front.seen),
        read: Vec::new(),
        diagnostics: std::mem::take(&mut front.diagnostics),
        summary: None,
        spent: Spent::of(&request.input.target.triple, timings),
    };
    forget(front);
    Ok(produced)
}

/// The worker's part where there are several targets.
///
/// # Errors
/// As [`read`].
pub fn read_for_merge(request: &Request) -> Result<Reading, Error> {
    let mut watch = Stopwatch::start();
    let front = front(request, &mut watch)?;
    Ok(Reading {
        remarks: front.remarks(),
        module: front.mapped.module,
        blocked: front.decls.selected.left_out,
        inputs: front.decls.inputs,
        seen: front.seen,
        diagnostics: front.diagnostics,
        timings: watch.stop(),
    })
}

impl Front {
    /// This target's part of a module.
    fn part(&self, input: &parse::Input) -> Part {
        let is_error = |it: &&ClangDiagnostic| it.severity.is_error();
        Part {
            mapped: map::model::SCHEMA,
            generator: part::GENERATOR.to_owned(),
            blocked: self.decls.selected.left_out,
            errors: self.diagnostics.iter().filter(is_error).count(),
            absent: input.absent.iter().map(|it| it.name.clone()).collect(),
            remarks: self.remarks(),
            module: self.mapped.module.clone(),
        }
    }

    /// What the user asked for in vain.
    fn remarks(&self) -> Vec<Remark> {
        [
            self.decls.selected.remarks.clone(),
            self.scope.unused(&self.decls.inputs),
            self.mapped.remarks.clone(),
        ]
        .concat()
    }
}

/// A document as JSON, with a final newline.
fn json(document: &(impl Serialize + ?Sized)) -> Result<String, Error> {
    serde_json::to_string_pretty(document)
        .map(|text| text + "\n")
        .map_err(|error| Error::Internal {
            what: error.to_string(),
        })
}

/// Leaves the memory of a thing to the system. A worker does one job and ends: nobody waits while a
/// hundred thousand parts are given back.
fn forget<T>(thing: T) {
    std::mem::forget(thing);
}

/// Reads a text that was made back, and checks it.
fn prove(
    (proof, judges): (&Proof, Option<Judges>),
    text: &str,
    decls: &decls::model::Decls,
    made: &map::model::Module,
    input: &parse::Input,
) -> Result<Box<verify::Checked>, Error> {
    let module = module_file::parse(&proof.path, text)?;
    let renamed = verify::renamed(made);
    let question = verify::Question {
        module: &module,
        path: proof.path.display().to_string(),
        decls,
        renamed: &renamed,
        target: &input.target,
        hand_back: proof.hand_back,
    };
    let checked = question.check(judges)?;
    forget(module);
    Ok(Box::new(checked))
}

/// The whole of a worker: does what it is for, and gives the exit code.
pub fn serve() -> u8 {
    worker::serve(|job: Job| match job {
        Job::Generate(request) => read(&request).map(|it| Answer::Produced(Box::new(it))),
        Job::Map(request) => read_for_merge(&request).map(|it| Answer::Read(Box::new(it))),
        Job::Examine(request) => verify::examine(&request).map(|it| Answer::Checked(Box::new(it))),
        Job::Describe(request) => {
            describe::describe(&request).map(|it| Answer::Described(Box::new(it)))
        }
    })
}

/// What `quarry bindgen doctor` tells.
pub fn examine(target: &Target, sysroot: Option<&Root>) -> doctor::Report {
    doctor::report(&Environment::read(), target, sysroot)
}

/// What `quarry bindgen targets` tells.
pub fn survey(targets: Vec<Target>) -> overview::Overview {
    overview::overview(&Environment::read(), targets)
}
