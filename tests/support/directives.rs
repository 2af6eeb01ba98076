//! What the comment lines at the top of a small header ask of its test.

use crate::TARGETS;

/// What the comment lines at the top of a small header ask of the test.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Directives {
    /// `// also: TARGET…`: more targets than the usual.
    pub(crate) also: Vec<String>,
    /// `// only: TARGET…`: these in place of the usual.
    pub(crate) only: Vec<String>,
    /// `// except: TARGET…`: not these.
    pub(crate) except: Vec<String>,
    /// `// args: ARG…`: more arguments for the program.
    pub(crate) args: Vec<String>,
    /// `// libclang: VERSION`: older ones must refuse it.
    pub(crate) libclang: u32,
    /// `// wording: differs`: versions of libclang word the error differently.
    pub(crate) wording_differs: bool,
}

impl Directives {
    /// Reads the `// word: …` lines above the first line that is no comment.
    pub(crate) fn of(header: &str) -> Directives {
        let mut directives = Directives::default();
        for line in header.lines().map_while(|line| line.strip_prefix("// ")) {
            let Some((word, rest)) = line.split_once(": ") else {
                continue;
            };
            let values = rest.split_whitespace().map(str::to_owned);
            match word {
                "also" => directives.also.extend(values),
                "only" => directives.only.extend(values),
                "except" => directives.except.extend(values),
                "args" => directives.args.extend(values),
                "libclang" => directives.libclang = rest.parse().unwrap_or(u32::MAX),
                "wording" => directives.wording_differs = rest == "differs",
                _ => {}
            }
        }
        directives
    }

    /// The targets that the header is tested on.
    pub(crate) fn targets(&self) -> Vec<String> {
        self.targets_of(&TARGETS)
    }

    /// The same, where these are the usual ones.
    pub(crate) fn targets_of(&self, usual: &[&str]) -> Vec<String> {
        let mut targets: Vec<String> = match self.only.is_empty() {
            true => usual.iter().copied().map(str::to_owned).collect(),
            false => self.only.clone(),
        };
        targets.extend(self.also.iter().cloned());
        targets.retain(|target| !self.except.contains(target));
        targets
    }
}
