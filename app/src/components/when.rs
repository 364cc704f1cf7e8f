//! Moments and deadlines: near in words, exact when one points at them, and current while the page is open.

use flow::time::Moment;
use leptos::prelude::*;

use super::{Pill, State, Symbol};
use crate::text::{Due, DueWording, ago, due, moment, moment_exact, moment_iso, reader};

/// How long ago something was: "2 小时前".
#[component]
pub fn Ago(
    /// When it was.
    at: Moment,
) -> impl IntoView {
    let reader = reader();
    let exact = moment_exact(&reader, at);
    view! {
        <time datetime=moment_iso(at) title=exact>
            {move || ago(&reader, at)}
        </time>
    }
    .into_any()
}

/// When something was: "今天 08:41".
#[component]
pub fn When(
    /// When it was.
    at: Moment,
) -> impl IntoView {
    let reader = reader();
    let exact = moment_exact(&reader, at);
    view! {
        <time datetime=moment_iso(at) title=exact>
            {move || moment(&reader, at)}
        </time>
    }
    .into_any()
}

/// A deadline as a pill, coloured by how near it is: "今天 18:00 到期".
#[component]
pub fn DuePill(
    /// The deadline.
    at: Moment,
    /// How much to say.
    #[prop(optional)]
    wording: DueWording,
) -> impl IntoView {
    let reader = reader();
    let exact = moment_exact(&reader, at);
    let state = {
        let reader = reader.clone();
        Signal::derive(move || match Due::of(&reader, at) {
            Due::Overdue => State::Refuse,
            Due::Today => State::Wait,
            Due::Later => State::Idle,
        })
    };
    let icon = (wording == DueWording::Whole).then_some(Symbol::Clock);
    let words = move || due(&reader, at, wording);
    let time = view! { <time datetime=moment_iso(at) title=exact>{words}</time> };
    match icon {
        Some(icon) => view! { <Pill state icon>{time}</Pill> }.into_any(),
        None => view! { <Pill state>{time}</Pill> }.into_any(),
    }
}
