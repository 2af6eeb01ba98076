//! The C library: callbacks, structures behind pointers and by value, globals, `...`.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::call::Bound;
use crate::memory::{Held, Memory, peek, read_at, text_at};
use crate::scenario::Scenario;
use crate::shape::Shape;
use crate::value::{NULL, Value, int};

/// The headers whose functions are called, and a program that does the same.
pub(crate) const SCENARIO: Scenario = Scenario {
    arguments: &[
        "stdlib.h",
        "stdio.h",
        "string.h",
        "time.h",
        "sys/time.h",
        "unistd.h",
        "search.h",
        "arpa/inet.h",
        "inttypes.h",
        "sys/stat.h",
        "locale.h",
        "--link=c",
        "-D_GNU_SOURCE",
    ],
    library: "c",
    code: include_str!("libc.c"),
    flags: &["-D_GNU_SOURCE"],
    transcript,
};

/// All that `libc.c` does.
fn transcript(bound: &Bound) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    sorted(bound, &mut lines)?;
    numbers(bound, &mut lines)?;
    times(bound, &mut lines)?;
    by_value(bound, &mut lines)?;
    structures(bound, &mut lines)?;
    formatted(bound, &mut lines)?;
    environment(bound, &mut lines)?;
    Ok(lines)
}

/// `qsort` and `bsearch` with one callback.
fn sorted(bound: &Bound, lines: &mut Vec<String>) -> Result<(), String> {
    let key = Shape::signed(4);
    let compare = |given: &[Value]| {
        let at = |index: usize| Value::read(&key, &peek(given[index].pointer()?, 4))?.integer();
        Ok(int(match at(0)?.cmp(&at(1)?) {
            std::cmp::Ordering::Less => -1,
            std::cmp::Ordering::Equal => 0,
            std::cmp::Ordering::Greater => 1,
        }))
    };
    let mut keys = Memory::new(32);
    for (index, value) in [5, -3, 70000, 0, -70000, 5, 12, -1].into_iter().enumerate() {
        keys.put(4 * index, &i32::to_le_bytes(value));
    }
    let callback = bound.callback("qsort", 3, compare)?;
    let arguments = [keys.pointer(), int(8), int(4), callback.pointer()];
    bound.call("qsort", &arguments)?;
    callback.finish()?;
    for value in keys.read(32).chunks(4) {
        let value = Value::read(&key, value)?.integer()?;
        lines.push(format!("sorted {value}"));
    }
    let callback = bound.callback("bsearch", 4, compare)?;
    let search = |wanted: i32| {
        let wanted = Held::scalar(key.clone(), &int(wanted))?;
        let array = [int(8), int(4), callback.pointer()];
        let arguments = [&[wanted.pointer(), keys.pointer()], &array[..]].concat();
        bound.call("bsearch", &arguments)?.pointer()
    };
    let index = (search(12)? - keys.pointer().pointer()?) / 4;
    lines.push(format!("found {index} {}", i32::from(search(13)? == 0)));
    callback.finish()
}

/// Text to numbers, with the place where they end.
fn numbers(bound: &Bound, lines: &mut Vec<String>) -> Result<(), String> {
    let (path, absent) = (Memory::text("PATH"), Memory::text("QUARRY_TEST_ABSENT"));
    let value = text_at(&bound.call("getenv", &[path.pointer()])?)?;
    let none = bound.call("getenv", &[absent.pointer()])? == NULL;
    lines.push(format!("getenv {value} {}", i32::from(none)));
    for number in [
        "-123xyz",
        "0x7fz",
        "99999999999999999999",
        "077",
        "z",
        "-9223372036854775808 ",
    ] {
        let (number, end) = (Memory::text(number), Memory::new(8));
        let start = number.pointer().pointer()?;
        let consumed = || {
            let end = Value::read(&Shape::Pointer, &end.read(8))?.pointer()?;
            Ok::<_, String>(end - start)
        };
        let call = |name: &str, more: &[Value]| {
            let arguments = [&[number.pointer(), end.pointer()], more].concat();
            bound.call(name, &arguments)
        };
        let signed = call("strtol", &[int(0)])?.integer()?;
        let signed = format!("strtol {signed} {}", consumed()?);
        let unsigned = call("strtoul", &[int(16)])?.integer()?;
        let unsigned = format!("strtoul {unsigned} {}", consumed()?);
        let double = call("strtod", &[])?.float()?;
        let double = format!("strtod {} {}", general(bound, double)?, consumed()?);
        let float = bound.call("strtof", &[number.pointer(), NULL])?.float()?;
        let float = general(bound, float)?;
        lines.push(format!("{signed} {unsigned} {double} strtof {float}"));
    }
    Ok(())
}

/// A number as `%g` writes it.
fn general(bound: &Bound, value: f64) -> Result<String, String> {
    let more = [(Shape::Float { bytes: 8 }, Value::Float(value))];
    Ok(format(bound, 64, "%g", &more)?.1)
}

/// What `snprintf` returns and writes.
fn format(
    bound: &Bound,
    room: usize,
    format: &str,
    more: &[(Shape, Value)],
) -> Result<(i128, String), String> {
    let (buffer, format) = (Memory::new(room), Memory::text(format));
    let arguments = [buffer.pointer(), int(room as u64), format.pointer()];
    let length = bound.call_with("snprintf", &arguments, more)?.integer()?;
    Ok((length, text_at(&buffer.pointer())?))
}

/// The fields of a `struct tm` at an address.
fn broken_down(shape: &Shape, address: usize) -> Result<String, String> {
    let mut line = String::new();
    for field in [
        "tm_sec",
        "tm_min",
        "tm_hour",
        "tm_mday",
        "tm_mon",
        "tm_year",
        "tm_wday",
        "tm_yday",
        "tm_isdst",
        "tm_gmtoff",
    ] {
        line += &format!("{} ", read_at(address, shape, field)?.integer()?);
    }
    Ok(line + &text_at(&read_at(address, shape, "tm_zone")?)?)
}

/// Structures that C fills in and reads.
fn times(bound: &Bound, lines: &mut Vec<String>) -> Result<(), String> {
    let (name, zone) = (Memory::text("TZ"), Memory::text("EST5EDT,M3.2.0,M11.1.0"));
    bound.call("setenv", &[name.pointer(), zone.pointer(), int(1)])?;
    bound.call("tzset", &[])?;
    let time_t = bound.text.named("time_t")?;
    let format = Memory::text("%A %d %B %Y %H:%M:%S %Z");
    for seconds in [0_i64, 1_000_000_000, 1_720_000_000, -1, 5_000_000_000] {
        let time = Held::scalar(time_t.clone(), &int(seconds))?;
        let own = Held::new(&bound.text, "tm")?;
        let filled = bound.call("localtime_r", &[time.pointer(), own.pointer()])?;
        lines.push(broken_down(&own.shape, filled.pointer()?)?);
        let back = bound.call("mktime", &[own.pointer()])?.integer()?;
        lines.push(format!("mktime {back}"));
        let utc = bound.call("gmtime", &[time.pointer()])?.pointer()?;
        lines.push(broken_down(&own.shape, utc)?);
        let local = bound.call("localtime", &[time.pointer()])?;
        let buffer = Memory::new(100);
        let arguments = [buffer.pointer(), int(100), format.pointer(), local];
        let length = bound.call("strftime", &arguments)?.integer()?;
        let text = text_at(&buffer.pointer())?;
        lines.push(format!("strftime {length} {text}"));
    }
    let global = |name: &str, path: &str| {
        let (address, shape) = bound.global(name)?;
        read_at(address, &shape, path)
    };
    lines.push(format!(
        "timezone {} {} {} {}",
        global("timezone", "")?.integer()?,
        global("daylight", "")?.integer()?,
        text_at(&global("tzname", "[0]")?)?,
        text_at(&global("tzname", "[1]")?)?
    ));
    let now = Held::new(&bound.text, "timeval")?;
    let code = bound.call("gettimeofday", &[now.pointer(), NULL])?;
    lines.push(format!("gettimeofday {}", code.integer()?));
    let expected = SystemTime::now().duration_since(UNIX_EPOCH);
    let expected = i128::from(expected.map_err(|e| e.to_string())?.as_secs());
    let (seconds, micros) = (
        now.get("tv_sec")?.integer()?,
        now.get("tv_usec")?.integer()?,
    );
    match (expected - 10..=expected).contains(&seconds) && (0..1_000_000).contains(&micros) {
        true => Ok(()),
        false => Err(format!(
            "gettimeofday gives {seconds}.{micros} at {expected}"
        )),
    }
}

/// Structures that travel by value.
fn by_value(bound: &Bound, lines: &mut Vec<String>) -> Result<(), String> {
    let mut line = "div".to_owned();
    for (name, numerator, denominator) in [
        ("div", -7, 2),
        ("ldiv", -70_000_000_000_i64, 3),
        ("lldiv", 80_000_000_001, -4),
        ("imaxdiv", 9, -4),
    ] {
        let result = bound.call(name, &[int(numerator), int(denominator)])?;
        let (bytes, shape) = (result.record()?, bound.text.named(&format!("{name}_t"))?);
        for field in ["quot", "rem"] {
            let (offset, ty) = shape.find(field)?;
            line += &format!(" {}", Value::read(&ty, &bytes[offset..])?.integer()?);
        }
    }
    lines.push(line);
    let address = bound.call("inet_makeaddr", &[int(0x7f), int(0x01_0203)])?;
    let shape = bound.text.named("in_addr")?;
    let Value::Bytes(bytes) = &address else {
        return Err(format!("inet_makeaddr gives {address:?}"));
    };
    let (offset, ty) = shape.find("s_addr")?;
    let number = Value::read(&ty, &bytes[offset..])?.integer()?;
    let own = std::slice::from_ref(&address);
    let text = text_at(&bound.call("inet_ntoa", own)?)?;
    let local = bound.call("inet_lnaof", own)?.integer()?;
    lines.push(format!("address {number:08x} {text} {local:x}"));
    let entry = |key: &Memory, data: usize| {
        let mut entry = Held::new(&bound.text, "ENTRY")?;
        entry.set("key", &key.pointer())?;
        entry.set("data", &Value::Pointer(data))?;
        entry.get("")
    };
    let (one, two, none) = (
        Memory::text("one"),
        Memory::text("two"),
        Memory::text("none"),
    );
    let hsearch =
        |item: Value, action: &str| bound.call("hsearch", &[item, bound.constant(action)?]);
    bound.call("hcreate", &[int(10)])?;
    hsearch(entry(&one, 1)?, "ENTER")?;
    hsearch(entry(&two, 2)?, "ENTER")?;
    let found = hsearch(entry(&two, 0)?, "FIND")?.pointer()?;
    let absent = hsearch(entry(&none, 0)?, "FIND")? == NULL;
    let shape = bound.text.named("ENTRY")?;
    lines.push(format!(
        "hsearch {} {} {}",
        text_at(&read_at(found, &shape, "key")?)?,
        read_at(found, &shape, "data")?.pointer()?,
        i32::from(absent)
    ));
    bound.call("hdestroy", &[]).map(drop)
}

/// Larger structures, one with the name of a function.
fn structures(bound: &Bound, lines: &mut Vec<String>) -> Result<(), String> {
    let (root, status) = (Memory::text("/"), Held::new(&bound.text, "stat_struct")?);
    let code = bound.call("stat", &[root.pointer(), status.pointer()])?;
    let field = |name: &str| status.get(name)?.integer();
    lines.push(format!(
        "stat {} ino {} mode {:o} nlink {} uid {} size {} mtime {} {}",
        code.integer()?,
        field("st_ino")?,
        field("st_mode")?,
        field("st_nlink")?,
        field("st_uid")?,
        field("st_size")?,
        field("st_mtim.tv_sec")?,
        field("st_mtim.tv_nsec")?
    ));
    let shape = bound.text.named("lconv")?;
    let address = bound.call("localeconv", &[])?.pointer()?;
    lines.push(format!(
        "localeconv {}|{}|{}",
        text_at(&read_at(address, &shape, "decimal_point")?)?,
        text_at(&read_at(address, &shape, "thousands_sep")?)?,
        read_at(address, &shape, "p_sign_posn")?.integer()?
    ));
    Ok(())
}

/// Variadic calls, with more than the registers hold.
fn formatted(bound: &Bound, lines: &mut Vec<String>) -> Result<(), String> {
    let (i32, u32, i64) = (
        || Shape::signed(4),
        || Shape::unsigned(4),
        || Shape::signed(8),
    );
    let f64 = || Shape::Float { bytes: 8 };
    let text = Memory::text("text");
    let more = [
        (i32(), int(-1)),
        (i64(), int(1_i64 << 40)),
        (Shape::Pointer, text.pointer()),
        (i32(), int(b'c')),
        (f64(), Value::Float(2.0 / 3.0)),
        (f64(), Value::Float(1e100)),
        (u32(), int(255)),
        (i64(), int(-5_000_000_000_i64)),
        (f64(), Value::Float(1.5)),
        (u32(), int(4_000_000_000_u32)),
        (i32(), int(-3)),
        (Shape::Pointer, Value::Pointer(0x1234)),
    ];
    let pattern = "%d %ld %s %c %.3f %g %x %lld %5.1f %u %hhd %p";
    let (length, written) = format(bound, 200, pattern, &more)?;
    lines.push(format!("snprintf {length} {written}"));
    let floats: Vec<_> = (1..=10)
        .map(|i| (f64(), Value::Float(f64::from(i))))
        .collect();
    let (length, written) = format(bound, 20, "%g %g %g %g %g %g %g %g %g %g", &floats)?;
    lines.push(format!("floats {length} {written}"));
    let written = Memory::text(&written);
    lines.push(format!(
        "abs {} {} strlen {}",
        bound.call("abs", &[int(-70_000)])?.integer()?,
        bound.call("labs", &[int(-70_000_000_000_i64)])?.integer()?,
        bound.call("strlen", &[written.pointer()])?.integer()?
    ));
    Ok(())
}

/// The global `environ`.
fn environment(bound: &Bound, lines: &mut Vec<String>) -> Result<(), String> {
    let zone = Memory::text("TZ");
    bound.call("unsetenv", &[zone.pointer()])?;
    let (address, shape) = bound.global("environ")?;
    let mut at = read_at(address, &shape, "")?.pointer()?;
    loop {
        let entry = Value::read(&Shape::Pointer, &peek(at, 8))?;
        if entry == NULL {
            return Ok(());
        }
        lines.push(format!("environ {}", text_at(&entry)?));
        at += 8;
    }
}
