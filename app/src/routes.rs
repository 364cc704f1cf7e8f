//! Which page an address shows.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Redirect, Route, Router, Routes},
    path,
};

use crate::components::Toasts;
use crate::designer::page::DesignerPage;
use crate::designer::sheet::SheetPage;
#[cfg(debug_assertions)]
use crate::gallery::GalleryRoutes;
use crate::given::provide_given;
use crate::module::{Module, leave_by_links};
use crate::pages::{
    admin::AdminRoutes,
    inbox::{InboxPage, MinePage},
    instance::InstancePage,
    me::MePage,
    missing::MissingPage,
    outside::OutsidePage,
    search::SearchPage,
    set_up::SetUpPage,
    shared::SharedPage,
    sign_in::SignInPage,
    start::StartPage,
    start_form::StartFormPage,
    task::{TaskPage, task_panel},
};

/// The whole interface, inside the document's body. The server provides the port as context; in the browser it is the
/// client of the API.
///
/// Every route renders as [`SsrMode::Async`]: the document arrives complete, and reads without script.
#[component]
pub fn App() -> impl IntoView {
    begin(Module::Whole);
    leave_by_links(Module::Whole);
    view! {
        <Router>
            <Routes fallback=MissingPage>
                <GalleryRoutes />
                <Route path=path!("") view=|| view! { <Redirect path="/inbox" /> } ssr=SsrMode::Async />
                <Route path=path!("sign-in") view=SignInPage ssr=SsrMode::Async />
                <Route path=path!("set-up") view=SetUpPage ssr=SsrMode::Async />
                <Route path=path!("inbox") view=|| view! { <InboxPage panel=task_panel /> } ssr=SsrMode::Async />
                <Route path=path!("mine") view=|| view! { <MinePage panel=task_panel /> } ssr=SsrMode::Async />
                <Route path=path!("start") view=StartPage ssr=SsrMode::Async />
                <Route path=path!("start/:process") view=StartFormPage ssr=SsrMode::Async />
                <Route path=path!("search") view=SearchPage ssr=SsrMode::Async />
                <Route path=path!("me") view=MePage ssr=SsrMode::Async />
                <Route path=path!("tasks/:instance/:no") view=TaskPage ssr=SsrMode::Async />
                <Route path=path!("instances/:instance") view=InstancePage ssr=SsrMode::Async />
                <AdminRoutes />
                <Route path=path!("s/:secret") view=SharedPage ssr=SsrMode::Async />
                <Route path=path!("o/:secret") view=OutsidePage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

/// Sign-in and the inbox, which are the same as in the whole: what a browser loads first ([`Module::Inbox`]).
#[component]
pub fn InboxApp() -> impl IntoView {
    begin(Module::Inbox);
    leave_by_links(Module::Inbox);
    view! {
        <Router>
            <Routes fallback=MissingPage>
                <Route path=path!("sign-in") view=SignInPage ssr=SsrMode::Async />
                <Route path=path!("set-up") view=SetUpPage ssr=SsrMode::Async />
                <Route path=path!("inbox") view=|| view! { <InboxPage /> } ssr=SsrMode::Async />
                <Route path=path!("mine") view=|| view! { <MinePage /> } ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

/// The designer ([`Module::Designer`]).
#[component]
pub fn DesignerApp() -> impl IntoView {
    begin(Module::Designer);
    leave_by_links(Module::Designer);
    view! {
        <Router>
            <Routes fallback=MissingPage>
                <Route path=path!("design/:process") view=DesignerPage ssr=SsrMode::Async />
                <Route path=path!("design/:process/sheet") view=SheetPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

/// What all pages of a module share.
fn begin(module: Module) {
    provide_meta_context();
    provide_context(module);
    // Here and not in the frame of a page: what was done is still said on the page that it leads to.
    Toasts::provide();
    provide_given();
}

/// A release has no gallery: its address is as unknown as any other.
#[cfg(not(debug_assertions))]
#[component(transparent)]
fn GalleryRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("dev") view=MissingPage ssr=SsrMode::Async /> }.into_inner()
}
