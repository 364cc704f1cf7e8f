//! Fields as they are read.

use flow::form::in_capitals;
use flow::model::{Field, FieldType};
use flow::time::Unit;
use leptos::prelude::*;
use serde_json::Value as Json;

use super::entry::label_of;
use super::parts::path_of;
use super::rows::RowsReading;
use super::{Filling, in_words};
use crate::components::{Fact, KeyValue, Thumbnail};
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
            let is_empty = words.is_empty();
            // Who reads by a link has no way to the files.
            let shown = if field.kind.is_looked_at() && filling.is_of_instance() {
                pictures(filling, &value)
            } else {
                words.into_any()
            };
            (!is_empty).then(|| view! { <Fact name=label.clone()>{shown}</Fact> })
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
    match field.kind {
        FieldType::Table => return view! { <RowsReading filling field /> }.into_any(),
        FieldType::Explanation => return view! { <Explanation field /> }.into_any(),
        kind if kind.is_looked_at() => return view! { <Pictures filling field /> }.into_any(),
        _ => {}
    }
    let (id, label) = (field.id.clone(), label_of(&field));
    let words = Memo::new(move |_| match filling.value(&id) {
        Json::Null if field.kind == FieldType::Serial => t!("form-serial-later"),
        value => said(filling, &field, &value),
    });
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

/// A text that stands in the form to be read.
#[component]
fn Explanation(field: Field) -> impl IntoView {
    let heading = field.label.as_ref().map(in_words).map(|words| view! { <strong>{words}</strong> });
    view! {
        <div class="form-explanation">
            {heading}
            {field.hint.as_ref().map(|hint| view! { <p>{in_words(hint)}</p> })}
        </div>
    }
}

/// A field that is looked at, among those that are filled in.
#[component]
fn Pictures(filling: Filling, field: Field) -> impl IntoView {
    let label = label_of(&field);
    let value = Memo::new(move |_| filling.value(&field.id));
    move || {
        let label = label.clone();
        value.read().as_array().is_some_and(|files| !files.is_empty()).then(|| {
            view! {
                <div class="field" data-reading="">
                    <span class="field-label">{label}</span>
                    {pictures(filling, &value.read())}
                </div>
            }
        })
    }
}

/// The pictures of a value, small; each leads to the whole.
fn pictures(filling: Filling, value: &Json) -> AnyView {
    let files = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let files = files.iter().filter_map(|file| {
        let (name, hash) = (file.get("name")?.as_str()?.to_owned(), file.get("hash")?.as_str()?);
        Some(view! { <Thumbnail name href=filling.address_of_file(hash) /> })
    });
    view! { <div class="thumbnails">{files.collect_view()}</div> }.into_any()
}

/// Whether there is anything to read of a field.
pub(super) fn has_something_to_read(filling: Filling, field: &Field) -> bool {
    match filling.value(&field.id) {
        Json::Array(rows) if field.kind == FieldType::Table => !rows.is_empty(),
        Json::Null if !field.is_filled_by_people() && field.compute.is_none() => true,
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
        (FieldType::Money, value) => {
            let amount = money_in(text_of(value), field.currency.as_deref());
            match in_capitals(field, &text_of(value)) {
                Some(capitals) => t!("money-in-capitals", amount = amount, capitals = capitals),
                None => amount,
            }
        }
        (FieldType::Rating, value) => t!("rating-given", given = text_of(value), of = field.stars()),
        (FieldType::Duration, value) => format!("{} {}", number(text_of(value)), counted(field.counted())),
        (FieldType::DateRange, Json::Object(range)) => {
            let end = |name| range.get(name).map(text_of).unwrap_or_default();
            t!("form-from-to", from = end("from"), to = end("to"))
        }
        (FieldType::Location, Json::Object(place)) => {
            let part = |name| place.get(name).map(text_of).unwrap_or_default();
            match place.contains_key("latitude") {
                true => t!(
                    "form-place",
                    address = part("address"),
                    latitude = part("latitude"),
                    longitude = part("longitude")
                ),
                false => part("address"),
            }
        }
        (FieldType::Cascade, value) => {
            let path = path_of(value);
            let chosen = field.chosen(path.iter().map(String::as_str));
            chosen.iter().map(|option| in_words(&option.called())).collect::<Vec<_>>().join(" / ")
        }
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
        (kind, Json::Array(files)) if kind.holds_files() => listed(files.iter().filter_map(|file| {
            let size = file.get("size").and_then(Json::as_u64).unwrap_or_default();
            Some(t!("file-with-size", name = file.get("name")?.as_str()?, size = bytes(size)))
        })),
        (_, value) => text_of(value),
    }
}

/// What a duration counts, after a number.
pub(super) fn counted(unit: Unit) -> String {
    match unit {
        Unit::Minute => t!("unit-minutes"),
        Unit::Hour => t!("unit-hours"),
        Unit::Day => t!("unit-days"),
        Unit::WorkingHour => t!("unit-working-hours"),
        Unit::WorkingDay => t!("unit-working-days"),
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
