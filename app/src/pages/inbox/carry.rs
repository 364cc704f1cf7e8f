//! Carrying a card to another column with mouse, pen or finger.
//!
//! Pointer Events throughout: HTML5 drag and drop never starts from touch. The menu of each card does the same without
//! dragging.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::address::COLUMNS;
use crate::pointing::{drags_from, named_under};
use crate::port::{ColumnId, TaskRef};

/// The card in hand, if there is one, and the column under it.
#[derive(Clone, Copy)]
pub(super) struct Carrying {
    card: RwSignal<Option<TaskRef>>,
    over: RwSignal<Option<ColumnId>>,
}

impl Carrying {
    pub(super) fn new() -> Self {
        Self { card: RwSignal::new(None), over: RwSignal::new(None) }
    }

    pub(super) fn is_on(self) -> bool {
        self.card.read().is_some()
    }

    pub(super) fn is_over(self, column: ColumnId) -> bool {
        self.over.get() == Some(column)
    }

    pub(super) fn carries(self, task: &TaskRef) -> bool {
        self.card.read().as_ref() == Some(task)
    }

    fn drop_it(self) -> (Option<TaskRef>, Option<ColumnId>) {
        let held = (self.card.get_untracked(), self.over.get_untracked());
        self.card.set(None);
        self.over.set(None);
        held
    }
}

/// What pressing on a card begins: a drag once the pointer has moved far enough, else nothing but a press.
pub(super) fn carried(
    carrying: Carrying,
    task: TaskRef,
    at: ColumnId,
    place: Callback<(TaskRef, ColumnId)>,
) -> impl Fn(PointerEvent) {
    move |down| {
        let on_control = down.target().and_then(|target| target.dyn_into::<Element>().ok());
        let on_control = on_control.is_some_and(|target| target.closest("button, .menu-list").ok().flatten().is_some());
        // A finger scrolls the board; it carries a card by the menu, or by a pen or mouse.
        if down.button() != 0 || on_control || down.pointer_type() == "touch" && !down.is_primary() {
            return;
        }
        let far = drags_from(&down);
        let (from, pointer) = ((down.client_x(), down.client_y()), down.pointer_id());
        let task = task.clone();
        let moving = window_event_listener(leptos::ev::pointermove, move |event| {
            if event.pointer_id() != pointer {
                return;
            }
            let moved = (event.client_x() - from.0).abs().max((event.client_y() - from.1).abs());
            if carrying.card.read_untracked().is_none() && moved >= far {
                carrying.card.set(Some(task.clone()));
            }
            if carrying.card.read_untracked().is_some() {
                event.prevent_default();
                carrying.over.set(column_under(&event).filter(|over| *over != at));
            }
        });
        let listeners = StoredValue::new_local(Vec::new());
        let finish = move |dropped: bool| {
            let held = carrying.drop_it();
            if let (true, (Some(task), Some(to))) = (dropped, held) {
                place.run((task, to));
            }
            listeners.try_update_value(|all: &mut Vec<WindowListenerHandle>| {
                all.drain(..).for_each(WindowListenerHandle::remove)
            });
        };
        let up = window_event_listener(leptos::ev::pointerup, move |_| finish(true));
        let cancel = window_event_listener(leptos::ev::pointercancel, move |_| finish(false));
        let click = window_event_listener(leptos::ev::keydown, move |event| {
            if event.key() == "Escape" {
                finish(false);
            }
        });
        listeners.set_value(vec![moving, up, cancel, click]);
    }
}

fn column_under(event: &PointerEvent) -> Option<ColumnId> {
    let name = named_under(event, "data-column")?;
    COLUMNS.into_iter().find(|(other, _)| *other == name).map(|(_, column)| column)
}
