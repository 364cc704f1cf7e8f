//! Values for the names that expressions use.

use feel::{Context, Date, DaysTime, Value};

use super::Choices;

/// Random values of the declared types.
pub(crate) fn values(choices: &mut Choices<'_>) -> Context {
    let number = |choices: &mut Choices<'_>| Value::from([0, 1, 5, -2, 100][choices.below(5)]);
    let text = |choices: &mut Choices<'_>| Value::from(choices.pick(&["", "a", "abc", "7"]));
    let date = |choices: &mut Choices<'_>| Value::from(Date::new(2026, 1 + choices.below(12) as u8, 28));
    let or_null = |choices: &mut Choices<'_>, value: Value| if choices.below(2) == 0 { Value::Null } else { value };
    let customer = |choices: &mut Choices<'_>| {
        let tags: Vec<Value> = (0..choices.below(3)).map(|_| text(choices)).collect();
        let limit = number(choices);
        let entries = [
            ("name", text(choices)),
            ("since", date(choices)),
            ("credit limit", or_null(choices, limit)),
            ("tags", tags.into()),
        ];
        Value::from(entries.into_iter().collect::<Context>())
    };
    let (known, partner) = (customer(choices), customer(choices));
    let line = |choices: &mut Choices<'_>, cost: Value, rebate: Value| {
        let entries = [("title", text(choices)), ("cost", cost), ("rebate", or_null(choices, rebate))];
        Value::from(entries.into_iter().collect::<Context>())
    };
    let lines: Vec<Value> = (0..choices.below(4))
        .map(|_| {
            let (cost, rebate) = (number(choices), number(choices));
            line(choices, cost, rebate)
        })
        .collect();
    let numbers: Vec<Value> = (0..choices.below(4)).map(|_| number(choices)).collect();
    let scores: Vec<Value> = (0..choices.below(4))
        .map(|_| {
            let score = number(choices);
            or_null(choices, score)
        })
        .collect();
    let price = number(choices);
    let entries = [
        ("amount", number(choices)),
        ("price", or_null(choices, price)),
        ("title", text(choices)),
        ("note", {
            let note = text(choices);
            or_null(choices, note)
        }),
        ("flag", (choices.below(2) == 1).into()),
        ("maybe", {
            let maybe = choices.below(2) == 1;
            or_null(choices, maybe.into())
        }),
        ("due date", date(choices)),
        ("paid on", {
            let paid = date(choices);
            or_null(choices, paid)
        }),
        ("period", DaysTime::from_days(choices.below(30) as i64).into()),
        ("numbers", numbers.into()),
        ("scores", scores.into()),
        ("lines", lines.into()),
        ("customer", known),
        ("partner", or_null(choices, partner)),
        ("anything", {
            let value = number(choices);
            or_null(choices, value)
        }),
        ("申请金额", number(choices)),
    ];
    entries.into_iter().collect()
}
