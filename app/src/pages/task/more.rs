//! What else one may do with a task: send it back, hand it over.

use flow::id::{NodeId, PersonId};
use leptos::prelude::*;

use super::bar::Acting;
use crate::components::{Button, ButtonKind, Candidate, Choice, Fold, PersonPicker, RadioGroup, Symbol, TextArea};
use crate::form::{candidates, in_words, said};
use crate::port::{PersonRef, ReturnTarget, Returning, Transfer, port};
use crate::t;
use crate::text::listed;

/// Sending the matter back: to whom, why, and what that cancels. Folded, and works without script.
#[component]
pub(super) fn GiveBack(acting: Acting, targets: Vec<ReturnTarget>, opinion: RwSignal<String>) -> impl IntoView {
    let first = targets.first().map(value_of).unwrap_or_default();
    let to = RwSignal::new(first);
    let choices = targets.iter().map(choice).collect::<Vec<_>>();
    let action = format!("/tasks/{}/{}/return", acting.task.instance, acting.task.no);
    let (version, pending) = (acting.version, acting.pending);
    let send = move |()| {
        let chosen = to.get_untracked();
        let Some(target) = targets.iter().find(|target| value_of(target) == chosen) else { return };
        let Some(words) = said(opinion) else {
            return acting.problem.set(Some(t!("problem-opinion-missing")));
        };
        let (node, caller) = (NodeId::clone(&target.node), target.caller);
        let returning = Returning { to: node, caller, opinion: words, version: Some(acting.version) };
        let answer = port().send_back(acting.task.clone(), returning, acting.intent.get_value());
        acting.run(answer, t!("act-returned", to = in_words(&target.name)));
    };
    view! {
        <Fold way="return" title=t!("act-return") action on_submit=send>
            <input type="hidden" name="version" value=version.to_string() />
            <RadioGroup name="to" label=t!("act-return-to") choices value=to on_change=move |chosen| to.set(chosen) />
            <TextArea name="opinion" id="return-opinion" label=t!("act-return-why") value=opinion on_input=move |words| opinion.set(words) rows=2 required=true />
            <Button kind=ButtonKind::Plain icon=Symbol::Back submit=true pending>{t!("act-return")}</Button>
        </Fold>
    }
    .into_any()
}

fn value_of(target: &ReturnTarget) -> String {
    let prefix = if target.caller { "caller:" } else { "" };
    format!("{prefix}{}", target.node)
}

fn choice(target: &ReturnTarget) -> Choice {
    let names = |people: &[PersonRef]| listed(people.iter().map(|person| in_words(&person.name)));
    let choice = Choice::new(value_of(target), format!("{} {}", in_words(&target.name), names(&target.people)));
    if target.cancels.is_empty() {
        return choice;
    }
    let cancelled = target.cancels.iter().map(|step| format!("{} {}", in_words(&step.name), names(&step.people)));
    choice.detail(t!("act-return-cancels", what = listed(cancelled)))
}

/// Handing a task over for good.
#[component]
pub(super) fn HandOver(acting: Acting) -> impl IntoView {
    let (found, chosen) = (RwSignal::new(Vec::<Candidate>::new()), RwSignal::new(Vec::<Candidate>::new()));
    let why = RwSignal::new(String::new());
    let action = format!("/tasks/{}/{}/transfer", acting.task.instance, acting.task.no);
    let (version, pending) = (acting.version, acting.pending);
    let send = move |()| {
        let Some(person) = chosen.get_untracked().into_iter().next() else { return };
        let transfer =
            Transfer { to: PersonId::from(person.id.as_str()), opinion: said(why), version: Some(acting.version) };
        let answer = port().transfer(acting.task.clone(), transfer, acting.intent.get_value());
        acting.run(answer, t!("act-transferred", name = person.name));
    };
    view! {
        <Fold way="transfer" title=t!("act-transfer") action on_submit=send>
            <input type="hidden" name="version" value=version.to_string() />
            <PersonPicker name="person" label=t!("act-transfer-to") candidates=found chosen on_search=move |typed| candidates(typed, found) required=true />
            <TextArea name="opinion" id="transfer-opinion" label=t!("act-transfer-why") value=why on_input=move |words| why.set(words) rows=2 />
            <Button submit=true pending>{t!("act-transfer")}</Button>
        </Fold>
    }
    .into_any()
}
