//! Changes as lines for people.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::change::{Change, Severity};
use super::{Counts, Drift};
use crate::report::harmless_line;

impl Drift {
    /// A line for each change, the worst first, and one with their counts. Cosmetic ones are
    /// listed where there is nothing worse, or `verbose` asks for them; what is affected by a
    /// change of something else, where `verbose` does.
    pub fn text(&self, verbose: bool) -> String {
        let mut text = self.lines(verbose, false);
        let _ = writeln!(text, "{}", self.summary(verbose));
        text
    }

    /// The same for standard output, in colour where that shows it.
    pub fn shown(&self, verbose: bool) -> String {
        match anstream::AutoStream::choice(&std::io::stdout()) {
            anstream::ColorChoice::Never => self.text(verbose),
            anstream::ColorChoice::Auto
            | anstream::ColorChoice::AlwaysAnsi
            | anstream::ColorChoice::Always => self.styled(verbose),
        }
    }

    /// The same for a terminal, with the severities in colour.
    pub fn styled(&self, verbose: bool) -> String {
        let mut text = self.lines(verbose, true);
        let _ = writeln!(text, "{}", self.summary(verbose));
        text
    }

    /// The lines without the last one.
    fn lines(&self, verbose: bool, styled: bool) -> String {
        let is_listed =
            |it: &&Change| verbose || it.severity != Severity::Cosmetic || !self.counts.is_seen();
        let mut text = String::new();
        for change in self.changes.iter().filter(is_listed) {
            let subject = format!("{}{}", change.kind.prefix(), change.item);
            let rest = line(&subject, &change.what, change.place.as_deref());
            let word = change.severity.name();
            line_to(&mut text, word, style(change.severity), &rest, styled);
        }
        for it in self.affected.iter().filter(|_| verbose) {
            let subject = format!("{}{}", it.kind.prefix(), it.item);
            let rest = line(&subject, &it.what, it.place.as_deref());
            line_to(&mut text, "affected", Style::new().dimmed(), &rest, styled);
        }
        text
    }

    /// `2 breaking, 1 additive, 3 cosmetic changes`
    pub fn summary(&self, verbose: bool) -> String {
        let mut text = self.counts.words();
        let hides_cosmetic = self.counts.is_seen() && self.counts.cosmetic > 0;
        if !verbose && (hides_cosmetic || !self.affected.is_empty()) {
            text.push_str(" (--verbose lists all)");
        }
        text
    }
}

/// What follows the severity of a line.
fn line(subject: &str, what: &str, place: Option<&str>) -> String {
    let place = place.map(|it| format!(" ({it})")).unwrap_or_default();
    harmless_line(&format!("{subject}: {what}{place}"))
}

/// Adds a line.
fn line_to(text: &mut String, word: &str, style: Style, rest: &str, styled: bool) {
    let _ = match styled {
        true => writeln!(text, "{style}{word}{style:#}  {rest}"),
        false => writeln!(text, "{word}  {rest}"),
    };
}

/// The colour of a severity.
fn style(severity: Severity) -> Style {
    match severity {
        Severity::Breaking => AnsiColor::Red.on_default().bold(),
        Severity::Additive => AnsiColor::Green.on_default().bold(),
        Severity::Cosmetic => Style::new().dimmed(),
    }
}

impl Counts {
    /// Whether there is a change that a program can see.
    pub fn is_seen(&self) -> bool {
        self.breaking > 0 || self.additive > 0
    }

    /// The counts that are not zero.
    fn words(&self) -> String {
        let all = [
            (self.breaking, Severity::Breaking),
            (self.additive, Severity::Additive),
            (self.cosmetic, Severity::Cosmetic),
        ];
        let parts = all.into_iter().filter(|(count, _)| *count > 0);
        let parts = parts.map(|(count, severity)| format!("{count} {}", severity.name()));
        let parts: Vec<String> = parts.collect();
        match (
            parts.is_empty(),
            self.breaking + self.additive + self.cosmetic,
        ) {
            (true, _) => "no difference".to_owned(),
            (false, 1) => format!("{} change", parts.join(", ")),
            (false, _) => format!("{} changes", parts.join(", ")),
        }
    }
}
