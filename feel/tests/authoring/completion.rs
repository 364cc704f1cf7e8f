use feel::check::{Declarations, DeclaredNames, check};
use feel::editor::{CompletionKind, Source, complete, hover, references};
use feel::{Allowed, Lang, Type, parse, parse_unary_tests};
use proptest::prelude::*;

use crate::declarations;
use crate::generator::{Choices, expression};

/// The first completions at `|`, as the text would then be.
fn first(text: &str, count: usize) -> Vec<String> {
    first_of(text, count, &declarations(), None)
}

fn first_of(text: &str, count: usize, declared: &Declarations, input: Option<&Type>) -> Vec<String> {
    let position = text.find('|').expect("a cursor");
    let text = text.replacen('|', "", 1);
    let source = match input {
        Some(input) => Source::tests(&text, input),
        None => text.as_str().into(),
    };
    let completions = complete(source, position, declared);
    let completed = completions
        .iter()
        .take(count)
        .map(|one| format!("{}{}{}", &text[..one.replaces.start], one.insert, &text[one.replaces.end..]));
    completed.collect()
}

fn labels(text: &str, kind: CompletionKind) -> Vec<String> {
    let position = text.find('|').expect("a cursor");
    let text = text.replacen('|', "", 1);
    let completions = complete(text.as_str(), position, &declarations());
    completions.into_iter().filter(|one| one.kind == kind).map(|one| one.label).collect()
}

#[test]
fn names_are_completed() {
    let cases = [
        ("am|", "amount"),
        ("due|", "due date"),
        ("due da|", "due date"),
        ("due date + @\"P1D\" > pai|", "due date + @\"P1D\" > paid on"),
        ("申请|", "申请金额"),
        ("金额|", "申请金额"),
        ("customer.|", "customer.credit limit"),
        ("customer.na|", "customer.name"),
        ("customer.na| = \"a\"", "customer.name = \"a\""),
        ("customer.credit li|", "customer.credit limit"),
        ("due date.y|", "due date.year"),
        ("lines.co|", "lines.cost"),
        ("sum(lines.co|", "sum(lines.cost"),
        ("lines[co|", "lines[cost"),
        ("lines[item.reb|", "lines[item.rebate"),
        ("for line in lines return line.t|", "for line in lines return line.title"),
        ("for line in lines return li|", "for line in lines return line"),
        ("some line in lines satisfies line.c|", "some line in lines satisfies line.cost"),
        ("if am|", "if amount"),
        ("if amount > 5 then ti|", "if amount > 5 then title"),
        ("{total: amount, twice: to|", "{total: amount, twice: total"),
        ("function(first, second) fi|", "function(first, second) first"),
        ("working|", "working days between()"),
        ("string le|", "string length()"),
        ("amount instance of n|", "amount instance of number"),
        ("amount instance of days|", "amount instance of days and time duration"),
        ("amount an|", "amount and"),
        ("amount > 5 o|", "amount > 5 or"),
        ("if amount > 5 t|", "if amount > 5 then"),
        ("if amount > 5 then 1 e|", "if amount > 5 then 1 else"),
        ("for line i|", "for line in"),
        ("for line in lines r|", "for line in lines return"),
        ("amount between 1 a|", "amount between 1 and"),
        ("[1, nul|", "[1, null"),
        ("amount + (flag and pri|", "amount + (flag and price"),
        ("due date > |", "due date > due date"),
    ];
    for (text, expected) in cases {
        assert_eq!(first(text, 1), [expected], "{text}");
    }
}

#[test]
fn nothing_is_completed_within_texts_and_comments() {
    for text in ["\"am|\"", "\"am|", "1 /* am|", "@\"20|\""] {
        assert!(first(text, 1).is_empty(), "{text}");
    }
}

#[test]
fn allowed_values_are_offered() {
    let tests = parse_unary_tests("\"accept\", \"decline\"", &()).unwrap();
    let outcome = Type::Allowed(Allowed { of: Type::String, tests }.into());
    let declared = Declarations::default().with("outcome", outcome.clone()).with("title", Type::String);
    assert_eq!(first_of("outcome = |", 2, &declared, None), ["outcome = \"accept\"", "outcome = \"decline\""]);
    assert_eq!(first_of("outcome in (\"accept\", |)", 2, &declared, None)[1], "outcome in (\"accept\", \"decline\")");
    assert_eq!(first_of("dec|", 1, &declared, Some(&outcome)), ["\"decline\""]);
    assert_eq!(first_of("not(|", 1, &declared, Some(&outcome)), ["not(\"accept\""]);
}

#[test]
fn only_what_is_meant_is_offered() {
    assert_eq!(labels("customer.|", CompletionKind::Property), ["credit limit", "name", "since", "tags"]);
    assert!(labels("customer.|", CompletionKind::Function).is_empty());
    assert!(labels("amount > 5 |", CompletionKind::Name).is_empty());
    assert_eq!(labels("lines[|]", CompletionKind::Local), ["cost", "item", "rebate", "title"]);
    let functions = labels("substr|", CompletionKind::Function);
    assert_eq!(functions[0], "substring after(string, match)");
    let sum = complete("su", 2, &declarations()).into_iter().find(|one| one.insert == "sum()").expect("sum");
    assert_eq!(sum.cursor, 4);
    assert!(sum.documentation.is_some_and(|said| said.get(Lang::Zh).contains("合计")));
}

#[test]
fn hints_say_what_stands_there() {
    let declared = declarations();
    let look = |text: &str| {
        let position = text.find('|').expect("a cursor");
        let text = text.replacen('|', "", 1);
        hover(text.as_str(), position, &declared).map(|hover| {
            format!("{}: {}", &text[hover.span], hover.of_type)
                + if hover.documentation.is_some() { " …" } else { "" }
        })
    };
    assert_eq!(look("am|ount > 5").as_deref(), Some("amount: number"));
    assert_eq!(look("partner.na|me").as_deref(), Some("partner.name: string or null"));
    assert_eq!(look("s|um(numbers)").as_deref(), Some("sum(numbers): number or null …"));
    assert_eq!(
        look("working da|ys between(due date, due date)").as_deref(),
        Some("working days between(due date, due date): number …")
    );
    assert_eq!(look("lines[co|st > 5]").as_deref(), Some("cost: number"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Wherever a name was written, it is offered after its first letters, whether the text goes on or not.
    #[test]
    fn what_was_written_is_offered(choices in prop::collection::vec(any::<u16>(), 0..300)) {
        let text = expression(&mut Choices::new(&choices));
        let declared = declarations();
        let parsed = parse(&text, &DeclaredNames::new(&declared)).expect("an expression");
        prop_assume!(check(&parsed, &declared, None).problems.is_empty());
        for field in [["customer", "name"].as_slice(), &["amount"], &["due date"], &["lines", "cost"]] {
            for span in references(text.as_str(), field, &declared) {
                let written = field.last().expect("a name");
                // Within something of which nothing is known, no names of its elements are.
                if hover(text.as_str(), span.start, &declared).is_none_or(|known| known.of_type == Type::Any) {
                    continue;
                }
                let cut = span.start + 2;
                let going_on = format!("{}{}", &text[..cut], &text[span.end..]);
                for begun in [&text[..cut], &going_on] {
                    let is_offered = complete(begun, cut, &declared).iter().any(|one| one.insert == *written);
                    prop_assert!(is_offered, "{written} at {cut} in {begun}");
                }
            }
        }
    }

    /// No place in a text is too odd.
    #[test]
    fn every_place_is_looked_at(choices in prop::collection::vec(any::<u16>(), 0..300), cut in any::<prop::sample::Index>()) {
        let text = expression(&mut Choices::new(&choices));
        let declared = declarations();
        let mut position = cut.index(text.len() + 2);
        hover(text.as_str(), position, &declared);
        complete(text.as_str(), position, &declared);
        while !text.is_char_boundary(position) {
            position -= 1;
        }
        for completion in complete(&text[..position], position, &declared) {
            prop_assert_eq!(completion.replaces.end, position);
            prop_assert!(completion.cursor <= completion.insert.len());
        }
    }
}
