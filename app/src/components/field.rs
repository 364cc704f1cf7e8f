//! What stands around a control that can be filled in: its label, a hint, and what is wrong with it.

use leptos::prelude::*;

use super::{Icon, IconSize, Symbol};
use crate::t;

/// What goes wrong with a field, if something does; shown under it and spoken.
pub type FieldError = Signal<Option<String>>;

/// How to fill in a field, in words; or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hint(Option<String>);

impl Hint {
    /// Whether there are words.
    pub fn is_some(&self) -> bool {
        self.0.is_some()
    }
}

impl From<Option<String>> for Hint {
    fn from(words: Option<String>) -> Self {
        Hint(words)
    }
}

impl From<String> for Hint {
    fn from(words: String) -> Self {
        Hint(Some(words))
    }
}

/// The frame of one control. The ready controls ([`TextInput`](super::TextInput) and its kin) bring it along; use it
/// for a control of your own, with `id` on the control and [`described_by`] as its `aria-describedby`.
#[component]
pub fn Field(
    /// The id of the control.
    #[prop(into)]
    id: String,
    /// What to fill in.
    #[prop(into)]
    label: String,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: Hint,
    /// What is wrong.
    #[prop(optional, into)]
    error: FieldError,
    /// It has to be filled in.
    #[prop(optional)]
    required: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>
                {label}
                {required.then(RequiredMark)}
            </label>
            {children()}
            {hint.0.map(|hint| view! { <p class="field-hint" id=hint_id(&id)>{hint}</p> })}
            <ErrorLine id=error_id(&id) error />
        </div>
    }
    .into_any()
}

/// The frame of several controls that answer one question, such as radio buttons.
#[component]
pub fn FieldGroup(
    /// The id of the group.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// How to answer it.
    #[prop(optional, into)]
    hint: Hint,
    /// What is wrong.
    #[prop(optional, into)]
    error: FieldError,
    /// It has to be answered.
    #[prop(optional)]
    required: bool,
    /// The controls.
    children: Children,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some(), error);
    view! {
        <fieldset class="field" id=id.clone() aria-describedby=described>
            <legend class="field-label">
                {label}
                {required.then(RequiredMark)}
            </legend>
            {hint.0.map(|hint| view! { <p class="field-hint" id=hint_id(&id)>{hint}</p> })}
            {children()}
            <ErrorLine id=error_id(&id) error />
        </fieldset>
    }
    .into_any()
}

/// The sign that a field has to be filled in. Controls say it by `required`, so it is not spoken.
#[component]
fn RequiredMark() -> impl IntoView {
    view! {
        <span class="field-required" aria-hidden="true" title=t!("field-required")>
            "*"
        </span>
    }
}

/// The line is always there, so that screen readers notice when it gets words.
#[component]
fn ErrorLine(id: String, error: FieldError) -> impl IntoView {
    view! {
        <p class="field-error" id=id aria-live="polite">
            {move || {
                error
                    .get()
                    .map(|words| {
                        view! {
                            <Icon symbol=Symbol::Warning size=IconSize::Small />
                            <span>{words}</span>
                        }
                    })
            }}
        </p>
    }
}

/// The ids of what describes the control: its hint, and its error while there is one.
pub fn described_by(id: &str, has_hint: bool, error: FieldError) -> Signal<Option<String>> {
    let hint = has_hint.then(|| hint_id(id));
    let error_id = error_id(id);
    Signal::derive(move || {
        let error = error.read().is_some().then(|| error_id.clone());
        match (hint.clone(), error) {
            (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
            (hint, error) => hint.or(error),
        }
    })
}

/// `aria-invalid` while there is an error.
pub fn invalid(error: FieldError) -> Signal<Option<&'static str>> {
    Signal::derive(move || error.read().is_some().then_some("true"))
}

fn hint_id(id: &str) -> String {
    format!("{id}-hint")
}

fn error_id(id: &str) -> String {
    format!("{id}-error")
}
