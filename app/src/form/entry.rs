//! The controls of a form: one for each kind of field.

use flow::form::in_capitals;
use flow::id::PersonId;
use flow::model::{Field, FieldType};
use flow::text::Text;
use leptos::prelude::*;
use serde_json::Value as Json;

use super::live::FieldState;
use super::parts::{CascadeEntry, Given, PlaceEntry, RangeEntry};
use super::reading::{Reading, counted, has_something_to_read, text_of};
use super::rows::Rows;
use super::{Filling, in_words};
use crate::components::{
    Candidate, Checkbox, Choice, DateInput, DateKind, FieldError, MoneyInput, NumberInput, PersonPicker, RadioGroup,
    Rating, Select, TextArea, TextInput, TextKind,
};
use crate::port::port;

/// What stands for the files of a field; the form may not go on without them.
pub type Files = Callback<(Field, bool), AnyView>;

/// The fields of a form, under their headings. Fields that may only be read stand among the others.
#[component]
pub fn Entries(
    /// The form.
    filling: Filling,
    /// What stands for the files of a field, which have to be there or not.
    #[prop(optional, into)]
    files: Option<Files>,
) -> impl IntoView {
    let fields: Vec<_> = filling.form.with_value(|form| {
        form.fields().iter().map(|view| (view.field.clone(), state_of(filling, &view.field))).collect()
    });
    // Where no field says how wide it is, they share the room.
    let has_columns = fields.iter().any(|(field, _)| field.width.is_some());
    let entries = (0..fields.len()).map(|at| {
        let (field, state) = fields[at].clone();
        let heading = field.section.as_ref().map(|section| heading(filling, in_words(section), &fields[at..]));
        let body = move || {
            state.get().filter(|state| state.shown).map(|state| {
                let width = field.width.unwrap_or(ALL_COLUMNS);
                let field = with_what_is_offered(&field, state.offered.as_deref());
                let shown = if state.can_write() {
                    entry(filling, field, state.required, files)
                } else {
                    view! { <Reading filling field /> }.into_any()
                };
                match has_columns {
                    true => view! { <div class="form-cell" data-width=width>{shown}</div> }.into_any(),
                    false => shown,
                }
            })
        };
        view! {
            {heading}
            {body}
        }
    });
    let entries = entries.collect_view();
    view! {
        <div class="form-layout">
            <div class="form-fields" data-columns=has_columns.then_some("")>
                {entries}
            </div>
        </div>
    }
}

/// The columns of a form whose fields say how wide they are.
const ALL_COLUMNS: u8 = 12;

/// A field with those of its options that are offered now.
fn with_what_is_offered(field: &Field, offered: Option<&[flow::model::Choice]>) -> Field {
    let options = offered.map_or_else(|| field.options.clone(), <[_]>::to_vec);
    Field { options, ..field.clone() }
}

/// The heading over fields, the first of which begins its section, as long as anything stands under it.
fn heading(filling: Filling, words: String, fields: &[(Field, Memo<Option<FieldState>>)]) -> impl IntoView {
    let below = fields.iter().skip(1).take_while(|(field, _)| field.section.is_none());
    let below: Vec<_> = fields.first().into_iter().chain(below).cloned().collect();
    let stands = Memo::new(move |_| {
        below.iter().any(|(field, state)| {
            state.get().is_some_and(|state| state.shown && (state.can_write() || has_something_to_read(filling, field)))
        })
    });
    move || stands.get().then(|| view! { <h3 class="form-heading">{words.clone()}</h3> })
}

fn state_of(filling: Filling, field: &Field) -> Memo<Option<FieldState>> {
    let id = field.id.clone();
    Memo::new(move |_| filling.settled.read().fields.iter().find(|state| state.field == id).cloned())
}

/// What a field is called.
pub(super) fn label_of(field: &Field) -> String {
    field.label.as_ref().map_or_else(|| field.id.to_string(), in_words)
}

fn entry(filling: Filling, field: Field, required: bool, files: Option<Files>) -> AnyView {
    match field.kind {
        FieldType::Table => view! { <Rows filling field /> }.into_any(),
        kind if kind.holds_files() => match files {
            Some(files) => files.run((field, required)),
            None => view! { <Reading filling field /> }.into_any(),
        },
        _ => {
            let id = field.id.clone();
            let value = Signal::derive(move || filling.value(&id));
            let id = field.id.clone();
            let error = filling.problem(&field.id);
            control(
                filling,
                &field,
                field.id.to_string(),
                value,
                Callback::new(move |value| filling.write(&id, value)),
                required,
                error,
            )
        }
    }
}

/// The control of a field, wherever it stands: by itself or in a row.
pub(super) fn control(
    filling: Filling,
    field: &Field,
    name: String,
    value: Signal<Json>,
    write: Callback<Json>,
    required: bool,
    error: FieldError,
) -> AnyView {
    let label = label_of(field);
    let hint = field.hint.as_ref().map(in_words);
    let shown = Signal::derive(move || text_of(&value.read()));
    let write_text = Callback::new(move |text: String| write.run(json_text(text)));
    match field.kind {
        FieldType::LongText => view! {
            <TextArea name label hint value=shown on_input=write_text required error />
        }
        .into_any(),
        FieldType::Number => {
            let suffix = field.unit.as_ref().map(in_words);
            view! { <NumberInput name label hint value=shown on_input=write_text required error suffix=suffix.unwrap_or_default() /> }
                .into_any()
        }
        FieldType::Money => {
            let currency = field.currency.clone();
            let amount =
                view! { <MoneyInput name label currency hint value=shown on_input=write_text required error /> };
            if !field.capitals {
                return amount.into_any();
            }
            let field = field.clone();
            view! {
                <div class="field-group">
                    {amount}
                    <output class="field-hint" data-capitals="">
                        {move || in_capitals(&field, &shown.read())}
                    </output>
                </div>
            }
            .into_any()
        }
        FieldType::Duration => {
            let suffix = counted(field.counted());
            view! { <NumberInput name label hint value=shown on_input=write_text required error suffix /> }.into_any()
        }
        FieldType::Rating => {
            let given = Signal::derive(move || shown.read().parse::<u8>().ok());
            let rate = Callback::new(move |stars: Option<u8>| write.run(stars.map_or(Json::Null, Json::from)));
            view! { <Rating name label stars=field.stars() hint value=given on_change=rate required error /> }
                .into_any()
        }
        FieldType::DateRange | FieldType::Location | FieldType::Cascade => {
            let given = Given { name, label, hint, value, write, required, error };
            match field.kind {
                FieldType::DateRange => view! { <RangeEntry given /> }.into_any(),
                FieldType::Location => view! { <PlaceEntry given /> }.into_any(),
                _ => view! { <CascadeEntry given field=field.clone() /> }.into_any(),
            }
        }
        FieldType::Date | FieldType::Time | FieldType::DateTime => {
            let kind = match field.kind {
                FieldType::Time => DateKind::Time,
                FieldType::DateTime => DateKind::Moment,
                _ => DateKind::Day,
            };
            view! { <DateInput name label hint kind value=shown on_input=write_text required error /> }.into_any()
        }
        FieldType::Boolean => {
            let checked = Signal::derive(move || *value.read() == Json::Bool(true));
            let write = Callback::new(move |ticked: bool| write.run(Json::Bool(ticked)));
            view! { <Checkbox name label detail=hint.unwrap_or_default() checked on_change=write /> }.into_any()
        }
        FieldType::Choice => choice(choices_of(&field.options), name, label, hint, shown, write_text, required, error),
        FieldType::Department => {
            let choices = filling.form.with_value(|form| choices_of(&form.view().departments));
            view! { <Select name label hint choices value=shown on_change=write_text required error /> }.into_any()
        }
        FieldType::Person | FieldType::People => {
            let several = field.kind == FieldType::People;
            view! { <PersonEntry filling name label hint value write several required error /> }.into_any()
        }
        FieldType::Choices => choices(field, &name, value, write),
        _ => {
            let kind = text_kind(field.kind);
            view! { <TextInput name label hint kind value=shown on_input=write_text required error /> }.into_any()
        }
    }
}

/// How a line of text is typed.
fn text_kind(kind: FieldType) -> TextKind {
    match kind {
        FieldType::Email => TextKind::Email,
        FieldType::Phone => TextKind::Telephone,
        FieldType::IdNumber | FieldType::CreditCode => TextKind::Code,
        FieldType::CardNumber => TextKind::Digits,
        _ => TextKind::Plain,
    }
}

/// An empty control empties its field.
fn json_text(text: String) -> Json {
    if text.is_empty() { Json::Null } else { Json::String(text) }
}

/// How many choices are all kept in sight.
const IN_SIGHT: usize = 4;

#[allow(clippy::too_many_arguments, reason = "these are the properties of one control")]
fn choice(
    choices: Vec<Choice>,
    name: String,
    label: String,
    hint: Option<String>,
    value: Signal<String>,
    on_change: Callback<String>,
    required: bool,
    error: FieldError,
) -> AnyView {
    if choices.len() <= IN_SIGHT {
        return view! { <RadioGroup name label hint choices value on_change inline=true required error /> }.into_any();
    }
    view! { <Select name label hint choices value on_change required error /> }.into_any()
}

pub(super) fn choices_of(options: &[flow::model::Choice]) -> Vec<Choice> {
    options.iter().map(|option| Choice::new(option.id.clone(), option_label(option))).collect()
}

fn option_label(option: &flow::model::Choice) -> String {
    option.label.as_ref().map_or_else(|| option.id.clone(), in_words)
}

fn choices(field: &Field, name: &str, value: Signal<Json>, write: Callback<Json>) -> AnyView {
    let boxes = field.options.iter().map(|option| {
        let (id, label) = (option.id.clone(), option_label(option));
        let own = id.clone();
        let checked = Signal::derive(move || chosen(&value.read()).contains(&own));
        let toggled = id.clone();
        let toggle = Callback::new(move |ticked: bool| {
            let mut ids = chosen(&value.read_untracked());
            ids.retain(|other| *other != toggled);
            if ticked {
                ids.push(toggled.clone());
            }
            write.run(Json::from(ids));
        });
        view! { <Checkbox name=name.to_owned() value=id label checked on_change=toggle /> }
    });
    view! {
        <fieldset class="field">
            <legend class="field-label">{label_of(field)}</legend>
            {boxes.collect_view()}
        </fieldset>
    }
    .into_any()
}

fn chosen(value: &Json) -> Vec<String> {
    let ids = value.as_array().map(Vec::as_slice).unwrap_or_default();
    ids.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

/// A field that holds people.
#[component]
fn PersonEntry(
    filling: Filling,
    name: String,
    label: String,
    hint: Option<String>,
    value: Signal<Json>,
    write: Callback<Json>,
    several: bool,
    required: bool,
    error: FieldError,
) -> impl IntoView {
    let people_in =
        move |value: &Json| -> Vec<Candidate> { people_of(value).iter().map(|id| filling.candidate(id)).collect() };
    let chosen = RwSignal::new(people_in(&value.read_untracked()));
    // What was kept in this browser comes after the form, and may name people whom the form does not know.
    Effect::watch(
        move || value.get(),
        move |now, _, _| {
            if chosen.read_untracked().iter().map(|person| &person.id).eq(&people_of(now)) {
                return;
            }
            let now = now.clone();
            filling.get_to_know(people_of(&now), move || {
                if value.try_get_untracked().as_ref() == Some(&now) {
                    chosen.set(people_in(&now));
                }
            });
        },
        true,
    );
    let found = RwSignal::new(Vec::<Candidate>::new());
    let search = Callback::new(move |typed: String| candidates(typed, found));
    Effect::watch(
        move || chosen.get(),
        move |people, _, _| {
            filling.meet(people);
            let ids: Vec<_> = people.iter().map(|person| person.id.clone()).collect();
            write.run(match several {
                true => Json::from(ids),
                false => ids.into_iter().next().map_or(Json::Null, Json::String),
            });
        },
        false,
    );
    view! { <PersonPicker name label candidates=found chosen on_search=search several hint error required /> }
}

/// The ids in the value of a field that holds one person or several.
fn people_of(value: &Json) -> Vec<String> {
    match value {
        Json::String(id) => vec![id.clone()],
        several => chosen(several),
    }
}

/// Looks for people by what is typed.
pub fn candidates(typed: String, found: RwSignal<Vec<Candidate>>) {
    let query = crate::port::ListQuery { filter: typed, size: 20, ..Default::default() };
    let answer = port().directory(query);
    leptos::task::spawn_local(async move {
        // Nobody is offered while the server cannot be asked; what was typed stays.
        if let Ok(page) = answer.await {
            found.set(page.rows.into_iter().map(candidate).collect());
        }
    });
}

/// The people who are chosen in a picker.
pub fn people_in(chosen: RwSignal<Vec<Candidate>>) -> Vec<PersonId> {
    chosen.with_untracked(|chosen| chosen.iter().map(|person| PersonId::from(person.id.as_str())).collect())
}

/// What was typed, when it says something.
pub fn said(typed: RwSignal<String>) -> Option<String> {
    Some(typed.get_untracked()).filter(|words| !words.trim().is_empty())
}

/// A person as a picker shows them.
pub fn candidate(person: crate::port::PersonRef) -> Candidate {
    let parts = person.department.iter().chain(&person.posts).map(in_words).collect::<Vec<_>>();
    Candidate {
        id: person.id.to_string(),
        name: in_words(&person.name),
        detail: parts.join(" · "),
        initials: String::new(),
        away: false,
    }
}

impl Filling {
    /// Remembers people, so that they keep their names when a row is shown anew.
    fn meet(self, people: &[Candidate]) {
        let met = people.iter().map(|person| (person.id.clone(), person.clone()));
        self.met.try_update_value(|known| known.extend(met));
    }

    /// Finds out what people are called of whom only the id is known; then goes on.
    fn get_to_know(self, ids: Vec<String>, then: impl FnOnce() + 'static) {
        let named = |id: &String| {
            self.met.with_value(|met| met.contains_key(id)) || self.form.with_value(|form| form.name_of(id).is_some())
        };
        let unknown = ids.into_iter().filter(|id| !named(id)).collect::<Vec<_>>();
        leptos::task::spawn_local(async move {
            for id in unknown {
                let query = crate::port::ListQuery { filter: id.clone(), size: 20, ..Default::default() };
                // While the server cannot be asked, the id has to do.
                let Ok(found) = port().directory(query).await else { continue };
                let person = found.rows.into_iter().map(candidate).find(|person| person.id == id);
                self.meet(person.as_slice());
            }
            // The form may be gone by now.
            if self.met.try_with_value(|_| ()).is_some() {
                then();
            }
        });
    }

    /// Somebody whom a value names.
    fn candidate(self, id: &str) -> Candidate {
        if let Some(met) = self.met.with_value(|met| met.get(id).cloned()) {
            return met;
        }
        let name = self.form.with_value(|form| form.name_of(id).map(in_words));
        Candidate {
            id: id.to_owned(),
            name: name.unwrap_or_else(|| id.to_owned()),
            detail: String::new(),
            initials: String::new(),
            away: false,
        }
    }

    /// What to call what a value names.
    pub(super) fn called(self, id: &str) -> String {
        self.form.with_value(|form| form.name_of(id).map_or_else(|| id.to_owned(), |name: &Text| in_words(name)))
    }
}
