//! The files of a translation unit: their names, their place in it, and whether they belong to
//! the named headers.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::cmp::Ordering;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use super::ahead::Noted;
use super::page::Page;
use super::survey::{Event, Survey};
use super::text::Text;
use crate::characters::name_length;
use crate::clang::cursor::{NamePlace, Position};
use crate::clang::unit::{FileHandle, Inclusion, Unit};
use crate::decls::comment::Comments;
use crate::location::Location;
use crate::scope::Scope;

/// All files of one unit.
pub struct Files<'u> {
    /// The unit.
    unit: &'u Unit,
    /// In the order of first inclusion.
    files: Vec<File<'u>>,
    /// Where in `files` a file is.
    index: HashMap<FileHandle, usize>,
    /// The file that was asked for last, and where it is.
    last: Cell<Option<(FileHandle, usize)>>,
}

/// One file.
struct File<'u> {
    /// libclang's name for it.
    handle: FileHandle,
    /// The path by which it was opened.
    path: PathBuf,
    /// The name that a reader of the module sees; lines and comments.
    page: Arc<Page<'u>>,
    /// Whether it belongs to the named headers.
    in_scope: bool,
    /// How many times it was entered.
    entered: usize,
    /// Offsets of the `#include` directives that lead here from the main file: with an offset
    /// in this file at the end, these order all places of the unit.
    trail: Vec<u32>,
    /// The directive that first included it.
    included_at: Option<Position>,
    /// Its bytes, once anybody asked for them.
    text: OnceCell<Text<'u>>,
    /// Whether the word `noreturn` stands in it, in small or capital letters, once asked for.
    mentions_noreturn: OnceCell<bool>,
}

impl<'u> File<'u> {
    /// Its bytes.
    fn text(&self, unit: &'u Unit) -> Text<'u> {
        *self
            .text
            .get_or_init(|| Text::new(unit.contents(self.handle)))
    }
}

impl<'u> Files<'u> {
    /// Reads the inclusions of a unit. `directories` are those that names are relative to, as
    /// [`short_name`] takes them; `noted` is what was read ahead of comments.
    pub fn new(
        unit: &'u Unit,
        survey: &Survey<'u>,
        scope: &Scope,
        directories: &[&[PathBuf]],
        mut noted: HashMap<PathBuf, Noted>,
    ) -> Files<'u> {
        let inclusions = unit.inclusions();
        let mut all = Files {
            unit,
            files: Vec::new(),
            index: HashMap::default(),
            last: Cell::new(None),
        };
        for inclusion in &inclusions {
            all.enter(inclusion, directories, &mut noted);
        }
        let paths: Vec<PathBuf> = all.files.iter().map(|file| file.path.clone()).collect();
        // A header that another one has already brought in is included all the same.
        let edges: Vec<(usize, usize)> = survey
            .events
            .iter()
            .filter_map(|event| all.edge(event))
            .collect();
        // The main file is this program's own, whatever folder it seems to lie in.
        let belongs = scope.resolve(&paths, &edges);
        for (file, belongs) in all.files.iter_mut().zip(belongs).skip(1) {
            file.in_scope = belongs;
        }
        all
    }

    /// Which file includes which, by a directive.
    fn edge(&self, event: &Event<'_>) -> Option<(usize, usize)> {
        match event {
            Event::Include { at, file } => {
                Some((*self.index.get(&at.file?)?, *self.index.get(file)?))
            }
            Event::Define(_) => None,
        }
    }

    /// Takes one inclusion in.
    fn enter(
        &mut self,
        inclusion: &Inclusion,
        directories: &[&[PathBuf]],
        noted: &mut HashMap<PathBuf, Noted>,
    ) {
        if let Some(&known) = self.index.get(&inclusion.file) {
            if let Some(file) = self.files.get_mut(known) {
                file.entered += 1;
            }
            return;
        }
        let includer = inclusion
            .included_at
            .and_then(|position| position.file)
            .and_then(|includer| self.index.get(&includer))
            .copied();
        let mut trail = includer
            .and_then(|includer| self.files.get(includer))
            .map_or(Vec::new(), |file| file.trail.clone());
        trail.extend(inclusion.included_at.map(|position| position.offset));
        let path = PathBuf::from(self.unit.path(inclusion.file));
        self.index.insert(inclusion.file, self.files.len());
        self.files.push(File {
            handle: inclusion.file,
            page: Arc::new(Page::new(
                Arc::from(short_name(&target(&path, directories), directories)),
                noted.remove(&path),
            )),
            path,
            in_scope: false,
            entered: 1,
            trail,
            included_at: inclusion.included_at,
            text: OnceCell::new(),
            mentions_noreturn: OnceCell::new(),
        });
    }

    /// One file by libclang's name for it.
    fn get(&self, handle: FileHandle) -> Option<&File<'u>> {
        // One declaration after the other stands in the same file.
        if let Some((last, index)) = self.last.get()
            && last == handle
        {
            return self.files.get(index);
        }
        let index = *self.index.get(&handle)?;
        self.last.set(Some((handle, index)));
        self.files.get(index)
    }

    /// Whether a place belongs to the named headers.
    pub fn is_in_scope(&self, position: Position) -> bool {
        position
            .file
            .and_then(|handle| self.get(handle))
            .is_some_and(|file| file.in_scope)
    }

    /// The name of the file that holds a place, as a reader of the module sees it.
    pub fn name_of(&self, position: Position) -> Option<&str> {
        Some(self.get(position.file?)?.page.name.as_ref())
    }

    /// The path of the file that holds a place.
    pub fn path_of(&self, position: Position) -> PathBuf {
        let file = position.file.and_then(|handle| self.get(handle));
        file.map(|file| file.path.clone()).unwrap_or_default()
    }

    /// The directives that lead from a named header to a place.
    pub fn chain(&mut self, position: Position) -> Vec<Location> {
        let mut chain = Vec::new();
        let mut file = position.file;
        while let Some(at) = file.and_then(|handle| self.get(handle)?.included_at) {
            // The main file, which is the first, is this program's own.
            let includer = at.file.and_then(|handle| self.index.get(&handle));
            if includer.is_none_or(|&index| index == 0) || chain.len() > self.files.len() {
                break;
            }
            chain.push(self.location(at));
            file = at.file;
        }
        chain.reverse();
        chain
    }

    /// How many times a file was entered.
    pub fn times_entered(&self, handle: FileHandle) -> usize {
        self.get(handle).map_or(0, |file| file.entered)
    }

    /// The bytes of a file.
    pub fn text(&self, handle: FileHandle) -> Text<'u> {
        let file = self.get(handle);
        file.map_or_else(|| Text::new(&[]), |file| file.text(self.unit))
    }

    /// The name that stands at a place; `None` where it takes libclang to tell, whose answer is two
    /// copies of it.
    pub fn name_at(&self, place: NamePlace) -> Option<&'u str> {
        let file = place.position.file.filter(|_| place.is_written)?;
        identifier_at(self.text(file), place.position.offset as usize)
    }

    /// The tag of a structure, union or enumeration that stands at a place; `None` where it takes
    /// libclang to tell. What has no tag has the place of its first word.
    pub fn tag_at(&self, place: NamePlace) -> Option<&'u str> {
        let word = self.name_at(place)?;
        (!matches!(word, "struct" | "union" | "enum")).then_some(word)
    }

    /// Every file, in the order of first inclusion; the main file, which no disk holds, is left
    /// out.
    pub fn handles(&self) -> impl Iterator<Item = FileHandle> {
        self.files.iter().skip(1).map(|file| file.handle)
    }

    /// The paths of all files that were read.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.files
            .iter()
            .skip(1)
            .map(|file| file.path.clone())
            .collect()
    }

    /// Orders two places as the preprocessor came to them.
    pub fn compare(&self, a: Position, b: Position) -> Ordering {
        let trail = |position: Position| {
            let trail = position
                .file
                .and_then(|handle| self.get(handle))
                .map_or(&[][..], |file| file.trail.as_slice());
            trail.iter().copied().chain([position.offset])
        };
        if a.file == b.file {
            a.offset.cmp(&b.offset)
        } else {
            trail(a).cmp(trail(b))
        }
    }

    /// A place as people name it.
    pub fn location(&self, position: Position) -> Location {
        match position.file.and_then(|handle| self.get(handle)) {
            Some(file) => file
                .page
                .location(file.text(self.unit).bytes, position.offset),
            None => Location {
                file: Arc::from("<command line>"),
                line: 1,
                column: 1,
            },
        }
    }

    /// The bytes of a file, and what is known of them.
    pub fn page(&self, handle: FileHandle) -> Option<(&'u [u8], Arc<Page<'u>>)> {
        let file = self.get(handle)?;
        Some((file.text(self.unit).bytes, Arc::clone(&file.page)))
    }

    /// The comments of the file that holds a place.
    pub fn comments(&self, position: Position) -> Option<&Comments<'u>> {
        let file = self.get(position.file?)?;
        Some(file.page.comments(file.text(self.unit).bytes))
    }
}

impl Files<'_> {
    /// Whether the word `noreturn` stands in the file, in small or capital letters.
    pub fn mentions_noreturn(&self, position: Position) -> bool {
        let Some(file) = position.file.and_then(|file| self.get(file)) else {
            return true;
        };
        let text = file.text(self.unit).bytes;
        let has = |word: &str| memchr::memmem::find(text, word.as_bytes()).is_some();
        *file
            .mentions_noreturn
            .get_or_init(|| has("noreturn") || has("NORETURN"))
    }
}

/// The identifier at an offset; `None` where there is none in plain letters and in one piece.
fn identifier_at(text: Text<'_>, offset: usize) -> Option<&str> {
    let end = offset + name_length(text.bytes.get(offset..)?);
    // It may go on: in a letter outside ASCII, behind the end of the line.
    let goes_on = matches!(text.bytes.get(end)?, b'$' | b'\\' | b'?' | 0x80..);
    (end > offset && !goes_on).then(|| text.piece(offset..end))?
}

/// What a file is called that is a link: the file behind it, where that is in one of the
/// directories too. libclang 14 knows one file by the last of its paths, 19 by each.
fn target<'p>(path: &'p Path, groups: &[&[PathBuf]]) -> Cow<'p, Path> {
    let is_link = path
        .symlink_metadata()
        .is_ok_and(|metadata| metadata.is_symlink());
    if !is_link {
        return Cow::Borrowed(path);
    }
    match path.canonicalize() {
        Ok(target)
            if groups
                .iter()
                .copied()
                .flatten()
                .any(|it| target.starts_with(it)) =>
        {
            Cow::Owned(target)
        }
        Ok(_) | Err(_) => Cow::Borrowed(path),
    }
}

/// A file's path as an `#include` would spell it: relative to the longest directory that holds
/// it, of the first group in which one does; else its last component.
///
/// ```text
/// groups: [/usr/include], [/home/me/project]
/// /usr/include/SDL2/SDL.h           SDL2/SDL.h
/// /home/me/project/include/part.h   include/part.h
/// ```
pub fn short_name(path: &Path, groups: &[&[PathBuf]]) -> String {
    // What must be left by `..` is not in the directory.
    let is_below = |rest: &&Path| !rest.components().any(|part| part == Component::ParentDir);
    groups
        .iter()
        .find_map(|group| {
            group
                .iter()
                .filter_map(|directory| path.strip_prefix(directory).ok())
                .filter(is_below)
                .min_by_key(|rest| rest.as_os_str().len())
        })
        .or_else(|| path.file_name().map(Path::new))
        .unwrap_or(path)
        .display()
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_relative_to_include_directories_before_folders() {
        let directories = ["/usr/include", "/usr/include/SDL2", "/p/include/deep"];
        let directories = directories.map(PathBuf::from);
        let folders = ["/usr/include/x", "/p"].map(PathBuf::from);
        let name = |path: &str| short_name(Path::new(path), &[&directories, &folders]);
        assert_eq!(name("/usr/include/SDL2/SDL.h"), "SDL.h");
        assert_eq!(name("/usr/include/x/y.h"), "x/y.h");
        assert_eq!(name("/p/include/part.h"), "include/part.h");
        assert_eq!(name("/p/include/deep/part.h"), "part.h");
        assert_eq!(name("/p/../q/part.h"), "part.h");
        assert_eq!(name("/q/part.h"), "part.h");
    }
}
