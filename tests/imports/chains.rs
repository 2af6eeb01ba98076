//! Modules that import from modules, and several of them.

use super::Place;

/// A type in the lowest module, one in the next, and the user of both.
fn chain() -> Place {
    let place = Place::new(&[
        ("base.h", "struct low { int a; };\n"),
        (
            "types.h",
            "#include \"base.h\"\nstruct high { struct low held; };\n",
        ),
        (
            "use.h",
            "#include \"types.h\"\nvoid f(struct high *, struct low *);\n",
        ),
    ]);
    place.ok("base.h -o lib/base.pyrite");
    place.ok("types.h --import=lib/base.pyrite -o lib/types.pyrite");
    place
}

#[test]
fn a_name_comes_from_the_module_that_defines_it() {
    let place = chain();
    assert_eq!(place.body("lib/types.pyrite")[0], "from base import low");
    // Beside the module that names it.
    place.ok("use.h --import=lib/types.pyrite -o use.pyrite --verify");
    assert_eq!(
        place.body("use.pyrite"),
        [
            "from base import low",
            "from types import high",
            "extern fn f(arg0: *mut high, arg1: *mut low)",
        ]
    );
    // Where it is, is only known with the option, or from a place near it.
    let said = place.fails("verify use.pyrite --header=use.h", 1);
    assert!(
        said.contains("use.pyrite:5: the module `base` was not found"),
        "{said}"
    );
    place.ok("verify use.pyrite --header=use.h --import=lib/types.pyrite");
    place.ok("use.h --import=lib/types.pyrite -o lib/deep/use.pyrite --verify");
    place.ok("verify lib/deep/use.pyrite --header=use.h");
    // The names that the user gives count.
    place.ok(
        "use.h --import=c.types=lib/types.pyrite --import=c.base=lib/base.pyrite -o use.pyrite",
    );
    assert_eq!(
        place.body("use.pyrite")[..2],
        ["from c.base import low", "from c.types import high"]
    );
    // As a package that is imported from above.
    place.ok(
        "use.h --import=lib.types=lib/types.pyrite --import=lib.base=lib/base.pyrite -o use.pyrite",
    );
    place.ok("verify use.pyrite --header=use.h");
}

#[test]
fn a_type_that_another_module_defines_once_more_is_another() {
    let place = chain();
    // It has its own `low`.
    place.ok("types.h -o other.pyrite --include-from=base.h");
    place.ok("use.h --import=other.pyrite --import=lib/base.pyrite -o use.pyrite --verify");
    assert_eq!(place.body("use.pyrite")[0], "from other import high, low");
    // The first one counts, and `high` of the second does not hold that `low`.
    let said =
        place.ok("use.h --import=lib/base.pyrite --import=other.pyrite -o use.pyrite --verify");
    assert_eq!(place.body("use.pyrite")[0], "from base import low");
    assert!(
        said.contains("`high` is defined again: its `low` is another type in `other`"),
        "{said}"
    );
    // With the module that holds the first one, all is well.
    place.ok("use.h --import=lib/base.pyrite --import=lib/types.pyrite -o use.pyrite --verify");
    assert_eq!(
        place.body("use.pyrite")[..2],
        ["from base import low", "from types import high"]
    );
}

#[test]
fn the_order_of_the_options_does_not_matter() {
    let place = Place::new(&[
        ("a.h", "struct a { int a; };\n"),
        ("b.h", "typedef long b;\nenum e { E };\n"),
        (
            "use.h",
            "#include \"a.h\"\n#include \"b.h\"\nvoid f(struct a *, b, enum e);\n",
        ),
    ]);
    place.ok("a.h -o a.pyrite");
    place.ok("b.h -o b.pyrite");
    place.ok("use.h --import=a.pyrite --import=b.pyrite -o one.pyrite");
    place.ok("use.h --import=b.pyrite --import=a.pyrite -o two.pyrite");
    assert_eq!(place.text("one.pyrite"), place.text("two.pyrite"));
    assert_eq!(
        place.body("one.pyrite")[..2],
        ["from a import a", "from b import E, b, e"]
    );
}

#[test]
fn two_files_of_one_name() {
    let place = chain();
    place.ok("base.h -o far/base.pyrite");
    place.ok("types.h --import=far/base.pyrite -o far/others.pyrite");
    let said = place.fails(
        "use.h --import=lib/types.pyrite --import=far/others.pyrite",
        1,
    );
    assert!(said.contains("two modules are called `base`"), "{said}");
    assert!(
        said.contains("`--import=base=PATH` says which is meant"),
        "{said}"
    );
    place.ok("use.h --import=lib/types.pyrite --import=far/others.pyrite --import=lib/base.pyrite");
}
