//! The styles of names.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use super::entity::Sort;
use super::word::{is_legal, soft};
use crate::map::naming::Style;

/// The most rounds that a name may take to change no more.
const ROUNDS: usize = 8;

/// A name in a style; `None` where that is C's name, or no name.
pub fn styled(name: &str, sort: Sort, style: Style) -> Option<String> {
    match style {
        Style::C => return None,
        Style::Pyrite => {}
    }
    let once = |name: &str| match sort {
        Sort::Function | Sort::Variable => name.to_snake_case(),
        Sort::Constant => name.to_shouty_snake_case(),
        Sort::Typedef | Sort::Struct | Sort::Union | Sort::Enum => name.to_upper_camel_case(),
    };
    // `A_1_B` → `A1B` → `A1b`: what is in the style stays as it is.
    let mut styled = once(&soft(name));
    for _ in 0..ROUNDS {
        let again = once(&styled);
        if again == styled {
            return (styled != name && is_legal(&styled)).then_some(styled);
        }
        styled = again;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name in Pyrite's style; `-` where it stays.
    fn pyrite(name: &str, sort: Sort) -> String {
        styled(name, sort, Style::Pyrite).unwrap_or_else(|| "-".to_owned())
    }

    #[test]
    fn names_in_style() {
        for (name, sort, expected) in [
            ("SDL_CreateWindow", Sort::Function, "sdl_create_window"),
            ("CreateFileW", Sort::Function, "create_file_w"),
            ("snake_case", Sort::Function, "-"),
            ("_exit", Sort::Function, "exit"),
            ("environ", Sort::Variable, "-"),
            ("sqlite3_stmt", Sort::Struct, "Sqlite3Stmt"),
            ("VkInstance_T", Sort::Struct, "VkInstanceT"),
            ("HWND", Sort::Typedef, "Hwnd"),
            ("A_1_B", Sort::Enum, "A1b"),
            ("SQLITE_OK", Sort::Constant, "-"),
            ("kRed", Sort::Constant, "K_RED"),
            ("größe", Sort::Union, "Größe"),
            ("print", Sort::Function, "-"),
            ("Print", Sort::Function, "-"),
            ("list", Sort::Struct, "-"),
            ("__", Sort::Function, "-"),
            ("_1", Sort::Constant, "-"),
            ("", Sort::Constant, "-"),
        ] {
            assert_eq!(pyrite(name, sort), expected, "{name}");
        }
    }

    #[test]
    fn styled_names_stay() {
        for name in [
            "A_1_B",
            "VkFormatR4G4",
            "aB1cD",
            "x_Y9z_",
            "ÄßE",
            "İx",
            "ǅa",
            "ŉa",
        ] {
            for sort in [Sort::Function, Sort::Constant, Sort::Struct] {
                if let Some(once) = styled(name, sort, Style::Pyrite) {
                    assert_eq!(styled(&once, sort, Style::Pyrite), None, "{name}");
                }
            }
        }
    }
}
