//! Links in running text.

use leptos::prelude::*;

use super::{Icon, IconSize, Symbol};
use crate::t;

/// A link.
#[component]
pub fn Link(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Underlined only when one points at it: in lists where everything is a link.
    #[prop(optional)]
    quiet: bool,
    /// Leaves Lianban, in a new tab.
    #[prop(optional)]
    external: bool,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a
            class="link"
            href=href
            data-quiet=quiet.then_some("")
            target=external.then_some("_blank")
            rel=external.then_some("noopener noreferrer")
        >
            {children()}
            {external
                .then(|| {
                    view! {
                        <Icon symbol=Symbol::External size=IconSize::Small />
                        <span class="visually-hidden">{t!("link-new-tab")}</span>
                    }
                })}
        </a>
    }
}
