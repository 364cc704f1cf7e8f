//! Starting: the catalogue, the form, and the start itself.

use std::collections::HashMap;
use std::sync::Arc;

use app::port::{
    Catalogue, CatalogueEntry, DraftKey, ListQuery, NewInstance, Problem, StartForm, StartRef, Started, WayToStart,
};
use flow::id::ProcessKey;
use flow::kernel::{Command, Context, Data, Fact, Facts, Rejection, Start, earlier, may_follow};
use flow::organisation::Organisation;
use flow::process::Process;
use flow::text::Text;
use flow::time::Moment;

use super::listing::listed;
use super::naming::Names;
use super::permission::{Action, Object, can};
use super::sight::{Sight, instance_id};
use super::{Service, Subject, problems, values};
use crate::runtime::{Compiled, Submission, Target};

impl Service {
    pub(super) async fn catalogue(&self, me: &Subject, query: &ListQuery) -> Result<Catalogue, Problem> {
        let (organisation, now) = (self.organisation(), self.now());
        let drafts: HashMap<String, Moment> =
            self.store().draft_topics(&me.person).await.map_err(problems::store)?.into_iter().collect();
        let mut entries = Vec::new();
        for (key, _) in self.runtime().all_in_force() {
            let Some((_, compiled)) = self.runtime().in_force(&key).await.map_err(problems::store)? else { continue };
            let starter = may_start(&compiled.process, me, &organisation, now);
            // What only follows an earlier matter is started from there.
            if can(me, Action::Start, &Object::Process { starter }) && !compiled.process.must_follow() {
                let draft_at = drafts.get(&DraftKey::Start(StartRef::of(key.clone())).topic()).copied();
                entries.push(entry(&compiled.process, draft_at, Names::new(&organisation, now)));
            }
        }
        entries.sort_by(|one, other| one.process.cmp(&other.process));
        Ok(listed(
            entries,
            query,
            |entry, column| match column {
                "name" => entry.name.in_language(flow::text::Language::Chinese).to_owned(),
                _ => entry.process.to_string(),
            },
            |entry| {
                let purpose = entry.purpose.iter().chain(&entry.owner).chain([&entry.name]);
                (vec![entry.process.to_string()], purpose.cloned().collect())
            },
        ))
    }

    pub(super) async fn start_form(&self, me: &Subject, start: StartRef) -> Result<StartForm, Problem> {
        let (beginning, at) = (self.beginning(me, &start).await?, start.at.clone());
        let kept = self.kept(&me.person, &DraftKey::Start(start)).await?;
        let form = self.start_view(&beginning, &kept.values).await?;
        let organisation = self.organisation();
        let process = &beginning.compiled.process;
        Ok(StartForm {
            entry: entry(process, kept.at, Names::new(&organisation, self.now())),
            version: beginning.version,
            at,
            ways: ways_to_start(process),
            follows: beginning.earlier.as_ref().map(Sight::link),
            requirement: beginning.start.step(process).node.requirement.clone(),
            form,
        })
    }

    pub(super) async fn start(&self, me: &Subject, new: NewInstance, intent: String) -> Result<Started, Problem> {
        let what = new.start();
        let Beginning { compiled, start, earlier, .. } = self.beginning(me, &what).await?;
        self.check_files(me, &compiled.process, &new.values, earlier.as_ref()).await?;
        let data = values::read(&compiled.process, &new.values)?;
        // Which version it is does not matter to whoever starts it.
        let start = Start { version: 0, data, ..start };
        let target = Target::New(new.process);
        let draft = Some(DraftKey::Start(what).topic());
        let (subject, command) = (me.person.clone(), Command::Start(start));
        let submission = Submission { subject, key: named(intent), target, command, draft };
        let done = self.runtime().submit(submission).await.map_err(problems::submit)?;
        let live = self.runtime().live(done.instance).await.map_err(problems::store)?;
        let number = live.and_then(|live| live.state.header.as_ref()?.number.clone());
        let acted = self.acted(me, done.instance).await?;
        Ok(Started { instance: instance_id(done.instance), number, acted })
    }

    /// A process that the subject may start, in the version in force.
    pub(super) async fn startable(&self, me: &Subject, process: &ProcessKey) -> Result<(u32, Arc<Compiled>), Problem> {
        let in_force = self.runtime().in_force(process).await.map_err(problems::store)?;
        let (version, compiled) = in_force.ok_or_else(problems::not_found)?;
        let starter = may_start(&compiled.process, me, &self.organisation(), self.now());
        if can(me, Action::Start, &Object::Process { starter }) {
            Ok((version, compiled))
        } else {
            Err(problems::forbidden())
        }
    }
}

/// What somebody is about to begin: an instance of a process that they may start, after an earlier one that they may read.
pub(super) struct Beginning {
    pub(super) version: u32,
    pub(super) compiled: Arc<Compiled>,
    /// The beginning itself, without anything filled in.
    pub(super) start: Start,
    pub(super) earlier: Option<Sight>,
}

impl Beginning {
    /// What is known of the earlier instance.
    pub(super) fn known(&self) -> Facts {
        let mut facts = Facts::default();
        if let Some(sight) = &self.earlier {
            facts.insert(Fact::Earlier(sight.instance_id()), earlier(sight.state(), &sight.organisation));
        }
        facts
    }
}

impl Service {
    /// What the subject is about to begin.
    ///
    /// # Errors
    /// They may not start the process, or not there, or not read the earlier instance.
    pub(super) async fn beginning(&self, me: &Subject, start: &StartRef) -> Result<Beginning, Problem> {
        let (version, compiled) = self.startable(me, &start.process).await?;
        let at = start.at.clone();
        if let Some(chosen) = at.as_ref().filter(|at| compiled.process.exceptional_start(at).is_none()) {
            return Err(problems::rejection(Rejection::NoStart(chosen.clone())));
        }
        let earlier = match &start.follows {
            Some(earlier) => Some(self.see(me, earlier).await?),
            None => None,
        };
        let follows = earlier.as_ref().map(Sight::instance_id);
        let start = Start { at, follows, ..Start::by(me.person.clone(), version, Data::new()) };
        Ok(Beginning { version, compiled, start, earlier })
    }

    /// What the subject may start now that follows an instance: the processes, and what following it is called.
    pub(super) async fn follow_ups(&self, me: &Subject, sight: &Sight) -> Result<Vec<(ProcessKey, Text)>, Problem> {
        let told = earlier(sight.state(), &sight.organisation);
        let mut follow_ups = Vec::new();
        for (key, _) in self.runtime().all_in_force() {
            let Some((_, compiled)) = self.runtime().in_force(&key).await.map_err(problems::store)? else { continue };
            let Ok(following) = may_follow(&compiled.process, &told, &sight.context()) else { continue };
            let starter = may_start(&compiled.process, me, &sight.organisation, sight.now);
            if can(me, Action::Start, &Object::Process { starter }) {
                let name = following.rule.name.clone();
                follow_ups.push((key, name.unwrap_or_else(|| compiled.process.definition().name.clone())));
            }
        }
        follow_ups.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(follow_ups)
    }
}

/// The caller's name for what they want to happen once; none when they gave none.
pub(super) fn named(intent: String) -> Option<String> {
    Some(intent).filter(|intent| !intent.is_empty())
}

/// Whether a process's starters include somebody.
fn may_start(process: &Process, me: &Subject, organisation: &Organisation, now: Moment) -> bool {
    let facts = Facts::default();
    flow::kernel::may_start(process, &me.person, &Context { now, organisation, facts: &facts })
}

/// The ways to begin that people choose from; none when there is no choice.
fn ways_to_start(process: &Process) -> Vec<WayToStart> {
    let around = process.exceptional_starts().map(|step| WayToStart { at: Some(step.id.clone()), name: step.name() });
    let by_rule = WayToStart { at: None, name: process.start().name() };
    let ways: Vec<_> = std::iter::once(by_rule).chain(around).collect();
    if ways.len() > 1 { ways } else { Vec::new() }
}

fn entry(process: &Process, draft_at: Option<Moment>, names: Names<'_>) -> CatalogueEntry {
    let definition = process.definition();
    CatalogueEntry {
        process: definition.key.clone(),
        name: definition.name.clone(),
        purpose: definition.about.purpose.clone(),
        owner: names.owner(definition.about.owner.as_deref()),
        last_started: None,
        draft_at,
    }
}
