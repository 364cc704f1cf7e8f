//! Which page an address shows.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Redirect, Route, Router, Routes},
    path,
};

use crate::components::Toasts;
#[cfg(debug_assertions)]
use crate::gallery::GalleryRoutes;
use crate::live::Live;
use crate::pages::{
    admin::AdminRoutes,
    desk::CurrentSession,
    inbox::{InboxPage, MinePage},
    instance::InstancePage,
    me::MePage,
    missing::MissingPage,
    search::SearchPage,
    set_up::SetUpPage,
    shared::SharedPage,
    sign_in::SignInPage,
    start::StartPage,
    start_form::StartFormPage,
    task::TaskPage,
};

/// The whole interface, inside the document's body. The server provides the port as context; in the browser it is the
/// client of the API.
///
/// Every route renders as [`SsrMode::Async`]: the document arrives complete, and reads without script.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    // Here and not in the frame of a page: what was done is still said on the page that it leads to.
    Toasts::provide();
    #[cfg(feature = "hydrate")]
    provide_context::<crate::port::SharedPort>(std::sync::Arc::new(crate::port::Client));
    let CurrentSession(session) = CurrentSession::provide();
    Live::provide(session);
    view! {
        <Router>
            <Routes fallback=MissingPage>
                <GalleryRoutes />
                <Route path=path!("") view=|| view! { <Redirect path="/inbox" /> } ssr=SsrMode::Async />
                <Route path=path!("sign-in") view=SignInPage ssr=SsrMode::Async />
                <Route path=path!("set-up") view=SetUpPage ssr=SsrMode::Async />
                <Route path=path!("inbox") view=InboxPage ssr=SsrMode::Async />
                <Route path=path!("mine") view=MinePage ssr=SsrMode::Async />
                <Route path=path!("start") view=StartPage ssr=SsrMode::Async />
                <Route path=path!("start/:process") view=StartFormPage ssr=SsrMode::Async />
                <Route path=path!("search") view=SearchPage ssr=SsrMode::Async />
                <Route path=path!("me") view=MePage ssr=SsrMode::Async />
                <Route path=path!("tasks/:instance/:no") view=TaskPage ssr=SsrMode::Async />
                <Route path=path!("instances/:instance") view=InstancePage ssr=SsrMode::Async />
                <AdminRoutes />
                <Route path=path!("share/:secret") view=SharedPage ssr=SsrMode::Async />
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
