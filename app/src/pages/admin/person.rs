//! One person.

mod account;

use flow::id::PersonId;
use flow::text::Text;
use flow::time::Moment;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::editor::{
    DepartmentEntry, EditorForm, EditorPage, IdEntry, NameEntries, Naming, PeopleEntry, Saving, chosen, every, free,
    ids, one, opened, optional,
};
use super::section::{Section, may_change};
use crate::components::{DateInput, Fact, KeyValue};
use crate::form::in_words;
use crate::port::{Account, Answer, DepartmentRow, PersonRef, PersonRow, port};
use crate::t;
use crate::text::{Day, listed, reader};
use account::AccountSection;

/// What the form needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Opened {
    person: Option<PersonRow>,
    superior: Option<PersonRef>,
    departments: Vec<DepartmentRow>,
}

/// The page at `/admin/people/:id`.
#[component]
pub(super) fn PersonPage() -> impl IntoView {
    view! { <EditorPage section=Section::People load called=name form=|opened| view! { <Form opened /> }.into_any() /> }
}

fn name(opened: &Opened) -> Option<&Text> {
    Some(&opened.person.as_ref()?.name)
}

fn load(id: Option<String>) -> Answer<Opened> {
    let port = port();
    Box::pin(async move {
        let people = |query| port.people(query);
        let person = opened(people, id.as_deref(), |row| Some(row.id.as_str()) == id.as_deref()).await?;
        let superior = match person.as_ref().and_then(|person| person.superior.clone()) {
            Some(superior) => Some(one(people, superior.as_str(), |row| row.id == superior).await?),
            None => None,
        };
        let departments = every(|query| port.departments(query), "").await?;
        Ok(Opened { person, superior: superior.map(named), departments })
    })
}

fn named(person: PersonRow) -> PersonRef {
    PersonRef { id: person.id, name: person.name, department: person.department_name, posts: person.posts }
}

#[component]
fn Form(opened: Opened) -> impl IntoView {
    let Opened { person, superior, departments } = opened;
    let saving = Saving::here(Section::People);
    let is_new = person.is_none();
    let naming = Naming::of(person.as_ref().map(|person| &person.name));
    let text =
        |read: fn(&PersonRow) -> Option<String>| RwSignal::new(person.as_ref().and_then(read).unwrap_or_default());
    let id = text(|person| Some(person.id.to_string()));
    let department = text(|person| person.department.as_ref().map(ToString::to_string));
    let left = text(|person| person.left.map(day_of));
    let superior = chosen(superior);
    let save = Callback::new(move |()| {
        let row = PersonRow {
            id: PersonId::from(id.get_untracked().trim()),
            name: naming.text(),
            department: optional(department),
            department_name: None,
            superior: ids(superior).into_iter().next().map(PersonId::from),
            left: Day::parse(&left.get_untracked()).map(beginning),
            posts: Vec::new(),
            account: Account::None,
        };
        let port = port();
        saving.save(row.id.to_string(), async move {
            if is_new {
                free(|query| port.people(query), row.id.as_str(), |other| other.id == row.id).await?;
            }
            port.save_person(row).await.map(drop)
        });
    });
    let account = person.clone().filter(|_| may_change(Section::People));
    view! {
        <EditorForm saving save>
            <NameEntries naming saving />
            <IdEntry id fixed=!is_new saving />
            <DepartmentEntry name="department" label=t!("admin-department") none=t!("admin-no-department") departments value=department />
            <PeopleEntry name="superior" label=t!("admin-superior") hint=t!("admin-superior-hint") chosen=superior saving />
            <DateInput name="left" label=t!("admin-left-on") hint=t!("admin-left-hint") value=left on_input=move |day| left.set(day) />
            {person.map(|person| view! { <Known person /> })}
        </EditorForm>
        {account.map(|person| view! { <AccountSection person /> })}
    }
    .into_any()
}

/// What is known of somebody and changed elsewhere.
#[component]
fn Known(person: PersonRow) -> impl IntoView {
    let posts = listed(person.posts.iter().map(in_words));
    let posts = (!posts.is_empty()).then(|| view! { <Fact name=t!("admin-posts")>{posts}</Fact> });
    view! { <KeyValue>{posts}</KeyValue> }.into_any()
}

/// The day of a moment where the reader is, as a date field shows it.
fn day_of(at: Moment) -> String {
    let (Day { year, month, day }, _) = reader().zone.local(at);
    format!("{year:04}-{month:02}-{day:02}")
}

/// When a day begins where the reader is.
fn beginning(day: Day) -> Moment {
    let midnight = day.days() * 86_400;
    let offset = reader().zone.offset(Moment(midnight * 1_000));
    Moment((midnight - i64::from(offset)) * 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_where_the_reader_is() {
        let day = Day::parse("2026-03-04").expect("a day");
        assert_eq!(beginning(day), Moment(1_772_553_600_000));
        assert_eq!(day_of(beginning(day)), "2026-03-04");
    }
}
