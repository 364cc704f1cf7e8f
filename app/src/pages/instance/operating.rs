//! What those who look after a process do with an instance of it: each with a reason, which stands in the timeline.

use flow::id::{InstanceId, NodeId, PersonId};
use flow::text::Text;
use flow::time::Moment;
use leptos::prelude::*;

use super::correcting::Correct;
use crate::components::{
    Button, Candidate, Choice, Confirm, DateInput, DateKind, Fold, PersonPicker, Select, Symbol, TextArea,
};
use crate::form::{candidates, in_words};
use crate::intent::intent;
use crate::port::{Acted, Answer, OpenTask, Operation, Token, Transfer, port};
use crate::t;
use crate::text::{moment_to_type, moment_typed, reader};

/// An instance as whoever steps in sees it.
#[derive(Clone)]
pub(super) struct Standing {
    pub(super) instance: InstanceId,
    pub(super) suspended: bool,
    /// When the whole is due.
    pub(super) due: Option<Moment>,
    pub(super) open: Vec<OpenTask>,
    pub(super) tokens: Vec<Token>,
    pub(super) nodes: Vec<(NodeId, Text)>,
}

/// Waits for an answer and then says what was done.
pub(super) type Run = Callback<(Answer<Acted>, String)>;

/// The ways.
#[component]
pub(super) fn Operating(at: Standing, run: Run) -> impl IntoView {
    let Standing { instance, suspended, due, open, tokens, nodes } = at;
    let why = RwSignal::new(String::new());
    let ended = instance.clone();
    let terminate = Callback::new(move |()| {
        let answer = port().terminate(ended.clone(), why.get_untracked(), intent());
        run.run((answer, t!("instance-terminated")));
    });
    let stopped: Vec<Token> = tokens.iter().filter(|token| token.stopped.is_some()).cloned().collect();
    let limited: Vec<Token> = tokens.iter().filter(|token| token.due.is_some()).cloned().collect();
    view! {
        {(!stopped.is_empty()).then(|| view! { <Retry instance=instance.clone() stopped run /> })}
        {(!open.is_empty()).then(|| view! { <Reassign open run /> })}
        {(!tokens.is_empty() && !nodes.is_empty()).then(|| view! { <Jump instance=instance.clone() tokens nodes run /> })}
        {(!limited.is_empty() || due.is_some()).then(|| view! { <Reschedule instance=instance.clone() limited due run /> })}
        <Correct instance=instance.clone() run />
        <Pause instance=instance.clone() suspended run />
        <Confirm id="terminate" action=t!("instance-terminate") consequence=t!("instance-terminate-what") icon=Symbol::Close on_confirm=terminate>
            <TextArea name="why" label=t!("instance-terminate-why") value=why on_input=move |words| why.set(words) required=true />
        </Confirm>
    }
    .into_any()
}

/// Stopping the work and the clock, or having them go on.
#[component]
fn Pause(instance: InstanceId, suspended: bool, run: Run) -> impl IntoView {
    let why = RwSignal::new(String::new());
    let (action, means, done) = match suspended {
        true => (t!("instance-resume"), t!("instance-resume-what"), t!("instance-resumed")),
        false => (t!("instance-suspend"), t!("instance-suspend-what"), t!("instance-suspended-now")),
    };
    let confirm = Callback::new(move |()| {
        let reason = why.get_untracked();
        let operation = if suspended { Operation::Resume { reason } } else { Operation::Suspend { reason } };
        run.run((port().operate(instance.clone(), operation, intent()), done.clone()));
    });
    view! {
        <Confirm id="pause" undoable=true action consequence=means icon=Symbol::Clock on_confirm=confirm>
            <Reason name="pause-why" why />
        </Confirm>
    }
    .into_any()
}

/// Trying a stopped step again.
#[component]
fn Retry(instance: InstanceId, stopped: Vec<Token>, run: Run) -> impl IntoView {
    let choices = stopped.iter().map(|token| {
        let because = token.stopped.as_ref().map(in_words).unwrap_or_default();
        Choice::new(token.visit.to_string(), format!("{} · {because}", in_words(&token.name)))
    });
    let choices = choices.collect::<Vec<_>>();
    let which = RwSignal::new(first(&stopped));
    let why = RwSignal::new(String::new());
    let send = move |()| {
        let Some(visit) = visit_of(which) else { return };
        let operation = Operation::Retry { visit, reason: why.get_untracked() };
        run.run((port().operate(instance.clone(), operation, intent()), t!("instance-retried")));
    };
    view! {
        <Fold way="retry" title=t!("instance-retry") on_submit=send>
            <Select name="retry-visit" label=t!("instance-retry-what") choices value=which on_change=move |no| which.set(no) />
            <Reason name="retry-why" why />
            <Button submit=true>{t!("instance-retry")}</Button>
        </Fold>
    }
    .into_any()
}

/// Moving a token to another node.
#[component]
fn Jump(instance: InstanceId, tokens: Vec<Token>, nodes: Vec<(NodeId, Text)>, run: Run) -> impl IntoView {
    let from =
        tokens.iter().map(|token| Choice::new(token.visit.to_string(), in_words(&token.name))).collect::<Vec<_>>();
    let targets = nodes.iter().map(|(node, name)| Choice::new(node.to_string(), in_words(name))).collect::<Vec<_>>();
    let which = RwSignal::new(first(&tokens));
    let to = RwSignal::new(nodes.first().map(|(node, _)| node.to_string()).unwrap_or_default());
    let why = RwSignal::new(String::new());
    let send = move |()| {
        let Some(visit) = visit_of(which) else { return };
        let to = NodeId::from(to.get_untracked());
        let operation = Operation::Jump { visit, to, reason: why.get_untracked() };
        run.run((port().operate(instance.clone(), operation, intent()), t!("instance-jumped")));
    };
    view! {
        <Fold way="jump" title=t!("instance-jump") on_submit=send>
            <p class="quiet">{t!("instance-jump-what")}</p>
            <Select name="jump-from" label=t!("instance-jump-from") choices=from value=which on_change=move |no| which.set(no) />
            <Select name="jump-to" label=t!("instance-jump-to") choices=targets value=to on_change=move |node| to.set(node) />
            <Reason name="jump-why" why />
            <Button submit=true>{t!("instance-jump")}</Button>
        </Fold>
    }
    .into_any()
}

/// Changing when the work at a node, or the whole, is due.
#[component]
fn Reschedule(instance: InstanceId, limited: Vec<Token>, due: Option<Moment>, run: Run) -> impl IntoView {
    let whole = due.map(|_| Choice::new("", t!("instance-limit-whole")));
    let of_nodes = limited.iter().map(|token| Choice::new(token.visit.to_string(), in_words(&token.name)));
    let choices = of_nodes.chain(whole).collect::<Vec<_>>();
    let ends = limited.iter().find_map(|token| token.due).or(due);
    let which = RwSignal::new(first(&limited));
    let until = RwSignal::new(ends.map(|due| moment_to_type(&reader(), due)).unwrap_or_default());
    let why = RwSignal::new(String::new());
    let send = move |()| {
        let Some(due) = moment_typed(&reader(), &until.get_untracked()) else { return };
        let operation = Operation::Reschedule { visit: visit_of(which), due, reason: why.get_untracked() };
        run.run((port().operate(instance.clone(), operation, intent()), t!("instance-limit-changed")));
    };
    view! {
        <Fold way="reschedule" title=t!("instance-limit") on_submit=send>
            <Select name="limit-of" label=t!("instance-limit-of") choices value=which on_change=move |no| which.set(no) />
            <DateInput name="limit-until" kind=DateKind::Moment label=t!("instance-limit-until") value=until on_input=move |typed| until.set(typed) required=true />
            <Reason name="limit-why" why />
            <Button submit=true>{t!("instance-limit")}</Button>
        </Fold>
    }
    .into_any()
}

/// Why it is done.
#[component]
pub(super) fn Reason(name: &'static str, why: RwSignal<String>) -> impl IntoView {
    view! { <TextArea name label=t!("operate-why") value=why on_input=move |words| why.set(words) rows=2 required=true /> }
}

fn first(tokens: &[Token]) -> String {
    tokens.first().map(|token| token.visit.to_string()).unwrap_or_default()
}

fn visit_of(which: RwSignal<String>) -> Option<u32> {
    which.with_untracked(|which| which.parse().ok())
}

/// Giving somebody's open task to somebody else.
#[component]
fn Reassign(open: Vec<OpenTask>, run: Run) -> impl IntoView {
    let choices = open.iter().map(|open| {
        Choice::new(open.task.no.to_string(), format!("{} · {}", in_words(&open.name), in_words(&open.person.name)))
    });
    let choices = choices.collect::<Vec<_>>();
    let which = RwSignal::new(open.first().map(|open| open.task.no.to_string()).unwrap_or_default());
    let (found, chosen) = (RwSignal::new(Vec::<Candidate>::new()), RwSignal::new(Vec::<Candidate>::new()));
    let why = RwSignal::new(String::new());
    let send = move |()| {
        let task = which.with_untracked(|which| open.iter().find(|open| open.task.no.to_string() == *which));
        let (Some(task), Some(to)) = (task, chosen.get_untracked().into_iter().next()) else { return };
        let transfer =
            Transfer { to: PersonId::from(to.id.as_str()), opinion: Some(why.get_untracked()), version: None };
        let answer = port().reassign(task.task.clone(), transfer, intent());
        run.run((answer, t!("instance-reassigned", name = to.name)));
    };
    view! {
        <Fold way="reassign" title=t!("instance-reassign") on_submit=send>
            <Select name="task" label=t!("instance-reassign-what") choices value=which on_change=move |no| which.set(no) />
            <PersonPicker name="reassign-to" label=t!("act-transfer-to") candidates=found chosen on_search=move |typed| candidates(typed, found) required=true />
            <TextArea name="reason" label=t!("instance-reassign-why") value=why on_input=move |words| why.set(words) rows=2 required=true />
            <Button submit=true>{t!("instance-reassign")}</Button>
        </Fold>
    }
    .into_any()
}
