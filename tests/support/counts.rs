//! The numbers of a run: as its summary says them, and as a reader of the text counts them.

/// How many items of each kind a module has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// `extern fn`
    pub(crate) functions: usize,
    /// `struct`, `union`, `opaque type`, `type`
    pub(crate) types: usize,
    /// `const`
    pub(crate) constants: usize,
    /// `extern let`, `extern var`
    pub(crate) variables: usize,
    /// `# skipped: `
    pub(crate) skipped: usize,
}

impl Counts {
    /// Counts the items of a module's text, doc comments left out.
    pub(crate) fn of_text(text: &str) -> Counts {
        let mut counts = Counts::default();
        for line in item_lines(text) {
            let starts = |prefixes: &[&str]| prefixes.iter().any(|p| line.starts_with(p));
            if starts(&["extern let ", "extern var "]) {
                counts.variables += 1;
            } else if starts(&["extern fn ", "extern \""]) {
                counts.functions += 1;
            } else if starts(&["struct ", "union ", "opaque type ", "type "]) {
                counts.types += 1;
            } else if starts(&["const "]) {
                counts.constants += 1;
            } else if starts(&["# skipped: "]) {
                counts.skipped += 1;
            }
        }
        counts
    }

    /// Reads the last line that a run writes on standard error:
    /// `wrote x.pyrite: 289 functions, 41 types, 455 constants; 2 skipped (…)`.
    /// A kind that it does not name counts 0.
    ///
    /// # Errors
    /// There is no such line, or it names a kind that this reader does not know.
    pub(crate) fn of_summary(stderr: &str) -> Result<Counts, String> {
        let line = stderr
            .lines()
            .rev()
            .find(|line| line.starts_with("wrote "))
            .ok_or_else(|| format!("no summary on standard error:\n{stderr}"))?;
        let numbers = line
            .rsplit_once(": ")
            .map(|(_, numbers)| numbers)
            .ok_or_else(|| format!("no numbers in the summary: {line}"))?;
        let numbers = numbers.split(" (").next().unwrap_or(numbers);
        let mut counts = Counts::default();
        for part in numbers.split([',', ';']) {
            let mut words = part.split_whitespace();
            let number = words
                .next()
                .and_then(|word| word.parse::<usize>().ok())
                .ok_or_else(|| format!("`{part}` is no number with a name: {line}"))?;
            // What the user left out is no part of the module.
            let field = match words.next().unwrap_or("").trim_end_matches('s') {
                "function" => &mut counts.functions,
                "type" => &mut counts.types,
                "constant" => &mut counts.constants,
                "variable" | "global" => &mut counts.variables,
                "skipped" => &mut counts.skipped,
                "blocked" => continue,
                other => return Err(format!("`{other}` is unknown to the tests: {line}")),
            };
            *field += number;
        }
        Ok(counts)
    }
}

/// The lines of a text that start an item: not indented, and not inside a doc comment.
pub(crate) fn item_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut in_doc = false;
    text.lines().filter(move |line| {
        let marks = line.matches("\"\"\"").count();
        let was_in_doc = in_doc;
        let starts_doc = line.starts_with("\"\"\"");
        if was_in_doc && marks > 0 {
            in_doc = false;
        } else if !was_in_doc && starts_doc && marks == 1 {
            in_doc = true;
        }
        !was_in_doc && !starts_doc && !line.starts_with(' ') && !line.is_empty()
    })
}

/// Counts that are wrong on purpose are seen; called by `snapshots`, which has a test of its own
/// for it.
pub(crate) fn check_self() {
    let text = "\"\"\"\nconst FAKE: i32 = 1\nextern fn fake()\n\"\"\"\nextern fn f()\n\
                extern \"stdcall\" fn g()\nextern let v: i32\nopaque type s;\n\
                @repr(C)\nstruct t:\n    const: i32\n# skipped: x (static) at a.h:1\n\
                \"\"\"One line.\"\"\"\nconst N: i32 = 1\n";
    let expected = Counts {
        functions: 2,
        types: 2,
        constants: 1,
        variables: 1,
        skipped: 1,
    };
    assert_eq!(Counts::of_text(text), expected);
    let summary = "wrote a: b.pyrite: 2 functions, 2 types, 1 constant, 1 variable; 1 skipped (--verbose lists them)\n";
    assert_eq!(Counts::of_summary(summary), Ok(expected.clone()));
    let wrong = summary.replace("2 functions", "3 functions");
    assert_ne!(Counts::of_summary(&wrong), Ok(expected));
    assert!(Counts::of_summary("error: no\n").is_err());
    assert!(Counts::of_summary("wrote x: 2 gadgets; 1 skipped\n").is_err());
}
