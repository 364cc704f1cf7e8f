//! What this browser keeps until the server has it.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::port::Me;

/// Where something is kept of whoever is signed in: who shares the browser does not see what somebody else typed.
pub(crate) fn place(kind: &str, topic: &str) -> String {
    let person = use_context::<Me>().map(|me| me.person.id.to_string()).unwrap_or_default();
    format!("{kind}:{person}:{topic}")
}

/// What is kept there, when it can be read.
pub(crate) fn stored<T: DeserializeOwned>(place: &str) -> Option<T> {
    let text = storage()?.get_item(place).ok()??;
    serde_json::from_str(&text).ok()
}

/// Keeps something there instead.
pub(crate) fn store(place: &str, value: &impl Serialize) {
    // A browser that refuses to store still has the page; the server's copy follows.
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(value)) {
        let _ = storage.set_item(place, &text);
    }
}

/// Keeps nothing there any more.
pub(crate) fn forget(place: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(place);
    }
}

fn storage() -> Option<leptos::web_sys::Storage> {
    window().local_storage().ok().flatten()
}
