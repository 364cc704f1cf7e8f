//! The decision bar: the words, the outcomes, and what each leads to.

use flow::id::OutcomeId;
use flow::model::OutcomeKind;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::asking::Asking;
use super::more::{GiveBack, HandOver};
use crate::components::{Banner, Button, ButtonKind, State, Symbol, TextArea, Toasts};
use crate::form::{Filling, Keeping, Sending, in_words, said};
use crate::intent::intent;
use crate::pages::ahead::{AheadLine, asked};
use crate::pages::loaded::{problem_words, refused_words};
use crate::port::{Acted, Ahead, Decision, Duty, Offer, OutcomeButton, Problem, TaskRef, port};
use crate::t;
use crate::text::listed;

/// Acting on a task: what every way of acting shares.
#[derive(Clone)]
pub(super) struct Acting {
    pub(super) task: TaskRef,
    pub(super) version: u32,
    pub(super) pending: RwSignal<bool>,
    pub(super) problem: RwSignal<Option<String>>,
    pub(super) intent: StoredValue<String>,
    filling: Filling,
    kept: Keeping,
    toasts: Toasts,
    then: String,
    go: Callback<String>,
}

impl Acting {
    /// Waits for the answer, says what happened and goes on.
    pub(super) fn run(&self, answer: crate::port::Answer<Acted>, done: String) {
        let acting = self.clone();
        acting.pending.set(true);
        acting.problem.set(None);
        let sending = self.kept.sending();
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(acted) => acting.succeeded(&acted, done, sending),
                Err(problem) => acting.failed(problem),
            }
        });
    }

    fn succeeded(&self, acted: &Acted, done: String, sending: Sending) {
        sending.arrived();
        let next = acted.next.iter().flat_map(|step| &step.people).map(|person| in_words(&person.name));
        let next = listed(next);
        self.toasts.done(if next.is_empty() { done } else { t!("act-done-next", done = done, next = next) });
        if acted.mine.as_ref() == Some(&self.task) {
            // It stays theirs: the page goes on with it as it is now.
            self.intent.set_value(intent());
            self.pending.set(false);
            return;
        }
        let to = match &acted.mine {
            Some(mine) => format!("/tasks/{}/{}", mine.instance, mine.no),
            None => self.then.clone(),
        };
        // Whoever has left meanwhile is not led away from where they are.
        self.go.try_run(to);
    }

    fn failed(&self, problem: Problem) {
        if self.pending.try_get_untracked().is_none() {
            return self.toasts.failed(problem_words(&problem));
        }
        // The next click is another try, with another name.
        self.intent.set_value(intent());
        self.problem.set(Some(problem_words(&problem)));
        self.filling.show_problems(problem.fields);
        self.pending.set(false);
    }
}

/// What one may do with a task. A plain form, so that it also works without script.
#[component]
pub(super) fn DecisionBar(
    task: TaskRef,
    duty: Duty,
    filling: Filling,
    opinion: RwSignal<String>,
    kept: Keeping,
    /// Whether a decision is on its way.
    pending: RwSignal<bool>,
    then: String,
) -> impl IntoView {
    let navigate = use_navigate();
    let refused = refused_words();
    let acting = Acting {
        task: task.clone(),
        version: duty.version,
        pending,
        problem: RwSignal::new(refused),
        intent: StoredValue::new(intent()),
        filling,
        kept,
        toasts: Toasts::here(),
        then,
        go: Callback::new(move |to: String| navigate(&to, Default::default())),
    };
    // What the first leads to is said from the start; turning to another tells what that leads to.
    let chosen = RwSignal::new(duty.outcomes.first().map(|outcome| outcome.id.clone()));
    let ahead = ahead_of(&task, duty.version, filling, chosen);
    let problem = acting.problem;
    let decide = {
        let acting = acting.clone();
        Callback::new(move |outcome: OutcomeButton| decide(&acting, &outcome, opinion))
    };
    // Without script the browser sends the button that was pressed; with it the button's own listener has acted.
    let hold = |event: SubmitEvent| event.prevent_default();
    let action = format!("/tasks/{}/{}/decide", task.instance, task.no);
    let choices = duty.outcomes.iter().enumerate().map(|(index, outcome)| {
        view! { <OutcomeChoice outcome=outcome.clone() first=index == 0 filling chosen decide pending /> }
    });
    view! {
        <form class="decision-bar" method="post" action=action on:submit=hold>
            <input type="hidden" name="version" value=duty.version.to_string() />
            <div class="decision-ahead">{move || ahead.get().map(|ahead| view! { <AheadLine ahead /> })}</div>
            {move || problem.get().map(|words| view! { <Banner state=State::Refuse title=words /> })}
            <TextArea name="opinion" label=t!("act-opinion") value=opinion on_input=move |words| opinion.set(words) rows=2 />
            <div class="decision-buttons">
                {choices.collect_view()}
            </div>
        </form>
        <div class="decision-more">
            {(!duty.returns.is_empty()).then(|| view! { <GiveBack acting=acting.clone() targets=duty.returns.clone() opinion /> })}
            {duty.offers.contains(&Offer::Transfer).then(|| view! { <HandOver acting=acting.clone() /> })}
            <Asking acting=acting.clone() offers=duty.offers />
        </div>
    }
    .into_any()
}

fn decide(acting: &Acting, outcome: &OutcomeButton, opinion: RwSignal<String>) {
    acting.filling.open(outcome.opens.clone());
    let words = said(opinion);
    let decision = Decision {
        outcome: outcome.id.clone(),
        values: acting.filling.to_send(),
        opinion: words,
        version: Some(acting.version),
    };
    let answer = port().decide(acting.task.clone(), decision, acting.intent.get_value());
    acting.run(answer, t!("act-decided", outcome = outcome_name(outcome)));
}

/// The button of an outcome.
#[component]
pub(in crate::pages) fn OutcomeChoice(
    outcome: OutcomeButton,
    first: bool,
    filling: Filling,
    chosen: RwSignal<Option<OutcomeId>>,
    decide: Callback<OutcomeButton>,
    pending: RwSignal<bool>,
) -> impl IntoView {
    let kind = match outcome.kind {
        OutcomeKind::Refuse => ButtonKind::Danger,
        _ if first => ButtonKind::Primary,
        _ => ButtonKind::Plain,
    };
    let icon = match outcome.kind {
        OutcomeKind::Agree if first => Some(Symbol::Check),
        OutcomeKind::Return => Some(Symbol::Back),
        _ => None,
    };
    let (id, name) = (outcome.id.clone(), outcome_name(&outcome));
    let value = outcome.id.to_string();
    let opens = outcome.opens.clone();
    // What an outcome opens is shown as soon as one turns to its button, before anything is sent.
    let turn_to = move || {
        chosen.set(Some(id.clone()));
        filling.open(opens.clone());
    };
    let (point, focus) = (turn_to.clone(), turn_to);
    let needs_fields = !outcome.opens.is_empty();
    let press = move |_| {
        let asks = needs_fields && filling.misses(&outcome.opens);
        match asks {
            // The fields have just appeared: one fills them first, and presses again.
            true => filling.focus(&outcome.opens),
            false => decide.run(outcome.clone()),
        }
    };
    view! {
        <Button
            kind
            icon
            submit=true
            pending
            attr:name="outcome"
            attr:value=value
            on:pointerenter=move |_| point()
            on:focus=move |_| focus()
            on_click=press
        >
            {name}
        </Button>
    }
}

/// What an outcome is called.
pub(super) fn outcome_name(outcome: &OutcomeButton) -> String {
    match (&outcome.name, outcome.id.as_str()) {
        (Some(name), _) => in_words(name),
        (None, "approve") => t!("outcome-approve"),
        (None, "refuse") => t!("outcome-refuse"),
        (None, "done") => t!("outcome-done"),
        (None, "submit") => t!("outcome-submit"),
        (None, id) => id.to_owned(),
    }
}

/// Who will have to act after the outcome that one has turned to.
fn ahead_of(
    task: &TaskRef,
    version: u32,
    filling: Filling,
    chosen: RwSignal<Option<OutcomeId>>,
) -> RwSignal<Option<Ahead>> {
    let task = task.clone();
    asked(move || {
        let outcome = chosen.get()?;
        let decision = Decision { outcome, values: filling.to_send(), opinion: None, version: Some(version) };
        Some(port().ahead_of_decision(task.clone(), decision))
    })
}
