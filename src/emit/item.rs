//! One item with what stands above it, and whether a blank line parts it from the one before.

use std::borrow::Cow;
use std::fmt;

use askama::Template;

use super::alias::AliasView;
use super::condition::Above;
use super::constant::ConstantView;
use super::function::FunctionText;
use super::lead::{Lead, has_lead};
use super::literal::is_sayable;
use super::opaque::OpaqueView;
use super::record::{MethodsView, RecordView, wide_remarks};
use super::skipped::SkippedView;
use super::source::Shown;
use super::text::shown;
use super::variable::VariableView;
use crate::diagnostic::Reason;
use crate::map::model::{Constant, Dialect, Item, ItemKind, Literal, Type};
use crate::merge::model::Part;
use crate::target::condition::Condition;

/// One item as the module's template shows it.
pub(super) struct ItemView<'a> {
    /// A blank line parts it from what stands before.
    pub(super) apart: bool,
    /// Remarks and documentation.
    pub(super) lead: Lead<'a>,
    /// On which targets it exists.
    pub(super) condition: Above<'a>,
    /// Other attributes and the item.
    pub(super) body: Body<'a>,
}

impl<'a> ItemView<'a> {
    /// The view of an item that follows another, or the header.
    pub(super) fn of(
        shown: Shown<'a>,
        previous: Option<Shown<'a>>,
        dialect: Dialect,
        link: &'a [String],
    ) -> ItemView<'a> {
        let Shown {
            item,
            condition,
            part,
        } = shown;
        let (lead, body) = match &item.kind {
            ItemKind::Function(function) => (
                Lead::of(item, Vec::new(), dialect),
                Body::Function(FunctionText::of(item, function, dialect, link)),
            ),
            ItemKind::Record(record) if part == Part::Methods => {
                (Lead::none(), Body::Methods(MethodsView::of(item, record)))
            }
            ItemKind::Record(record) => (
                Lead::of(item, wide_remarks(record, dialect), dialect),
                Body::Record(RecordView::of(item, record, dialect, (part, condition))),
            ),
            ItemKind::Opaque => (
                Lead::of(item, Vec::new(), dialect),
                Body::Opaque(OpaqueView::of(item, dialect)),
            ),
            ItemKind::Alias(ty) => (
                Lead::of(item, Vec::new(), dialect),
                Body::Alias(AliasView::of(item, ty, dialect)),
            ),
            ItemKind::Constant(constant) => match refusal(constant) {
                None => (
                    Lead::of(item, Vec::new(), dialect),
                    Body::Constant(ConstantView::of(item, constant, dialect)),
                ),
                Some(reason) => skipped(item, Cow::Owned(reason), condition),
            },
            ItemKind::Variable(variable) => (
                Lead::of(item, Vec::new(), dialect),
                Body::Variable(VariableView::of(item, variable, dialect, link)),
            ),
            ItemKind::Skipped(reason) => skipped(item, Cow::Borrowed(reason), condition),
        };
        ItemView {
            apart: previous.is_none_or(|previous| !stand_together(previous, shown)),
            lead,
            condition: match body {
                // A comment has no attributes: the condition is in its line.
                Body::Skipped(_) => Above(None),
                Body::Function(_)
                | Body::Record(_)
                | Body::Methods(_)
                | Body::Opaque(_)
                | Body::Alias(_)
                | Body::Constant(_)
                | Body::Variable(_) => Above(condition),
            },
            body,
        }
    }
}

/// A skipped item: its line is all there is, for documentation would fall to the next item.
fn skipped<'a>(
    item: &'a Item,
    reason: Cow<'a, Reason>,
    condition: Option<&'a Condition>,
) -> (Lead<'a>, Body<'a>) {
    let view = SkippedView::of(item, reason, condition);
    (Lead::none(), Body::Skipped(view))
}

/// Why a constant cannot be written after all: the model asks for finite floats.
fn refusal(constant: &Constant) -> Option<Reason> {
    match &constant.value {
        Literal::Float(value) if !is_sayable(&constant.value) => {
            Some(Reason::NotAConstant(value.to_string()))
        }
        Literal::Float(_)
        | Literal::Integer(_)
        | Literal::Bool(_)
        | Literal::Text(_)
        | Literal::Elements(_) => None,
    }
}

/// Whether two neighbours stand without a blank line: runs of constants, of aliases and of
/// skipped items with nothing above them, and an enumeration with its first enumerator.
fn stand_together(previous: Shown<'_>, shown: Shown<'_>) -> bool {
    let has_lead = |shown: Shown<'_>| shown.condition.is_some() || has_lead(shown.item);
    match (&previous.item.kind, &shown.item.kind) {
        (ItemKind::Skipped(_), ItemKind::Skipped(_)) => true,
        (ItemKind::Constant(_), ItemKind::Constant(_))
        | (ItemKind::Alias(_), ItemKind::Alias(_)) => !has_lead(previous) && !has_lead(shown),
        (ItemKind::Alias(_), ItemKind::Constant(constant)) => {
            // Below the last of several forms, the first enumerator would seem to be that one's.
            previous.condition.is_none()
                && !has_lead(shown)
                && matches!(&constant.ty, Type::Named(name) if *name == previous.item.name)
        }
        (
            ItemKind::Function(_)
            | ItemKind::Record(_)
            | ItemKind::Opaque
            | ItemKind::Alias(_)
            | ItemKind::Constant(_)
            | ItemKind::Variable(_)
            | ItemKind::Skipped(_),
            _,
        ) => false,
    }
}

/// The item itself, by its kind's template.
pub(super) enum Body<'a> {
    /// `extern fn`
    Function(FunctionText),
    /// `struct`, `union`
    Record(RecordView<'a>),
    /// `impl`
    Methods(MethodsView<'a>),
    /// `opaque type`
    Opaque(OpaqueView<'a>),
    /// `type`
    Alias(AliasView<'a>),
    /// `const`
    Constant(ConstantView<'a>),
    /// `extern let`, `extern var`
    Variable(VariableView<'a>),
    /// `# skipped:`
    Skipped(SkippedView<'a>),
}

impl Body<'_> {
    /// Writes the item.
    fn write(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        let written = match self {
            Body::Function(text) => return text.write(out),
            Body::Record(view) => view.render_into(out),
            Body::Methods(view) => view.render_into(out),
            Body::Opaque(view) => view.render_into(out),
            Body::Alias(view) => view.render_into(out),
            Body::Constant(view) => view.render_into(out),
            Body::Variable(view) => view.render_into(out),
            Body::Skipped(view) => view.render_into(out),
        };
        written.map_err(|_| fmt::Error)
    }
}

shown!(Body<'_>);
