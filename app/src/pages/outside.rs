//! What somebody without an account is asked, by a link that somebody inside handed out: the code first, then the form.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

use super::loaded::problem_words;
use super::task::OutcomeChoice;
use crate::components::{
    Banner, Button, ButtonKind, ErrorState, Requirement, Skeleton, SkeletonKind, State, Symbol, TextArea, TextInput,
    TextKind,
};
use crate::form::{Entries, Filling, in_words, said};
use crate::intent::intent;
use crate::port::{OutcomeButton, OutsideAnswer, OutsideDoor, OutsideTask, Problem, port};
use crate::shell::PublicFrame;
use crate::t;
use crate::text::{moment, reader};

/// The page at `/o/:secret`.
#[component]
pub(crate) fn OutsidePage() -> impl IntoView {
    let params = use_params_map();
    let secret = Memo::new(move |_| params.read().get("secret").unwrap_or_default());
    let door = Resource::new(move || secret.get(), |secret| port().outside_door(secret));
    view! {
        <Meta name="robots" content="noindex" />
        <Suspense fallback=|| view! { <Skeleton kind=SkeletonKind::Lines /> }>
            {move || Suspend::new(async move {
                match door.await {
                    Ok(door) => view! { <Door secret=secret.get_untracked() door /> }.into_any(),
                    Err(problem) => {
                        #[cfg(feature = "ssr")]
                        crate::document::AnswerStatus::set(problem.status);
                        view! {
                            <Title text=t!("brand") />
                            <main class="alone"><Closed problem /></main>
                        }
                        .into_any()
                    }
                }
            })}
        </Suspense>
    }
}

/// How far somebody outside has come.
#[derive(Clone)]
enum Stage {
    /// The code is wanted.
    Code,
    /// They were let in by a code.
    Inside(String, OutsideTask),
    /// They have answered.
    Answered,
    /// The link opens nothing any more.
    Closed(Problem),
}

/// What every part of the page shares. Cheap to copy.
#[derive(Clone, Copy)]
struct Visit {
    secret: StoredValue<String>,
    stage: RwSignal<Stage>,
    pending: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
}

impl Visit {
    /// What was wrong: it is said, or it was the end of the link.
    fn failed(self, problem: Problem) {
        match problem.status {
            404 | 410 | 423 => self.stage.set(Stage::Closed(problem)),
            _ => self.problem.set(Some(problem_words(&problem))),
        }
    }
}

#[component]
fn Door(secret: String, door: OutsideDoor) -> impl IntoView {
    let title = format!("{} · {}", in_words(&door.organisation), in_words(&door.process));
    let foot = t!("outside-foot", until = moment(&reader(), door.expires));
    let visit = Visit {
        secret: StoredValue::new(secret),
        stage: RwSignal::new(Stage::Code),
        pending: RwSignal::new(false),
        problem: RwSignal::new(None),
    };
    let inside = move || match visit.stage.get() {
        Stage::Code => view! { <CodeEntry visit /> }.into_any(),
        Stage::Inside(code, task) => view! { <Sheet visit code task /> }.into_any(),
        Stage::Answered => view! {
            <section class="sheet shared-head" id="thanks">
                <h2 class="shared-now">{t!("outside-thanks")}</h2>
                <p>{t!("outside-thanks-what")}</p>
            </section>
        }
        .into_any(),
        Stage::Closed(problem) => view! { <Closed problem /> }.into_any(),
    };
    view! {
        <Title text=title.clone() />
        <PublicFrame title foot>{inside}</PublicFrame>
    }
}

/// Six digits, which were told by another way than the link.
#[component]
fn CodeEntry(visit: Visit) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let open = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = code.get_untracked().trim().to_owned();
        let answer = port().open_outside(visit.secret.get_value(), typed.clone());
        visit.pending.set(true);
        visit.problem.set(None);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(task) => visit.stage.set(Stage::Inside(typed, task)),
                Err(problem) => visit.failed(problem),
            }
            visit.pending.set(false);
        });
    };
    view! {
        <section class="sheet">
            <h2>{t!("outside-welcome")}</h2>
            <p class="quiet">{t!("outside-welcome-what")}</p>
            <noscript><Banner state=State::Wait title=t!("outside-needs-script") /></noscript>
            {move || visit.problem.get().map(|words| view! { <Banner state=State::Refuse title=words /> })}
            <form class="stack" on:submit=open>
                <TextInput name="code" label=t!("outside-code") autocomplete="one-time-code" value=code
                    on_input=move |words| code.set(words) required=true kind=TextKind::Telephone />
                <Button kind=ButtonKind::Primary submit=true pending=visit.pending>{t!("outside-open")}</Button>
            </form>
        </section>
    }
    .into_any()
}

/// What is asked, and the answers that there are.
#[component]
fn Sheet(visit: Visit, code: String, task: OutsideTask) -> impl IntoView {
    let filling = Filling::new(task.form);
    let opinion = RwSignal::new(String::new());
    let chosen = RwSignal::new(task.outcomes.first().map(|outcome| outcome.id.clone()));
    let (code, once) = (StoredValue::new(code), StoredValue::new(intent()));
    let decide = Callback::new(move |outcome: OutcomeButton| {
        filling.open(outcome.opens.clone());
        let answer = OutsideAnswer {
            code: code.get_value(),
            outcome: outcome.id,
            values: filling.to_send(),
            opinion: said(opinion),
        };
        let answer = port().answer_outside(visit.secret.get_value(), answer, once.get_value());
        visit.pending.set(true);
        visit.problem.set(None);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(_) => visit.stage.set(Stage::Answered),
                Err(problem) => {
                    filling.show_problems(problem.fields.clone());
                    // What is sent next is another answer.
                    once.set_value(intent());
                    visit.failed(problem);
                }
            }
            visit.pending.set(false);
        });
    });
    let choices = task.outcomes.into_iter().enumerate().map(|(index, outcome)| {
        view! { <OutcomeChoice outcome first=index == 0 filling chosen decide pending=visit.pending /> }
    });
    let choices = choices.collect_view();
    let requirement = task.requirement.as_ref().map(in_words);
    let due = task.due.map(|due| t!("outside-due", until = moment(&reader(), due)));
    view! {
        <section class="sheet">
            <h2>{in_words(&task.step)}</h2>
            <p class="quiet">{t!("outside-for", name = task.name, by = in_words(&task.by))} " " {due}</p>
            {requirement.map(|words| view! { <Requirement>{words}</Requirement> })}
            <Entries filling />
        </section>
        <form class="sheet decision-bar" on:submit=|event: SubmitEvent| event.prevent_default()>
            {move || visit.problem.get().map(|words| view! { <Banner state=State::Refuse title=words /> })}
            <TextArea name="opinion" label=t!("outside-words") value=opinion on_input=move |words| opinion.set(words) rows=2 />
            <div class="decision-buttons">{choices}</div>
        </form>
    }
    .into_any()
}

/// Why the link opens nothing.
#[component]
fn Closed(problem: Problem) -> impl IntoView {
    let (title, symbol) = match problem.code.as_str() {
        "outside_answered" => (t!("outside-answered"), Symbol::Check),
        "outside_locked" => (t!("outside-locked"), Symbol::Lock),
        "not_found" => (t!("outside-unknown"), Symbol::Search),
        _ => (t!("outside-closed"), Symbol::Warning),
    };
    let text = if problem.code.as_str() == "not_found" { t!("outside-unknown-what") } else { problem_words(&problem) };
    view! { <ErrorState title text symbol /> }
}
