//! An error in a module's text: the line, with what is wrong in it marked.

use annotate_snippets::{AnnotationKind, Group, Snippet};

use super::excerpt::excerpt;
use crate::module_file::Fault;

/// Adds the line to the message, which names the place. A line that is too long is shown around it.
pub(super) fn with_line<'a>(group: Group<'a>, fault: &Fault) -> Group<'a> {
    let excerpt = excerpt(&fault.excerpt, fault.byte_column, &[]);
    let snippet = Snippet::source(excerpt.text)
        .line_start(fault.line as usize)
        .annotation(AnnotationKind::Primary.span(excerpt.primary));
    group.element(snippet)
}
