//! Fields as they are read.

use flow::model::{Field, FieldType};
use leptos::prelude::*;
use serde_json::Value as Json;

use super::entry::label_of;
use super::rows::RowsReading;
use super::{Filling, in_words};
use crate::components::{Fact, KeyValue};
use crate::t;
use crate::text::{bytes, listed, money_in, number};

/// The fields of a form as they are read: what is empty is left out.
#[component]
pub fn Readings(
    /// The form.
    filling: Filling,
    /// In two columns where there is room.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let fields =
        filling.form.with_value(|form| form.fields().iter().map(|view| view.field.clone()).collect::<Vec<_>>());
    let (tables, facts): (Vec<_>, Vec<_>) = fields.into_iter().partition(|field| field.kind == FieldType::Table);
    let facts = facts.into_iter().map(move |field| {
        let (id, label) = (field.id.clone(), label_of(&field));
        move || {
            let value = filling.value(&id);
            let words = said(filling, &field, &value);
            (!words.is_empty()).then(|| view! { <Fact name=label.clone()>{words}</Fact> })
        }
    });
    let tables = tables.into_iter().map(move |field| view! { <RowsReading filling field /> });
    view! {
        <KeyValue wide>{facts.collect_view()}</KeyValue>
        {tables.collect_view()}
    }
}

/// One field as it is read, among those that are filled in; nothing when there is nothing to read.
#[component]
pub(super) fn Reading(filling: Filling, field: Field) -> impl IntoView {
    if field.kind == FieldType::Table {
        return view! { <RowsReading filling field /> }.into_any();
    }
    let (id, label) = (field.id.clone(), label_of(&field));
    let words = Memo::new(move |_| said(filling, &field, &filling.value(&id)));
    let line = move || {
        let label = label.clone();
        (!words.read().is_empty()).then(|| {
            view! {
                <div class="field" data-reading="">
                    <span class="field-label">{label}</span>
                    <output class="field-value">{words}</output>
                </div>
            }
        })
    };
    line.into_any()
}

/// Whether there is anything to read of a field.
pub(super) fn has_something_to_read(filling: Filling, field: &Field) -> bool {
    match filling.value(&field.id) {
        Json::Array(rows) if field.kind == FieldType::Table => !rows.is_empty(),
        value => !said(filling, field, &value).is_empty(),
    }
}

/// A value as people read it.
pub(super) fn said(filling: Filling, field: &Field, value: &Json) -> String {
    match (field.kind, value) {
        (_, Json::Null) => String::new(),
        (FieldType::Boolean, value) => {
            if *value == Json::Bool(true) {
                t!("form-yes")
            } else {
                t!("form-no")
            }
        }
        (FieldType::Money, value) => money_in(text_of(value), field.currency.as_deref()),
        (FieldType::Number, value) => {
            let unit = field.unit.as_ref().map(|unit| format!(" {}", in_words(unit))).unwrap_or_default();
            format!("{}{unit}", number(text_of(value)))
        }
        (FieldType::Choice, Json::String(id)) => option_words(field, id),
        (FieldType::Choices, Json::Array(ids)) => {
            listed(ids.iter().filter_map(Json::as_str).map(|id| option_words(field, id)))
        }
        (FieldType::Person | FieldType::Department, Json::String(id)) => filling.called(id),
        (FieldType::People, Json::Array(ids)) => {
            listed(ids.iter().filter_map(Json::as_str).map(|id| filling.called(id)))
        }
        (FieldType::Files, Json::Array(files)) => listed(files.iter().filter_map(|file| {
            let size = file.get("size").and_then(Json::as_u64).unwrap_or_default();
            Some(t!("file-with-size", name = file.get("name")?.as_str()?, size = bytes(size)))
        })),
        (_, value) => text_of(value),
    }
}

fn option_words(field: &Field, id: &str) -> String {
    let option = field.options.iter().find(|option| option.id == id);
    option.and_then(|option| option.label.as_ref()).map_or_else(|| id.to_owned(), in_words)
}

/// A value as it stands in a control.
pub(super) fn text_of(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        Json::Bool(yes) => yes.to_string(),
        Json::Null | Json::Array(_) | Json::Object(_) => String::new(),
    }
}
