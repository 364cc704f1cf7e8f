//! Expressions of every kind, and what can yield anything.

use super::Choices;

/// What an expression is to yield.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Want {
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

pub(super) struct Generator<'g, 'c> {
    pub(super) choices: &'g mut Choices<'c>,
    /// Names that the expression binds: a text for each name, and what it is.
    inside: Vec<(String, Want)>,
}

impl Generator<'_, '_> {
    pub(super) fn expression(&mut self, want: Want, depth: usize) -> String {
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
    pub(super) fn postfix(&mut self, want: Want, depth: usize) -> String {
        format!("({})", self.expression(want, depth))
    }

    pub(super) fn with(&mut self, inside: &[(&str, Want)], generate: impl FnOnce(&mut Self) -> String) -> String {
        let known = self.inside.len();
        self.inside.extend(inside.iter().map(|(name, want)| ((*name).to_owned(), *want)));
        let generated = generate(self);
        self.inside.truncate(known);
        generated
    }
}
