//! Completions, as real shells understand them.

use super::{bindgen, directory, output, program};

/// Lines, each with words that the shell has to offer at its end, and some that it must not.
///
/// `REST|` stands for what the last word begins with.
const LINES: &[(&str, &[&str], &[&str])] = &[
    ("quarry b", &["bindgen"], &[]),
    ("quarry bindgen ver", &["verify"], &["merge"]),
    (
        "quarry bindgen --sysroot-",
        &["--sysroot-for"],
        &["--timeout"],
    ),
    ("quarry bindgen --dialect ", &["alpha", "spec"], &["json"]),
    (
        "quarry bindgen x.h --target aarch64-apple-",
        &["aarch64-apple-darwin"],
        &[],
    ),
    (
        "quarry bindgen x.h y.h z.h --memory-l",
        &["--memory-limit"],
        &[],
    ),
    (
        "quarry bindgen verify x.pyrite --hea",
        &["--header"],
        &["--depfile"],
    ),
    (
        "quarry bindgen check-c x.pyrite --header x.h --skip",
        &["--skip-missing"],
        &[],
    ),
    (
        "quarry bindgen why f x.h --include-",
        &["--include-from"],
        &[],
    ),
    ("quarry bindgen init x.h --manif", &["--manifest"], &[]),
    ("quarry bindgen audit x.pyrite --libr", &["--library"], &[]),
    (
        "quarry bindgen completions ",
        &["bash", "elvish", "fish", "powershell", "zsh"],
        &[],
    ),
    ("quarry bindgen targets --format ", &["text", "json"], &[]),
];

/// Lines whose last word is an option with its value, and the whole of what has to be offered.
const WITH_EQUALS: &[(&str, &str)] = &[
    ("quarry bindgen x.h --target=wind", "windows"),
    ("quarry bindgen x.h --names=py", "pyrite"),
    (
        "quarry bindgen why f x.h --target=aarch64-apple-d",
        "aarch64-apple-darwin",
    ),
    ("quarry bindgen init x.h --dialect=al", "alpha"),
];

/// A text for a shell.
fn quoted(text: &str) -> String {
    shlex::try_quote(text).unwrap().into_owned()
}

/// A directory with a shell's script, which it is told to be `script`.
fn with_script(shell: &str) -> tempfile::TempDir {
    directory(&[("script", &bindgen(&["completions", shell]))])
}

/// Checks what a shell has offered for each of [`LINES`].
fn check(shell: &str, offered: &[String]) {
    assert_eq!(offered.len(), LINES.len(), "{shell}: {offered:?}");
    for ((line, wanted, unwanted), offered) in LINES.iter().zip(offered) {
        let words: Vec<&str> = offered.split_whitespace().collect();
        for word in *wanted {
            assert!(
                words.contains(word),
                "{shell}: {line}: {word} is not in {words:?}"
            );
        }
        for word in *unwanted {
            assert!(
                !words.contains(word),
                "{shell}: {line}: {word} is in {words:?}"
            );
        }
    }
}

/// Splits a line as bash does: blanks part words, and `=` is one of its own.
fn words_of_bash(line: &str) -> Vec<String> {
    let spread = line.replace('=', " = ");
    let mut words: Vec<String> = spread.split_whitespace().map(str::to_owned).collect();
    if line.ends_with(' ') {
        words.push(String::new());
    }
    words
}

#[test]
fn bash() {
    let directory = with_script("bash");
    let mut script = "source ./script\ncompopt() { :; }\n".to_owned();
    let mut lines: Vec<&str> = LINES.iter().map(|(line, ..)| *line).collect();
    lines.extend(WITH_EQUALS.iter().map(|(line, _)| *line));
    lines.push("quarry bindgen x.h --dialect=");
    for line in lines {
        let words = words_of_bash(line);
        let quoted: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        let last = words.len() - 1;
        // bash hands an empty word where the line ends with what parts words.
        let current = if words[last] == "=" { "" } else { &words[last] };
        script += &format!(
            "COMP_WORDS=({}) COMP_CWORD={last} COMPREPLY=()\n_quarry quarry {} {}\n\
             echo \"${{COMPREPLY[*]}}\"\n",
            quoted.join(" "),
            super::completions::quoted(current),
            super::completions::quoted(&words[last - 1]),
        );
    }
    let mut bash = program("bash");
    bash.args(["--norc", "--noprofile", "-c", &script]);
    let said = output(bash.current_dir(&directory));
    let offered: Vec<String> = said.lines().map(str::to_owned).collect();
    let (plain, with_equals) = offered.split_at(LINES.len());
    check("bash", plain);
    let expected: Vec<&str> = WITH_EQUALS.iter().map(|(_, word)| *word).collect();
    assert_eq!(with_equals[..expected.len()], expected);
    assert_eq!(with_equals[expected.len()..], ["spec alpha"]);
}

#[test]
fn fish() {
    let directory = with_script("fish");
    let mut script = "source ./script\n".to_owned();
    let mut lines: Vec<&str> = LINES.iter().map(|(line, ..)| *line).collect();
    lines.extend(WITH_EQUALS.iter().map(|(line, _)| *line));
    for line in lines {
        // Behind a tab stands what it means.
        script += &format!(
            "echo (complete -C {} | string replace -r '\\t.*' '')\n",
            quoted(line)
        );
    }
    let mut fish = program("fish");
    fish.env("HOME", directory.path());
    fish.args(["--no-config", "-c", &script]);
    let said = output(fish.current_dir(&directory));
    let offered: Vec<String> = said.lines().map(str::to_owned).collect();
    let (plain, with_equals) = offered.split_at(LINES.len());
    check("fish", plain);
    for ((line, word), offered) in WITH_EQUALS.iter().zip(with_equals) {
        assert!(offered.ends_with(&format!("={word}")), "{line}: {offered}");
    }
}

/// zsh completes only where it reads from a terminal: it gets one of its own (`zpty`), the line and
/// a tab, and what it then shows is waited for.
const ZSH: &str = r#"
zmodload zsh/zpty
offers() {
    local line=$1; shift
    zpty z "PS1= zsh -f -i"
    zpty -w z "stty rows 200 cols 300; autoload -U compinit; compinit -D -u; source ./script; zstyle ':completion:*' force-list always; LISTMAX=10000; PS1=; print READY'!'"
    wait_for 'READY!' || { print "no prompt for $line: $out"; zpty -d z; return }
    zpty -n -w z "$line"$'\t'
    local word
    for word in "$@"; do
        wait_for "$word" || print "$line: no $word in $out"
    done
    zpty -d z
}
wait_for() {
    local chunk i
    [[ $1 == 'READY!' ]] && out=
    for i in {1..400}; do
        while zpty -r -t z chunk; do out+=$chunk; done
        [[ ${out//$'\r'} == *"$1"* ]] && { [[ $1 == 'READY!' ]] && out=; return 0; }
        sleep 0.02
    done
    return 1
}
"#;

#[test]
fn zsh() {
    let directory = with_script("zsh");
    let mut script = ZSH.to_owned();
    for (line, wanted, _) in LINES {
        let wanted: Vec<String> = wanted.iter().map(|word| quoted(word)).collect();
        script += &format!("offers {} {}\n", quoted(line), wanted.join(" "));
    }
    for (line, word) in WITH_EQUALS {
        let (before, _) = line.rsplit_once('=').unwrap();
        let whole = format!("{before}={word}");
        script += &format!("offers {} {}\n", quoted(line), quoted(&whole));
    }
    // A header is a file, also in the place of a subcommand.
    script += "offers 'quarry bindgen a_hea' a_header.h\n";
    script += "offers 'quarry bindgen x.h a_hea' a_header.h\n";
    super::write(&directory.path().join("a_header.h"), "");
    let mut zsh = program("zsh");
    zsh.env("HOME", directory.path()).env("TERM", "xterm");
    zsh.args(["-f", "-c", &script]);
    assert_eq!(output(zsh.current_dir(&directory)), "");
}

/// Scripts for shells that are not here: they name every command and option.
#[test]
fn powershell_and_elvish() {
    for shell in ["powershell", "elvish"] {
        let script = bindgen(&["completions", shell]);
        for word in ["verify", "check-c", "--sysroot-for", "--header", "aarch64"] {
            // Neither completes the values of an option.
            assert_eq!(script.contains(word), word != "aarch64", "{shell}: {word}");
        }
    }
}
