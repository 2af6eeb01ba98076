//! `quarry bindgen targets`.

use std::collections::BTreeMap;
use std::process::Command;

use quarry_bindgen::target::Target;

use crate::Place;

#[test]
fn every_target_is_a_line_that_can_be_read() {
    let place = Place::new();
    let mut command = place.quarry(&["targets"]);
    let list = crate::support::output_of(command.env("CLICOLOR_FORCE", "1")).unwrap();
    let (table, rest) = list.split_once("\n\n").unwrap();
    let lines: Vec<&str> = table.lines().collect();
    let triples: Vec<String> = Target::all().map(|target| target.triple).collect();
    assert_eq!(lines.len(), triples.len() + 1);
    let at = lines[0].find("HEADERS").unwrap();
    for (line, triple) in lines[1..].iter().zip(&triples) {
        assert!(line.starts_with(&format!("{triple} ")), "{line}");
        assert_eq!(&line[at - 2..at], "  ", "{line}");
        assert!(!line[at..].starts_with(' ') && line.len() <= 100, "{line}");
    }
    assert!(rest.lines().all(|line| line.len() <= 100));
    assert!(list.is_ascii() && !list.contains('\u{1b}'));
    // Those that are named, in the same order, each once.
    let named = ["--target=avr", "--target=x86_64-linux-gnu", "--target=avr"];
    let list = place.output(&[&["targets"][..], &named].concat());
    let lines: Vec<&str> = list.lines().collect();
    assert!(lines[1].starts_with("x86_64-unknown-linux-gnu "), "{list}");
    assert!(lines[2].starts_with("avr-unknown-none "), "{list}");
    let list = place.output(&["targets", "--target=windows"]);
    assert!(list.contains("\nx86_64-pc-windows-gnu ") && !list.contains("linux-gnu "));
    let (code, said) = place.said(&["targets", "--target=nonsense"]);
    assert_eq!(code, Some(2), "{said}");
}

#[test]
fn the_doctor_says_the_same() {
    let place = Place::new();
    let list = place.output(&["targets"]);
    let table = list.split_once("\n\n").unwrap().0;
    let at = table.find("HEADERS").unwrap();
    let doctor = place.output(&["doctor"]);
    for line in table.lines().skip(1) {
        let triple = line.split(' ').next().unwrap();
        let expected = format!("    {triple:32} {}", &line[at..]);
        assert!(
            doctor.lines().any(|it| it == expected),
            "{expected}\n{doctor}"
        );
    }
}

/// The table's own idea of each data model, against what clang's preprocessor defines.
#[test]
fn data_models_are_clangs() {
    let place = Place::new();
    let list = place.output(&["targets", "--format=json"]);
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let mut seen = 0;
    for target in Target::all() {
        let rows = list["targets"].as_array().unwrap();
        let row = rows
            .iter()
            .find(|row| row["triple"] == target.triple.as_str());
        let row = row.unwrap();
        for clang in ["clang-14", "clang-19"] {
            let macros = macros(clang, &target.clang_triple);
            let number = |name: &str| macros[name].parse::<u32>().unwrap();
            let sizes = ["INT", "LONG", "POINTER"].map(|it| number(&format!("__SIZEOF_{it}__")));
            let model = match sizes {
                [4, 8, 8] => "LP64",
                [4, 4, 8] => "LLP64",
                [4, 4, 4] => "ILP32",
                [2, 4, 2] => "IP16",
                other => panic!("{other:?}"),
            };
            let is_unsigned = macros.contains_key("__CHAR_UNSIGNED__");
            let is_big = macros["__BYTE_ORDER__"] == "__ORDER_BIG_ENDIAN__";
            let wide = number("__SIZEOF_WCHAR_T__") * 8;
            let sign = match macros["__WCHAR_TYPE__"].contains("unsigned") {
                true => "u",
                false => "i",
            };
            let expected = serde_json::json!([
                model,
                if is_big { "big" } else { "little" },
                if is_unsigned { "u8" } else { "i8" },
                format!("{sign}{wide}"),
                number("__SIZEOF_POINTER__") * 8,
            ]);
            let found = ["data_model", "endian", "char", "wchar_t", "pointer_width"];
            let found = serde_json::json!(found.map(|key| row[key].clone()));
            assert_eq!(found, expected, "{} by {clang}", target.triple);
            seen += 1;
        }
    }
    assert_eq!(seen, 2 * Target::all().count());
}

/// What a clang defines for a triple.
fn macros(clang: &str, triple: &str) -> BTreeMap<String, String> {
    let mut command = Command::new(clang);
    command.args(["-target", triple, "-dM", "-E", "-x", "c", "/dev/null"]);
    let text = crate::support::output_of(&mut command).unwrap();
    text.lines()
        .filter_map(|line| line.strip_prefix("#define ")?.split_once(' '))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
