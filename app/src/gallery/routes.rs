//! Where debug builds show the gallery.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route},
    path,
};

use crate::t;

use super::{ApprovalSample, Gallery, InboxSample, ShareSample};

/// `/dev/components`, and the drawn pages beside it.
#[component(transparent)]
pub fn GalleryRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("dev") view=Titled>
            <Route path=path!("components") view=Gallery ssr=SsrMode::Async />
            <Route path=path!("inbox") view=InboxSample ssr=SsrMode::Async />
            <Route path=path!("share") view=ShareSample ssr=SsrMode::Async />
            <Route path=path!("approval") view=ApprovalSample ssr=SsrMode::Async />
        </ParentRoute>
    }
    .into_inner()
}

/// A gallery page under the name of what it shows.
#[component]
fn Titled() -> impl IntoView {
    view! {
        <Title text=t!("brand") />
        <Outlet />
    }
}
