//! What one may start.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::desk::Desk;
use super::loaded::Loaded;
use crate::components::{
    Ago, Card, CardMeta, CardTitle, EmptyState, Pager, Pill, SearchBox, SkeletonKind, State, Symbol,
};
use crate::form::in_words;
use crate::port::{Catalogue, CatalogueEntry, ListQuery, port};
use crate::shell::Place;
use crate::t;

/// The page at `/start`.
#[component]
pub(crate) fn StartPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let query = query.read();
        let number = |key: &str| query.get(key).and_then(|text| text.parse().ok());
        ListQuery {
            filter: query.get("q").unwrap_or_default(),
            page: number("page").unwrap_or(1),
            size: number("size").unwrap_or(50),
            ..ListQuery::default()
        }
    });
    let catalogue = Resource::new(move || asked.get(), |query| port().catalogue(query));
    let filter = Signal::derive(move || asked.read().filter.clone());
    view! {
        <Desk here=Place::Start title=t!("place-start")>
                            <div class="page-bar">
                    <SearchBox action="/start" id="start-search" label=t!("start-search") placeholder=t!("start-search") value=filter />
                </div>
                <Loaded answer=catalogue skeleton=SkeletonKind::Card children=Callback::new(move |catalogue| shown(catalogue, asked.get_untracked())) />
        </Desk>
    }
}

fn shown(catalogue: Catalogue, query: ListQuery) -> AnyView {
    if catalogue.rows.is_empty() {
        return view! { <EmptyState title=t!("start-none") text=t!("start-none-why") symbol=Symbol::Book /> }
            .into_any();
    }
    let (total, page, size) = (catalogue.total as usize, catalogue.page as usize, catalogue.size as usize);
    let filter = query.filter;
    let href = Callback::new(move |(page, size): (usize, usize)| format!("/start?q={filter}&page={page}&size={size}"));
    view! {
        <div class="catalogue">{catalogue.rows.into_iter().map(entry).collect_view()}</div>
        <Pager total page page_size=size href />
    }
    .into_any()
}

fn entry(entry: CatalogueEntry) -> impl IntoView {
    let (key, href) = (entry.process.to_string(), format!("/start/{}", entry.process));
    let (name, purpose) = (in_words(&entry.name), entry.purpose.as_ref().map(in_words));
    let draft = entry.draft_at.is_some();
    let owner = entry.owner.as_ref().map(in_words);
    let last = entry.last_started;
    view! {
        <Card interactive=true roomy=true>
            <CardMeta>
                <span>{key}</span>
                {owner.map(|owner| view! { <span>{owner}</span> })}
                {draft.then(|| view! { <Pill state=State::Wait>{t!("start-draft")}</Pill> })}
            </CardMeta>
            <CardTitle href>{name}</CardTitle>
            {purpose.map(|purpose| view! { <p class="quiet">{purpose}</p> })}
            {last.map(|at| view! { <CardMeta>{t!("start-last")} " " <Ago at /></CardMeta> })}
        </Card>
    }
}
