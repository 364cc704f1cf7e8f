//! Pointers: how far they move before that is a drag, and what is under them.

use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;

/// How far a mouse, and how far a finger, moves before it drags, in pixels.
const MOUSE: i32 = 4;
const FINGER: i32 = 6;

/// Where the pointer is in the window: of a press, a move or a turn of the wheel.
pub(crate) fn position(event: &MouseEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// How far the pointer has to move before that is a drag.
pub(crate) fn drags_from(event: &PointerEvent) -> i32 {
    if event.pointer_type() == "mouse" { MOUSE } else { FINGER }
}

/// What an element under the pointer, or around that, says by an attribute.
pub(crate) fn named_under(event: &PointerEvent, attribute: &str) -> Option<String> {
    let under = document().element_from_point(event.client_x() as f32, event.client_y() as f32)?;
    under.closest(&format!("[{attribute}]")).ok()??.get_attribute(attribute)
}
