//! The answer on its way: a magic number, the length, the bytes.
//!
//! libclang shares the worker's standard output and may print to it, so the reader looks for the
//! magic number and skips what stands before it. What comes after the frame is not read.

use std::io::{self, BufRead, BufReader, Read, Write};

/// The beginning of a frame. Its first byte does not occur again in it, so that a search needs
/// no look back; and the whole is no text that a compiler prints.
const MAGIC: [u8; 16] = *b"\0quarry-answer\x01\xff";

/// How many bytes may stand before the frame.
const NOISE: usize = 64 << 20;

/// How long an answer may be, in bytes.
const LONGEST: u64 = 2 << 30;

/// Why there is no frame.
#[derive(Debug)]
pub(super) enum Broken {
    /// The stream ended before the frame did.
    Ended,
    /// The stream is not a worker's.
    Garbage(&'static str),
    /// The system does not let us read it.
    Unreadable(io::Error),
}

/// Writes a frame.
pub(super) fn write(mut output: impl Write, payload: &[u8]) -> io::Result<()> {
    let mut head = [0; 24];
    let (magic, length) = head.split_at_mut(16);
    magic.copy_from_slice(&MAGIC);
    length.copy_from_slice(&(payload.len() as u64).to_le_bytes());
    output.write_all(&head)?;
    output.write_all(payload)?;
    output.flush()
}

/// Reads up to the end of the first frame and gives what it holds.
pub(super) fn read(input: impl Read) -> Result<Vec<u8>, Broken> {
    let mut input = BufReader::with_capacity(64 << 10, input);
    skip_to_magic(&mut input)?;
    let mut length = [0; 8];
    input.read_exact(&mut length).map_err(broken)?;
    let length = u64::from_le_bytes(length);
    if length > LONGEST {
        return Err(Broken::Garbage("it is too long"));
    }
    // The length is not believed when memory is taken: the vector grows as bytes arrive.
    let mut payload = Vec::with_capacity(length.min(1 << 20) as usize);
    let read = input
        .take(length)
        .read_to_end(&mut payload)
        .map_err(broken)?;
    if (read as u64) < length {
        return Err(Broken::Ended);
    }
    Ok(payload)
}

/// Consumes everything up to and with the magic number.
fn skip_to_magic(input: &mut impl BufRead) -> Result<(), Broken> {
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
            matched = if MAGIC.get(matched) == Some(byte) {
                matched + 1
            } else {
                usize::from(MAGIC.first() == Some(byte))
            };
            if matched == MAGIC.len() {
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

    /// A frame with noise before and after it.
    fn stream(before: &[u8], payload: &[u8], after: &[u8]) -> Vec<u8> {
        let mut bytes = before.to_vec();
        write(&mut bytes, payload).unwrap();
        bytes.extend_from_slice(after);
        bytes
    }

    #[test]
    fn the_magic_number_needs_no_look_back() {
        assert!(!MAGIC[1..].contains(&MAGIC[0]));
    }

    #[test]
    fn noise_around_a_frame_is_skipped() {
        for before in [
            &b""[..],
            b"warning\n",
            b"\0quarry-",
            b"\0\0\0",
            &MAGIC[..15],
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
        for end in 0..whole.len() {
            assert!(matches!(read(&whole[..end]), Err(Broken::Ended)), "{end}");
        }
    }

    #[test]
    fn endless_garbage_ends() {
        assert!(matches!(read(io::repeat(b'y')), Err(Broken::Garbage(_))));
        let mut huge = MAGIC.to_vec();
        huge.extend_from_slice(&[0xff; 8]);
        assert!(matches!(read(&huge[..]), Err(Broken::Garbage(_))));
    }
}
