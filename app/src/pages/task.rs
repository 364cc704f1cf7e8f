//! A task: what it is about, what is asked, and the decision.

mod asking;
mod bar;
mod more;
mod outside;

use flow::id::InstanceId;
use flow::model::OutcomeKind;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::desk::Desk;
use super::diagram::Diagram;
use super::files::{FileOf, FilesEntry, upload_files};
use super::loaded::{Loaded, problem_words};
use super::start_form::KeptLine;
use super::story::Story;
use super::taking_back::TakingBack;
use crate::components::{Banner, DuePill, Pill, Requirement, SidePanel, Skeleton, SkeletonKind, State, Symbol, Toasts};
use crate::form::{Entries, Filling, Readings, in_words, keep};
use crate::intent::intent;
use crate::live::Live;
use crate::port::{
    Answer, Attachment, DiagramView, DraftKey, OutcomeButton, PersonRef, Problem, Task, TaskAct, TaskRef, port,
};
use crate::shell::Place;
use crate::t;
use asking::{AskedFor, Helpers};
pub(super) use bar::OutcomeChoice;
use bar::{DecisionBar, outcome_name};
use outside::HandingOut;

/// The page at `/tasks/:instance/:no`.
#[component]
pub(crate) fn TaskPage() -> impl IntoView {
    let params = use_params_map();
    let task = Memo::new(move |_| {
        let params = params.read();
        let instance = InstanceId::from(params.get("instance").unwrap_or_default());
        TaskRef { instance, no: params.get("no").and_then(|no| no.parse().ok()).unwrap_or(u32::MAX) }
    });
    let asked = Asked::new(Signal::derive(move || Some(task.get())));
    view! {
        <Desk here=Place::Inbox title=t!("task-title") reading=true>
            {asked.sheet(Signal::stored("/inbox".to_owned()))}
        </Desk>
    }
}

/// The task that is open beside the inbox.
pub(crate) fn task_panel(open: Memo<Option<TaskRef>>, close: Signal<String>) -> ViewFn {
    let asked = Asked::new(open.into());
    ViewFn::from(move || {
        let task = open.get()?;
        let full = format!("/tasks/{}/{}", task.instance, task.no);
        let menu = ViewFn::from(
            move || view! { <a class="button" data-kind="ghost" href=full.clone()>{t!("inbox-open-page")}</a> },
        );
        Some(view! {
            <SidePanel title=t!("task-title") close=close.get_untracked() menu>
                {asked.sheet(close)}
            </SidePanel>
        })
    })
}

/// What the sheet of a task shows. The page asks for all of it before it shows any: what is asked while a part of a
/// document is put together has no name that server and browser agree about.
#[derive(Clone, Copy)]
struct Asked {
    task: Signal<Option<TaskRef>>,
    found: Resource<Result<Option<(TaskRef, Task)>, Problem>>,
    diagram: Resource<Result<Option<DiagramView>, Problem>>,
}

impl Asked {
    fn new(task: Signal<Option<TaskRef>>) -> Self {
        let instance = Memo::new(move |_| task.get().map(|task| task.instance));
        let found = Resource::new(
            move || task.get(),
            |task| if_any(task, |task| port().task(task.clone()), |task, found| (task, found)),
        );
        let diagram = Resource::new(
            move || instance.get(),
            |instance| if_any(instance, |id| port().diagram(id.clone()), |_, diagram| diagram),
        );
        Self { task, found, diagram }
    }

    /// The sheet, once it is there; where one goes on when the task is decided is `then`.
    fn sheet(self, then: Signal<String>) -> impl IntoView {
        let again = Callback::new(move |()| self.found.refetch());
        let children = Callback::new(move |found: Option<(TaskRef, Task)>| match found {
            // While another one is on its way, the one before is no answer.
            Some((task, found)) if self.task.get_untracked().as_ref() == Some(&task) => {
                view! { <TaskSheet task found diagram=self.diagram again then=then.get_untracked() /> }.into_any()
            }
            _ => view! { <Skeleton kind=SkeletonKind::Lines /> }.into_any(),
        });
        view! { <Loaded answer=self.found skeleton=SkeletonKind::Lines children /> }
    }
}

/// Asks about something, where there is something to ask about.
fn if_any<K: Send + 'static, T: 'static, R: Send + 'static>(
    key: Option<K>,
    ask: fn(&K) -> Answer<T>,
    with: fn(K, T) -> R,
) -> Answer<Option<R>> {
    let Some(key) = key else { return Box::pin(std::future::ready(Ok(None))) };
    let answer = ask(&key);
    Box::pin(async move { answer.await.map(|found| Some(with(key, found))) })
}

/// A task with everything needed to act on it, as a page and beside the inbox.
#[component]
fn TaskSheet(
    /// Which.
    task: TaskRef,
    /// What is known of it.
    found: Task,
    /// Its diagram.
    diagram: Resource<Result<Option<DiagramView>, Problem>>,
    /// Reads it anew: it is no longer the task that is shown.
    again: Callback<()>,
    /// Where one goes on when it is decided.
    #[prop(into)]
    then: String,
) -> impl IntoView {
    let filling = Filling::new(found.form.clone());
    let opinion = RwSignal::new(found.draft_opinion.clone().unwrap_or_default());
    let kept = keep(filling, DraftKey::Task(task.clone()), opinion);
    let now = RwSignal::new(found.clone());
    let pending = RwSignal::new(false);
    stay_current(&task, now, filling, pending, again);
    let files = Callback::new(move |(field, required)| {
        view! { <FilesEntry filling field required upload=Callback::new(upload_files) /> }.into_any()
    });
    let open = found.duty.is_some();
    // Where somebody outside decides, whoever has the task fills in nothing.
    let fills = found.duty.as_ref().is_some_and(|duty| !duty.outcomes.is_empty());
    let drop = dropping(task.clone(), pending);
    let instance = format!("/instances/{}", task.instance);
    let returned = found.returned.clone().map(|(by, words)| (t!("task-returned", name = in_words(&by.name)), words));
    let requirement = found.requirement.as_ref().map(in_words);
    view! {
        <article class="sheet">
            {move || view! { <TaskHead found=now.get() /> }}
            {returned.map(|(said, words)| view! { <Banner state=State::Back title=said>{words}</Banner> })}
            {requirement.map(|words| view! { <Requirement>{words}</Requirement> })}
            {if fills {
                view! { <Entries filling files /> }.into_any()
            } else {
                view! { <Readings filling wide=true /> }.into_any()
            }}
            {found.asked.clone().map(|asked| view! { <AskedFor asked /> })}
            {(!open).then(|| view! { <Banner state=State::Idle title=why_not_open(&found) /> })}
            {found.recall.then(|| view! { <TakingBack recall=recalling(task.clone(), again) /> })}
            {found.outside.clone().map(|contact| view! { <HandingOut task=task.clone() contact /> })}
            {found.duty.clone().map(|duty| view! {
                <DecisionBar task duty filling opinion kept pending then />
                <KeptLine kept />
            })}
            {move || view! { <Helpers helpers=now.read().helpers.clone() drop pending /> }}
            {move || view! { <Together answers=now.read().together.clone() /> }}
            {move || view! { <Attached files=now.read().attachments.clone() instance=now.read().card.instance.clone() /> }}
            <section class="sheet-part">
                <h3>{t!("task-story")}</h3>
                {move || view! { <Story entries=now.read().timeline.clone() /> }}
                <a href=instance>{t!("task-instance")}</a>
            </section>
            <section class="sheet-part">
                <h3>{t!("instance-diagram")}</h3>
                <Loaded answer=diagram skeleton=SkeletonKind::Card children=Callback::new(|diagram: Option<DiagramView>| diagram.map(|diagram| view! { <Diagram diagram /> }).into_any()) />
            </section>
        </article>
    }
    .into_any()
}

/// Why there is nothing to decide here.
fn why_not_open(found: &Task) -> String {
    match (found.waits, found.helpers.iter().any(|helper| helper.answer.is_none())) {
        (true, true) => t!("task-waits"),
        (true, false) => t!("task-waits-other"),
        (false, _) => t!("task-closed"),
    }
}

/// Takes somebody off again whom the reader had asked.
fn dropping(task: TaskRef, pending: RwSignal<bool>) -> Callback<u32> {
    let toasts = Toasts::here();
    Callback::new(move |seat| {
        let answer = port().act(task.clone(), TaskAct::Drop { seat }, intent());
        pending.set(true);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(_) => toasts.done(t!("act-dropped")),
                Err(problem) => toasts.failed(problem_words(&problem)),
            }
            pending.set(false);
        });
    })
}

/// Takes back how the reader decided it.
fn recalling(task: TaskRef, again: Callback<()>) -> Callback<Option<String>> {
    let toasts = Toasts::here();
    Callback::new(move |reason| {
        let answer = port().act(task.clone(), TaskAct::Recall { reason }, intent());
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(_) => {
                    toasts.done(t!("act-recalled"));
                    again.run(());
                }
                Err(problem) => toasts.failed(problem_words(&problem)),
            }
        });
    })
}

/// What happens elsewhere shows here, and leaves alone what is being typed. Only when the task is no longer the one that
/// is shown, it is read anew; while a decision on it is on its way, its answer tells how to go on, and only when that
/// led nowhere is the task read anew.
fn stay_current(task: &TaskRef, shown: RwSignal<Task>, filling: Filling, pending: RwSignal<bool>, again: Callback<()>) {
    let version = |task: &Task| task.duty.as_ref().map(|duty| duty.version);
    let asked = task.clone();
    let missed = StoredValue::new(false);
    Effect::watch(
        move || pending.get(),
        move |pending, _, _| {
            if !pending && missed.get_value() {
                again.run(());
            }
        },
        false,
    );
    Live::hear(Some(task.instance.clone()), move || {
        let answer = port().task(asked.clone());
        leptos::task::spawn_local(async move {
            let found = answer.await;
            let Some(before) = shown.try_get_untracked() else { return };
            match found {
                Ok(found) if version(&found) == version(&before) => {
                    filling.refresh(found.form.clone());
                    shown.set(found);
                }
                _ if pending.get_untracked() => missed.set_value(true),
                _ => again.run(()),
            }
        });
    });
}

/// Everybody who decides here together, and how they answered.
#[component]
fn Together(answers: Vec<(PersonRef, Option<OutcomeButton>)>) -> impl IntoView {
    (!answers.is_empty()).then(|| {
        let line = |(person, outcome): (PersonRef, Option<OutcomeButton>)| {
            let (state, words) = match outcome {
                Some(outcome) => (of_outcome(outcome.kind), outcome_name(&outcome)),
                None => (State::Wait, t!("task-together-waits")),
            };
            view! { <li><span>{in_words(&person.name)}</span> <Pill state>{words}</Pill></li> }
        };
        view! {
            <section class="sheet-part">
                <h3>{t!("task-together")}</h3>
                <ul class="together">{answers.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}

fn of_outcome(kind: OutcomeKind) -> State {
    match kind {
        OutcomeKind::Agree => State::Done,
        OutcomeKind::Neutral => State::Idle,
        OutcomeKind::Return => State::Back,
        OutcomeKind::Refuse => State::Refuse,
    }
}

/// The files of the matter, whichever field they belong to.
#[component]
fn Attached(files: Vec<Attachment>, instance: InstanceId) -> impl IntoView {
    (!files.is_empty()).then(|| {
        view! {
            <section class="sheet-part">
                <h3>{t!("task-files")}</h3>
                {files.into_iter().map(|file| view! { <FileOf file instance=instance.clone() /> }).collect_view()}
            </section>
        }
    })
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
