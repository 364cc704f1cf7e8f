//! Expressions that yield one value.

use super::expression::{Generator, Want};

impl Generator<'_, '_> {
    pub(super) fn number(&mut self, depth: usize) -> String {
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

    pub(super) fn text(&mut self, depth: usize) -> String {
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

    pub(super) fn truth(&mut self, depth: usize) -> String {
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

    pub(super) fn date(&mut self, depth: usize) -> String {
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

    pub(super) fn duration(&mut self, depth: usize) -> String {
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

    pub(super) fn customer(&mut self, depth: usize) -> String {
        let name = self.expression(Want::Text, depth);
        let limit = self.expression(Want::Number, depth);
        format!("{{name: {name}, since: due date, credit limit: {limit}, tags: []}}")
    }
}
