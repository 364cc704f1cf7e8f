//! Moving steps and branches in the tree: dragged to their place, or picked and placed.

use flow::design::tree::{Gap, move_branch, move_fork, move_step};
use flow::id::NodeId;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::gap::at_address;
use crate::designer::panel::called;
use crate::designer::step::Step;
use crate::designer::work::Work;
use crate::pointing::{drags_from, named_under, position};

/// What is moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Load {
    Step(NodeId),
    Fork(NodeId),
    /// A branch of a fork, by its place.
    Branch(NodeId, usize),
}

/// A press that may become a drag.
#[derive(Debug, Clone)]
struct Press {
    load: Load,
    pointer: i32,
    began: (f64, f64),
    least: f64,
    drags: bool,
}

/// What is under way. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Carrying {
    work: Work,
    press: StoredValue<Option<Press>>,
    /// What is carried, and where the pointer is.
    carried: RwSignal<Option<(Load, (f64, f64))>>,
    /// What the next place that is pressed takes up.
    pub(super) picked: RwSignal<Option<Load>>,
}

impl Carrying {
    pub(super) fn new(work: Work) -> Self {
        Self { work, press: StoredValue::new(None), carried: RwSignal::new(None), picked: RwSignal::new(None) }
    }

    pub(super) fn pressed(self, load: Load, event: &PointerEvent) {
        if self.work.fixed || event.button() != 0 {
            return;
        }
        let least = f64::from(drags_from(event));
        let press = Press { load, pointer: event.pointer_id(), began: position(event), least, drags: false };
        let_go(event);
        self.press.set_value(Some(press));
    }

    pub(super) fn moved(self, event: &PointerEvent) {
        let at = position(event);
        let carried = self.press.try_update_value(|press| {
            let press = press.as_mut().filter(|press| press.pointer == event.pointer_id())?;
            let far = (at.0 - press.began.0).hypot(at.1 - press.began.1);
            press.drags |= far >= press.least;
            press.drags.then(|| press.load.clone())
        });
        if let Some(Some(load)) = carried {
            event.prevent_default();
            self.carried.set(Some((load, at)));
        }
    }

    pub(super) fn dropped(self, event: &PointerEvent) {
        let press = self.press.try_update_value(Option::take).flatten();
        self.carried.set(None);
        let Some(press) = press.filter(|press| press.drags) else { return };
        match &press.load {
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
        self.press.set_value(None);
        self.carried.set(None);
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
        self.picked.with(Option::is_some) || self.carried.with(Option::is_some)
    }

    /// What goes with the pointer.
    pub(super) fn ghost(self) -> Option<impl IntoView + use<>> {
        let (load, (x, y)) = self.carried.get()?;
        let id = match load {
            Load::Step(id) | Load::Fork(id) | Load::Branch(id, _) => id,
        };
        let name = self.work.with(|draft| called(draft, id.as_str()));
        Some(view! {
            <div class="tree-ghost" style:left=format!("{x}px") style:top=format!("{y}px")>{name}</div>
        })
    }
}

/// Fingers are captured by what they press; then nothing else would hear of them.
fn let_go(event: &PointerEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(target) = target {
        // A pointer that was not captured need not be let go.
        let _ = target.release_pointer_capture(event.pointer_id());
    }
}
