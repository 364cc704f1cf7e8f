//! Two definitions side by side: what was, and the draft, both canvases in step, and what is different in sentences.

use std::sync::Arc;

use flow::difference::{Difference, differences};
use flow::layout::Area;
use flow::model::Definition;
use leptos::prelude::*;

use super::canvas::{Canvas, Hand};
use super::page::Desk;
use super::scene::{Mark, Scene};
use super::work::{Selection, Work};
use crate::components::{Button, IconButton, Symbol};
use crate::pages::loaded::problem_words;
use crate::port::{Answer, port};
use crate::remarks::DifferenceLine;
use crate::t;

/// What the draft is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Earlier {
    version: u32,
    definition: Arc<Definition>,
}

impl Earlier {
    /// Reads a version of the process.
    pub(super) fn read(work: Work, version: u32) -> Answer<Self> {
        let answer = port().design(work.now().key.clone(), Some(version));
        Box::pin(async move { Ok(Self { version, definition: Arc::new(answer.await?.definition) }) })
    }

    /// What is different in the draft.
    pub(super) fn differences(&self, draft: &Definition) -> Vec<Difference> {
        differences(&self.definition, draft)
    }
}

impl Desk {
    /// Shows a version beside the draft.
    pub(super) fn compare_with(self, version: u32) {
        let answer = Earlier::read(self.work, version);
        leptos::task::spawn_local(async move {
            match answer.await {
                // The page may be gone when the answer comes.
                Ok(earlier) => _ = self.earlier.try_set(Some(earlier)),
                Err(problem) => self.work.toasts.failed(problem_words(&problem)),
            }
        });
    }
}

/// One of the two.
#[derive(Clone, Copy)]
struct Sheet {
    work: Work,
    scene: Scene,
    hand: Hand,
}

impl Sheet {
    fn of(definition: Arc<Definition>, like: Work, hand: impl FnOnce(Work, Scene) -> Hand) -> Self {
        let work = Work::new(Definition::clone(&definition), true);
        work.house.set(like.house.get_untracked());
        let scene = Scene::of(work);
        Self { work, scene, hand: hand(work, scene) }
    }

    /// Chooses an element and moves it into sight; tells whether it is there.
    fn show(self, element: &str) -> bool {
        let drawing = self.scene.drawing();
        if let Some(area) = drawing.nodes.get(element) {
            self.work.select(Selection::node(&element.into()));
            self.hand.camera.look_closer(*area);
            return true;
        }
        let is_way = drawing.edges.contains_key(element);
        self.work.select(if is_way { Selection::edge(&element.into()) } else { Selection::default() });
        is_way
    }
}

/// The two canvases and the list.
#[component]
pub(super) fn SideBySide(work: Work, desk: Desk, earlier: Earlier) -> impl IntoView {
    let found = earlier.differences(&work.now());
    let Earlier { version, definition } = earlier;
    let before = Sheet::of(definition, work, Hand::new);
    let after = Sheet::of(work.now(), work, |work, scene| before.hand.beside(work, scene));
    let marks = || found.iter().filter_map(|it| Some((it.element.as_deref()?, Mark::Change(it.change))));
    before.scene.show_marks(marks());
    after.scene.show_marks(marks());
    let close = move |_| desk.earlier.set(None);
    // What is wide has more room above and below than beside.
    let Area { w, h, .. } = after.scene.drawing().area;
    let is_wide = w > h;
    let (was, is) = (t!("beside-version", version = version), t!("beside-draft"));
    view! {
        <main class="designer-main beside" id="content" data-wide=is_wide.then_some("")>
            <section class="beside-sheet">
                <h2>{was.clone()}</h2>
                <div class="beside-canvas"><Canvas work=before.work scene=before.scene hand=before.hand id="canvas-before" label=was /></div>
            </section>
            <section class="beside-sheet">
                <h2>{is.clone()}</h2>
                <div class="beside-canvas"><Canvas work=after.work scene=after.scene hand=after.hand id="canvas-after" label=is /></div>
            </section>
        </main>
        <aside class="designer-panel" aria-label=t!("beside-differences")>
            <div class="panel-fields">
                <header class="panel-head">
                    <h2>{t!("beside-differences")}</h2>
                    <IconButton label=t!("beside-close") symbol=Symbol::Close on_click=close />
                </header>
                <List found before after />
                <Button on_click=close>{t!("beside-close")}</Button>
            </div>
        </aside>
    }
    .into_any()
}

/// What is different, each with the way to it.
#[component]
fn List(found: Vec<Difference>, before: Sheet, after: Sheet) -> impl IntoView {
    if found.is_empty() {
        return view! { <p class="quiet">{t!("admin-compare-same")}</p> }.into_any();
    }
    let count = t!("beside-count", count = found.len());
    let lines = found.into_iter().map(|difference| {
        let element = difference.element.clone();
        let show = element.map(|element| {
            let show = move |_| {
                let is_before = before.show(&element);
                // What is in both is looked at as it is now.
                if !after.show(&element) && !is_before {
                    before.work.say(t!("beside-not-drawn"));
                }
            };
            view! { <button class="link-button" type="button" on:click=show>{t!("beside-show")}</button> }
        });
        view! { <li><p><DifferenceLine difference /></p> {show}</li> }
    });
    view! {
        <p class="quiet">{count}</p>
        <ol class="designer-findings">{lines.collect_view()}</ol>
    }
    .into_any()
}
