//! Functions of floating numbers: both widths, results through pointers, bit for bit.

use crate::call::Bound;
use crate::memory::{Held, Memory, read_at};
use crate::scenario::Scenario;
use crate::shape::Shape;
use crate::value::{Value, int};

/// The header, and a program that does the same. Calls of known values must not be computed by
/// its compiler.
pub(crate) const SCENARIO: Scenario = Scenario {
    arguments: &["math.h", "--link=m", "-D_GNU_SOURCE"],
    library: "m",
    code: include_str!("math.c"),
    flags: &["-D_GNU_SOURCE", "-fno-builtin", "-lm"],
    transcript,
};

/// All that `math.c` does.
fn transcript(bound: &Bound) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    let float = |name: &str, arguments: &[Value]| bound.call(name, arguments)?.float();
    let integer = |name: &str, arguments: &[Value]| bound.call(name, arguments)?.integer();
    let f64 = |it: f64| Value::Float(it);
    let double = |name: &str, value: f64| format!("{name} {:016x}", value.to_bits());
    for x in [0.5, -1.75, 1e10, 3.25] {
        let exponent = Held::scalar(Shape::signed(4), &int(0))?;
        let whole = Held::scalar(Shape::Float { bytes: 8 }, &f64(0.0))?;
        let doubles: [(&str, Vec<Value>); 6] = [
            ("cos", vec![f64(x)]),
            ("cbrt", vec![f64(x)]),
            ("exp", vec![f64(-x * x)]),
            ("pow", vec![f64(x.abs()), f64(1.5)]),
            ("atan2", vec![f64(x), f64(2.0)]),
            ("fma", vec![f64(x), f64(x), f64(x)]),
        ];
        for (name, arguments) in doubles {
            lines.push(double(name, float(name, &arguments)?));
        }
        let floats = [
            ("sinf", vec![f64(x)]),
            ("hypotf", vec![f64(x), f64(2.5)]),
            ("nextafterf", vec![f64(x), f64(9.0)]),
        ];
        for (name, arguments) in floats {
            let value = float(name, &arguments)? as f32;
            lines.push(format!("{name} {:08x}", value.to_bits()));
        }
        let fraction = float("frexp", &[f64(x), exponent.pointer()])?;
        lines.push(double("frexp", fraction));
        lines.push(double("modf", float("modf", &[f64(x), whole.pointer()])?));
        lines.push(double("whole", whole.get("")?.float()?));
        lines.push(double("ldexp", float("ldexp", &[f64(x), int(-3)])?));
        let rest = float("remquo", &[f64(x), f64(0.75), exponent.pointer()])?;
        lines.push(double("remquo", rest));
        lines.push(format!(
            "exponent {} {} {} {}",
            exponent.get("")?.integer()?,
            integer("lrint", &[f64(x)])?,
            integer("llroundf", &[f64(x)])?,
            integer("ilogb", &[f64(x)])?
        ));
    }
    lines.push(double("M_PI", bound.constant("M_PI")?.float()?));
    lines.push(double("lgamma", float("lgamma", &[f64(-0.5)])?));
    let (address, shape) = bound.global("signgam")?;
    let sign = read_at(address, &shape, "")?.integer()?;
    lines.push(format!("signgam {sign}"));
    let tag = Memory::text("5");
    lines.push(double("nan", float("nan", &[tag.pointer()])?));
    Ok(lines)
}
