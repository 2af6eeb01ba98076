//! What a worker writes: a greeting with its version, and the answer, each behind a magic number.
//!
//! libclang shares the worker's standard output and may print to it, and so may a program that
//! becomes a worker on its way. The reader looks for the magic numbers and skips what stands
//! before them. What comes after the answer is not read.

use std::io::{self, BufRead, BufReader, Read, Write};

/// The beginning of a frame. Its first byte does not occur again in it, so that a search needs
/// no look back; and the whole is no text that a compiler prints.
const MAGIC: [u8; 16] = *b"\0quarry-answer\x01\xff";

/// The beginning of a greeting, with a first byte as in [`MAGIC`]. The version follows: its length
/// as one byte, then its bytes.
const GREETING: [u8; 16] = *b"\0quarry-worker\x01\xff";

/// The version of the program, which both sides have to share: what they say to each other is
/// made for no other.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How many bytes may stand before a magic number.
const NOISE: usize = 64 << 20;

/// How long each part of an answer may be, in bytes.
const LONGEST: u64 = 2 << 30;

/// How much memory is reserved for a part on its word, in bytes: more than most modules have.
const BELIEVED: u64 = 16 << 20;

/// Why there is no frame.
#[derive(Debug)]
pub(super) enum Broken {
    /// The stream ended before there was a greeting, or went on and on without one.
    Silent,
    /// The greeting of another version.
    Foreign(String),
    /// The stream ended before the answer did.
    Ended,
    /// What follows the greeting is no answer.
    Garbage(&'static str),
    /// The system does not let us read it.
    Unreadable(io::Error),
}

/// Writes a greeting.
pub(super) fn greet(mut output: impl Write) -> io::Result<()> {
    let length = u8::try_from(VERSION.len()).unwrap_or(u8::MAX);
    output.write_all(&GREETING)?;
    output.write_all(&[length])?;
    output.write_all(VERSION.as_bytes())?;
    output.flush()
}

/// Begins an answer: the caller writes so many bytes behind it, and then a text of so many.
pub(super) fn begin(mut output: impl Write, length: usize, text: usize) -> io::Result<()> {
    output.write_all(&MAGIC)?;
    output.write_all(&(length as u64).to_le_bytes())?;
    output.write_all(&(text as u64).to_le_bytes())
}

/// An answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// All but its text.
    pub(super) rest: Vec<u8>,
    /// Its text.
    pub(super) text: Vec<u8>,
}

/// Reads a greeting, and up to the end of the first answer.
pub(super) fn read(input: impl Read) -> Result<Frame, Broken> {
    let mut input = BufReader::with_capacity(64 << 10, input);
    let version = read_greeting(&mut input).map_err(|broken| match broken {
        Broken::Ended | Broken::Garbage(_) => Broken::Silent,
        Broken::Silent | Broken::Foreign(_) | Broken::Unreadable(_) => broken,
    })?;
    if version != VERSION {
        return Err(Broken::Foreign(version));
    }
    skip_to(&MAGIC, &mut input)?;
    let (length, text) = (read_length(&mut input)?, read_length(&mut input)?);
    Ok(Frame {
        rest: read_part(&mut input, length)?,
        text: read_part(&mut input, text)?,
    })
}

/// The length of a part.
fn read_length(input: &mut impl Read) -> Result<u64, Broken> {
    let mut length = [0; 8];
    input.read_exact(&mut length).map_err(broken)?;
    let length = u64::from_le_bytes(length);
    match length > LONGEST {
        true => Err(Broken::Garbage("it is too long")),
        false => Ok(length),
    }
}

/// A part of so many bytes.
fn read_part(input: &mut impl Read, length: u64) -> Result<Vec<u8>, Broken> {
    // Up to here the length is believed when memory is taken, which is none before bytes arrive;
    // beyond it, the vector grows with them.
    let mut part = Vec::with_capacity(length.min(BELIEVED) as usize);
    let read = input.take(length).read_to_end(&mut part).map_err(broken)?;
    match (read as u64) < length {
        true => Err(Broken::Ended),
        false => Ok(part),
    }
}

/// The version in a greeting.
fn read_greeting(input: &mut impl BufRead) -> Result<String, Broken> {
    skip_to(&GREETING, input)?;
    let mut length = [0];
    input.read_exact(&mut length).map_err(broken)?;
    let [length] = length;
    let mut version = vec![0; usize::from(length)];
    input.read_exact(&mut version).map_err(broken)?;
    Ok(String::from_utf8_lossy(&version).into_owned())
}

/// Consumes everything up to and with a magic number, whose first byte does not occur again in it.
fn skip_to(magic: &[u8; 16], input: &mut impl BufRead) -> Result<(), Broken> {
    let mut matched = 0;
    let mut skipped = 0;
    while skipped < NOISE {
        let buffer = input.fill_buf().map_err(broken)?;
        if buffer.is_empty() {
            return Err(Broken::Ended);
        }
        let mut used = 0;
        for byte in buffer {
            used += 1;
            matched = if magic.get(matched) == Some(byte) {
                matched + 1
            } else {
                usize::from(magic.first() == Some(byte))
            };
            if matched == magic.len() {
                input.consume(used);
                return Ok(());
            }
        }
        skipped += used;
        input.consume(used);
    }
    Err(Broken::Garbage("it does not begin"))
}

/// An end of the stream is told from a failure to read it.
fn broken(error: io::Error) -> Broken {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        Broken::Ended
    } else {
        Broken::Unreadable(error)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// Writes an answer.
    fn write(mut bytes: &mut Vec<u8>, payload: &[u8]) {
        let (rest, text) = payload.split_at(payload.len() / 2);
        begin(&mut bytes, rest.len(), text.len()).unwrap();
        bytes.extend_from_slice(payload);
    }

    /// Reads one, with its text behind all else.
    fn read(input: impl Read) -> Result<Vec<u8>, Broken> {
        super::read(input).map(|frame| [frame.rest, frame.text].concat())
    }

    /// A frame with noise before and after it.
    fn stream(before: &[u8], payload: &[u8], after: &[u8]) -> Vec<u8> {
        let mut bytes = before.to_vec();
        greet(&mut bytes).unwrap();
        bytes.extend_from_slice(before);
        write(&mut bytes, payload);
        bytes.extend_from_slice(after);
        bytes
    }

    #[test]
    fn the_magic_number_needs_no_look_back() {
        for magic in [MAGIC, GREETING] {
            assert!(!magic[1..].contains(&magic[0]));
        }
    }

    #[test]
    fn noise_around_a_frame_is_skipped() {
        for before in [
            &b""[..],
            b"warning\n",
            b"\0quarry-",
            b"\0\0\0",
            &MAGIC[..15],
            &GREETING[..15],
        ] {
            let bytes = stream(before, b"payload", b"bye");
            assert_eq!(read(&bytes[..]).unwrap(), b"payload", "{before:?}");
        }
    }

    #[test]
    fn a_payload_may_hold_the_magic_number() {
        assert_eq!(read(&stream(b"", &MAGIC, b"")[..]).unwrap(), MAGIC);
    }

    #[test]
    fn every_cut_is_noticed() {
        let whole = stream(b"x", b"payload", b"");
        let greeting = 1 + GREETING.len() + 1 + VERSION.len();
        for end in 0..greeting {
            assert!(matches!(read(&whole[..end]), Err(Broken::Silent)), "{end}");
        }
        for end in greeting..whole.len() {
            assert!(matches!(read(&whole[..end]), Err(Broken::Ended)), "{end}");
        }
    }

    #[test]
    fn another_version_is_named() {
        let mut bytes = b"noise".to_vec();
        bytes.extend_from_slice(&GREETING);
        bytes.extend_from_slice(b"\x039.9");
        write(&mut bytes, b"payload");
        assert!(matches!(read(&bytes[..]), Err(Broken::Foreign(it)) if it == "9.9"));
    }

    #[test]
    fn endless_garbage_ends() {
        assert!(matches!(read(io::repeat(b'y')), Err(Broken::Silent)));
        let mut huge = Vec::new();
        greet(&mut huge).unwrap();
        let endless = huge.as_slice().chain(io::repeat(b'y'));
        assert!(matches!(read(endless), Err(Broken::Garbage(_))));
        huge.extend_from_slice(&MAGIC);
        huge.extend_from_slice(&[0xff; 8]);
        assert!(matches!(read(&huge[..]), Err(Broken::Garbage(_))));
    }
}
