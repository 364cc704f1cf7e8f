//! A matter beside the list it comes from; on a phone, over it.

use leptos::prelude::*;

use super::{Icon, Symbol};
use crate::t;

/// The panel.
#[component]
pub fn SidePanel(
    /// The matter.
    #[prop(into)]
    title: String,
    /// Where closing it leads: the address of the list.
    #[prop(into)]
    close: String,
    /// Pills and numbers above the title.
    #[prop(optional, into)]
    bar: Option<ViewFn>,
    /// A menu at the end of that line.
    #[prop(optional, into)]
    menu: Option<ViewFn>,
    /// The line under the title: who, when, which step.
    #[prop(optional, into)]
    facts: Option<ViewFn>,
    /// The decision bar at its foot.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// What one reads and fills in.
    children: Children,
) -> impl IntoView {
    view! {
        <aside class="side-panel" aria-labelledby="side-panel-title">
            <header class="side-panel-head">
                <div class="side-panel-bar">
                    <div class="side-panel-marks">{bar.map(|bar| bar.run())}</div>
                    <span class="push no-print">
                        {menu.map(|menu| menu.run())}
                        <a
                            class="button"
                            data-kind="ghost"
                            data-icon-only=""
                            href=close
                            aria-label=t!("close")
                            title=t!("close")
                        >
                            <Icon symbol=Symbol::Close />
                        </a>
                    </span>
                </div>
                <h2 id="side-panel-title">{title}</h2>
                {facts.map(|facts| view! { <p class="quiet">{facts.run()}</p> })}
            </header>
            // Scrolls on its own, so the keyboard must be able to reach it.
            <div class="side-panel-body" tabindex="0" role="group" aria-labelledby="side-panel-title">
                {children()}
            </div>
            {actions.map(|actions| view! { <div class="side-panel-actions">{actions.run()}</div> })}
        </aside>
    }
    .into_any()
}
