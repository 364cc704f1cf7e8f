//! The pages about rules are true: every example gives what stands beside it, and the list of functions is current.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;

use feel::{Context, Lang, Limits, Value, documentation, parse};

fn path(page: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "docs", page].iter().collect()
}

fn page(page: &str) -> String {
    std::fs::read_to_string(path(page)).unwrap_or_else(|error| panic!("{page}: {error}"))
}

fn value(text: &str, scope: &Context) -> String {
    let names: BTreeSet<String> = scope.iter().map(|(name, _)| name.to_owned()).collect();
    let read = parse(text, &names).unwrap_or_else(|error| panic!("{text}: {error}"));
    read.evaluate(scope, &mut Limits::default()).expect("it is small").to_string()
}

fn scope(fields: &str) -> Context {
    let read = parse(&format!("{{{fields}}}"), &()).unwrap_or_else(|error| panic!("{fields}: {error}"));
    match read.evaluate(&(), &mut Limits::default()).expect("it is small") {
        Value::Context(context) => (*context).clone(),
        other => panic!("{fields} is {other}"),
    }
}

/// The rule, the fields and the result of every line of a table that has all three.
fn examples(page: &str) -> Vec<(String, String, String)> {
    let code = |cell: &str| cell.strip_prefix('`').and_then(|cell| cell.strip_suffix('`')).map(str::to_owned);
    let lines = page.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let cells = lines.map(|line| line.split(" |").map(str::trim).collect::<Vec<_>>());
    cells
        .filter_map(|cells| match cells.as_slice() {
            [rule, fields, result] => Some((code(rule)?, (*fields).to_owned(), code(result)?)),
            _ => None,
        })
        .collect()
}

#[test]
fn every_example_gives_what_stands_beside_it() {
    let counted = ["rules.md", "rules.zh.md"].map(|name| {
        let examples = examples(&page(name));
        for (rule, fields, expected) in &examples {
            assert_eq!(value(rule, &scope(fields)), *expected, "{name}: {rule}");
        }
        examples.len()
    });
    assert!(counted[0] > 30 && counted[0] == counted[1], "both pages have the same examples: {counted:?}");
}

#[test]
fn the_list_of_functions_is_current() {
    let mut list = "# Functions\n\nWhat can stand in [rules](rules.md), each with an example and what that gives. The \
                    functions of the working calendar are among the [expressions of a process](process-file.md#expressions).\n\n\
                    | function | what it does | 作用 | example | gives |\n| --- | --- | --- | --- | --- |\n"
        .to_owned();
    for one in documentation() {
        let cell = |text: &str| text.replace('|', "\\|");
        let (en, zh) = (cell(one.text.get(Lang::En)), cell(one.text.get(Lang::Zh)));
        let (example, result) = (cell(one.example), cell(one.result));
        writeln!(list, "| `{}` | {en} | {zh} | `{example}` | `{result}` |", one.name).expect("a text takes it");
    }
    if std::env::var_os("KEEP").is_some() {
        std::fs::write(path("functions.md"), &list).expect("the page can be written");
    }
    let kept = std::fs::read_to_string(path("functions.md")).unwrap_or_default();
    assert!(kept == list, "docs/functions.md is not what the functions say of themselves; run again with KEEP=1");
}
