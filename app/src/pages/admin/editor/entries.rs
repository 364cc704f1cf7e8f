//! The fields that several editors have.

use flow::text::Text;
use leptos::prelude::*;

use super::Saving;
use crate::components::{Candidate, Choice, Hint, PersonPicker, Select, TextInput};
use crate::form::{candidate, candidates, in_words};
use crate::port::{DepartmentRow, PersonRef};
use crate::t;

/// What something is called, as it is filled in.
#[derive(Clone, Copy)]
pub(in crate::pages::admin) struct Naming {
    first: RwSignal<String>,
    english: RwSignal<String>,
}

impl Naming {
    /// Begins with a name, or without one.
    pub(in crate::pages::admin) fn of(name: Option<&Text>) -> Self {
        let (first, english) = match name {
            None => Default::default(),
            Some(Text::Plain(words)) => (words.to_string(), String::new()),
            Some(Text::Each(each)) => {
                let english = each.en.as_deref().unwrap_or_default().to_owned();
                match &each.zh {
                    Some(chinese) => (chinese.to_string(), english),
                    None => (english, String::new()),
                }
            }
        };
        Self { first: RwSignal::new(first), english: RwSignal::new(english) }
    }

    /// The name as it was filled in.
    pub(in crate::pages::admin) fn text(self) -> Text {
        let (first, english) = (self.first.get_untracked(), self.english.get_untracked());
        match english.trim() {
            "" => Text::from(first.trim()),
            english => Text::each(first.trim(), english),
        }
    }
}

/// The name, and the English one where it is another.
#[component]
pub(in crate::pages::admin) fn NameEntries(naming: Naming, saving: Saving) -> impl IntoView {
    view! {
        <TextInput name="name" label=t!("admin-name") value=naming.first on_input=move |words| naming.first.set(words)
            error=saving.error("name") required=true />
        <TextInput name="name-en" label=t!("admin-name-en") hint=t!("admin-name-en-hint") value=naming.english
            on_input=move |words| naming.english.set(words) />
    }
    .into_any()
}

/// The id, which is chosen once.
#[component]
pub(in crate::pages::admin) fn IdEntry(id: RwSignal<String>, fixed: bool, saving: Saving) -> impl IntoView {
    let hint = Hint::from((!fixed).then(|| t!("admin-id-hint")));
    view! {
        <TextInput name="id" label=t!("admin-id") hint value=id on_input=move |words| id.set(words)
            error=saving.error("id") required=true readonly=fixed />
    }
    .into_any()
}

/// One of the departments, or none.
#[component]
pub(in crate::pages::admin) fn DepartmentEntry(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into)] none: String,
    departments: Vec<DepartmentRow>,
    value: RwSignal<String>,
) -> impl IntoView {
    let choice = |row: &DepartmentRow| Choice::new(row.id.to_string(), in_words(&row.name));
    let choices = departments.iter().map(choice).collect::<Vec<_>>();
    view! { <Select name label choices empty=none value on_change=move |id| value.set(id) /> }.into_any()
}

/// One person, or several.
#[component]
pub(in crate::pages::admin) fn PeopleEntry(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Hint,
    chosen: RwSignal<Vec<Candidate>>,
    #[prop(optional)] several: bool,
    saving: Saving,
) -> impl IntoView {
    let found = RwSignal::new(Vec::new());
    Effect::new(move |_| candidates(String::new(), found));
    view! {
        <PersonPicker name label hint candidates=found chosen on_search=move |typed| candidates(typed, found) several
            error=saving.error(name) />
    }
    .into_any()
}

/// People as a picker begins with them.
pub(in crate::pages::admin) fn chosen(people: impl IntoIterator<Item = PersonRef>) -> RwSignal<Vec<Candidate>> {
    RwSignal::new(people.into_iter().map(candidate).collect())
}

/// The ids of the people in a picker.
pub(in crate::pages::admin) fn ids(chosen: RwSignal<Vec<Candidate>>) -> Vec<String> {
    chosen.get_untracked().into_iter().map(|person| person.id).collect()
}

/// What was chosen, when something was.
pub(in crate::pages::admin) fn optional<T: From<String>>(value: RwSignal<String>) -> Option<T> {
    let value = value.get_untracked();
    (!value.is_empty()).then(|| T::from(value))
}
