//! Those who check a module follow what it imports.

use super::Place;

/// A header with types that need each other, the module of its types, and that of its function.
fn place() -> Place {
    let place = Place::new(&[
        (
            "inc/types.h",
            "typedef short small;\nstruct low { small a; };\nstruct s { struct low b; long c; \
             unsigned d : 4, e : 6; };\nenum e { ONE = 1 };\n",
        ),
        (
            "hdr/use.h",
            "#include <types.h>\nstruct own { struct s held; int z; };\n\
             int f(struct s *, struct own *, enum e);\n",
        ),
    ]);
    place.ok("inc/types.h -o types.pyrite");
    place.ok("hdr/use.h -isystem inc --import=types.pyrite -o use.pyrite --verify --cc=gcc");
    place
}

#[test]
fn what_changes_in_the_other_module_is_noticed() {
    let place = place();
    assert_eq!(place.body("use.pyrite")[0], "from types import ONE, e, s");
    place.ok("verify use.pyrite --header=hdr/use.h -isystem inc --cc=gcc");
    let good = place.text("types.pyrite");
    for (from, to, words) in [
        (
            "    c: i64",
            "    c: i32",
            "use.pyrite:5: struct s: `c` `i32` here, `long` (i64) in C",
        ),
        ("    c: i64", "    c: i64\n    x: i64", "struct own: size"),
        ("    a: small", "    a: i64", "struct low: `a`"),
        ("type small = i16", "type small = i32", "use.pyrite:5: "),
        (">> 4", ">> 3", "use.pyrite:5: "),
        ("ONE: e = 1", "ONE: e = 2", "use.pyrite:5: const ONE"),
        ("type e = u32", "type e = u8", "use.pyrite:5: type e"),
    ] {
        assert!(good.contains(from), "{from}\n{good}");
        place.write("types.pyrite", &good.replacen(from, to, 1));
        let run = place.run("verify use.pyrite --header=hdr/use.h -isystem inc");
        assert_eq!(run.code, Some(1), "{from}: {}{}", run.stdout, run.stderr);
        assert!(
            run.stdout.contains(words),
            "{from}: {words}\n{}",
            run.stdout
        );
    }
}

#[test]
fn what_is_not_there_is_an_error() {
    let place = place();
    let good = place.text("types.pyrite");
    place.write(
        "types.pyrite",
        &good
            .replace("struct s:", "struct t:")
            .replace("impl s:", "impl t:"),
    );
    let said = place.fails("verify use.pyrite --header=hdr/use.h -isystem inc", 1);
    assert!(
        said.contains("use.pyrite:5: `")
            && said.contains("` has no `s` for x86_64-unknown-linux-gnu"),
        "{said}"
    );
    for command in [
        "check-c use.pyrite --header=hdr/use.h -isystem inc",
        "audit use.pyrite --library=c",
    ] {
        let said = place.fails(command, 1);
        assert!(said.contains("has no `s` for"), "{command}: {said}");
    }
    place.write(
        "types.pyrite",
        &good.replace("# target: x86_64", "# target: aarch64"),
    );
    let said = place.fails("verify use.pyrite --header=hdr/use.h -isystem inc", 1);
    assert!(
        said.contains("has no `ONE` for x86_64-unknown-linux-gnu"),
        "{said}"
    );
    std::fs::rename(place.at("types.pyrite"), place.at("moved.pyrite")).unwrap();
    let said = place.fails("verify use.pyrite --header=hdr/use.h -isystem inc", 1);
    assert!(
        said.contains("use.pyrite:5: the module `types` was not found"),
        "{said}"
    );
    place.write("moved.pyrite", &good);
    place.ok(
        "verify use.pyrite --header=hdr/use.h -isystem inc -isystem inc --import=types=moved.pyrite",
    );
    let said = place.fails("audit use.pyrite --library=c", 1);
    assert!(said.contains("the module `types` was not found"), "{said}");
}

#[test]
fn a_second_definition_is_wrong() {
    let place = place();
    let text = place.text("use.pyrite") + "\ntype e = u32\n";
    place.write("use.pyrite", &text);
    let run = place.run("verify use.pyrite --header=hdr/use.h -isystem inc");
    assert_eq!(run.code, Some(1));
    assert!(
        run.stdout.contains("type e: a second item of this name"),
        "{}",
        run.stdout
    );
}

#[test]
fn claims_in_c_are_those_of_the_whole() {
    let place = place();
    place.ok("check-c use.pyrite --header=hdr/use.h -isystem inc -o claims.c");
    let claims = place.text("claims.c");
    for words in [
        "sizeof(struct s)",
        "sizeof(struct low)",
        "sizeof(struct own)",
    ] {
        assert!(claims.contains(words), "{words}\n{claims}");
    }
    let compiled = std::process::Command::new("gcc")
        .args(["-fsyntax-only", "-isystem", "inc", "claims.c"])
        .current_dir(place.at("."))
        .status();
    assert!(compiled.unwrap().success());
}

#[test]
fn functions_by_value_are_looked_up_by_the_size_of_what_is_imported() {
    let place = place();
    let target = "--target=i686-pc-windows-gnu --sysroot=empty";
    place.ok(&format!("inc/types.h {target} -o types.pyrite"));
    place.write(
        "hdr/use.h",
        "#include <types.h>\nint __attribute__((stdcall)) f(struct low);\n",
    );
    place.ok(&format!(
        "hdr/use.h {target} -isystem inc --import=types.pyrite -o use.pyrite --verify"
    ));
    let json = place
        .run("audit use.pyrite --library=kernel32 --format=json")
        .stdout;
    assert!(json.contains("f@"), "{json}");
}
