//! One post.

use std::collections::BTreeMap;

use flow::id::{DepartmentId, PostId};
use flow::text::Text;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::editor::{
    EditorForm, EditorPage, IdEntry, NameEntries, Naming, PeopleEntry, Saving, chosen, every, free, optional,
};
use super::role::person;
use super::section::Section;
use crate::components::{Candidate, Choice, Select};
use crate::form::in_words;
use crate::port::{Answer, Code, DepartmentRow, PostRow, Problem, port};
use crate::t;

/// What the form needs: the post, those that may deputise for it, and where it may be held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Opened {
    post: Option<PostRow>,
    others: Vec<PostRow>,
    departments: Vec<DepartmentRow>,
}

/// In which department each holder holds the post, by ids; without an entry it is their own.
type Within = RwSignal<BTreeMap<String, DepartmentId>>;

/// The page at `/admin/posts/:id`.
#[component]
pub(super) fn PostPage() -> impl IntoView {
    view! { <EditorPage section=Section::Posts load called=name form=|opened| view! { <Form opened /> }.into_any() /> }
}

fn name(opened: &Opened) -> Option<&Text> {
    Some(&opened.post.as_ref()?.name)
}

fn load(id: Option<String>) -> Answer<Opened> {
    let port = port();
    Box::pin(async move {
        let all = every(|query| port.posts(query), "").await?;
        let departments = every(|query| port.departments(query), "").await?;
        let (own, others) = all.into_iter().partition::<Vec<_>, _>(|row| Some(row.id.as_str()) == id.as_deref());
        let post = own.into_iter().next();
        match (&id, &post) {
            (Some(_), None) => Err(Problem::new(404, Code::NOT_FOUND, "Not found")),
            _ => Ok(Opened { post, others, departments }),
        }
    })
}

#[component]
fn Form(opened: Opened) -> impl IntoView {
    let Opened { post, others, departments } = opened;
    let saving = Saving::here(Section::Posts);
    let is_new = post.is_none();
    let naming = Naming::of(post.as_ref().map(|row| &row.name));
    let id = RwSignal::new(post.as_ref().map(|row| row.id.to_string()).unwrap_or_default());
    let deputy = post.as_ref().and_then(|row| row.deputy.as_ref()).map(ToString::to_string);
    let deputy = RwSignal::new(deputy.unwrap_or_default());
    let held = post.as_ref().map(|row| row.holders.clone()).unwrap_or_default();
    let elsewhere = held.iter().filter_map(|(person, within)| Some((person.id.to_string(), within.clone()?)));
    let within: Within = RwSignal::new(elsewhere.collect());
    let holders = chosen(held.into_iter().map(|(person, _)| person));
    let save = Callback::new(move |()| {
        let place = |person: Candidate| {
            let department = within.read_untracked().get(&person.id).cloned();
            (self::person(person), department)
        };
        let row = PostRow {
            id: PostId::from(id.get_untracked().trim()),
            name: naming.text(),
            holders: holders.get_untracked().into_iter().map(place).collect(),
            deputy: optional(deputy),
        };
        let port = port();
        saving.save(row.id.to_string(), async move {
            if is_new {
                free(|query| port.posts(query), row.id.as_str(), |other| other.id == row.id).await?;
            }
            port.save_post(row).await.map(drop)
        });
    });
    let remove = post.map(|row| Callback::new(move |()| saving.remove(port().remove_post(row.id.clone()))));
    let choices = others.iter().map(|row| Choice::new(row.id.to_string(), in_words(&row.name))).collect::<Vec<_>>();
    view! {
        <EditorForm saving save remove>
            <NameEntries naming saving />
            <IdEntry id fixed=!is_new saving />
            <PeopleEntry name="holders" label=t!("admin-holders") chosen=holders several=true saving />
            <Places holders within departments />
            <Select name="deputy" label=t!("admin-deputy") choices empty=t!("admin-no-deputy") value=deputy on_change=move |id| deputy.set(id) />
        </EditorForm>
    }
    .into_any()
}

/// In which department each holder holds the post.
#[component]
fn Places(holders: RwSignal<Vec<Candidate>>, within: Within, departments: Vec<DepartmentRow>) -> impl IntoView {
    let choice = |row: &DepartmentRow| Choice::new(row.id.to_string(), in_words(&row.name));
    let choices = StoredValue::new(departments.iter().map(choice).collect::<Vec<_>>());
    view! {
        <For each=move || holders.get() key=|person| person.id.clone() let:person>
            <Place person within choices=choices.get_value() />
        </For>
    }
    .into_any()
}

#[component]
fn Place(person: Candidate, within: Within, choices: Vec<Choice>) -> impl IntoView {
    let Candidate { id, name, .. } = person;
    let own = id.clone();
    let value = Signal::derive(move || within.read().get(&own).map(ToString::to_string).unwrap_or_default());
    let input = format!("within-{id}");
    let choose = Callback::new(move |department: String| {
        within.update(|within| {
            if department.is_empty() {
                within.remove(&id);
            } else {
                within.insert(id.clone(), DepartmentId::from(department));
            }
        });
    });
    view! {
        <Select name=input label=t!("admin-own-department", name = name) choices empty=t!("admin-own-department-usual")
            value on_change=choose />
    }
    .into_any()
}
