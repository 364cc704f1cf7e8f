//! One process: the text of its definition, what is to be said about it, and its versions.

mod comparing;
mod drawing;
mod findings;
mod moving;
mod workbench;

use flow::id::ProcessKey;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

use super::section::{NEW, Section, SectionDesk, SectionPath, may_change};
use crate::components::{ButtonKind, ButtonLink, Pill, State, TextArea};
use crate::form::in_words;
use crate::pages::loaded::Loaded;
use crate::port::{Answer, DefinitionText, Version, port};
use crate::t;
use crate::versions::{VersionTable, versions_of};
use comparing::Comparing;
use drawing::NewDrawing;
use moving::MovingOn;
use workbench::Workbench;

/// Which text is shown: a process, and one of its versions; without one, its draft or else what is in force.
type Asked = (String, Option<u32>);

/// What the page needs; nothing for a new process.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Opened {
    definition: Option<DefinitionText>,
    versions: Vec<Version>,
}

/// The page at `/admin/processes/:id`.
#[component]
pub(super) fn ProcessPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let version = query.read().get("version").and_then(|version| version.parse().ok());
        (params.read().get("id").unwrap_or_default(), version)
    });
    let answer = Resource::new(move || asked.get(), load);
    let children = Callback::new(move |opened: Opened| {
        let (_, version) = asked.get_untracked();
        let again = Callback::new(move |()| answer.refetch());
        let called = opened.definition.as_ref().map(|definition| definition.name.clone());
        view! {
            <SectionPath section=Section::Processes called />
            <Whole opened fixed=version.is_some() again />
        }
        .into_any()
    });
    view! {
        <SectionDesk section=Section::Processes>
            <Loaded answer children />
        </SectionDesk>
    }
    .into_any()
}

fn load((key, version): Asked) -> Answer<Opened> {
    let port = port();
    Box::pin(async move {
        if key == NEW {
            return Ok(Opened { definition: None, versions: Vec::new() });
        }
        let process = ProcessKey::from(key);
        let definition = Some(port.definition(process.clone(), version).await?);
        Ok(Opened { definition, versions: versions_of(process).await? })
    })
}

#[component]
fn Whole(opened: Opened, fixed: bool, again: Callback<()>) -> impl IntoView {
    let Opened { definition, versions } = opened;
    let version = definition.as_ref().and_then(|definition| definition.version);
    let text = definition.as_ref().map(|definition| definition.text.clone()).unwrap_or_default();
    let name = definition.as_ref().map(|definition| in_words(&definition.name)).unwrap_or_default();
    let key = definition.map(|definition| definition.process);
    let href = key.as_ref().map(|key| Section::Processes.page_of(key.as_str()));
    let page = href.clone();
    let differs = (key.clone().filter(|_| !fixed && !versions.is_empty()))
        .map(|process| view! { <Comparing process versions=versions.clone() /> });
    let moves = (key.clone().filter(|_| !fixed && versions.len() > 1 && may_change(Section::Processes)))
        .map(|process| view! { <MovingOn process again /> });
    let head = key.as_ref().map(|key| {
        let (state, words) = match version {
            Some(version) => (State::Done, t!("admin-version-no", version = version)),
            None => (State::Wait, t!("admin-draft")),
        };
        let design = match version.filter(|_| fixed) {
            Some(version) => format!("/design/{key}?version={version}"),
            None => format!("/design/{key}"),
        };
        let latest = page.filter(|_| fixed).map(|href| view! { <a href=href>{t!("admin-latest-text")}</a> });
        let key = key.to_string();
        view! {
            <p class="quiet">{key}</p>
            <h2>{name}</h2>
            <p class="sheet-bar"><Pill state>{words}</Pill> {latest} <ButtonLink href=design kind=ButtonKind::Primary>{t!("admin-design")}</ButtonLink></p>
        }
    });
    let body = if fixed || !may_change(Section::Processes) {
        let label = t!("admin-text");
        view! { <div class="definition"><TextArea name="text" label value=Signal::stored(text) rows=24 readonly=true /></div> }
            .into_any()
    } else {
        view! { <Workbench key text again /> }.into_any()
    };
    let new = (href.is_none() && may_change(Section::Processes)).then(|| view! { <NewDrawing /> });
    view! {
        {new}
        <section class="sheet admin-form">
            <header class="sheet-head">{head}</header>
            {body}
        </section>
        {differs}
        {href.map(|href| view! {
            <section class="admin-section">
                <h2>{t!("admin-versions")}</h2>
                <VersionTable versions href />
            </section>
        })}
        {moves}
    }
    .into_any()
}
