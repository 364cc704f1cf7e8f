//! Messages and signals on their way to whoever waits for them.

use std::collections::VecDeque;

use flow::id::PersonId;
use flow::kernel::{Command, FollowUp, Rejection, awaits};
use flow::process::FromOutside;
use uuid::Uuid;

use super::{Carrier, Effect, MOST_INSTANCES, NoEffect};
use crate::runtime::later::Work;
use crate::store::{Recall, StoreError};

/// How many instances that wait for an event are asked at most.
const MOST_ASKED: u32 = 100_000;

/// After how many milliseconds a message that nobody waits for is sent again.
const TRIED_AGAIN_AFTER: i64 = 60_000;

/// Where a message or a signal comes from.
pub(super) enum Sender<'a> {
    /// An instance.
    Instance(Uuid),
    /// Somebody outside, in whose name an instance begins.
    Outside(&'a PersonId),
}

impl Carrier<'_> {
    /// Hands a message to the first instance that waits for it, or a signal to all that do; else, or besides, an
    /// instance begins with it. Tells the first instance that it reached.
    pub(super) async fn hand_out(
        &mut self,
        effect: &mut Effect,
        pending: &mut VecDeque<(Uuid, FollowUp)>,
        sender: &Sender<'_>,
        command: &Command,
    ) -> Result<Option<Uuid>, NoEffect> {
        let Some(event) = command.from_outside() else {
            return Err(Rejection::Unfit("only messages and signals find their way by themselves".to_owned()).into());
        };
        let for_all = matches!(event, FromOutside::Signal(_));
        let mut reached = None;
        for id in self.waiting_for(effect, event).await? {
            // In the instance that sends a signal it was heard when it was sent.
            if for_all && matches!(sender, Sender::Instance(from) if *from == id) {
                continue;
            }
            if effect.after.len() >= MOST_INSTANCES {
                // Everybody hears a signal, if need be a moment later.
                if for_all {
                    let command = command.clone();
                    effect.planned.push(Work::Tell { instance: id, command }.planned(self.now));
                }
                continue;
            }
            let Some(live) = self.live(effect, id).await? else { continue };
            match self.step(effect, pending, live, command).await {
                Ok(()) => _ = reached.get_or_insert(id),
                Err(NoEffect::Refused(_)) => continue,
                Err(failed) => return Err(failed),
            }
            if !for_all {
                return Ok(reached);
            }
        }
        let begun = self.begin_with(effect, pending, sender, command, event).await?;
        Ok(reached.or(begun))
    }

    /// A message that nobody waits for is sent again later; a signal is heard now or never.
    pub(super) fn try_again_later(&self, effect: &mut Effect, sender: &Sender<'_>, command: Command) {
        if let (Command::Deliver { .. }, Some(by)) = (&command, sender.person(effect)) {
            let later = self.now.plus_millis(TRIED_AGAIN_AFTER);
            effect.planned.push(Work::Send { by, command }.planned(later));
        }
    }

    /// The instances that wait for an event, as this command and the batches that are not stored yet leave them.
    async fn waiting_for(&mut self, effect: &Effect, event: FromOutside<'_>) -> Result<Vec<Uuid>, StoreError> {
        let mut waiting = self.store.waiting_for(event.into(), event.name(), MOST_ASKED).await?;
        let fresh = self.working.lives().chain(effect.after.values());
        let fresh = fresh.filter(|live| awaits(&live.definition.process, &live.state, event));
        waiting.extend(fresh.map(|live| live.id));
        waiting.sort_unstable();
        waiting.dedup();
        Ok(waiting)
    }

    /// Begins an instance of the first process, or of each, whose start waits for an event.
    async fn begin_with(
        &mut self,
        effect: &mut Effect,
        pending: &mut VecDeque<(Uuid, FollowUp)>,
        sender: &Sender<'_>,
        command: &Command,
        event: FromOutside<'_>,
    ) -> Result<Option<Uuid>, NoEffect> {
        let Some(by) = sender.person(effect) else { return Ok(None) };
        let mut first = None;
        for (key, version) in self.catalogue.all_in_force() {
            let Some(compiled) = self.catalogue.compiled(&key, version).await? else { continue };
            let start = compiled.process.begins_with(event);
            let Some(start) = start.and_then(|start| command.beginning_at(start, by.clone(), version)) else {
                continue;
            };
            if effect.after.len() >= MOST_INSTANCES {
                break;
            }
            let live = self.new_instance(&key, version).await?;
            let id = live.id;
            match self.step(effect, pending, live, &Command::Start(start)).await {
                Ok(()) => _ = first.get_or_insert(id),
                Err(NoEffect::Refused(reason)) => tracing::info!(process = %key, %reason, "it did not begin"),
                Err(failed) => return Err(failed),
            }
            if first.is_some() && matches!(event, FromOutside::Message(_)) {
                break;
            }
        }
        Ok(first)
    }
}

impl Sender<'_> {
    /// In whose name something begins.
    fn person(&self, effect: &Effect) -> Option<PersonId> {
        match self {
            Self::Outside(person) => Some((*person).clone()),
            Self::Instance(from) => effect.after.get(from).and_then(|live| live.initiator().cloned()),
        }
    }
}
