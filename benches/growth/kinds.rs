//! Headers of many declarations that are alike.

use std::fmt::Write as _;

/// A kind of header, of any size.
pub(crate) struct Shape {
    /// As the table names it.
    pub(crate) name: &'static str,
    /// Whether it has limits. What is quadratic within libclang already has none.
    pub(crate) is_limited: bool,
    /// Writes one with that many declarations.
    pub(crate) write: fn(usize, &mut String),
}

/// Everything that a library's header has.
pub(crate) const MIXED: Shape = Shape {
    name: "mixed",
    is_limited: true,
    write: mixed,
};

/// One kind of declaration alone: it says which of them it is.
pub(crate) const KINDS: [Shape; 8] = [
    only("functions", |size, text| {
        each(text, size, |i| format!("int f{i}(int a, const char *b);\n"));
    }),
    only("functions with comments", |size, text| {
        each(text, size, |i| {
            format!("/** Does the {i}th thing.\n * @param a A number. */\nint f{i}(int a);\n")
        });
    }),
    only("structures", |size, text| {
        each(text, size, |i| {
            format!("struct s{i} {{ int a; char b[4]; void *c; }};\n")
        });
    }),
    only("structures in structures", |size, text| {
        each(text, size, |i| {
            format!("typedef struct {{ int a; union {{ int b; float c; }} u; }} s{i};\n")
        });
    }),
    only("bit-fields", |size, text| {
        each(text, size, |i| {
            format!("struct s{i} {{ int a : 3; unsigned b : 7; }};\n")
        });
    }),
    only("enumerations", |size, text| {
        each(text, size, |i| format!("enum e{i} {{ E{i}_A, E{i}_B }};\n"));
    }),
    only("macros", |size, text| {
        each(text, size, |i| format!("#define M{i} ({i}u << 2)\n"));
    }),
    only("comments", |size, text| {
        each(text, size, |i| format!("/* About the {i}th thing. */\n"));
    }),
];

/// A kind without a limit of its own: it is in the mixed header.
const fn only(name: &'static str, write: fn(usize, &mut String)) -> Shape {
    Shape {
        name,
        is_limited: false,
        write,
    }
}

/// Writes a line for each number.
pub(crate) fn each(text: &mut String, size: usize, line: impl Fn(usize) -> String) {
    for index in 0..size {
        text.push_str(&line(index));
    }
}

/// Ten declarations a time: functions, a structure with its opaque handle, an enumeration, a
/// callback's type, a variable, macros; half of them with comments, and each refers to some before.
fn mixed(size: usize, text: &mut String) {
    for i in 0..size / 10 {
        let before = i.saturating_sub(1);
        let written = write!(
            text,
            "/** Opens the thing that is called {i}.\n\
             \x20*\n\
             \x20* @param path Where it is.\n\
             \x20* @return NULL where it is not.\n\
             \x20*/\n\
             struct thing{i} *thing{i}_open(const char *path, unsigned long flags);\n\
             /** How a thing looks. */\n\
             struct thing{i} {{\n\
             \x20   int kind; /**< What it is. */\n\
             \x20   const char *name;\n\
             \x20   double at[3];\n\
             \x20   struct thing{before} *before;\n\
             \x20   unsigned bits : 3, rest : 29;\n\
             }};\n\
             enum state{i} {{ STATE{i}_A, STATE{i}_B = {i}, STATE{i}_C }};\n\
             #define THING{i}_MAX ({i}u << 2)\n\
             #define THING{i}_NAME \"thing {i}\"\n\
             #define THING{i}_BOTH (THING{i}_MAX | 0x10)\n\
             #define thing{i}_kind(self) ((self)->kind)\n\
             typedef int (*callback{i})(struct thing{i} *self, enum state{i} state, void *user);\n\
             /* Sets the state. */\n\
             int thing{i}_set(struct thing{i} *self, enum state{i} state, callback{i} back);\n\
             extern const int thing{i}_count;\n"
        );
        debug_assert!(written.is_ok());
    }
}
