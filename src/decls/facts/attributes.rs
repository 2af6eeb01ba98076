//! Attributes in clang's own text of a declaration.
//!
//! clang writes the texts of attributes as they are, without escapes: a message with a quote in it
//! could look like another attribute. So messages that are known are taken out first, and the
//! number of attributes is known too.

use std::iter;

use crate::characters::is_name_byte;

/// One attribute: `format(printf, 1, 2)`.
#[derive(Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Its name, without the `gnu::` and `__` that may stand around it.
    pub name: &'a str,
    /// Its arguments, where they are words or numbers; a text is empty.
    pub arguments: Vec<&'a str>,
}

impl Attribute<'_> {
    /// The arguments that are numbers of parameters, from 0.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        let numbers = self.arguments.iter().filter_map(|it| it.parse().ok());
        numbers.filter_map(|number: usize| number.checked_sub(1))
    }

    /// Whether it holds a text that its author chose.
    fn has_text(&self) -> bool {
        self.arguments.contains(&"")
    }
}

/// The text of a declaration without messages that stand in it.
pub fn without<'m>(printed: String, messages: impl Iterator<Item = &'m String>) -> String {
    messages
        .filter(|message| message.contains('"'))
        .fold(printed, |text, message| {
            text.replacen(&format!("\"{message}\""), "\"\"", 1)
        })
}

/// The attributes of a declaration itself, not of its parameters, as clang writes them. Of more
/// than there are, those behind the first text may be part of it, and do not count.
pub fn of(printed: &str, count: usize) -> Vec<Attribute<'_>> {
    let words: Vec<&str> = words(printed).collect();
    let mut found = Vec::new();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&word) = words.get(at) {
        at += 1;
        let rest = words.get(at..).unwrap_or_default();
        let body = match (word, rest) {
            ("_Noreturn", _) if depth == 0 => {
                found.push(attribute(&words[at - 1..at]));
                continue;
            }
            ("__attribute__", ["(", "(", body @ ..]) => body,
            ("__declspec", ["(", body @ ..]) => body,
            ("[", ["[", body @ ..]) => body,
            // The value of a variable follows.
            ("=", _) if depth == 0 => break,
            ("(" | "{" | "[", _) => {
                depth += 1;
                continue;
            }
            (")" | "}" | "]", _) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            _ => continue,
        };
        let len = balanced(body);
        if depth == 0 {
            found.push(attribute(&body[..len]));
        }
        at += rest.len() - body.len() + len;
        // The marks that close it.
        at += rest.len() - body.len();
        if word == "[" {
            at += 1;
        }
    }
    if found.len() > count
        && let Some(text) = found.iter().position(Attribute::has_text)
    {
        found.truncate(text + 1);
    }
    found
}

/// Whether the spelling of a function's type says that the function does not return.
pub fn is_noreturn(spelling: &str) -> bool {
    spelling.contains("noreturn")
        && of(spelling, usize::MAX)
            .iter()
            .any(|attribute| attribute.name == "noreturn")
}

/// How many words stand in front of the mark that closes what was opened before them.
fn balanced(words: &[&str]) -> usize {
    let mut depth = 0_usize;
    words
        .iter()
        .position(|word| {
            match *word {
                "(" | "[" => depth += 1,
                ")" | "]" if depth == 0 => return true,
                ")" | "]" => depth -= 1,
                _ => {}
            }
            false
        })
        .unwrap_or(words.len())
}

/// An attribute of these words.
fn attribute<'a>(words: &[&'a str]) -> Attribute<'a> {
    let open = words.iter().position(|word| *word == "(");
    let (name, arguments) = words.split_at(open.unwrap_or(words.len()));
    let name = name.last().copied().unwrap_or_default();
    let bare = name
        .strip_prefix("__")
        .and_then(|name| name.strip_suffix("__"));
    Attribute {
        name: bare.unwrap_or(name),
        arguments: arguments
            .iter()
            .filter(|word| !matches!(**word, "(" | ")" | ","))
            .map(|word| if word.starts_with('"') { "" } else { word })
            .collect(),
    }
}

/// Words, numbers, texts with their quotes, and single marks.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim_start();
    iter::from_fn(move || {
        let bytes = rest.as_bytes();
        let len = match bytes.first()? {
            b'"' => memchr::memchr(b'"', &bytes[1..]).map_or(bytes.len(), |end| end + 2),
            byte if is_name_byte(*byte) => {
                let len = bytes.iter().position(|byte| !is_name_byte(*byte));
                len.unwrap_or(bytes.len())
            }
            _ => 1,
        };
        let (word, after) = rest.split_at(len);
        rest = after.trim_start();
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the attributes in a text.
    fn names(printed: &str, count: usize) -> Vec<&str> {
        of(printed, count).into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn finds_every_spelling() {
        for (printed, expected) in [
            ("void a2() _Noreturn", vec!["_Noreturn"]),
            ("_Noreturn void a2(void)", vec!["_Noreturn"]),
            (
                "int a(char *) __attribute__((nonnull(1, 3))) __attribute__((weak))",
                vec!["nonnull", "weak"],
            ),
            (
                "[[nodiscard(\"why\")]] int b[3] [[gnu::pure]]",
                vec!["nodiscard", "pure"],
            ),
            (
                "__declspec(dllimport) int f(int) __attribute__((__weak__))",
                vec!["dllimport", "weak"],
            ),
            (
                "extern int v __attribute__((weak)) = f(__attribute__((pure)))",
                vec!["weak"],
            ),
            (
                "int a(char *p __attribute__((nonnull)), int (*f)(int) __attribute__((noreturn)))",
                vec![],
            ),
            ("void f(void) { int x __attribute__((unused)); }", vec![]),
            (
                "int f(void) asm(\"weak\") __attribute__((section(\"((weak))\")))",
                vec!["section"],
            ),
        ] {
            assert_eq!(names(printed, usize::MAX), expected, "{printed}");
        }
        assert!(is_noreturn("void (int) __attribute__((noreturn))"));
        assert!(!is_noreturn(
            "void (void (*)(void) __attribute__((noreturn)))"
        ));
    }

    #[test]
    fn reads_arguments() {
        let found = of(
            "int a(char *f, ...) __attribute__((format(printf, 1, 2)))",
            1,
        );
        assert_eq!(found[0].arguments, ["printf", "1", "2"]);
        assert_eq!(found[0].places().collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn a_text_is_no_attribute() {
        let message = "no\")) __attribute__((weak)) __attribute__((deprecated(\"".to_owned();
        let printed = format!("int f(void) __attribute__((deprecated(\"{message}\"))) [[pure]]");
        let text = without(printed, iter::once(&message));
        assert_eq!(names(&text, 2), ["deprecated", "pure"]);
        let section = "int f(void) __attribute__((section(\"a\"))) __attribute__((weak))(\"\")))";
        assert_eq!(names(section, 1), ["section"]);
        assert_eq!(names("int f(void) __attribute__((", 1), [""]);
        assert_eq!(names("]])) int \" __attribute__((weak))", 1), [""; 0]);
    }
}
