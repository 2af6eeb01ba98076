//! A parsed translation unit: its files, what clang says about it, its root.
#![allow(unsafe_code, non_upper_case_globals)]

mod diagnostics;
mod places;

use std::cell::{Cell, RefCell};
use std::ffi::{CString, c_char};
use std::ptr::{self, NonNull};

use clang_sys::*;
use rustc_hash::FxHashMap as HashMap;

use self::places::Stretch;
use super::cursor::{Cursor, Position, Reading};
use super::library::ask;
use super::string;
use crate::error::Error;

/// A file of a translation unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileHandle(NonNull<std::ffi::c_void>);

impl FileHandle {
    /// Takes libclang's file over; null is no file.
    pub(super) fn new(file: CXFile) -> Option<FileHandle> {
        NonNull::new(file).map(FileHandle)
    }
}

/// One time that the preprocessor entered a file.
#[derive(Debug, Clone)]
pub struct Inclusion {
    /// The file.
    pub file: FileHandle,
    /// Where the `#include` stands; `None` for the main file.
    pub included_at: Option<Position>,
}

/// A part of a file that `#if` left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SkippedRange {
    /// Where it starts.
    pub start: Position,
    /// The offset in the same file behind it.
    pub end: u32,
    /// In which reading of the file.
    pub reading: Reading,
}

/// A text that libclang is to read in place of a file of that name.
#[derive(Debug, Clone)]
pub struct UnsavedFile {
    /// The file's path.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// A translation unit. It is only disposed of where much follows that then has its memory:
/// else the worker ends when it has answered, and the system takes the memory back faster than
/// libclang can.
pub struct Unit {
    /// libclang's value.
    raw: CXTranslationUnit,
    /// The path of the main file.
    main: String,
    /// The texts that were asked for, and their lengths: libclang looks through all that was read
    /// for each.
    texts: RefCell<HashMap<FileHandle, (*const u8, usize)>>,
    /// What the place that was asked for last belongs to.
    last: Cell<Option<Stretch>>,
}

// SAFETY of every call below: `raw` is a live unit that this thread has (a raw pointer, so `Unit` is
// not `Send`), and results of libclang are copied out before they are released.
impl Unit {
    /// Parses `main`, which is one of `unsaved` or a file, without function bodies and with the
    /// preprocessor's record where `macros` asks for it. What the code's errors are,
    /// [`Unit::diagnostics`] says.
    ///
    /// # Errors
    /// [`Error::ParseFailed`] where libclang accepts none of the input, and
    /// [`Error::Internal`] for an argument with a NUL.
    pub fn parse(
        arguments: &[String],
        main: &str,
        unsaved: &[UnsavedFile],
        macros: bool,
    ) -> Result<Unit, Error> {
        let main_path = c_string(main)?;
        let arguments: Vec<CString> = arguments
            .iter()
            .map(|argument| c_string(argument))
            .collect::<Result<_, _>>()?;
        let pointers: Vec<*const c_char> = arguments.iter().map(|a| a.as_ptr()).collect();
        let names: Vec<CString> = unsaved
            .iter()
            .map(|file| c_string(&file.name))
            .collect::<Result<_, _>>()?;
        let mut files: Vec<CXUnsavedFile> = unsaved
            .iter()
            .zip(&names)
            .map(|(file, name)| CXUnsavedFile {
                Filename: name.as_ptr(),
                Contents: file.text.as_ptr().cast(),
                Length: file.text.len() as _,
            })
            .collect();
        let mut flags =
            CXTranslationUnit_SkipFunctionBodies | CXTranslationUnit_IncludeAttributedTypes;
        if macros {
            flags |= CXTranslationUnit_DetailedPreprocessingRecord;
        }
        let mut raw = ptr::null_mut();
        // SAFETY: all pointers live until the call returns; libclang copies what it keeps.
        let code = unsafe {
            let index = ask!(clang_createIndex)(0, 0);
            ask!(clang_parseTranslationUnit2)(
                index,
                main_path.as_ptr(),
                pointers.as_ptr(),
                i32::try_from(pointers.len()).unwrap_or(i32::MAX),
                files.as_mut_ptr(),
                u32::try_from(files.len()).unwrap_or(u32::MAX),
                flags,
                &raw mut raw,
            )
        };
        if code == CXError_Crashed {
            return Err(Error::WorkerCrashed {
                how: "it noticed by itself".to_owned(),
                last_words: String::new(),
            });
        }
        if raw.is_null() || code != CXError_Success {
            let reason = match code {
                CXError_InvalidArguments => "it takes the arguments for invalid",
                // What its name says is rare; it stands for every argument that clang refuses
                // before it has begun: `-std=none`.
                CXError_ASTReadError => {
                    "an argument for clang is wrong, or a precompiled header beside an \
                     `-include` cannot be used"
                }
                _ => "it does not say why; an argument for clang may be wrong",
            };
            return Err(Error::ParseFailed {
                reason: reason.to_owned(),
            });
        }
        Ok(Unit {
            raw,
            main: main.to_owned(),
            texts: RefCell::default(),
            last: Cell::new(None),
        })
    }

    /// Gives the unit's memory back to the allocator, for what follows.
    pub fn dispose(self) {
        unsafe { ask!(clang_disposeTranslationUnit)(self.raw) }
    }

    /// The cursor of the whole unit.
    pub fn root(&self) -> Cursor<'_> {
        Cursor::new(unsafe { ask!(clang_getTranslationUnitCursor)(self.raw) })
    }

    /// Each time that a file was entered, in that order.
    pub fn inclusions(&self) -> Vec<Inclusion> {
        /// Collects one inclusion.
        extern "C" fn visit(
            file: CXFile,
            stack: *mut CXSourceLocation,
            depth: u32,
            data: CXClientData,
        ) {
            // SAFETY: `data` is the vector below; the stack has `depth` entries, innermost first.
            let inclusions = unsafe { &mut *data.cast::<Vec<Inclusion>>() };
            let included_at = (depth > 0).then(|| super::cursor::position(unsafe { *stack }));
            if let Some(file) = FileHandle::new(file) {
                inclusions.push(Inclusion { file, included_at });
            }
        }
        let mut inclusions: Vec<Inclusion> = Vec::new();
        let data: *mut Vec<Inclusion> = &raw mut inclusions;
        unsafe { ask!(clang_getInclusions)(self.raw, visit, data.cast()) };
        inclusions
    }

    /// The path by which a file was opened.
    pub fn path(&self, file: FileHandle) -> String {
        unsafe { string::take(ask!(clang_getFileName)(file.0.as_ptr())) }
    }

    /// What a file holds.
    pub fn contents(&self, file: FileHandle) -> &[u8] {
        let known = self.texts.borrow().get(&file).copied();
        let (text, size) = known.unwrap_or_else(|| {
            let mut size = 0;
            let text =
                unsafe { ask!(clang_getFileContents)(self.raw, file.0.as_ptr(), &raw mut size) };
            self.texts.borrow_mut().insert(file, (text.cast(), size));
            (text.cast(), size)
        });
        match text.is_null() {
            true => &[],
            // SAFETY: the buffer belongs to the unit, which outlives the borrow.
            false => unsafe { std::slice::from_raw_parts(text, size) },
        }
    }

    /// The parts of all files that `#if` left out, once for each time that it did.
    pub fn skipped_ranges(&self) -> Vec<SkippedRange> {
        unsafe {
            let list = ask!(clang_getAllSkippedRanges)(self.raw);
            if list.is_null() {
                return Vec::new();
            }
            let count = (*list).count as usize;
            let ranges = (0..count)
                .map(|index| {
                    let range = *(*list).ranges.add(index);
                    let start = ask!(clang_getRangeStart)(range);
                    SkippedRange {
                        start: super::cursor::position(start),
                        end: super::cursor::position(ask!(clang_getRangeEnd)(range)).offset,
                        reading: super::cursor::reading(start),
                    }
                })
                .collect();
            ask!(clang_disposeSourceRangeList)(list);
            ranges
        }
    }
}

/// Has libclang make its list of targets, which it does without a lock when the first index is
/// created: two threads must not do it at a time.
pub fn prepare() {
    // SAFETY: the library is loaded, and nothing else has the index.
    unsafe { ask!(clang_disposeIndex)(ask!(clang_createIndex)(0, 0)) }
}

/// A string for libclang.
fn c_string(text: &str) -> Result<CString, Error> {
    CString::new(text).map_err(|_| Error::Internal {
        what: format!("an argument holds a NUL character: {text:?}"),
    })
}
