//! One of several, folded.

use leptos::prelude::*;

use super::field::{Field, FieldError, Hint, described_by, invalid};

/// Something one may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What one reads.
    pub label: String,
    /// More words under the label, where there is room.
    pub detail: Option<String>,
    /// It cannot be chosen now.
    pub disabled: bool,
}

impl Choice {
    /// A choice with a label.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into(), detail: None, disabled: false }
    }

    /// The choice with more words.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Choice {
        Choice { detail: Some(detail.into()), ..self }
    }

    /// The choice, when it cannot be chosen now.
    #[must_use]
    pub fn disabled(self, disabled: bool) -> Choice {
        Choice { disabled, ..self }
    }
}

/// One of several, folded away: for more than five choices. Up to five are better as a [`RadioGroup`](super::RadioGroup).
#[component]
pub fn Select(
    /// The name in the form; also the id, unless `id` says otherwise.
    #[prop(into)]
    name: String,
    /// What to choose.
    #[prop(into)]
    label: String,
    /// The id, where a name occurs more than once on a page.
    #[prop(optional, into)]
    id: Option<String>,
    /// What there is to choose.
    choices: Vec<Choice>,
    /// The words of "nothing chosen yet"; without them something is always chosen.
    #[prop(optional_no_strip, into)]
    empty: Option<String>,
    /// The value chosen.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Hears every change.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// How to choose.
    #[prop(optional, into)]
    hint: Hint,
    /// What is wrong.
    #[prop(optional, into)]
    error: FieldError,
    /// Something has to be chosen.
    #[prop(optional)]
    required: bool,
    /// It cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = described_by(&id, hint.is_some(), error);
    let chosen = value.get_untracked();
    let options: Vec<_> = empty
        .map(|words| Choice::new("", words))
        .into_iter()
        .chain(choices)
        .map(|choice| {
            let selected = choice.value == chosen;
            view! {
                <option value=choice.value selected=selected disabled=choice.disabled>
                    {choice.label}
                </option>
            }
        })
        .collect();
    view! {
        <Field id=id.clone() label hint error required>
            <select
                class="input"
                id=id
                name=name
                required=required
                disabled=disabled
                aria-describedby=described
                aria-invalid=invalid(error)
                prop:value=value
                on:change=move |event| {
                    if let Some(hear) = on_change {
                        hear.run(event_target_value(&event));
                    }
                }
            >
                {options}
            </select>
        </Field>
    }
    .into_any()
}
