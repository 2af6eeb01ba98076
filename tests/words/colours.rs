//! Colours: on terminals only, and as `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE` say.

use super::{QUARRY, directory, program};

/// Whether a run with variables is coloured, whatever its exit code. On a terminal, which
/// `script` makes, or with pipes in its place.
fn is_coloured(words: &str, variables: &[(&str, &str)], on_terminal: bool) -> bool {
    let manifest = "[[module]]\nheaders = 'bad.h'\noutput = 'b.pyrite'\n";
    let files = [
        ("a.h", "int f(void);\n"),
        ("bad.h", "int f(;\n"),
        ("bad.toml", manifest),
    ];
    let directory = directory(&files);
    let line = format!("{QUARRY} bindgen {words}");
    let mut command = match on_terminal {
        true => {
            let mut command = program("script");
            command.args(["-qec", &line, "/dev/null"]);
            command
        }
        false => {
            let mut command = program("sh");
            command.args(["-c", &line]);
            command
        }
    };
    command
        .env("TERM", "xterm-256color")
        .current_dir(&directory);
    let output = command.envs(variables.iter().copied()).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    assert!(!text.is_empty(), "{words}");
    // Colours and other looks, which end in `m`; not what moves the cursor of a progress bar.
    let text = String::from_utf8_lossy(&text).into_owned();
    text.split("\u{1b}[").skip(1).any(|rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';')
            .starts_with('m')
    })
}

/// What has colours: help, errors of usage, of headers, warnings.
const COLOURED: [&str; 6] = [
    "--help",
    "why -h",
    "a.h --ouput=x",
    "bad.h",
    "a.h --allow=nothing --output=x.pyrite",
    "--manifest=bad.toml",
];

/// What has none anywhere: products, which may be read by other programs.
const PLAIN: [&str; 6] = [
    "a.h",
    "targets --target=avr",
    "schema",
    "completions bash",
    "init a.h --manifest=-",
    "a.h --output=x.pyrite",
];

#[test]
fn on_a_terminal() {
    for words in COLOURED {
        assert!(is_coloured(words, &[], true), "{words}");
        assert!(!is_coloured(words, &[], false), "{words}");
    }
    for words in PLAIN {
        for on_terminal in [true, false] {
            assert!(!is_coloured(words, &[], on_terminal), "{words}");
            let force = [("CLICOLOR_FORCE", "1")];
            assert!(!is_coloured(words, &force, on_terminal), "{words}");
        }
    }
}

#[test]
fn as_variables_say() {
    for words in COLOURED {
        for (variables, terminal, pipe) in [
            (&[("NO_COLOR", "1")][..], false, false),
            (&[("NO_COLOR", "")][..], true, false),
            (&[("CLICOLOR", "0")][..], false, false),
            (&[("CLICOLOR", "1")][..], true, false),
            (&[("CLICOLOR_FORCE", "1")][..], true, true),
            (
                &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")][..],
                false,
                false,
            ),
            (&[("TERM", "dumb")][..], false, false),
        ] {
            let of = format!("{words} {variables:?}");
            assert_eq!(
                is_coloured(words, variables, true),
                terminal,
                "{of} on a terminal"
            );
            assert_eq!(is_coloured(words, variables, false), pipe, "{of} in a pipe");
        }
    }
}
