//! Stars to give.

use leptos::prelude::*;

use super::{
    Icon, IconButton, IconSize, Symbol,
    field::{FieldError, FieldGroup, Hint, invalid},
};
use crate::t;

/// Stars from one to as many as there are: radio buttons, so that arrows move among them.
#[component]
pub fn Rating(
    /// The name in the form; also the id of the group.
    #[prop(into)]
    name: String,
    /// What to rate.
    #[prop(into)]
    label: String,
    /// How many stars there are.
    stars: u8,
    /// How many are given.
    #[prop(optional, into)]
    value: Signal<Option<u8>>,
    /// Hears every change; none takes them back.
    #[prop(optional, into)]
    on_change: Option<Callback<Option<u8>>>,
    /// How to rate.
    #[prop(optional, into)]
    hint: Hint,
    /// What is wrong.
    #[prop(optional, into)]
    error: FieldError,
    /// It has to be rated.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let hear = move |given| {
        if let Some(hear) = on_change {
            hear.run(given);
        }
    };
    let star = |star: u8| {
        let name = name.clone();
        let is_chosen = Signal::derive(move || value.get() == Some(star));
        view! {
            <label class="star" data-given=move || value.get().is_some_and(|given| given >= star).then_some("")>
                <input
                    type="radio"
                    name=name
                    value=star
                    checked=is_chosen.get_untracked()
                    prop:checked=is_chosen
                    required=required
                    aria-invalid=invalid(error)
                    on:change=move |_| hear(Some(star))
                />
                <Icon symbol=Symbol::Star size=IconSize::Large />
                <span class="visually-hidden">{t!("rating-stars", count = star)}</span>
            </label>
        }
    };
    let stars = (1..=stars).map(star).collect::<Vec<_>>();
    let take_back = move || {
        let may = !required && value.get().is_some();
        may.then(|| {
            let press = move |_| hear(None);
            view! { <IconButton label=t!("rating-take-back") symbol=Symbol::Close on_click=press /> }
        })
    };
    view! {
        <FieldGroup id=name label hint error required>
            <div class="stars">
                {stars}
                {take_back}
            </div>
        </FieldGroup>
    }
    .into_any()
}
