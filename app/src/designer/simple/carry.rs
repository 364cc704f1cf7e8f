//! Moving steps and branches in the tree: dragged to their place, or picked and placed.

use flow::design::tree::{Gap, move_branch, move_fork, move_step};
use flow::id::NodeId;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use crate::designer::panel::called;
use crate::designer::step::Step;
use crate::designer::work::Work;

/// How far a pointer moves before that is a drag.
const MOUSE: f64 = 4.0;
const FINGER: f64 = 10.0;

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
    /// The places of the drawing that is shown, by their number.
    gaps: StoredValue<Vec<Gap>>,
}

impl Carrying {
    pub(super) fn new(work: Work) -> Self {
        Self {
            work,
            press: StoredValue::new(None),
            carried: RwSignal::new(None),
            picked: RwSignal::new(None),
            gaps: StoredValue::new(Vec::new()),
        }
    }

    /// Gives a place a number by which it is found under the pointer.
    pub(super) fn number(self, gap: &Gap) -> usize {
        let known = self.gaps.with_value(|gaps| gaps.iter().position(|other| other == gap));
        known.unwrap_or_else(|| {
            self.gaps.update_value(|gaps| gaps.push(gap.clone()));
            self.gaps.with_value(Vec::len) - 1
        })
    }

    pub(super) fn pressed(self, load: Load, event: &PointerEvent) {
        if self.work.fixed || event.button() != 0 {
            return;
        }
        let least = if event.pointer_type() == "touch" { FINGER } else { MOUSE };
        let press = Press { load, pointer: event.pointer_id(), began: position(event), least, drags: false };
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
        let (x, y) = position(event);
        #[allow(clippy::cast_possible_truncation, reason = "a window is far smaller")]
        let below = document().element_from_point(x as f32, y as f32);
        let named = |attribute: &str| {
            let around: Option<Element> = below.as_ref()?.closest(&format!("[{attribute}]")).ok()?;
            around?.get_attribute(attribute)
        };
        match &press.load {
            Load::Branch(fork, from) => {
                let to = named("data-branch").and_then(|to| to.parse().ok());
                if let Some(to) = to {
                    self.work.attempt(Step::Move, |draft| move_branch(draft, fork, *from, to));
                }
            }
            load => {
                let number = named("data-gap").and_then(|number| number.parse::<usize>().ok());
                if let Some(gap) = number.and_then(|number| self.gaps.with_value(|gaps| gaps.get(number).cloned())) {
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

fn position(event: &PointerEvent) -> (f64, f64) {
    // Whatever the pointer was captured by, the places hear of it.
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(target) = target {
        // A pointer that was not captured need not be let go.
        let _ = target.release_pointer_capture(event.pointer_id());
    }
    (f64::from(event.client_x()), f64::from(event.client_y()))
}
