//! Declarations and macros as libclang sees them.
#![allow(unsafe_code, non_upper_case_globals)]

use std::ffi::CStr;
use std::marker::PhantomData;
use std::ptr;

use clang_sys::*;

use super::kind::CursorKind;
use super::library::ask;
use super::string;
use super::ty::Type;
use super::unit::FileHandle;

/// A cursor of a translation unit.
#[derive(Clone, Copy)]
pub struct Cursor<'u> {
    /// libclang's value.
    pub(super) raw: CXCursor,
    /// The unit that it belongs to.
    unit: PhantomData<&'u ()>,
}

/// A place in a file: where a macro's use puts it, not where the macro was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// `None` for what the compiler or the command line defines.
    pub file: Option<FileHandle>,
    /// Bytes from the file's start.
    pub offset: u32,
}

/// Where the name of a declaration is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamePlace {
    /// The place.
    pub position: Position,
    /// Whether the name stands there. It does not where a macro has made the declaration: then the
    /// place is that of the macro's use.
    pub is_written: bool,
}

impl NamePlace {
    /// The place of a name that stands there.
    pub fn written(position: Position) -> NamePlace {
        NamePlace {
            position,
            is_written: true,
        }
    }
}

/// Tells apart the times that a file was read. clang numbers the bytes of all that it reads
/// through, so that places in one reading of a file have one distance from their offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reading(u32);

// SAFETY of every call below: `raw` comes from a translation unit that outlives `'u`, on the thread
// that has the unit (`CXCursor` holds raw pointers, so `Cursor` is not `Send`).
impl<'u> Cursor<'u> {
    /// Takes over a cursor of the unit `'u`.
    pub(super) fn new(raw: CXCursor) -> Cursor<'u> {
        Cursor {
            raw,
            unit: PhantomData,
        }
    }

    /// What it stands on.
    pub fn kind(self) -> CursorKind {
        self.raw.kind.into()
    }

    /// libclang's own name of the kind, for what this program does not know.
    pub fn kind_name(self) -> String {
        unsafe { string::take(ask!(clang_getCursorKindSpelling)(self.raw.kind)) }
    }

    /// The name; for types without one it differs between versions of libclang.
    pub fn spelling(self) -> String {
        unsafe { string::take(ask!(clang_getCursorSpelling)(self.raw)) }
    }

    /// A number that all declarations of one entity share, and no two entities.
    pub fn identity(self) -> usize {
        unsafe { ask!(clang_getCanonicalCursor)(self.raw) }.data[0].addr()
    }

    /// A number of this very declaration, which its redeclarations do not share.
    pub fn declaration_identity(self) -> usize {
        self.raw.data[0].addr()
    }

    /// The declaration that defines it, if the unit has one.
    pub fn definition(self) -> Option<Cursor<'u>> {
        let raw = unsafe { ask!(clang_getCursorDefinition)(self.raw) };
        (unsafe { ask!(clang_Cursor_isNull)(raw) } == 0).then(|| Cursor::new(raw))
    }

    /// The declared type.
    pub fn ty(self) -> Type<'u> {
        Type::new(unsafe { ask!(clang_getCursorType)(self.raw) })
    }

    /// What a typedef stands for.
    pub fn typedef_target(self) -> Type<'u> {
        Type::new(unsafe { ask!(clang_getTypedefDeclUnderlyingType)(self.raw) })
    }

    /// The integer type behind an enumeration.
    pub fn enum_integer_type(self) -> Type<'u> {
        Type::new(unsafe { ask!(clang_getEnumDeclIntegerType)(self.raw) })
    }

    /// An enumerator's value, read as signed.
    pub fn enumerator_signed(self) -> i64 {
        unsafe { ask!(clang_getEnumConstantDeclValue)(self.raw) }
    }

    /// An enumerator's value, read as unsigned.
    pub fn enumerator_unsigned(self) -> u64 {
        unsafe { ask!(clang_getEnumConstantDeclUnsignedValue)(self.raw) }
    }

    /// Distance of a member from its record's start, in bits.
    pub fn field_offset_bits(self) -> Option<u64> {
        u64::try_from(unsafe { ask!(clang_Cursor_getOffsetOfField)(self.raw) }).ok()
    }

    /// A bit-field's width in bits.
    pub fn bit_width(self) -> Option<u32> {
        if unsafe { ask!(clang_Cursor_isBitField)(self.raw) } == 0 {
            return None;
        }
        u32::try_from(unsafe { ask!(clang_getFieldDeclBitWidth)(self.raw) }).ok()
    }

    /// Has internal linkage (C11 §6.2.2p3-5): declared `static`, now or before.
    pub fn is_internal(self) -> bool {
        unsafe { ask!(clang_getCursorLinkage)(self.raw) == CXLinkage_Internal }
    }

    /// The declaration as clang writes it, with the attributes that libclang has no kind for.
    pub fn printed(self) -> String {
        unsafe {
            string::take(ask!(clang_getCursorPrettyPrinted)(
                self.raw,
                ptr::null_mut(),
            ))
        }
    }

    /// Whether any attribute stands on it, written or implied: cheaper than to visit them.
    pub fn has_attributes(self) -> bool {
        unsafe { ask!(clang_Cursor_hasAttrs)(self.raw) != 0 }
    }

    /// Is an attribute, of whatever name.
    pub fn is_attribute(self) -> bool {
        (CXCursor_UnexposedAttr..CXCursor_PreprocessingDirective).contains(&self.raw.kind)
    }

    /// What an attribute says of visibility, if it is `visibility("hidden")` or its like.
    pub fn visibility_attribute(self) -> Option<String> {
        (self.raw.kind == CXCursor_VisibilityAttr).then(|| self.spelling())
    }

    /// Is `dllimport` or `dllexport`.
    pub fn is_dll_attribute(self) -> bool {
        matches!(self.raw.kind, CXCursor_DLLImport | CXCursor_DLLExport)
    }

    /// Has hidden visibility: no library exports it.
    pub fn is_hidden(self) -> bool {
        unsafe { ask!(clang_getCursorVisibility)(self.raw) == CXVisibility_Hidden }
    }

    /// Declared `inline`.
    pub fn is_inline(self) -> bool {
        unsafe { ask!(clang_Cursor_isFunctionInlined)(self.raw) != 0 }
    }

    /// Declared `_Thread_local`.
    pub fn is_thread_local(self) -> bool {
        unsafe { ask!(clang_getCursorTLSKind)(self.raw) != CXTLS_None }
    }

    /// The parameters of a function, also those that only a typedef of its type declares.
    pub fn arguments(self) -> impl Iterator<Item = Cursor<'u>> {
        let count = unsafe { ask!(clang_Cursor_getNumArguments)(self.raw) };
        (0..u32::try_from(count).unwrap_or(0)).map(move |index| {
            Cursor::new(unsafe { ask!(clang_Cursor_getArgument)(self.raw, index) })
        })
    }

    /// A macro with parameters.
    pub fn is_function_like(self) -> bool {
        unsafe { ask!(clang_Cursor_isMacroFunctionLike)(self.raw) != 0 }
    }

    /// The value of a variable's initialiser, where clang can evaluate it.
    pub fn evaluate(self) -> Option<Evaluated> {
        unsafe {
            let result = ask!(clang_Cursor_Evaluate)(self.raw);
            if result.is_null() {
                return None;
            }
            let evaluated = match ask!(clang_EvalResult_getKind)(result) {
                CXEval_Int if ask!(clang_EvalResult_isUnsignedInt)(result) != 0 => Some(
                    Evaluated::Integer(i128::from(ask!(clang_EvalResult_getAsUnsigned)(result))),
                ),
                CXEval_Int => Some(Evaluated::Integer(i128::from(ask!(
                    clang_EvalResult_getAsLongLong
                )(result)))),
                CXEval_StrLiteral => {
                    let text = ask!(clang_EvalResult_getAsStr)(result);
                    (!text.is_null())
                        .then(|| Evaluated::Text(CStr::from_ptr(text).to_bytes().to_vec()))
                }
                CXEval_Float => Some(Evaluated::Float(ask!(clang_EvalResult_getAsDouble)(result))),
                _ => None,
            };
            ask!(clang_EvalResult_dispose)(result);
            evaluated
        }
    }

    /// The file that an `#include` names.
    pub fn included_file(self) -> Option<FileHandle> {
        FileHandle::new(unsafe { ask!(clang_getIncludedFile)(self.raw) })
    }

    /// The reading of the file that the first token belongs to.
    pub fn reading(self) -> Reading {
        reading(unsafe { ask!(clang_getRangeStart)(ask!(clang_getCursorExtent)(self.raw)) })
    }

    /// The place of the first token, and of the end of the last.
    pub fn extent(self) -> (Position, Position) {
        unsafe {
            let range = ask!(clang_getCursorExtent)(self.raw);
            (
                position(ask!(clang_getRangeStart)(range)),
                position(ask!(clang_getRangeEnd)(range)),
            )
        }
    }

    /// Calls `visit` for each direct child, in order.
    pub fn for_each_child(self, mut visit: impl FnMut(Cursor<'u>)) {
        /// Hands one child over.
        extern "C" fn trampoline<'u, F: FnMut(Cursor<'u>)>(
            cursor: CXCursor,
            _: CXCursor,
            data: CXClientData,
        ) -> CXChildVisitResult {
            // SAFETY: `data` is the closure below, which outlives the visit.
            let visit = unsafe { &mut *data.cast::<F>() };
            visit(Cursor::new(cursor));
            CXChildVisit_Continue
        }
        /// Names the closure's type, so that the trampoline can be made for it.
        fn run<'u, F: FnMut(Cursor<'u>)>(raw: CXCursor, visit: &mut F) {
            let data: *mut F = visit;
            unsafe { ask!(clang_visitChildren)(raw, trampoline::<'u, F>, data.cast()) };
        }
        run(self.raw, &mut visit);
    }

    /// The text of each token of a macro's definition; for those of the compiler itself, which
    /// no file holds.
    pub fn tokens(self) -> Vec<String> {
        unsafe {
            let unit = ask!(clang_Cursor_getTranslationUnit)(self.raw);
            let (mut tokens, mut count) = (ptr::null_mut(), 0);
            ask!(clang_tokenize)(
                unit,
                ask!(clang_getCursorExtent)(self.raw),
                &raw mut tokens,
                &raw mut count,
            );
            let texts = (0..count as usize)
                .map(|index| string::take(ask!(clang_getTokenSpelling)(unit, *tokens.add(index))))
                .collect();
            ask!(clang_disposeTokens)(unit, tokens, count);
            texts
        }
    }
}

/// A value that clang computed.
#[derive(Debug, Clone, PartialEq)]
pub enum Evaluated {
    /// An integer of up to 64 bits.
    Integer(i128),
    /// A floating value, as the nearest `double`.
    Float(f64),
    /// A string, up to its first zero.
    Text(Vec<u8>),
}

/// The reading that a place belongs to.
pub(super) fn reading(location: CXSourceLocation) -> Reading {
    Reading(location.int_data.wrapping_sub(position(location).offset))
}

/// Where a location puts something: file and offset, without the cost of counting lines.
pub(super) fn position(location: CXSourceLocation) -> Position {
    let (mut file, mut offset) = (ptr::null_mut(), 0);
    // SAFETY: the location comes from a live unit on this thread.
    unsafe {
        ask!(clang_getExpansionLocation)(
            location,
            &raw mut file,
            ptr::null_mut(),
            ptr::null_mut(),
            &raw mut offset,
        );
    }
    Position {
        file: FileHandle::new(file),
        offset,
    }
}
