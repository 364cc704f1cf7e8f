//! Reading a text from a file of the reader's, in the browser.

use leptos::web_sys::File;

/// Hands the text of a file to whoever asks; a file that cannot be read is as good as none.
#[cfg(feature = "hydrate")]
pub(crate) fn read(file: &File, then: impl FnOnce(String) + 'static) {
    let text = file.text();
    leptos::task::spawn_local(async move {
        if let Ok(words) = wasm_bindgen_futures::JsFuture::from(text).await
            && let Some(words) = words.as_string()
        {
            then(words);
        }
    });
}

/// Nobody chooses files on the server.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn read(_: &File, _: impl FnOnce(String) + 'static) {}
