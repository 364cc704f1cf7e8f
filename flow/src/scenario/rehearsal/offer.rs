use super::words;
use crate::id::{NodeId, PersonId};
use crate::kernel::choices;
use crate::scenario::model::{Doing, StartOf, Step};
use crate::scenario::moves::{Move, What};
use crate::scenario::play::Play;
use crate::scenario::run::Stage;
use crate::scenario::scene::Scene;
use crate::text::Text;

/// Something that can happen next, and that is sure to be accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer<T> {
    /// What.
    pub what: T,
    /// Who does it; nobody when it comes from outside or with time.
    pub who: Option<PersonId>,
    /// At which node, or what node it brings.
    pub node: Option<NodeId>,
    /// What it is, and what is special about it.
    pub words: Text,
    /// Whether somebody does what is usual, not another outcome, and not with something filled in that makes a difference.
    pub usual: bool,
}

/// Between what is done and what is filled in for it.
const FILLED: (&str, &str) = ("：", ", with ");
/// Between what happens and what comes of it.
const BRINGS: (&str, &str) = ("：", ": ");

impl Offer<StartOf> {
    /// A way to begin; none when it would be refused.
    pub(super) fn to_begin(next: Move<u64>, stage: &Stage, empty: &Scene) -> Option<Self> {
        let What::Begins(start) = next.what else { return None };
        empty.begun(&start).ok()?;
        let at = start.at.as_ref().and_then(|at| stage.process.step(at));
        let begins = words::begins(&words::person(&stage.organisation, &start.by), at);
        let node = at.unwrap_or_else(|| stage.process.start()).id.clone();
        Some(Self {
            who: Some(start.by.clone()),
            node: Some(node),
            words: words::with(begins, &next.given, FILLED),
            usual: next.given.is_empty() && start.at.is_none(),
            what: start,
        })
    }
}

impl Offer<Step> {
    /// A step; none when it would be refused.
    pub(super) fn to_take(next: Move<u64>, stage: &Stage, scene: &Scene) -> Option<Self> {
        let What::Happens(step) = next.what else { return None };
        let after = scene.after(&step).ok()?;
        let (given, play) = (&next.given, &scene.served);
        let (who, node, words) = match &step {
            Step::Does(Doing::Decide { node, by, outcome: Some(outcome), .. }) => {
                let (instance, task) = play.task(node, by).ok()?;
                let decided = instance.process.step(node)?;
                let mut outcomes = choices(decided.human()?, &instance.state, task).iter();
                let outcome = outcomes.find(|known| known.id == *outcome)?;
                let decides = words::decides(&words::person(&stage.organisation, by), decided, outcome);
                (Some(by.clone()), Some(node.clone()), words::with(decides, given, FILLED))
            }
            Step::Does(Doing::Message { name, .. } | Doing::Signal { name, .. }) => {
                (None, None, words::with(words::comes(name), given, FILLED))
            }
            Step::Does(Doing::Fail { node, code }) => {
                let failed = stage.process.step(node)?;
                (None, Some(node.clone()), words::fails(failed, code.as_deref()))
            }
            Step::Later(_) | Step::At(_) => time_passes(play, &after.served, stage),
            _ => return None,
        };
        Some(Self { usual: next.special.is_none() && next.given.is_empty(), what: step, who, node, words })
    }
}

fn time_passes(before: &Play, after: &Play, stage: &Stage) -> (Option<PersonId>, Option<NodeId>, Text) {
    let passes = words::passes(after.world.now(), &stage.organisation);
    let (nodes, brought): (Vec<_>, Vec<_>) = words::brought(&before.world, &after.world).into_iter().unzip();
    (None, nodes.into_iter().flatten().next(), words::with(passes, &brought, BRINGS))
}
