//! What goes on, and what is expected.

use app::port::{Doing, Entry, Expected, State, What};

use super::Teller;
use crate::service::instance::where_it_stands;

impl Teller<'_> {
    /// What people, or called processes, are at now.
    pub(super) fn going_on(&self) -> Vec<Entry> {
        let state = self.sight.state();
        let entries = where_it_stands(self.sight).into_iter().filter(|expected| self.reader.sees(Some(&expected.node)));
        entries
            .map(|expected| {
                let tasks = || {
                    state.open_tasks().filter(|(_, task)| {
                        state.visit(task.visit).is_some_and(|visit| visit.node == expected.node && visit.is_active())
                    })
                };
                let visit = state.active().find(|(_, visit)| visit.node == expected.node).map(|(_, visit)| visit);
                let actors = tasks().map(|(_, task)| self.actor(&task.person, task.stands_in_for.as_ref()));
                Entry {
                    doing: Doing::Now,
                    what: What::Asked,
                    state: State::Wait,
                    node: Some((expected.node.clone(), expected.name.clone())),
                    actors: actors.collect(),
                    at: visit.map(|visit| visit.entered),
                    due: expected.due,
                    words: None,
                    because: tasks().next().and_then(|(no, _)| self.why(no)),
                    changes: Vec::new(),
                }
            })
            .collect()
    }

    /// What is expected after that.
    pub(super) fn to_come(&self, expected: Vec<Expected>) -> Vec<Entry> {
        let seen = expected.into_iter().filter(|step| self.reader.sees(Some(&step.node)));
        seen.map(|step| Entry {
            doing: Doing::ToCome,
            what: What::Asked,
            state: State::Idle,
            node: Some((step.node, step.name)),
            actors: step.people.iter().map(|person| self.actor(&person.id, None)).collect(),
            at: None,
            due: step.due,
            words: None,
            because: None,
            changes: Vec::new(),
        })
        .collect()
    }
}
