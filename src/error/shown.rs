//! An error as a whole, for those who have no terminal to show it on.

use std::fmt;

use super::Error;
use crate::report;

impl Error {
    /// The message with its causes, circumstances and the way out, over several lines: what
    /// `quarry` writes to standard error, without colours.
    ///
    /// ```
    /// let error = quarry_bindgen::Builder::new().generate().unwrap_err();
    /// assert_eq!(error.to_string(), "no header is named");
    /// assert!(error.report().contains("help: `Builder::header(\"wrapper.h\")` names one"));
    /// ```
    pub fn report(&self) -> String {
        let text = report::plain(&report::error(self));
        let text = text.strip_prefix("error: ").unwrap_or(&text);
        text.trim_end().to_owned()
    }

    /// Of what clap says of arguments: the first paragraph, and its tips.
    pub fn usage(said: &str) -> Error {
        let said = said.trim_start();
        let said = said.strip_prefix("error: ").unwrap_or(said);
        let (first, rest) = said.split_once("\n\n").unwrap_or((said, ""));
        let words: Vec<&str> = first.split_whitespace().collect();
        let tips: Vec<&str> = rest
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("tip: "))
            .collect();
        Error::Usage {
            what: words.join(" "),
            help: tips.join("\n"),
        }
    }
}

/// The [report](Error::report): it is what `fn main() -> Result<(), Error>` prints.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.report())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_clap_says() {
        let said = "error: invalid value 'x' for '--names <c|pyrite>'\n  [possible values: c]\n\n  \
                    tip: a similar value exists: 'c'\n\nFor more information, try '--help'.\n";
        let error = Error::usage(said);
        assert_eq!(
            error.to_string(),
            "invalid value 'x' for '--names <c|pyrite>' [possible values: c]"
        );
        assert!(
            error
                .report()
                .ends_with("= help: a similar value exists: 'c'")
        );
    }
}
