//! Definitions as YAML and JSON: whatever the text, it is read or told what is wrong, in both languages; what is read is
//! checked, laid out and compared without harm, and what is written is read as the same.

use std::sync::Arc;

use flow::check::{Finding, Surroundings, check};
use flow::difference::differences;
use flow::file::{Format, read, to_json, to_yaml};
use flow::layout::drawn;
use flow::model::Definition;
use flow::text::Language;

use crate::host;

pub(crate) fn run(text: &str) {
    for format in [Format::Yaml, Format::Json] {
        match read::<Definition>(text, format) {
            Ok(read) => look_at(read.value),
            Err(findings) => are_told(&findings),
        }
    }
}

/// What holds of every definition, however wrong.
pub(crate) fn look_at(definition: Definition) {
    let yaml = to_yaml(&definition).expect("a definition has a YAML form");
    let again = read::<Definition>(&yaml, Format::Yaml);
    assert_eq!(again.map(|read| read.value).as_ref(), Ok(&definition), "{yaml}");
    let json = to_json(&definition).expect("a definition has a JSON form");
    let again = read::<Definition>(&json, Format::Json);
    assert_eq!(again.map(|read| read.value).as_ref(), Ok(&definition), "{json}");
    assert_eq!(differences(&definition, &definition), []);
    let definition = Arc::new(definition);
    are_told(&check(&definition, &Surroundings::default()));
    drawn(&definition);
    drawn(&Definition { diagram: None, ..Definition::clone(&definition) });
}

pub(crate) fn are_told(findings: &[Finding]) {
    for finding in findings {
        for language in [Language::Chinese, Language::English] {
            assert!(!finding.message.in_language(language).is_empty(), "{finding:?}");
        }
    }
}

pub(crate) fn words() -> Vec<String> {
    include_str!("../words/definition.txt").lines().map(str::to_owned).chain(host::words()).collect()
}
