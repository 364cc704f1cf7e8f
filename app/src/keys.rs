//! Keys that act on the whole page while nobody is typing.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, EventTarget};

/// Listens in the browser for as long as the caller is in sight. `act` tells whether the key was for it.
pub(crate) fn on_key(act: impl Fn(&str) -> bool + Clone + 'static) {
    Effect::new(move |_| {
        let act = act.clone();
        let listening = window_event_listener(leptos::ev::keydown, move |event| {
            let is_command = event.ctrl_key() || event.meta_key() || event.alt_key();
            let key = event.key();
            let taken = is_typing(&event.target()) || key == "Enter" && is_pressing(&event.target());
            if !is_command && !taken && act(&key) {
                event.prevent_default();
            }
        });
        on_cleanup(move || listening.remove());
    });
}

fn is_typing(target: &Option<EventTarget>) -> bool {
    is_within(target, "input, textarea, select, [contenteditable], dialog, .menu-list")
}

/// Enter presses whatever has the focus.
fn is_pressing(target: &Option<EventTarget>) -> bool {
    is_within(target, "a, button, summary")
}

fn is_within(target: &Option<EventTarget>, selector: &str) -> bool {
    let element = target.as_ref().and_then(|target| target.dyn_ref::<Element>());
    element.is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}
