//! What is wrong with a definition is told where it is, and every finding is explained in the handbook.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flow::check::{Finding, Surroundings, check};
use flow::file::{Format, read};
use flow::model::Definition;
use flow::organisation::Organisation;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What is found in a file: code, element and line.
type Found = BTreeSet<(String, String, u32)>;

/// What the comments of a file say is found there, each on its line: `# finds code element, code element`.
fn announced(text: &str) -> Found {
    let comments = (1..).zip(text.lines()).filter_map(|(line, text)| Some((line, text.split_once("# finds ")?.1)));
    let pairs = comments.flat_map(|(line, finds)| finds.split(", ").map(move |find| (line, find)));
    pairs
        .map(|(line, find)| {
            let (code, element) = find.trim().split_once(' ').expect("a comment names a code and an element");
            (code.to_owned(), element.to_owned(), line)
        })
        .collect()
}

fn found(text: &str, organisation: &Organisation) -> Found {
    let findings = match read::<Definition>(text, Format::Yaml) {
        Ok(read) => {
            let surroundings = Surroundings { organisation: Some(organisation), ..Surroundings::default() };
            let mut findings = check(&Arc::new(read.value), &surroundings);
            read.lines.locate(&mut findings);
            findings
        }
        Err(findings) => findings,
    };
    let place =
        |finding: Finding| (finding.code, finding.element.unwrap_or_default(), finding.line.unwrap_or_default());
    findings.into_iter().map(place).collect()
}

#[test]
fn broken_definitions_are_told_what_is_wrong_and_where() {
    let organisation = text(&root().join("server/content/org.yaml"));
    let organisation: Organisation = read(&organisation, Format::Yaml).expect("the organisation reads").value;
    let folder = root().join("tests/fixtures/broken");
    let files = fs::read_dir(folder).expect("the fixtures are there").map(|entry| entry.expect("an entry").path());
    for file in files {
        let text = text(&file);
        assert_eq!(found(&text, &organisation), announced(&text), "{}", file.display());
    }
}

/// The files in which findings are made.
fn sources() -> Vec<PathBuf> {
    let mut sources = Vec::new();
    let mut ahead = ["flow/src/bpmn", "flow/src/check", "flow/src/process", "flow/src/file", "server/src/cli"]
        .map(|it| root().join(it))
        .to_vec();
    while let Some(path) = ahead.pop() {
        if path.is_dir() {
            ahead.extend(fs::read_dir(path).expect("a folder of ours").map(|entry| entry.expect("an entry").path()));
        } else if !path.ends_with("tests.rs") {
            sources.push(path);
        }
    }
    sources
}

/// The codes that a source makes findings with: the first argument of whatever makes one, or a code beside its words.
fn codes(source: &str) -> impl Iterator<Item = &str> {
    let makers = [
        "Finding::error(",
        "Finding::warning(",
        "missing(",
        "unreadable(",
        "code: ",
        "refuse(",
        "note(",
        "breaks(",
        "whole(",
    ];
    source.match_indices('"').filter_map(move |(at, _)| {
        let (before, literal) = (source[..at].trim_end(), &source[at + 1..]);
        let (code, after) = literal.split_once("\",")?;
        let is_code = !code.is_empty() && code.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let is_made = makers.iter().any(|maker| before.ends_with(maker.trim_end()))
            || before.ends_with('(') && after.trim_start().starts_with("format!");
        (is_code && is_made).then_some(code)
    })
}

#[test]
fn the_handbook_explains_every_finding_and_no_other() {
    let handbook = text(&root().join("docs/findings.md"));
    let explained: BTreeSet<&str> =
        handbook.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let texts: Vec<String> = sources().iter().map(|path| text(path)).collect();
    let made: BTreeSet<&str> = texts.iter().flat_map(|text| codes(text)).collect();
    assert_eq!(made, explained);
}
