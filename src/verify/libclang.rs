//! libclang as a judge: nothing to install, and every target.
//!
//! A judge reads the headers before it is asked anything, so that it begins while the module is
//! still made, in a thread of its own, and then waits for its sheet at the end of a pipe.

mod sheet_file;

use std::io::{PipeWriter, Write};
use std::thread::{self, JoinHandle};

use self::sheet_file::SheetFile;
use super::judge::Complaint;
use crate::clang::unit::{self, Unit};
use crate::error::Error;
use crate::parse::{Input, MAIN_FILE};

/// The stack of a judge's thread, in bytes: a header that needs more has ended the first.
const STACK: usize = 512 << 20;

/// From how many items on a second judge is faster, although it has to read the headers, too.
const WORTH: usize = 1000;

/// Judges for one module.
#[derive(Debug)]
pub struct Judges {
    /// What all of them read.
    input: Input,
    /// Those that have begun to read it; `None` for one that cannot before it is asked.
    waiting: Vec<Option<Waiting>>,
}

/// A judge that reads the headers, and then waits for its sheet.
#[derive(Debug)]
struct Waiting {
    /// Where the sheet has to be written; what drops it sends the judge away.
    sheet: PipeWriter,
    /// What it says of it.
    answer: JoinHandle<Result<Answer, Error>>,
}

/// What a judge says of a sheet.
#[derive(Debug)]
struct Answer {
    /// What it objects to.
    complaints: Vec<Complaint>,
    /// How much of the sheet it has read, in bytes.
    read: usize,
}

impl Judges {
    /// One judge, that begins at once.
    pub fn begin(input: &Input) -> Judges {
        let mut judges = Judges {
            input: input.clone(),
            waiting: Vec::new(),
        };
        judges.add();
        judges
    }

    /// Another judge, where a module has so many items that it is worth it.
    pub fn expect(&mut self, items: usize) {
        let has_room = thread::available_parallelism().is_ok_and(|it| it.get() > 1);
        if items >= WORTH && has_room {
            self.add();
        }
    }

    /// Another judge.
    fn add(&mut self) {
        self.waiting.push(Waiting::begin(&self.input));
    }

    /// For how many sheets there are judges that have not been asked yet.
    pub fn number(&self) -> usize {
        self.waiting.len()
    }

    /// Has a judge for each of some texts read it behind the headers; gives the errors in each.
    ///
    /// # Errors
    /// [`Error::HeaderErrors`] where the headers have errors of their own, and what libclang itself
    /// fails with.
    pub fn ask(&mut self, texts: &[&str]) -> Result<Vec<Vec<Complaint>>, Error> {
        let mut waiting = self.waiting.drain(..);
        let input = &self.input;
        thread::scope(|scope| {
            let mut asked = Vec::with_capacity(texts.len());
            for &text in texts {
                let answer = waiting
                    .next()
                    .flatten()
                    .map(|Waiting { mut sheet, answer }| {
                        let write = move || sheet.write_all(text.as_bytes());
                        // What is not written is not read.
                        let _ = thread::Builder::new().spawn_scoped(scope, write);
                        answer
                    });
                asked.push((text, answer));
            }
            let asked = asked.into_iter();
            let said = asked.map(|(text, answer)| match answer.map(JoinHandle::join) {
                Some(Ok(Err(error))) => Err(error),
                Some(Ok(Ok(answer))) if answer.read == text.len() => Ok(answer),
                // A panic comes again, and is reported then.
                Some(Ok(Ok(_)) | Err(_)) | None => ask(input, &SheetFile::in_memory(text)),
            });
            said.map(|answer| Ok(answer?.complaints)).collect()
        })
    }
}

impl Waiting {
    /// Begins to read the headers; `None` where the system has no means for it.
    fn begin(input: &Input) -> Option<Waiting> {
        let (file, sheet) = SheetFile::pipe()?;
        unit::prepare();
        let input = input.clone();
        let read = move || ask(&input, &file);
        let thread = thread::Builder::new().stack_size(STACK).spawn(read);
        let answer = thread.ok()?;
        Some(Waiting { sheet, answer })
    }
}

/// Has libclang read the headers and a sheet behind them; gives its errors in that sheet.
///
/// # Errors
/// [`Error::HeaderErrors`] where the headers have errors of their own, and what libclang itself
/// fails with.
fn ask(input: &Input, sheet: &SheetFile) -> Result<Answer, Error> {
    let mut arguments = input.clang_arguments();
    arguments.push("-w".to_owned());
    let directive = format!("#include \"{}\"\n", sheet.path());
    let mut unsaved = input.unsaved(&directive);
    unsaved.extend(sheet.unsaved());
    let unit = Unit::parse(&arguments, MAIN_FILE, &unsaved, false)?;
    let files: Vec<_> = unit.inclusions().into_iter().map(|it| it.file).collect();
    let named = |name: &str| files.iter().copied().find(|file| unit.path(*file) == name);
    let (main, own) = (named(MAIN_FILE), named(sheet.path()));
    let text = own.map_or(&[][..], |file| unit.contents(file));
    let mut answer = Answer {
        complaints: Vec::new(),
        read: text.len(),
    };
    let errors = unit.errors();
    if errors.is_empty() {
        return Ok(answer);
    }
    let around = main.map_or(0, |file| unit.contents(file).len());
    let before = around.saturating_sub(directive.len());
    let starts: Vec<usize> = std::iter::once(0)
        .chain(memchr::memchr_iter(b'\n', text).map(|at| at + 1))
        .collect();
    let mut others = Vec::new();
    for error in errors {
        let place = error.position.file;
        let offset = usize::try_from(error.position.offset).unwrap_or(usize::MAX);
        let line = if own.is_some() && place == own {
            starts.partition_point(|start| *start <= offset)
        } else if place == main && offset >= before {
            // What has no end is missed at the end of all.
            starts.len()
        } else {
            others.push(error.message);
            continue;
        };
        answer.complaints.push(Complaint {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            message: error.message,
        });
    }
    if others.is_empty() {
        // They are asked about once more.
        unit.dispose();
        return Ok(answer);
    }
    let diagnostics = unit.diagnostics();
    let of_headers: Vec<_> = diagnostics
        .into_iter()
        .filter(|it| it.severity.is_error() && others.contains(&it.message))
        .collect();
    Err(Error::HeaderErrors(of_headers))
}
