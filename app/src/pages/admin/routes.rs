//! The addresses below `/admin`.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route},
    path,
};

use super::department::DepartmentPage;
use super::departments::DepartmentsPage;
use super::people::PeoplePage;
use super::person::PersonPage;
use super::post::PostPage;
use super::posts::PostsPage;
use super::process::ProcessPage;
use super::processes::ProcessesPage;
use super::role::RolePage;
use super::roles::RolesPage;
use super::section::FirstSection;

/// `/admin` and everything below it.
#[component(transparent)]
pub(crate) fn AdminRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("admin") view=Outlet>
            <Route path=path!("") view=FirstSection ssr=SsrMode::Async />
            <Route path=path!("people") view=PeoplePage ssr=SsrMode::Async />
            <Route path=path!("people/:id") view=PersonPage ssr=SsrMode::Async />
            <Route path=path!("departments") view=DepartmentsPage ssr=SsrMode::Async />
            <Route path=path!("departments/:id") view=DepartmentPage ssr=SsrMode::Async />
            <Route path=path!("posts") view=PostsPage ssr=SsrMode::Async />
            <Route path=path!("posts/:id") view=PostPage ssr=SsrMode::Async />
            <Route path=path!("roles") view=RolesPage ssr=SsrMode::Async />
            <Route path=path!("roles/:id") view=RolePage ssr=SsrMode::Async />
            <Route path=path!("processes") view=ProcessesPage ssr=SsrMode::Async />
            <Route path=path!("processes/:id") view=ProcessPage ssr=SsrMode::Async />
        </ParentRoute>
    }
    .into_inner()
}
