//! Where debug builds show the gallery.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route},
    path,
};

use super::{ApprovalSample, Gallery, InboxSample, ShareSample};

/// `/dev/components`, and the drawn pages beside it.
#[component(transparent)]
pub fn GalleryRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("dev") view=Outlet>
            <Route path=path!("components") view=Gallery ssr=SsrMode::Async />
            <Route path=path!("inbox") view=InboxSample ssr=SsrMode::Async />
            <Route path=path!("share") view=ShareSample ssr=SsrMode::Async />
            <Route path=path!("approval") view=ApprovalSample ssr=SsrMode::Async />
        </ParentRoute>
    }
    .into_inner()
}
