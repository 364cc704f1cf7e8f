//! Files to hand in.

use leptos::prelude::*;

use super::{
    Icon, Symbol,
    field::{Field, FieldError, Hint, described_by, invalid},
};
use crate::t;
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
    /// A telephone may also take a picture.
    #[prop(optional)]
    camera: bool,
    /// It cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    // Beside the choice among what is there: `capture` alone would leave nothing but the camera.
    let camera = camera.then(|| {
        let accept = accept.clone();
        view! {
            <label class="button file-camera">
                <Icon symbol=Symbol::Camera />
                {t!("file-camera")}
                <input class="visually-hidden" type="file" accept=accept capture="environment" disabled=disabled />
            </label>
        }
    });
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
                {camera}
            </div>
        </Field>
    }
    .into_any()
}

/// A picture that is there, small; it leads to the whole.
#[component]
pub fn Thumbnail(
    /// Its name.
    #[prop(into)]
    name: String,
    /// Where it can be read.
    #[prop(into)]
    href: String,
    /// What one may do with it: icon buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (address, title) = (href.clone(), name.clone());
    view! {
        <figure class="thumbnail">
            <a href=address title=title>
                <img src=href alt=name loading="lazy" />
            </a>
            {children.map(|children| children())}
        </figure>
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
