//! What is the same, and is taken from the other module.

use super::Place;

/// A type of every kind.
const TYPES: &str = "\
typedef long off;
struct pair { int a; off b; };
union number { int i; float f; };
struct hidden;
typedef struct hidden hidden_t;
enum color { RED, GREEN = 7 };
typedef enum { SMALL, LARGE } size;
struct bits { unsigned a : 3, b : 5; int c; };
typedef int (*compare)(const struct pair *, const struct pair *);
struct node { struct node *next; struct tree *up; compare by; };
struct tree { struct node *first; struct pair both[2]; };
typedef struct { char name[8]; } packed __attribute__((aligned(16)));
";

#[test]
fn every_kind_of_type() {
    let place = Place::new(&[
        ("types.h", TYPES),
        (
            "use.h",
            "#include \"types.h\"\n#define LIMIT 7\nvoid use(struct tree *, enum color, size);\n",
        ),
    ]);
    place.ok("types.h -o types.pyrite");
    // All of it, because the header is of the scope.
    let said =
        place.ok("use.h --include-from=types.h --import=types.pyrite -o use.pyrite --verify");
    assert!(said.contains("1 function, 0 types, 1 constant; "), "{said}");
    let body = place.body("use.pyrite");
    let start = body.iter().position(|it| it == ")").unwrap();
    assert_eq!(
        body[start + 1..],
        [
            "const LIMIT: i32 = 7",
            "extern fn use_(arg0: *mut tree, arg1: color, arg2: size)",
        ]
        .map(|it| it.replace(
            "use_",
            if body.join("").contains("use_") {
                "use_"
            } else {
                "use"
            }
        ))
    );
    for name in [
        "GREEN", "LARGE", "RED", "SMALL", "bits", "color", "compare", "hidden",
    ] {
        assert!(body.contains(&format!("    {name},")), "{name}: {body:#?}");
    }
    assert!(body[start - 1].ends_with("tree"), "{body:#?}");
}

#[test]
fn only_what_is_needed_still() {
    let place = Place::new(&[
        ("inc/types.h", TYPES),
        (
            "hdr/use.h",
            "#include <types.h>\nvoid f(struct pair *);\nenum color g(void);\n",
        ),
    ]);
    place.ok("inc/types.h -o types.pyrite");
    place.ok("hdr/use.h -isystem inc -o plain.pyrite");
    assert!(place.text("plain.pyrite").contains("type off = i64"));
    place.ok("hdr/use.h -isystem inc --import=types.pyrite -o use.pyrite --verify");
    // `off` was there only for `pair`.
    assert_eq!(
        place.body("use.pyrite"),
        [
            "from types import GREEN, RED, color, pair",
            "extern fn f(arg0: *mut pair)",
            "extern fn g() -> color",
        ]
    );
}

#[test]
fn constants_go_with_their_enumeration() {
    let types = "enum inner { ONE };\nstruct holds { enum inner a; };\n";
    let place = Place::new(&[
        ("inc/types.h", types),
        ("hdr/use.h", "#include <types.h>\nvoid f(struct holds *);\n"),
    ]);
    place.ok("inc/types.h -o types.pyrite");
    place.ok("hdr/use.h -isystem inc --import=types.pyrite -o use.pyrite --verify");
    assert_eq!(
        place.body("use.pyrite"),
        ["from types import holds", "extern fn f(arg0: *mut holds)"]
    );
}

#[test]
fn what_the_header_declares_itself_is_imported_though_nothing_needs_it() {
    let text = "typedef long off;\nstruct unused { off a; };\n";
    let place = Place::new(&[("types.h", text), ("use.h", text)]);
    place.ok("types.h -o types.pyrite");
    place.ok("use.h --import=types.pyrite -o use.pyrite");
    assert_eq!(place.body("use.pyrite"), ["from types import off, unused"]);
}

#[test]
fn functions_variables_and_macros_stay_in_both() {
    let text = "#define LIMIT 4\nint f(int);\nextern int v;\nenum { ANONYMOUS };\n";
    let place = Place::new(&[("types.h", text), ("use.h", text)]);
    place.ok("types.h -o types.pyrite");
    place.ok("use.h --import=types.pyrite -o use.pyrite");
    assert_eq!(place.body("use.pyrite"), place.body("types.pyrite"));
}

#[test]
fn names_that_differ_are_not_shared() {
    let types = "struct stat { int a; };\n";
    let used = "struct stat { int a; };\nint stat(struct stat *);\n";
    let place = Place::new(&[("types.h", types), ("use.h", used)]);
    place.ok("types.h -o types.pyrite");
    place.ok("use.h --import=types.pyrite -o use.pyrite --verify");
    let body = place.body("use.pyrite");
    assert!(!body[0].starts_with("from"), "{body:#?}");
    assert!(
        body.iter().any(|it| it.starts_with("struct stat_")),
        "{body:#?}"
    );
}

#[test]
fn opaque_here_and_complete_there() {
    let place = Place::new(&[
        ("types.h", TYPES),
        ("use.h", "struct tree;\nvoid f(struct tree *);\n"),
    ]);
    place.ok("types.h -o types.pyrite");
    place.ok("use.h --import=types.pyrite -o use.pyrite --verify");
    assert_eq!(
        place.body("use.pyrite"),
        ["from types import tree", "extern fn f(arg0: *mut tree)"]
    );
    // Not if what it is made of is something else here.
    place.write(
        "use.h",
        "struct tree;\nstruct pair { char other; };\nvoid f(struct tree *, struct pair *);\n",
    );
    let said = place.ok("use.h --import=types.pyrite -o use.pyrite --verify");
    assert!(
        said.contains("`pair` is defined again: it has `a` where here is `other`"),
        "{said}"
    );
    assert!(
        said.contains("`tree` is defined again: its `pair` is another type in `types`"),
        "{said}"
    );
}

#[test]
fn an_alias_is_what_it_stands_for() {
    // `c_long` there, `i64` here.
    let place = Place::new(&[("types.h", "struct s { long a; };\ntypedef long t;\n")]);
    place.ok(
        "types.h -o types.pyrite --target=x86_64-unknown-linux-gnu,i686-unknown-linux-gnu \
         --sysroot=empty",
    );
    assert!(place.text("types.pyrite").contains("a: c_long"));
    place.write(
        "use.h",
        "#include \"types.h\"\ntypedef long t;\nvoid f(struct s *);\n",
    );
    place.ok("use.h --import=types.pyrite -o use.pyrite --verify");
    assert_eq!(
        place.body("use.pyrite"),
        ["from types import s, t", "extern fn f(arg0: *mut s)"]
    );
}

#[test]
fn towers_of_types_take_no_exponential_time() {
    let mut tower = "typedef int t0;\nstruct s0 { int a; };\n".to_owned();
    for level in 1..200 {
        let below = level - 1;
        tower.push_str(&format!(
            "typedef t{below} (*t{level})(t{below}, t{below});\n\
             struct s{level} {{ struct s{below} *a, *b; struct s{level} *c; t{level} d; }};\n"
        ));
    }
    let place = Place::new(&[("types.h", &tower), ("use.h", &tower)]);
    place.ok("types.h -o types.pyrite");
    place.ok("use.h --import=types.pyrite -o use.pyrite");
    assert!(!place.text("use.pyrite").contains("struct"));
    // What is wrong at the bottom is wrong at the top.
    place.replace("types.pyrite", "    a: i32", "    a: u32");
    let said = place.ok("use.h --import=types.pyrite -o use.pyrite");
    assert_eq!(said.matches("is defined again").count(), 200, "{said}");
}

#[test]
fn a_long_list_breaks_and_a_short_one_does_not() {
    for (count, lines) in [(8, 1), (9, 11)] {
        let text: String = (0..count)
            .map(|number| format!("typedef int number_{number};\n"))
            .collect();
        let place = Place::new(&[("types.h", &text), ("use.h", &text)]);
        place.ok("types.h -o types.pyrite");
        place.ok("use.h --import=types.pyrite -o use.pyrite");
        // The reader holds it to the one way.
        assert_eq!(place.body("use.pyrite").len(), lines);
    }
}
