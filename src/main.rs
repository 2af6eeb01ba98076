//! The `quarry` command.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use quarry_bindgen::batch::jobs::commands;
use quarry_bindgen::batch::manifest;
use quarry_bindgen::batch::run::run;
use quarry_bindgen::caught::catch;
use quarry_bindgen::clang::find::Root;
use quarry_bindgen::cli::{self, Declined, Format, Invocation, Jobs, Options, Verbosity, words};
use quarry_bindgen::error::Error;
use quarry_bindgen::finish::{self, Produced, conclude, finish};
use quarry_bindgen::generate::Tools;
use quarry_bindgen::part::join;
use quarry_bindgen::target::{Choice, Target};
use quarry_bindgen::timings::{Stage, Stopwatch};
use quarry_bindgen::worker::Limits;
use quarry_bindgen::{check, chosen, output, proof, report, worker};

/// The phases after the parse make many small objects, which other systems' allocators are slow at.
/// glibc's is tuned for them where a worker is started, and shares its memory with libclang: another
/// one beside it takes a third more in all.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The stack of the whole command, in bytes, which is only taken as far as it is used: types
/// nest as deeply as a header says, and so does what the worker hands back.
const STACK: usize = 256 << 20;

/// A worker, or the command on a large stack.
fn main() -> ExitCode {
    // First of all, because a worker has to start fast.
    if std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == worker::ARGUMENT)
    {
        leave(quarry_bindgen::serve());
    }
    let thread = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(|| match catch(command) {
            Ok(code) => leave(code),
            Err(what) => leave(fail(&Error::Internal { what }, false)),
        });
    let code = match thread.map(std::thread::JoinHandle::join) {
        Ok(_) => 1,
        // No room for a thread: there may be enough for a plain header.
        Err(_) => command(),
    };
    ExitCode::from(code)
}

/// Ends the process at once. What the allocator and libclang would tidy up page by page, the system
/// takes back as a whole: for a small header that is a twentieth of the time.
fn leave(code: u8) -> ! {
    // A reader that has gone away was told of already.
    let _ = std::io::stdout().flush();
    #[cfg(unix)]
    signal_hook::low_level::exit(i32::from(code));
    #[cfg(not(unix))]
    std::process::exit(i32::from(code));
}

/// The command; gives the exit code.
fn command() -> u8 {
    let watch = Stopwatch::start();
    match cli::parse(std::env::args_os()) {
        Ok(Invocation::Bindgen(options)) => generate(&options, watch)
            .unwrap_or_else(|error| fail(&error, options.verbosity == Verbosity::Quiet)),
        Ok(Invocation::Verify { module, options }) => proof::verify(&module, &options)
            .unwrap_or_else(|error| fail(&error, options.verbosity == Verbosity::Quiet)),
        Ok(Invocation::CheckC { module, options }) => proof::check_c(&module, &options)
            .unwrap_or_else(|error| fail(&error, options.verbosity == Verbosity::Quiet)),
        Ok(Invocation::Batch(batch)) => {
            run(&batch).unwrap_or_else(|error| fail(&error, batch.verbosity == Verbosity::Quiet))
        }
        Ok(Invocation::PrintJobs {
            path,
            jobs,
            verbosity,
        }) => print_jobs(&path, jobs, verbosity)
            .unwrap_or_else(|error| fail(&error, verbosity == Verbosity::Quiet)),
        Ok(Invocation::Merge { files, options }) => join::run(&files, &options)
            .unwrap_or_else(|error| fail(&error, options.verbosity == Verbosity::Quiet)),
        Ok(Invocation::Doctor { target, sysroot }) => {
            doctor(target.as_ref(), sysroot.as_ref()).unwrap_or_else(|error| fail(&error, false))
        }
        Ok(Invocation::Targets { targets, format }) => {
            list(&targets, format).unwrap_or_else(|error| fail(&error, false))
        }
        Ok(Invocation::Init(init)) => quarry_bindgen::batch::init::run(&init)
            .unwrap_or_else(|error| fail(&error, init.options.verbosity == Verbosity::Quiet)),
        Ok(Invocation::Schema) => print(quarry_bindgen::batch::schema::text()),
        Ok(Invocation::Completions(shell)) => print(Ok(words::completions(shell))),
        Ok(Invocation::Man(None)) => print(words::main_page().map(|page| page.text)),
        Ok(Invocation::Man(Some(directory))) => {
            words::write_pages(&directory).unwrap_or_else(|error| fail(&error, false))
        }
        Ok(Invocation::Audit(options)) => quarry_bindgen::audit::run(&options)
            .and_then(|verdict| conclude(&[verdict], options.format, options.verbosity))
            .unwrap_or_else(|error| fail(&error, options.verbosity == Verbosity::Quiet)),
        Ok(Invocation::Diff(options)) => quarry_bindgen::drift::run(&options)
            .unwrap_or_else(|error| fail(&error, options.verbosity == Verbosity::Quiet)),
        Err(Declined::Clap(error)) => {
            // A reader that has gone away does not need help.
            let _ = error.print();
            u8::try_from(error.exit_code()).unwrap_or(2)
        }
        Err(Declined::Refused { error, quiet }) => fail(&error, quiet),
    }
}

/// Makes a module and writes it; gives the exit code.
fn generate(options: &Options, mut watch: Stopwatch) -> Result<u8, Error> {
    let targets = chosen::targets(&options.targets, &options.limits)?;
    let tools = Tools::find(options.jobs())?;
    let mut produced = quarry_bindgen::generate::generate(options, &tools, &targets)?;
    watch.lap(Stage::Start);
    let spent = std::mem::take(&mut produced.spent);
    let failed = match options.check {
        true => compare(options, &produced)?,
        false => finish(options, &targets, &mut produced)?,
    };
    watch.lap(Stage::Write);
    let differs = match options.checks.verify {
        true => {
            let differs = proof::after(options, &tools, &targets, produced)?;
            watch.lap(Stage::Proof);
            differs
        }
        false => 0,
    };
    if options.timings {
        report::print(&spent.tables(watch.stop()));
    }
    Ok(differs.max(failed))
}

/// Compares a module with the file that has it; gives the exit code.
fn compare(options: &Options, produced: &Produced) -> Result<u8, Error> {
    report::print(&finish::of_headers(options, produced));
    let checked = check::check(options.module_name(), &produced.text)?;
    check::conclude(&[checked], options.checks.format, options.verbosity)
}

/// Prints the commands of a manifest; gives the exit code.
fn print_jobs(path: &Path, jobs: Jobs, verbosity: Verbosity) -> Result<u8, Error> {
    let modules = manifest::read(path, verbosity)?;
    output::write_stdout(commands(&modules, jobs)?.as_bytes())?;
    Ok(0)
}

/// Says which libclang and which headers are used; gives the exit code.
fn doctor(target: Option<&Choice>, sysroot: Option<&Root>) -> Result<u8, Error> {
    let target = chosen::target(target, &Limits::default())?;
    let report = quarry_bindgen::examine(&target, sysroot);
    output::write_stdout(report.to_string().as_bytes())?;
    Ok(u8::from(!report.healthy()))
}

/// Lists targets, or all that are known; gives the exit code.
fn list(choices: &[Choice], format: Format) -> Result<u8, Error> {
    let targets = match choices {
        [] => Target::all().collect(),
        _ => chosen::targets(choices, &Limits::default())?,
    };
    let overview = quarry_bindgen::survey(targets);
    let text = match format {
        Format::Text => overview.to_string(),
        Format::Json => overview.json().map_err(|error| Error::Internal {
            what: error.to_string(),
        })?,
    };
    output::write_stdout(text.as_bytes())?;
    Ok(0)
}

/// Prints a text; gives the exit code.
fn print(text: Result<String, Error>) -> u8 {
    let printed = text.and_then(|text| output::write_stdout(text.as_bytes()));
    printed.map_or_else(|error| fail(&error, false), |()| 0)
}

/// Reports an error; gives the exit code.
fn fail(error: &Error, quiet: bool) -> u8 {
    if error.is_broken_pipe() {
        // `| head` has seen enough.
        return 0;
    }
    if !quiet {
        report::print(&report::error(error));
    }
    error.exit_code()
}
