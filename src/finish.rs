//! The end of a run: the files are written, and the user is told.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::clang_diagnostic::ClangDiagnostic;
use crate::cli::{Format, Options, Output, Product, Verbosity};
use crate::error::Error;
use crate::json;
use crate::merge::summary::Summary;
use crate::output;
use crate::parse::Seen;
use crate::report::{self, Counts, Show};
use crate::select::Remark;
use crate::target::Target;
use crate::timings::Spent;
use crate::verdict::{self, Verdict};
use crate::verify::Checked;

/// What a run has made, before anything is written.
#[derive(Debug, Serialize, Deserialize)]
pub struct Produced {
    /// The text to write: a module, its JSON, or a dump.
    pub text: String,
    /// How many items of each kind the module has.
    pub counts: Counts,
    /// Each skipped item on a line, where that is wanted.
    pub skipped: String,
    /// Options that did not do what they were typed for.
    pub remarks: Vec<Remark>,
    /// Every file that was read.
    pub inputs: Vec<PathBuf>,
    /// What the worker has read, where that was asked for.
    pub seen: Seen,
    /// What was read on each target, where that was asked for.
    pub read: Vec<Read>,
    /// What the proof says of the text, where it was asked for.
    pub checked: Option<Box<Checked>>,
    /// What clang said. Errors are among it only under `--keep-going`.
    pub diagnostics: Vec<ClangDiagnostic>,
    /// How much the targets have in common, where there are several.
    pub summary: Option<Summary>,
    /// How long it took.
    pub spent: Spent,
}

/// What was read on a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// Its triple.
    pub target: String,
    /// Where headers were looked for.
    pub directories: Vec<PathBuf>,
    /// The files, and what they held.
    pub seen: Seen,
}

impl Produced {
    /// The targets that there is a module for: `--skip-missing` may have left some out.
    pub fn made(&self, targets: &[Target]) -> Vec<Target> {
        let has = |target: &&Target| {
            let summary = self.summary.as_ref();
            summary.is_none_or(|it| it.targets.contains(&target.triple))
        };
        targets.iter().filter(has).cloned().collect()
    }
}

/// How much the targets have in common: one has all in common with itself.
pub(crate) fn summary(targets: &[Target], produced: &Produced) -> Summary {
    produced.summary.clone().unwrap_or_else(|| {
        let target = targets.first().map_or("", |target| target.triple.as_str());
        Summary::of_one(target, produced.counts.declarations())
    })
}

/// Writes the product, then the rule for make, which is not written when the product could not be.
///
/// # Errors
/// [`Error::OutputIsInput`], [`Error::OutputIsDirectory`], [`Error::NotInRule`], [`Error::Io`].
pub(crate) fn write(path: &Path, depfile: Option<&Path>, produced: &Produced) -> Result<(), Error> {
    output::check(path, depfile, &produced.inputs)?;
    let Some(depfile) = depfile else {
        return output::write(path, produced.text.as_bytes());
    };
    let rule = output::depfile(path, &produced.inputs)?;
    output::write(path, produced.text.as_bytes())?;
    output::write(depfile, &rule)
}

/// Writes the product, then the rule for make, then reports. Gives the exit code.
///
/// # Errors
/// [`Error::OutputIsInput`], [`Error::Io`].
pub fn finish(options: &Options, targets: &[Target], produced: &mut Produced) -> Result<u8, Error> {
    produced.summary = Some(summary(targets, produced));
    let path = match &options.output {
        Output::Stdout => {
            output::write_stdout(produced.text.as_bytes())?;
            None
        }
        Output::File(path) => {
            write(path, options.depfile.as_deref(), produced)?;
            Some(path.display().to_string())
        }
    };
    report::print(&said(options, produced, path.as_deref()));
    if let (true, Some(summary)) = (has_report(options, Format::Json), &produced.summary) {
        let text = json(&report::Document::from(summary))?;
        match &options.output {
            Output::File(_) => output::write_stdout(text.as_bytes())?,
            Output::Stdout => report::print(&text),
        }
    }
    let failed = produced.diagnostics.iter().any(|d| d.severity.is_error());
    Ok(u8::from(failed))
}

/// Writes what a check has found to standard output. Gives the exit code.
///
/// # Errors
/// [`Error::Io`].
pub fn conclude(verdicts: &[Verdict], format: Format, verbosity: Verbosity) -> Result<u8, Error> {
    output::write_stdout(say(verdicts, format, verbosity)?.as_bytes())?;
    Ok(u8::from(!verdicts.iter().all(Verdict::is_right)))
}

/// What a check has found on each target. In JSON, one target's is an object and those of several
/// are an array.
///
/// # Errors
/// [`Error::Internal`].
pub fn say(verdicts: &[Verdict], format: Format, verbosity: Verbosity) -> Result<String, Error> {
    match (format, verdicts) {
        _ if verbosity == Verbosity::Quiet => Ok(String::new()),
        (Format::Text, verdicts) => Ok(verdict::text(verdicts, verbosity == Verbosity::Verbose)),
        (Format::Json, [verdict]) => json(verdict),
        (Format::Json, verdicts) => json(verdicts),
    }
}

/// Whether a report is wanted in a form.
fn has_report(options: &Options, format: Format) -> bool {
    options.report && options.checks.format == format && options.verbosity != Verbosity::Quiet
}

/// All that the user is told about a run that has written its product to `path`.
fn said(options: &Options, produced: &Produced, path: Option<&str>) -> String {
    let mut text = of_headers(options, produced);
    match options.product {
        Product::Pyrite | Product::Json | Product::Mapped => {
            let is_listed = options.verbosity == Verbosity::Verbose;
            let line = report::summary(path, &produced.counts, is_listed);
            text.push_str(&of_module(options, produced, &line));
        }
        // A dump shows all of it.
        Product::Dump(_) | Product::Why => {}
    }
    text
}

/// What the user is told about the headers and the command line.
pub fn of_headers(options: &Options, produced: &Produced) -> String {
    let show = match options.verbosity {
        Verbosity::Quiet => return String::new(),
        Verbosity::Normal => Show::Errors,
        Verbosity::Verbose => Show::All,
    };
    report::diagnostics(&produced.diagnostics, show) + &report::warnings(&produced.remarks)
}

/// What the user is told about the module, with a line about what became of it.
pub fn of_module(options: &Options, produced: &Produced, line: &str) -> String {
    let list = match options.verbosity {
        Verbosity::Quiet => return String::new(),
        Verbosity::Normal => false,
        Verbosity::Verbose => true,
    };
    let mut text = String::new();
    if list {
        text.push_str(&produced.skipped);
    }
    text.push_str(line);
    if let (true, Some(summary)) = (has_report(options, Format::Text), &produced.summary) {
        text.push_str(&report::likeness(summary, list));
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use std::fs;

    use super::*;
    use crate::clang_diagnostic::Severity;
    use crate::cli::{self, Invocation};

    /// The options of a command line.
    fn options(words: &[&str]) -> Options {
        let line = ["quarry", "bindgen"].iter().chain(words);
        match cli::parse(line.map(|word| (*word).into())) {
            Ok(Invocation::Bindgen(options)) => *options,
            other => panic!("{other:?}"),
        }
    }

    /// A product that was made from a header.
    fn produced(input: &Path) -> Produced {
        Produced {
            text: "# text\n".to_owned(),
            counts: Counts::default(),
            skipped: String::new(),
            remarks: Vec::new(),
            inputs: vec![input.to_owned()],
            seen: Seen::default(),
            read: Vec::new(),
            checked: None,
            diagnostics: vec![ClangDiagnostic::without_place(Severity::Warning, "odd")],
            summary: None,
            spent: Spent::default(),
        }
    }

    #[test]
    fn the_output_and_its_rule() {
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name).to_str().unwrap().to_owned();
        let (output, depfile) = (path("o"), path("d"));
        let options = options(&["a.h", "-q", "-o", &output, "--depfile", &depfile]);
        assert_eq!(
            finish(
                &options,
                &[Target::host().unwrap()],
                &mut produced(Path::new("x.h"))
            )
            .unwrap(),
            0
        );
        assert_eq!(fs::read_to_string(&output).unwrap(), "# text\n");
        assert_eq!(
            fs::read_to_string(&depfile).unwrap(),
            format!("{output}: x.h\n\nx.h:\n")
        );
    }

    #[test]
    fn a_header_that_was_only_found_later_is_not_overwritten() {
        let directory = tempfile::tempdir().unwrap();
        let header = directory.path().join("x.h");
        fs::write(&header, "int x;").unwrap();
        let options = options(&["a.h", "-q", "-o", header.to_str().unwrap()]);
        let error =
            finish(&options, &[Target::host().unwrap()], &mut produced(&header)).unwrap_err();
        assert!(matches!(error, Error::OutputIsInput { .. }), "{error:?}");
        assert_eq!(fs::read_to_string(&header).unwrap(), "int x;");
    }

    #[test]
    fn errors_that_were_passed_over_are_failures() {
        let mut produced = produced(Path::new("x.h"));
        let error = ClangDiagnostic::without_place(Severity::Error, "bad");
        produced.diagnostics.push(error);
        let options = options(&["a.h", "-q", "--keep-going", "-o", "/dev/null"]);
        assert_eq!(
            finish(&options, &[Target::host().unwrap()], &mut produced).unwrap(),
            1
        );
    }

    #[test]
    fn what_is_said() {
        let produced = produced(Path::new("x.h"));
        let say = |words: &[&str]| said(&options(words), &produced, Some("o"));
        let line = "wrote o: 0 functions, 0 types, 0 constants\n";
        assert_eq!(say(&["a.h"]), line);
        assert_eq!(say(&["a.h", "-q"]), "");
        assert!(say(&["a.h", "-v"]).contains("odd") && say(&["a.h", "-v"]).ends_with(line));
        assert_eq!(say(&["a.h", "--dump=mapped"]), "");
    }
}
