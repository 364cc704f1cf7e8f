//! Controls of values that are put together of parts: from and to, a place, a way through options.

use flow::model::Field;
use leptos::prelude::*;
use serde_json::{Map, Value as Json};

use super::entry::choices_of;
use super::reading::text_of;
use crate::components::{Choice, DateInput, FieldError, FieldGroup, NumberInput, Select, TextInput};
use crate::t;

/// What every control of a field is given.
#[derive(Clone)]
pub(super) struct Given {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) value: Signal<Json>,
    pub(super) write: Callback<Json>,
    pub(super) required: bool,
    pub(super) error: FieldError,
}

impl Given {
    /// A part of the value as it stands in a control.
    fn part(&self, part: &'static str) -> Signal<String> {
        let value = self.value;
        Signal::derive(move || value.read().get(part).map(text_of).unwrap_or_default())
    }

    /// Writes a part; without any part there is no value.
    fn write_part(&self, part: &'static str) -> Callback<String> {
        let (value, write) = (self.value, self.write);
        Callback::new(move |text: String| {
            let mut parts = value.get_untracked().as_object().cloned().unwrap_or_else(Map::new);
            match text.is_empty() {
                true => _ = parts.remove(part),
                false => _ = parts.insert(part.to_owned(), text.into()),
            }
            write.run(if parts.is_empty() { Json::Null } else { Json::Object(parts) });
        })
    }
}

/// The first and the last day.
#[component]
pub(super) fn RangeEntry(given: Given) -> impl IntoView {
    let (from, to) = (given.part("from"), given.part("to"));
    let (write_from, write_to) = (given.write_part("from"), given.write_part("to"));
    let Given { name, label, hint, required, error, .. } = given;
    view! {
        <FieldGroup id=name.clone() label hint error required>
            <div class="field-parts">
                <DateInput name=format!("{name}.from") label=t!("form-from") value=from on_input=write_from required />
                <DateInput name=format!("{name}.to") label=t!("form-to") value=to on_input=write_to required />
            </div>
        </FieldGroup>
    }
}

/// An address, and where that is for whoever knows.
#[component]
pub(super) fn PlaceEntry(given: Given) -> impl IntoView {
    let (latitude, longitude) = (given.part("latitude"), given.part("longitude"));
    let (write_latitude, write_longitude) = (given.write_part("latitude"), given.write_part("longitude"));
    let value = given.value;
    // Without script the address is all that is sent, as a text.
    let address = Signal::derive(move || match &*value.read() {
        Json::Object(place) => place.get("address").map(text_of).unwrap_or_default(),
        other => text_of(other),
    });
    let write_address = given.write_part("address");
    let Given { name, label, hint, required, error, .. } = given;
    view! {
        <div class="field-group">
            <TextInput
                name=name.clone()
                label
                hint
                value=address
                on_input=write_address
                autocomplete="street-address"
                required
                error
            />
            <details class="field-more">
                <summary class="link">{t!("form-coordinates")}</summary>
                <div class="field-parts">
                    <NumberInput name=format!("{name}.latitude") label=t!("form-latitude") value=latitude on_input=write_latitude />
                    <NumberInput name=format!("{name}.longitude") label=t!("form-longitude") value=longitude on_input=write_longitude />
                </div>
            </details>
        </div>
    }
}

/// One choice after the other, each among what the one before it leaves.
#[component]
pub(super) fn CascadeEntry(given: Given, field: Field) -> impl IntoView {
    let Given { name, label, hint, value, write, required, error } = given;
    let field = StoredValue::new(field);
    let path = Memo::new(move |_| path_of(&value.read()));
    // What stands before each level: a level stays as it is while what stands before it does.
    let levels = Memo::new(move |_| {
        let path = path.get();
        let open = field.with_value(|field| field.chosen(path.iter().map(String::as_str)).len());
        let levels = (0..=open).map(|depth| path[..depth].to_vec());
        levels.filter(|before| field.with_value(|field| !below(field, before).is_empty())).collect::<Vec<_>>()
    });
    let frame = name.clone();
    let level = move |before: Vec<String>| {
        let depth = before.len();
        let choices: Vec<Choice> = field.with_value(|field| choices_of(below(field, &before)));
        let chosen = Signal::derive(move || path.read().get(depth).cloned().unwrap_or_default());
        let choose = Callback::new(move |id: String| {
            let mut path = before.clone();
            path.extend(Some(id).filter(|id| !id.is_empty()));
            write.run(if path.is_empty() { Json::Null } else { Json::from(path) });
        });
        let id = format!("{name}-{depth}");
        view! {
            <Select
                name=name.clone()
                id
                label=t!("form-level", number = depth + 1)
                choices
                empty=t!("form-choose")
                value=chosen
                on_change=choose
                required
            />
        }
    };
    view! {
        <FieldGroup id=frame label hint error required>
            <div class="field-parts">
                <For each=move || levels.get() key=Clone::clone children=level />
            </div>
        </FieldGroup>
    }
}

/// What there is to choose after these choices.
fn below<'f>(field: &'f Field, before: &[String]) -> &'f [flow::model::Choice] {
    match field.chosen(before.iter().map(String::as_str)).last() {
        Some(last) => &last.options,
        None => &field.options,
    }
}

pub(super) fn path_of(value: &Json) -> Vec<String> {
    let ids = value.as_array().map(Vec::as_slice).unwrap_or_default();
    ids.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect()
}
