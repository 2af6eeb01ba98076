//! Random programs, run here and as C: the same values, the same faults.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use libtest_mimic::Failed;
use quarry_bindgen::pyrite::model::BinaryOperator;
use quarry_bindgen::verify::accessor::{
    Action, Number, Operand, PRELUDE, Program, Step, function, get, set,
};

use crate::support;

/// Programs.
const PROGRAMS: usize = 150;

/// Contents that each is run on.
const CONTENTS: usize = 6;

/// Bytes of the record.
const SIZE: u64 = 24;

/// The types.
const TYPES: [Number; 9] = [
    Number::Bool,
    integer(8, false),
    integer(8, true),
    integer(16, false),
    integer(16, true),
    integer(32, false),
    integer(32, true),
    integer(64, false),
    integer(64, true),
];

/// The operators.
const OPERATORS: [BinaryOperator; 14] = [
    BinaryOperator::Add,
    BinaryOperator::Subtract,
    BinaryOperator::Multiply,
    BinaryOperator::And,
    BinaryOperator::Or,
    BinaryOperator::ExclusiveOr,
    BinaryOperator::ShiftLeft,
    BinaryOperator::ShiftRight,
    BinaryOperator::Equal,
    BinaryOperator::NotEqual,
    BinaryOperator::Less,
    BinaryOperator::LessOrEqual,
    BinaryOperator::Greater,
    BinaryOperator::GreaterOrEqual,
];

/// An integer.
const fn integer(bits: u32, signed: bool) -> Number {
    Number::Integer { bits, signed }
}

/// Numbers that look random.
struct Dice(u64);

impl Dice {
    /// One below a bound.
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as usize % bound
    }

    /// One of several.
    fn of<T: Copy>(&mut self, several: &[T]) -> T {
        several[self.below(several.len())]
    }

    /// A value of a type, often at an end.
    fn value(&mut self, ty: Number) -> i128 {
        let (least, greatest) = ty.range();
        let any = ty.wrapped(i128::from(self.0) >> self.below(60));
        let value = self.of(&[0, 1, least, greatest, greatest / 3, any, any]);
        ty.wrapped(value)
    }

    /// A program: a getter, or a setter.
    fn program(&mut self, gets: bool) -> Program {
        let given = self.of(&TYPES);
        let mut values: Vec<(Operand, Number)> = Vec::new();
        if !gets {
            values.push((Operand::Given, given));
        }
        let mut steps = Vec::new();
        let mut ty = given;
        for index in 0..3 + self.below(10) {
            let (kind, action) = self.action(&values);
            ty = kind;
            steps.push(Step {
                line: 1,
                ty,
                action,
            });
            values.push((Operand::Step(index), ty));
        }
        let mut program = Program {
            name: "f".to_owned(),
            line: 1,
            ty,
            big_endian: false,
            steps,
            result: None,
        };
        if gets {
            program.result = Some(Operand::Step(program.steps.len() - 1));
            return program;
        }
        program.ty = given;
        for _ in 0..2 {
            let (value, ty) = self.of(&values);
            let action = Action::Store(self.place(ty), value);
            program.steps.push(Step {
                line: 1,
                ty,
                action,
            });
        }
        program
    }

    /// A place for an element.
    fn place(&mut self, ty: Number) -> u64 {
        self.below((SIZE - ty.bytes() + 1) as usize) as u64
    }

    /// A step on earlier values.
    fn action(&mut self, values: &[(Operand, Number)]) -> (Number, Action) {
        let ty = self.of(&TYPES);
        let choice = self.below(6);
        if values.is_empty() || choice == 0 {
            let ty = if self.below(8) > 0 {
                self.of(&TYPES[1..])
            } else {
                ty
            };
            return (ty, Action::Load(self.place(ty)));
        }
        let (left, operands) = self.of(values);
        if choice == 1 {
            return (ty, Action::Cast(left));
        }
        let mut operator = self.of(&OPERATORS);
        if operands == Number::Bool && !operator.compares() {
            operator = self.of(&OPERATORS[3..6]);
        }
        let shifts = matches!(
            operator,
            BinaryOperator::ShiftLeft | BinaryOperator::ShiftRight
        );
        let literal = self.value(operands);
        let (left, right) = if shifts {
            let counts = values.iter().filter(|(_, ty)| *ty != Number::Bool);
            let counts: Vec<Operand> = counts.map(|(count, _)| *count).collect();
            let literal = Operand::Literal(self.below(operands.bits() as usize) as i128);
            let count = self.below(4 * counts.len() + 1);
            (left, counts.get(count).copied().unwrap_or(literal))
        } else {
            let alike = values.iter().filter(|(_, ty)| *ty == operands);
            let alike: Vec<Operand> = alike.map(|(it, _)| *it).collect();
            match self.below(3) {
                0 => (left, Operand::Literal(literal)),
                1 => (Operand::Literal(literal), left),
                _ => (left, self.of(&alike)),
            }
        };
        let ty = if operator.compares() {
            Number::Bool
        } else {
            operands
        };
        let action = Action::Binary {
            operator,
            operands,
            left,
            right,
        };
        (ty, action)
    }
}

/// A value as C writes it.
fn literal(value: i128) -> String {
    match i64::try_from(value) {
        Ok(i64::MIN) => "(-9223372036854775807LL - 1)".to_owned(),
        Ok(value) => format!("{value}LL"),
        Err(_) => format!("{value}ULL"),
    }
}

/// C does what is done here.
pub(crate) fn means_the_same() -> Result<(), Failed> {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut functions = String::from(PRELUDE);
    let mut tests = String::new();
    let mut main = String::from("int main(void) {\n");
    let (mut faults, mut fine) = (0, 0);
    for index in 0..PROGRAMS {
        let program = dice.program(index % 2 == 0);
        functions.push_str(&function(&program, &format!("f{index}")));
        writeln!(main, "    if (test{index}()) return 1;")?;
        writeln!(
            tests,
            "static int test{index}(void) {{\n    unsigned char b[24];"
        )?;
        for _ in 0..CONTENTS {
            let mut bytes = [0_u8; SIZE as usize];
            for byte in &mut bytes {
                *byte = dice.of(&[0, 1, 2, 0x7f, 0x80, 0xff, 0x35]);
            }
            let given = dice.value(program.ty);
            let cells: Vec<String> = bytes.iter().map(u8::to_string).collect();
            writeln!(
                tests,
                "    quarry_fault = 0;\n    {{ static const unsigned char c[] = {{{}}}; \
                 for (int i = 0; i < 24; i++) b[i] = c[i]; }}",
                cells.join(",")
            )?;
            let fail = format!("return fail({index}, \"{}\")", program.name);
            let is_getter = program.result.is_some();
            let result = if is_getter {
                get(&program, &mut bytes[..])
            } else {
                set(&program, &mut bytes[..], given).map(|()| 0)
            };
            let right = match (&result, is_getter) {
                (Err(_), true) => format!("(f{index}(b), quarry_fault)"),
                (Err(_), false) => format!("(f{index}(b, {}), quarry_fault)", literal(given)),
                (Ok(value), true) => {
                    format!("f{index}(b) == {} && !quarry_fault", literal(*value))
                }
                (Ok(_), false) => {
                    let cells: Vec<String> = bytes.iter().map(u8::to_string).collect();
                    format!(
                        "(f{index}(b, {}), !quarry_fault) && \
                         same(b, (const unsigned char[]){{{}}})",
                        literal(given),
                        cells.join(",")
                    )
                }
            };
            *(if result.is_ok() {
                &mut fine
            } else {
                &mut faults
            }) += 1;
            writeln!(tests, "    if (!({right})) {fail};")?;
        }
        tests.push_str("    return 0;\n}\n");
    }
    main.push_str("    return 0;\n}\n");
    let text = format!(
        "{functions}
int printf(const char *, ...);
static int fail(int f, const char *name) {{ printf(\"f%d %s\\n\", f, name); return 1; }}
static int same(const unsigned char *a, const unsigned char *b) {{
    for (int i = 0; i < 24; i++) if (a[i] != b[i]) return 0;
    return 1;
}}
{tests}{main}"
    );
    eprintln!("{fine} values, {faults} faults");
    if fine < 400 || faults < 100 {
        return Err(format!("{fine} values, {faults} faults").into());
    }
    let dir = tempfile::tempdir()?;
    let (source, out) = (dir.path().join("same.c"), dir.path().join("same"));
    fs::write(&source, &text)?;
    for program in ["gcc", "clang-14", "clang-19"] {
        let mut command = Command::new(program);
        command
            .args(["-std=c11", "-O1", "-w"])
            .args(["-fsanitize=undefined", "-fsanitize-undefined-trap-on-error"])
            .arg("-o")
            .arg(&out)
            .arg(&source);
        support::output_of(&mut command)?;
        let run = support::run(&mut Command::new(&out))?;
        if run.code != Some(0) {
            fs::write(std::env::temp_dir().join("same.c"), &text)?;
            return Err(format!("{program}: {:?} {}", run.code, run.stdout).into());
        }
    }
    Ok(())
}
