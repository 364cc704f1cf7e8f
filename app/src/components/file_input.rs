//! Files to hand in.

use leptos::prelude::*;

use super::{
    Icon, Symbol,
    field::{Field, FieldError, Hint, described_by, invalid},
};
use crate::text::bytes;

/// One or several files. The browser's own control, so one can also drop files on it.
#[component]
pub fn FileInput(
    /// The name in the form; also the id.
    #[prop(into)]
    name: String,
    /// What to hand in.
    #[prop(into)]
    label: String,
    /// More than one file may be chosen.
    #[prop(optional)]
    several: bool,
    /// The kinds of file, as the browser names them: `application/pdf,image/*`.
    #[prop(optional, into)]
    accept: Option<String>,
    /// What may be handed in.
    #[prop(optional, into)]
    hint: Hint,
    /// What is wrong.
    #[prop(optional, into)]
    error: FieldError,
    /// A file has to be handed in.
    #[prop(optional)]
    required: bool,
    /// It cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let described = described_by(&name, hint.is_some(), error);
    view! {
        <Field id=name.clone() label hint error required>
            <div class="file-input" data-invalid=move || error.read().is_some().then_some("")>
                <Icon symbol=Symbol::Paperclip />
                <input
                    type="file"
                    id=name.clone()
                    name=name
                    multiple=several
                    accept=accept
                    required=required
                    disabled=disabled
                    aria-describedby=described
                    aria-invalid=invalid(error)
                />
            </div>
        </Field>
    }
    .into_any()
}

/// A file that is there: its name, its size, and what one may do with it.
#[component]
pub fn FileLine(
    /// Its name.
    #[prop(into)]
    name: String,
    /// Its size in bytes.
    size: u64,
    /// Where it can be read.
    #[prop(into)]
    href: String,
    /// What one may do with it: icon buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="file">
            <Icon symbol=Symbol::File />
            <a class="link file-name" data-quiet="" href=href>
                {name}
            </a>
            <span class="file-size">{bytes(size)}</span>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
