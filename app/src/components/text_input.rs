//! Text in one line, and in several.

use leptos::prelude::*;

use super::field::{Field, FieldError, Hint, described_by, invalid};

/// What kind of text a field takes; phones bring the keyboard that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TextKind {
    /// Any text.
    #[default]
    Plain,
    /// A secret.
    Password,
    /// A mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// An address on the web.
    Web,
    /// Digits, perhaps with spaces between them.
    Digits,
    /// Digits and capital letters that mean nothing by themselves.
    Code,
}

impl TextKind {
    const fn name(self) -> &'static str {
        match self {
            TextKind::Plain | TextKind::Digits | TextKind::Code => "text",
            TextKind::Password => "password",
            TextKind::Email => "email",
            TextKind::Telephone => "tel",
            TextKind::Web => "url",
        }
    }

    /// The keyboard that a phone brings where the type does not say it.
    const fn keyboard(self) -> Option<&'static str> {
        match self {
            TextKind::Digits => Some("numeric"),
            _ => None,
        }
    }

    /// What the browser may fill in when nothing else is said.
    const fn completion(self) -> Option<&'static str> {
        match self {
            TextKind::Email => Some("email"),
            TextKind::Telephone => Some("tel"),
            TextKind::Digits | TextKind::Code => Some("off"),
            _ => None,
        }
    }

    /// Which letters a phone's keyboard begins with.
    const fn capitals(self) -> Option<&'static str> {
        match self {
            TextKind::Code => Some("characters"),
            TextKind::Email => Some("off"),
            _ => None,
        }
    }
}

/// One line of text.
#[component]
pub fn TextInput(
    /// The name in the form; also the id, unless `id` says otherwise.
    #[prop(into)]
    name: String,
    /// What to fill in.
    #[prop(into)]
    label: String,
    /// The id, where a name occurs more than once on a page.
    #[prop(optional, into)]
    id: Option<String>,
    /// The kind of text.
    #[prop(optional)]
    kind: TextKind,
    /// The value.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Hears every change.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// An example; never the only explanation.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// The browser's name for what it may fill in, such as `username`.
    #[prop(optional, into)]
    autocomplete: Option<String>,
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
    view! {
        <Field id=id.clone() label hint error required>
            <input
                class="input"
                type=kind.name()
                inputmode=kind.keyboard()
                autocapitalize=kind.capitals()
                id=id
                name=name
                value=value.get_untracked()
                prop:value=value
                placeholder=placeholder
                autocomplete=autocomplete.or_else(|| kind.completion().map(str::to_owned))
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

/// Several lines of text; it grows with them where the browser can.
#[component]
pub fn TextArea(
    /// The name in the form; also the id, unless `id` says otherwise.
    #[prop(into)]
    name: String,
    /// What to fill in.
    #[prop(into)]
    label: String,
    /// The id, where a name occurs more than once on a page.
    #[prop(optional, into)]
    id: Option<String>,
    /// The value.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Hears every change.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// An example; never the only explanation.
    #[prop(optional, into)]
    placeholder: Option<String>,
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
    /// How many lines it has when it is empty.
    #[prop(default = 3)]
    rows: u32,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = described_by(&id, hint.is_some(), error);
    view! {
        <Field id=id.clone() label hint error required>
            <textarea
                class="input"
                id=id
                name=name
                rows=rows
                placeholder=placeholder
                required=required
                readonly=readonly
                disabled=disabled
                aria-describedby=described
                aria-invalid=invalid(error)
                prop:value=value
                // Inside this element nothing is parsed: its text must not come with the marks of the framework.
                inner_html=as_html(&value.get_untracked())
                on:input=move |event| {
                    if let Some(hear) = on_input {
                        hear.run(event_target_value(&event));
                    }
                }
            ></textarea>
        </Field>
    }
    .into_any()
}

/// A text as HTML that says it.
fn as_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
