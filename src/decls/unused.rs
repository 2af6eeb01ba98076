//! Patterns that selected nothing: what the user is told of them.

use super::choose::{enumerators, named};
use super::selected::Selected;
use super::survey::{Event, Survey};
use super::walker::{Top, Walker};
use crate::clang::cursor::Position;
use crate::clang::kind::CursorKind;
use crate::select::{Kind, Remark, Rule, Selection, nearest};

/// A name that was read, of whatever header.
struct Name {
    /// What kind of thing it names.
    kind: Kind,
    /// C's name.
    name: String,
    /// Where it stands.
    position: Position,
}

impl<'u> Walker<'u> {
    /// What the selection has done, at the end of the walk.
    pub fn selected(&mut self, survey: &Survey<'u>, selection: &Selection) -> Selected {
        let mut selected = self.choices.finish();
        // A question is about one name; the patterns are told about by a plain run.
        if let Some(name) = &selection.why {
            (selected.found, selected.nearest) = self.find(name, survey);
            return selected;
        }
        let is_unused = |rule: &&Rule| rule.is_unused();
        if !self.choices.selector.rules().any(|rule| is_unused(&rule)) {
            return selected;
        }
        let names = self.names(&survey.events);
        let mut remarks = Vec::new();
        for rule in self.choices.selector.rules().filter(is_unused) {
            let found = names
                .iter()
                .find(|name| rule.matches(name.kind, &name.name));
            let place = found.and_then(|name| self.files.name_of(name.position));
            remarks.push(match (found, place) {
                (Some(name), Some(place)) => unhelpful(rule, &name.name, place),
                (None, _) | (Some(_), None) => unmatched(rule, &names),
            });
        }
        selected.remarks = remarks;
        selected
    }

    /// Every name that was read.
    fn names(&self, events: &[Event<'u>]) -> Vec<Name> {
        let mut names = Vec::new();
        for top in self.within.iter().chain(&self.elsewhere) {
            add(*top, &mut names);
        }
        for event in events {
            if let Event::Define(define) = event
                && define.start.file.is_some()
            {
                names.push(Name {
                    kind: Kind::Constant,
                    name: define.cursor.spelling(),
                    position: define.start,
                });
            }
        }
        names
    }
}

/// The names that one declaration brings.
fn add(Top { cursor, place }: Top<'_>, names: &mut Vec<Name>) {
    let position = place.position;
    if let Some((kind, name)) = named(cursor) {
        names.push(Name {
            kind,
            name,
            position,
        });
    }
    if cursor.kind() == CursorKind::Enum {
        names.extend(enumerators(cursor).into_iter().map(|name| Name {
            kind: Kind::Constant,
            name,
            position,
        }));
    }
}

/// The remark on a pattern that matches a name, to no effect.
fn unhelpful(rule: &Rule, name: &str, place: &str) -> Remark {
    let option = &rule.pattern.option;
    if option.starts_with("--allow") {
        return Remark {
            message: format!("`{option}` matches nothing that the named headers declare"),
            help: Some(format!(
                "`{name}` is declared in {place}; `--include-from='{place}'` takes that header \
                 too, `--everything` all"
            )),
            idle: Some(option.clone()),
        };
    }
    if option.starts_with("--opaque") {
        return Remark {
            message: format!("`{option}` matches no structure or union that is written"),
            help: None,
            idle: Some(option.clone()),
        };
    }
    if option.starts_with("--expand") {
        return Remark {
            message: format!("`{option}` matches no typedef that is written"),
            help: None,
            idle: Some(option.clone()),
        };
    }
    Remark {
        message: format!("`{option}` leaves nothing out"),
        help: Some(format!(
            "`{name}`, declared in {place}, is not written in any case"
        )),
        idle: Some(option.clone()),
    }
}

/// The remark on a pattern that matches no name at all.
fn unmatched(rule: &Rule, names: &[Name]) -> Remark {
    let pattern = &rule.pattern;
    let of_kind = |name: &&Name| pattern.kind.is_none_or(|kind| kind == name.kind);
    let candidates = names.iter().filter(of_kind).map(|it| it.name.as_str());
    let whole = names
        .iter()
        .find(|name| !of_kind(name) && name.name == pattern.expression);
    let help = match whole {
        Some(other) => Some(format!(
            "`{}` is there as `{}:{}`",
            other.name,
            other.kind.word(),
            other.name
        )),
        None => nearest(&pattern.expression, candidates)
            .map(|name| format!("did you mean `{name}`?"))
            .or_else(|| {
                Some("a pattern has to match the whole of a name: `.*` stands for anything".into())
            }),
    };
    Remark {
        message: format!("`{}` matches nothing", pattern.option),
        help,
        idle: Some(pattern.option.clone()),
    }
}
