//! The clipboard of the system: parts of a drawing travel through it to other tabs and other processes.

/// Puts a text there.
#[cfg(feature = "hydrate")]
pub(super) fn write(text: &str) {
    use leptos::prelude::window;

    let written = window().navigator().clipboard().write_text(text);
    let text = text.to_owned();
    leptos::task::spawn_local(async move {
        // Where the system's clipboard is closed to pages, the tab keeps one of its own.
        _ = wasm_bindgen_futures::JsFuture::from(written).await;
        keep(&text);
    });
}

/// Hands what is there to whoever asks.
#[cfg(feature = "hydrate")]
pub(super) fn read(then: impl FnOnce(String) + 'static) {
    use leptos::prelude::window;

    let asked = window().navigator().clipboard().read_text();
    leptos::task::spawn_local(async move {
        let read = wasm_bindgen_futures::JsFuture::from(asked).await.ok().and_then(|text| text.as_string());
        then(read.or_else(kept).unwrap_or_default());
    });
}

#[cfg(feature = "hydrate")]
const PLACE: &str = "designer-clipboard";

#[cfg(feature = "hydrate")]
fn keep(text: &str) {
    if let Ok(Some(storage)) = leptos::prelude::window().local_storage() {
        // A full storage leaves the system's clipboard.
        let _ = storage.set_item(PLACE, text);
    }
}

#[cfg(feature = "hydrate")]
fn kept() -> Option<String> {
    leptos::prelude::window().local_storage().ok()??.get_item(PLACE).ok()?
}

/// Nobody copies on the server.
#[cfg(not(feature = "hydrate"))]
pub(super) fn write(_: &str) {}

/// Nobody pastes on the server.
#[cfg(not(feature = "hydrate"))]
pub(super) fn read(_: impl FnOnce(String) + 'static) {}
