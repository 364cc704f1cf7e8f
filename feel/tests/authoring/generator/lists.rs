//! Expressions that yield a list.

use super::expression::{Generator, Want};

impl Generator<'_, '_> {
    pub(super) fn numbers(&mut self, depth: usize) -> String {
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

    pub(super) fn lines(&mut self, depth: usize) -> String {
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
}
