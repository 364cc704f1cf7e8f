//! What came of the comparison, as a page of the documentation.

use std::fmt::Write;

use crate::case::Case;
use crate::explained::Right;
use crate::tally::{Explained, Tally};

/// Where the page is.
pub(crate) const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/comparison.md");

/// The page.
pub(crate) fn page(tally: &Tally) -> String {
    let mut page = format!(
        "# Comparison with another implementation\n\n\
         Made by `make compare`: random expressions with random values for their names (those of \
         `feel/tests/authoring/generator`), evaluated here and by [dsntk](https://crates.io/crates/dsntk) 0.3.\n\n\
         | expressions | same answer | different | unexplained |\n| --- | --- | --- | --- |\n\
         | {} | {} ({:.1} %) | {} | {} |\n\n\
         An expression whose answers differ is taken apart: each part that was evaluated is evaluated by itself, with the \
         values that its names had, by both, and then gives way to its value. What still differs is explained; \
         where several things differ, each of them. Sections are those of DMN 1.5, cases those of its \
         [test kit](conformance.md).\n\n\
         | in expressions | what differs | example | here | dsntk | right | why |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n",
        tally.total(),
        tally.same,
        tally.same as f64 * 100.0 / tally.total() as f64,
        tally.different,
        tally.unexplained.len(),
    );
    let mut rows: Vec<&Explained> = tally.explained.values().collect();
    rows.sort_by_key(|explained| std::cmp::Reverse(explained.count));
    for Explained { known, count, example } in rows {
        let Case { text, here, .. } = example;
        let right = match known.right {
            Right::Here => "here",
            Right::There => "dsntk",
            Right::Open => "open",
        };
        let (text, here, there) = (code(text), code(here), code(there(example)));
        let (what, why) = (known.what, known.why);
        _ = writeln!(page, "| {count} | {what} | {text} | {here} | {there} | {right} | {why} |");
    }
    page
}

fn there(example: &Case) -> &str {
    if example.is_unread() { "not read" } else { &example.there }
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}
