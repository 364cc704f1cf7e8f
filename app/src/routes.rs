//! Which page an address shows.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

#[cfg(debug_assertions)]
use crate::gallery::GalleryRoutes;
use crate::pages::{home::HomePage, missing::MissingPage};

/// The whole interface, inside the document's body.
///
/// Every route renders as [`SsrMode::Async`]: the document arrives complete, and reads without script.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=MissingPage>
                <Route path=path!("") view=HomePage ssr=SsrMode::Async />
                <GalleryRoutes />
            </Routes>
        </Router>
    }
}

/// A release has no gallery: its address is as unknown as any other.
#[cfg(not(debug_assertions))]
#[component(transparent)]
fn GalleryRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("dev") view=MissingPage ssr=SsrMode::Async /> }.into_inner()
}
