//! Correcting the form of an instance: its fields are asked for when somebody turns to it, and only what was changed is
//! sent.

use flow::id::InstanceId;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::operating::{Reason, Run};
use crate::components::{Banner, Button, State};
use crate::form::{Entries, Filling};
use crate::intent::intent;
use crate::pages::files::{FilesEntry, upload_files};
use crate::pages::loaded::problem_words;
use crate::port::{FormView, Operation, Values, port};
use crate::t;

/// The fields, folded.
#[component]
pub(super) fn Correct(instance: InstanceId, run: Run) -> impl IntoView {
    let form = RwSignal::new(None::<FormView>);
    let problem = RwSignal::new(None::<String>);
    let asked = instance.clone();
    let ask = move |_| {
        if form.with_untracked(Option::is_some) {
            return;
        }
        let answer = port().correction(asked.clone());
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(found) => form.set(Some(found)),
                Err(wrong) => problem.set(Some(problem_words(&wrong))),
            }
        });
    };
    view! {
        <details class="more" data-way="correct" on:toggle=ask>
            <summary><span class="button" data-kind="ghost">{t!("instance-correct")}</span></summary>
            {move || problem.get().map(|words| view! { <Banner state=State::Refuse title=words /> })}
            {move || form.get().map(|form| view! { <Fields instance=instance.clone() form run /> })}
        </details>
    }
    .into_any()
}

#[component]
fn Fields(instance: InstanceId, form: FormView, run: Run) -> impl IntoView {
    let before = form.values.clone();
    let filling = Filling::new(form);
    let why = RwSignal::new(String::new());
    let files = Callback::new(move |(field, required)| {
        view! { <FilesEntry filling field required upload=Callback::new(upload_files) /> }.into_any()
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let values = changed(&before, filling.to_send());
        let operation = Operation::Correct { values, reason: why.get_untracked() };
        run.run((port().operate(instance.clone(), operation, intent()), t!("instance-corrected")));
    };
    view! {
        <form method="post" on:submit=send>
            <Entries filling files />
            <Reason name="correct-why" why />
            <Button submit=true>{t!("instance-correct")}</Button>
        </form>
    }
    .into_any()
}

/// What is no longer as it was. A field that was emptied is sent as null.
fn changed(before: &Values, now: Values) -> Values {
    let emptied =
        before.keys().filter(|field| !now.contains_key(*field)).map(|field| (field.clone(), Default::default()));
    let emptied: Vec<_> = emptied.collect();
    now.into_iter().filter(|(field, value)| before.get(field) != Some(value)).chain(emptied).collect()
}
