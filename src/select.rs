//! What of the scope the user wants: `--allow`, `--block`, `--opaque`, `--expand`.
//!
//! A [`Selection`] is what was typed, checked; a [`Selector`] matches names against it. Names are
//! C's own, before anything is renamed, and a pattern has to match the whole of one.

mod nearest;
mod remark;

use std::cell::Cell;

use regex::Regex;
use serde::{Deserialize, Serialize};

pub use nearest::nearest;
pub use remark::{Remark, of_targets};

/// What kinds of declaration a pattern is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// `function:`
    Function,
    /// `type:` structures, unions, enumerations, typedefs
    Type,
    /// `const:` macros and enumerators
    Constant,
    /// `var:` global variables
    Variable,
}

/// The words for the kinds before a pattern's colon.
const KINDS: [(&str, Kind); 4] = [
    ("function", Kind::Function),
    ("type", Kind::Type),
    ("const", Kind::Constant),
    ("var", Kind::Variable),
];

impl Kind {
    /// The word for it on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Function => "function",
            Kind::Type => "type",
            Kind::Constant => "const",
            Kind::Variable => "var",
        }
    }
}

/// One `KIND:REGEX` or `REGEX`; the expression is a valid one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// As typed, with the option: `--allow=type:FOO_.*`.
    pub option: String,
    /// The kind; `None` for all.
    pub kind: Option<Kind>,
    /// The expression, without the kind.
    pub expression: String,
}

impl Pattern {
    /// Reads a pattern of an option such as `allow`.
    ///
    /// # Errors
    /// What is wrong with it, over several lines.
    pub fn parse(option: &str, text: &str) -> Result<Pattern, String> {
        let is_word = |word: &str| word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let (kind, expression) = match text.split_once(':') {
            Some((word, rest)) if is_word(word) => {
                let known = KINDS.iter().find(|(name, _)| *name == word);
                let (_, kind) = known.ok_or_else(|| {
                    format!("`{word}` is no kind; the kinds are function, type, const and var")
                })?;
                (Some(*kind), rest)
            }
            Some(_) | None => (None, text),
        };
        if expression.is_empty() {
            return Err("there is no expression".to_owned());
        }
        // The user's own expression first, for a message that shows it as it was typed.
        Regex::new(expression).map_err(|error| error.to_string())?;
        anchored(expression).map_err(|error| error.to_string())?;
        Ok(Pattern {
            option: format!("--{option}={text}"),
            kind,
            expression: expression.to_owned(),
        })
    }
}

/// An expression that has to match the whole of a name.
fn anchored(expression: &str) -> Result<Regex, regex::Error> {
    // A comment, which `(?x)` allows, would go on to the anchor.
    let is_verbose = expression.contains('#');
    let end = if is_verbose && Regex::new(&format!("(?:{expression})")).is_err() {
        "\n"
    } else {
        ""
    };
    Regex::new(&format!("^(?:{expression}{end})$"))
}

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Selection {
    /// Only these, and what they need; without any, all.
    pub allow: Vec<Pattern>,
    /// Not these.
    pub block: Vec<Pattern>,
    /// Structures and unions without their members.
    pub opaque: Vec<Pattern>,
    /// What these typedefs stand for in place of their names.
    pub expand: Vec<Pattern>,
    /// The name that `why` asks about.
    pub why: Option<String>,
}

/// What a selection says of one declaration of the scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// Wanted.
    Taken,
    /// `--allow` names others; it comes only where it is needed.
    NotAllowed,
    /// `--block` names it, by this option.
    Blocked(String),
}

/// A [`Selection`] that can be asked.
#[derive(Debug)]
pub struct Selector {
    /// `--allow`
    pub allow: Rules,
    /// `--block`
    pub block: Rules,
    /// `--opaque`
    pub opaque: Rules,
    /// `--expand`
    pub expand: Rules,
}

impl Selector {
    /// Compiles a selection.
    pub fn new(selection: &Selection) -> Selector {
        Selector {
            allow: Rules::new(&selection.allow),
            block: Rules::new(&selection.block),
            opaque: Rules::new(&selection.opaque),
            expand: Rules::new(&selection.expand),
        }
    }

    /// Whether a declaration has to be asked about at all.
    pub fn chooses(&self) -> bool {
        !self.allow.is_empty() || !self.block.is_empty()
    }

    /// Whether any type has to be asked about by name.
    pub fn marks(&self) -> bool {
        let patterns = [&self.block, &self.opaque, &self.expand];
        !patterns.into_iter().all(Rules::is_empty)
    }

    /// What to do with a name of a kind. `others` are names that stand or fall with it, as
    /// enumerators do with their enumeration: one of them that is allowed is enough.
    pub fn choice(&self, kind: Kind, name: Option<&str>, others: &[String]) -> Choice {
        if let Some(pattern) = name.and_then(|name| self.block.find(kind, name)) {
            return Choice::Blocked(pattern.option.clone());
        }
        // Every name is asked, so that no pattern that matches one is said to match nothing.
        let mut allowed = self.allow.is_empty();
        allowed |= name.is_some_and(|name| self.allow.find(kind, name).is_some());
        for other in others {
            allowed |= self.allow.find(Kind::Constant, other).is_some();
        }
        if allowed {
            Choice::Taken
        } else {
            Choice::NotAllowed
        }
    }

    /// All rules, for those that have matched nothing.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        let Selector {
            allow,
            block,
            opaque,
            expand,
        } = self;
        [allow, block, opaque, expand]
            .into_iter()
            .flat_map(|it| &it.0)
    }
}

/// The patterns of one option.
#[derive(Debug)]
pub struct Rules(Vec<Rule>);

/// One pattern, compiled.
#[derive(Debug)]
pub struct Rule {
    /// The pattern.
    pub pattern: Pattern,
    /// Its expression, for whole names.
    expression: Option<Regex>,
    /// Whether it has matched anything.
    hit: Cell<bool>,
}

impl Rule {
    /// Whether it matches a name of a kind.
    pub fn matches(&self, kind: Kind, name: &str) -> bool {
        self.pattern.kind.is_none_or(|own| own == kind)
            && self.expression.as_ref().is_some_and(|it| it.is_match(name))
    }

    /// Whether it has matched nothing so far.
    pub fn is_unused(&self) -> bool {
        !self.hit.get()
    }

    /// Notes that it has matched.
    pub fn mark(&self) {
        self.hit.set(true);
    }
}

impl Rules {
    /// Compiles patterns.
    fn new(patterns: &[Pattern]) -> Rules {
        let rule = |pattern: &Pattern| Rule {
            pattern: pattern.clone(),
            // It was compiled when it was typed.
            expression: anchored(&pattern.expression).ok(),
            hit: Cell::new(false),
        };
        Rules(patterns.iter().map(rule).collect())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them may match a name of this kind.
    pub fn concern(&self, kind: Kind) -> bool {
        let is_about = |rule: &Rule| rule.pattern.kind.is_none_or(|own| own == kind);
        self.0.iter().any(is_about)
    }

    /// The first pattern that matches; all that do are noted.
    pub fn find(&self, kind: Kind, name: &str) -> Option<&Pattern> {
        let mut found = None;
        for rule in self.0.iter().filter(|rule| rule.matches(kind, name)) {
            rule.mark();
            found = found.or(Some(&rule.pattern));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// Rules of one option.
    fn rules(texts: &[&str]) -> Rules {
        let parse = |text: &&str| Pattern::parse("allow", text).unwrap();
        Rules::new(&texts.iter().map(parse).collect::<Vec<_>>())
    }

    #[test]
    fn the_whole_name_has_to_match() {
        let rules = rules(&["function:sqlite3_(open|close).*", "x|yy"]);
        assert!(rules.find(Kind::Function, "sqlite3_open_v2").is_some());
        assert!(rules.find(Kind::Type, "sqlite3_open_v2").is_none());
        assert!(rules.find(Kind::Function, "my_sqlite3_open").is_none());
        assert!(rules.find(Kind::Type, "yy").is_some());
        assert!(rules.find(Kind::Type, "yyy").is_none());
    }

    #[test]
    fn a_comment_in_an_expression_ends_before_the_anchor() {
        let rules = rules(&["(?x) foo # bar"]);
        assert!(rules.find(Kind::Type, "foo").is_some());
        assert!(rules.find(Kind::Type, "foobar").is_none());
    }

    #[test]
    fn kinds_and_expressions_that_are_none() {
        let wrong = |text| Pattern::parse("allow", text).unwrap_err();
        assert!(wrong("fn:x").contains("no kind"));
        assert!(wrong("type:").contains("no expression"));
        assert!(wrong("type:a(").contains("unclosed group"));
        assert!(wrong("a)|(b").contains("unopened group"));
        assert_eq!(Pattern::parse("allow", "(?:a)").unwrap().kind, None);
        assert_eq!(Pattern::parse("allow", "[[:alpha:]]").unwrap().kind, None);
    }

    #[test]
    fn what_is_blocked_stays_blocked() {
        let pattern = |text| vec![Pattern::parse("block", text).unwrap()];
        let selector = Selector::new(&Selection {
            allow: pattern("a.*"),
            block: pattern("ab"),
            ..Selection::default()
        });
        let choice = |name| selector.choice(Kind::Type, Some(name), &[]);
        assert_eq!(choice("a"), Choice::Taken);
        assert_eq!(choice("b"), Choice::NotAllowed);
        assert_eq!(choice("ab"), Choice::Blocked("--block=ab".to_owned()));
        assert_eq!(
            selector.choice(Kind::Type, None, &["a1".to_owned()]),
            Choice::Taken
        );
    }
}
