use std::hash::{DefaultHasher, Hash, Hasher};

use super::search::Search;
use crate::kernel::{State, Visit, VisitId};
use crate::process::{Local, Scope};
use crate::scenario::moves::Truth;
use crate::scenario::play::Play;

impl Search<'_> {
    /// What tells plays apart that can lead to different places: where tokens are, what has been answered there, and what
    /// holds of the data.
    pub(super) fn signature(&self, play: &Play) -> u64 {
        let mut told = DefaultHasher::new();
        for instance in play.world.instances() {
            instance.process.definition().key.hash(&mut told);
            instance.state.is_running().hash(&mut told);
            let mut visits: Vec<String> =
                instance.state.active().map(|(id, at)| stands(&instance.state, id, at)).collect();
            visits.sort();
            visits.hash(&mut told);
            let mut waiting: Vec<&str> = instance.state.waiting.iter().map(|(_, edge)| edge.as_str()).collect();
            waiting.sort_unstable();
            waiting.hash(&mut told);
            if self.stage.is_of(instance) {
                let holds = play.world.informed(Some(instance), |context| {
                    let scope = Scope::new(&instance.process, &instance.state, context).with(Local::default());
                    Truth(scope).told(instance.process.steps())
                });
                holds.hash(&mut told);
                let kept = self.pools.get(&instance.process).map(|pool| pool.kept(&instance.state.data));
                kept.into_iter().flatten().for_each(|value| value.map(ToString::to_string).hash(&mut told));
            }
        }
        told.finish()
    }
}

/// Where a token is, and what has been answered there.
fn stands(state: &State, id: VisitId, visit: &Visit) -> String {
    let answers: Vec<_> = visit.seats.iter().map(|seat| seat.answer.as_ref().map(|(_, kind)| *kind)).collect();
    let open = state.open_tasks().filter(|(_, task)| task.visit == id).count();
    let timers = state.timers.iter().filter(|timer| timer.visit == Some(id)).count();
    let (stopped, time) = (visit.incident.is_some(), visit.time.as_ref().map(|time| time.number));
    format!("{} {answers:?} {open} {timers} {stopped} {time:?}", visit.node)
}
