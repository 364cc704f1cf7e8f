//! Which earlier instances those of the process may follow.

use std::collections::BTreeSet;

use super::Reader;
use crate::check::Finding;
use crate::model::Follows;
use crate::process::follows::{EARLIER, Following};
use crate::text::Text;

/// Where findings about it stand.
const ELEMENT: &str = "follows";

impl Reader<'_> {
    pub(super) fn follows(&mut self) -> Vec<Following> {
        let definition = self.definition;
        let mut named = BTreeSet::new();
        for follows in &definition.follows {
            if !named.insert(&follows.process) {
                let zh = format!("「{}」写了两次", follows.process);
                let en = format!("`{}` is named twice", follows.process);
                self.findings.push(Finding::error("wrong_follows", ELEMENT, Text::each(zh, en)));
            }
        }
        self.naming([EARLIER], |reader| definition.follows.iter().map(|follows| reader.following(follows)).collect())
    }

    fn following(&mut self, follows: &Follows) -> Following {
        if follows.within.is_some_and(|within| within.amount < 1) {
            let message = Text::each("期限须为正数", "the time for it is nothing");
            self.findings.push(Finding::error("wrong_follows", ELEMENT, message));
        }
        for field in follows.data.keys() {
            self.know_field(field, ELEMENT);
            if self.field(field).is_some_and(|field| !field.is_filled_by_people()) {
                let zh = format!("「{field}」不由人填写，不能带入");
                let en = format!("`{field}` is filled by nobody: nothing can be carried into it");
                self.findings.push(Finding::error("wrong_follows", ELEMENT, Text::each(zh, en)));
            }
        }
        Following { rule: follows.clone(), data: self.formulas(&follows.data, ELEMENT).into_iter().collect() }
    }
}
