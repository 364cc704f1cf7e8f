//! Who will have to act, said before one does.

use leptos::prelude::*;

use crate::components::{Consequence, State};
use crate::form::in_words;
use crate::port::{Ahead, Certainty, Expected};
use crate::t;

/// The steps ahead, as a line of names.
#[component]
pub(crate) fn AheadLine(
    /// What is expected.
    ahead: Ahead,
) -> impl IntoView {
    let steps = ahead.steps.iter().map(step).collect::<Vec<_>>();
    if steps.is_empty() {
        return view! { <Consequence>{t!("ahead-end")}</Consequence> }.into_any();
    }
    view! {
        <Consequence>
            <span>{t!("ahead")}</span>
            <span class="ahead">{steps}</span>
        </Consequence>
    }
    .into_any()
}

fn step(step: &Expected) -> impl IntoView + use<> {
    let people =
        step.people.iter().map(|person| in_words(&person.name)).collect::<Vec<_>>().join(&t!("list-separator"));
    let doubt = match step.certainty {
        Certainty::Certain => None,
        Certainty::Decision => Some(t!("ahead-on-decision")),
        Certainty::Field => Some(t!("ahead-on-field")),
    };
    let state = doubt.is_some().then(|| State::Idle.name());
    view! {
        <span class="ahead-step" data-state=state>
            <b>{people}</b>
            <span>{in_words(&step.name)}</span>
            {doubt.map(|doubt| view! { <small>{doubt}</small> })}
        </span>
    }
}
