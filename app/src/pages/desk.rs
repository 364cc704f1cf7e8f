//! The frame around the pages of whoever is signed in, and the way to sign-in for whoever is not.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_location;

use super::loaded::ProblemState;
use crate::given::{CurrentCounts, CurrentSession};
use crate::port::{InboxCounts, Session};
use crate::shell::{Counts, Frame, PageHead, Place, Viewer};
use crate::t;

/// A page of whoever is signed in.
#[component]
pub(crate) fn Desk(
    /// The place of the navigation that the page belongs to.
    #[prop(optional, into)]
    here: Option<Place>,
    /// The name of the page.
    #[prop(into)]
    title: String,
    /// One more line beside it.
    #[prop(optional, into)]
    facts: String,
    /// What is open beside the page.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
    /// One column of a width that reads well.
    #[prop(optional)]
    reading: bool,
    /// The page.
    children: Children,
) -> impl IntoView {
    let CurrentSession(session) = expect_context();
    let CurrentCounts(counts) = expect_context();
    let name = format!("{title} · {}", t!("brand"));
    let page = match session {
        Ok(Session::SignedIn(me)) => {
            provide_context(me.clone());
            let counts = Signal::derive(move || shown(counts.get()));
            let beside = beside.unwrap_or_else(|| ViewFn::from(|| ()));
            view! {
                <Frame here head=PageHead { title, facts } viewer=Viewer::of(&me) counts beside reading>
                    {children()}
                </Frame>
            }
            .into_any()
        }
        Ok(Session::SignedOut(_)) => {
            let path = format!("/sign-in?to={}", use_location().pathname.get_untracked());
            view! { <Redirect path /> }.into_any()
        }
        Err(problem) => view! { <ProblemState problem /> }.into_any(),
    };
    view! {
        <Title text=name />
        {page}
    }
}

fn shown(counts: InboxCounts) -> Counts {
    let number = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    Counts { inbox: number(counts.to_do), mine: number(counts.started) }
}
