//! What those who look after a process do with an instance of it: give work to somebody else, and end it for good.

use flow::id::{InstanceId, PersonId};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::components::{Button, Candidate, Choice, Confirm, PersonPicker, Select, Symbol, TextArea};
use crate::form::{candidates, in_words};
use crate::intent::intent;
use crate::port::{Acted, Answer, OpenTask, Transfer, port};
use crate::t;

/// The two ways; `run` waits for an answer and then says what was done.
#[component]
pub(super) fn Operating(
    instance: InstanceId,
    open: Vec<OpenTask>,
    run: Callback<(Answer<Acted>, String)>,
) -> impl IntoView {
    let why = RwSignal::new(String::new());
    let terminate = Callback::new(move |()| {
        let answer = port().terminate(instance.clone(), why.get_untracked(), intent());
        run.run((answer, t!("instance-terminated")));
    });
    view! {
        {(!open.is_empty()).then(|| view! { <Reassign open run /> })}
        <Confirm id="terminate" action=t!("instance-terminate") consequence=t!("instance-terminate-what") icon=Symbol::Close on_confirm=terminate>
            <TextArea name="why" label=t!("instance-terminate-why") value=why on_input=move |words| why.set(words) required=true />
        </Confirm>
    }
    .into_any()
}

/// Giving somebody's open task to somebody else.
#[component]
fn Reassign(open: Vec<OpenTask>, run: Callback<(Answer<Acted>, String)>) -> impl IntoView {
    let choices = open.iter().map(|open| {
        Choice::new(open.task.no.to_string(), format!("{} · {}", in_words(&open.name), in_words(&open.person.name)))
    });
    let choices = choices.collect::<Vec<_>>();
    let which = RwSignal::new(open.first().map(|open| open.task.no.to_string()).unwrap_or_default());
    let (found, chosen) = (RwSignal::new(Vec::<Candidate>::new()), RwSignal::new(Vec::<Candidate>::new()));
    let why = RwSignal::new(String::new());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let task = which.with_untracked(|which| open.iter().find(|open| open.task.no.to_string() == *which));
        let (Some(task), Some(to)) = (task, chosen.get_untracked().into_iter().next()) else { return };
        let transfer =
            Transfer { to: PersonId::from(to.id.as_str()), opinion: Some(why.get_untracked()), version: None };
        let answer = port().reassign(task.task.clone(), transfer, intent());
        run.run((answer, t!("instance-reassigned", name = to.name)));
    };
    view! {
        <details class="more">
            <summary><span class="button" data-kind="ghost">{t!("instance-reassign")}</span></summary>
            <form method="post" on:submit=send>
                <Select name="task" label=t!("instance-reassign-what") choices value=which on_change=move |no| which.set(no) />
                <PersonPicker name="to" label=t!("act-transfer-to") candidates=found chosen on_search=move |typed| candidates(typed, found) required=true />
                <TextArea name="reason" label=t!("instance-reassign-why") value=why on_input=move |words| why.set(words) rows=2 required=true />
                <Button submit=true>{t!("instance-reassign")}</Button>
            </form>
        </details>
    }
    .into_any()
}
