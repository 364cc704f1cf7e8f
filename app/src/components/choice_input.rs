//! Boxes to tick and buttons to choose one of.

use leptos::prelude::*;

use super::{
    Choice,
    field::{FieldError, FieldGroup, Hint, invalid},
};

/// A box to tick.
#[component]
pub fn Checkbox(
    /// The name in the form.
    #[prop(into)]
    name: String,
    /// What the form sends when it is ticked.
    #[prop(default = "true".to_owned(), into)]
    value: String,
    /// What ticking it means.
    #[prop(into)]
    label: String,
    /// More words under the label.
    #[prop(optional, into)]
    detail: Option<String>,
    /// Whether it is ticked.
    #[prop(optional, into)]
    checked: Signal<bool>,
    /// Some of what it stands for is ticked and some is not.
    #[prop(optional, into)]
    mixed: Signal<bool>,
    /// Hears every change.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
    /// It has to be ticked.
    #[prop(optional)]
    required: bool,
    /// It cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                type="checkbox"
                name=name
                value=value
                checked=checked.get_untracked()
                prop:checked=checked
                prop:indeterminate=mixed
                required=required
                disabled=disabled
                on:change=move |event| {
                    if let Some(hear) = on_change {
                        hear.run(event_target_checked(&event));
                    }
                }
            />
            <ChoiceText label detail=detail.unwrap_or_default() />
        </label>
    }
    .into_any()
}

/// One of a few, all in sight.
#[component]
pub fn RadioGroup(
    /// The name in the form; also the id of the group.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// The answers.
    choices: Vec<Choice>,
    /// The value chosen.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Hears every change.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// Side by side instead of one under the other.
    #[prop(optional)]
    inline: bool,
    /// How to answer.
    #[prop(optional, into)]
    hint: Hint,
    /// What is wrong.
    #[prop(optional, into)]
    error: FieldError,
    /// It has to be answered.
    #[prop(optional)]
    required: bool,
    /// It cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let buttons: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let own = choice.value.clone();
            let chosen = Signal::derive(move || value.read() == own);
            let (name, sent) = (name.clone(), choice.value.clone());
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name=name
                        value=choice.value
                        checked=chosen.get_untracked()
                        prop:checked=chosen
                        required=required
                        disabled=move || choice.disabled || disabled.get()
                        aria-invalid=invalid(error)
                        on:change=move |_| {
                            if let Some(hear) = on_change {
                                hear.run(sent.clone());
                            }
                        }
                    />
                    <ChoiceText label=choice.label detail=choice.detail.unwrap_or_default() />
                </label>
            }
        })
        .collect();
    view! {
        <FieldGroup id=name label hint error required>
            <div class="choices" data-inline=inline.then_some("")>
                {buttons}
            </div>
        </FieldGroup>
    }
    .into_any()
}

#[component]
fn ChoiceText(label: String, detail: String) -> impl IntoView {
    view! {
        <span class="choice-text">
            <span>{label}</span>
            {(!detail.is_empty()).then(|| view! { <small>{detail}</small> })}
        </span>
    }
}
