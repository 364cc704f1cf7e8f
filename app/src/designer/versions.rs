//! The versions of the process: looking at one, comparing the draft with it, going back to it.

use leptos::prelude::*;

use super::keeping::Keeping;
use super::page::Desk;
use super::step::Step;
use super::work::Work;
use crate::components::{Align, Banner, Button, ButtonSize, Cell, Column, Dialog, Row, Skeleton, State, Table, When};
use crate::form::in_words;
use crate::pages::loaded::problem_words;
use crate::port::{Problem, Version, port};
use crate::t;

/// The dialog.
#[component]
pub(super) fn Versions(work: Work, desk: Desk, keeping: Keeping) -> impl IntoView {
    let open = desk.versions;
    let found = RwSignal::new(None::<Result<Vec<Version>, Problem>>);
    Effect::new(move |_| {
        if !open.get() {
            return;
        }
        found.set(None);
        let answer = port().versions(work.now().key.clone());
        leptos::task::spawn_local(async move {
            found.try_set(Some(answer.await));
        });
    });
    let list = move || match found.get() {
        None => view! { <Skeleton /> }.into_any(),
        // A process that was never published has no versions, and is not found among those that have.
        Some(Err(problem)) if problem.status == 404 => {
            view! { <p class="quiet">{t!("admin-never-published")}</p> }.into_any()
        }
        Some(Err(problem)) => view! { <Banner state=State::Refuse title=problem_words(&problem) /> }.into_any(),
        Some(Ok(versions)) => view! { <Lines work desk keeping versions /> }.into_any(),
    };
    view! {
        <Dialog id="versions" title=t!("admin-versions") open large=true>
            {list}
            {(!work.fixed).then(|| view! { <p class="quiet">{t!("versions-back-what")}</p> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Lines(work: Work, desk: Desk, keeping: Keeping, versions: Vec<Version>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("admin-version")),
        Column::new(t!("admin-published")),
        Column::new(t!("admin-published-by")),
        Column::new(t!("admin-running")).numeric(),
        Column::new(t!("versions-do")),
    ];
    let count = t!("versions-count", count = versions.len());
    let rows = versions.into_iter().map(move |version| view! { <Line work desk keeping version /> });
    view! {
        <p class="quiet">{count}</p>
        <div class="publishing-differences" tabindex="0">
            <Table caption=t!("admin-versions") columns>{rows.collect_view()}</Table>
        </div>
    }
    .into_any()
}

#[component]
fn Line(work: Work, desk: Desk, keeping: Keeping, version: Version) -> impl IntoView {
    let Version { process, version: no, published: at, by, running, .. } = version;
    let look = format!("/design/{process}?version={no}");
    let by = by.map(|by| in_words(&by.name)).unwrap_or_default();
    let compare = move |_| {
        desk.versions.set(false);
        desk.compare_with(no);
    };
    let back = move |_| {
        desk.versions.set(false);
        bring_back(work, keeping, no);
    };
    view! {
        <Row>
            <Cell label=t!("admin-version") head=true><a href=look rel="external">{t!("admin-version-no", version = no)}</a></Cell>
            <Cell label=t!("admin-published")><When at /></Cell>
            <Cell label=t!("admin-published-by")>{by}</Cell>
            <Cell label=t!("admin-running") align=Align::End>{running}</Cell>
            <Cell label=t!("versions-do")>
                <span class="row">
                    <Button size=ButtonSize::Small on_click=compare>{t!("versions-compare")}</Button>
                    {(!work.fixed).then(|| view! { <Button size=ButtonSize::Small on_click=back>{t!("versions-back")}</Button> })}
                </span>
            </Cell>
        </Row>
    }
    .into_any()
}

/// Makes the draft say what a version says: a step like any other, which can be taken back.
fn bring_back(work: Work, keeping: Keeping, version: u32) {
    let answer = port().design(work.now().key.clone(), Some(version));
    leptos::task::spawn_local(async move {
        match answer.await {
            Ok(design) => {
                work.change(Step::Back, |draft| *draft = design.definition);
                keeping.send();
                work.toasts.done(t!("versions-are-back", version = version));
            }
            Err(problem) => work.toasts.failed(problem_words(&problem)),
        }
    });
}
