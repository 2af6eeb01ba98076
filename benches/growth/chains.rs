//! Headers in which each declaration needs the one before, and single ones with many parts.

use crate::kinds::{Shape, each};

/// The chains. Those with limits are macros, and types that clang itself is quick with.
pub(crate) const CHAINS: [Shape; 20] = [
    limited("`#define A1 A0`", |size, text| {
        begin(text, "#define A0 1\n", size, |i, j| {
            format!("#define A{j} A{i}\n")
        });
    }),
    limited("`#define A1 (A0 + 1)`", |size, text| {
        begin(text, "#define A0 1\n", size, |i, j| {
            format!("#define A{j} (A{i} + 1)\n")
        });
    }),
    limited("`#define A1 A0 + 1`", |size, text| {
        begin(text, "#define A0 1\n", size, |i, j| {
            format!("#define A{j} A{i} + 1\n")
        });
    }),
    limited("`#define A1 (A0 + A0)`", |size, text| {
        begin(text, "#define A0 1\n", size, |i, j| {
            format!("#define A{j} (A{i} + A{i})\n")
        });
    }),
    limited("`#define A0 (A1 + 1)`", |size, text| {
        each(text, size, |i| {
            let j = i + 1;
            format!("#define A{i} (A{j} + 1)\n")
        });
        text.push_str(&format!("#define A{size} 1\n"));
    }),
    limited("`#define A1 A0`, A0 is unknown", |size, text| {
        begin(text, "#define A0 nothing\n", size, |i, j| {
            format!("#define A{j} A{i}\n")
        });
    }),
    limited("`#define A1 A0`, A0 is a type", |size, text| {
        begin(
            text,
            "struct f { int a; };\n#define A0 struct f\n",
            size,
            |i, j| format!("#define A{j} A{i}\n"),
        );
    }),
    limited("`#define A1 A0`, A0 is a function", |size, text| {
        begin(text, "int f(void);\n#define A0 f\n", size, |i, j| {
            format!("#define A{j} A{i}\n")
        });
    }),
    limited("`#define A1 ((long)A0)`", |size, text| {
        begin(text, "#define A0 1\n", size, |i, j| {
            format!("#define A{j} ((long)A{i})\n")
        });
    }),
    limited("`#define F1(x) (F0(x) + 1)`", |size, text| {
        begin(text, "#define F0(x) (x)\n", size, |i, j| {
            format!("#define F{j}(x) (F{i}(x) + 1)\n")
        });
    }),
    limited("`#define F1(x) F0(x)`, `#define A1 F1(2)`", |size, text| {
        begin(text, "#define F0(x) (x)\n", size / 2, |i, j| {
            format!("#define F{j}(x) F{i}(x)\n#define A{j} F{j}(2)\n")
        });
    }),
    limited("`enum { E0, E1 = E0 + 1 }`", |size, text| {
        text.push_str("enum {\nE0,\n");
        begin(text, "", size, |i, j| format!("E{j} = E{i} + 1,\n"));
        text.push_str("};\n");
    }),
    limited("`enum e1 { E1 = E0 + 1 };`", |size, text| {
        begin(text, "enum e0 { E0 };\n", size, |i, j| {
            format!("enum e{j} {{ E{j} = E{i} + 1 }};\n")
        });
    }),
    limited("`typedef t0 *t1;`", |size, text| {
        begin(text, "typedef int t0;\n", size, |i, j| {
            format!("typedef t{i} *t{j};\n")
        });
    }),
    limited("`struct s1 { struct s0 *a; };`", |size, text| {
        begin(text, "struct s0 { int a; };\n", size, |i, j| {
            format!("struct s{j} {{ struct s{i} *a; }};\n")
        });
    }),
    shown("`typedef t0 t1;`", |size, text| {
        begin(text, "typedef int t0;\n", size, |i, j| {
            format!("typedef t{i} t{j};\n")
        });
    }),
    shown("`struct s1 { struct s0 a; };`", |size, text| {
        begin(text, "struct s0 { int a; };\n", size, |i, j| {
            format!("struct s{j} {{ struct s{i} a; }};\n")
        });
    }),
    shown("`struct s;` again and again", |size, text| {
        each(text, size, |_| "struct s;\n".to_owned());
    }),
    shown("one structure's fields", |size, text| {
        text.push_str("struct s {\n");
        each(text, size, |i| format!("int a{i};\n"));
        text.push_str("};\n");
    }),
    shown("one structure's structures", |size, text| {
        text.push_str("struct s {\n");
        each(text, size, |i| format!("struct {{ int a{i}; }};\n"));
        text.push_str("};\n");
    }),
];

/// A chain that must not blow up.
const fn limited(name: &'static str, write: fn(usize, &mut String)) -> Shape {
    Shape {
        name,
        is_limited: true,
        write,
    }
}

/// One that is shown only.
const fn shown(name: &'static str, write: fn(usize, &mut String)) -> Shape {
    Shape {
        name,
        is_limited: false,
        write,
    }
}

/// Writes the first link, and for each further one its number and the one before.
fn begin(text: &mut String, first: &str, size: usize, link: impl Fn(usize, usize) -> String) {
    text.push_str(first);
    each(text, size, |i| link(i, i + 1));
}
