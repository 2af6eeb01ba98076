//! `struct` and `union`.

use askama::Template;

use super::accessor::AccessorView;
use super::condition::Above;
use super::layout::{COLUMNS, LastLine};
use super::text::{Comment, Name};
use super::types::TypeText;
use crate::map::model::{Dialect, Field, Item, Record};
use crate::merge::model::Part;
use crate::target::condition::Condition;

/// A structure or union as its template shows it.
#[derive(Template)]
#[template(path = "record.pyrite")]
pub(super) struct RecordView<'a> {
    /// `struct` or `union`.
    keyword: &'static str,
    /// Its name.
    name: Name<'a>,
    /// `packed = n`
    packed: Option<u64>,
    /// `align = n`
    align: Option<u64>,
    /// Whose fields are shown.
    record: &'a Record,
    /// Whose spelling the types have.
    dialect: Dialect,
    /// Of the methods, which are an item of their own.
    condition: Above<'a>,
    /// The methods, where they stand below it.
    methods: Option<MethodsView<'a>>,
}

/// The methods of a record's bit-fields as their template shows them.
#[derive(Template)]
#[template(path = "methods.pyrite")]
pub(super) struct MethodsView<'a> {
    /// The record's name.
    name: Name<'a>,
    /// Whose bit-fields are shown.
    record: &'a Record,
}

/// A field as the template shows it.
struct FieldView<'a> {
    /// Its name.
    name: Name<'a>,
    /// Its type.
    ty: TypeText<'a>,
    /// At the end of its line, where there is room.
    remark: Option<Comment<&'a str>>,
}

impl<'a> RecordView<'a> {
    /// The view of a record.
    pub(super) fn of(
        item: &'a Item,
        record: &'a Record,
        dialect: Dialect,
        (part, condition): (Part, Option<&'a Condition>),
    ) -> RecordView<'a> {
        RecordView {
            keyword: if record.is_union { "union" } else { "struct" },
            name: Name(&item.name),
            packed: record.packed,
            align: record.align,
            record,
            dialect,
            condition: Above(condition),
            methods: match part {
                Part::Whole if !record.accessors.is_empty() => Some(MethodsView::of(item, record)),
                Part::Whole | Part::Fields | Part::Methods => None,
            },
        }
    }

    /// The fields.
    fn fields(&self) -> impl Iterator<Item = FieldView<'a>> {
        let dialect = self.dialect;
        self.record.fields.iter().map(move |field| FieldView {
            name: Name(&field.name),
            ty: TypeText {
                ty: &field.ty,
                dialect,
            },
            remark: field
                .remark
                .as_deref()
                .filter(|remark| has_room(field, remark, dialect))
                .map(Comment),
        })
    }
}

impl<'a> MethodsView<'a> {
    /// The view of a record's methods.
    pub(super) fn of(item: &'a Item, record: &'a Record) -> MethodsView<'a> {
        MethodsView {
            name: Name(&item.name),
            record,
        }
    }

    /// Its bit-fields.
    fn accessors(&self) -> impl Iterator<Item = AccessorView<'a>> {
        self.record.accessors.iter().map(AccessorView::of)
    }
}

/// The remarks of fields whose line would be too wide with them: they stand above the record,
/// because no comment may stand above a block's first member.
pub(super) fn wide_remarks(record: &Record, dialect: Dialect) -> Vec<String> {
    record
        .fields
        .iter()
        .filter_map(|field| {
            let remark = field.remark.as_deref()?;
            (!has_room(field, remark, dialect)).then(|| format!("{}: {remark}", field.name))
        })
        .collect()
}

/// Whether a field's line has room for its remark.
fn has_room(field: &Field, remark: &str, dialect: Dialect) -> bool {
    use std::fmt::Write;
    let mut measure = LastLine::default();
    let ty = TypeText {
        ty: &field.ty,
        dialect,
    };
    let line = write!(
        measure,
        "    {}: {ty}  # {}",
        Name(&field.name),
        Comment(remark)
    );
    line.is_ok() && measure.columns <= COLUMNS
}
