//! What is different between a version and what came after it, in sentences.

use flow::difference::Difference;
use flow::id::ProcessKey;
use leptos::prelude::*;

use crate::components::{Banner, Choice, Select, State};
use crate::pages::loaded::problem_words;
use crate::port::{Version, port};
use crate::remarks::Differences;
use crate::t;

/// The differences from an earlier version that one chooses, to the latest text.
#[component]
pub(super) fn Comparing(process: ProcessKey, versions: Vec<Version>) -> impl IntoView {
    let (found, problem) = (RwSignal::new(None::<Vec<Difference>>), RwSignal::new(None::<String>));
    let chosen = RwSignal::new(String::new());
    let nothing = Choice::new("", t!("admin-compare-choose"));
    let choices = versions
        .iter()
        .map(|version| Choice::new(version.version.to_string(), t!("admin-version-no", version = version.version)));
    let choices = std::iter::once(nothing).chain(choices).collect::<Vec<_>>();
    let choose = move |version: String| {
        chosen.set(version.clone());
        found.set(None);
        problem.set(None);
        let Ok(from) = version.parse::<u32>() else { return };
        let answer = port().differences(process.clone(), from, None);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(differences) => found.set(Some(differences)),
                Err(wrong) => problem.set(Some(problem_words(&wrong))),
            }
        });
    };
    view! {
        <section class="admin-section">
            <h2>{t!("admin-compare")}</h2>
            <Select name="compare" label=t!("admin-compare-from") choices value=chosen on_change=choose />
            {move || problem.get().map(|words| view! { <Banner state=State::Refuse title=words /> })}
            {move || found.get().map(|differences| view! { <Differences differences /> })}
        </section>
    }
    .into_any()
}
