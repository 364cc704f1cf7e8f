//! The story of an instance: what happened, goes on and will come, in sentences.

use flow::model::OutcomeKind;
use leptos::prelude::*;

use crate::components::{StepState, Timeline, TimelineStep, When};
use crate::form::in_words;
use crate::port::{Actor, Doing, EndedHow, Entry, FieldChange, What};
use crate::t;

/// A timeline.
#[component]
pub(crate) fn Story(
    /// Its entries, the earliest first.
    entries: Vec<Entry>,
) -> impl IntoView {
    view! { <Timeline label=t!("task-story")>{entries.into_iter().map(step).collect_view()}</Timeline> }
}

fn step(entry: Entry) -> impl IntoView {
    let who = entry.actors.iter().map(actor).collect::<Vec<_>>().join(&t!("list-separator"));
    let what = sentence(&entry);
    let at = entry.at;
    let due = entry.due;
    let when = move || {
        view! {
            {at.map(|at| view! { <When at /> })}
            {due.map(|due| view! { " " <crate::components::DuePill at=due /> })}
        }
        .into_any()
    };
    let words = entry.words.clone();
    let because = entry.because.as_ref().map(in_words);
    let changes = entry.changes.clone();
    view! {
        <TimelineStep progress=progress(&entry) who=(!who.is_empty()).then_some(who) what when>
            {words.map(|words| view! { <q class="said">{words}</q> })}
            {because.map(|because| view! { <p class="quiet">{because}</p> })}
            {(!changes.is_empty()).then(|| view! { <Changes changes /> })}
        </TimelineStep>
    }
}

fn progress(entry: &Entry) -> StepState {
    match (entry.doing, entry.state) {
        (Doing::Now, _) => StepState::Now,
        (Doing::ToCome, _) => StepState::Todo,
        (Doing::Done, crate::port::State::Refuse) => StepState::Refused,
        (Doing::Done, crate::port::State::Back) => StepState::Returned,
        (Doing::Done, _) => StepState::Done,
    }
}

fn actor(actor: &Actor) -> String {
    let name = match (&actor.person, &actor.post) {
        (Some(person), _) => in_words(&person.name),
        (None, Some(post)) => in_words(post),
        (None, None) => String::new(),
    };
    match &actor.stands_in_for {
        Some(other) => t!("story-stands-in", name = name, other = in_words(&other.name)),
        None => name,
    }
}

/// What happened, in a sentence without its subject.
fn sentence(entry: &Entry) -> String {
    let node = entry.node.as_ref().map(|(_, name)| in_words(name)).unwrap_or_default();
    match &entry.what {
        What::Started => t!("story-started"),
        What::Asked if entry.doing == Doing::ToCome => t!("story-to-come", node = node),
        What::Asked => t!("story-asked", node = node),
        What::Decided { name, outcome, kind, automatic } => {
            let outcome = match (name, outcome.as_str(), kind) {
                (Some(name), _, _) => in_words(name),
                (None, "done", _) => t!("outcome-done"),
                (None, "submit", _) => t!("outcome-submit"),
                (None, _, OutcomeKind::Agree) => t!("outcome-approve"),
                (None, _, OutcomeKind::Refuse) => t!("outcome-refuse"),
                (None, other, _) => other.to_owned(),
            };
            if *automatic {
                t!("story-decided-by-rule", node = node, outcome = outcome)
            } else {
                t!("story-decided", node = node, outcome = outcome)
            }
        }
        What::Returned { to } => t!("story-returned", to = in_words(to)),
        What::Transferred { administrative: true } => t!("story-reassigned", node = node),
        What::Transferred { administrative: false } => t!("story-transferred", node = node),
        What::Copied => t!("story-copied"),
        What::Closed => t!("story-closed", node = node),
        What::Called { process, .. } => t!("story-called", process = in_words(process)),
        What::Computed => t!("story-computed", node = node),
        What::Reminded => t!("story-reminded", node = node),
        What::Overdue if node.is_empty() => t!("story-overdue-whole"),
        What::Overdue => t!("story-overdue", node = node),
        What::Came => t!("story-came", node = node),
        What::Sent => t!("story-sent", node = node),
        What::Noted => t!("story-noted"),
        What::Urged => t!("story-urged"),
        What::Stopped => t!("story-stopped", node = node),
        What::Retried => t!("story-retried", node = node),
        What::Ended { how, .. } => ended(*how),
    }
}

/// How an instance ended, in a word or two.
pub(crate) fn ended(how: EndedHow) -> String {
    match how {
        EndedHow::Completed => t!("ended-completed"),
        EndedHow::Refused => t!("ended-refused"),
        EndedHow::Returned => t!("ended-returned"),
        EndedHow::Withdrawn => t!("ended-withdrawn"),
        EndedHow::Terminated => t!("ended-terminated"),
    }
}

#[component]
fn Changes(changes: Vec<FieldChange>) -> impl IntoView {
    let count = changes.len();
    let line = |change: FieldChange| {
        let words = |value: Option<flow::text::Text>| value.as_ref().map_or_else(|| t!("form-empty"), in_words);
        view! {
            <li>
                <span>{in_words(&change.field)}</span>
                " "
                {change.old.is_some().then(|| view! { <del>{words(change.old)}</del> " → " })}
                <ins>{words(change.new)}</ins>
            </li>
        }
    };
    view! {
        <details class="changes">
            <summary>{t!("story-changes", count = count)}</summary>
            <ul>{changes.into_iter().map(line).collect_view()}</ul>
        </details>
    }
}
