//! Compression and back, by one call and by a stream, whose structure has the text's layout.

use quarry_bindgen::pyrite::model;

use crate::call::Bound;
use crate::memory::{Held, Memory, text_at};
use crate::scenario::Scenario;
use crate::shape::Shape;
use crate::value::{NULL, Value, int};

/// The header, and a program that does the same.
pub(crate) const SCENARIO: Scenario = Scenario {
    arguments: &["zlib.h", "--link=z"],
    library: "z",
    code: include_str!("zlib.c"),
    flags: &["-lz"],
    transcript,
};

/// All that `zlib.c` does.
fn transcript(bound: &Bound) -> Result<Vec<String>, String> {
    let integer = |name: &str, arguments: &[Value]| bound.call(name, arguments)?.integer();
    let version = text_at(&bound.call("zlibVersion", &[])?)?;
    let limit = integer("compressBound", &[int(1000)])?;
    let mut lines = vec![format!("version {version} bound {limit}")];
    let (mut data, packed, back) = (Memory::new(1000), Memory::new(2000), Memory::new(1000));
    let original: Vec<u8> = (0..1000).map(|i| (i * i % 251) as u8).collect();
    data.write(&original);
    lines.push(format!(
        "crc32 {} {} adler32 {}",
        integer("crc32", &[int(0), NULL, int(0)])?,
        integer("crc32", &[int(7), data.pointer(), int(1000)])?,
        integer("adler32", &[int(1), data.pointer(), int(1000)])?
    ));
    let long = bound.text.named("uLongf")?;
    let length = Held::scalar(long.clone(), &int(2000))?;
    let code = integer(
        "compress2",
        &[
            packed.pointer(),
            length.pointer(),
            data.pointer(),
            int(1000),
            int(9),
        ],
    )?;
    let length = length.get("")?;
    let crc = integer("crc32", &[int(0), packed.pointer(), length.clone()])?;
    let length_said = length.integer()?;
    lines.push(format!("compress2 {code} {length_said} crc {crc}"));
    let uncompress = |room: i32| {
        let size = Held::scalar(long.clone(), &int(room))?;
        let arguments = [
            back.pointer(),
            size.pointer(),
            packed.pointer(),
            length.clone(),
        ];
        Ok::<_, String>((integer("uncompress", &arguments)?, size.get("")?.integer()?))
    };
    let (code, size) = uncompress(1000)?;
    let same = i32::from(back.read(1000) == original);
    lines.push(format!("uncompress {code} {size} {same}"));
    let (code, _) = uncompress(10)?;
    let expected = bound.constant("Z_BUF_ERROR")?.integer()?;
    lines.push(format!("too small {code} {expected}"));
    let total = deflated(bound, &mut lines, &data, &packed)?;
    inflated(bound, &mut lines, packed, &back, total, &original)?;
    Ok(lines)
}

/// A stream with its input and output set.
fn set(stream: &mut Held, input: (&Memory, Value), output: (&Memory, Value)) -> Result<(), String> {
    stream.set("next_in", &input.0.pointer())?;
    stream.set("avail_in", &input.1)?;
    stream.set("next_out", &output.0.pointer())?;
    stream.set("avail_out", &output.1)
}

/// The version that the header is of.
fn version(bound: &Bound) -> Result<Memory, String> {
    match bound.text.constant("ZLIB_VERSION")? {
        model::Value::Text(text) => Ok(Memory::text(text)),
        other => Err(format!("ZLIB_VERSION is {other:?}")),
    }
}

/// Compresses by a stream; the length.
fn deflated(
    bound: &Bound,
    lines: &mut Vec<String>,
    data: &Memory,
    packed: &Memory,
) -> Result<Value, String> {
    let integer = |name: &str, arguments: &[Value]| bound.call(name, arguments)?.integer();
    let version = version(bound)?;
    let mut stream = Held::new(&bound.text, "z_stream")?;
    let arguments = [
        stream.pointer(),
        bound.constant("Z_BEST_SPEED")?,
        version.pointer(),
        int(stream.shape.size() as u64),
    ];
    let code = integer("deflateInit_", &arguments)?;
    lines.push(format!("deflateInit_ {code}"));
    set(&mut stream, (data, int(1000)), (packed, int(2000)))?;
    let arguments = [stream.pointer(), bound.constant("Z_FINISH")?];
    let code = integer("deflate", &arguments)?;
    let field = |name: &str| stream.get(name)?.integer();
    let moved = |name: &str, from: &Memory| {
        Ok::<_, String>(stream.get(name)?.pointer()? - from.pointer().pointer()?)
    };
    lines.push(format!(
        "deflate {code} in {} left {} out {} left {} moved {} {}",
        field("total_in")?,
        field("avail_in")?,
        field("total_out")?,
        field("avail_out")?,
        moved("next_in", data)?,
        moved("next_out", packed)?
    ));
    lines.push(format!(
        "adler {} type {} message {}",
        field("adler")?,
        field("data_type")?,
        text_at(&stream.get("msg")?)?
    ));
    let total = stream.get("total_out")?;
    let code = integer("deflateEnd", &[stream.pointer()])?;
    lines.push(format!("deflateEnd {code}"));
    Ok(total)
}

/// Decompresses by a stream, damaged data first.
fn inflated(
    bound: &Bound,
    lines: &mut Vec<String>,
    mut packed: Memory,
    back: &Memory,
    total: Value,
    original: &[u8],
) -> Result<(), String> {
    let integer = |name: &str, arguments: &[Value]| bound.call(name, arguments)?.integer();
    let version = version(bound)?;
    let mut stream = Held::new(&bound.text, "z_stream")?;
    let size = stream.shape.size() as u64;
    let begin = |stream: &Held, size: u64| {
        integer(
            "inflateInit_",
            &[stream.pointer(), version.pointer(), int(size)],
        )
    };
    lines.push(format!("inflateInit_ {}", begin(&stream, size)?));
    let first = packed.read(1)[0];
    packed.write(&[first ^ 1]);
    set(&mut stream, (&packed, total.clone()), (back, int(1000)))?;
    let inflate = |stream: &Held, flush: &str| {
        let arguments = [stream.pointer(), bound.constant(flush)?];
        integer("inflate", &arguments)
    };
    let code = inflate(&stream, "Z_NO_FLUSH")?;
    let same = i32::from(int(code) == bound.constant("Z_DATA_ERROR")?);
    let message = text_at(&stream.get("msg")?)?;
    lines.push(format!("inflate {code} {same} {message}"));
    packed.write(&[first]);
    let code = integer("inflateReset", &[stream.pointer()])?;
    lines.push(format!("inflateReset {code}"));
    set(&mut stream, (&packed, total), (back, int(1000)))?;
    let code = inflate(&stream, "Z_FINISH")?;
    let ended = i32::from(int(code) == bound.constant("Z_STREAM_END")?);
    let out = stream.get("total_out")?.integer()?;
    let same = i32::from(back.read(original.len()) == original);
    lines.push(format!("inflate {code} {ended} out {out} same {same}"));
    let code = integer("inflateEnd", &[stream.pointer()])?;
    lines.push(format!("inflateEnd {code}"));
    let code = begin(&stream, size - 1)?;
    let refused = i32::from(int(code) == bound.constant("Z_VERSION_ERROR")?);
    lines.push(format!("wrong size {refused}"));
    // `Shape` is what the header's own `sizeof` must equal, or the first call had failed.
    match stream.shape {
        Shape::Record(_) => Ok(()),
        other => Err(format!("z_stream is {other:?}")),
    }
}
