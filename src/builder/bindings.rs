//! What was made.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::check::{self, Checked};
use crate::clang_diagnostic::ClangDiagnostic;
use crate::error::Error;
use crate::finish::{self, Produced};
use crate::merge::summary::Summary;
use crate::output;
use crate::report::{self, Counts};
use crate::select::Remark;
use crate::target::Target;
use crate::timings::Spent;
use crate::verdict::Verdict;

/// A module that was made, and what there is to know of how. Its `Display` is the text.
#[derive(Debug)]
#[must_use = "nothing is written before `write_to` is called"]
pub struct Bindings {
    /// What was made.
    produced: Produced,
    /// How much the targets have in common.
    summary: Summary,
    /// What the proof says; nothing is wrong with it.
    verdicts: Vec<Verdict>,
    /// Where the rule for make goes.
    pub(super) depfile: Option<PathBuf>,
    /// Variables that decided about packages.
    pub(super) variables: Vec<String>,
}

impl Bindings {
    /// Of what was made on some targets.
    pub(super) fn new(targets: &[Target], produced: Produced, verdicts: Vec<Verdict>) -> Bindings {
        Bindings {
            summary: finish::summary(targets, &produced),
            produced,
            verdicts,
            depfile: None,
            variables: Vec::new(),
        }
    }

    /// The text: a module, or what [`Builder::emit`](super::Builder::emit) asked for.
    pub fn text(&self) -> &str {
        &self.produced.text
    }

    /// Writes the text to a file as a whole or not at all, and then the rule of
    /// [`Builder::depfile`](super::Builder::depfile).
    ///
    /// # Errors
    /// [`Error::OutputIsInput`] where the module was made from that file,
    /// [`Error::OutputIsDirectory`], [`Error::Io`].
    pub fn write_to(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        finish::write(path, self.depfile.as_deref(), &self.produced)
    }

    /// Compares the text with the file that has it, and says what has changed in between, as
    /// `--check` does.
    ///
    /// # Errors
    /// [`Error::Io`] where the system refuses to read it.
    pub fn check(&self, path: impl AsRef<Path>) -> Result<Checked, Error> {
        check::check(path.as_ref(), self.text())
    }

    /// Every file that was read, for all targets, each once.
    pub fn inputs(&self) -> &[PathBuf] {
        &self.produced.inputs
    }

    /// The rule for make that says what a file with the text depends on.
    ///
    /// # Errors
    /// [`Error::NotInRule`] for a path that no rule can hold.
    pub fn rule(&self, output: impl AsRef<Path>) -> Result<Vec<u8>, Error> {
        output::depfile(output.as_ref(), self.inputs())
    }

    /// What clang said: errors with [`keep_going`](super::Builder::keep_going) only, warnings with
    /// [`verbose`](super::Builder::verbose) only.
    pub fn diagnostics(&self) -> &[ClangDiagnostic] {
        &self.produced.diagnostics
    }

    /// Whether clang found errors in the headers, so that the module may lack something.
    pub fn has_errors(&self) -> bool {
        self.diagnostics().iter().any(|it| it.severity.is_error())
    }

    /// What was asked for in vain: a pattern that matches nothing, a header that some targets lack.
    pub fn remarks(&self) -> &[Remark] {
        &self.produced.remarks
    }

    /// How many items of each kind the module has.
    pub fn counts(&self) -> Counts {
        self.produced.counts
    }

    /// Where the time went, on each target.
    pub fn spent(&self) -> &Spent {
        &self.produced.spent
    }

    /// Each skipped item on a line, with the reason and the place.
    pub fn skipped(&self) -> &str {
        &self.produced.skipped
    }

    /// How much the targets have in common.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// What [`verify`](super::Builder::verify) found out on each target; no difference is among
    /// it, but what nobody could look at.
    pub fn verdicts(&self) -> &[Verdict] {
        &self.verdicts
    }

    /// All of that as the command line says it on standard error, without colours: clang's words,
    /// remarks, what was skipped, how many items there are, and how much the targets have in
    /// common.
    pub fn report(&self) -> String {
        let mut text = report::diagnostics(self.diagnostics(), report::Show::All);
        text.push_str(&report::warnings(self.remarks()));
        text.push_str(self.skipped());
        text.push_str(&report::counted(&self.counts(), true));
        if self.summary().targets.len() > 1 {
            text.push_str(&report::likeness(self.summary(), true));
        }
        report::plain(&text)
    }
}

impl fmt::Display for Bindings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
