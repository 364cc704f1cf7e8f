//! Playing on, nearest to what is missing first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashSet};
use std::rc::Rc;

use super::chart::{Chart, NOWHERE};
use super::element::Element;
use crate::id::ProcessKey;
use crate::kernel::{Parent, Visit, VisitId};
use crate::process::{Scope, Work};
use crate::scenario::coverage::Coverage;
use crate::scenario::model::{Doing, StartOf, Step};
use crate::scenario::moves::{Move, Moves, Pools, Truth, What};
use crate::scenario::play::Play;
use crate::scenario::run::Stage;
use crate::scenario::scene::Scene;
use crate::text::Text;
use crate::world::{Instance, World};

/// How many things are tried in all.
const MOST_PLAYS: usize = 4_000;
/// How many things are tried until something missing is come to.
const MOST_IN_VAIN: usize = 400;
/// How many steps a scenario has at most.
const MOST_STEPS: usize = 60;
/// How much more it counts how far it still is than how far it was.
const AHEAD: u32 = 2;
/// As far as something is that no way leads to: a return may.
const FAR: u32 = 60;

/// A play that came to something that was missing.
pub(super) struct Found {
    /// The how-manieth it is.
    pub(super) number: usize,
    pub(super) start: StartOf,
    pub(super) steps: Vec<Step>,
    /// What is special about it, in the order of its steps.
    pub(super) because: Vec<Text>,
    /// Everything that was missing at first and that it comes to.
    pub(super) reached: BTreeSet<Element>,
    /// How it stands at last.
    pub(super) play: Play,
}

/// Where a play came to.
pub(super) struct Reached {
    pub(super) start: Option<StartOf>,
    pub(super) steps: Vec<Step>,
    pub(super) because: Vec<Text>,
    pub(super) scene: Scene,
    /// How far it is from here to each element.
    pub(super) far: Vec<u32>,
}

/// A search for what is missing.
pub(super) struct Search<'a> {
    pub(super) stage: &'a Stage,
    pub(super) chart: Chart<'a>,
    /// Charts of the processes that are called.
    called: BTreeMap<ProcessKey, Chart<'a>>,
    pub(super) pools: Pools,
    /// Everything that was missing at first.
    pub(super) elements: Vec<Element>,
    /// What is missing still.
    pub(super) missing: BTreeSet<Element>,
    found: Vec<Found>,
    seen: HashSet<u64>,
    queue: BinaryHeap<Reverse<(u32, usize)>>,
    ahead: Vec<Option<Ahead>>,
}

/// Something that can be tried, and how far it is to each element then, as far as can be said before.
struct Next {
    next: Move<Vec<u32>>,
    far: Vec<u32>,
}

/// What the search can do next.
enum Ahead {
    /// Play on from somewhere.
    Try(Rc<Reached>, Box<Next>),
    /// See what can happen there.
    Look(Rc<Reached>),
}

impl<'a> Search<'a> {
    pub(super) fn on(stage: &'a Stage, covered: &Coverage) -> Self {
        let missing = covered.missing(&stage.process);
        let called = stage.called.iter().map(|called| (called.definition().key.clone(), Chart::of(called)));
        Self {
            stage,
            chart: Chart::of(&stage.process),
            called: called.collect(),
            pools: Pools::of([&stage.process]),
            elements: missing.iter().cloned().collect(),
            missing,
            found: Vec::new(),
            seen: HashSet::new(),
            queue: BinaryHeap::new(),
            ahead: Vec::new(),
        }
    }

    /// Plays as long as that comes to something missing. What is filled in is chosen for what is missing then: what is
    /// missing still is looked for from the start again.
    pub(super) fn found(mut self) -> Vec<Found> {
        loop {
            let before = self.missing.len();
            self.pass();
            if self.missing.is_empty() || self.missing.len() == before {
                return self.found;
            }
            (self.queue, self.seen, self.ahead) = Default::default();
        }
    }

    /// Plays from the start until nothing is missing, nothing is left to try, or it has been enough.
    fn pass(&mut self) {
        let Ok(scene) = Scene::empty(self.stage) else { return };
        let far = vec![FAR; self.elements.len()];
        let (start, steps, because) = (None, Vec::new(), Vec::new());
        let beginning = Rc::new(Reached { start, steps, because, scene, far });
        let world = &beginning.scene.served.world;
        let by = self.stage.usual_starter(world);
        for begins in by.map(|by| self.moves().beginnings(by, world, self)).unwrap_or_default() {
            self.try_next(&beginning, begins);
        }
        let (mut plays, mut in_vain) = (0, 0);
        while plays < MOST_PLAYS && in_vain < MOST_IN_VAIN && !self.missing.is_empty() {
            let Some(Reverse((rank, at))) = self.queue.pop() else { break };
            let Some(ahead) = self.ahead.get_mut(at).and_then(Option::take) else { continue };
            // What was near may have been come to meanwhile.
            let now = self.rank(&ahead);
            if now > rank {
                self.ahead[at] = Some(ahead);
                self.queue.push(Reverse((now, at)));
                continue;
            }
            match ahead {
                Ahead::Look(reached) => {
                    for next in self.moves().next(&reached.scene, self) {
                        self.try_next(&reached, next);
                    }
                }
                Ahead::Try(from, next) => {
                    (plays, in_vain) = (plays + 1, in_vain + 1);
                    let found = self.found.len();
                    let reached = self.play(&from, next.next).filter(|reached| reached.steps.len() < MOST_STEPS);
                    if let Some(reached) = reached {
                        self.push(Ahead::Look(Rc::new(reached)));
                    }
                    if self.found.len() > found {
                        in_vain = 0;
                    }
                }
            }
        }
    }

    /// What can happen on the stage.
    fn moves(&self) -> Moves<'_> {
        Moves { stage: self.stage, pools: &self.pools }
    }

    fn try_next(&mut self, from: &Rc<Reached>, next: Move<Vec<u32>>) {
        let decides = matches!(next.what, What::Happens(Step::Does(Doing::Decide { .. })));
        let far = match &next.worth {
            Some(far) => far.clone(),
            // A decision in a called process brings its end nearer.
            None if decides => from.far.iter().map(|far| far.saturating_sub(1)).collect(),
            None => from.far.clone(),
        };
        self.push(Ahead::Try(from.clone(), Box::new(Next { next, far })));
    }

    fn push(&mut self, ahead: Ahead) {
        let rank = self.rank(&ahead);
        self.queue.push(Reverse((rank, self.ahead.len())));
        self.ahead.push(Some(ahead));
    }

    /// Few steps behind, and few ahead.
    fn rank(&self, ahead: &Ahead) -> u32 {
        let (from, far) = match ahead {
            Ahead::Try(from, next) => (from, &next.far),
            Ahead::Look(from) => (from, &from.far),
        };
        let missing = self.elements.iter().zip(far).filter(|(element, _)| self.missing.contains(element));
        let nearest = missing.map(|(_, far)| *far).min().unwrap_or(NOWHERE);
        from.steps.len() as u32 + AHEAD * nearest.min(FAR)
    }

    /// Plays on; none when it cannot be done, or leads where another play has been.
    fn play(&mut self, from: &Reached, next: Move<Vec<u32>>) -> Option<Reached> {
        let (mut start, mut steps) = (from.start.clone(), from.steps.clone());
        let scene = match &next.what {
            What::Begins(begins) => from.scene.begun(begins).ok()?,
            What::Happens(step) => from.scene.after(step).ok()?,
        };
        match next.what {
            What::Begins(begins) => start = Some(begins),
            What::Happens(step) => steps.push(step),
        }
        let because = from.because.iter().cloned().chain(next.given).chain(next.special).collect();
        let far = self.far(&scene.served);
        let is_new = self.seen.insert(self.signature(&scene.served)) || scene.asked.world.requests().next().is_some();
        let reached = Reached { start, steps, because, scene, far };
        // It may have come along another way to where one was before.
        self.notice(&reached);
        is_new.then_some(reached)
    }

    /// Notes a play that came to something missing.
    fn notice(&mut self, reached: &Reached) {
        let still: BTreeSet<Element> = reached.scene.served.coverage().missing(&self.stage.process);
        if self.missing.is_subset(&still) {
            return;
        }
        self.missing.retain(|element| still.contains(element));
        let Some(start) = reached.start.clone() else { return };
        let came = self.elements.iter().filter(|element| !still.contains(element)).cloned().collect();
        self.found.push(Found {
            number: self.found.len(),
            start,
            steps: reached.steps.clone(),
            because: reached.because.clone(),
            reached: came,
            play: reached.scene.served.clone(),
        });
    }

    /// How far it is to each element: from whichever instance of the process is nearest.
    fn far(&self, play: &Play) -> Vec<u32> {
        let mut far = vec![NOWHERE; self.elements.len()];
        let instances = play.world.instances().iter();
        for instance in instances.filter(|instance| self.stage.is_of(instance) && instance.state.is_running()) {
            let left = |id: VisitId, visit: &Visit| self.left(&play.world, instance, id, visit);
            let own: Vec<u32> = play.world.informed(Some(instance), |context| {
                let truth = Truth(Scope::new(&instance.process, &instance.state, context));
                let distances = self.chart.distances(&instance.state, &truth, None, left);
                self.elements.iter().map(|element| self.chart.to(element, &distances, &truth, None)).collect()
            });
            far.iter_mut().zip(own).for_each(|(far, own)| *far = own.min(*far));
        }
        far
    }

    /// How much is left to do at a visit: who has not answered, or how far a called process is from its end.
    pub(super) fn left(&self, world: &World, instance: &Instance, id: VisitId, visit: &Visit) -> u32 {
        let Some(step) = instance.process.step(&visit.node) else { return 0 };
        match &step.work {
            Work::Human(_) | Work::Start(_) => {
                visit.seats.iter().filter(|seat| seat.answer.is_none() && !seat.dropped).count() as u32
            }
            Work::Call(_) => self.left_below(world, &Parent { instance: instance.id.clone(), visit: id }),
            _ => 0,
        }
    }

    fn left_below(&self, world: &World, parent: &Parent) -> u32 {
        let child = world.child_of(parent).and_then(|child| world.instance(&child));
        let chart = child.and_then(|child| self.called.get(&child.process.definition().key));
        let (Some(child), Some(chart)) = (child, chart) else { return 0 };
        world.informed(Some(child), |context| {
            let truth = Truth(Scope::new(&child.process, &child.state, context));
            let unanswered =
                |_: VisitId, visit: &Visit| visit.seats.iter().filter(|seat| seat.answer.is_none()).count() as u32;
            let distances = chart.distances(&child.state, &truth, None, unanswered);
            let others = child.state.active().count().saturating_sub(1) as u32;
            chart.to_an_end(&distances) + others
        })
    }
}
