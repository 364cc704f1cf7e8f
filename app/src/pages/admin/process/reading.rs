//! Reading a definition from a file of the reader's, in the browser.

use leptos::prelude::*;
use leptos::web_sys::File;

/// Puts the text of a file into the page.
#[cfg(feature = "hydrate")]
pub(super) fn read(file: File, text: RwSignal<String>) {
    leptos::task::spawn_local(async move {
        // A file that cannot be read leaves the text as it is, which the reader sees.
        if let Ok(words) = wasm_bindgen_futures::JsFuture::from(file.text()).await
            && let Some(words) = words.as_string()
        {
            text.set(words);
        }
    });
}

/// Nobody chooses files on the server.
#[cfg(not(feature = "hydrate"))]
pub(super) fn read(_: File, _: RwSignal<String>) {}
