//! Files in a form.

use flow::id::InstanceId;
use flow::model::{Field, FieldType};
use leptos::prelude::*;
use serde_json::Value as Json;

use super::signature::SignatureEntry;
use crate::components::{FileInput, FileLine, IconButton, Symbol, Thumbnail};
use crate::form::{Filling, in_words};
use crate::port::Attachment;
use crate::t;

/// What is uploaded: the files, and what to do with their values.
pub(crate) type Chosen = (Vec<leptos::web_sys::File>, Callback<Vec<Json>>, RwSignal<Option<String>>);

/// What a browser offers for a field of pictures.
const PICTURES: &str = "image/*";

/// The files of a field: those that are there, and room for more.
#[component]
pub(crate) fn FilesEntry(
    /// The form.
    filling: Filling,
    /// The field.
    field: Field,
    /// Whether the form does not go on without.
    required: bool,
    /// Uploads chosen files.
    upload: Callback<Chosen>,
) -> impl IntoView {
    if field.kind == FieldType::Signature {
        return view! { <SignatureEntry filling field required upload /> }.into_any();
    }
    let are_pictures = field.kind == FieldType::Picture;
    let id = field.id.clone();
    let files = Memo::new(move |_| filling.value(&id).as_array().cloned().unwrap_or_default());
    let wrong = RwSignal::new(None::<String>);
    let problem = filling.problem(&field.id);
    let error = Signal::derive(move || wrong.get().or_else(|| problem.get()));
    let own = field.id.clone();
    let add = Callback::new(move |new: Vec<Json>| {
        let mut all = files.get_untracked();
        all.extend(new);
        filling.write(&own, Json::Array(all));
    });
    let choose = move |event: leptos::ev::Event| {
        let input: leptos::web_sys::HtmlInputElement = event_target(&event);
        if let Some(list) = input.files() {
            let chosen = (0..list.length()).filter_map(|index| list.get(index)).collect();
            upload.run((chosen, add, wrong));
        }
    };
    let own = field.id.clone();
    let lines = move || {
        let all = files.get();
        let line = |(index, file): (usize, &Json)| {
            let name = file.get("name").and_then(Json::as_str).unwrap_or_default().to_owned();
            let size = file.get("size").and_then(Json::as_u64).unwrap_or_default();
            let href = filling.address_of_file(file.get("hash").and_then(Json::as_str).unwrap_or_default());
            let own = own.clone();
            let remove = move |_| {
                let mut all = files.get_untracked();
                all.remove(index);
                filling.write(&own, Json::Array(all));
            };
            let label = t!("file-remove", name = &name);
            let remove = view! { <IconButton label symbol=Symbol::Trash on_click=remove /> };
            match are_pictures {
                true => view! { <Thumbnail name href>{remove}</Thumbnail> }.into_any(),
                false => view! { <FileLine name size href>{remove}</FileLine> }.into_any(),
            }
        };
        all.iter().enumerate().map(|pair| line((pair.0, pair.1))).collect_view()
    };
    let label = field.label.as_ref().map_or_else(|| field.id.to_string(), in_words);
    let accept = if are_pictures { PICTURES } else { "" };
    view! {
        <div class="form-files" on:change=choose>
            <FileInput
                name=field.id.to_string()
                label
                several=true
                accept
                camera=are_pictures
                hint=field.hint.as_ref().map(in_words)
                error
                required
            />
            <div class=if are_pictures { "thumbnails" } else { "file-list" }>{lines}</div>
        </div>
    }
    .into_any()
}

/// A file of an instance, to be read.
#[component]
pub(crate) fn FileOf(
    /// The file.
    file: Attachment,
    /// Whose it is.
    instance: InstanceId,
) -> impl IntoView {
    let href = format!("/api/v1/instances/{instance}/attachments/{}", file.hash);
    view! { <FileLine name=file.name size=file.size href /> }
}

/// Uploads files to the server, one after the other.
#[cfg(feature = "hydrate")]
pub(crate) fn upload_files((files, add, wrong): Chosen) {
    leptos::task::spawn_local(async move {
        wrong.set(None);
        for file in files {
            match crate::port::upload(file).await {
                Ok(stored) => {
                    add.run(vec![serde_json::json!({"name": stored.name, "size": stored.size, "hash": stored.hash})])
                }
                Err(problem) => wrong.set(Some(super::loaded::problem_words(&problem))),
            }
        }
    });
}

/// Nobody chooses files on the server.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn upload_files(_: Chosen) {}
