//! zigs and cross gccs that are shell scripts.

use crate::{FOREIGN, Place, exists};

/// A zig that answers as the real one does: its own headers first, then two directories of the C
/// library, and a macro that they need. It notes how it was asked, and leaves a cache behind.
fn zig(place: &Place) {
    place.write("zig/lib/include/stdarg.h", "#error zig's own headers\n");
    place.write("zig/lib/include/stddef.h", "#error zig's own headers\n");
    place.write(
        "zig/lib/libc/include/s390x-linux-musl/bits.h",
        "typedef long fake_bits;\n",
    );
    place.write(
        "zig/lib/libc/include/generic-musl/stdio.h",
        "#include <stddef.h>\n#include <stdarg.h>\n#include <bits.h>\n\
         #if FAKE_MINOR < 31\n#error no FAKE_MINOR\n#endif\n\
         enum { minor = FAKE_MINOR };\nfake_bits fake(size_t, va_list);\n",
    );
    let root = place.at("zig/lib").display().to_string();
    let asked = place.at("asked").display().to_string();
    place.script(
        "bin/zig",
        &format!(
            "[ \"$1\" = version ] && {{ echo 9.8.7; exit; }}\n\
             echo \"$@\" >> {asked}\n\
             : > \"$ZIG_GLOBAL_CACHE_DIR/left\"; : > \"$ZIG_LOCAL_CACHE_DIR/behind\"; : > \"$TMPDIR/more\"\n\
             {{\n\
             echo ' \"/zig\" -cc1 -triple x -isystem {root}/include -D FAKE_MINOR=31 -x c'\n\
             echo '#include \"...\" search starts here:'\n\
             echo '#include <...> search starts here:'\n\
             for d in include libc/include/s390x-linux-musl libc/include/generic-musl libc/include/none; do\n\
             echo \" {root}/$d\"\n\
             done\n\
             echo 'End of search list.'\n\
             }} >&2\n"
        ),
    );
}

/// How the zig was asked, without the name of the file that it was asked about.
fn asked(place: &Place) -> String {
    let asked = std::fs::read_to_string(place.at("asked")).unwrap_or_default();
    let lines = asked.lines().map(|line| line.rsplit_once(' ').unwrap().0);
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn zigs_directories_and_macros_without_its_compilers_headers() {
    let place = Place::new();
    zig(&place);
    let target = format!("--target={FOREIGN}");
    let text = place.output(&["stdio.h", "--everything", &target]);
    for line in [
        "type fake_bits = i64",
        "const minor: i32 = 31",
        "extern fn fake(arg0: usize, arg1: *mut void) -> fake_bits",
    ] {
        assert!(text.contains(&format!("\n{line}\n")), "{line} in\n{text}");
    }
    assert_eq!(asked(&place), "cc -target s390x-linux-musl -E -v -x c");
    assert!(place.is_clean());
    // The user's own value comes after.
    let text = place.output(&["stdio.h", &target, "-UFAKE_MINOR", "-DFAKE_MINOR=77"]);
    assert!(text.contains("\nconst minor: i32 = 77\n"), "{text}");
}

#[test]
fn zig_alone_is_asked_where_the_user_says_so() {
    let place = Place::new();
    let gnu = "x86_64-unknown-linux-gnu";
    let target = format!("--target={gnu}");
    let (code, said) = place.said(&["stdio.h", &target, "--sysroot=zig"]);
    assert_eq!(code, Some(1), "{said}");
    let words = "error: zig gives no headers for x86_64-unknown-linux-gnu: there is no zig here";
    assert!(said.contains(words) && said.contains("`ZIG`"), "{said}");
    zig(&place);
    // The machine has its own.
    let own = format!("--sysroot-for={gnu}=zig:gnu.2.36");
    for (options, name) in [
        (&["--sysroot=zig"][..], "x86_64-linux-gnu"),
        (&["--sysroot=zig:gnu.2.36"], "x86_64-linux-gnu.2.36"),
        (&["--sysroot=zig", &own], "x86_64-linux-gnu.2.36"),
        (&["--sysroot", "zig", "--verify"], "x86_64-linux-gnu"),
    ] {
        std::fs::remove_file(place.at("asked")).unwrap_or_default();
        let text = place.output(&[&["stdio.h", &target], options].concat());
        assert!(text.contains("fake_bits"), "{text}");
        assert_eq!(asked(&place), format!("cc -target {name} -E -v -x c"));
    }
    // musl has no versions.
    std::fs::remove_file(place.at("asked")).unwrap();
    let target = format!("--target={FOREIGN}");
    place.output(&["stdio.h", &target, "--sysroot=zig:gnu.2.36"]);
    assert_eq!(asked(&place), "cc -target s390x-linux-musl -E -v -x c");
    let (code, said) = place.said(&["stdio.h", "--target=avr", "--sysroot=zig"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("zig has no C library headers for avr-unknown-none"),
        "{said}"
    );
    // A directory of that name.
    place.write("work/zig/include/stdio.h", "int of_root(void);\n");
    let text = place.output(&["stdio.h", "--sysroot=./zig"]);
    assert!(text.contains("of_root"), "{text}");
    let (code, said) = place.said(&["stdio.h", "--sysroot=zig:2.36"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains("write zig, or the version of glibc behind it"),
        "{said}"
    );
}

#[test]
fn zig_is_not_asked_where_another_has_the_headers() {
    let place = Place::new();
    zig(&place);
    place.output(&["stdio.h"]);
    place.output(&["stdio.h", "--target=x86_64-unknown-linux-gnu"]);
    assert!(!exists(&place.at("asked")));
    place.write("work/root/include/stdio.h", "int of_root(void);\n");
    let target = format!("--target={FOREIGN}");
    for sysroot in ["--sysroot=root", &format!("--sysroot-for={FOREIGN}=root")] {
        let text = place.output(&["stdio.h", &target, sysroot]);
        assert!(text.contains("of_root"), "{text}");
    }
    assert!(!exists(&place.at("asked")));
    // Nor for targets of which it has no C library.
    place.write("work/plain.h", "int plain(void);\n");
    place.output(&["plain.h", "--target=msp430-none-elf"]);
    assert!(!exists(&place.at("asked")));
}

#[test]
fn a_cross_gcc_comes_before_zig_without_its_own_and_the_machines_headers() {
    let place = Place::new();
    zig(&place);
    let root = place.at("x").display().to_string();
    place.write(
        "x/include/stdio.h",
        "#include <stdarg.h>\nint of_gcc(va_list);\n",
    );
    place.write("x/lib/gcc/s390x/12/include/stdarg.h", "#error gcc's own\n");
    place.script(
        "bin/s390x-linux-musl-gcc",
        &format!(
            "{{\necho ' /x/cc1 -E -quiet -v -D NEEDED empty.c'\n\
             echo '#include <...> search starts here:'\n\
             echo ' {root}/lib/gcc/s390x/12/include'\n\
             echo ' {root}/lib/gcc/s390x/../../include'\n\
             echo ' {root}/include/../include'\n\
             echo ' /usr/include'\n\
             echo 'End of search list.'\n}} >&2\n"
        ),
    );
    let target = format!("--target={FOREIGN}");
    let text = place.output(&["stdio.h", &target]);
    assert!(text.contains("of_gcc"), "{text}");
    assert!(!exists(&place.at("asked")));
    let list = place.output(&["targets", &target, "--format=json"]);
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let headers = &list["targets"][0]["headers"];
    assert_eq!(headers["source"], "gcc");
    let include = place.at("x/include").canonicalize().unwrap();
    assert_eq!(headers["directories"], serde_json::json!([include]));
    assert_eq!(headers["macros"], serde_json::json!(["-DNEEDED"]));
    // One with nothing but the machine's headers has none.
    place.script(
        "bin/s390x-linux-musl-gcc",
        "{\necho '#include <...> search starts here:'\necho ' /usr/include'\n\
         echo 'End of search list.'\n} >&2\n",
    );
    let text = place.output(&["stdio.h", "--everything", &target]);
    assert!(text.contains("extern fn fake("), "{text}");
}

#[test]
fn a_zig_that_fails_stops_only_who_needs_it() {
    let place = Place::new();
    place.write("x/plain.h", "#include <stddef.h>\nsize_t plain(void);\n");
    place.write("x/needs.h", "#include <stdio.h>\n");
    let target = format!("--target={FOREIGN}");
    let (plain, needs) = (place.at("x/plain.h"), place.at("x/needs.h"));
    let (plain, needs) = (plain.to_str().unwrap(), needs.to_str().unwrap());
    for (script, words) in [
        ("echo 'error: bad zig' >&2; exit 3", "fails: error: bad zig"),
        ("exit 0", "names no directories"),
        ("kill -9 $$", "fails: it says nothing"),
    ] {
        place.script("bin/zig", script);
        place.output(&[plain, &target]);
        for header in ["stdio.h", needs] {
            let (code, said) = place.said(&[header, &target]);
            assert_eq!(code, Some(1), "{said}");
            for word in [words, "pip install ziglang", "--sysroot=DIR"] {
                assert!(said.contains(word), "{word} in {said}");
            }
        }
    }
    std::fs::remove_file(place.at("bin/zig")).unwrap();
    let mut command = place.quarry(&["stdio.h", &target]);
    let run = crate::support::run(command.env("ZIG", "/nonexistent/zig")).unwrap();
    let said = run.stderr;
    assert!(
        said.contains("`/nonexistent/zig` cannot be started"),
        "{said}"
    );
    assert!(place.is_clean());
}

#[test]
fn zig_and_pypis_zig_are_found() {
    let place = Place::new();
    zig(&place);
    std::fs::create_dir_all(place.at("site/ziglang")).unwrap();
    std::fs::rename(place.at("bin/zig"), place.at("site/ziglang/zig")).unwrap();
    let target = format!("--target={FOREIGN}");
    let variables = [
        ("PYTHONPATH", place.at("site")),
        ("ZIG", place.at("site/ziglang/zig")),
    ];
    for (name, value) in variables {
        let mut command = place.quarry(&["targets", &target]);
        let list = crate::support::output_of(command.env(name, value)).unwrap();
        assert!(list.contains("  zig 9.8.7\n"), "{name}: {list}");
    }
}
