//! What happened in an instance, in the words of the page and as far as the reader may know.

mod from_now;
mod why;

use std::collections::{BTreeSet, HashMap};

use app::port::{Actor, AskedFor, Doing, Entry, FieldChange, Problem, State, What};
use flow::id::{InstanceId, NodeId, PersonId};
use flow::kernel::{Automatic, CloseReason, Ended, Outsider, Part, Recorded, TaskId, VisitId, Wish};
use flow::model::{NamesShown, OutcomeKind};
use flow::text::Text;
use flow::timeline::{Change, Happening};

use super::ahead::node_name;
use super::card::colour;
use super::instance::end_name;
use super::naming::Names;
use super::sight::{Seen, Sight, instance_id};
use super::{Service, problems, values};
use crate::store::Queries;
use crate::store::rows::InstanceRow;

/// Who reads a timeline, and so what of it they may know.
#[derive(Debug, Clone)]
pub(super) struct Reader {
    /// The fields whose changes they see.
    pub(super) fields: Seen,
    /// How people are named to them.
    pub(super) names: NamesShown,
    /// The nodes they see; all when none.
    pub(super) nodes: Option<Vec<NodeId>>,
    /// Whether they see what people said.
    pub(super) words: bool,
    /// What the instance follows, and what follows it.
    pub(super) linked: Linked,
}

/// What an instance follows and what follows it, as far as a reader may know.
#[derive(Debug, Clone, Default)]
pub(super) struct Linked {
    /// The earlier instance, and what it is called.
    pub(super) earlier: Option<(InstanceId, Text)>,
    /// The later ones, in the order of starting.
    pub(super) later: Vec<InstanceRow>,
}

impl Reader {
    /// Somebody who may read the instance.
    pub(super) fn of(sight: &Sight) -> Self {
        Self {
            fields: sight.fields.clone(),
            names: NamesShown::Names,
            nodes: None,
            words: true,
            linked: Linked::default(),
        }
    }

    /// Somebody who is shown what happened, and neither what was said nor what changed in the form.
    pub(super) fn without_words() -> Self {
        Self {
            fields: Seen::Only(BTreeSet::new()),
            names: NamesShown::Names,
            nodes: None,
            words: false,
            linked: Linked::default(),
        }
    }

    fn sees(&self, node: Option<&NodeId>) -> bool {
        match (&self.nodes, node) {
            (Some(nodes), Some(node)) => nodes.contains(node),
            _ => true,
        }
    }
}

impl Service {
    /// What happened so far, what goes on and what comes.
    pub(super) async fn timeline(&self, sight: &Sight, reader: &Reader) -> Result<Vec<Entry>, Problem> {
        let log = self.store().events(sight.id, 0).await.map_err(problems::store)?;
        self.told(sight, reader, &log).await
    }

    /// The same, from a log that was read already.
    pub(super) async fn told(&self, sight: &Sight, reader: &Reader, log: &[Recorded]) -> Result<Vec<Entry>, Problem> {
        let called = self.called(sight).await?;
        let teller = Teller { sight, reader, called, names: Names::new(&sight.organisation, sight.now) };
        let told = flow::timeline::timeline(log);
        let mut entries: Vec<Entry> = told.into_iter().filter_map(|entry| teller.tell(entry)).collect();
        for later in &reader.linked.later {
            let place = entries.iter().position(|entry| entry.at > Some(later.started));
            entries.insert(place.unwrap_or(entries.len()), teller.followed(later));
        }
        if sight.state().is_running() {
            entries.extend(teller.going_on());
            entries.extend(teller.to_come(self.to_come(sight)));
        }
        Ok(entries)
    }
}

impl Service {
    /// What happened, by the number of the event that told, and nothing of why.
    pub(super) async fn told_by_number(
        &self,
        sight: &Sight,
        reader: &Reader,
        log: &[Recorded],
    ) -> Result<HashMap<u64, Entry>, Problem> {
        let called = self.called(sight).await?;
        let teller = Teller { sight, reader, called, names: Names::new(&sight.organisation, sight.now) };
        let told = flow::timeline::timeline(log).into_iter().filter_map(|entry| {
            let number = entry.number;
            Some((number, Entry { because: None, ..teller.tell(entry)? }))
        });
        Ok(told.collect())
    }
}

/// A process that was called: what it is called, and its instance.
struct Called {
    name: Text,
    instance: String,
}

impl Service {
    /// What each visit of a call started.
    async fn called(&self, sight: &Sight) -> Result<HashMap<VisitId, Called>, Problem> {
        let mut called = HashMap::new();
        for row in self.store().called_by(sight.id).await.map_err(problems::store)? {
            let Some((_, visit)) = row.parent else { continue };
            let compiled = self.runtime().definition(&row.process, row.version).await.map_err(problems::store)?;
            let name = compiled.map(|compiled| compiled.process.definition().name.clone());
            let name = name.unwrap_or_else(|| Text::from(row.process.as_str()));
            called.insert(visit, Called { name, instance: row.id.to_string() });
        }
        Ok(called)
    }
}

struct Teller<'a> {
    sight: &'a Sight,
    reader: &'a Reader,
    called: HashMap<VisitId, Called>,
    names: Names<'a>,
}

impl Teller<'_> {
    fn tell(&self, told: flow::timeline::Entry) -> Option<Entry> {
        if !self.reader.sees(told.node.as_ref()) {
            return None;
        }
        let changes = self.changes(&told.changes);
        let blank = Entry {
            doing: Doing::Done,
            what: What::Started,
            state: State::Done,
            node: told.node.as_ref().map(|node| (node.clone(), node_name(self.sight.process(), node))),
            actors: Vec::new(),
            at: Some(told.at),
            due: None,
            words: None,
            because: None,
            changes,
        };
        self.happened(told.what, told.node.as_ref(), told.visit, blank)
    }

    /// Somebody began an instance that follows this one.
    fn followed(&self, later: &InstanceRow) -> Entry {
        Entry {
            doing: Doing::Done,
            what: What::Followed { by: (instance_id(later.id), later.title.clone()) },
            state: State::Done,
            node: None,
            actors: vec![self.actor(&later.initiator, None)],
            at: Some(later.started),
            due: None,
            words: None,
            because: None,
            changes: Vec::new(),
        }
    }

    fn happened(&self, what: Happening, node: Option<&NodeId>, visit: Option<VisitId>, entry: Entry) -> Option<Entry> {
        let actor = |person: &PersonId, stands_in_for: Option<&PersonId>| vec![self.actor(person, stands_in_for)];
        Some(match what {
            Happening::Started { by, by_itself } => {
                let because = by_itself.then(|| Text::each("按计划自动发起", "it began by itself, as planned"));
                let what = match &self.reader.linked.earlier {
                    Some(earlier) => What::StartedAfter { earlier: earlier.clone() },
                    None => What::Started,
                };
                Entry { what, actors: actor(&by, None), because, ..entry }
            }
            // What was asked and answered is told by the answer; what is still asked, by what goes on.
            Happening::Asked { .. } => return None,
            Happening::Decided { task, person, stands_in_for, outcome, kind, opinion, automatic, outside, .. } => {
                Entry {
                    what: What::Decided {
                        name: self.choice_name(node, task, outcome.as_str()),
                        outcome: outcome.to_string(),
                        kind,
                        automatic: automatic.is_some(),
                        outside: outside.map(|outside| self.outsider(outside)),
                    },
                    state: colour_of(kind),
                    actors: actor(&person, stands_in_for.as_ref()),
                    words: self.said(opinion),
                    because: automatic.map(why::by_itself).or_else(|| self.why(task)),
                    ..entry
                }
            }
            Happening::DecidedByRule { outcome, reason: why } => Entry {
                what: What::Decided {
                    name: self.outcome_name(node, outcome.as_str()),
                    outcome: outcome.to_string(),
                    kind: if why == Automatic::NobodyRefuse { OutcomeKind::Refuse } else { OutcomeKind::Agree },
                    automatic: true,
                    outside: None,
                },
                because: Some(why::by_itself(why)),
                ..entry
            },
            Happening::Closed {
                reason: CloseReason::TakenByOther | CloseReason::Ended | CloseReason::Dropped | CloseReason::Recalled,
                ..
            } => return None,
            Happening::Closed { person, .. } => {
                Entry { what: What::Closed, state: State::Idle, actors: actor(&person, None), ..entry }
            }
            Happening::Transferred { by, to, stands_in_for, opinion, administrative, .. } => Entry {
                what: What::Transferred { administrative },
                state: State::Run,
                actors: by
                    .iter()
                    .map(|by| self.actor(by, None))
                    .chain([self.actor(&to, stands_in_for.as_ref())])
                    .collect(),
                words: self.said(opinion),
                ..entry
            },
            Happening::Returned { to, by, opinion, .. } => Entry {
                what: What::Returned { to: node_name(self.sight.process(), &to) },
                state: State::Back,
                actors: actor(&by, None),
                words: self.said(Some(opinion)),
                ..entry
            },
            // Whoever tells comes first, as with a task that goes to somebody else.
            Happening::Copied { person, by } => Entry {
                what: What::Copied { by_hand: by.is_some() },
                state: State::Idle,
                actors: by.iter().chain([&person]).map(|person| self.actor(person, None)).collect(),
                ..entry
            },
            Happening::Computed if entry.changes.is_empty() => return None,
            Happening::Computed => Entry { what: What::Computed, state: State::Idle, ..entry },
            Happening::Called { process } => {
                let called = visit.and_then(|visit| self.called.get(&visit));
                // Whoever follows the whole matter may follow it there too.
                let follows = self.sight.relation.initiator || self.sight.fields == Seen::All;
                let instance = called.filter(|_| follows).map(|called| called.instance.clone());
                let process = called.map_or_else(|| Text::from(process.as_str()), |called| called.name.clone());
                Entry { what: What::Called { process, instance }, state: State::Run, ..entry }
            }
            Happening::CameBack { outcome } => Entry {
                what: What::Decided {
                    name: self.outcome_name(node, outcome.as_str()),
                    outcome: outcome.to_string(),
                    kind: if outcome == "refused" { OutcomeKind::Refuse } else { OutcomeKind::Neutral },
                    automatic: true,
                    outside: None,
                },
                state: if outcome == "refused" { State::Refuse } else { State::Done },
                ..entry
            },
            Happening::Noted { by, text, to } => {
                let words = Some(self.said(Some(text))?);
                let actors = [&by].into_iter().chain(&to).map(|person| self.actor(person, None)).collect();
                Entry { what: What::Noted, state: State::Idle, actors, words, ..entry }
            }
            Happening::Urged { by } => {
                Entry { what: What::Urged, state: State::Wait, actors: actor(&by, None), ..entry }
            }
            Happening::Stopped { incident } => {
                Entry { what: What::Stopped, state: State::Refuse, because: Some(incident.message()), ..entry }
            }
            Happening::Retried { by, reason } => Entry {
                what: What::Retried,
                state: State::Run,
                actors: actor(&by, None),
                words: self.said(Some(reason)),
                ..entry
            },
            Happening::Migrated { version, by, reason } => Entry {
                what: What::Migrated { version },
                state: State::Run,
                actors: actor(&by, None),
                words: self.said(Some(reason)),
                ..entry
            },
            Happening::Reminded => Entry { what: What::Reminded, state: State::Wait, ..entry },
            Happening::Overdue => Entry { what: What::Overdue, state: State::Refuse, ..entry },
            Happening::Caught => Entry { what: What::Came, state: State::Run, ..entry },
            Happening::Registered { register, reversed } => {
                Entry { what: What::Registered { register: register.to_string(), reversed }, ..entry }
            }
            Happening::TookException => Entry { what: What::TookException, state: State::Wait, ..entry },
            Happening::Filed { number } => Entry { what: What::Filed { number }, ..entry },
            Happening::Thrown { .. } => Entry { what: What::Sent, state: State::Run, ..entry },
            Happening::Ended { how } => self.ended(&how, entry),
            Happening::Added { people, by, part, opinion } => Entry {
                what: What::Added { asked: asked_for(&part) },
                state: State::Wait,
                actors: [&by].into_iter().chain(&people).map(|person| self.actor(person, None)).collect(),
                words: self.said(opinion),
                ..entry
            },
            Happening::Dropped { by } => {
                Entry { what: What::Dropped, state: State::Idle, actors: actor(&by, None), ..entry }
            }
            Happening::Claimed { by } => {
                Entry { what: What::Claimed, state: State::Run, actors: actor(&by, None), ..entry }
            }
            Happening::Released { by } => {
                Entry { what: What::Released, state: State::Idle, actors: actor(&by, None), ..entry }
            }
            Happening::Recalled { by, reason } => Entry {
                what: What::Recalled,
                state: State::Back,
                actors: actor(&by, None),
                words: self.said(reason),
                ..entry
            },
            Happening::Rescheduled { was, due, because } => {
                let (by, words, because) = self.rescheduled(because);
                let actors = by.iter().map(|by| self.actor(by, None)).collect();
                Entry { what: What::Rescheduled { was, due }, state: State::Wait, actors, words, because, ..entry }
            }
            Happening::Suspended { by, reason } => self.stepped_in(What::Suspended, State::Wait, &by, reason, entry),
            Happening::Resumed { by, reason } => self.stepped_in(What::Resumed, State::Run, &by, reason, entry),
            Happening::Jumped { to, by, reason } => {
                let what = What::Jumped { to: node_name(self.sight.process(), &to) };
                self.stepped_in(what, State::Run, &by, reason, entry)
            }
            Happening::Corrected { by, reason } => self.stepped_in(What::Corrected, State::Run, &by, reason, entry),
        })
    }

    fn stepped_in(&self, what: What, state: State, by: &PersonId, reason: String, entry: Entry) -> Entry {
        Entry { what, state, actors: vec![self.actor(by, None)], words: self.said(Some(reason)), ..entry }
    }

    fn ended(&self, how: &Ended, entry: Entry) -> Entry {
        let (node, by, why) = match how {
            Ended::Completed { end } | Ended::Refused { end } | Ended::Terminated { end: Some(end), .. } => {
                (Some(end), None, None)
            }
            Ended::Returned { .. } => (None, None, None),
            Ended::Withdrawn { by, reason } => (None, Some(by), reason.as_deref().map(Text::from)),
            Ended::Terminated { by, reason, .. } => (None, by.as_ref(), reason.clone()),
        };
        Entry {
            what: What::Ended { how: how.how(), end: node.and_then(|node| end_name(self.sight, node)) },
            state: colour(how.how()),
            actors: by.map(|by| self.actor(by, None)).into_iter().collect(),
            because: why.filter(|_| self.reader.words),
            ..entry
        }
    }

    fn actor(&self, person: &PersonId, stands_in_for: Option<&PersonId>) -> Actor {
        let named = self.names.person(person);
        match self.reader.names {
            NamesShown::Names => Actor {
                person: Some(named),
                post: None,
                stands_in_for: stands_in_for.map(|person| self.names.person(person)),
            },
            NamesShown::Posts => {
                let post = named.posts.into_iter().next().or(named.department);
                Actor { person: None, post, stands_in_for: None }
            }
            NamesShown::None => Actor { person: None, post: named.department, stands_in_for: None },
        }
    }

    /// Somebody outside is named where people are.
    fn outsider(&self, outsider: Outsider) -> Outsider {
        Outsider { name: outsider.name.filter(|_| self.reader.names == NamesShown::Names) }
    }

    fn changes(&self, changes: &[Change]) -> Vec<FieldChange> {
        let shown = changes.iter().filter(|change| self.reader.fields.includes(&change.field)).filter_map(|change| {
            let field = self.sight.process().field(change.field.as_str())?;
            Some(FieldChange {
                field: field.label.clone().unwrap_or_else(|| Text::from(field.id.as_str())),
                old: values::shown(field, &change.old, self.names),
                new: values::shown(field, &change.new, self.names),
            })
        });
        shown.collect()
    }

    fn outcome_name(&self, node: Option<&NodeId>, outcome: &str) -> Option<Text> {
        let human = self.sight.process().step(node?)?.human()?;
        human.outcomes.iter().find(|known| known.id == *outcome)?.name.clone()
    }

    /// What a person chose is called, whatever they were asked.
    fn choice_name(&self, node: Option<&NodeId>, task: TaskId, outcome: &str) -> Option<Text> {
        let human = self.sight.process().step(node?)?.human()?;
        let choices = flow::kernel::choices(human, self.sight.state(), task);
        choices.iter().find(|known| known.id == *outcome)?.name.clone()
    }

    fn said(&self, words: Option<impl AsRef<str>>) -> Option<String> {
        let words = words.filter(|words| self.reader.words && !words.as_ref().is_empty());
        words.map(|words| words.as_ref().to_owned())
    }

    fn why(&self, task: TaskId) -> Option<Text> {
        let why = self.sight.state().task(task).map(|task| task.why.clone())?;
        (self.reader.names == NamesShown::Names && why != Text::default()).then_some(why)
    }
}

fn asked_for(part: &Part) -> AskedFor {
    match part {
        Part::Help(how) => AskedFor::Help { how: *how },
        Part::Ask(Wish::Extension { until }) => AskedFor::Time { until: *until },
        Part::Ask(Wish::Transfer { .. }) => AskedFor::Transfer,
    }
}

fn colour_of(kind: OutcomeKind) -> State {
    match kind {
        OutcomeKind::Agree => State::Done,
        OutcomeKind::Neutral => State::Run,
        OutcomeKind::Return => State::Back,
        OutcomeKind::Refuse => State::Refuse,
    }
}
