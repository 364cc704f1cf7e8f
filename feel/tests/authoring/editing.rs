use feel::check::{Declarations, DeclaredNames};
use feel::editor::{Source, apply, definition, format, references, rename};
use feel::{ErrorCode, Type, parse};
use proptest::prelude::*;

use crate::declarations;
use crate::generator::{Choices, expression};

#[test]
fn fields_are_found() {
    let declared = declarations();
    let field = |text: &str| {
        let position = text.find('|').expect("a cursor");
        let text = text.replacen('|', "", 1);
        definition(text.as_str(), position, &declared).map(|path| path.join("/")).unwrap_or_default()
    };
    let cases = [
        ("am|ount > 5", "amount"),
        ("customer.credit li|mit > 5", "customer/credit limit"),
        ("cust|omer.credit limit > 5", "customer"),
        ("lines[co|st > 5]", "lines/cost"),
        ("lines[item.co|st > 5]", "lines/cost"),
        ("(lines[cost > 5]).tit|le", "lines/title"),
        ("for line in lines return line.co|st", "lines/cost"),
        ("for li|ne in lines return line.cost", ""),
        ("sort(lines, function(a, b) a.co|st < b.cost)", "lines/cost"),
        ("for amount in numbers return am|ount", ""),
        ("{c: customer, n: c.na|me}.n", "customer/name"),
        ("\"am|ount\"", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(field(text), expected, "{text}");
    }
    assert_eq!(
        references("amount + sum(for amount in numbers return amount) * amount", &["amount"], &declared).len(),
        2
    );
}

#[test]
fn fields_are_renamed_where_they_are_meant() {
    let declared = declarations();
    let cases: [(&str, &[&str], &str, &str); 8] = [
        ("amount > 5", &["amount"], "total", "total > 5"),
        ("\"amount\" + string(amount)", &["amount"], "申请 金额", "\"amount\" + string(申请 金额)"),
        (
            "sum(for amount in numbers return amount) + amount",
            &["amount"],
            "total",
            "sum(for amount in numbers return amount) + total",
        ),
        ("customer.name + partner.name", &["customer", "name"], "full name", "customer.full name + partner.name"),
        (
            "lines[cost > 5 and item.cost < 9].cost",
            &["lines", "cost"],
            "net cost",
            "lines[net cost > 5 and item.net cost < 9].net cost",
        ),
        ("due date-due   date", &["due date"], "deadline", "deadline-deadline"),
        ("{amount: 1, b: amount}.b + amount", &["amount"], "total", "{amount: 1, b: amount}.b + total"),
        ("amount - price", &["amount"], "a-b", "a-b - price"),
    ];
    for (text, field, new, expected) in cases {
        let edits = rename(text, field, new, &declared).unwrap();
        assert_eq!(apply(text, &edits), expected);
    }
}

#[test]
fn names_that_would_mean_something_else_are_refused() {
    let declared = declarations();
    for (text, new) in [
        ("for total in numbers return total + amount", "total"),
        ("amount > 5", "5"),
        ("amount > 5", ""),
        ("lines[cost > amount]", "cost"),
    ] {
        let refused = rename(text, &["amount"], new, &declared).unwrap_err();
        assert_eq!(refused.code, ErrorCode::UnusableName, "{text} {new}");
    }
}

#[test]
fn long_texts_are_laid_out() {
    let declared = declarations();
    let names = DeclaredNames::new(&declared);
    let cases = [
        ("amount>5", "amount > 5"),
        (
            "if amount > 1000 then \"manager\" else if amount > 100 then \"lead\" else \"nobody\"",
            "if amount > 1000\nthen \"manager\"\nelse if amount > 100\nthen \"lead\"\nelse \"nobody\"",
        ),
        (
            "customer.credit limit != null and amount > customer.credit limit",
            "customer.credit limit != null\nand amount > customer.credit limit",
        ),
        ("{title: title, amount: amount, due: due date}", "{\n  title: title,\n  amount: amount,\n  due: due date\n}"),
        ("// the limit\namount>5 // enough", "// the limit\namount > 5 // enough"),
        ("amount> /* in yuan */ 5", "amount> /* in yuan */ 5"),
        ("amount >", "amount >"),
        ("for line in lines[cost > 100] return line.cost * 2", "for line in lines[cost > 100]\n  return line.cost * 2"),
    ];
    for (text, expected) in cases {
        assert_eq!(format(text, 40, &names), expected);
    }
    let input = Type::Number;
    assert_eq!(format(Source::tests("<5,[ 1..3 ]", &input), 40, &()), "< 5, [1..3]");
}

/// Declarations in which `amount` has another name.
fn with_total() -> Declarations {
    declarations().with("sum total", Type::Number)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Laying out changes neither the meaning nor, a second time, the text.
    #[test]
    fn laying_out_keeps_the_meaning(choices in prop::collection::vec(any::<u16>(), 0..300), width in 1usize..100) {
        let text = expression(&mut Choices::new(&choices));
        let declared = declarations();
        let names = DeclaredNames::new(&declared);
        let formatted = format(text.as_str(), width, &names);
        prop_assert_eq!(parse(&formatted, &names), parse(&text, &names), "{}", formatted);
        prop_assert_eq!(&format(formatted.as_str(), width, &names), &formatted);
    }

    /// Renaming there and back gives the text back, if it was spaced as names are.
    #[test]
    fn renaming_there_and_back_changes_nothing(choices in prop::collection::vec(any::<u16>(), 0..300)) {
        let text = expression(&mut Choices::new(&choices));
        let there = rename(text.as_str(), &["amount"], "sum total", &declarations()).unwrap();
        let renamed = apply(&text, &there);
        let declared = with_total();
        let back = rename(renamed.as_str(), &["sum total"], "amount", &declared).unwrap();
        prop_assert_eq!(apply(&renamed, &back), text);
    }
}
