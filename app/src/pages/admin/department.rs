//! One department.

use flow::id::{DepartmentId, PersonId};
use flow::text::Text;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::editor::{
    DepartmentEntry, EditorForm, EditorPage, IdEntry, NameEntries, Naming, PeopleEntry, Saving, chosen, every, free,
    ids, optional,
};
use super::section::Section;
use crate::port::{Answer, Code, DepartmentRow, PersonRef, Problem, port};
use crate::t;

/// What the form needs: the department, and those that it may be part of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Opened {
    department: Option<DepartmentRow>,
    others: Vec<DepartmentRow>,
}

/// The page at `/admin/departments/:id`.
#[component]
pub(super) fn DepartmentPage() -> impl IntoView {
    view! { <EditorPage section=Section::Departments load called=name form=|opened| view! { <Form opened /> }.into_any() /> }
}

fn name(opened: &Opened) -> Option<&Text> {
    Some(&opened.department.as_ref()?.name)
}

fn load(id: Option<String>) -> Answer<Opened> {
    let port = port();
    Box::pin(async move {
        let all = every(|query| port.departments(query), "").await?;
        let (own, others) = all.into_iter().partition::<Vec<_>, _>(|row| Some(row.id.as_str()) == id.as_deref());
        let department = own.into_iter().next();
        match (&id, &department) {
            (Some(_), None) => Err(Problem::new(404, Code::NOT_FOUND, "Not found")),
            _ => Ok(Opened { department, others }),
        }
    })
}

/// The head, as far as the row tells.
fn head_of(row: &DepartmentRow) -> Option<PersonRef> {
    let id = row.head.clone()?;
    let name = row.head_name.clone().unwrap_or_else(|| id.as_str().into());
    Some(PersonRef { id, name, department: Some(row.name.clone()), posts: Vec::new() })
}

#[component]
fn Form(opened: Opened) -> impl IntoView {
    let Opened { department, others } = opened;
    let saving = Saving::here(Section::Departments);
    let is_new = department.is_none();
    let naming = Naming::of(department.as_ref().map(|row| &row.name));
    let id = RwSignal::new(department.as_ref().map(|row| row.id.to_string()).unwrap_or_default());
    let parent = department.as_ref().and_then(|row| row.parent.as_ref()).map(ToString::to_string);
    let parent = RwSignal::new(parent.unwrap_or_default());
    let head = chosen(department.as_ref().and_then(head_of));
    let save = Callback::new(move |()| {
        let row = DepartmentRow {
            id: DepartmentId::from(id.get_untracked().trim()),
            name: naming.text(),
            parent: optional(parent),
            head: ids(head).into_iter().next().map(PersonId::from),
            head_name: None,
            members: 0,
        };
        let port = port();
        saving.save(row.id.to_string(), async move {
            if is_new {
                free(|query| port.departments(query), row.id.as_str(), |other| other.id == row.id).await?;
            }
            port.save_department(row).await.map(drop)
        });
    });
    let remove = department.map(|row| Callback::new(move |()| saving.remove(port().remove_department(row.id.clone()))));
    view! {
        <EditorForm saving save remove>
            <NameEntries naming saving />
            <IdEntry id fixed=!is_new saving />
            <DepartmentEntry name="parent" label=t!("admin-parent") none=t!("admin-top") departments=others value=parent />
            <PeopleEntry name="head" label=t!("admin-head") chosen=head saving />
        </EditorForm>
    }
    .into_any()
}
