use feel::builder::{Condition, Field, Joined, Literal, Member, Operand, Operator, Row, Test};
use feel::check::DeclaredNames;
use feel::{Date, DaysTime, ErrorCode, Lang, Limits, Value, parse};
use proptest::prelude::*;

use crate::declarations;
use crate::generator::{Choices, expression, values};

fn fields() -> impl Strategy<Value = Field> {
    let paths = [("amount", None), ("due date", None), ("申请金额", None), ("customer", Some("credit limit"))];
    prop::sample::select(paths.to_vec())
        .prop_map(|(name, asked)| Field { name: name.into(), path: asked.into_iter().map(Into::into).collect() })
}

fn literals() -> impl Strategy<Value = Literal> {
    prop_oneof![
        any::<i32>().prop_map(Literal::from),
        any::<String>().prop_map(|text| Literal::Text(text.into())),
        (1i32..4000, 1u8..13, 1u8..29)
            .prop_filter_map("a date", |(year, month, day)| { Date::new(year, month, day).map(Literal::Date) }),
        any::<i32>().prop_filter_map("a duration", |days| DaysTime::from_days(days.into()).map(Literal::DaysTime)),
    ]
}

fn operands() -> impl Strategy<Value = Operand> {
    prop_oneof![literals().prop_map(Operand::Value), fields().prop_map(Operand::Field)]
}

fn tests() -> impl Strategy<Value = Test> {
    let operators =
        [Operator::Equal, Operator::Unequal, Operator::Less, Operator::AtMost, Operator::Greater, Operator::AtLeast];
    prop_oneof![
        (prop::sample::select(operators.to_vec()), operands())
            .prop_map(|(operator, with)| Test::Compare(operator, with)),
        (operands(), operands()).prop_map(|(low, high)| Test::Between(low, high)),
        prop::collection::vec(literals(), 0..4).prop_map(Test::In),
        prop::collection::vec(literals(), 0..4).prop_map(Test::NotIn),
        operands().prop_map(Test::Contains),
        operands().prop_map(Test::StartsWith),
        prop::sample::select(vec![Test::IsEmpty, Test::IsNotEmpty, Test::IsTrue, Test::IsFalse]),
    ]
}

fn conditions() -> impl Strategy<Value = Condition> {
    let joined = || prop::sample::select(vec![Joined::All, Joined::Any]);
    let row = (fields(), tests()).prop_map(|(field, test)| Member::Row(Row { field, test }));
    let group = row.prop_recursive(4, 24, 4, move |members| {
        (joined(), prop::collection::vec(members, 0..4))
            .prop_map(|(joined, members)| Member::Group(Condition { joined, members }))
    });
    (joined(), prop::collection::vec(group, 0..4)).prop_map(|(joined, members)| Condition { joined, members })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_come_back(condition in conditions()) {
        let declared = declarations();
        let text = condition.to_feel();
        let read = Condition::from_feel(&text, &DeclaredNames::new(&declared));
        prop_assert_eq!(read.as_ref(), Ok(&condition), "{}", text);
        let json = serde_json::to_string(&condition).expect("rows are data");
        prop_assert_eq!(serde_json::from_str::<Condition>(&json).expect("rows are data"), condition, "{}", json);
    }

    /// What goes into rows means the same when it comes out.
    #[test]
    fn expressions_keep_their_meaning(
        choices in prop::collection::vec(any::<u16>(), 0..60),
        given in prop::collection::vec(any::<u16>(), 60),
    ) {
        let declared = declarations();
        let names = DeclaredNames::new(&declared);
        let text = expression(&mut Choices::new(&choices));
        if let Ok(condition) = Condition::from_feel(&text, &names) {
            let scope = values(&mut Choices::new(&given));
            let evaluate = |text: &str| -> Value {
                parse(text, &names).and_then(|parsed| parsed.evaluate(&scope, &mut Limits::default())).expect("a value")
            };
            prop_assert_eq!(evaluate(&condition.to_feel()), evaluate(&text), "{}", text);
        }
    }
}

#[test]
fn expressions_are_read_into_rows() {
    let declared = declarations();
    let names = DeclaredNames::new(&declared);
    let cases = [
        ("amount>5", "amount > 5"),
        ("5 < amount", "amount > 5"),
        ("null != price", "price != null"),
        ("due date >= date(\"2026-03-02\")", "due date >= @\"2026-03-02\""),
        (
            "amount > 5 and (flag = true or title in [\"a\", \"b\"])",
            "amount > 5 and (flag = true or title in (\"a\", \"b\"))",
        ),
        ("not(title in (\"a\"))", "not(title in (\"a\"))"),
        ("amount between -1 and customer.credit limit", "amount between -1 and customer.credit limit"),
        ("true", "true"),
        ("any([])", "any([])"),
        (
            "amount = 1 or amount = 2 or starts with(title, \"a\")",
            "amount = 1 or amount = 2 or starts with(title, \"a\")",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(Condition::from_feel(text, &names).map(|condition| condition.to_feel()).as_deref(), Ok(expected));
    }
}

#[test]
fn what_does_not_go_into_rows_is_named() {
    let declared = declarations();
    let names = DeclaredNames::new(&declared);
    let cases = [
        ("flag and amount > 5", "flag", "`flag` 无法显示为条件行；应为`flag = true`"),
        ("amount + 1 > 5", "amount + 1", "`amount + 1` 无法显示为条件行；应为字段"),
        ("amount > price * 2", "price * 2", "`price * 2` 无法显示为条件行；应为值或字段"),
        ("title in (note)", "note", "`note` 无法显示为条件行；应为值"),
        (
            "if flag then true else false",
            "if flag then true else false",
            "`if flag then true else false` 无法显示为条件行；应为对字段的判断",
        ),
        ("not(amount > 5)", "not(amount > 5)", "`not(amount > 5)` 无法显示为条件行；应为 `not(… in (…))`"),
    ];
    for (text, part, message) in cases {
        let error = Condition::from_feel(text, &names).unwrap_err();
        assert_eq!(error.code, ErrorCode::NotARow);
        assert_eq!(&text[error.span.clone()], part);
        assert_eq!(error.message(Lang::Zh), message);
    }
}
