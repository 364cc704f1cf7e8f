//! The name of a key.

use leptos::prelude::*;

/// A key that does something here, such as `A` or `/`. Screen readers hear of keys by `aria-keyshortcuts`, not from it.
#[component]
pub fn Kbd(
    /// What is printed on the key.
    #[prop(into)]
    keys: String,
) -> impl IntoView {
    view! { <kbd aria-hidden="true">{keys}</kbd> }
}
