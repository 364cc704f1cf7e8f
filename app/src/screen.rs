//! What the reader's screen is like, in the browser.

use leptos::prelude::window;

/// Whether a media query holds just now: `(max-width: 640px)`.
pub(crate) fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}

/// Whether it is as narrow as a phone.
pub(crate) fn is_narrow() -> bool {
    matches("(max-width: 640px)")
}
