//! What expressions may use: a value of every kind, a function of the host, and the present moment.

use std::sync::LazyLock;

use feel::check::{Declarations, Signature, TakenParameter};
use feel::{Context, DateTime, Error, Limits, Phrase, Scope, Type, Value, built_in_names, parse};

/// A value that the host gives.
struct Given(&'static str, fn() -> Type, &'static str);

/// The values: name, type, and the expression that makes it. The names are short, so that they are soon hit upon, but
/// for some of several words and with operators in them.
const VALUES: [Given; 16] = [
    Given("n", || Type::Number, "42.5"),
    Given("a-b", || Type::Number.optional(), "-3"),
    Given("申请 金额", || Type::Number, "1e20"),
    Given("s", || Type::String, r#""a1 b2, 中文😀""#),
    Given("b", || Type::Boolean, "true"),
    Given("d", || Type::Date, r#"@"2026-02-28""#),
    Given("t", || Type::Time, r#"@"09:30:00+08:00""#),
    Given("dt", || Type::DateTime, r#"@"2026-02-28T23:59:59.5@Asia/Shanghai""#),
    Given("ym", || Type::YearsMonths, r#"@"P1Y2M""#),
    Given("due in", || Type::DaysTime, r#"@"-P1DT2H""#),
    Given("l", || Type::Number.list(), "[3, 1, 2, 2]"),
    Given("rows", || row().list(), r#"[{x: 1, item: "p"}, {x: 2, item: "q"}]"#),
    Given("c", row, r#"{x: 5, item: "r"}"#),
    Given("r", || Type::Range(Type::Number.into()), "[1..5)"),
    Given("f", || Type::Function([Type::Number].into(), Type::Number.into()), "function(x) x + 1"),
    Given("none", || Type::String.optional(), "null"),
];

fn row() -> Type {
    Type::Context([("x".into(), Type::Number), ("item".into(), Type::String)].into())
}

/// Who gives the values.
pub(crate) struct Host(Context);

/// The host of all targets.
pub(crate) static HOST: LazyLock<Host> = LazyLock::new(|| {
    let value = |text: &str| parse(text, &())?.evaluate(&(), &mut Limits::default());
    let made = VALUES.map(|Given(name, _, text)| (name, value(text).expect("it is an expression")));
    Host(made.into_iter().collect())
});

impl Host {
    /// The values.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        self.0.iter().map(|(_, value)| value)
    }

    /// The values by their names.
    pub(crate) fn context(&self) -> &Context {
        &self.0
    }
}

impl Scope for Host {
    fn get(&self, name: &str) -> Option<Value> {
        self.0.get(name).cloned()
    }

    fn now(&self) -> Option<DateTime> {
        "2026-03-02T09:00:00+08:00".parse().ok()
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, Error>> {
        (name == "first of").then(|| Ok(arguments.first().cloned().unwrap_or_default()))
    }
}

/// What the host declares.
pub(crate) fn declarations() -> Declarations {
    let first_of = Signature {
        parameters: vec![TakenParameter { name: "value".into(), of_type: Type::Any, may_be_left_out: true }],
        result: Type::Any,
        documentation: Phrase::fixed("gives back what it takes", "原样返回"),
    };
    let none = Declarations::default().with_function("first of", first_of);
    VALUES.iter().fold(none, |declared, Given(name, of_type, _)| declared.with(name, of_type()))
}

/// What an evaluation of made-up texts may take: little, so that one that takes more than it says stands out.
pub(crate) fn limits() -> Limits {
    Limits { fuel: FUEL, depth: 100, size: 20_000, ..Limits::default() }
}

const FUEL: u64 = 50_000;

/// Panics where an evaluation used more than it had.
pub(crate) fn were_kept(limits: &Limits) {
    assert!(limits.fuel <= FUEL, "fuel is only used up");
    assert_eq!(limits.depth, 100, "every level is left again");
    for diagnostic in &limits.diagnostics {
        is_said(diagnostic);
    }
}

/// Panics where an error has no message.
pub(crate) fn is_said(error: &Error) {
    for lang in [feel::Lang::En, feel::Lang::Zh] {
        assert!(!error.message(lang).is_empty());
    }
}

/// The words of the language, its functions, and what the host has.
pub(crate) fn words() -> Vec<String> {
    let functions = built_in_names().chain(["first of"]).map(|name| format!("{name}("));
    let values = VALUES.iter().map(|Given(name, ..)| *name);
    let words = include_str!("../words/expression.txt").lines().chain(values);
    functions.chain(words.map(str::to_owned)).collect()
}
