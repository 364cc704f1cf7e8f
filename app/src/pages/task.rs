//! A task: what it is about, what is asked, and the decision.

mod bar;
mod more;

use flow::id::InstanceId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::desk::Desk;
use super::files::{FilesEntry, upload_files};
use super::loaded::Loaded;
use super::start_form::KeptLine;
use super::story::Story;
use crate::components::{Banner, DuePill, Pill, Requirement, SkeletonKind, State, Symbol};
use crate::form::{Entries, Filling, Readings, in_words, keep};
use crate::live::Live;
use crate::port::{DraftKey, Task, TaskRef, port};
use crate::shell::Place;
use crate::t;
use bar::DecisionBar;

/// The page at `/tasks/:instance/:no`.
#[component]
pub(crate) fn TaskPage() -> impl IntoView {
    let params = use_params_map();
    let task = Memo::new(move |_| {
        let params = params.read();
        let instance = InstanceId::from(params.get("instance").unwrap_or_default());
        TaskRef { instance, no: params.get("no").and_then(|no| no.parse().ok()).unwrap_or(u32::MAX) }
    });
    let answer = Resource::new(move || task.get(), |task| port().task(task));
    Live::refresh(answer, Some(task.get_untracked().instance));
    view! {
        <Desk here=Place::Inbox title=t!("task-title") reading=true>
                            <Loaded answer skeleton=SkeletonKind::Lines children=Callback::new(move |found: Task| {
                    let task = task.get_untracked();
                    view! { <TaskSheet task found then="/inbox" /> }.into_any()
                }) />
        </Desk>
    }
}

/// A task with everything needed to act on it, as a page and beside the inbox.
#[component]
pub(crate) fn TaskSheet(
    /// Which.
    task: TaskRef,
    /// What is known of it.
    found: Task,
    /// Where one goes on when it is decided.
    #[prop(into)]
    then: String,
) -> impl IntoView {
    let filling = Filling::new(found.form.clone());
    let opinion = RwSignal::new(found.draft_opinion.clone().unwrap_or_default());
    let kept = keep(filling, DraftKey::Task(task.clone()), opinion);
    let files = Callback::new(move |field| {
        view! { <FilesEntry filling field upload=Callback::new(upload_files) /> }.into_any()
    });
    let open = found.duty.is_some();
    let instance = format!("/instances/{}", task.instance);
    let returned = found.returned.clone().map(|(by, words)| (t!("task-returned", name = in_words(&by.name)), words));
    let requirement = found.requirement.as_ref().map(in_words);
    view! {
        <article class="sheet">
            <TaskHead found=found.clone() />
            {returned.map(|(said, words)| view! { <Banner state=State::Back title=said>{words}</Banner> })}
            {requirement.map(|words| view! { <Requirement>{words}</Requirement> })}
            {if open {
                view! { <Entries filling files /> }.into_any()
            } else {
                view! { <Readings filling wide=true /> }.into_any()
            }}
            {(!open).then(|| view! { <Banner state=State::Idle title=t!("task-closed") /> })}
            {found.duty.clone().map(|duty| view! {
                <DecisionBar task duty filling opinion kept then />
                <KeptLine kept />
            })}
            <section class="sheet-part">
                <h3>{t!("task-story")}</h3>
                <Story entries=found.timeline />
                <a href=instance>{t!("task-instance")}</a>
            </section>
        </article>
    }
    .into_any()
}

#[component]
fn TaskHead(found: Task) -> impl IntoView {
    let card = found.card;
    let stands_in = found.stands_in_for.map(|person| t!("task-stands-in", name = in_words(&person.name)));
    let initiator = t!("task-started-by", name = in_words(&card.initiator.name));
    view! {
        <header class="sheet-head">
            <p class="sheet-bar">
                {card.due.map(|due| view! { <DuePill at=due /> })}
                {found.control.then(|| view! { <Pill state=State::Refuse icon=Symbol::Lock>{t!("task-control")}</Pill> })}
                <span class="quiet">{card.number.unwrap_or_default()}</span>
            </p>
            <h2>{in_words(&card.title)}</h2>
            <p class="quiet">
                {format!("{} · {} · {}", in_words(&card.process_name), in_words(&found.node_name), initiator)}
            </p>
            <p class="quiet">{in_words(&found.why)}{stands_in.map(|words| format!(" · {words}"))}</p>
            {card.progress.map(|progress| view! {
                <Pill state=State::Run>{t!("task-progress", agreed = progress.agreed, of = progress.of)}</Pill>
            })}
        </header>
    }
    .into_any()
}
