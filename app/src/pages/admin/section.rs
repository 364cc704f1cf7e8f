//! What is administered, and the frame around its pages.

use flow::text::Text;
use leptos::prelude::*;
use leptos_router::components::Redirect;

use crate::components::{Breadcrumb, TabLink, Tabs};
use crate::form::in_words;
use crate::pages::desk::Desk;
use crate::port::{Me, Permission};
use crate::shell::Place;
use crate::t;

/// The last part of the address where something new is made.
pub(super) const NEW: &str = "new";

/// A part of administration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    People,
    Departments,
    Posts,
    Roles,
    Processes,
}

impl Section {
    const ALL: [Section; 5] =
        [Section::People, Section::Departments, Section::Posts, Section::Roles, Section::Processes];

    /// Where its list is.
    pub(super) const fn href(self) -> &'static str {
        match self {
            Section::People => "/admin/people",
            Section::Departments => "/admin/departments",
            Section::Posts => "/admin/posts",
            Section::Roles => "/admin/roles",
            Section::Processes => "/admin/processes",
        }
    }

    /// Where one thing of it is.
    pub(super) fn page_of(self, id: &str) -> String {
        format!("{}/{id}", self.href())
    }

    pub(super) fn name(self) -> String {
        match self {
            Section::People => t!("admin-people"),
            Section::Departments => t!("admin-departments"),
            Section::Posts => t!("admin-posts"),
            Section::Roles => t!("admin-roles"),
            Section::Processes => t!("admin-processes"),
        }
    }

    /// The words of making something new.
    pub(super) fn new_one(self) -> String {
        match self {
            Section::People => t!("admin-new-person"),
            Section::Departments => t!("admin-new-department"),
            Section::Posts => t!("admin-new-post"),
            Section::Roles => t!("admin-new-role"),
            Section::Processes => t!("admin-new-process"),
        }
    }

    /// Whether somebody sees it.
    fn seen_by(self, me: &Me) -> bool {
        self.changed_by(me) || self == Section::Processes && me.may(Permission::ReadDefinitions)
    }

    /// Whether somebody may change what is in it.
    pub(super) fn changed_by(self, me: &Me) -> bool {
        me.may(match self {
            Section::Processes => Permission::ManageDefinitions,
            _ => Permission::ManageOrganisation,
        })
    }
}

/// Whether whoever is signed in may change what is in a section.
pub(super) fn may_change(section: Section) -> bool {
    use_context::<Me>().is_some_and(|me| section.changed_by(&me))
}

/// A page of administration.
#[component]
pub(super) fn SectionDesk(
    /// The part that it belongs to.
    section: Section,
    /// One column of a width that reads well.
    #[prop(optional)]
    reading: bool,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <Desk here=Place::Administration title=section.name() reading>
            <SectionTabs section />
            {children()}
        </Desk>
    }
}

/// The way to the page of one thing of a section.
#[component]
pub(super) fn SectionPath(
    /// The part that it belongs to.
    section: Section,
    /// What it is called; nothing while it is new.
    called: Option<Text>,
) -> impl IntoView {
    let here = called.as_ref().map_or_else(|| section.new_one(), in_words);
    view! { <Breadcrumb above=vec![(section.href().to_owned(), section.name())] here /> }
}

#[component]
fn SectionTabs(section: Section) -> impl IntoView {
    let me = use_context::<Me>();
    let seen = move |other: &Section| me.as_ref().is_some_and(|me| other.seen_by(me));
    let tabs = Section::ALL.into_iter().filter(seen).map(move |other| {
        view! { <TabLink href=other.href() current=other == section>{other.name()}</TabLink> }
    });
    view! {
        <div class="admin-tabs">
            <Tabs label=t!("place-administration")>{tabs.collect_view()}</Tabs>
        </div>
    }
    .into_any()
}

/// The page at `/admin`: the first part that its reader sees.
#[component]
pub(super) fn FirstSection() -> impl IntoView {
    view! {
        <Desk here=Place::Administration title=t!("place-administration")>
            <ToFirst />
        </Desk>
    }
}

#[component]
fn ToFirst() -> impl IntoView {
    let me = use_context::<Me>();
    let seen = |section: &Section| me.as_ref().is_some_and(|me| section.seen_by(me));
    // Whoever sees none is told so by the list itself.
    let first = Section::ALL.into_iter().find(seen).unwrap_or(Section::People);
    view! { <Redirect path=first.href() /> }
}
