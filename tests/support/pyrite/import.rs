//! `from NAME import A, B`.

use super::attribute::Above;
use super::item::{Kind, ReadItem};
use super::lexer::{Cursor, tokens};
use super::read::Lines;

impl Lines<'_> {
    /// `from a.b import X, Y`, or with each name on a line of its own where one is too narrow.
    pub(super) fn import(&mut self, line: &str, above: Above) -> Result<Vec<ReadItem>, String> {
        if !above.doc.is_empty() || !above.link.is_empty() || above.link_name.is_some() {
            return Err("an import has no documentation and no symbol".to_owned());
        }
        if !above.repr.is_empty() {
            return Err("`@repr(C)` on an import".to_owned());
        }
        let start = self.at;
        let (module, list) = line[5..].split_once(" import ").ok_or("no `import`")?;
        let mut names = Vec::new();
        if list == "(" {
            loop {
                let line = self.next().ok_or("an import does not end")?;
                if line == ")" {
                    break;
                }
                let name = line
                    .strip_prefix("    ")
                    .ok_or("a name is not one level deep")?;
                names.push((self.at, name));
            }
            let last = names.len().checked_sub(1).ok_or("an import of nothing")?;
            for (place, (_, name)) in names.iter_mut().enumerate() {
                if place < last {
                    *name = name.strip_suffix(',').ok_or("no `,` behind a name")?;
                }
            }
            let all: Vec<&str> = names.iter().map(|(_, name)| *name).collect();
            let short = format!("from {module} import {}", all.join(", "));
            if short.chars().count() <= 100 {
                return Err("this import has room on one line".to_owned());
            }
        } else {
            names.extend(list.split(", ").map(|name| (start, name)));
        }
        for word in module.split('.').chain(names.iter().map(|(_, name)| *name)) {
            let tokens = tokens(word)?;
            let mut cursor = Cursor::new(&tokens);
            cursor.name()?;
            cursor.end()?;
        }
        if !names.is_sorted_by(|(_, a), (_, b)| a < b) {
            return Err("the names of an import are not sorted".to_owned());
        }
        let item = |(line, name): (usize, &str)| ReadItem {
            line,
            name: name.to_owned(),
            link: Vec::new(),
            link_name: None,
            cfg: above.cfg.clone(),
            repr: Vec::new(),
            doc: Vec::new(),
            kind: Kind::Imported {
                module: module.to_owned(),
            },
        };
        Ok(names.into_iter().map(item).collect())
    }
}
