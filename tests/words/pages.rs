//! Manual pages: what reads them has nothing to object to, and they say what `--help` says.

use super::{QUARRY, bindgen, output, program};

#[test]
fn every_command_has_a_page_that_can_be_read() {
    let directory = tempfile::tempdir().unwrap();
    let pages = directory.path().join("man/man1");
    let option = format!("--output={}", pages.display());
    assert_eq!(bindgen(&["man", &option]), "");
    let mut names: Vec<String> = std::fs::read_dir(&pages)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let commands = [
        "audit",
        "check-c",
        "completions",
        "diff",
        "doctor",
        "init",
        "man",
        "merge",
    ];
    for command in commands {
        let name = format!("quarry-bindgen-{command}.1");
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    assert!(names.contains(&"quarry.1".to_owned()), "{names:?}");
    for name in &names {
        let page = pages.join(name);
        // `-ww`: all warnings, of which `output` allows none.
        assert_eq!(
            output(program("groff").args(["-man", "-ww", "-z"]).arg(&page)),
            ""
        );
        let text = output(program("man").arg("--warnings").arg("-l").arg(&page));
        assert!(text.contains("SYNOPSIS"), "{name}: {text}");
    }
}

#[test]
fn the_main_page_says_what_help_says() {
    let page = bindgen(&["man"]);
    let directory = super::directory(&[("quarry-bindgen.1", &page)]);
    let path = directory.path().join("quarry-bindgen.1");
    let mut man = program("man");
    man.env("MANWIDTH", "200").env("LC_ALL", "C.UTF-8");
    let text = output(man.arg("-l").arg(path));
    let help = output(program(QUARRY).args(["bindgen", "--help"]));
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Lines of options: all of them are in both.
    let mut count = 0;
    for line in help
        .lines()
        .filter(|line| line.starts_with("      --"))
        .map(str::trim)
    {
        let option = line.split([' ', '[', ',']).next().unwrap();
        assert!(text.contains(option), "{option}");
        count += 1;
    }
    assert!(count > 25, "{count}");
    for example in help
        .lines()
        .filter(|line| line.trim().starts_with("quarry bindgen "))
    {
        assert!(words(&text).contains(&words(example)), "{example}");
    }
    assert!(text.contains("EXAMPLES"), "{text}");
}
