//! What if: an instance of a process that is played by chance. People take their time, and do not always do what is usual.
//!
//! There is no chance in it: the same seed plays the same.

use std::collections::{BTreeMap, BTreeSet};

use super::usual::task;
use super::{Offer, Rehearsal};
use crate::id::{NodeId, PersonId};
use crate::replay;
use crate::scenario::model::{StartOf, Step, When};
use crate::scenario::moves::{Move, What};
use crate::scenario::run::Stage;
use crate::time::Moment;

/// How many steps an instance is played at most: one that goes round and round is left there.
const MOST_STEPS: usize = 300;
/// How many times likelier it is that somebody does what is usual.
const USUAL: usize = 4;

const MINUTE: i64 = 60_000;

/// How people are assumed to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habits {
    /// What chance is made of.
    pub seed: u64,
    /// For how many minutes a task waits on average, by the clock.
    pub minutes: u32,
}

/// An instance that is played by chance, step by step.
pub struct ByChance {
    rehearsal: Rehearsal,
    habits: Habits,
    chance: Chance,
    /// When people get to their tasks: at which node, whose, the how-manieth time.
    ready: BTreeMap<(NodeId, PersonId, usize), Moment>,
    left: usize,
}

impl ByChance {
    /// Begins in one of the ways that are [offered](Rehearsal::openings); none when there is no such way.
    pub fn begin(stage: &Stage, openings: &[Offer<StartOf>], habits: Habits) -> Option<Self> {
        let mut chance = Chance(habits.seed);
        let opening = openings.get(chance.below(openings.len()))?;
        let rehearsal = Rehearsal::begin(stage.clone(), opening.what.clone()).ok()?;
        Some(Self { rehearsal, habits, chance, ready: BTreeMap::new(), left: MOST_STEPS })
    }

    /// Plays a step; false when nothing happens any more.
    pub fn step(&mut self) -> bool {
        let is_over = self.rehearsal.scene.served.main_instance().is_none_or(|instance| !instance.state.is_running());
        if is_over || self.left == 0 {
            return false;
        }
        self.left -= 1;
        let (decisions, others) = self.next();
        match self.first_ready(&decisions) {
            Some((_, _, at)) if at > self.rehearsal.scene.served.world.now() => {
                // What time brings until then may change who is asked.
                self.rehearsal.take(Step::At(When(at))).is_ok()
            }
            Some((node, by, _)) => {
                let own = decisions.into_iter().filter(|(step, _)| task(step) == Some((&node, &by)));
                self.takes_one_of(own.collect())
            }
            None => self.takes_one_of(others),
        }
    }

    /// What happened on the drawing so far.
    pub fn moves(&self) -> Vec<replay::Move> {
        self.rehearsal.moves()
    }

    /// What people can decide, and whatever else can happen; each with how likely it is.
    #[allow(clippy::type_complexity, reason = "it is taken apart at once")]
    fn next(&self) -> (Vec<(Step, usize)>, Vec<(Step, usize)>) {
        let happens = self.rehearsal.next().into_iter().filter_map(|Move { what, special, .. }| match what {
            What::Happens(step) => Some((step, if special.is_none() { USUAL } else { 1 })),
            What::Begins(_) => None,
        });
        happens.partition(|(step, _)| task(step).is_some())
    }

    /// The task that somebody gets to first, and when.
    fn first_ready(&mut self, decisions: &[(Step, usize)]) -> Option<(NodeId, PersonId, Moment)> {
        let now = self.rehearsal.scene.served.world.now();
        let open: BTreeSet<(NodeId, PersonId)> =
            decisions.iter().filter_map(|(step, _)| task(step)).map(|(node, by)| (node.clone(), by.clone())).collect();
        let ready = open.into_iter().map(|(node, by)| {
            let key = (node.clone(), by.clone(), self.rehearsal.rounds((&node, &by)));
            let at = *self.ready.entry(key).or_insert_with(|| now.plus_millis(self.chance.wait(self.habits.minutes)));
            (node, by, at)
        });
        ready.min_by_key(|(.., at)| *at)
    }

    /// Takes one of several steps, and another when it is refused.
    fn takes_one_of(&mut self, mut steps: Vec<(Step, usize)>) -> bool {
        while !steps.is_empty() {
            let all = steps.iter().map(|(_, likely)| likely).sum();
            let mut drawn = self.chance.below(all);
            let place = steps.iter().position(|(_, likely)| match drawn.checked_sub(*likely) {
                Some(rest) => {
                    drawn = rest;
                    false
                }
                None => true,
            });
            let (step, _) = steps.swap_remove(place.unwrap_or_default());
            if self.rehearsal.take(step).is_ok() {
                return true;
            }
        }
        false
    }
}

/// Numbers that look like chance (SplitMix64).
struct Chance(u64);

impl Chance {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below another; 0 below none.
    fn below(&mut self, end: usize) -> usize {
        let drawn = self.draw() % (end.max(1) as u64);
        usize::try_from(drawn).unwrap_or_default()
    }

    /// A wait around a mean, in milliseconds: most are shorter, some three times as long.
    fn wait(&mut self, minutes: u32) -> i64 {
        const PARTS: u64 = 1_000;
        let parts = |drawn: u64| i64::try_from(drawn % PARTS).unwrap_or_default();
        let (one, other, third) = (parts(self.draw()), parts(self.draw()), parts(self.draw()));
        // Of a mean of one: the product of three even numbers between 0 and 2.
        let share = one * other / 1_000 * third * 8 / 1_000;
        (i64::from(minutes) * MINUTE * share / 1_000).max(MINUTE)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::process::Process;
    use crate::replay::Moved;
    use crate::scenario::Rows;

    /// Wang has four hours; what is large goes to Zhou as well.
    fn stage() -> Stage {
        let definition = json!({
            "lianban": 1, "key": "order", "name": "Order",
            "form": {"fields": [{"id": "amount", "type": "number"}]},
            "nodes": [
                {"id": "start", "kind": "start", "fields": {"amount": "required"}},
                {"id": "check", "kind": "approve", "who": {"person": "wang"}, "limit": {"within": 4, "unit": "hour"}},
                {"id": "large", "kind": "exclusive"},
                {"id": "board", "kind": "approve", "who": {"person": "zhou"}},
                {"id": "end", "kind": "end"},
            ],
            "edges": [
                {"id": "e1", "from": "start", "to": "check"},
                {"id": "e2", "from": "check", "to": "large"},
                {"id": "e3", "from": "large", "to": "board", "when": "amount > 5000"},
                {"id": "e4", "from": "large", "to": "end", "default": true},
                {"id": "e5", "from": "board", "to": "end"},
            ],
        });
        let organisation =
            json!({"people": {"li": {"name": "李青"}, "wang": {"name": "王芳"}, "zhou": {"name": "周衡"}}});
        let definition = serde_json::from_value(definition).unwrap();
        Stage {
            process: Arc::new(Process::new(Arc::new(definition)).unwrap()),
            called: Vec::new(),
            organisation: Arc::new(serde_json::from_value(organisation).unwrap()),
            at: Moment(1_772_413_200_000),
            registers: Rows::new(),
        }
    }

    fn played(stage: &Stage, seed: u64, minutes: u32) -> Vec<replay::Move> {
        let openings = Rehearsal::openings(stage);
        let mut by_chance = ByChance::begin(stage, &openings, Habits { seed, minutes }).unwrap();
        while by_chance.step() {}
        by_chance.moves()
    }

    fn count(stage: &Stage, minutes: u32, is_meant: impl Fn(&Moved) -> bool) -> usize {
        let all = (0..20).map(|seed| played(stage, seed, minutes));
        all.filter(|moves| moves.iter().any(|known| is_meant(&known.what))).count()
    }

    #[test]
    fn the_same_seed_plays_the_same_to_the_end() {
        let stage = stage();
        for seed in 0..5 {
            let moves = played(&stage, seed, 60);
            assert_eq!(moves, played(&stage, seed, 60));
            assert!(matches!(moves.last().map(|last| &last.what), Some(Moved::Ended { .. })), "{moves:#?}");
        }
    }

    #[test]
    fn some_go_one_way_and_some_the_other() {
        let to_board = |what: &Moved| matches!(what, Moved::Entered { node, .. } if *node == "board");
        let count = count(&stage(), 60, to_board);
        assert!(0 < count && count < 20, "{count}");
    }

    #[test]
    fn limits_pass_when_people_take_longer_and_not_when_they_are_quick() {
        let overdue = |what: &Moved| matches!(what, Moved::Overdue { .. });
        let stage = stage();
        assert_eq!(count(&stage, 20, overdue), 0);
        assert!(count(&stage, 24 * 60, overdue) > 5);
    }
}
