//! Schedules: when instances begin by themselves.

use super::Reader;
use super::event::ITEM;
use crate::check::Finding;
use crate::model::{Each, Event, Node};
use crate::process::people::Rule;
use crate::process::schedule::{DAY, Every, ForEach, Plan, Schedule};
use crate::text::Text;

impl Reader<'_> {
    /// When instances begin by themselves at a start of the process itself that waits for time.
    pub(super) fn schedule(&mut self, node: &Node, event: &Event) -> Option<Schedule> {
        let element = node.id.as_str();
        let plan = self.plan(node, event)?;
        let by = match &node.who {
            Some(who) => Some(self.rule(who, element)?),
            None => self.definition.about.owner_department().map(Rule::HeadOf),
        };
        let data = self.payload(event, element);
        for (field, _) in &data {
            self.know_field(field, element);
        }
        Some(Schedule { plan, by, data })
    }

    fn plan(&mut self, node: &Node, event: &Event) -> Option<Plan> {
        let element = node.id.as_str();
        if let Some(each) = &node.each {
            return self.for_each(event, each, element).map(Plan::Each);
        }
        let at = event.at.as_ref().and_then(|at| self.formula(&at.0, element));
        match (&event.days, event.every, event.after, at) {
            (Some(days), None, None, time) => {
                let rule = self.naming([DAY], |reader| reader.formula(&days.0, element))?;
                Some(Plan::Days { rule, time })
            }
            (None, Some(every), None, at) => {
                if every.amount < 1 {
                    let message = Text::each("间隔须为正数", "the time between two is nothing");
                    self.findings.push(Finding::error("wrong_schedule", element, message));
                }
                Some(Plan::Every(Every { every, since: event.since, at, times: event.times }))
            }
            (None, None, Some(after), None) => Some(Plan::After(after)),
            (None, None, None, Some(at)) => Some(Plan::At(at)),
            _ => {
                let zh = "定时发起需要 days、every、after、at 之一；at 只可与 days 或 every 同写";
                let en = "a start by time needs one of `days`, `every`, `after` and `at`; `at` may stand with `days` or `every`";
                self.findings.push(Finding::error("wrong_schedule", element, Text::each(zh, en)));
                None
            }
        }
    }

    fn for_each(&mut self, event: &Event, each: &Each, element: &str) -> Option<ForEach> {
        let (None, None, None, Some(at)) = (&event.days, event.every, event.after, &event.at) else {
            let zh = "按列表逐项发起时须写 at：每一项何时发起";
            let en = "where an instance begins for each element of a list, `at` alone says when";
            self.findings.push(Finding::error("wrong_schedule", element, Text::each(zh, en)));
            return None;
        };
        let item = each.item.clone().unwrap_or_else(|| ITEM.to_owned());
        let key = event.key.as_ref().and_then(|key| self.formula(&key.0, element));
        Some(ForEach { list: self.formula(&each.list.0, element)?, item, at: self.formula(&at.0, element)?, key })
    }
}
