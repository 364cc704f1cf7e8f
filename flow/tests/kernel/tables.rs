//! The tables of what is supported name the tests that show it.

use std::fs::read_to_string;
use std::path::Path;

/// The tests that a document names, as `file::test`.
fn named_in(document: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let text = read_to_string(root.join(document)).expect("the document is read");
    let quoted = text.split('`').skip(1).step_by(2);
    let is_name = |part: &str| part.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
    let tests = quoted.filter_map(|quoted| quoted.split_once("::"));
    tests
        .filter(|(file, test)| is_name(file) && is_name(test))
        .map(|(file, test)| (file.to_owned(), test.to_owned()))
        .collect()
}

#[test]
fn every_test_that_is_named_is_there() {
    for (document, at_least) in [("patterns.md", 35), ("conformance-bpmn.md", 40)] {
        let named = named_in(document);
        assert!(named.len() >= at_least, "{document} names {} tests", named.len());
        for (file, test) in named {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
            let files = ["kernel", "bpmn"].map(|folder| root.join(folder).join(format!("{file}.rs")));
            let is_there = files.iter().filter_map(|file| read_to_string(file).ok()).any(|text| {
                // A property test stands within a macro.
                text.contains(&format!("fn {test}("))
            });
            assert!(is_there, "{document}: there is no test {file}::{test}");
        }
    }
}
