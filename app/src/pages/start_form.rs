//! The form to start a process with.

use flow::id::{InstanceId, NodeId, ProcessKey};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};

use super::ahead::{AheadLine, asked};
use super::desk::Desk;
use super::files::{FilesEntry, upload_files};
use super::loaded::{Loaded, problem_words, refused_words};
use super::story::Leads;
use crate::components::{Banner, Button, ButtonKind, Requirement, SkeletonKind, State, TabLink, Tabs, Toasts};
use crate::form::{Entries, Filling, Keeping, Kept, in_words, keep};
use crate::intent::intent;
use crate::port::{Ahead, DraftKey, NewInstance, StartForm, StartRef, WayToStart, port};
use crate::shell::Place;
use crate::t;
use crate::text::reader;

/// The page at `/start/:process`.
#[component]
pub(crate) fn StartFormPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let (params, query) = (params.read(), query.read());
        let process = ProcessKey::from(params.get("process").unwrap_or_default());
        StartRef { process, at: query.get("at").map(NodeId::from), follows: query.get("follows").map(InstanceId::from) }
    });
    let form = Resource::new(move || asked.get(), |start| port().start_form(start));
    view! {
        <Desk here=Place::Start title=t!("start-form-title") reading=true>
            <Loaded answer=form skeleton=SkeletonKind::Lines children=Callback::new(|form| view! { <Fill form /> }.into_any()) />
        </Desk>
    }
}

/// Where a process is started, by the rule or around it, after an earlier instance or none.
pub fn start_page(StartRef { process, at, follows }: &StartRef) -> String {
    let at = at.iter().map(|at| format!("at={at}"));
    let query: Vec<String> = at.chain(follows.iter().map(|earlier| format!("follows={earlier}"))).collect();
    match query.is_empty() {
        true => format!("/start/{process}"),
        false => format!("/start/{process}?{}", query.join("&")),
    }
}

#[component]
fn Fill(form: StartForm) -> impl IntoView {
    let follows = form.follows.as_ref().map(|(earlier, _)| earlier.clone());
    let start = StartRef { process: form.entry.process.clone(), at: form.at, follows };
    let filling = Filling::new(form.form);
    let kept = keep(filling, DraftKey::Start(start.clone()), RwSignal::default());
    let ahead = ahead_of(filling, kept, start.clone());
    let refused = refused_words();
    let (pending, problem) = (RwSignal::new(false), RwSignal::new(refused));
    let (toasts, navigate) = (Toasts::here(), use_navigate());
    let intent = StoredValue::new(intent());
    let action = start_page(&start);
    let ways = ways_to_start(form.ways, &start);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        pending.set(true);
        problem.set(None);
        let new = NewInstance::new(start.clone(), filling.to_send());
        let answer = port().start(new, intent.get_value());
        let (navigate, sending) = (navigate.clone(), kept.sending());
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(started) => {
                    sending.arrived();
                    toasts.done(t!("start-done", number = started.number.unwrap_or_default()));
                    navigate(&format!("/instances/{}", started.instance), Default::default());
                }
                Err(wrong) if pending.try_get_untracked().is_none() => toasts.failed(problem_words(&wrong)),
                Err(wrong) => {
                    intent.set_value(crate::intent::intent());
                    problem.set(Some(problem_words(&wrong)));
                    filling.show_problems(wrong.fields);
                    pending.set(false);
                }
            }
        });
    };
    let files = Callback::new(move |(field, required)| {
        view! { <FilesEntry filling field required upload=Callback::new(upload_files) /> }.into_any()
    });
    let requirement = form.requirement.as_ref().map(in_words);
    let purpose = form.entry.purpose.as_ref().map(in_words);
    let earlier = form.follows.map(|(id, title)| view! { <Leads to=id title words=t!("instance-follows") /> });
    view! {
        <form class="sheet" method="post" action=action on:submit=submit novalidate>
            <header class="sheet-head">
                <p class="quiet">{form.entry.process.to_string()}</p>
                <h2>{in_words(&form.entry.name)}</h2>
                {purpose.map(|purpose| view! { <p class="quiet">{purpose}</p> })}
                {earlier}
                {ways}
            </header>
            {requirement.map(|words| view! { <Requirement>{words}</Requirement> })}
            {move || problem.get().map(|words| view! { <Banner state=State::Refuse title=words /> })}
            <Entries filling files />
            {move || ahead.get().map(|ahead| view! { <AheadLine ahead /> })}
            <footer class="sheet-foot">
                <Button kind=ButtonKind::Primary submit=true pending>{t!("start-submit")}</Button>
                <KeptLine kept />
            </footer>
        </form>
    }
    .into_any()
}

/// The ways to begin that there are, as tabs.
fn ways_to_start(ways: Vec<WayToStart>, here: &StartRef) -> Option<AnyView> {
    let tab = |WayToStart { at, name }| {
        let current = Signal::stored(at == here.at);
        view! { <TabLink href=start_page(&StartRef { at, ..here.clone() }) current>{in_words(&name)}</TabLink> }
    };
    let tabs: Vec<_> = ways.into_iter().map(tab).collect();
    (!tabs.is_empty()).then(|| view! { <Tabs label=t!("start-ways")>{tabs}</Tabs> }.into_any())
}

/// Who will have to act, asked again whenever the form changed and was kept.
fn ahead_of(filling: Filling, kept: Keeping, start: StartRef) -> RwSignal<Option<Ahead>> {
    asked(move || {
        let settled = kept.state() != Kept::Here;
        settled.then(|| port().ahead_of_start(start.clone(), filling.to_send()))
    })
}

/// Whether what was typed is safe.
#[component]
pub(crate) fn KeptLine(kept: Keeping) -> impl IntoView {
    view! {
        <span class="kept quiet" role="status">
            {move || match kept.state() {
                Kept::Nothing => String::new(),
                Kept::Here => t!("kept-here"),
                Kept::There(at) => t!("kept-there", at = crate::text::moment(&reader(), at)),
            }}
        </span>
    }
}
