//! Events and boundary events.

use std::collections::{BTreeMap, BTreeSet};

use super::Weight;
use super::comparison::{Comparison, Noun, Subject};
use super::pairs::{Pair, by_key, is_reordered};
use crate::id::FieldId;
use crate::model::{Attached, Event, EventKind, Formula};

impl Comparison<'_> {
    pub(super) fn event(&mut self, of: &Subject, old: Option<&Event>, new: Option<&Event>) {
        match (old, new) {
            (Some(old), Some(new)) => self.events(of, old, new),
            (None, None) => {}
            (old, new) => {
                let (was, is) = (old.map(|event| self.was(&event.kind)), new.map(|event| self.is(&event.kind)));
                self.changed(of, Weight::Behaviour, ("事件", "event"), was, is);
            }
        }
    }

    fn events(&mut self, of: &Subject, old: &Event, new: &Event) {
        let Event { kind, of: named, key, after, at, every, times, days, since, when, data } = old;
        let weight = if new.kind == EventKind::Timer { Weight::Time } else { Weight::Behaviour };
        self.key(of, Weight::Behaviour, ("事件", "event"), kind, &new.kind);
        self.key(of, Weight::Behaviour, ("事件名称", "name of the event"), named, &new.of);
        self.key(of, Weight::Behaviour, ("匹配键", "what tells apart who waits"), key, &new.key);
        self.key(of, weight, ("等待时长", "time until it comes"), after, &new.after);
        self.key(of, weight, ("到点时间", "moment at which it comes"), at, &new.at);
        self.key(of, weight, ("间隔", "time between two"), every, &new.every);
        self.key(of, weight, ("次数", "how often it comes"), times, &new.times);
        self.key(of, weight, ("哪些日子", "days on which it comes"), days, &new.days);
        self.key(of, weight, ("间隔起算", "what the time between two is counted from"), since, &new.since);
        self.key(of, Weight::Behaviour, ("条件", "condition"), when, &new.when);
        self.formulas(of, ("携带的数据", "data that travels with it"), data, &new.data);
    }

    /// Formulas by the field that each is for.
    pub(super) fn formulas(
        &mut self,
        of: &Subject,
        noun: Noun,
        old: &BTreeMap<FieldId, Formula>,
        new: &BTreeMap<FieldId, Formula>,
    ) {
        let fields: BTreeSet<&FieldId> = old.keys().chain(new.keys()).collect();
        for field in fields {
            let part = of.part(noun, &field.as_str().into());
            self.key(&part, Weight::Behaviour, ("取值", "value"), &old.get(field), &new.get(field));
        }
    }

    pub(super) fn attached(&mut self, old: &[Attached], new: &[Attached]) {
        for pair in by_key(old, new, |event| &event.id) {
            match pair {
                Pair::Both(old, new) => self.boundary(old, new),
                Pair::Old(event) => {
                    let of = self.node_subject(&event.id, self.was(&event.id));
                    self.went(&of, Weight::Behaviour, self.was(&event.on));
                }
                Pair::New(event) => {
                    let of = self.node_subject(&event.id, self.is(&event.id));
                    self.came(&of, Weight::Behaviour, self.is(&event.on));
                }
            }
        }
        if is_reordered(old, new, |event| &event.id) {
            let of = Subject::process();
            self.changed(&of, Weight::Behaviour, ("边界事件顺序", "order of the boundary events"), None, None);
        }
    }

    fn boundary(&mut self, old: &Attached, new: &Attached) {
        // What an event says is taken apart where all events are; the rest of its keys are read by that.
        let Attached {
            id: _,
            on,
            name,
            interrupting,
            kind: _,
            of: _,
            key: _,
            after: _,
            at: _,
            every: _,
            times: _,
            when: _,
        } = old;
        let of = self.node_subject(&new.id, self.is(&new.id));
        self.key(&of, Weight::Behaviour, ("所附节点", "node that it sits on"), on, &new.on);
        self.text(&of, Weight::Wording, ("名称", "name"), name, &new.name);
        self.key(&of, Weight::Behaviour, ("中断所在节点", "ends the work there"), interrupting, &new.interrupting);
        self.events(&of, &old.event(), &new.event());
    }
}
