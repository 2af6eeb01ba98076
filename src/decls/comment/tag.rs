//! Types that are declared within other declarations: whose comment is it?

use super::{Comments, place};

impl Comments<'_> {
    /// Whether a declaration is a `typedef` that defines a type as well: what is said about it is
    /// said about that type.
    ///
    /// ```c
    /// /** A point. */
    /// typedef struct { int x; } point;   /**< In the plane. */
    /// ```
    pub(super) fn is_typedef_with_body(&self, start: usize, end: usize) -> bool {
        let text = &self.text[start..end];
        let is_typedef = text
            .strip_prefix(b"typedef")
            .is_some_and(|rest| !rest.first().is_some_and(|&byte| place::is_word(byte)));
        is_typedef && (start..end).any(|at| self.text[at] == b'{' && !self.is_comment(at))
    }

    /// Whether a declaration is only the mention of a type in another declaration: that one's
    /// comment is not the type's.
    ///
    /// ```c
    /// /** Opens a file. */
    /// struct file *open_file(const char *name);
    /// ```
    pub(super) fn is_in_passing(&self, start: usize, end: usize) -> bool {
        let mut words = self.text[start..end]
            .split(|byte| !place::is_word(*byte))
            .filter(|word| !word.is_empty());
        let keyword = words.next();
        let is_tag = matches!(keyword, Some(b"struct" | b"union" | b"enum"))
            && words.next().is_some()
            && words.next().is_none()
            && place::is_word(self.text[end - 1]);
        if !is_tag {
            return false;
        }
        let mut after = self.skip_space(end);
        // `typedef struct S T;` is all that is said of `S`.
        if self.is_after_typedef(start) {
            let rest = self.text.get(after..).unwrap_or_default();
            let name = rest
                .iter()
                .take_while(|byte| place::is_word(**byte))
                .count();
            after = self.skip_space(after + name);
        }
        self.text.get(after) != Some(&b';')
    }

    /// The offset after the `;` of the `typedef` whose type's body ends at `end`; `None` where
    /// the type stands in no `typedef`. A type that a macro spells is one word.
    pub(super) fn typedef_end(&self, start: usize, end: usize) -> Option<usize> {
        let has_body = self.text[..end].ends_with(b"}")
            || self.text[start..end]
                .iter()
                .all(|&byte| place::is_word(byte));
        if !has_body || !self.is_after_typedef(start) {
            return None;
        }
        let rest = &self.text[end..];
        let stop = rest
            .iter()
            .position(|byte| matches!(byte, b';' | b'{' | b'/' | b'#'))?;
        (rest[stop] == b';').then_some(end + stop + 1)
    }

    /// Whether `typedef` stands before what starts at `start`.
    fn is_after_typedef(&self, start: usize) -> bool {
        self.text[..start].trim_ascii_end().ends_with(b"typedef")
    }

    /// The offset after the white space at `at`.
    fn skip_space(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count()
    }

    /// Whether a byte stands in a comment.
    fn is_comment(&self, at: usize) -> bool {
        let index = self.notes.spans.partition_point(|span| span.end <= at);
        self.notes
            .spans
            .get(index)
            .is_some_and(|span| span.start <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Comments;

    /// The documentation of the part of `text` that is `declaration`.
    fn doc(text: &str, declaration: &str) -> String {
        let start = text.rfind(declaration).unwrap_or_default();
        let comments = Comments::new(text.as_bytes());
        let said = comments.of(start, start + declaration.len());
        said.map_or_else(String::new, |it| it.text.join("|"))
    }

    #[test]
    fn the_comment_of_a_typedef_with_a_body_is_the_types() {
        let text = "/** A. */\ntypedef struct s { int x; } t; /**< B. */\n";
        assert_eq!(doc(text, "struct s { int x; }"), "A.||B.");
        assert_eq!(doc(text, "typedef struct s { int x; } t"), "");
        let text = "/** A. */\ntypedef enum\n{ X } t, *pt; /* B. */\n";
        assert_eq!(doc(text, "enum\n{ X }"), "A.||B.");
        let text = "/** A. */\ntypedef int t /* { */;";
        assert_eq!(doc(text, "typedef int t /* { */"), "A.");
        let text = "typedef PAIR t; /* B. */\n";
        assert_eq!(doc(text, "PAIR"), "B.");
        let text = "/** A. */\ntypedef\n  struct { int x; } t;";
        assert_eq!(doc(text, "struct { int x; }"), "A.");
    }

    #[test]
    fn a_type_in_passing_has_no_comment() {
        for text in [
            "/** A. */ \nstruct s *f(void); /**< B. */",
            "/** A. */\ntypedef struct s *(*f)(void);",
            "/** A. */\nextern struct s v;",
        ] {
            assert_eq!(doc(text, "struct s"), "", "{text}");
        }
        assert_eq!(
            doc("/** A. */\nstruct s *f(void);", "struct s *f(void)"),
            "A."
        );
        assert_eq!(
            doc("/** A. */\nstruct s; /**< B. */\n", "struct s"),
            "A.||B."
        );
        assert_eq!(doc("/** A. */\ntypedef struct s t;", "struct s"), "A.");
        assert_eq!(
            doc("/** A. */\ntypedef struct s t;", "typedef struct s t"),
            "A."
        );
    }
}
