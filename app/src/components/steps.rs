//! A long way in a few strides.

use leptos::prelude::*;

use super::StepState;

/// The stages of a matter, as a bar.
#[component]
pub fn Steps(
    /// What goes through the stages, for those who hear it.
    #[prop(into)]
    label: String,
    /// The stages, by name.
    stages: Vec<(String, StepState)>,
) -> impl IntoView {
    let stages: Vec<_> = stages
        .into_iter()
        .map(|(name, progress)| {
            view! {
                <li
                    class="step"
                    data-progress=progress.name()
                    aria-current=(progress == StepState::Now).then_some("step")
                >
                    <span>
                        {name}
                        <span class="visually-hidden">{progress.words()}</span>
                    </span>
                </li>
            }
        })
        .collect();
    view! {
        <ol class="steps" aria-label=label>
            {stages}
        </ol>
    }
    .into_any()
}
