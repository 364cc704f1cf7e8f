//! Who will have to act, said before one does.

use leptos::prelude::*;

use crate::components::{Consequence, State};
use crate::form::in_words;
use crate::port::{Ahead, Certainty, Expected, Problem};
use crate::t;
use crate::text::listed;

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

/// Asks again whenever the question changes, in the browser alone; none before the first answer.
pub(crate) fn asked<A>(question: impl Fn() -> Option<A> + 'static) -> RwSignal<Option<Ahead>>
where
    A: Future<Output = Result<Ahead, Problem>> + 'static,
{
    let ahead = RwSignal::new(None);
    let latest = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let Some(answer) = question() else { return };
        latest.update_value(|latest| *latest = latest.wrapping_add(1));
        let this = latest.get_value();
        leptos::task::spawn_local(async move {
            // An answer that comes late, or to a form that is wrong as yet, tells nothing new.
            if let Ok(answer) = answer.await
                && latest.try_get_value() == Some(this)
            {
                ahead.set(Some(answer));
            }
        });
    });
    ahead
}

fn step(step: &Expected) -> impl IntoView + use<> {
    let people = listed(step.people.iter().map(|person| in_words(&person.name)));
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
