//! Decision tables, row by row.

use super::Weight;
use super::comparison::{Comparison, Subject};
use super::pairs::{Pair, in_order};
use crate::model::DecisionTable;

impl Comparison<'_> {
    pub(super) fn table(&mut self, of: &Subject, old: Option<&DecisionTable>, new: Option<&DecisionTable>) {
        match (old, new) {
            (Some(old), Some(new)) => self.tables(of, old, new),
            (Some(old), None) => {
                let table = of.part(("决策表", "table"), &self.was(&old.outputs));
                self.went(&table, Weight::Behaviour, self.was(&old.rules));
            }
            (None, Some(new)) => {
                let table = of.part(("决策表", "table"), &self.is(&new.outputs));
                self.came(&table, Weight::Behaviour, self.is(&new.rules));
            }
            (None, None) => {}
        }
    }

    fn tables(&mut self, of: &Subject, old: &DecisionTable, new: &DecisionTable) {
        let DecisionTable { hit, aggregate, inputs, outputs, rules, otherwise } = old;
        let behaviour = Weight::Behaviour;
        self.key(of, behaviour, ("命中方式", "rows that count"), hit, &new.hit);
        self.key(of, behaviour, ("汇总", "summing up"), aggregate, &new.aggregate);
        self.key(of, behaviour, ("输入", "inputs"), inputs, &new.inputs);
        self.key(of, behaviour, ("输出", "outputs"), outputs, &new.outputs);
        self.key(of, behaviour, ("无行成立时的结果", "result when no row holds"), otherwise, &new.otherwise);
        for (place, pair) in in_order(rules, &new.rules) {
            let row = of.part(("行", "row"), &place.to_string().as_str().into());
            match pair {
                Pair::Both(old, new) => {
                    self.changed(&row, behaviour, ("内容", "what it says"), Some(self.was(old)), Some(self.is(new)));
                }
                Pair::Old(rule) => self.went(&row, behaviour, self.was(rule)),
                Pair::New(rule) => self.came(&row, behaviour, self.is(rule)),
            }
        }
    }
}
