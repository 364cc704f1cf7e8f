//! Carrying things with the pointer: what is pressed, whether that became a drag, and where it is let go.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use crate::pointing::{drags_from, position};

/// A press that may become a drag.
#[derive(Debug, Clone)]
struct Press<L> {
    load: L,
    pointer: i32,
    began: (f64, f64),
    least: f64,
    drags: bool,
}

/// What is under way. Cheap to copy.
pub(super) struct Carrying<L: 'static> {
    press: StoredValue<Option<Press<L>>>,
    /// What is carried, and where the pointer is.
    carried: RwSignal<Option<(L, (f64, f64))>>,
}

impl<L> Clone for Carrying<L> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<L> Copy for Carrying<L> {}

impl<L: Clone + Send + Sync + 'static> Carrying<L> {
    pub(super) fn new() -> Self {
        Self { press: StoredValue::new(None), carried: RwSignal::new(None) }
    }

    /// Something is pressed.
    pub(super) fn pressed(self, load: L, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        let least = f64::from(drags_from(event));
        let press = Press { load, pointer: event.pointer_id(), began: position(event), least, drags: false };
        let_go(event);
        self.press.set_value(Some(press));
    }

    /// The pointer moves: far enough, and what was pressed is carried.
    pub(super) fn moved(self, event: &PointerEvent) {
        let at = position(event);
        let carried = self.press.try_update_value(|press| {
            let press = press.as_mut().filter(|press| press.pointer == event.pointer_id())?;
            press.drags |= (at.0 - press.began.0).hypot(at.1 - press.began.1) >= press.least;
            press.drags.then(|| press.load.clone())
        });
        if let Some(Some(load)) = carried {
            event.prevent_default();
            self.carried.set(Some((load, at)));
        }
    }

    /// The pointer is let go; what it carried, if it did.
    pub(super) fn dropped(self) -> Option<L> {
        let press = self.press.try_update_value(Option::take).flatten();
        self.carried.set(None);
        press.filter(|press| press.drags).map(|press| press.load)
    }

    pub(super) fn give_up(self) {
        self.press.set_value(None);
        self.carried.set(None);
    }

    /// Whether something is carried.
    pub(super) fn is_under_way(self) -> bool {
        self.carried.with(Option::is_some)
    }

    /// What goes with the pointer, by its name.
    pub(super) fn ghost(self, name: impl FnOnce(L) -> String) -> Option<AnyView> {
        let (load, (x, y)) = self.carried.get()?;
        let name = name(load);
        Some(
            view! { <div class="tree-ghost" style:left=format!("{x}px") style:top=format!("{y}px")>{name}</div> }
                .into_any(),
        )
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
