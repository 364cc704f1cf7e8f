//! The pointers that are down.

use leptos::ev::PointerEvent;
use leptos::prelude::*;

use crate::pointing::{drags_from, position};

/// How far a finger that takes something from the palette moves before it drags: it may be scrolling.
const FINGER_FROM_PALETTE: f64 = 25.0;

/// A pointer that is down.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pointer {
    pub(super) id: i32,
    pub(super) began: (f64, f64),
    pub(super) last: (f64, f64),
    pub(super) touch: bool,
    /// How far it has to come before that is a drag.
    least: f64,
}

impl Pointer {
    pub(super) fn of(event: &PointerEvent) -> Self {
        let at = position(event);
        let touch = event.pointer_type() == "touch";
        Self { id: event.pointer_id(), began: at, last: at, touch, least: drags_from(event).into() }
    }

    pub(super) fn from_palette(event: &PointerEvent) -> Self {
        let pointer = Self::of(event);
        if pointer.touch { Self { least: FINGER_FROM_PALETTE, ..pointer } } else { pointer }
    }

    /// Whether it drags, there.
    pub(super) fn has_come_far(&self, at: (f64, f64)) -> bool {
        (at.0 - self.began.0).hypot(at.1 - self.began.1) >= self.least
    }
}

/// All that are down. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub(super) struct Pointers(StoredValue<Vec<Pointer>>);

impl Pointers {
    pub(super) fn down(self, pointer: Pointer) {
        self.up(pointer.id);
        self.0.update_value(|all| all.push(pointer));
    }

    /// Takes a pointer away, and tells how it was.
    pub(super) fn up(self, id: i32) -> Option<Pointer> {
        let take = |all: &mut Vec<Pointer>| Some(all.remove(all.iter().position(|one| one.id == id)?));
        self.0.try_update_value(take).flatten()
    }

    pub(super) fn moved(self, id: i32, at: (f64, f64)) {
        self.0.update_value(|all| all.iter_mut().filter(|one| one.id == id).for_each(|one| one.last = at));
    }

    pub(super) fn count(self) -> usize {
        self.0.with_value(Vec::len)
    }

    pub(super) fn find(self, id: i32) -> Option<Pointer> {
        self.0.with_value(|all| all.iter().find(|one| one.id == id).copied())
    }

    pub(super) fn other_than(self, id: i32) -> Option<Pointer> {
        self.0.with_value(|all| all.iter().find(|one| one.id != id).copied())
    }
}
