//! What was found: matters, processes and colleagues.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::desk::Desk;
use super::loaded::Loaded;
use crate::components::{EmptyState, SearchBox, SkeletonKind, Symbol};
use crate::form::in_words;
use crate::port::{Hit, HitKind, port};
use crate::t;

/// The page at `/search`.
#[component]
pub(crate) fn SearchPage() -> impl IntoView {
    let query = use_query_map();
    let words = Memo::new(move |_| query.read().get("q").unwrap_or_default());
    let hits = Resource::new(move || words.get(), |words| port().search(words));
    view! {
        <Desk title=t!("search") reading=true>
            <div class="page-bar">
                <SearchBox action="/search" id="search-words" label=t!("search") placeholder=t!("search-example") value=words />
            </div>
            <Loaded answer=hits skeleton=SkeletonKind::Lines children=Callback::new(move |hits| shown(hits, &words.read_untracked())) />
        </Desk>
    }
}

fn shown(hits: Vec<Hit>, words: &str) -> AnyView {
    if words.trim().is_empty() {
        return view! { <EmptyState title=t!("search-begin") text=t!("search-begin-how") symbol=Symbol::Search /> }
            .into_any();
    }
    if hits.is_empty() {
        let title = t!("search-none", words = words);
        return view! { <EmptyState title text=t!("search-none-why") symbol=Symbol::Search /> }.into_any();
    }
    [HitKind::Instance, HitKind::Process, HitKind::Person]
        .into_iter()
        .map(|kind| group(kind, hits.iter().filter(|hit| hit.kind == kind).cloned().collect()))
        .collect_view()
        .into_any()
}

/// The hits of one kind; nothing where there are none.
fn group(kind: HitKind, hits: Vec<Hit>) -> Option<impl IntoView> {
    let title = match kind {
        HitKind::Instance => t!("search-instances"),
        HitKind::Process => t!("search-processes"),
        _ => t!("search-people"),
    };
    (!hits.is_empty()).then(|| {
        view! {
            <section class="sheet hits">
                <h2>{title}</h2>
                <ul>{hits.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}

fn line(hit: Hit) -> impl IntoView {
    let title = in_words(&hit.title);
    let name = match hit.kind {
        // A colleague has no page of their own.
        HitKind::Person => view! { <b>{title}</b> }.into_any(),
        _ => view! { <a href=hit.href>{title}</a> }.into_any(),
    };
    view! {
        <li class="hit">
            {name}
            {hit.below.as_ref().map(|below| view! { <span class="quiet">{in_words(below)}</span> })}
        </li>
    }
}
