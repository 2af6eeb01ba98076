//! Comments as headers have them, and what becomes of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;

use super::*;

/// Translates the lines of a text.
fn doc(text: &str) -> String {
    translate(text.lines().map(str::to_owned).collect()).join("\n")
}

#[test]
fn plain_text_stays() {
    let text = "Opens the file.\n\n    code();\n- a ^ b # c % d\n   indented | [x]";
    assert_eq!(doc(text), text);
    let text = "Opens it. a < b && c > d, <stdio.h>, me@home.org, C:\\dir\n    code(\"\\n\");";
    assert_eq!(doc(text), text);
}

#[test]
fn sections_of_a_function() {
    assert_eq!(
        doc(
            "@brief Opens a file.\n\n@param[in] name the name\n            of it\n\\param out: result\n\
             @param[out] size - the size\n@param a, b both\n@param x\n@return NULL if it fails\n         or else\n\
             @note: Slow.\n@see close()\n@sa read()"
        ),
        "Opens a file.\n\nParameters:\n- `name`: the name\n  of it\n- `out`: result\n- `size` (out): the size\n\
         - `a`, `b`: both\n- `x`\n\nReturns: NULL if it fails\nor else\n\nNote: Slow.\n\nSee: close(), read()"
    );
    assert_eq!(
        doc("\\retval OK done\n@retval BAD failed"),
        "Returns:\n- `OK`: done\n- `BAD`: failed"
    );
    assert_eq!(doc("A.\n@par More\nText."), "A.\n\nMore:\nText.");
    assert_eq!(
        doc("\\return - OK: done\n        - BAD: failed"),
        "Returns:\n- OK: done\n- BAD: failed"
    );
    assert_eq!(doc("Returns: 1 &lt; 2"), "Returns: 1 < 2");
}

#[test]
fn preformatted_text_stays_as_it_is() {
    assert_eq!(
        doc("See:\n@code{.c}\n  if (a &lt; @b)\n    \\c x;\n@endcode\nEnd."),
        "See:\n```c\n  if (a &lt; @b)\n    \\c x;\n```\nEnd."
    );
    assert_eq!(doc("\\code x(); \\endcode after"), "```\nx();\n```\nafter");
    assert_eq!(doc("@verbatim\n  <b>"), "```\n  <b>\n```");
    assert_eq!(
        doc("<blockquote><pre>\n  a &lt; b;\n</pre></blockquote>\nEnd"),
        "```\n  a < b;\n```\nEnd"
    );
}

#[test]
fn words_within_a_line() {
    assert_eq!(doc("Give @c NULL, or \\p x."), "Give `NULL`, or `x`.");
    assert_eq!(doc("See @ref open() (or \\c x)."), "See open() (or `x`).");
    assert_eq!(
        doc("\\b Bold \\e thin @link x the x @endlink."),
        "**Bold** *thin* x the x ."
    );
    assert_eq!(
        doc("a@@b \\@c \\<d\\> @unknown x \\foo"),
        "a@b @c <d> @unknown x \\foo"
    );
    assert_eq!(doc("ends in \\n or \\c"), "ends in \\n or \\c");
}

#[test]
fn commands_of_pages_and_links() {
    assert_eq!(
        doc("No error @hideinitializer\n@copydoc open()"),
        "No error\n\nSee: open()"
    );
    assert_eq!(
        doc("A/@ref B/@ref C, @ref list::head \"head\" or @ref io \"the page\"."),
        "A/B/C, list::head or io (the page)."
    );
    assert_eq!(
        doc("@section intro The beginning\nText."),
        "The beginning:\nText."
    );
    assert_eq!(doc("@retval #BAD failed"), "Returns:\n- `BAD`: failed");
    assert_eq!(
        doc("<table><tr><th>A</th> <th>B</th></tr>\n<tr><td>1</td><td>2</td></tr></table>"),
        "A | B\n1 | 2"
    );
}

#[test]
fn gtk_annotations() {
    assert_eq!(
        doc(
            "g_get:\n@data: (closure): the @user_data of it\n@out: (out) (optional): x\n\nReturns: (transfer full): new"
        ),
        "g_get:\n\nParameters:\n- `data` (closure): the `user_data` of it\n- `out` (out, optional): x\n\nReturns (transfer full): new"
    );
    assert_eq!(
        doc("@a: (see below) text\n@ref b, @c d"),
        "Parameters:\n- `a`: (see below) text\n  b, `d`"
    );
}

#[test]
fn groups_go() {
    assert_eq!(
        doc("@file a.h\n@defgroup g The G\n@ingroup g\n@{\nText @{\n\\}\n@addtogroup x"),
        "Text"
    );
    assert_eq!(doc("@li a\n  b\n\\arg c"), "- a\n  b\n- c");
}

#[test]
fn html() {
    assert_eq!(
        doc("<b>Bold</b> <code>x</code> &amp;&#65; &bogus; <foo>"),
        "**Bold** `x` &A &bogus; <foo>"
    );
    assert_eq!(doc("A<br>B<br/>\nC"), "A\nB\nC");
    assert_eq!(doc("A\n<p>B</p>\n<P>\nC <p> D"), "A\n\nB\n\nC\n\nD");
    assert_eq!(
        doc("A:\n<ul>\n <li>b</li>\n <li> c\n  <ol><li>d</ol>\n</ul>\nE"),
        "A:\n- b\n- c\n  - d\nE"
    );
    assert_eq!(
        doc("<h2>T</h2>\n<a href=\"u\">t</a> <a name=x>"),
        "## T\n[t](u) <a name=x>"
    );
}

#[test]
fn sqlite() {
    assert_eq!(
        doc(
            "CAPI3REF: Opening A Database\nKEYWORDS: sqlite3_open\n\n^The [sqlite3_open()] of 2^31 is ^(this)^."
        ),
        "Opening A Database\nKEYWORDS: sqlite3_open\n\nThe [sqlite3_open()] of 2^31 is this."
    );
}

#[test]
fn gtk_doc() {
    assert_eq!(
        doc(
            "GtkAlign:\n@FILL: stretch to\n    fill\n@file: %NULL or #GtkWidget, with @FILL\n\nText 100% #1.\n\
             |[<!-- language=\"C\" -->\nx = @FILL;\n]|\nReturns: %TRUE"
        ),
        "GtkAlign:\n\nMembers:\n- `FILL`: stretch to\n  fill\n- `file`: `NULL` or `GtkWidget`, with `FILL`\n\n\
         Text 100% #1.\n```c\nx = @FILL;\n```\nReturns: `TRUE`"
    );
    assert_eq!(doc("g_open:\n@a: x"), "g_open:\n\nParameters:\n- `a`: x");
}

/// The words `w0`, `w1`, … of a text, in order.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.starts_with('w'))
        .collect()
}

proptest! {
    #[test]
    fn no_word_is_lost(parts in prop::collection::vec((0..40_usize, "w[0-9]{1,3}"), 0..40)) {
        const MARKS: &[&str] = &[
            "\n", "\n", "\n\n", "\n    ", " ", " ", ", ", "@param ", "\n@param[out] ", "\n@return ",
            "\n@retval ", "\\c ", " @ref ", "<b>", "</b>", "<p>", "<br>", "<ul>", "</ul>", "<li>",
            "\n@code\n", "\n@endcode\n", "\n@code{.c} ", "<pre>", "</pre>", "&lt;", "&", "\n@brief ",
            "\n@note", "\\", "@", "<", ">", "\n@p:", "|[", "]|", "\n@par ", " @link ", "@{", "<h1>",
        ];
        let text: String = parts.iter().map(|(mark, word)| format!("{}{word}", MARKS[*mark])).collect();
        let output = doc(&text);
        prop_assert_eq!(words(&output), words(&text), "{}", output);
        let output = doc(&format!("CAPI3REF: {text}"));
        prop_assert_eq!(words(&output), words(&text), "{}", output);
    }

    #[test]
    fn never_panics(text in "[@\\\\<>&;:a-c \n{}\\[\\]|^()#%`é]{0,80}") {
        doc(&text);
        doc(&format!("CAPI3REF:{text}\n@x: y"));
    }
}
