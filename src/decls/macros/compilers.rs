//! Names that the compiler itself knows, by what it does with them.

use super::operand::Stop;

/// Names that the compiler itself replaces, which stand in no table.
pub(super) fn unknown(name: &str) -> Result<(), Stop> {
    if !name.starts_with("__") {
        return Ok(());
    }
    match name {
        "__FILE__" | "__LINE__" | "__COUNTER__" | "__DATE__" | "__TIME__" | "__TIMESTAMP__"
        | "__BASE_FILE__" | "__FILE_NAME__" | "__INCLUDE_LEVEL__" => Err(Stop::NotAConstant),
        // What they say is a property of the compiler that reads the header, not of the header.
        "__has_builtin"
        | "__has_feature"
        | "__has_extension"
        | "__has_attribute"
        | "__has_c_attribute"
        | "__has_declspec_attribute"
        | "__has_include"
        | "__has_include_next"
        | "__has_warning"
        | "__has_embed"
        | "__is_identifier"
        | "__is_target_arch"
        | "__is_target_os"
        | "__is_target_vendor"
        | "__is_target_environment" => Err(Stop::NotAConstant),
        _ if name.starts_with("__has_") || name.starts_with("__is_") => Err(Stop::Undecided),
        "__building_module" | "__pragma" => Err(Stop::Undecided),
        _ => Ok(()),
    }
}

/// Whether only the compiler knows what a name does.
pub(super) fn is_compilers(name: &str) -> bool {
    name.starts_with("__builtin_")
        || matches!(
            name,
            "_Generic"
                | "typeof"
                | "__typeof__"
                | "__typeof"
                | "__alignof__"
                | "__alignof"
                | "alignof"
                | "__real__"
                | "__imag__"
                | "__real"
                | "__imag"
                | "__null"
                | "__uuidof"
                | "_Pragma"
        )
}

/// Words of C23.
pub(super) fn is_c23(name: &str) -> bool {
    matches!(
        name,
        "true" | "false" | "nullptr" | "bool" | "alignof" | "typeof_unqual" | "constexpr"
    )
}

/// Library functions that clang evaluates at compile time.
pub(super) fn is_foldable(name: &str) -> bool {
    matches!(
        name,
        "strlen"
            | "wcslen"
            | "strcmp"
            | "strncmp"
            | "memcmp"
            | "bcmp"
            | "wcscmp"
            | "wcsncmp"
            | "wmemcmp"
            | "strchr"
            | "memchr"
            | "wcschr"
            | "wmemchr"
            | "abs"
            | "labs"
            | "llabs"
            | "fabs"
            | "fabsf"
            | "nan"
            | "nanf"
            | "ffs"
            | "ffsl"
            | "ffsll"
    )
}
