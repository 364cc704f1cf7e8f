//! The language of rules: reading, checking and evaluating, and what it weighs in a page.

use std::collections::BTreeSet;
use std::io::Write;
use std::time::{Duration, Instant};

use feel::check::{Declarations, check};
use feel::table::{DecisionTable, HitPolicy, Input, Output, Rule};
use feel::{Context, Limits, Type, Value, parse, parse_unary_tests};

use crate::table::Table;

/// How long each is measured.
const STRETCH: Duration = Duration::from_millis(300);

const CONDITION: &str = "amount > 10000 and (urgent or level in (\"gm\", \"board\")) and date(due) - date(\"2026-03-02\") \
                         <= duration(\"P5D\")";

pub(crate) fn measure(table: &mut Table) {
    condition(table);
    rules(table);
    lines(table);
    weight(table);
}

fn condition(table: &mut Table) {
    let scope: Context = [
        ("amount", Value::from(25_000)),
        ("urgent", false.into()),
        ("level", "gm".into()),
        ("due", "2026-03-05".into()),
    ]
    .into_iter()
    .collect();
    let names: BTreeSet<String> = scope.iter().map(|(name, _)| name.to_owned()).collect();
    let declared = Declarations::default()
        .with("amount", Type::Number)
        .with("urgent", Type::Boolean)
        .with("level", Type::String)
        .with("due", Type::String);
    let read = || parse(CONDITION, &names).expect("the condition is right");
    let expression = read();
    table.add("a condition: read", each(|| _ = read()), "", String::new());
    table.add(
        "a condition: check",
        each(|| _ = check(&expression, &declared, Some(&Type::Boolean))),
        "",
        String::new(),
    );
    let evaluate = || expression.evaluate(&scope, &mut Limits::default()).expect("it is small");
    assert_eq!(evaluate(), Value::Bool(true));
    table.add("a condition: evaluate", each(|| _ = evaluate()), "", String::new());
}

/// A decision table of 200 rules, the last of which matches.
fn rules(table: &mut Table) {
    let tests = |text: &str| parse_unary_tests(text, &()).expect("the tests are right");
    let value = |text: &str| parse(text, &()).expect("the value is right");
    let rule = |at: i32| Rule {
        tests: vec![tests(&format!("[{}..{})", at * 100, at * 100 + 100)), tests("\"a\", \"b\"")],
        results: vec![value(&format!("\"level {at}\""))],
    };
    let input = |name: &str| Input { expression: value(name), of_type: None, allowed: None };
    let decision = DecisionTable {
        hit: HitPolicy::Unique,
        inputs: vec![input("amount"), input("kind")],
        outputs: vec![Output { name: "level".into(), of_type: None, values: None, default: None }],
        rules: (0..200).map(rule).collect(),
    };
    let scope: Context = [("amount", Value::from(19_950)), ("kind", "b".into())].into_iter().collect();
    let decide = || decision.decide(&scope, &mut Limits::default()).expect("it is small");
    assert_eq!(decide().matched, [199]);
    table.add("a table of 200 rules: decide", each(|| _ = decide()), "", "the last of them matches".to_owned());
    let analyse = || decision.analyse(&mut Limits { fuel: 10_000_000, ..Limits::default() });
    table.add("a table of 200 rules: gaps and overlaps", each(|| _ = analyse()), "", String::new());
}

/// A detail table of 100 lines with sums.
fn lines(table: &mut Table) {
    let line = |at: i32| -> Value {
        let entries =
            [("quantity", Value::from(at % 7 + 1)), ("price", Value::from(at * 13)), ("kind", "travel".into())];
        entries.into_iter().collect::<Context>().into()
    };
    let scope: Context = [("lines", Value::from((0..100).map(line).collect::<Vec<_>>()))].into_iter().collect();
    let text = "{total: sum(for l in lines return l.quantity * l.price), \
                travel: sum(lines[kind = \"travel\"].price), most: max(lines.price)}";
    let expression = parse(text, &()).expect("the sums are right");
    let evaluate = || expression.evaluate(&scope, &mut Limits::default()).expect("it is small");
    table.add("100 lines with three sums: evaluate", each(|| _ = evaluate()), "", String::new());
}

/// What the module weighs that holds the language alone.
fn weight(table: &mut Table) {
    const GOAL: &str = "80 kB";
    let Some(module) = std::env::var_os("LIANBAN_LANGUAGE").and_then(|path| std::fs::read(path).ok()) else {
        return table.add("the language in a page", "unknown".to_owned(), GOAL, "its module was not built".to_owned());
    };
    let mut packed = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    packed.write_all(&module).expect("memory can be written");
    let figure = format!("{} kB", packed.into_inner().len() / 1000);
    table.add("the language in a page", figure, GOAL, format!("brotli; {} kB before", module.len() / 1000));
}

/// How long one run takes, over a stretch of them.
fn each(mut run: impl FnMut()) -> String {
    let began = Instant::now();
    let mut runs = 0;
    while began.elapsed() < STRETCH {
        run();
        runs += 1;
    }
    let took = began.elapsed() / runs;
    if took < Duration::from_millis(1) {
        #[allow(clippy::cast_precision_loss, reason = "a figure for people")]
        let micros = took.as_nanos() as f64 / 1000.0;
        return format!("{micros:.1} µs");
    }
    format!("{:.1} ms", took.as_secs_f64() * 1000.0)
}
