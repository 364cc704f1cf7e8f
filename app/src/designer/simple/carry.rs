//! Moving steps and branches in the tree: dragged to their place, or picked and placed.

use flow::design::tree::{Gap, move_branch, move_fork, move_step};
use flow::id::NodeId;
use leptos::ev::PointerEvent;
use leptos::prelude::*;

use super::gap::at_address;
use crate::designer::carrying::Carrying as Drag;
use crate::designer::panel::called;
use crate::designer::step::Step;
use crate::designer::work::Work;
use crate::pointing::named_under;

/// What is moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Load {
    Step(NodeId),
    Fork(NodeId),
    /// A branch of a fork, by its place.
    Branch(NodeId, usize),
}

/// What is under way. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Carrying {
    work: Work,
    drag: Drag<Load>,
    /// What the next place that is pressed takes up.
    pub(super) picked: RwSignal<Option<Load>>,
}

impl Carrying {
    pub(super) fn new(work: Work) -> Self {
        Self { work, drag: Drag::new(), picked: RwSignal::new(None) }
    }

    pub(super) fn pressed(self, load: Load, event: &PointerEvent) {
        if !self.work.fixed {
            self.drag.pressed(load, event);
        }
    }

    pub(super) fn moved(self, event: &PointerEvent) {
        self.drag.moved(event);
    }

    pub(super) fn dropped(self, event: &PointerEvent) {
        let Some(load) = self.drag.dropped() else { return };
        match &load {
            Load::Branch(fork, from) => {
                let to = named_under(event, "data-branch").and_then(|to| to.parse().ok());
                if let Some(to) = to {
                    self.work.attempt(Step::Move, |draft| move_branch(draft, fork, *from, to));
                }
            }
            load => {
                if let Some(gap) = named_under(event, "data-gap").and_then(|address| at_address(&address)) {
                    self.put(load, &gap);
                }
            }
        }
    }

    pub(super) fn give_up(self) {
        self.drag.give_up();
    }

    pub(super) fn pick(self, load: Load) {
        self.picked.set(Some(load));
    }

    /// Puts what was taken into a place.
    pub(super) fn put(self, load: &Load, gap: &Gap) {
        self.picked.set(None);
        match load {
            Load::Step(id) => _ = self.work.attempt(Step::Move, |draft| move_step(draft, id, gap)),
            Load::Fork(id) => _ = self.work.attempt(Step::Move, |draft| move_fork(draft, id, gap)),
            Load::Branch(..) => {}
        }
    }

    /// Whether something is under way that places take.
    pub(super) fn is_under_way(self) -> bool {
        self.picked.with(Option::is_some) || self.drag.is_under_way()
    }

    /// What goes with the pointer.
    pub(super) fn ghost(self) -> Option<AnyView> {
        self.drag.ghost(|load| {
            let id = match load {
                Load::Step(id) | Load::Fork(id) | Load::Branch(id, _) => id,
            };
            self.work.with(|draft| called(draft, id.as_str()))
        })
    }
}
