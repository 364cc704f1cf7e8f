//! A link that was handed out: for whom, by whom, until when, who opened it; and taking it back.

use flow::time::Moment;
use leptos::prelude::*;

use crate::components::{Confirm, Pill, State, When};
use crate::form::in_words;
use crate::port::{Opening, PersonRef};
use crate::t;

/// One of the links that were handed out.
#[component]
pub(super) fn HandedOut(
    /// The id of the link; opens nothing.
    id: String,
    /// For whom it is.
    whom: String,
    /// Who handed it out.
    by: PersonRef,
    /// Until when it opens.
    expires: Moment,
    /// Where it stands, and what that is called.
    standing: (State, String),
    /// When it was opened, the newest first.
    openings: Vec<Opening>,
    /// How often it was opened.
    opened: u64,
    /// Takes the link back, by its id, when it can be.
    take_back: Option<Callback<String>>,
    /// What more there is to say of it.
    #[prop(optional_no_strip)]
    remark: Option<String>,
) -> impl IntoView {
    let openings = openings.into_iter().map(|Opening { at, with }| view! { <li><When at /> " " {with}</li> });
    let openings = openings.collect_view();
    let (state, words) = standing;
    view! {
        <li class="share">
            <div>
                <b>{whom}</b>
                " "
                <Pill state>{words}</Pill>
                <p class="quiet">
                    {t!("share-by", name = in_words(&by.name))} " · " {t!("share-until")} " "
                    <When at=expires />
                </p>
                {remark.map(|words| view! { <p class="quiet">{words}</p> })}
                <details>
                    <summary>{t!("share-openings", count = opened)}</summary>
                    <ol>{openings}</ol>
                </details>
            </div>
            {take_back.map(|take_back| view! {
                <Confirm id=format!("revoke-{id}") action=t!("share-revoke") consequence=t!("share-revoke-what")
                    on_confirm=Callback::new(move |()| take_back.run(id.clone())) />
            })}
        </li>
    }
    .into_any()
}
