//! Damage to accessors.

/// Each damage at the first place where it can be done: what it is, and the text.
pub(crate) fn damage(text: &str) -> Vec<(String, String)> {
    let kinds: &[(&str, &str, &str)] = &[
        ("a shift to the right", ">> 3", ">> 2"),
        ("a shift to the right", ">> 4", ">> 5"),
        ("a shift of a byte", "<< 8", "<< 16"),
        ("a shift to the left", "<< 4", "<< 3"),
        ("a mask that reads less", "[0] & 7)", "[0] & 3)"),
        ("a mask that reads more, if any", "[0] & 7)", "[0] & 15)"),
        ("a mask that reads more, if any", "& 31)", "& 63)"),
        ("a mask that keeps a bit", "& 248)", "& 249)"),
        ("a neighbour overwritten", "[0] & 248) |", "[0] & 240) |"),
        ("a neighbour overwritten", "[0] & 240) |", "[0] & 112) |"),
        ("a neighbour cleared", "[0] & 254) |", "[0] & 0) |"),
        ("a value that is cut", "(value & 7)", "(value & 3)"),
        (
            "a mask that writes more, if any",
            "(value & 7)",
            "(value & 15)",
        ),
        ("no extension of the sign", "as i32) - 16", "as i32) - 0"),
        ("no extension of the sign", "as i8) - 4", "as i8) - 0"),
        ("another sign bit", " ^ 16)", " ^ 8)"),
        ("another sign bit", " ^ 4)", " ^ 2)"),
        ("bytes in the other order", "[0] as u32", "[1] as u32"),
        ("bytes in the other order", "_bits0[1]", "_bits0[0]"),
        (
            "another byte written",
            "self._bits0[0] = ",
            "self._bits0[1] = ",
        ),
        ("a bool as u8", "-> bool", "-> u8"),
        ("a bool as u8", "value: bool", "value: u8"),
        ("a result that is unsigned", "-> i32", "-> u32"),
        (
            "a bit that is not there",
            "return (self._bits0[0] & 1) as",
            "return (self._bits0[0] & 0) as",
        ),
        ("a shift as wide as the type", ">> 3", ">> 8"),
        ("a sum", "bits0 | bits1", "bits0 + bits1 + bits1"),
    ];
    kinds
        .iter()
        .filter_map(|(what, right, wrong)| {
            let damaged = text.replacen(right, wrong, 1);
            // A damaged text may be none that the format has.
            let reads = quarry_bindgen::pyrite::read(&damaged, None).is_ok();
            (damaged != text && reads)
                .then(|| (format!("{what} (`{wrong}` for `{right}`)"), damaged))
        })
        .collect()
}
