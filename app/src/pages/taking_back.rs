//! Taking one's own decision back, on the page of the task and on that of the instance.

use leptos::prelude::*;

use crate::components::{Confirm, Symbol, TextArea};
use crate::form::said;
use crate::t;

/// The question, with room for a reason.
#[component]
pub(crate) fn TakingBack(
    /// Takes it back, for this reason.
    recall: Callback<Option<String>>,
) -> impl IntoView {
    let why = RwSignal::new(String::new());
    let confirm = Callback::new(move |()| recall.run(said(why)));
    view! {
        <Confirm id="recall" undoable=true action=t!("act-recall") consequence=t!("act-recall-what") icon=Symbol::Back on_confirm=confirm>
            <TextArea name="recall-why" label=t!("act-recall-why") value=why on_input=move |words| why.set(words) rows=2 />
        </Confirm>
    }
    .into_any()
}
