//! Our own phases in one process and without libclang: definitions of macros are evaluated,
//! comments found and translated, and a module made of them is written and read back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use quarry_bindgen::decls::comment::Comments;
use quarry_bindgen::decls::macros::{
    Evaluator, Macros, Member, Nameless, Names, Outcome, RecordHandle, TypeFacts,
};
use quarry_bindgen::decls::model::{CType, Constant, Declaration, Decls, Skipped, Source};
use quarry_bindgen::decls::selected::Selected;
use quarry_bindgen::location::Location;
use quarry_bindgen::map::Wanted;
use quarry_bindgen::map::model::Dialect;
use quarry_bindgen::target::{DataModel, Scalar, Target};
use quarry_bindgen::{emit, map};
use quarry_bindgen_fuzz::read_module;

/// No name means anything but those of macros, and `e`, an enumerator.
struct NoNames;

impl Names for NoNames {
    fn enumerator(&self, name: &str) -> Option<(i128, CType)> {
        (name == "e").then_some((7, CType::UInt))
    }
    fn type_named(&self, _: &str) -> Option<TypeFacts> {
        None
    }
    fn is_declared(&self, name: &str) -> bool {
        name == "f"
    }
    fn type_of(&self, _: &str) -> Option<TypeFacts> {
        None
    }
    fn member(&self, _: RecordHandle, _: &str) -> Option<Member> {
        None
    }
}

/// The widths of x86_64 Linux, or of a machine of 16 bits.
fn model(small: bool) -> DataModel {
    let of = |size| Scalar { size, align: size };
    let (int, long, pointer) = if small { (2, 4, 2) } else { (4, 8, 8) };
    DataModel {
        char_signed: !small,
        big_endian: false,
        short: of(2),
        int: of(int),
        long: of(long),
        long_long: of(8),
        pointer: of(pointer),
        float: of(4),
        double: of(8),
        long_double: of(16),
        wchar: of(int),
        wchar_signed: true,
        flt_eval_method: 0,
    }
}

/// The names and the texts of the definitions of a header, with those that go over several lines.
fn definitions(text: &str) -> Vec<(&str, &str, usize)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("#define ") {
        let start = at + "#define ".len();
        let rest = &text[start..];
        let name_end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        let mut end = 0;
        for line in rest.split_inclusive('\n') {
            end += line.len();
            if !line.ends_with("\\\n") {
                break;
            }
        }
        let is_name = !rest.starts_with(|c: char| c.is_ascii_digit());
        if is_name && name_end > 0 && name_end <= end {
            found.push((&rest[..name_end], rest[..end].trim_end_matches('\n'), start));
        }
    }
    found
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let found = definitions(&text);
    let comments = Comments::new(bytes);
    let target = Target::parse("x86_64-unknown-linux-gnu").expect("a target of the table");
    for small in [false, true] {
        let model = model(small);
        let mut table = Macros::default();
        for (name, definition, _) in &found {
            table.define(name, *definition);
        }
        let mut evaluator = Evaluator::new(&table, &NoNames, &model);
        let nameless = Nameless::default();
        let mut early = Evaluator::new(&table, &nameless, &model);
        let mut declarations = Vec::new();
        for (index, (name, definition, start)) in found.iter().enumerate() {
            if found[index + 1..].iter().any(|(later, _, _)| later == name) {
                continue;
            }
            let doc = comments.of(*start, start + definition.len());
            let source = Source {
                location: Location { file: "a.h".into(), line: 1, column: 1 },
                doc,
                facts: None,
                in_scope: true,
            };
            let name = (*name).to_owned();
            let outcome = evaluator.evaluate(&name);
            // What is decided without names holds with them.
            let early = early.evaluate(&name);
            assert!(early == Outcome::Undecided || early == outcome, "{name}: {early:?}, {outcome:?}");
            match outcome {
                Outcome::Value(value) => {
                    let constant = Constant { name, value, is_object: false, source };
                    declarations.push(Declaration::Constant(Box::new(constant)));
                }
                Outcome::Skipped(reason) => {
                    let skipped = Skipped { name, reason, source };
                    declarations.push(Declaration::Skipped(Box::new(skipped)));
                }
                Outcome::Nothing => {}
                Outcome::Undecided => drop(table.id(&name).map(|id| evaluator.reason(id))),
            }
        }
        let decls = Decls {
            data_model: model,
            declarations,
            inputs: Vec::new(),
            selected: Selected::default(),
        };
        for (dialect, alpha) in [(Dialect::Spec, false), (Dialect::Alpha, true)] {
            let headers = vec!["a.h".to_owned()];
            let mapped = map::map(&decls, headers, &target, dialect, &Wanted::default())
                .expect("nothing is wanted that cannot be");
            let text = emit::emit(&mapped.module);
            assert_eq!(text, emit::emit(&mapped.module));
            read_module(&text, alpha);
        }
    }
});
