//! One role.

use flow::id::{PersonId, RoleId};
use flow::text::Text;
use leptos::prelude::*;

use super::editor::{EditorForm, EditorPage, IdEntry, NameEntries, Naming, PeopleEntry, Saving, chosen, free, opened};
use super::roles::allowed;
use super::section::Section;
use crate::components::{Candidate, Fact, KeyValue};
use crate::port::{Answer, PersonRef, RoleRow, port};
use crate::t;
use crate::text::listed;

/// The page at `/admin/roles/:id`.
#[component]
pub(super) fn RolePage() -> impl IntoView {
    view! { <EditorPage section=Section::Roles load called=name form=|role| view! { <Form role /> }.into_any() /> }
}

fn name(role: &Option<RoleRow>) -> Option<&Text> {
    Some(&role.as_ref()?.name)
}

fn load(id: Option<String>) -> Answer<Option<RoleRow>> {
    let port = port();
    Box::pin(async move {
        opened(|query| port.roles(query), id.as_deref(), |row| Some(row.id.as_str()) == id.as_deref()).await
    })
}

/// Somebody chosen, as the port takes them.
pub(super) fn person(chosen: Candidate) -> PersonRef {
    let name = Text::from(chosen.name.as_str());
    PersonRef { id: PersonId::from(chosen.id), name, department: None, posts: Vec::new() }
}

#[component]
fn Form(role: Option<RoleRow>) -> impl IntoView {
    let saving = Saving::here(Section::Roles);
    let is_new = role.is_none();
    let naming = Naming::of(role.as_ref().map(|row| &row.name));
    let id = RwSignal::new(role.as_ref().map(|row| row.id.to_string()).unwrap_or_default());
    let people = chosen(role.as_ref().map(|row| row.people.clone()).unwrap_or_default());
    let save = Callback::new(move |()| {
        let row = RoleRow {
            id: RoleId::from(id.get_untracked().trim()),
            name: naming.text(),
            people: people.get_untracked().into_iter().map(person).collect(),
            permissions: Vec::new(),
        };
        let port = port();
        saving.save(row.id.to_string(), async move {
            if is_new {
                free(|query| port.roles(query), row.id.as_str(), |other| other.id == row.id).await?;
            }
            port.save_role(row).await.map(drop)
        });
    });
    let allows = role.as_ref().map(|row| row.permissions.iter().map(allowed).collect::<Vec<_>>()).unwrap_or_default();
    let allows = (!allows.is_empty()).then(|| {
        view! {
            <KeyValue><Fact name=t!("admin-permissions")>{listed(allows)}</Fact></KeyValue>
        }
    });
    let remove = role.map(|row| Callback::new(move |()| saving.remove(port().remove_role(row.id.clone()))));
    view! {
        <EditorForm saving save remove>
            <NameEntries naming saving />
            <IdEntry id fixed=!is_new saving />
            <PeopleEntry name="people" label=t!("admin-holders") chosen=people several=true saving />
            {allows}
        </EditorForm>
    }
    .into_any()
}
