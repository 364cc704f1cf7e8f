//! The inbox: what waits for me, as a board and as a list, with the matter in hand beside it.

mod address;
mod board;
mod card;
mod carry;
mod keys;
mod list;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::desk::Desk;
use super::loaded::Loaded;
use crate::components::{ButtonLink, Choice, EmptyState, SearchBox, Select, SkeletonKind, Symbol, TabLink, Tabs};
use crate::form::in_words;
use crate::given::CurrentCounts;
use crate::live::Live;
use crate::module::lead_to;
use crate::port::{Inbox, InboxCounts, InboxQuery, InboxView, Problem, TaskRef, port};
use crate::shell::Place;
use crate::t;
use address::{Address, Layout, SORTS};

/// Shows the task that is open beside the inbox, and closes it by an address; a module without it leads to one that has
/// it.
pub(crate) type Panel = fn(Memo<Option<TaskRef>>, Signal<String>) -> ViewFn;

/// The page at `/inbox`.
#[component]
pub(crate) fn InboxPage(
    /// Shows what is open beside it.
    #[prop(optional)]
    panel: Option<Panel>,
) -> impl IntoView {
    view! { <InboxDesk here=Place::Inbox title=t!("place-inbox") view=None panel /> }
}

/// The page at `/mine`: the same board, of what I started.
#[component]
pub(crate) fn MinePage(
    /// Shows what is open beside it.
    #[prop(optional)]
    panel: Option<Panel>,
) -> impl IntoView {
    view! { <InboxDesk here=Place::Mine title=t!("place-mine") view=Some(InboxView::Started) panel /> }
}

#[component]
fn InboxDesk(here: Place, title: String, view: Option<InboxView>, panel: Option<Panel>) -> impl IntoView {
    let query = use_query_map();
    let address = Memo::new(move |_| Address::read(here.href(), &query.read(), view));
    let asked = Memo::new(move |_| address.read().query());
    let inbox = Resource::new(move || asked.get(), |query: InboxQuery| port().inbox(query));
    Live::refresh(inbox, None);
    let open = Memo::new(move |_| address.read().open.clone());
    let close = Signal::derive(move || address.get().without_open());
    let beside = panel.map_or_else(|| ViewFn::from(|| ()), |panel| panel(open, close));
    view! {
        <Desk here title beside>
            <Bar address inbox />
            <Loaded answer=inbox skeleton=SkeletonKind::Card children=Callback::new(move |inbox: Inbox| shown(inbox, address)) />
        </Desk>
    }
}

fn shown(inbox: Inbox, address: Memo<Address>) -> AnyView {
    if inbox.columns.iter().all(|column| column.total == 0) {
        let filtered = !address.read_untracked().filter.is_empty();
        let text = if filtered { t!("inbox-none-found") } else { t!("inbox-none") };
        return view! {
            <EmptyState title=t!("inbox-empty") text symbol=Symbol::Inbox>
                <ButtonLink href="/start">{t!("place-start")}</ButtonLink>
            </EmptyState>
        }
        .into_any();
    }
    let layout = Memo::new(move |_| address.read().layout);
    let drawn = move || match layout.get() {
        Layout::Board => view! { <board::Board inbox=inbox.clone() address /> }.into_any(),
        Layout::List => view! { <list::List inbox=inbox.clone() address /> }.into_any(),
    };
    drawn.into_any()
}

/// Views, filter and layout: addresses, so that they work without script and with the browser's back button.
#[component]
fn Bar(address: Memo<Address>, inbox: Resource<Result<Inbox, Problem>>) -> impl IntoView {
    let CurrentCounts(counts) = expect_context();
    let tab = move |view: InboxView, words: String, count: fn(&InboxCounts) -> u64| {
        let current = Signal::derive(move || address.read().view == view);
        let counted = Signal::derive(move || usize::try_from(count(&counts.read())).ok());
        let href = address.get_untracked().with_view(view).to_string();
        view! { <TabLink href current count=counted>{words}</TabLink> }
    };
    let layout = move |layout: Layout, words: String| {
        let current = Signal::derive(move || address.read().layout == layout);
        let href = address.get_untracked().with_layout(layout).to_string();
        view! { <TabLink href current>{words}</TabLink> }
    };
    let filter = Signal::derive(move || address.read().filter.clone());
    view! {
        <div class="page-bar">
            <Tabs label=t!("inbox-views")>
                {tab(InboxView::Work, t!("inbox-view-work"), |counts| counts.to_do)}
                {tab(InboxView::Started, t!("inbox-view-started"), |counts| counts.started)}
                {tab(InboxView::Copied, t!("inbox-view-copied"), |counts| counts.copied)}
            </Tabs>
            <span class="push"></span>
            <SearchBox action=address.get_untracked().path id="inbox-filter" label=t!("inbox-filter") placeholder=t!("inbox-filter") value=filter />
            <Suspense>
                {move || Suspend::new(async move {
                    let inbox = inbox.await.ok()?;
                    Some(view! { <Filters processes=inbox.processes address /> })
                })}
            </Suspense>
            <Tabs label=t!("inbox-layout")>
                {layout(Layout::Board, t!("inbox-board"))}
                {layout(Layout::List, t!("inbox-list"))}
            </Tabs>
        </div>
    }
}

#[component]
fn Filters(processes: Vec<(flow::id::ProcessKey, flow::text::Text)>, address: Memo<Address>) -> impl IntoView {
    let lead = lead_to();
    let mut choices = vec![Choice::new("", t!("inbox-all-processes"))];
    choices.extend(processes.iter().map(|(key, name)| Choice::new(key.to_string(), in_words(name))));
    let value = Signal::derive(move || address.read().process.as_ref().map(ToString::to_string).unwrap_or_default());
    let choose = Callback::new(move |key: String| {
        lead(&address.get_untracked().with_process(&key).to_string());
    });
    let orders = vec![
        Choice::new("due", t!("inbox-sort-due")),
        Choice::new("newest", t!("inbox-sort-newest")),
        Choice::new("oldest", t!("inbox-sort-oldest")),
    ];
    let order = Signal::derive(move || {
        SORTS.into_iter().find(|(_, sort)| *sort == address.read().sort).map_or("due", |(name, _)| name).to_owned()
    });
    let lead = lead_to();
    let sort = Callback::new(move |chosen: String| {
        let sort = SORTS.into_iter().find(|(name, _)| *name == chosen).map(|(_, sort)| sort).unwrap_or_default();
        lead(&address.get_untracked().sorted(sort).to_string());
    });
    view! {
        <form method="get" class="inline-form">
            <Select name="process" label=t!("inbox-process") choices value on_change=choose />
            <Select name="sort" label=t!("inbox-sort") choices=orders value=order on_change=sort />
            <button class="button without-script">{t!("inbox-apply")}</button>
        </form>
    }
}
