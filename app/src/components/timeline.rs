//! What happened, what is happening, and what is to come.

use leptos::prelude::*;

use super::StepState;

/// A list of [`TimelineStep`]s, the earliest first.
#[component]
pub fn Timeline(
    /// What the steps are the story of, for those who hear it.
    #[prop(into)]
    label: String,
    /// The steps.
    children: Children,
) -> impl IntoView {
    view! {
        <ol class="timeline" aria-label=label>
            {children()}
        </ol>
    }
    .into_any()
}

/// One step.
#[component]
pub fn TimelineStep(
    /// How far it is.
    progress: StepState,
    /// Who did it, or does it.
    #[prop(optional_no_strip, into)]
    who: Option<String>,
    /// What was done: "主管同意".
    #[prop(into)]
    what: String,
    /// When, and how long it took.
    #[prop(optional, into)]
    when: Option<ViewFn>,
    /// Opinions, pills and attachments under the line.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <li
            class="timeline-step"
            data-progress=progress.name()
            aria-current=(progress == StepState::Now).then_some("step")
        >
            <span class="timeline-mark" aria-hidden="true"></span>
            <span class="visually-hidden">{progress.words()}</span>
            <div class="timeline-line">
                {who.map(|who| view! { <b class="timeline-who">{who}</b> })} <span>{what}</span>
                {when.map(|when| view! { <span class="timeline-when">{when.run()}</span> })}
            </div>
            {children.map(|children| view! { <div class="timeline-note">{children()}</div> })}
        </li>
    }
    .into_any()
}
