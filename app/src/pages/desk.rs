//! The frame around the pages of whoever is signed in, and the way to sign-in for whoever is not.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_location;

use super::loaded::ProblemState;
use crate::components::{Skeleton, SkeletonKind};
use crate::live::Live;
use crate::port::{InboxCounts, Problem, Session, port};
use crate::shell::{Counts, Frame, PageHead, Place, Viewer};
use crate::t;

/// Who is signed in; asked once for the page.
#[derive(Clone, Copy)]
pub(crate) struct CurrentSession(pub(crate) Resource<Result<Session, Problem>>);

impl CurrentSession {
    /// Asks for the page and everything below it.
    pub(crate) fn provide() -> Self {
        let session = Self(Resource::new(|| (), |()| port().session()));
        provide_context(session);
        session
    }
}

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
    children: ChildrenFn,
) -> impl IntoView {
    let CurrentSession(session) = expect_context();
    let counts = Resource::new(|| (), |()| port().counts());
    Live::refresh(counts, None);
    let place = here;
    let children = StoredValue::new(children);
    let head = StoredValue::new(PageHead { title: title.clone(), facts });
    let beside = StoredValue::new(beside.unwrap_or_else(|| ViewFn::from(|| ())));
    let to = use_location().pathname;
    view! {
        <Title text=format!("{title} · {}", t!("brand")) />
        <Suspense fallback=|| view! { <Skeleton kind=SkeletonKind::Lines /> }>
            {move || Suspend::new(async move {
                let counts = Signal::derive(move || counts.get().and_then(Result::ok).map(shown).unwrap_or_default());
                match session.await {
                    Ok(Session::SignedIn(me)) => {
                        provide_context(me.clone());
                        view! {
                            <Frame here=place head=head.get_value() viewer=Viewer::of(&me) counts beside=beside.get_value() reading>
                                {children.with_value(|page| page())}
                            </Frame>
                        }
                        .into_any()
                    }
                    Ok(Session::SignedOut(_)) => {
                        let path = format!("/sign-in?to={}", to.get_untracked());
                        view! { <Redirect path /> }.into_any()
                    }
                    Err(problem) => view! { <ProblemState problem /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn shown(counts: InboxCounts) -> Counts {
    let number = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    Counts { inbox: number(counts.to_do), mine: number(counts.started) }
}
