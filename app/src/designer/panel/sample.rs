//! A matter made up to try rules on: who begins it, and what its form holds.

use std::collections::BTreeMap;

use feel::Value;
use flow::design::Sample;
use flow::id::{FieldId, PersonId};
use flow::model::{Definition, Field, FieldType};
use flow::text::Text;
use leptos::prelude::*;
use serde_json::Value as Json;

use super::called;
use crate::components::{Candidate, Choice, NumberInput, PersonPicker, Select, TextInput};
use crate::designer::work::{House, Work};
use crate::form::in_words;
use crate::t;
use crate::text::{listed, number};

/// The sample: what one typed at one element holds at the next. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Samples {
    initiator: RwSignal<Vec<Candidate>>,
    typed: RwSignal<BTreeMap<FieldId, Json>>,
}

impl Samples {
    /// Nobody, and nothing.
    pub(super) fn new() -> Self {
        Self { initiator: RwSignal::new(Vec::new()), typed: RwSignal::new(BTreeMap::new()) }
    }

    /// Whether anything was made up yet.
    pub(super) fn is_begun(self) -> bool {
        self.initiator.with(|initiator| !initiator.is_empty()) || self.typed.with(|typed| !typed.is_empty())
    }

    /// The sample, as far as it was made up.
    ///
    /// # Errors
    /// What is wrong with the first value that its field cannot hold.
    pub(super) fn sample(self, draft: &Definition) -> Result<Sample, Text> {
        let initiator = self.initiator.with(|chosen| chosen.first().map(|person| PersonId::from(person.id.as_str())));
        let known = |field: &FieldId| draft.form.fields.iter().any(|other| other.id == *field);
        let typed = self.typed.with(|typed| {
            let known = typed.iter().filter(|(field, _)| known(field));
            known.map(|(field, value)| (field.to_string(), value.clone())).collect()
        });
        let sample = Sample::typed(initiator, &draft.form.fields, &typed);
        sample.map_err(|wrong| wrong.into_iter().next().map(|wrong| wrong.message).unwrap_or_default())
    }

    fn value(self, field: FieldId) -> Signal<String> {
        Signal::derive(move || {
            self.typed.with(|typed| match typed.get(&field) {
                Some(Json::String(text)) => text.clone(),
                Some(value) => value.to_string(),
                None => String::new(),
            })
        })
    }

    fn write(self, field: FieldId, value: Json) {
        self.typed.update(|typed| match value {
            Json::String(text) if text.is_empty() => _ = typed.remove(&field),
            value => _ = typed.insert(field, value),
        });
    }
}

/// Who begins the matter.
#[component]
pub(super) fn SampleInitiator(house: StoredValue<std::sync::Arc<House>>) -> impl IntoView {
    let samples: Samples = expect_context();
    let everybody = Signal::stored(house.with_value(|house| everybody(house)));
    view! {
        <PersonPicker name="sample-initiator" label=t!("sample-initiator") candidates=everybody chosen=samples.initiator />
    }
    .into_any()
}

/// What the form holds, as far as these fields go. The path tells these controls from those of another rule in sight.
#[component]
pub(super) fn SampleFields(work: Work, fields: Signal<Vec<FieldId>>, #[prop(into)] path: String) -> impl IntoView {
    let path = StoredValue::new(path);
    let inputs = move || {
        let fields = fields
            .get()
            .into_iter()
            .filter_map(|id| work.with(|draft| draft.form.fields.iter().find(|field| field.id == id).cloned()));
        fields.map(|field| view! { <SampleField work field path=path.get_value() /> }).collect_view()
    };
    view! { <div class="panel-sample">{inputs}</div> }.into_any()
}

#[component]
fn SampleField(work: Work, field: Field, path: String) -> impl IntoView {
    let samples: Samples = expect_context();
    let label = work.with(|draft| called(draft, field.id.as_str()));
    let (name, value) = (format!("{path}-sample-{}", field.id), samples.value(field.id.clone()));
    let id = StoredValue::new(field.id.clone());
    let text = move |text: String| samples.write(id.get_value(), Json::String(text));
    let one_of = |choices: Vec<Choice>, read: fn(String) -> Json| {
        let choose = move |choice: String| samples.write(id.get_value(), read(choice));
        view! { <Select name=name.clone() label=label.clone() choices empty=t!("panel-choose") value on_change=choose /> }
            .into_any()
    };
    match field.kind {
        FieldType::Number | FieldType::Money => view! { <NumberInput name label value on_input=text /> }.into_any(),
        FieldType::Boolean => one_of(vec![Choice::new("true", t!("yes")), Choice::new("false", t!("no"))], |choice| {
            choice.parse().map(Json::Bool).unwrap_or(Json::String(choice))
        }),
        FieldType::Choice => {
            let options = field.options.iter();
            one_of(options.map(|option| Choice::new(&option.id, in_words(&option.called()))).collect(), Json::String)
        }
        FieldType::Department => one_of(choices(work.in_house(House::departments)), Json::String),
        FieldType::Person => one_of(choices(work.in_house(House::people)), Json::String),
        FieldType::Date => view! { <TextInput name label value on_input=text placeholder="2026-03-02" /> }.into_any(),
        FieldType::Text | FieldType::LongText | FieldType::Time | FieldType::DateTime => {
            view! { <TextInput name label value on_input=text /> }.into_any()
        }
        // Nobody makes up files and rows to try a rule.
        _ => ().into_any(),
    }
}

fn choices<I: ToString>(all: Vec<(I, String)>) -> Vec<Choice> {
    all.into_iter().map(|(id, words)| Choice::new(id.to_string(), words)).collect()
}

/// Everybody in the house, to be chosen.
pub(super) fn everybody(house: &House) -> Vec<Candidate> {
    let organisation = &house.organisation;
    let people = organisation.people.iter().filter(|(_, person)| person.left.is_none());
    let candidates = people.map(|(id, person)| {
        let department = person.department.as_ref().and_then(|id| organisation.departments.get(id));
        Candidate {
            id: id.to_string(),
            name: in_words(&person.name),
            detail: department.map(|department| in_words(&department.name)).unwrap_or_default(),
            initials: id.to_string(),
            away: false,
        }
    });
    candidates.collect()
}

/// A value as people read it.
pub(super) fn value_in_words(value: &Value) -> String {
    match value {
        Value::Null => t!("value-none"),
        Value::Bool(true) => t!("yes"),
        Value::Bool(false) => t!("no"),
        Value::Number(value) => number(value.to_string()),
        Value::String(text) => text.to_string(),
        Value::List(values) => listed(values.iter().map(value_in_words)),
        other => other.to_string(),
    }
}
