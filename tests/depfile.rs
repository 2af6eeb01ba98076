//! `--depfile` with the programs that read it: make, ninja, CMake and Meson build a module of
//! headers with odd names, and again when one of them changes or is gone, and only then.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

/// Headers, each of which the one before it includes; the first is named.
const HEADERS: &[&str] = &[
    "wrapper.h",
    "a b/two  blanks.h",
    "dollar$x$$.h",
    "hash#x.h",
    "colon:x.h",
    "back\\slash.h",
    "(brackets)[1].h",
    "percent%x.h",
    "ümläut~,@!.h",
    "equals=x.h",
    "plain.h",
];

/// Characters that CMake 3.25 reads and writes again wrong when it hands the rule on to ninja: a
/// header with one is made again each time.
const NOT_CMAKE_TO_NINJA: &[char] = &['$', '#', ':', '\\'];

/// The same for make: a colon ends the build, and a backslash becomes a slash.
const NOT_CMAKE_TO_MAKE: &[char] = &[':', '\\'];

/// A Makefile.
const MAKEFILE: &str = "out.pyrite: wrapper.h
\tquarry bindgen wrapper.h --output=$@ --depfile=out.d

-include out.d
";

/// The same for ninja; with `deps = gcc`, it keeps what it has read.
const NINJA: &str = "rule bindgen
  command = quarry bindgen $in --output=$out --depfile=out.d
  depfile = out.d
build out.pyrite: bindgen wrapper.h
";

/// The same for CMake.
const CMAKE: &str = "cmake_minimum_required(VERSION 3.20)
project(example NONE)
add_custom_command(
  OUTPUT out.pyrite
  COMMAND quarry bindgen ${CMAKE_CURRENT_SOURCE_DIR}/wrapper.h
          --output=${CMAKE_CURRENT_BINARY_DIR}/out.pyrite
          --depfile=${CMAKE_CURRENT_BINARY_DIR}/out.d
  DEPENDS wrapper.h
  DEPFILE out.d
  VERBATIM)
add_custom_target(module ALL DEPENDS out.pyrite)
";

/// The same for CMake, with paths relative to the build directory.
const CMAKE_RELATIVE: &str = "cmake_minimum_required(VERSION 3.20)
project(example NONE)
add_custom_command(
  OUTPUT out.pyrite
  COMMAND quarry bindgen ../wrapper.h --output=out.pyrite --depfile=out.d
  DEPENDS wrapper.h
  DEPFILE out.d
  VERBATIM)
add_custom_target(module ALL DEPENDS out.pyrite)
";

/// The same for Meson.
const MESON: &str = "project('example')
custom_target('module',
  input: 'wrapper.h',
  output: 'out.pyrite',
  depfile: 'out.d',
  command: [find_program('quarry'), 'bindgen', '@INPUT@', '--output=@OUTPUT@',
            '--depfile=@DEPFILE@'],
  build_by_default: true)
";

/// A way to build.
struct Tool {
    /// The file that describes the build, and its text.
    file: (&'static str, String),
    /// What is run once, before all.
    before: &'static [&'static str],
    /// What builds.
    build: &'static [&'static str],
    /// Where the module is.
    output: &'static str,
    /// Characters that it takes no headers with.
    cannot: &'static [char],
}

/// A project in a folder whose name has a blank.
struct Project {
    /// The folder around it.
    directory: tempfile::TempDir,
    /// How it is built.
    tool: Tool,
    /// The headers.
    headers: Vec<&'static str>,
}

impl Project {
    /// The headers, and what builds them.
    fn new(tool: Tool) -> Project {
        let directory = tempfile::tempdir().unwrap();
        let headers = HEADERS.iter().copied();
        let headers = headers.filter(|name| !name.contains(tool.cannot)).collect();
        let project = Project {
            directory,
            tool,
            headers,
        };
        fs::create_dir_all(project.at("a b")).unwrap();
        let following = project.headers.iter().skip(1).map(Some).chain([None]);
        for (index, (name, next)) in project.headers.iter().zip(following).enumerate() {
            let up = if name.contains('/') { "../" } else { "" };
            let include = next.map_or(String::new(), |next| format!("#include \"{up}{next}\"\n"));
            fs::write(project.at(name), format!("{include}int f{index}(void);\n")).unwrap();
        }
        let (name, text) = &project.tool.file;
        fs::write(project.at(name), text).unwrap();
        if let [_, ..] = project.tool.before {
            let output = project.run(project.tool.before);
            assert!(output.status.success(), "{output:?}");
        }
        project
    }

    /// A path in the project.
    fn at(&self, name: &str) -> PathBuf {
        let project = self.directory.path().join("pro ject");
        fs::create_dir_all(&project).unwrap();
        project.join(name)
    }

    /// Runs a command in the project, with `quarry` in its path.
    fn run(&self, command: &[&str]) -> Output {
        let quarry = assert_cmd::cargo::cargo_bin("quarry");
        let mut path = quarry.parent().unwrap().as_os_str().to_owned();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap());
        Command::new(command[0])
            .args(&command[1..])
            .current_dir(self.at(""))
            .env("PATH", path)
            .output()
            .unwrap()
    }

    /// Builds; says whether the module was made.
    fn build(&self) -> bool {
        let before = self.made();
        let output = self.run(self.tool.build);
        assert!(output.status.success(), "{output:?}");
        self.made() != before
    }

    /// When the module was made.
    fn made(&self) -> Option<SystemTime> {
        let data = fs::metadata(self.at(self.tool.output)).ok()?;
        data.modified().ok()
    }

    /// Gives a file the time of now, which is later than all that was made before.
    fn touch(&self, name: &str) {
        std::thread::sleep(Duration::from_millis(30));
        let file = fs::File::options()
            .append(true)
            .open(self.at(name))
            .unwrap();
        file.set_modified(SystemTime::now()).unwrap();
    }

    /// Builds, changes one header after the other, and takes the last two away.
    fn check(&self, name: &str) {
        assert!(self.build(), "{name}: nothing was made");
        assert!(!self.build(), "{name}: made again for nothing");
        for header in &self.headers {
            self.touch(header);
            assert!(self.build(), "{name}: {header} was touched");
            assert!(
                !self.build(),
                "{name}: made again for nothing after {header}"
            );
        }
        let [_, second, .., before, last] = self.headers.as_slice() else {
            panic!("there are headers");
        };
        // Its includer was listed and is changed, so that the rule is out of date, but read.
        std::thread::sleep(Duration::from_millis(30));
        fs::remove_file(self.at(last)).unwrap();
        fs::write(self.at(before), "int last(void);\n").unwrap();
        assert!(self.build(), "{name}: a header was taken away");
        let text = fs::read_to_string(self.at(self.tool.output)).unwrap();
        assert!(text.contains("extern fn last("), "{text}");
        // CMake's Makefiles never forget a header: without it, the module is made each time.
        let forgets = !name.contains("Makefiles");
        assert_eq!(!self.build(), forgets, "{name}: after a header was gone");
        // Without a change elsewhere, the absence itself is reason enough; and quarry says it.
        fs::remove_file(self.at(second)).unwrap();
        let output = self.run(self.tool.build);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(!output.status.success(), "{said}");
        assert!(said.contains("file not found"), "{name}: {said}");
    }
}

#[test]
fn make() {
    let tool = Tool {
        file: ("Makefile", MAKEFILE.to_owned()),
        before: &[],
        build: &["make"],
        output: "out.pyrite",
        cannot: &[],
    };
    Project::new(tool).check("make");
}

#[test]
fn ninja() {
    for deps in ["", "  deps = gcc\n"] {
        let tool = Tool {
            file: (
                "build.ninja",
                NINJA.replace("build", &format!("{deps}build")),
            ),
            before: &[],
            build: &["ninja"],
            output: "out.pyrite",
            cannot: &[],
        };
        Project::new(tool).check("ninja");
    }
}

#[test]
fn cmake() {
    for text in [CMAKE, CMAKE_RELATIVE] {
        for (before, cannot) in [
            (&["cmake", "-S.", "-Bb", "-GNinja"], NOT_CMAKE_TO_NINJA),
            (
                &["cmake", "-S.", "-Bb", "-GUnix Makefiles"],
                NOT_CMAKE_TO_MAKE,
            ),
        ] {
            let tool = Tool {
                file: ("CMakeLists.txt", text.to_owned()),
                before,
                build: &["cmake", "--build", "b"],
                output: "b/out.pyrite",
                cannot,
            };
            Project::new(tool).check(before[3]);
        }
    }
}

#[test]
fn meson() {
    let tool = Tool {
        file: ("meson.build", MESON.to_owned()),
        before: &["meson", "setup", "b"],
        build: &["meson", "compile", "-C", "b"],
        output: "b/out.pyrite",
        cannot: &[],
    };
    Project::new(tool).check("meson");
}

#[test]
fn what_no_rule_can_say_is_refused_before_anything_is_written() {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    fs::write(at("a.h"), "#include \"semi;colon.h\"\n").unwrap();
    fs::write(at("semi;colon.h"), "int f(void);\n").unwrap();
    let run = |arguments: &[&str]| {
        Command::new(assert_cmd::cargo::cargo_bin("quarry"))
            .args(["bindgen", "a.h", "--output=o"])
            .args(arguments)
            .current_dir(directory.path())
            .output()
            .unwrap()
    };
    let output = run(&["--depfile=d"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("semi;colon.h` cannot stand in a rule"),
        "{said}"
    );
    assert!(![at("o"), at("d")].iter().any(|path| Path::exists(path)));
    assert!(run(&[]).status.success());
}
