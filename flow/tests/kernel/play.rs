//! A process at play: people act by name, and the state can be looked at as a reader would.

use std::sync::Arc;

use feel::{Number, Value};
use flow::id::PersonId;
use flow::kernel::{
    Command, Context, Data, Decision, Fact, Facts, Outsider, Recorded, Rejection, Start, State, Status, TaskId,
    TaskStatus, Visit, VisitStatus, act,
};
use flow::organisation::Organisation;
use flow::process::{Process, Reading, Work};
use flow::time::Moment;
use serde_json::{Value as Json, json};

/// Monday 2 March 2026, 09:00 at +08:00.
pub(crate) const T0: Moment = Moment(1_772_413_200_000);

/// One instance of one process, with an organisation of a few people and a clock that moves by hand.
pub(crate) struct Play {
    pub(crate) process: Process,
    pub(crate) organisation: Organisation,
    pub(crate) facts: Facts,
    pub(crate) state: State,
    pub(crate) log: Vec<Recorded>,
    pub(crate) now: Moment,
    /// The rows of other instances in every register.
    pub(crate) others: Vec<Value>,
}

/// li works in sales under wang; wang is its head under zhou; qian, sun and zhao are in finance under qian.
pub(crate) fn organisation() -> Organisation {
    serde_json::from_value(json!({
        "name": "E",
        "people": {
            "zhou": {"name": "周衡", "department": "board"},
            "wang": {"name": "王芳", "department": "sales"},
            "li": {"name": "李青", "department": "sales"},
            "qian": {"name": "钱卓", "department": "finance"},
            "sun": {"name": "孙莉", "department": "finance"},
            "zhao": {"name": "赵六", "department": "finance"},
        },
        "departments": {
            "board": {"name": "总经办", "head": "zhou"},
            "sales": {"name": "销售部", "head": "wang", "parent": "board"},
            "finance": {"name": "财务部", "head": "qian", "parent": "board"},
        },
        "posts": {
            "cashier": {"name": "出纳", "holders": [{"person": "sun"}, {"person": "zhao"}]},
        },
    }))
    .expect("the organisation is well written")
}

/// A definition with these nodes and edges over a few fields; an edge is `from > to`, `from > to: condition` or
/// `from > to: default`.
pub(crate) fn definition(nodes: Json, edges: &[&str]) -> Json {
    let edge = |(index, text): (usize, &&str)| {
        let (way, condition) = text.split_once(": ").map_or((*text, None), |(way, when)| (way, Some(when)));
        let (from, to) = way.split_once(" > ").expect("an edge has two ends");
        let mut edge = json!({"id": format!("e{index}"), "from": from, "to": to});
        match condition {
            Some("default") => edge["default"] = json!(true),
            Some(when) => edge["when"] = json!(when),
            None => {}
        }
        edge
    };
    json!({
        "lianban": 1, "key": "T", "name": "test",
        "form": {"fields": [
            {"id": "amount", "type": "number"}, {"id": "fast", "type": "boolean"}, {"id": "note", "type": "text"},
            {"id": "who", "type": "person"}, {"id": "conditions", "type": "text"}, {"id": "signed", "type": "date"},
        ]},
        "nodes": nodes,
        "edges": edges.iter().enumerate().map(edge).collect::<Vec<_>>(),
    })
}

impl Play {
    pub(crate) fn of(definition: Json) -> Self {
        let definition = serde_json::from_value(definition).expect("the definition is well written");
        let process = Process::new(Arc::new(definition)).expect("the definition can be run");
        let (state, log) = (State::default(), Vec::new());
        Self { process, organisation: organisation(), facts: Facts::default(), state, log, now: T0, others: Vec::new() }
    }

    /// Started by li with these fields.
    pub(crate) fn started(definition: Json, data: &[(&str, Value)]) -> Self {
        let mut play = Self::of(definition);
        play.start("li", data).expect("li may start it");
        play
    }

    pub(crate) fn start(&mut self, by: &str, data: &[(&str, Value)]) -> Result<(), Rejection> {
        let data = data_of(data);
        self.execute(&Command::Start(Start::by(by.into(), 1, data)))
    }

    /// Started by li, by the rule or at a start around it.
    pub(crate) fn start_at(&mut self, at: Option<&str>, data: &[(&str, Value)]) -> Result<(), Rejection> {
        let start = Start::by("li".into(), 1, data_of(data));
        self.execute(&Command::Start(Start { at: at.map(Into::into), ..start }))
    }

    pub(crate) fn decide(&mut self, node: &str, by: &str, outcome: &str) -> Result<(), Rejection> {
        self.decide_with(node, by, outcome, &[], Some("…"))
    }

    pub(crate) fn decide_with(
        &mut self,
        node: &str,
        by: &str,
        outcome: &str,
        data: &[(&str, Value)],
        opinion: Option<&str>,
    ) -> Result<(), Rejection> {
        let task = self.task(node, by);
        self.execute(&Command::Decide {
            task,
            by: by.into(),
            outcome: outcome.into(),
            data: data_of(data),
            opinion: opinion.map(str::to_owned),
            seen: None,
            outside: None,
        })
    }

    /// The person outside answers by the link that somebody inside handed out.
    pub(crate) fn answer_outside(
        &mut self,
        node: &str,
        by: &str,
        outcome: &str,
        data: &[(&str, Value)],
    ) -> Result<(), Rejection> {
        let (task, opinion) = (self.task(node, by), None);
        let outside = Some(Outsider { name: Some("Mr. Sun".into()) });
        let (by, outcome, data) = (by.into(), outcome.into(), data_of(data));
        self.execute(&Command::Decide { task, by, outcome, data, opinion, seen: None, outside })
    }

    pub(crate) fn give_back(&mut self, node: &str, by: &str, to: &str) -> Result<(), Rejection> {
        let task = self.task(node, by);
        let (by, to, opinion) = (by.into(), to.into(), "please rework".to_owned());
        self.execute(&Command::Return { task, by, to, caller: false, opinion, seen: None })
    }

    /// Decides and applies, answering what is needed, and checks what holds after every step.
    pub(crate) fn execute(&mut self, command: &Command) -> Result<(), Rejection> {
        loop {
            let context = Context { now: self.now, organisation: &self.organisation, facts: &self.facts };
            match act(&self.process, self.state.clone(), command, &context) {
                Ok((events, after)) => {
                    let at = self.now;
                    self.log.extend(events.into_iter().map(|event| Recorded { at, event }));
                    assert_eq!(State::replay(&self.log), after, "replaying the log leads to the same state");
                    self.state = after;
                    self.check_invariants();
                    return Ok(());
                }
                Err(Decision::Rejected(rejection)) => return Err(rejection),
                Err(Decision::Needs(facts)) => self.answer(facts),
                Err(Decision::Events(_)) => unreachable!("events are no error"),
            }
        }
    }

    fn answer(&mut self, facts: Vec<Fact>) {
        for fact in facts {
            let value = match fact {
                Fact::Sequence(_) => Value::Number(Number::from(1)),
                Fact::Register { .. } => Value::List(self.others.clone().into()),
                Fact::AnotherNumber { taken, .. } => Value::Number(Number::from(i64::from(taken) + 1)),
                Fact::CallerReturns(_) | Fact::CalledFields(_) => Value::List(Arc::default()),
                Fact::OpenTasks(_) => Value::Number(Number::from(0)),
                Fact::LastAsked { .. } | Fact::Earlier(_) => Value::Null,
            };
            self.facts.insert(fact, value);
        }
    }

    fn check_invariants(&self) {
        if !self.state.is_running() {
            let only_read = |task: &flow::kernel::Task| self.state.is_reading(&self.process, task);
            assert!(
                self.state.unsettled_tasks().all(|(_, task)| only_read(task)),
                "a closed instance only asks to read"
            );
            assert_eq!(self.state.active().count(), 0, "no token in a closed instance");
            assert_eq!(self.state.waiting, [], "no waiting token in a closed instance");
        }
        let held_up = self.state.active().any(|(_, visit)| self.waits_for_others(visit));
        if self.state.is_running() {
            assert!(held_up || self.state.open_tasks().next().is_some(), "somebody can see what it waits for");
        }
        for (_, task) in self.state.unsettled_tasks() {
            let visit = self.state.visit(task.visit).expect("a task has a visit");
            let gone_on =
                self.process.step(&visit.node).and_then(|step| step.human()?.reading) == Some(Reading::GoesOn);
            assert!(visit.is_active() || gone_on, "an open task is at an active visit, or is read meanwhile");
        }
        for visit in &self.state.visits {
            for seat in &visit.seats {
                assert!(!seat.dropped || seat.answer.is_none(), "whoever has answered is not taken off");
                let tasks = || seat.tasks.iter().filter_map(|task| self.state.task(*task));
                let decided = tasks().filter(|task| matches!(task.status, TaskStatus::Decided(_))).count();
                assert!(decided <= 1, "no place is answered twice: {}", visit.node);
                assert!(decided == 0 || tasks().all(|task| !task.is_unsettled()), "a filled place asks nobody");
            }
        }
        for entry in self.log.iter().rev().take(20) {
            let written = serde_json::to_string(entry).expect("an event can be written");
            let read: Recorded = serde_json::from_str(&written).expect("an event can be read");
            assert_eq!(read, *entry, "an event survives being stored");
        }
        let written = serde_json::to_string(&self.state).expect("a state can be written");
        let read: State = serde_json::from_str(&written).expect("a state can be read");
        assert_eq!(read, self.state, "a state survives being stored");
    }

    /// Whether an active visit waits for a called process, a connector, an event, or an administrator.
    fn waits_for_others(&self, visit: &Visit) -> bool {
        let waits = |work: &Work| matches!(work, Work::Call(_) | Work::Service | Work::Wait | Work::EventBased);
        let others_act = self.process.step(&visit.node).is_some_and(|step| waits(&step.work));
        others_act || visit.incident.as_ref().is_some_and(|incident| incident.blocking)
    }

    /// The task that this person has, or had last, at a node; one that does not exist when there is none.
    pub(crate) fn task(&self, node: &str, by: &str) -> TaskId {
        let at = |visit| self.state.visit(visit).is_some_and(|visit| visit.node == *node);
        let their = |task: &flow::kernel::Task| task.person == *by && at(task.visit);
        let open = self.state.tasks.iter().rposition(|task| task.is_open() && their(task));
        let last = open.or_else(|| self.state.tasks.iter().rposition(|task| their(task)));
        last.map_or(TaskId::MAX, |task| task as TaskId)
    }

    /// Who is asked where, as `node: person`, in order of asking.
    pub(crate) fn open(&self) -> Vec<String> {
        let open = self.state.open_tasks();
        open.filter_map(|(_, task)| Some(format!("{}: {}", self.state.visit(task.visit)?.node, task.person))).collect()
    }

    /// How it ended: `running` or the result and its node.
    pub(crate) fn result(&self) -> String {
        match &self.state.status {
            Status::Running => "running".to_owned(),
            Status::Ended { how, .. } => {
                let how = serde_json::to_value(how).expect("an end can be written");
                let at = how.get("end").and_then(Json::as_str).unwrap_or_default();
                format!("{} {at}", how["result"].as_str().unwrap_or_default()).trim_end().to_owned()
            }
        }
    }

    /// The nodes that were completed, in order.
    pub(crate) fn path(&self) -> Vec<String> {
        let mut done: Vec<_> = self
            .state
            .visits
            .iter()
            .filter_map(|visit| match visit.status {
                VisitStatus::Completed { revision, .. } => Some((revision, visit.node.to_string())),
                _ => None,
            })
            .collect();
        done.sort();
        done.into_iter().map(|(_, node)| node).collect()
    }

    /// The incidents that hold tokens up, by node.
    pub(crate) fn incidents(&self) -> Vec<String> {
        let stopped = self.state.visits.iter().filter(|visit| visit.incident.is_some());
        stopped.map(|visit| visit.node.to_string()).collect()
    }

    /// When the work at a node was due when it was visited last.
    pub(crate) fn due(&self, node: &str) -> Option<Moment> {
        self.state.visits.iter().rev().find(|visit| visit.node == *node).and_then(|visit| visit.due)
    }

    pub(crate) fn cancelled(&self) -> Vec<String> {
        let cancelled = |visit: &&Arc<Visit>| matches!(visit.status, VisitStatus::Cancelled { .. });
        self.state.visits.iter().filter(cancelled).map(|visit| visit.node.to_string()).collect()
    }

    pub(crate) fn stands_in(&mut self, away: &str, stand_in: &str) {
        self.organisation.absences.push(flow::organisation::Absence {
            person: PersonId::from(away),
            from: T0,
            until: T0.plus_millis(7 * 24 * 3_600_000),
            stand_in: Some(PersonId::from(stand_in)),
        });
    }
}

pub(crate) fn data_of(data: &[(&str, Value)]) -> Data {
    data.iter().map(|(field, value)| ((*field).into(), value.clone())).collect()
}

pub(crate) fn number(number: i64) -> Value {
    Value::Number(Number::from(number))
}

pub(crate) fn text(text: &str) -> Value {
    Value::String(text.into())
}
