//! The clipboard of the system: parts of a drawing travel through it to other tabs and other processes.

#[cfg(feature = "hydrate")]
use crate::kept_here::{store, stored};

/// Puts a text there.
#[cfg(feature = "hydrate")]
pub(super) fn write(text: &str) {
    use leptos::prelude::window;

    // Where the system's clipboard is closed to pages, this browser's own goes from tab to tab.
    store(PLACE, &text);
    let clipboard = window().navigator().clipboard();
    if !clipboard.is_undefined() {
        // Whoever does not allow it pastes in this browser alone.
        _ = clipboard.write_text(text);
    }
}

/// Hands what is there to whoever asks.
#[cfg(feature = "hydrate")]
pub(super) fn read(then: impl FnOnce(String) + 'static) {
    use leptos::prelude::window;

    let clipboard = window().navigator().clipboard();
    let asked = (!clipboard.is_undefined()).then(|| clipboard.read_text());
    leptos::task::spawn_local(async move {
        let read = match asked {
            Some(asked) => wasm_bindgen_futures::JsFuture::from(asked).await.ok().and_then(|text| text.as_string()),
            None => None,
        };
        then(read.or_else(|| stored(PLACE)).unwrap_or_default());
    });
}

#[cfg(feature = "hydrate")]
const PLACE: &str = "designer-clipboard";

/// Nobody copies on the server.
#[cfg(not(feature = "hydrate"))]
pub(super) fn write(_: &str) {}

/// Nobody pastes on the server.
#[cfg(not(feature = "hydrate"))]
pub(super) fn read(_: impl FnOnce(String) + 'static) {}
