//! What tells how things stand.

use leptos::prelude::*;

use super::{Section, sample::hours};
use crate::{
    components::{
        Ago, Avatar, AvatarSize, Banner, Button, ButtonSize, Consequence, DuePill, EmptyState, ErrorState, Person,
        Pill, Requirement, Skeleton, SkeletonKind, State, StepState, Steps, Symbol, Timeline, TimelineStep, ToastLine,
        Toasts, When,
    },
    t,
    text::DueWording,
};

#[component]
pub fn News() -> impl IntoView {
    view! {
        <Section title=t!("gallery-states")>
            <Pills />
            <div class="gallery-row">
                <Avatar name=t!("gallery-person-liang") size=AvatarSize::Large />
                <Avatar name=t!("gallery-person-cao") />
                <Avatar name=t!("gallery-person-gao") away=true />
                <Person name=t!("gallery-person-zheng") />
                <Person name=t!("gallery-person-gao") away=true />
            </div>
        </Section>
        <Section title=t!("gallery-words")>
            <Requirement>{t!("gallery-requirement")}</Requirement>
            <Consequence>
                {t!("gallery-consequence-before")} " " <b>{t!("gallery-person-zheng")}</b> " "
                {t!("gallery-consequence-after")}
            </Consequence>
            {State::ALL.into_iter().map(|state| view! { <SampleBanner state /> }).collect_view()}
        </Section>
        <Section title=t!("gallery-progress")>
            <div class="gallery-grid">
                <Story />
                <Bars />
            </div>
        </Section>
        <Section title=t!("gallery-toasts")>
            <Spoken />
        </Section>
        <Section title=t!("gallery-nothing")>
            <Nothing />
        </Section>
    }
    .into_any()
}

#[component]
fn Pills() -> impl IntoView {
    let pill = |state: State| {
        let words = match state {
            State::Wait => t!("gallery-pill-wait"),
            State::Run => t!("gallery-pill-run"),
            State::Done => t!("gallery-pill-done"),
            State::Refuse => t!("gallery-pill-refuse"),
            State::Back => t!("gallery-pill-back"),
            State::Idle => t!("gallery-pill-idle"),
        };
        view! { <Pill state>{words}</Pill> }
    };
    view! {
        <div class="gallery-row">
            {State::ALL.into_iter().map(pill).collect_view()}
            <DuePill at=hours(-2) />
            <DuePill at=hours(1) />
            <DuePill at=hours(50) wording=DueWording::Short />
            <DuePill at=hours(400) wording=DueWording::Short />
            <small>
                <Ago at=hours(-3) />
            </small>
            <small>
                <When at=hours(-30) />
            </small>
        </div>
    }
    .into_any()
}

#[component]
fn SampleBanner(state: State) -> impl IntoView {
    let (title, text) = match state {
        State::Wait => (t!("gallery-banner-wait"), t!("gallery-banner-wait-text")),
        State::Run => (t!("gallery-banner-run"), t!("gallery-banner-run-text")),
        State::Done => (t!("gallery-banner-done"), t!("gallery-banner-done-text")),
        State::Refuse => (t!("gallery-banner-refuse"), t!("gallery-banner-refuse-text")),
        State::Back => (t!("gallery-banner-back"), t!("gallery-banner-back-text")),
        State::Idle => (t!("gallery-banner-idle"), t!("gallery-banner-idle-text")),
    };
    view! {
        <Banner state title actions=|| view! { <Button size=ButtonSize::Small>{t!("gallery-look")}</Button> }>
            {text}
        </Banner>
    }
    .into_any()
}

/// A timeline with every kind of step.
#[component]
pub fn Story() -> impl IntoView {
    view! {
        <article class="card" data-padding="large">
            <Timeline label=t!("gallery-timeline")>
                <TimelineStep
                    progress=StepState::Done
                    who=t!("gallery-person-cao")
                    what=t!("gallery-step-submitted")
                    when=|| view! { <When at=hours(-30) /> }
                />
                <TimelineStep
                    progress=StepState::Returned
                    who=t!("gallery-person-zheng")
                    what=t!("gallery-step-returned")
                    when=|| view! { <When at=hours(-26) /> }
                >
                    {t!("gallery-step-returned-words")}
                </TimelineStep>
                <TimelineStep
                    progress=StepState::Done
                    who=t!("gallery-person-cao")
                    what=t!("gallery-step-again")
                    when=|| view! { <When at=hours(-20) /> }
                />
                <TimelineStep
                    progress=StepState::Now
                    who=t!("gallery-you")
                    what=t!("gallery-step-decide")
                    when=|| view! { <Ago at=hours(-1) /> }
                />
                <TimelineStep progress=StepState::Todo what=t!("gallery-step-later") />
            </Timeline>
        </article>
    }
    .into_any()
}

#[component]
fn Bars() -> impl IntoView {
    let stages = |progress: [StepState; 5]| {
        [
            t!("gallery-stage-received"),
            t!("gallery-stage-confirmed"),
            t!("gallery-stage-review"),
            t!("gallery-stage-quotation"),
            t!("gallery-stage-order"),
        ]
        .into_iter()
        .zip(progress)
        .collect::<Vec<_>>()
    };
    use StepState::{Done, Now, Refused, Returned, Todo};
    view! {
        <article class="card" data-padding="large">
            <Steps label=t!("gallery-progress") stages=stages([Done, Done, Now, Todo, Todo]) />
            <Steps label=t!("gallery-progress") stages=stages([Done, Returned, Todo, Todo, Todo]) />
            <Steps label=t!("gallery-progress") stages=stages([Done, Done, Refused, Todo, Todo]) />
        </article>
    }
    .into_any()
}

#[component]
fn Spoken() -> impl IntoView {
    let toasts = Toasts::here();
    view! {
        <div class="stack">
            <div class="gallery-row">
                <ToastLine
                    state=State::Done
                    words=t!("gallery-toast-done")
                    undo=Some(Callback::new(|()| {}))
                    close=|()| {}
                />
            </div>
            <div class="gallery-row">
                <ToastLine state=State::Refuse words=t!("gallery-toast-failed") undo=None close=|()| {} />
            </div>
            <div class="gallery-row">
                <Button on_click=move |_| toasts.done(t!("gallery-toast-done"))>{t!("gallery-say")}</Button>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class="gallery-grid">
            <article class="card">
                <EmptyState title=t!("gallery-empty") text=t!("gallery-empty-text")>
                    <Button icon=Symbol::Plus>{t!("place-start")}</Button>
                </EmptyState>
            </article>
            <article class="card">
                <ErrorState
                    title=t!("gallery-error")
                    text=t!("gallery-error-text")
                    trace="019a-7f3c"
                    symbol=Symbol::Warning
                >
                    <Button icon=Symbol::Refresh>{t!("gallery-again")}</Button>
                </ErrorState>
            </article>
            <article class="card">
                <ErrorState title=t!("gallery-forbidden") text=t!("gallery-forbidden-text") symbol=Symbol::Lock>
                    <Button>{t!("gallery-ask")}</Button>
                </ErrorState>
            </article>
            <Skeleton kind=SkeletonKind::Card />
            <Skeleton kind=SkeletonKind::Table lines=4 />
            <Skeleton lines=4 />
        </div>
    }
    .into_any()
}
