//! The text of a module as its items, each of which can be put back changed. Lines that are no
//! item (comments, documentation, blank ones) stay as they are.

/// The kinds of item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `extern fn`
    Function,
    /// `extern let`, `extern var`
    Variable,
    /// `opaque type`
    Opaque,
    /// `type`
    Alias,
    /// `const`
    Constant,
    /// `struct`, `union`
    Record,
    /// `impl`
    Methods,
    /// No item.
    Other,
}

/// Lines of a module that belong together.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// What they are.
    pub(crate) kind: Kind,
    /// The name of the item.
    pub(crate) name: String,
    /// Its attributes, then the item.
    pub(crate) lines: Vec<String>,
    /// Which of the lines the item itself begins with.
    pub(crate) head: usize,
}

/// The words that items begin with, those that begin others last.
const WORDS: [(&str, Kind); 10] = [
    ("extern let ", Kind::Variable),
    ("extern var ", Kind::Variable),
    ("extern ", Kind::Function),
    ("opaque type ", Kind::Opaque),
    ("type ", Kind::Alias),
    ("const ", Kind::Constant),
    ("struct ", Kind::Record),
    ("union ", Kind::Record),
    ("impl ", Kind::Methods),
    ("", Kind::Other),
];

/// Takes a text apart.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut attributes: Vec<String> = Vec::new();
    let mut in_doc = false;
    for line in text.lines() {
        if !line.starts_with('#') && line.matches("\"\"\"").count() == 1 {
            in_doc = !in_doc;
            blocks.push(other(line));
        } else if in_doc || line.is_empty() || line.starts_with(['#', '"']) {
            blocks.push(other(line));
        } else if line.starts_with('@') {
            attributes.push(line.to_owned());
        } else if line.starts_with([' ', ')']) {
            let last = blocks.last_mut().unwrap();
            assert!(last.kind != Kind::Other, "belongs to no item: {line}");
            last.lines.push(line.to_owned());
        } else {
            let (word, kind) = WORDS
                .iter()
                .find(|(word, _)| line.starts_with(word))
                .unwrap();
            let rest = line[word.len()..]
                .split_once("fn ")
                .filter(|_| *kind == Kind::Function);
            let rest = rest.map_or(&line[word.len()..], |(_, rest)| rest);
            let head = attributes.len();
            attributes.push(line.to_owned());
            blocks.push(Block {
                kind: *kind,
                name: word_of(rest).to_owned(),
                lines: std::mem::take(&mut attributes),
                head,
            });
        }
    }
    blocks
}

/// A line that is no item.
fn other(line: &str) -> Block {
    Block {
        kind: Kind::Other,
        name: String::new(),
        lines: vec![line.to_owned()],
        head: 0,
    }
}

/// The name at the start of a text.
pub(crate) fn word_of(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$');
    &text[..end.unwrap_or(text.len())]
}

/// A line without the comment at its end.
pub(crate) fn bare(line: &str) -> &str {
    line.split("  #").next().unwrap_or(line).trim_end()
}

/// A list at its commas, those within brackets left alone.
pub(crate) fn split(list: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for c in list.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(c);
    }
    let parts = parts.iter().map(|it| it.trim().to_owned());
    parts.filter(|it| !it.is_empty()).collect()
}

/// Where the bracket is that closes the one at the start of a text.
pub(crate) fn closing(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    panic!("no end: {text}");
}

/// A function taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signature {
    /// `"stdcall"`
    pub(crate) convention: Option<String>,
    /// Its name.
    pub(crate) name: String,
    /// Names and types of the parameters.
    pub(crate) parameters: Vec<(String, String)>,
    /// Ends in `...`.
    pub(crate) variadic: bool,
    /// The type of its result.
    pub(crate) result: Option<String>,
}

impl Signature {
    /// That of a function.
    pub(crate) fn of(block: &Block) -> Signature {
        let lines = block.lines[block.head..]
            .iter()
            .map(|line| bare(line).trim());
        let text = lines.collect::<String>();
        let (before, rest) = text.split_once("fn ").unwrap();
        let convention = before.strip_prefix("extern ").unwrap().trim();
        let name = word_of(rest).to_owned();
        let rest = &rest[name.len()..];
        let end = closing(rest);
        let mut list = split(&rest[1..end]);
        let variadic = list.last().is_some_and(|it| it == "...");
        if variadic {
            list.pop();
        }
        let pair = |it: &String| {
            let (name, ty) = it.split_once(':').unwrap();
            (name.to_owned(), ty.trim().to_owned())
        };
        Signature {
            convention: Some(convention.to_owned()).filter(|it| !it.is_empty()),
            name,
            parameters: list.iter().map(pair).collect(),
            variadic,
            result: rest[end + 1..]
                .trim()
                .strip_prefix("-> ")
                .map(str::to_owned),
        }
    }

    /// Its text in one line.
    pub(crate) fn text(&self) -> String {
        let mut list: Vec<String> = self
            .parameters
            .iter()
            .map(|(name, ty)| format!("{name}: {ty}"))
            .collect();
        if self.variadic {
            list.push("...".to_owned());
        }
        let convention = self.convention.as_ref().map(|it| format!("{it} "));
        let result = self.result.as_ref().map(|it| format!(" -> {it}"));
        format!(
            "extern {}fn {}({}){}",
            convention.unwrap_or_default(),
            self.name,
            list.join(", "),
            result.unwrap_or_default()
        )
    }
}

/// A field of a record, an alias or a variable as what stands before its type, and the type.
pub(crate) fn typed(line: &str) -> Option<(&str, &str)> {
    let line = bare(line);
    let mark = if line.starts_with("type ") {
        " = "
    } else {
        ": "
    };
    let at = line.find(mark)? + mark.len();
    Some((&line[..at], &line[at..]))
}

/// Whether a field is the module's own: padding, storage, a member without a name.
pub(crate) fn is_own(line: &str) -> bool {
    let name = line.trim_start();
    name.starts_with("_pad")
        || name.starts_with("_bits")
        || name.starts_with("_data")
        || name.starts_with("_opaque")
        || name.starts_with("_empty")
        || name.starts_with("anon")
}

/// A text is taken apart, and put together again.
pub(crate) fn check_self() {
    let text = "# header: a.h\n\n\"\"\"\nAny\ntype x = y\n\"\"\"\n@link_name(\"b\")\n\
        extern \"stdcall\" fn a(\n    b: Option[fn(i32, ...) -> void],\n    c: [u8; 3],  # volatile\n    ...\n) -> *mut b\n\
        type c = *const u8  # d\n@repr(C)\nstruct d:\n    e: i32\n";
    let blocks = blocks(text);
    let lines: Vec<&str> = blocks
        .iter()
        .flat_map(|it| &it.lines)
        .map(String::as_str)
        .collect();
    assert_eq!(lines.join("\n") + "\n", text);
    let items: Vec<&Block> = blocks.iter().filter(|it| it.kind != Kind::Other).collect();
    let names: Vec<&str> = items.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["a", "c", "d"]);
    assert_eq!(items[0].head, 1);
    let signature = Signature::of(items[0]);
    assert_eq!(
        signature.text(),
        "extern \"stdcall\" fn a(b: Option[fn(i32, ...) -> void], c: [u8; 3], ...) -> *mut b"
    );
    assert_eq!(typed(&items[1].lines[0]), Some(("type c = ", "*const u8")));
    assert_eq!(typed(&items[2].lines[2]), Some(("    e: ", "i32")));
}
