use feel::check::{DeclaredNames, check, check_tests};
use feel::{Lang, Type, parse, parse_unary_tests};

use crate::declarations;

/// The type of an expression, then what is wrong with it: the code and where.
fn checked(text: &str) -> String {
    let declared = declarations();
    let expression = match parse(text, &DeclaredNames::new(&declared)) {
        Ok(expression) => expression,
        Err(error) => return error.to_string(),
    };
    let checked = check(&expression, &declared, None);
    let problems =
        checked.problems.iter().map(|problem| format!(" {} `{}`", problem.code, &text[problem.span.clone()]));
    format!("{}:{}", checked.of_type, problems.collect::<String>())
}

fn table(cases: &[(&str, &str)], look: impl Fn(&str) -> String) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let found = look(text);
            (found != *expected).then(|| format!("{text}\n  is    {found}\n  not   {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn types_are_inferred() {
    let cases = [
        ("1 + 2", "number:"),
        ("amount / 2", "number:"),
        ("amount / amount", "number or null:"),
        ("\"a\" + title", "string:"),
        ("due date + @\"P1D\"", "date:"),
        ("due date - due date", "days and time duration:"),
        ("amount > 5 and flag", "boolean:"),
        ("maybe or amount > 5", "boolean or null:"),
        ("[1, 2]", "list<number>:"),
        ("[1, null]", "list<number or null>:"),
        ("[1, \"a\"]", "list<Any>:"),
        ("{a: 1, b: a + 1}", "context<a: number, b: number>:"),
        ("lines.cost", "list<number>:"),
        ("lines[cost > 5].title", "list<string>:"),
        ("lines[1]", "context<title: string, cost: number, rebate: number or null> or null:"),
        ("lines[rebate != null].rebate", "list<number>:"),
        ("lines[item.rebate != null].rebate", "list<number>:"),
        ("for line in lines return line.cost * 2", "list<number>:"),
        ("for i in 1..3 return i", "list<number>:"),
        ("for i in 1..count(lines) return i", "list<number>:"),
        ("for i in 1..amount return i", "list<number> or null:"),
        ("some line in lines satisfies line.cost > 5", "boolean:"),
        ("if flag then 1 else \"a\"", "Any:"),
        ("if flag then 1 else null", "number or null:"),
        ("function(a: number) a + 1", "function<number> -> number:"),
        ("(function(a: number) a + 1)(2)", "number:"),
        ("{f: function(n: number) if n < 2 then 1 else n * f(n - 1), r: f(5)}.r", "Any:"),
        ("customer.credit limit", "number or null:"),
        ("partner.name", "string or null:"),
        ("due date.year", "number:"),
        ("[1..5]", "range<number>:"),
        ("amount in [1..5]", "boolean:"),
        ("date(\"2026-03-02\")", "date:"),
        ("date(title)", "date or null:"),
        ("sum(numbers)", "number or null:"),
        ("sum(amount, 2)", "number:"),
        ("max([amount, 2])", "number:"),
        ("count(lines)", "number:"),
        ("append(numbers, 1)", "list<number>:"),
        ("concatenate(numbers, [1, 2])", "list<number>:"),
        (
            "sort(lines, function(a, b) a.cost < b.cost)",
            "list<context<title: string, cost: number, rebate: number or null>>:",
        ),
        ("distinct values(lines.title)", "list<string>:"),
        ("substring(title, 1, 3)", "string:"),
        ("substring(title, amount)", "string or null:"),
        ("matches(title, \"^a.*\")", "boolean:"),
        ("matches(title, note)", "boolean or null: may-be-null `note`"),
        ("string(amount)", "string:"),
        ("working days between(due date, due date)", "number:"),
        ("get value(customer, \"name\")", "string:"),
        ("anything + 1", "Any:"),
        ("anything > 5 and anything.name = \"a\"", "Any:"),
        ("申请金额 * 2", "number:"),
    ];
    table(&cases, checked);
}

#[test]
fn problems_are_found() {
    let cases = [
        ("amuont > 5", "Any: unknown-name `amuont`"),
        ("sun(numbers)", "Any: unknown-function `sun`"),
        ("customer.nmae", "Any: no-property `customer.nmae`"),
        ("due date.hour", "Any: no-property `due date.hour`"),
        ("lines.price", "list<Any>: no-property `lines.price`"),
        ("\"a\" + 1", "Any: wrong-type `\"a\" + 1`"),
        ("due date < 5", "Any: not-comparable `due date < 5`"),
        ("amount = \"5\"", "Any: not-comparable `amount = \"5\"`"),
        ("due date = @\"2026-03-02T09:00:00\"", "Any: not-comparable `due date = @\"2026-03-02T09:00:00\"`"),
        ("amount = null", "boolean:"),
        ("price > 5", "boolean: may-be-null `price`"),
        ("price + 1", "number: may-be-null `price`"),
        ("price between 1 and 2", "boolean: may-be-null `price`"),
        ("price in [1..2]", "boolean: may-be-null `price`"),
        ("price in (1, 2)", "boolean:"),
        ("if amount then 1 else 2", "number: unexpected-type `amount`"),
        ("amount and flag", "Any: unexpected-type `amount`"),
        ("lines[title]", "Any: unexpected-type `title`"),
        ("string length(amount)", "Any: wrong-arguments `amount`"),
        ("string length()", "Any: wrong-arguments `string length()`"),
        ("string length(sting: title)", "Any: wrong-arguments `title`"),
        ("string length(note)", "number: may-be-null `note`"),
        ("sum(scores)", "number: may-be-null `scores`"),
        ("sum(lines.title)", "Any: wrong-arguments `lines.title`"),
        ("date(\"2026-02-30\")", "Any: no-result `date(\"2026-02-30\")`"),
        ("working days between(due date)", "Any: wrong-arguments `working days between(due date)`"),
        ("working days between(due date, paid on)", "number: may-be-null `paid on`"),
        ("working days between(due date, 5)", "Any: unexpected-type `5`"),
        ("amount(5)", "Any: not-a-function `amount`"),
        ("amount in (\"a\", 5)", "Any: unexpected-type `\"a\"`"),
        ("amount instance of money", "Any: unknown-type `amount instance of money`"),
        ("for x in @\"P1D\"..5 return x", "Any: unexpected-type `@\"P1D\"`"),
        ("for x in scores return x * 2", "list<number>: may-be-null `x`"),
        ("(function(a: number) a)(\"x\")", "Any: unexpected-type `\"x\"`"),
    ];
    table(&cases, checked);
}

#[test]
fn conditions_tell_what_is_not_null() {
    let cases = [
        ("price != null and price > 5", "boolean:"),
        ("price = null or price > 5", "boolean:"),
        ("not(price = null) and price > 5", "boolean:"),
        ("if price = null then 0 else price + 1", "number:"),
        ("if price != null and flag then price + 1 else 0", "number:"),
        ("if price != null or flag then price + 1 else 0", "number: may-be-null `price`"),
        ("if price > 5 then price + 1 else 0", "number: may-be-null `price`"),
        ("partner != null and partner.name = \"a\"", "boolean:"),
        ("partner.credit limit != null and partner.credit limit > 5 and string length(partner.name) > 1", "boolean:"),
        ("price instance of number and price > 5", "boolean:"),
        ("anything instance of number and anything + 1 > 5", "boolean:"),
        ("count(for x in scores[item != null] return x)", "number:"),
        ("lines[rebate != null and rebate > 5].rebate", "list<number>:"),
        ("for line in lines return if line.rebate = null then 0 else line.rebate", "list<number>:"),
        ("price != null and (some price in scores satisfies price > 5)", "boolean: may-be-null `price`"),
    ];
    table(&cases, checked);
}

#[test]
fn tests_are_checked() {
    let declared = declarations();
    let colour = parse_unary_tests("\"red\", \"green\"", &()).unwrap();
    let colour = Type::Allowed(feel::Allowed { of: Type::String, tests: colour }.into());
    let look = |input: &Type, text: &str| {
        let tests = parse_unary_tests(text, &DeclaredNames::new(&declared)).unwrap();
        let checked = check_tests(&tests, input, &declared);
        let problems =
            checked.problems.iter().map(|problem| format!(" {} `{}`", problem.code, &text[problem.span.clone()]));
        format!("{}:{}", checked.of_type, problems.collect::<String>())
    };
    let of_numbers = [
        ("-", "boolean:"),
        ("< 5, [10..20]", "boolean:"),
        ("not(5, amount)", "boolean:"),
        ("> \"a\"", "Any: unexpected-type `\"a\"`"),
        ("\"a\", 5", "Any: unexpected-type `\"a\"`"),
        ("? > 5 and ? < amount", "boolean:"),
        ("flag", "boolean:"),
        ("< price", "boolean: may-be-null `price`"),
    ];
    table(&of_numbers, |text| look(&Type::Number, text));
    let of_colours = [
        ("\"red\"", "boolean:"),
        ("\"blue\"", "boolean: not-allowed `\"blue\"`"),
        ("[\"red\", \"bleu\"]", "boolean: not-allowed `[\"red\", \"bleu\"]`"),
    ];
    table(&of_colours, |text| look(&colour, text));
    table(&[("< 5", "boolean or null:"), ("? != null and ? < 5", "boolean:")], |text| {
        look(&Type::Number.optional(), text)
    });
}

#[test]
fn what_is_expected_is_compared() {
    let declared = declarations();
    let look = |text: &str| {
        let expression = parse(text, &DeclaredNames::new(&declared)).unwrap();
        let checked = check(&expression, &declared, Some(&Type::Boolean));
        checked.problems.iter().map(|problem| problem.message(Lang::Zh)).collect::<Vec<_>>().join("|")
    };
    let cases = [
        ("amount > 5", ""),
        ("anything", ""),
        ("maybe", "`maybe` 可能为空，为空时此处得不到结果"),
        ("amount", "此处不能使用数字；应为是否"),
        ("申请金领 > 5", "没有名为 申请金领 的项；应为`申请金额`"),
        ("amount = title", "数字和文本 无法比较"),
    ];
    table(&cases, look);
}

/// No message in Chinese has words of English, apart from what is quoted.
#[test]
fn chinese_messages_are_chinese() {
    let wrong = [
        "1 +",
        "[1",
        "(1",
        "if 1",
        "{a 1}",
        "{a: 1, a: 2}",
        "@\"某日\"",
        "1 instance of",
        "for x",
        "1 2",
        "a.",
        "f(1",
        "#",
    ];
    for text in wrong {
        let message = parse(text, &()).unwrap_err().message(Lang::Zh);
        let unquoted: String = message.split(['`', '"']).step_by(2).collect();
        let is_foreign = |c: char| c.is_ascii_alphabetic() && c != '@' || ",;:()".contains(c);
        assert!(!unquoted.contains(is_foreign), "{text}: {message}");
    }
}
