//! Runs that are killed, and many at once.

use std::collections::HashSet;
use std::fs;
use std::process::Stdio;

use super::Project;

/// How many modules there are.
const MODULES: usize = 6;

/// How often a run is killed.
const KILLS: u64 = 50;

/// A manifest of some modules for several targets.
fn manifest() -> String {
    let module = |number| {
        format!("\n[[module]]\noutput = \"out/m{number}.pyrite\"\nheaders = [\"m{number}.h\"]\n")
    };
    let modules: String = (0..MODULES).map(module).collect();
    format!(
        "[defaults]\ntarget = [\"x86_64-linux-gnu\", \"avr\", \"x86_64-pc-windows-msvc\"]\n{modules}"
    )
}

/// Writes the headers of a version, each of which has many functions.
fn headers(project: &Project, version: usize) {
    for number in 0..MODULES {
        let function = |at| format!("long f{number}_{at}_v{version}(int, long *);\n");
        let text: String = (0..300).map(function).collect();
        project.put(&format!("m{number}.h"), &text);
    }
}

/// The outputs; `None` where one is not there.
fn outputs(project: &Project) -> Vec<Option<String>> {
    let text = |number| fs::read_to_string(project.at(&format!("out/m{number}.pyrite"))).ok();
    (0..MODULES).map(text).collect()
}

/// A run that makes all, for comparison.
fn expected(version: usize) -> Vec<Option<String>> {
    let project = Project::of(&manifest());
    headers(&project, version);
    let said = project.run(&[]);
    assert_eq!(said.code, Some(0), "{}", said.report);
    outputs(&project)
}

#[test]
fn killed_at_any_moment() {
    let versions = [expected(0), expected(1)];
    let project = Project::of(&manifest());
    headers(&project, 0);
    assert_eq!(project.run(&[]).code, Some(0));
    // How long a whole run takes here, which all moments are within.
    headers(&project, 1);
    let start = std::time::Instant::now();
    assert_eq!(project.run(&[]).code, Some(0));
    let whole = start.elapsed();
    let (mut seed, mut mixed) = (0x9E37_79B9_7F4A_7C15_u64, HashSet::new());
    let mut lock = None;
    for kill in 0..KILLS {
        let version = usize::try_from(kill % 2).unwrap();
        headers(&project, version);
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let moment = whole.mul_f64((seed % 1000) as f64 / 1000.0);
        let mut run = project
            .quarry(&["-q"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(moment);
        run.kill().unwrap();
        run.wait().unwrap();
        let now = outputs(&project);
        for (number, text) in now.iter().enumerate() {
            let is_whole = versions.iter().any(|version| version[number] == *text);
            assert!(is_whole, "module {number} after {moment:?}: {text:?}");
        }
        mixed.insert(now.iter().zip(&versions[1]).filter(|(a, b)| a == b).count());
        let text = fs::read_to_string(project.at("bindgen.lock")).unwrap();
        assert!(
            text.ends_with('\n') && text.contains("version = 1"),
            "{text}"
        );
        lock = Some(text);
    }
    assert!(mixed.len() > 2, "no run was killed half-way: {mixed:?}");
    // The next one finishes the work.
    headers(&project, 0);
    let said = project.run(&[]);
    assert_eq!(said.code, Some(0), "{}", said.report);
    assert_eq!(outputs(&project), versions[0]);
    assert!(lock.is_some());
    assert_eq!(project.run(&["--locked"]).code, Some(0));
    let left: Vec<_> = fs::read_dir(project.at("out")).unwrap().collect();
    assert_eq!(
        left.len(),
        MODULES,
        "what killed runs have begun to write is cleared away"
    );
}

#[test]
fn many_runs_at_once() {
    let right = expected(0);
    let project = Project::of(&manifest());
    headers(&project, 0);
    for round in 0..2 {
        let runs: Vec<_> = (0..20)
            .map(|_| {
                let mut command = project.quarry(&["--jobs=2"]);
                command.stdout(Stdio::piped()).stderr(Stdio::piped());
                command.spawn().unwrap()
            })
            .collect();
        for run in runs {
            let output = run.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "round {round}: {said}");
            assert!(!said.contains("error"), "{said}");
        }
        assert_eq!(outputs(&project), right);
        assert_eq!(project.run(&["--locked"]).code, Some(0));
    }
    let said = project.run(&[]);
    assert!(
        said.report.contains("6 modules: 6 up to date"),
        "{}",
        said.report
    );
}
