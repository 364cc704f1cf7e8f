//! What one may do with an instance. Plain forms, so that they work without script.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::components::{
    Banner, Button, ButtonKind, ButtonLink, Candidate, Confirm, Fold, PersonPicker, State, Symbol, TextArea, Toasts,
};
use crate::form::{candidates, in_words, people_in, said};
use crate::intent::intent;
use crate::pages::loaded::problem_words;
use crate::pages::start_form::start_page;
use crate::pages::taking_back::TakingBack;
use crate::port::{Acted, Answer, Instance, StartRef, TaskAct, port};
use crate::t;

use super::operating::{Operating, Standing};

/// The buttons that fit.
#[component]
pub(super) fn Actions(instance: Instance) -> impl IntoView {
    let actions = instance.actions;
    let id = instance.id;
    let problem = RwSignal::new(None::<String>);
    let toasts = Toasts::here();
    let run = move |answer: Answer<Acted>, done: String| {
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(_) => toasts.done(done),
                Err(wrong) => problem.set(Some(problem_words(&wrong))),
            }
        });
    };
    let note = RwSignal::new(String::new());
    let (found, readers) = (RwSignal::new(Vec::<Candidate>::new()), RwSignal::new(Vec::<Candidate>::new()));
    let noted = id.clone();
    let say = move |()| {
        let Some(words) = said(note) else { return };
        run(port().note(noted.clone(), words, people_in(readers), intent()), t!("instance-noted"));
        note.set(String::new());
        readers.set(Vec::new());
    };
    let copied = id.clone();
    let (near, told) = (RwSignal::new(Vec::<Candidate>::new()), RwSignal::new(Vec::<Candidate>::new()));
    let copy = move |()| {
        if told.with_untracked(|told| !told.is_empty()) {
            run(port().copy(copied.clone(), people_in(told), intent()), t!("instance-copied"));
            told.set(Vec::new());
        }
    };
    let recalled = actions.recall.clone();
    let recall = Callback::new(move |reason| {
        let Some(task) = recalled.clone() else { return };
        run(port().act(task, TaskAct::Recall { reason }, intent()), t!("act-recalled"));
    });
    let urged = id.clone();
    let urge = move |event: SubmitEvent| {
        event.prevent_default();
        run(port().urge(urged.clone(), intent()), t!("instance-urged"));
    };
    let reason = RwSignal::new(String::new());
    let withdrawn = id.clone();
    let withdraw = Callback::new(move |()| {
        run(port().withdraw(withdrawn.clone(), said(reason), intent()), t!("instance-withdrawn"));
    });
    let follow_ups = actions.follow_ups.into_iter().map(|(process, name)| {
        let start = StartRef { follows: Some(id.clone()), ..StartRef::of(process) };
        view! { <ButtonLink href=start_page(&start) icon=Symbol::Link>{in_words(&name)}</ButtonLink> }
    });
    let first = actions.tasks.first().map(|task| format!("/tasks/{}/{}", task.instance, task.no));
    view! {
        <div class="instance-actions">
            {move || problem.get().map(|words| view! { <Banner state=State::Refuse title=words /> })}
            {first.map(|href| view! { <ButtonLink href kind=ButtonKind::Primary icon=Symbol::Edit>{t!("instance-my-task")}</ButtonLink> })}
            {follow_ups.collect_view()}
            {actions.urge.then(|| view! {
                <form method="post" action=format!("/instances/{id}/urge") on:submit=urge>
                    <Button submit=true icon=Symbol::Bell>{t!("instance-urge")}</Button>
                </form>
            })}
            {actions.withdraw.then(|| view! {
                <Confirm id="withdraw" action=t!("instance-withdraw") consequence=t!("instance-withdraw-what") icon=Symbol::Back
                    post=format!("/instances/{id}/withdraw") on_confirm=withdraw>
                    {actions.withdraw_reason.then(|| view! {
                        <TextArea name="reason" label=t!("instance-withdraw-why") value=reason on_input=move |words| reason.set(words) required=true />
                    })}
                </Confirm>
            })}
            {actions.note.then(|| view! {
                <Fold way="note" title=t!("instance-note") action=format!("/instances/{id}/note") on_submit=say>
                    <TextArea name="text" label=t!("instance-note-words") value=note on_input=move |words| note.set(words) required=true />
                    <PersonPicker name="to" label=t!("instance-note-for") candidates=found chosen=readers on_search=move |typed| candidates(typed, found) several=true />
                    <Button submit=true>{t!("instance-note-send")}</Button>
                </Fold>
            })}
            {actions.note.then(|| view! {
                <Fold way="copy" title=t!("instance-copy") on_submit=copy>
                    <PersonPicker name="copy" label=t!("instance-copy-to") hint=t!("instance-copy-means") candidates=near chosen=told on_search=move |typed| candidates(typed, near) several=true required=true />
                    <Button submit=true>{t!("instance-copy")}</Button>
                </Fold>
            })}
            {actions.recall.is_some().then(|| view! { <TakingBack recall /> })}
            {actions.operate.then(|| view! { <Operating at=Standing { instance: id.clone(), suspended: instance.suspended.is_some(), due: instance.due, open: actions.open, tokens: actions.tokens, nodes: actions.nodes } run=Callback::new(move |(answer, done)| run(answer, done)) /> })}
        </div>
    }
}
