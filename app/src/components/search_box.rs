//! Where one searches.

use leptos::html::Input;
use leptos::prelude::*;

use super::{Icon, Kbd, Symbol};
use crate::keys::on_key;

/// A search field in a form of its own: Enter leads to the results, with script and without.
#[component]
pub fn SearchBox(
    /// Where the results are; the words go there as `q`.
    #[prop(into)]
    action: String,
    /// What one searches.
    #[prop(into)]
    label: String,
    /// An example of what one may write.
    #[prop(into)]
    placeholder: String,
    /// The id, where there is more than one on a page.
    #[prop(default = "search".to_owned(), into)]
    id: String,
    /// What is searched now.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Hears every change.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// The key that leads here.
    #[prop(optional, into)]
    shortcut: Option<String>,
) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    if let Some(shortcut) = shortcut.clone() {
        on_key(move |key| key == shortcut && field.get_untracked().is_some_and(|field| field.focus().is_ok()));
    }
    view! {
        <form class="search-box" role="search" method="get" action=action>
            <Icon symbol=Symbol::Search />
            <input
                class="input"
                type="search"
                name="q"
                id=id
                node_ref=field
                aria-label=label
                aria-keyshortcuts=shortcut.clone()
                placeholder=placeholder
                autocomplete="off"
                enterkeyhint="search"
                value=value.get_untracked()
                prop:value=value
                on:input=move |event| {
                    if let Some(hear) = on_input {
                        hear.run(event_target_value(&event));
                    }
                }
            />
            {shortcut.map(|keys| view! { <Kbd keys /> })}
        </form>
    }
    .into_any()
}
