//! What is to be said about a definition.

use flow::check::Finding;
use leptos::prelude::*;

use crate::components::{Banner, Pill, State};
use crate::form::in_words;
use crate::port::Validation;
use crate::remarks::severity_words;
use crate::t;

/// Whether a definition can be published, and everything that was found.
#[component]
pub(super) fn Findings(validation: Validation) -> impl IntoView {
    let name = validation.process.map(|(key, name)| format!("{key} · {}", in_words(&name)));
    let (state, title) = match (validation.publishable, name.is_some()) {
        (true, _) => (State::Done, t!("admin-publishable")),
        (false, true) => (State::Refuse, t!("admin-not-publishable")),
        (false, false) => (State::Refuse, t!("admin-unreadable")),
    };
    let lines = validation.findings.into_iter().map(line).collect_view();
    view! {
        <Banner state title>{name.map(|name| view! { <p>{name}</p> })}</Banner>
        <ol class="findings">{lines}</ol>
    }
    .into_any()
}

fn line(finding: Finding) -> impl IntoView {
    let (state, words) = severity_words(finding.severity);
    let at = finding.line.map(|line| view! { <span class="quiet">{t!("admin-line", line = line)}</span> });
    let element = finding.element.map(|element| view! { <code>{element}</code> });
    let way = finding.path.filter(|way| !way.is_empty()).map(|way| {
        let way = way.iter().map(ToString::to_string).collect::<Vec<_>>().join(" → ");
        view! { <p class="quiet">{t!("admin-way")} " " <code>{way}</code></p> }
    });
    let repair = finding.repair.map(|repair| view! { <p class="quiet">{in_words(&repair.text)}</p> });
    view! {
        <li>
            <p class="sheet-bar"><Pill state>{words}</Pill> {element} {at}</p>
            <p>{in_words(&finding.message)}</p>
            {way}
            {repair}
        </li>
    }
}
