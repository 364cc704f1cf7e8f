//! What one may do with an instance. Plain forms, so that they work without script.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::components::{Banner, Button, ButtonKind, ButtonLink, Confirm, State, Symbol, TextArea, Toasts};
use crate::intent::intent;
use crate::pages::loaded::problem_words;
use crate::port::{Acted, Answer, Instance, port};
use crate::t;

use super::operating::Operating;

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
    let noted = id.clone();
    let say = move |event: SubmitEvent| {
        event.prevent_default();
        let words = note.get_untracked();
        if words.trim().is_empty() {
            return;
        }
        run(port().note(noted.clone(), words, Vec::new(), intent()), t!("instance-noted"));
        note.set(String::new());
    };
    let urged = id.clone();
    let urge = move |event: SubmitEvent| {
        event.prevent_default();
        run(port().urge(urged.clone(), intent()), t!("instance-urged"));
    };
    let reason = RwSignal::new(String::new());
    let withdrawn = id.clone();
    let withdraw = Callback::new(move |()| {
        let words = reason.get_untracked();
        let reason = (!words.trim().is_empty()).then_some(words);
        run(port().withdraw(withdrawn.clone(), reason, intent()), t!("instance-withdrawn"));
    });
    let first = actions.tasks.first().map(|task| format!("/tasks/{}/{}", task.instance, task.no));
    view! {
        <div class="instance-actions">
            {move || problem.get().map(|words| view! { <Banner state=State::Refuse title=words /> })}
            {first.map(|href| view! { <ButtonLink href kind=ButtonKind::Primary icon=Symbol::Edit>{t!("instance-my-task")}</ButtonLink> })}
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
                <details class="more">
                    <summary><span class="button" data-kind="ghost">{t!("instance-note")}</span></summary>
                    <form method="post" action=format!("/instances/{id}/note") on:submit=say>
                        <TextArea name="text" label=t!("instance-note-words") value=note on_input=move |words| note.set(words) required=true />
                        <Button submit=true>{t!("instance-note-send")}</Button>
                    </form>
                </details>
            })}
            {actions.operate.then(|| view! { <Operating instance=id.clone() open=actions.open run=Callback::new(move |(answer, done)| run(answer, done)) /> })}
        </div>
    }
}
