//! Days and moments to fill in, with the browser's own calendar.

use leptos::prelude::*;

use super::field::{Field, FieldError, Hint, described_by, invalid};

/// How fine a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DateKind {
    /// A day: `2026-04-30`.
    #[default]
    Day,
    /// A day and a time: `2026-04-30T18:00`.
    Moment,
    /// A time of day: `18:00`.
    Time,
}

/// A day, a moment or a time of day.
#[component]
pub fn DateInput(
    /// The name in the form; also the id, unless `id` says otherwise.
    #[prop(into)]
    name: String,
    /// What to fill in.
    #[prop(into)]
    label: String,
    /// The id, where a name occurs more than once on a page.
    #[prop(optional, into)]
    id: Option<String>,
    /// How fine it is.
    #[prop(optional)]
    kind: DateKind,
    /// The value, in the form that its kind shows.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Hears every change.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// The earliest one may choose.
    #[prop(optional, into)]
    min: Option<String>,
    /// The latest one may choose.
    #[prop(optional, into)]
    max: Option<String>,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: Hint,
    /// What is wrong.
    #[prop(optional, into)]
    error: FieldError,
    /// It has to be filled in.
    #[prop(optional)]
    required: bool,
    /// It can be read but not changed.
    #[prop(optional)]
    readonly: bool,
    /// It cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = described_by(&id, hint.is_some(), error);
    let kind = match kind {
        DateKind::Day => "date",
        DateKind::Moment => "datetime-local",
        DateKind::Time => "time",
    };
    view! {
        <Field id=id.clone() label hint error required>
            <input
                class="input"
                type=kind
                id=id
                name=name
                value=value.get_untracked()
                prop:value=value
                min=min
                max=max
                required=required
                readonly=readonly
                disabled=disabled
                aria-describedby=described
                aria-invalid=invalid(error)
                on:input=move |event| {
                    if let Some(hear) = on_input {
                        hear.run(event_target_value(&event));
                    }
                }
            />
        </Field>
    }
    .into_any()
}
