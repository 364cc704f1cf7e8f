//! What is to be said about a definition: how grave a finding is, and what is different from another version.

use flow::check::Severity;
use flow::difference::{Difference, Weight};
use leptos::prelude::*;

use crate::components::{Pill, State};
use crate::form::in_words;
use crate::t;

/// How grave a finding is, as a pill shows it.
pub(crate) fn severity_words(severity: Severity) -> (State, String) {
    match severity {
        Severity::Error => (State::Refuse, t!("admin-error")),
        Severity::Warning => (State::Wait, t!("admin-warning")),
        Severity::Note => (State::Idle, t!("admin-note")),
    }
}

/// Differences in sentences, or that there are none.
#[component]
pub(crate) fn Differences(differences: Vec<Difference>) -> impl IntoView {
    if differences.is_empty() {
        return view! { <p>{t!("admin-compare-same")}</p> }.into_any();
    }
    let line = |difference: Difference| view! { <li><DifferenceLine difference /></li> };
    view! { <ul class="differences">{differences.into_iter().map(line).collect_view()}</ul> }.into_any()
}

/// A difference in a sentence, and whom it concerns.
#[component]
pub(crate) fn DifferenceLine(difference: Difference) -> impl IntoView {
    let (state, words) = weight_words(difference.weight);
    view! { <Pill state>{words}</Pill> " " {in_words(&difference.message)} }
}

fn weight_words(weight: Weight) -> (State, String) {
    match weight {
        Weight::Behaviour => (State::Refuse, t!("weight-behaviour")),
        Weight::People => (State::Wait, t!("weight-people")),
        Weight::Time => (State::Wait, t!("weight-time")),
        Weight::Form => (State::Run, t!("weight-form")),
        Weight::Wording => (State::Idle, t!("weight-wording")),
        Weight::Drawing => (State::Idle, t!("weight-drawing")),
    }
}
