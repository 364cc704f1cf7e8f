//! Carrying out one command, whole: in its instance and in every other that it concerns.

mod facts;
mod hand_out;
mod schedule;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use flow::id::ProcessKey;
use flow::kernel::{
    ChildResult, Command, Context, Data, Decision, Event, Facts, FollowUp, Parent, Rejection, Start, VisitId, act,
    follow_ups, migrate, next_moment,
};
use flow::organisation::Organisation;
use flow::process::FromOutside;
use flow::text::Text;
use flow::time::Moment;
use uuid::Uuid;

use hand_out::Sender;

use super::definitions::{Catalogue, Compiled};
use super::later::Work;
use super::live::Live;
use super::submission::{Submission, SubmitError, Target};
use super::working_set::WorkingSet;
use crate::store::lease::Planned;
use crate::store::{Recall, Store, StoreError};

/// How many instances one command may concern. Processes that call each other in a circle stop here.
const MOST_INSTANCES: usize = 100;

/// The error of a service for which there is no connector.
const NO_CONNECTOR: &str = "no_connector";

/// How many facts one step may ask for.
const MOST_FACTS: usize = 100;

/// What a command brings about: nothing of it is stored yet, and all of it or nothing will be.
#[derive(Debug)]
pub(super) struct Effect {
    /// The instance that the command was for.
    pub(super) target: Uuid,
    /// The instances after it.
    pub(super) after: HashMap<Uuid, Arc<Live>>,
    /// What happened, in order.
    pub(super) happened: Vec<Happened>,
    /// The last number taken from each sequence.
    pub(super) sequences: BTreeMap<String, u64>,
    /// What is to be done later.
    pub(super) planned: Vec<Planned>,
}

impl Effect {
    fn nothing() -> Self {
        let (after, happened, sequences) = (HashMap::new(), Vec::new(), BTreeMap::new());
        Self { target: Uuid::nil(), after, happened, sequences, planned: Vec::new() }
    }
}

/// What happened in one instance by one step.
#[derive(Debug)]
pub(super) struct Happened {
    /// The instance.
    pub(super) instance: Uuid,
    /// The instance before it.
    pub(super) before: Arc<Live>,
    /// What happened.
    pub(super) events: Vec<Event>,
}

/// Why a command has no effect.
#[derive(Debug)]
pub(super) enum NoEffect {
    /// It is refused, and the reason goes to whoever sent it.
    Refused(SubmitError),
    /// The store failed; the whole batch stops.
    Store(StoreError),
}

impl From<StoreError> for NoEffect {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Rejection> for NoEffect {
    fn from(rejection: Rejection) -> Self {
        Self::Refused(rejection.into())
    }
}

/// The surroundings of a command.
pub(super) struct Carrier<'a> {
    pub(super) working: &'a mut WorkingSet,
    pub(super) store: &'a Store,
    pub(super) catalogue: &'a Catalogue,
    pub(super) organisation: &'a Organisation,
    pub(super) now: Moment,
}

impl Carrier<'_> {
    /// Finds out what a command brings about.
    pub(super) async fn carry_out(&mut self, submission: &Submission) -> Result<Effect, NoEffect> {
        let mut effect = Effect::nothing();
        let mut pending = VecDeque::new();
        match (&submission.target, &submission.command) {
            (Target::Instance(id), command) => {
                effect.target = *id;
                let live = self.live(&effect, *id).await?.ok_or(NoEffect::Refused(SubmitError::NoInstance))?;
                self.step(&mut effect, &mut pending, live, command).await?;
            }
            (Target::New(process), Command::Start(start)) => {
                let version = self.version_for(process, start.version)?;
                let live = self.new_instance(process, version).await?;
                effect.target = live.id;
                let command = Command::Start(Start { version, ..start.clone() });
                self.step(&mut effect, &mut pending, live, &command).await?;
            }
            (Target::WhoeverWaits, command) => {
                let by = Sender::Outside(&submission.subject);
                let reached = self.hand_out(&mut effect, &mut pending, &by, command).await?;
                let name = command.from_outside().map_or("", FromOutside::name);
                effect.target = reached.ok_or_else(|| Rejection::NotExpected(name.to_owned()))?;
            }
            (Target::WhateverIsDue(process), _) => self.begin_what_is_due(&mut effect, &mut pending, process).await?,
            (Target::New(_), _) => return Err(Rejection::NotStarted.into()),
        }
        while let Some((from, follow_up)) = pending.pop_front() {
            self.follow(&mut effect, &mut pending, from, follow_up).await?;
        }
        Ok(effect)
    }

    fn version_for(&self, process: &ProcessKey, seen: u32) -> Result<u32, NoEffect> {
        let in_force = self.catalogue.version_in_force(process);
        let in_force = in_force.ok_or_else(|| NoEffect::Refused(SubmitError::NoProcess(process.clone())))?;
        if seen != 0 && seen != in_force {
            return Err(NoEffect::Refused(SubmitError::OtherVersion { seen, in_force }));
        }
        Ok(in_force)
    }

    async fn new_instance(&mut self, process: &ProcessKey, version: u32) -> Result<Arc<Live>, NoEffect> {
        let definition = self.catalogue.compiled(process, version).await?;
        let definition = definition.ok_or_else(|| NoEffect::Refused(SubmitError::NoProcess(process.clone())))?;
        Ok(Arc::new(Live::new(Uuid::now_v7(), definition)))
    }

    /// An instance as this command, its batch, those before it or the store has it.
    async fn live(&mut self, effect: &Effect, id: Uuid) -> Result<Option<Arc<Live>>, StoreError> {
        match effect.after.get(&id) {
            Some(live) => Ok(Some(live.clone())),
            None => self.working.live(id, self.store, self.catalogue).await,
        }
    }

    /// One decide and apply in one instance.
    async fn step(
        &mut self,
        effect: &mut Effect,
        pending: &mut VecDeque<(Uuid, FollowUp)>,
        before: Arc<Live>,
        command: &Command,
    ) -> Result<(), NoEffect> {
        let definition = self.definition_after(&before, command).await?;
        let process = &definition.process;
        let mut facts = Facts::default();
        for _ in 0..MOST_FACTS {
            let context = Context { now: self.now, organisation: self.organisation, facts: &facts };
            let acted = match command {
                Command::Migrate(migration) => {
                    migrate(&before.definition.process, process, before.state.clone(), migration, &context)
                }
                command => act(process, before.state.clone(), command, &context),
            };
            match acted {
                Ok((events, state)) => {
                    let next = next_moment(process, &state, &context);
                    if let Some(at) = next.filter(|_| next != next_moment(process, &before.state, &context)) {
                        effect.planned.push(Work::Elapse(before.id).planned(at));
                    }
                    self.look_when_ended(effect, before.definition.key(), &before.state, &state).await?;
                    let follow_ups = follow_ups(process, &state, &events);
                    pending.extend(follow_ups.into_iter().map(|follow_up| (before.id, follow_up)));
                    effect.after.insert(before.id, Arc::new(before.with(state, definition.clone())));
                    effect.happened.push(Happened { instance: before.id, before, events });
                    return Ok(());
                }
                Err(Decision::Needs(needed)) => {
                    for fact in needed {
                        let answer = self.answer(effect, &before, &fact).await?;
                        facts.insert(fact, answer);
                    }
                }
                Err(Decision::Rejected(rejection)) => return Err(rejection.into()),
                Err(Decision::Events(_)) => break,
            }
        }
        Err(Rejection::Unfit("it asks for facts without end".to_owned()).into())
    }

    /// The definition that an instance keeps when a command is carried out: its own, unless it moves to another version.
    async fn definition_after(&self, before: &Live, command: &Command) -> Result<Arc<Compiled>, NoEffect> {
        let Command::Migrate(migration) = command else { return Ok(before.definition.clone()) };
        let version = self.version_for(before.definition.key(), migration.version)?;
        let definition = self.catalogue.compiled(before.definition.key(), version).await?;
        definition.ok_or_else(|| NoEffect::Refused(SubmitError::NoProcess(before.definition.key().clone())))
    }

    /// What an event in one instance asks of another. A refusal there is no reason to undo what happened here.
    async fn follow(
        &mut self,
        effect: &mut Effect,
        pending: &mut VecDeque<(Uuid, FollowUp)>,
        from: Uuid,
        follow_up: FollowUp,
    ) -> Result<(), NoEffect> {
        match follow_up {
            FollowUp::StartChild { visit, process, input } => {
                let started = self.start_child(effect, pending, (from, visit), &process, input).await;
                let reason = match started {
                    Ok(()) => return Ok(()),
                    Err(NoEffect::Refused(refused)) => Text::from(refused.to_string().as_str()),
                    Err(failed) => return Err(failed),
                };
                let command = Command::ChildEnded { visit, result: ChildResult::Terminated { reason } };
                self.tell(effect, pending, from, &command).await
            }
            FollowUp::HandOut { command } => {
                let sender = Sender::Instance(from);
                if self.hand_out(effect, pending, &sender, &command).await?.is_none() {
                    self.try_again_later(effect, &sender, command);
                }
                Ok(())
            }
            FollowUp::Serve { visit } => {
                let command = Command::Fail { visit, code: Some(NO_CONNECTOR.to_owned()) };
                self.tell(effect, pending, from, &command).await
            }
            FollowUp::EndChild { visit, command } => {
                for child in self.children(effect, from, visit).await? {
                    self.tell(effect, pending, child, &command).await?;
                }
                Ok(())
            }
            FollowUp::TellParent { parent, command } => match id_of(&parent) {
                Some((caller, _)) => self.tell(effect, pending, caller, &command).await,
                None => Ok(()),
            },
        }
    }

    async fn start_child(
        &mut self,
        effect: &mut Effect,
        pending: &mut VecDeque<(Uuid, FollowUp)>,
        (from, visit): (Uuid, VisitId),
        process: &ProcessKey,
        data: Data,
    ) -> Result<(), NoEffect> {
        if effect.after.len() >= MOST_INSTANCES {
            return Err(Rejection::Unfit(format!("one command concerns more than {MOST_INSTANCES} instances")).into());
        }
        let Some(caller) = effect.after.get(&from) else { return Ok(()) };
        let Some(by) = caller.initiator().cloned() else { return Ok(()) };
        let parent = Some(Parent { instance: caller.kernel_id(), visit });
        let version = self.version_for(process, 0)?;
        let child = self.new_instance(process, version).await?;
        self.step(effect, pending, child, &Command::Start(Start { parent, ..Start::by(by, version, data) })).await
    }

    async fn tell(
        &mut self,
        effect: &mut Effect,
        pending: &mut VecDeque<(Uuid, FollowUp)>,
        to: Uuid,
        command: &Command,
    ) -> Result<(), NoEffect> {
        let Some(live) = self.live(effect, to).await? else { return Ok(()) };
        match self.step(effect, pending, live, command).await {
            Err(NoEffect::Refused(reason)) => {
                tracing::info!(instance = %to, %reason, "a follow-up was not accepted");
                Ok(())
            }
            other => other,
        }
    }

    /// The instances that a visit called and that still run.
    async fn children(&mut self, effect: &Effect, parent: Uuid, visit: VisitId) -> Result<Vec<Uuid>, StoreError> {
        let mut children = self.store.children(parent, visit).await?;
        let fresh = self.working.lives().chain(effect.after.values());
        children
            .extend(fresh.filter(|live| live.parent().and_then(id_of) == Some((parent, visit))).map(|live| live.id));
        children.sort_unstable();
        children.dedup();
        Ok(children)
    }
}

fn id_of(parent: &Parent) -> Option<(Uuid, VisitId)> {
    Some((Uuid::parse_str(parent.instance.as_str()).ok()?, parent.visit))
}
