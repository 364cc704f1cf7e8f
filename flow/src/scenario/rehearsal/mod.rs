//! Rehearsing a process: whoever designs it plays it on the kernel, step by step, in everybody's place.
//!
//! A rehearsal begins with one of the [openings](Rehearsal::openings). Then it [offers](Rehearsal::offers) whatever can
//! happen next, found as [`generate`](super::generate) finds it: what each person can decide, with data that the form
//! accepts, so that every way further on can be gone; messages and signals that something waits for; failures that
//! something expects; time that passes until something comes of it. Whatever else a scenario can say can be
//! [taken](Rehearsal::take) too: other data, a return, a transfer, what an administrator does. A step can be taken
//! [back](Rehearsal::back), and what was done be kept as a [scenario](Rehearsal::scenario).
//!
//! ```
//! use std::sync::Arc;
//!
//! use flow::process::Process;
//! use flow::scenario::{NotTaken, Rehearsal, Rows, Stage, run};
//! use flow::text::Language;
//! use flow::time::Moment;
//! use serde_json::json;
//!
//! let definition = serde_json::from_value(json!({
//!     "lianban": 1, "key": "leave", "name": "Leave",
//!     "form": {"fields": [{"id": "days", "type": "number", "label": {"zh": "天数", "en": "Days"}}]},
//!     "nodes": [
//!         {"id": "start", "kind": "start", "fields": {"days": "required"}},
//!         {"id": "manager", "kind": "approve", "name": {"zh": "主管审批", "en": "Manager"}, "who": {"person": "wang"}},
//!         {"id": "long", "kind": "exclusive"},
//!         {"id": "board", "kind": "approve", "name": {"zh": "董事会", "en": "Board"}, "who": {"person": "zhou"}},
//!         {"id": "end", "kind": "end"},
//!     ],
//!     "edges": [
//!         {"id": "e1", "from": "start", "to": "manager"},
//!         {"id": "e2", "from": "manager", "to": "long"},
//!         {"id": "e3", "from": "long", "to": "board", "when": "days > 5"},
//!         {"id": "e4", "from": "long", "to": "end", "default": true},
//!         {"id": "e5", "from": "board", "to": "end"},
//!     ],
//! }))?;
//! let organisation = serde_json::from_value(json!({"people": {
//!     "li": {"name": "李青"}, "wang": {"name": "王芳"}, "zhou": {"name": "周衡"},
//! }}))?;
//! let stage = Stage {
//!     process: Arc::new(Process::new(Arc::new(definition)).map_err(|found| format!("{found:?}"))?),
//!     called: Vec::new(),
//!     organisation: Arc::new(organisation),
//!     at: Moment(1_772_413_200_000),
//!     registers: Rows::new(),
//! };
//!
//! // One way to begin for each way that it can go.
//! let openings = Rehearsal::openings(&stage);
//! let words: Vec<&str> = openings.iter().map(|offer| offer.words.in_language(Language::English)).collect();
//! assert_eq!(words, ["李青 starts it", "李青 starts it, with Days 6"]);
//!
//! let mut rehearsal = Rehearsal::begin(stage.clone(), openings[1].what.clone())?;
//! let offers = rehearsal.offers();
//! assert_eq!(offers[0].words.in_language(Language::Chinese), "王芳在「主管审批」选「同意」");
//! rehearsal.take(offers[0].what.clone())?;
//! assert_eq!(rehearsal.standing().tokens, ["board"]);
//!
//! // Back, then on by itself.
//! assert!(rehearsal.back());
//! assert_eq!(rehearsal.standing().tokens, ["manager"]);
//! rehearsal.auto(10);
//! assert!(rehearsal.offers().is_empty());
//!
//! // What was done is a scenario, which passes.
//! let scenario = rehearsal.scenario("六天".into());
//! assert_eq!(scenario.end.as_ref().and_then(|end| end.result.as_deref()), Some("completed"));
//! assert_eq!(run(&scenario, &stage).difference, None);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod by_chance;
mod different;
mod offer;
mod standing;
mod usual;
mod words;

use std::sync::Arc;

pub use by_chance::{ByChance, Habits};
pub use offer::Offer;
pub use standing::{OpenTask, Standing};

use self::different::Different;
use super::model::{Rows, Scenario, StartOf, Step, When};
use super::moves::{Move, Moves, Pools};
use super::run::Stage;
use super::scene::{NotTaken, Scene};
use crate::id::PersonId;
use crate::replay;
use crate::text::Text;

/// A process at play, with everything that was done.
#[derive(Clone)]
pub struct Rehearsal {
    stage: Stage,
    /// What people try to fill in.
    pools: Arc<Pools>,
    start: StartOf,
    steps: Vec<Step>,
    scene: Scene,
}

impl Rehearsal {
    /// Everybody who may begin, in the order of the organisation.
    pub fn starters(stage: &Stage) -> Vec<PersonId> {
        let Ok(empty) = Scene::empty(stage) else { return Vec::new() };
        stage.starters(&empty.served.world).cloned().collect()
    }

    /// Ways in which somebody can begin it who may, better one whom somebody is above: at each start where people can,
    /// with what the form asks for, and once for each kind of data after which other conditions hold further on.
    ///
    /// None when nobody may, as in an organisation without people, or when it only follows an earlier matter.
    pub fn openings(stage: &Stage) -> Vec<Offer<StartOf>> {
        let Ok(empty) = Scene::empty(stage) else { return Vec::new() };
        let by = stage.usual_starter(&empty.served.world);
        by.map(|by| openings(stage, &empty, by)).unwrap_or_default()
    }

    /// Ways in which one person can begin it.
    pub fn openings_by(stage: &Stage, by: &PersonId) -> Vec<Offer<StartOf>> {
        Scene::empty(stage).map(|empty| openings(stage, &empty, by)).unwrap_or_default()
    }

    /// Begins.
    ///
    /// # Errors
    /// Why it cannot begin so.
    pub fn begin(stage: Stage, start: StartOf) -> Result<Self, NotTaken> {
        let start = StartOf { refused: None, ..start };
        let scene = Scene::empty(&stage)?.begun(&start)?;
        let pools = Arc::new(Pools::of(stage.played()));
        Ok(Self { stage, pools, start, steps: Vec::new(), scene })
    }

    /// Whatever can happen next, and is sure to be accepted.
    pub fn offers(&self) -> Vec<Offer<Step>> {
        let mut offers: Vec<Offer<Step>> = Vec::new();
        for next in self.next() {
            // Of work that is done several times, the same can be done at each.
            let offer = Offer::to_take(next, &self.stage, &self.scene);
            offers.extend(offer.filter(|offer| offers.iter().all(|known| known.what != offer.what)));
        }
        offers
    }

    /// Takes a step, also one that was not offered.
    ///
    /// # Errors
    /// Why it cannot be taken, or what does not stand as it expects. The rehearsal is as it was then.
    pub fn take(&mut self, step: Step) -> Result<(), NotTaken> {
        self.scene = self.scene.after(&step)?;
        self.steps.push(step);
        Ok(())
    }

    /// Takes the last step back; false at the beginning.
    pub fn back(&mut self) -> bool {
        let Some((_, before)) = self.steps.split_last() else { return false };
        // The kernel decides the same again: what was taken once is taken again, and leads to where it did.
        let begun = Scene::empty(&self.stage).ok().and_then(|empty| empty.begun(&self.start).ok());
        let replayed = before.iter().try_fold(begun, |scene, step| Some(scene?.after(step).ok()));
        let Some(Some(scene)) = replayed else { return false };
        self.scene = scene;
        self.steps.pop();
        true
    }

    /// How it began.
    pub fn start(&self) -> &StartOf {
        &self.start
    }

    /// What was done since.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        Standing::of(&self.scene.served, &self.stage)
    }

    /// What happened on the drawing so far.
    pub fn moves(&self) -> Vec<replay::Move> {
        self.scene.served.main_instance().map(|instance| replay::moves(&instance.log)).unwrap_or_default()
    }

    /// What was done, as a scenario that expects what came out: how it ended or stands, the way there, and who was asked.
    pub fn scenario(&self, name: Text) -> Scenario {
        let (at, registers) = (Some(When(self.stage.at)), Rows::new());
        let (start, steps, end) = (self.start.clone(), self.steps.clone(), self.scene.served.came_out());
        Scenario { name, at, registers, start, steps, end }
    }

    fn next(&self) -> Vec<Move<u64>> {
        Moves { stage: &self.stage, pools: &self.pools }.next(&self.scene, &Different)
    }
}

fn openings(stage: &Stage, empty: &Scene, by: &PersonId) -> Vec<Offer<StartOf>> {
    let pools = Pools::of([&stage.process]);
    let moves = Moves { stage, pools: &pools }.beginnings(by, &empty.served.world, &Different);
    moves.into_iter().filter_map(|next| Offer::to_begin(next, stage, empty)).collect()
}
