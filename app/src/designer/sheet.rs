//! The process sheet: all that a process says, as a page that is read, printed and filed.

mod parts;

use std::sync::Arc;

use flow::id::ProcessKey;
use flow::model::Definition;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

use super::canvas::{Drawing, DrawingParts};
use super::page::ForSignedIn;
use super::scene::Scene;
use super::work::{House, Work};
use crate::components::{Button, ButtonKind, ButtonLink, ToastRegion};
use crate::form::in_words;
use crate::pages::loaded::Loaded;
use crate::port::{Answer, Design, Surroundings, Version, port};
use crate::t;
use crate::versions::versions_of;
use parts::{About, Form, Head, Revisions, Steps};

/// What the sheet tells of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Filed {
    design: Design,
    versions: Vec<Version>,
    /// Who is who, for those who may know.
    surroundings: Option<Surroundings>,
}

/// The page at `/design/:process/sheet`.
#[component]
pub(crate) fn SheetPage() -> impl IntoView {
    view! { <ForSignedIn><Opening /></ForSignedIn> }
}

#[component]
fn Opening() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let key = params.read_untracked().get("process").unwrap_or_default();
    let version = query.read_untracked().get("version").and_then(|version| version.parse::<u32>().ok());
    let back = format!("/design/{key}");
    let answer = Resource::new(move || (key.clone(), version), |(key, version)| load(key.into(), version));
    let children = Callback::new(move |filed: Filed| view! { <Filing filed /> }.into_any());
    let print = move |_| {
        // A window that does not print is closed by its reader.
        let _ = window().print();
    };
    view! {
        <Title text=format!("{} · {}", t!("sheet-title"), t!("brand")) />
        <div class="process-sheet-frame">
            <nav class="process-sheet-bar no-print" aria-label=t!("sheet-title")>
                <ButtonLink href=back>{t!("sheet-back")}</ButtonLink>
                <span class="push"></span>
                <Button kind=ButtonKind::Primary on_click=print>{t!("sheet-print")}</Button>
            </nav>
            <main class="process-sheet" id="content"><Loaded answer children /></main>
        </div>
        <ToastRegion />
    }
    .into_any()
}

fn load(process: ProcessKey, version: Option<u32>) -> Answer<Filed> {
    let port = port();
    Box::pin(async move {
        let design = port.design(process.clone(), version).await?;
        let versions = versions_of(process.clone()).await?;
        // Whoever may read and not change is told people by what the definition calls them.
        let surroundings = port.surroundings(process).await.ok();
        Ok(Filed { design, versions, surroundings })
    })
}

#[component]
fn Filing(filed: Filed) -> impl IntoView {
    let Filed { design, versions, surroundings } = filed;
    let work = Work::new(design.definition.clone(), true);
    if let Some(Surroundings { organisation, .. }) = surroundings {
        let house = House { organisation: Arc::new(organisation), processes: Default::default() };
        work.house.set(Some(Arc::new(house)));
    }
    let definition: Arc<Definition> = work.now();
    let title = in_words(&definition.name);
    view! {
        <Head design versions=versions.clone() work />
        <About work definition=definition.clone() />
        <Chart work title />
        <Steps work definition=definition.clone() />
        <Form work definition />
        <Revisions versions />
    }
    .into_any()
}

/// The drawing, as wide as the paper.
#[component]
fn Chart(work: Work, title: String) -> impl IntoView {
    let scene = Scene::of(work);
    let area = scene.drawing().area;
    let view_box = format!("{} {} {} {}", area.x - 8, area.y - 8, area.w + 16, area.h + 40);
    view! {
        <section class="process-sheet-part">
            <h2>{t!("sheet-chart")}</h2>
            <DrawingParts />
            <svg class="canvas process-sheet-chart" role="img" aria-label=title viewBox=view_box>
                <Drawing work scene />
            </svg>
        </section>
    }
    .into_any()
}
