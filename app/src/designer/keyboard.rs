//! Keys: they act while nobody types, wherever the focus is.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

use super::command::Commander;

/// Listens for as long as the designer is in sight.
pub(super) fn listen_to_keys(commander: Commander) {
    Effect::new(move |_| {
        let down = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
            if is_elsewhere(&event) {
                return;
            }
            if commander.desk.earlier.with_untracked(Option::is_some) {
                if event.key() == "Escape" {
                    commander.desk.earlier.set(None);
                }
                return;
            }
            if commander.desk.replaying.shown.with_untracked(Option::is_some) {
                if event.key() == "Escape" {
                    commander.desk.replaying.close();
                }
                return;
            }
            if event.key() == " " && is_on_canvas(&event) {
                commander.hand.holds_space.set_value(true);
                return event.prevent_default();
            }
            if commander.press(&pressed(&event)) {
                event.prevent_default();
            }
        });
        let up = window_event_listener(leptos::ev::keyup, move |event: KeyboardEvent| {
            if event.key() == " " {
                commander.hand.holds_space.set_value(false);
            }
        });
        on_cleanup(move || {
            down.remove();
            up.remove();
        });
    });
}

/// A key as the table writes it.
fn pressed(event: &KeyboardEvent) -> String {
    let key = event.key();
    let mut pressed = String::new();
    if event.ctrl_key() || event.meta_key() {
        pressed.push_str("Ctrl+");
    }
    if event.alt_key() {
        pressed.push_str("Alt+");
    }
    // A sign that needs Shift to be typed says so by itself.
    let is_letter = key.chars().count() == 1 && key.chars().all(|sign| !sign.is_alphabetic());
    if event.shift_key() && !is_letter {
        pressed.push_str("Shift+");
    }
    let is_command = event.ctrl_key() || event.meta_key() || event.alt_key();
    pressed.push_str(&if is_command && key.chars().count() == 1 { key.to_lowercase() } else { key });
    pressed
}

/// Whoever types, or is asked something, means that.
fn is_elsewhere(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let within =
        |selector: &str| element.as_ref().is_some_and(|element| element.closest(selector).ok().flatten().is_some());
    let types = within("input, textarea, select, [contenteditable], dialog, .menu-list, .chooser");
    let presses = matches!(event.key().as_str(), "Enter" | " ") && within("a, button, summary");
    let moves = event.key().starts_with("Arrow") && within("[role=tablist]");
    types || presses || moves
}

fn is_on_canvas(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| {
        element.closest(".canvas").ok().flatten().is_some()
            || element.dyn_ref::<HtmlElement>().is_some_and(|element| element.tag_name() == "BODY")
    })
}
