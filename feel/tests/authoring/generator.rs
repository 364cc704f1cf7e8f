//! Random expressions that can be read, most of them sound, and random values for the names that they use.

use feel::{Context, Date, DaysTime, Value};

/// Decisions that are taken one after the other; when they run out, the simplest is taken.
pub(crate) struct Choices<'c>(std::slice::Iter<'c, u16>);

impl Choices<'_> {
    pub(crate) fn new(choices: &[u16]) -> Choices<'_> {
        Choices(choices.iter())
    }

    /// One of the first so many numbers.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or_default()) % count
    }

    fn pick<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }
}

/// What an expression is to yield.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Want {
    Number,
    Text,
    Truth,
    Date,
    Duration,
    Numbers,
    Lines,
    Customer,
    Anything,
}

const WANTS: [Want; 9] = [
    Want::Number,
    Want::Truth,
    Want::Text,
    Want::Date,
    Want::Duration,
    Want::Numbers,
    Want::Lines,
    Want::Customer,
    Want::Anything,
];

/// A random expression.
pub(crate) fn expression(choices: &mut Choices<'_>) -> String {
    let want = WANTS[choices.below(WANTS.len())];
    Generator { choices, inside: Vec::new() }.expression(want, 5)
}

struct Generator<'g, 'c> {
    choices: &'g mut Choices<'c>,
    /// Names that the expression binds: a text for each name, and what it is.
    inside: Vec<(String, Want)>,
}

impl Generator<'_, '_> {
    fn expression(&mut self, want: Want, depth: usize) -> String {
        // Now and then something of another kind.
        let want = if self.choices.below(24) == 23 { WANTS[self.choices.below(WANTS.len())] } else { want };
        if depth == 0 || self.choices.below(4) == 0 {
            return self.leaf(want);
        }
        if self.choices.below(8) == 7 {
            return self.general(want, depth - 1);
        }
        match want {
            Want::Number => self.number(depth - 1),
            Want::Text => self.text(depth - 1),
            Want::Truth => self.truth(depth - 1),
            Want::Date => self.date(depth - 1),
            Want::Duration => self.duration(depth - 1),
            Want::Numbers => self.numbers(depth - 1),
            Want::Lines => self.lines(depth - 1),
            Want::Customer => self.customer(depth - 1),
            Want::Anything => self.general(want, depth - 1),
        }
    }

    fn leaf(&mut self, want: Want) -> String {
        let bound: Vec<String> =
            self.inside.iter().filter(|(_, kind)| *kind == want).map(|(name, _)| name.clone()).collect();
        if !bound.is_empty() && self.choices.below(2) == 1 {
            return bound[self.choices.below(bound.len())].clone();
        }
        let leaves: &[&str] = match want {
            Want::Number => &["amount", "0", "1", "2.5", "-3", "price", "customer.credit limit", "申请金额"],
            Want::Text => &["title", "\"a\"", "\"\"", "note", "customer.name", "partner.name", "\"b c\""],
            Want::Truth => &["flag", "true", "false", "maybe"],
            Want::Date => &["due date", "@\"2026-03-02\"", "paid on", "customer.since", "date(\"2026-01-31\")"],
            Want::Duration => &["period", "@\"P1D\"", "@\"PT90M\""],
            Want::Numbers => &["numbers", "[1, 2]", "[]", "scores", "lines.cost", "lines.rebate"],
            Want::Lines => &["lines", "[]", "[{title: \"t\", cost: 1, rebate: null}]"],
            Want::Customer => &["customer", "partner", "{name: \"n\", since: due date, credit limit: 5, tags: []}"],
            Want::Anything => &["anything", "null", "amount", "title", "[1..5]", "numbers"],
        };
        self.choices.pick(leaves).to_owned()
    }

    fn number(&mut self, depth: usize) -> String {
        match self.choices.below(27) {
            18 => format!("get value({{a: {}}}, \"a\")", self.expression(Want::Number, depth)),
            19 => format!(
                "working days between({}, {})",
                self.expression(Want::Date, depth),
                self.expression(Want::Date, depth)
            ),
            20 => format!("{}[{}]", self.postfix(Want::Numbers, depth), self.expression(Want::Number, depth)),
            21 => format!("count(list: {})", self.expression(Want::Lines, depth)),
            22 => {
                let stop = self.with(&[("n", Want::Number)], |inner| inner.expression(Want::Number, depth));
                format!("{{f: function(n) if n < 1 then {stop} else f(n - 1), r: f(2)}}.r")
            }
            23 => format!(
                "(if anything instance of number then anything + {} else 0)",
                self.expression(Want::Number, depth)
            ),
            24 => format!("(date and time({}, @\"10:00:00\")).hour", self.expression(Want::Date, depth)),
            25 => format!(
                "context put({}, \"credit limit\", {}).credit limit",
                self.expression(Want::Customer, depth),
                self.expression(Want::Number, depth)
            ),
            0..=2 => {
                let operator = self.choices.pick(&["+", "-", "*", "/"]);
                format!(
                    "({} {operator} {})",
                    self.expression(Want::Number, depth),
                    self.expression(Want::Number, depth)
                )
            }
            3 => format!("({} ** 2)", self.expression(Want::Number, depth)),
            4 => format!("(-{})", self.expression(Want::Number, depth)),
            5 => format!("count({})", self.expression(Want::Numbers, depth)),
            6 => {
                let name = self.choices.pick(&["sum", "max", "min", "mean", "median", "product", "stddev"]);
                format!("{name}({})", self.expression(Want::Numbers, depth))
            }
            7 => {
                let name = self.choices.pick(&["sum", "max", "min", "mean"]);
                format!("{name}({}, {})", self.expression(Want::Number, depth), self.expression(Want::Number, depth))
            }
            8 => {
                let name = self.choices.pick(&["floor", "ceiling", "abs", "round half up", "sqrt", "log"]);
                format!("{name}({})", self.expression(Want::Number, depth))
            }
            9 => format!("modulo({}, {})", self.expression(Want::Number, depth), self.expression(Want::Number, depth)),
            10 => format!("string length({})", self.expression(Want::Text, depth)),
            11 => format!("{}.year", self.expression(Want::Date, 0)),
            12 => format!("({}).days", self.expression(Want::Duration, depth)),
            13 => format!("{}[1]", self.postfix(Want::Numbers, depth)),
            14 => format!("{}.credit limit", self.postfix(Want::Customer, depth)),
            15 => format!("number({})", self.expression(Want::Text, depth)),
            16 => format!("day of year({})", self.expression(Want::Date, depth)),
            17 => format!("decimal({}, 1)", self.expression(Want::Number, depth)),
            _ => format!("({} / {})", self.expression(Want::Duration, depth), self.expression(Want::Duration, depth)),
        }
    }

    fn text(&mut self, depth: usize) -> String {
        match self.choices.below(11) {
            0..=1 => format!("({} + {})", self.expression(Want::Text, depth), self.expression(Want::Text, depth)),
            2 => {
                let name = self.choices.pick(&["upper case", "lower case"]);
                format!("{name}({})", self.expression(Want::Text, depth))
            }
            3 => format!("substring({}, 1)", self.expression(Want::Text, depth)),
            4 => format!("substring({}, {})", self.expression(Want::Text, depth), self.expression(Want::Number, depth)),
            5 => format!("string({})", self.expression(Want::Anything, depth)),
            6 => format!("string join({}, \",\")", self.postfix(Want::Lines, depth) + ".title"),
            7 => format!("replace({}, \"a\", \"b\")", self.expression(Want::Text, depth)),
            8 => format!("day of week({})", self.expression(Want::Date, depth)),
            9 => format!("{}.name", self.postfix(Want::Customer, depth)),
            _ => {
                let name = self.choices.pick(&["substring before", "substring after"]);
                format!("{name}({}, {})", self.expression(Want::Text, depth), self.expression(Want::Text, depth))
            }
        }
    }

    fn truth(&mut self, depth: usize) -> String {
        match self.choices.below(26) {
            17 => format!("overlaps({}, {})", self.range(depth), self.range(depth)),
            18 => format!("includes({}, {})", self.range(depth), self.expression(Want::Number, depth)),
            19 => format!("is({}, {})", self.expression(Want::Anything, depth), self.expression(Want::Anything, depth)),
            20 => {
                let (first, second) = (self.expression(Want::Numbers, depth), self.expression(Want::Numbers, depth));
                let inside = [("x", Want::Number), ("y", Want::Number)];
                let condition = self.with(&inside, |inner| inner.expression(Want::Truth, depth));
                format!("(every x in {first}, y in {second} satisfies {condition})")
            }
            21 => format!("({} in ({}))", self.expression(Want::Date, depth), self.expression(Want::Date, depth)),
            22 => format!("({} in {})", self.expression(Want::Number, depth), self.range(depth)),
            23 => format!("({} = {})", self.expression(Want::Numbers, depth), self.expression(Want::Lines, depth)),
            24 => format!("({} = {})", self.expression(Want::Customer, depth), self.expression(Want::Customer, depth)),
            0..=2 => {
                let want = [Want::Number, Want::Text, Want::Date, Want::Duration][self.choices.below(4)];
                let comparison = self.choices.pick(&["=", "!=", "<", "<=", ">", ">="]);
                format!("({} {comparison} {})", self.expression(want, depth), self.expression(want, depth))
            }
            3..=4 => {
                let name = self.choices.pick(&["price", "note", "maybe", "paid on", "partner", "partner.credit limit"]);
                let (test, joint) = [("!= null", "and"), ("= null", "or")][self.choices.below(2)];
                format!("({name} {test} {joint} {})", self.expression(Want::Truth, depth))
            }
            5 => format!("({} and {})", self.expression(Want::Truth, depth), self.expression(Want::Truth, depth)),
            6 => format!("({} or {})", self.expression(Want::Truth, depth), self.expression(Want::Truth, depth)),
            7 => format!("not({})", self.expression(Want::Truth, depth)),
            8 => {
                let parts = [(); 3].map(|()| self.expression(Want::Number, depth));
                format!("({} between {} and {})", parts[0], parts[1], parts[2])
            }
            9 => format!("({} in ({}, {}))", self.expression(Want::Number, depth), self.test(depth), self.test(depth)),
            10 => format!("({} in ({}))", self.expression(Want::Number, depth), self.expression(Want::Numbers, depth)),
            11 => {
                let quantifier = self.choices.pick(&["some", "every"]);
                let domain = self.expression(Want::Numbers, depth);
                let condition = self.with(&[("x", Want::Number)], |inner| inner.expression(Want::Truth, depth));
                format!("({quantifier} x in {domain} satisfies {condition})")
            }
            12 => {
                let name = self.choices.pick(&["contains", "starts with", "ends with", "matches"]);
                format!("{name}({}, {})", self.expression(Want::Text, depth), self.expression(Want::Text, depth))
            }
            13 => format!(
                "list contains({}, {})",
                self.expression(Want::Numbers, depth),
                self.expression(Want::Number, depth)
            ),
            14 => {
                let of_type = self.choices.pick(&["number", "string", "date", "list<number>", "Any", "boolean"]);
                format!("({} instance of {of_type})", self.postfix(Want::Anything, depth))
            }
            15 => {
                let name = self.choices.pick(&["before", "after", "coincides"]);
                format!("{name}({}, {})", self.expression(Want::Number, depth), self.expression(Want::Number, depth))
            }
            16 => {
                let name = self.choices.pick(&["all", "any"]);
                format!("{name}([{}, {}])", self.expression(Want::Truth, depth), self.expression(Want::Truth, depth))
            }
            _ => format!("({} = {})", self.expression(Want::Anything, depth), self.expression(Want::Anything, depth)),
        }
    }

    fn range(&mut self, depth: usize) -> String {
        match self.choices.below(3) {
            0 => format!("(> {})", self.expression(Want::Number, depth)),
            _ => format!("[{}..{})", self.expression(Want::Number, depth), self.expression(Want::Number, depth)),
        }
    }

    fn test(&mut self, depth: usize) -> String {
        match self.choices.below(5) {
            0 => self.expression(Want::Number, depth),
            1 => format!("< {}", self.expression(Want::Number, depth)),
            2 => format!("[{}..{}]", self.expression(Want::Number, 0), self.expression(Want::Number, 0)),
            3 => format!("? > {}", self.expression(Want::Number, depth)),
            _ => "null".to_owned(),
        }
    }

    fn date(&mut self, depth: usize) -> String {
        match self.choices.below(3) {
            0..=1 => {
                let operator = self.choices.pick(&["+", "-"]);
                format!(
                    "({} {operator} {})",
                    self.expression(Want::Date, depth),
                    self.expression(Want::Duration, depth)
                )
            }
            _ => format!("date({})", self.expression(Want::Date, depth)),
        }
    }

    fn duration(&mut self, depth: usize) -> String {
        match self.choices.below(5) {
            3 => format!(
                "({} - date and time({}, @\"10:00:00\"))",
                self.expression(Want::Date, depth),
                self.expression(Want::Date, depth)
            ),
            0 => format!("({} - {})", self.expression(Want::Date, depth), self.expression(Want::Date, depth)),
            1 => format!("({} + {})", self.expression(Want::Duration, depth), self.expression(Want::Duration, depth)),
            2 => format!("({} * {})", self.expression(Want::Duration, depth), self.expression(Want::Number, depth)),
            _ => format!("abs({})", self.expression(Want::Duration, depth)),
        }
    }

    fn numbers(&mut self, depth: usize) -> String {
        match self.choices.below(21) {
            16 => {
                let (first, next) = (self.expression(Want::Number, depth), self.expression(Want::Number, depth));
                format!("(for i in 1..3 return if count(partial) = 0 then {first} else partial[-1] + {next})")
            }
            17 => format!("sort(list: {}, precedes: function(a, b) a < b)", self.expression(Want::Numbers, depth)),
            18 => format!(
                "list replace({}, 1, {})",
                self.expression(Want::Numbers, depth),
                self.expression(Want::Number, depth)
            ),
            19 => format!("(for e in get entries({}) return 1)", self.expression(Want::Customer, depth)),
            0 => format!("[{}, {}]", self.expression(Want::Number, depth), self.expression(Want::Number, depth)),
            1..=2 => {
                let filtered = self.postfix(Want::Numbers, depth);
                let condition = self.with(&[("item", Want::Number)], |inner| inner.expression(Want::Truth, depth));
                format!("{filtered}[{condition}]")
            }
            3 => {
                let (domain, of) = [("1..3", Want::Number), ("numbers", Want::Number), ("scores", Want::Number)]
                    [self.choices.below(3)];
                let result = self.with(&[("i", of)], |inner| inner.expression(Want::Number, depth));
                format!("(for i in {domain} return {result})")
            }
            4 => {
                let domain = self.expression(Want::Lines, depth);
                let inside = [("line.cost", Want::Number), ("line.title", Want::Text), ("line.rebate", Want::Number)];
                let result = self.with(&inside, |inner| inner.expression(Want::Number, depth));
                format!("(for line in {domain} return {result})")
            }
            5 => format!("append({}, {})", self.expression(Want::Numbers, depth), self.expression(Want::Number, depth)),
            6 => format!(
                "concatenate({}, {})",
                self.expression(Want::Numbers, depth),
                self.expression(Want::Numbers, depth)
            ),
            7 => {
                let name = self.choices.pick(&["sort", "reverse", "distinct values", "flatten", "mode"]);
                format!("{name}({})", self.expression(Want::Numbers, depth))
            }
            8 => {
                let inside = [("a", Want::Number), ("b", Want::Number)];
                let list = self.expression(Want::Numbers, depth);
                let order = self.with(&inside, |inner| inner.expression(Want::Truth, depth));
                format!("sort({list}, function(a, b) {order})")
            }
            9 => {
                format!("index of({}, {})", self.expression(Want::Numbers, depth), self.expression(Want::Number, depth))
            }
            10 => format!("sublist({}, 1)", self.expression(Want::Numbers, depth)),
            11 => format!("remove({}, 1)", self.expression(Want::Numbers, depth)),
            12 => format!(
                "insert before({}, 1, {})",
                self.expression(Want::Numbers, depth),
                self.expression(Want::Number, depth)
            ),
            13 => format!(
                "(for i in {}..{} return i)",
                self.expression(Want::Number, 0),
                self.expression(Want::Number, 0)
            ),
            14 => format!("union({}, {})", self.expression(Want::Numbers, depth), self.expression(Want::Number, depth)),
            15 => format!(
                "(for d in {}..{} return d.day)",
                self.expression(Want::Date, 0),
                self.expression(Want::Date, 0)
            ),
            _ => format!("{}.{}", self.postfix(Want::Lines, depth), self.choices.pick(&["cost", "rebate"])),
        }
    }

    fn lines(&mut self, depth: usize) -> String {
        match self.choices.below(6) {
            3 => {
                let list = self.expression(Want::Lines, depth);
                let inside = [("a.cost", Want::Number), ("b.cost", Want::Number), ("a.title", Want::Text)];
                let order = self.with(&inside, |inner| inner.expression(Want::Truth, depth));
                format!("sort({list}, function(a, b) {order})")
            }
            4 => {
                let (title, cost) = (self.expression(Want::Text, depth), self.expression(Want::Number, depth));
                format!("[{{title: {title}, cost: {cost}, rebate: price}}]")
            }
            0..=1 => {
                let filtered = self.postfix(Want::Lines, depth);
                let inside = [("cost", Want::Number), ("item.rebate", Want::Number), ("rebate", Want::Number)];
                let condition = self.with(&inside, |inner| inner.expression(Want::Truth, depth));
                let narrowing = self.choices.pick(&["", "rebate != null and "]);
                format!("{filtered}[{narrowing}{condition}]")
            }
            2 => format!("reverse({})", self.expression(Want::Lines, depth)),
            _ => {
                format!("concatenate({}, {})", self.expression(Want::Lines, depth), self.expression(Want::Lines, depth))
            }
        }
    }

    fn customer(&mut self, depth: usize) -> String {
        let name = self.expression(Want::Text, depth);
        let limit = self.expression(Want::Number, depth);
        format!("{{name: {name}, since: due date, credit limit: {limit}, tags: []}}")
    }

    /// What can yield anything.
    fn general(&mut self, want: Want, depth: usize) -> String {
        match self.choices.below(7) {
            0..=1 => {
                let condition = self.expression(Want::Truth, depth);
                format!("(if {condition} then {} else {})", self.expression(want, depth), self.expression(want, depth))
            }
            2 => {
                let name = self.choices.pick(&["price", "note", "paid on", "partner"]);
                let (some, none) = (self.expression(want, depth), self.expression(want, depth));
                format!("(if {name} = null then {none} else {some})")
            }
            3 => {
                let bound = WANTS[self.choices.below(WANTS.len())];
                let value = self.expression(bound, depth);
                let result = self.with(&[("v", bound)], |inner| inner.expression(want, depth));
                format!("{{v: {value}, result: {result}}}.result")
            }
            4 => {
                let argument = self.expression(Want::Number, depth);
                let body = self.with(&[("p", Want::Number)], |inner| inner.expression(want, depth));
                let stated = self.choices.pick(&["p", "p: number"]);
                format!("(function({stated}) {body})({argument})")
            }
            5 => {
                let element = self.expression(want, depth);
                format!("[{element}, {}][{}]", self.expression(want, depth), self.choices.pick(&["1", "2", "-1"]))
            }
            _ => {
                format!("(if {} then {} else null)", self.expression(Want::Truth, depth), self.expression(want, depth))
            }
        }
    }

    /// In parentheses, so that anything may follow.
    fn postfix(&mut self, want: Want, depth: usize) -> String {
        format!("({})", self.expression(want, depth))
    }

    fn with(&mut self, inside: &[(&str, Want)], generate: impl FnOnce(&mut Self) -> String) -> String {
        let known = self.inside.len();
        self.inside.extend(inside.iter().map(|(name, want)| ((*name).to_owned(), *want)));
        let generated = generate(self);
        self.inside.truncate(known);
        generated
    }
}

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
