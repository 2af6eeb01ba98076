//! All items of a text: of a long one, each half by a thread of its own.

use std::thread::{self, Builder};

use super::error::Result;
use super::item::Items;
use super::lexer::Lexer;
use super::model::Dialect;
use super::parser::Parser;

/// So short texts are not worth a thread, in bytes.
const SHORT: usize = 64 << 10;

/// Where a blank line stands that probably parts two items.
#[derive(Debug, Clone, Copy)]
pub(super) struct Half(usize);

impl Half {
    /// The first one in the second half of a long text.
    pub(super) fn of(text: &str) -> Option<Half> {
        let middle = Some(text.len() / 2).filter(|_| text.len() >= SHORT)?;
        let rest = text.as_bytes().get(middle..)?;
        Some(Half(middle + memchr::memmem::find(rest, b"\n\n")? + 1))
    }
}

/// Reads all imports and items.
///
/// # Errors
/// The first thing that the format does not define.
pub(super) fn read(text: &str, dialect: Dialect, half: Option<Half>) -> Result<Items> {
    let (mut parser, mut read) = (Parser::new(text, dialect)?, Items::default());
    if let Some(Half(half)) = half {
        let second = thread::scope(|scope| {
            let second = Builder::new().spawn_scoped(scope, || second(text, dialect, half));
            parser.items(&mut read, u32::try_from(half).unwrap_or(u32::MAX))?;
            Ok(second.ok().and_then(|thread| thread.join().ok()))
        })?;
        // A blank line may also stand in the middle of an item. An error is then perhaps none, and
        // else it comes again.
        if let Some(Ok((start, second))) = second
            && start == parser.position().offset
            && second.imports.is_empty()
        {
            read.items.extend(second.items);
            return Ok(read);
        }
    }
    parser.items(&mut read, u32::MAX)?;
    Ok(read)
}

/// The items from a line on, and where the first one begins.
fn second(text: &str, dialect: Dialect, start: usize) -> Result<(u32, Items)> {
    let mut parser = Parser::at(Lexer::at(text, start), dialect)?;
    let (start, mut read) = (parser.position().offset, Items::default());
    parser.items(&mut read, u32::MAX)?;
    Ok((start, read))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Items of all kinds, with blank lines in them and between them.
    const TEXT: &str = "# header: a.h

from b import c

\"\"\"
Documentation, and

extern fn no() -> i32
\"\"\"
extern fn f(
    a: i32,

    b: fn(i32) -> i32
) -> i32

# skipped: g (inline) at a.h:3
# skipped: h (inline) at a.h:4

const N: i32 = 1

@repr(C)
struct s:
    a: i32

    _bits0: [u8; 1]
impl s:
    fn c(&self) -> u8:
        return self._bits0[0] & 1

# at the end
type t = i32


";

    /// Each line that a text can be parted at, right or wrong.
    fn halves(text: &str) -> impl Iterator<Item = Half> {
        memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| Half(at + 1))
    }

    #[test]
    fn a_half_changes_nothing() {
        let whole = read(TEXT, Dialect::Spec, None);
        assert_eq!(
            whole.as_ref().map(|it| (it.imports.len(), it.items.len())),
            Ok((1, 7))
        );
        for half in halves(TEXT) {
            assert_eq!(read(TEXT, Dialect::Spec, Some(half)), whole, "{half:?}");
        }
    }

    #[test]
    fn errors_are_the_same() {
        for (at, _) in TEXT.char_indices().step_by(3) {
            for wrong in ["\"\"\"", "(", "  ", "from d import e\n"] {
                let text = [&TEXT[..at], wrong, &TEXT[at..]].concat();
                let whole = read(&text, Dialect::Spec, None);
                for half in halves(&text) {
                    assert_eq!(
                        read(&text, Dialect::Spec, Some(half)),
                        whole,
                        "{half:?}\n{text}"
                    );
                }
            }
        }
    }

    #[test]
    fn only_long_texts_have_halves() {
        assert!(Half::of(TEXT).is_none());
        let text = TEXT.repeat(SHORT / TEXT.len() + 1);
        assert!(
            Half::of(&text).is_some_and(
                |Half(at)| text[..at].ends_with("\n\n") || text[at..].starts_with('\n')
            )
        );
    }
}
