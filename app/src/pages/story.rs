//! The story of an instance: what happened, goes on and will come, in sentences.

use flow::id::InstanceId;
use flow::kernel::{Help, Outsider};
use flow::model::OutcomeKind;
use flow::text::Text;
use flow::time::Moment;
use leptos::prelude::*;

use crate::components::{StepState, Timeline, TimelineStep, When};
use crate::form::in_words;
use crate::port::{Actor, AskedFor, Doing, EndedHow, Entry, FieldChange, What};
use crate::t;
use crate::text::{listed, moment, reader};

/// A timeline.
#[component]
pub(crate) fn Story(
    /// Its entries, the earliest first.
    entries: Vec<Entry>,
) -> impl IntoView {
    view! { <Timeline label=t!("task-story")>{entries.into_iter().map(step).collect_view()}</Timeline> }
}

fn step(entry: Entry) -> impl IntoView {
    let mut names: Vec<String> = entry.actors.iter().map(actor).collect();
    // Where one does something to others, these belong to the sentence.
    let others = if names.len() > 1 && is_done_to_others(&entry.what) { names.split_off(1) } else { Vec::new() };
    let who = listed(names);
    let what = sentence(&entry, listed(others));
    let at = entry.at;
    let due = entry.due;
    let when = move || {
        view! {
            {at.map(|at| view! { <When at /> })}
            {due.map(|due| view! { " " <crate::components::DuePill at=due /> })}
        }
        .into_any()
    };
    let linked = match &entry.what {
        What::StartedAfter { earlier: (to, title) } => {
            Some(view! { <Leads to=to.clone() title=title.clone() words=t!("instance-follows") /> })
        }
        What::Followed { by: (to, title) } => {
            Some(view! { <Leads to=to.clone() title=title.clone() words=t!("instance-followed-by") /> })
        }
        _ => None,
    };
    let words = entry.words.clone();
    let because = entry.because.as_ref().map(in_words);
    let changes = entry.changes.clone();
    view! {
        <TimelineStep progress=progress(&entry) who=(!who.is_empty()).then_some(who) what when>
            {linked}
            {words.map(|words| view! { <q class="said">{words}</q> })}
            {because.map(|because| view! { <p class="quiet">{because}</p> })}
            {(!changes.is_empty()).then(|| view! { <Changes changes /> })}
        </TimelineStep>
    }
}

/// A line that leads to another instance.
#[component]
pub(crate) fn Leads(
    /// Which.
    to: InstanceId,
    /// What it is called.
    title: Text,
    /// What it is to this one.
    words: String,
) -> impl IntoView {
    view! { <p class="quiet">{words} " " <a href=format!("/instances/{to}")>{in_words(&title)}</a></p> }
}

/// An entry in one sentence: who, and what they did.
pub(crate) fn told(entry: &Entry) -> String {
    let mut names: Vec<String> = entry.actors.iter().map(actor).collect();
    let others = if names.len() > 1 && is_done_to_others(&entry.what) { names.split_off(1) } else { Vec::new() };
    let what = sentence(entry, listed(others));
    if names.is_empty() { what } else { t!("story-says", who = listed(names), what = what) }
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

/// Whether the first actor does it to the others.
fn is_done_to_others(what: &What) -> bool {
    let told = matches!(what, What::Copied { by_hand: true } | What::Noted);
    told || matches!(what, What::Transferred { .. } | What::Added { .. })
}

/// What happened, in a sentence without its subject.
fn sentence(entry: &Entry, others: String) -> String {
    let node = entry.node.as_ref().map(|(_, name)| in_words(name)).unwrap_or_default();
    match &entry.what {
        What::Started | What::StartedAfter { .. } => t!("story-started"),
        What::Followed { .. } => t!("story-followed"),
        What::Asked if entry.doing == Doing::ToCome => t!("story-to-come", node = node),
        What::Asked => t!("story-asked", node = node),
        What::Decided { name, outcome, kind, automatic, outside } => {
            let outcome = match (name, outcome.as_str(), kind) {
                (Some(name), _, _) => in_words(name),
                (None, "done", _) => t!("outcome-done"),
                (None, "submit", _) => t!("outcome-submit"),
                (None, _, OutcomeKind::Agree) => t!("outcome-approve"),
                (None, _, OutcomeKind::Refuse) => t!("outcome-refuse"),
                (None, other, _) => other.to_owned(),
            };
            match (automatic, outside) {
                (true, _) => t!("story-decided-by-rule", node = node, outcome = outcome),
                (false, None) => t!("story-decided", node = node, outcome = outcome),
                (false, Some(Outsider { name: None })) => t!("story-decided-outside", node = node, outcome = outcome),
                (false, Some(Outsider { name: Some(name) })) => {
                    t!("story-decided-outside-by", node = node, outcome = outcome, name = name.clone())
                }
            }
        }
        What::Returned { to } => t!("story-returned", to = in_words(to)),
        What::Transferred { .. } if others.is_empty() => t!("story-passed-on", node = node),
        What::Transferred { administrative: true } => t!("story-reassigned", node = node, others = others),
        What::Transferred { administrative: false } => t!("story-transferred", node = node, others = others),
        What::Copied { by_hand: true } => t!("story-told", others = others),
        What::Copied { by_hand: false } => t!("story-copied"),
        What::Added { asked } => asked_words(*asked, others),
        What::Dropped => t!("story-dropped", node = node),
        What::Claimed => t!("story-claimed", node = node),
        What::Released => t!("story-released", node = node),
        What::Recalled => t!("story-recalled", node = node),
        What::Rescheduled { was, due } => rescheduled(&node, *was, *due),
        What::Suspended => t!("story-suspended"),
        What::Resumed => t!("story-resumed"),
        What::Jumped { to } => t!("story-jumped", node = node, to = in_words(to)),
        What::Corrected => t!("story-corrected"),
        What::Noted if !others.is_empty() => t!("story-noted-for", others = others),
        What::Closed => t!("story-closed", node = node),
        What::Called { process, .. } => t!("story-called", process = in_words(process)),
        What::Computed => t!("story-computed", node = node),
        What::Reminded => t!("story-reminded", node = node),
        What::Overdue if node.is_empty() => t!("story-overdue-whole"),
        What::Overdue => t!("story-overdue", node = node),
        What::Came => t!("story-came", node = node),
        What::Sent => t!("story-sent", node = node),
        What::Filed { number } => t!("story-filed", number = number.clone()),
        What::Registered { register, reversed: false } => t!("story-registered", register = register.clone()),
        What::Registered { register, reversed: true } => t!("story-reversed", register = register.clone()),
        What::TookException => t!("story-took-exception", node = node),
        What::Noted => t!("story-noted"),
        What::Urged => t!("story-urged"),
        What::Stopped => t!("story-stopped", node = node),
        What::Retried => t!("story-retried", node = node),
        What::Migrated { version } => t!("story-migrated", version = *version),
        What::Ended { how, .. } => ended(*how),
    }
}

/// What somebody asked others for.
fn asked_words(asked: AskedFor, others: String) -> String {
    match asked {
        AskedFor::Help { how: Help::Before } => t!("story-asked-before", others = others),
        AskedFor::Help { how: Help::After } => t!("story-asked-after", others = others),
        AskedFor::Help { how: Help::Beside } => t!("story-asked-beside", others = others),
        AskedFor::Help { how: Help::Delegate } => t!("story-delegated", others = others),
        AskedFor::Time { until } => {
            t!("story-asked-for-time", others = others, until = moment(&reader(), until))
        }
        AskedFor::Transfer => t!("story-asked-to-pass-on", others = others),
    }
}

/// When a limit ends now, and ended before.
fn rescheduled(node: &str, was: Option<Moment>, due: Moment) -> String {
    let reader = reader();
    let (was, due) = (was.map(|was| moment(&reader, was)).unwrap_or_default(), moment(&reader, due));
    match node.is_empty() {
        true => t!("story-rescheduled-whole", was = was, due = due),
        false => t!("story-rescheduled", node = node, was = was, due = due),
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
