//! The frame of every page for people with an account.

use leptos::prelude::*;

use super::{Counts, Place, SavedView, Viewer, bottom_bar::BottomBar, navigation::Navigation, person_menu::PersonMenu};
use crate::{
    components::{Icon, SearchBox, Symbol, ToastRegion, Toasts},
    t,
};

/// What stands at the top of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageHead {
    /// The name of the page.
    pub title: String,
    /// One more line: "3 月 4 日 周三 · 4 项今天到期".
    pub facts: String,
}

/// The frame: skip link, navigation, top bar, the page, and what is open beside it. Complete without script.
///
/// It shows the [`Toasts`] of the interface, or has its own where there are none.
#[component]
pub fn Frame(
    /// The place of the navigation that this page belongs to.
    #[prop(optional_no_strip, into)]
    here: Option<Place>,
    /// Title and facts.
    head: PageHead,
    /// Who is signed in.
    viewer: Viewer,
    /// What waits where; live.
    #[prop(optional, into)]
    counts: Signal<Counts>,
    /// The filters this person kept.
    #[prop(optional)]
    views: Vec<SavedView>,
    /// What is searched now.
    #[prop(optional, into)]
    searched: Signal<String>,
    /// Buttons at the end of the title, before the search.
    #[prop(optional, into)]
    tools: Option<ViewFn>,
    /// What is open beside the page: a [`SidePanel`](crate::components::SidePanel).
    #[prop(optional, into)]
    beside: ViewFn,
    /// One column of a width that reads well.
    #[prop(optional)]
    reading: bool,
    /// The page.
    children: Children,
) -> impl IntoView {
    Toasts::here();
    view! {
        <a class="skip-link" href="#content">
            {t!("skip-to-content")}
        </a>
        <div class="frame">
            <Navigation here viewer=viewer.clone() counts views=views.clone() />
            <div class="frame-main">
                <header class="top">
                    <div class="top-title">
                        <h1>{head.title}</h1>
                        {(!head.facts.is_empty()).then(|| view! { <p>{head.facts}</p> })}
                    </div>
                    <div class="top-tools">
                        {tools.map(|tools| tools.run())}
                        <SearchBox
                            action="/search"
                            label=t!("search")
                            placeholder=t!("search-example")
                            value=searched
                            shortcut="/"
                        />
                        <a
                            class="button top-search-link"
                            data-kind="ghost"
                            data-icon-only=""
                            href="/search"
                            aria-label=t!("search")
                        >
                            <Icon symbol=Symbol::Search />
                        </a>
                        <PersonMenu viewer=viewer.clone() />
                    </div>
                </header>
                <div class="frame-work">
                    <main class="frame-content" id="content" tabindex="-1" data-reading=reading.then_some("")>
                        {children()}
                    </main>
                    <div class="frame-panel">{move || beside.run()}</div>
                </div>
            </div>
            <BottomBar here viewer counts views />
        </div>
        <ToastRegion />
    }
    .into_any()
}
