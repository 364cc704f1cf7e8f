//! What can be done with the one thing that is chosen, beside it.

use flow::design::{remove, reset_label};
use flow::id::{EdgeId, NodeId};
use flow::layout::Point;
use flow::model::Definition;
use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;

use super::gesture::{Asked, Picked};
use super::hand::Hand;
use crate::components::{IconButton, Symbol};
use crate::designer::chooser::Chooser;
use crate::designer::entering::{calls, enter, fold, folds, is_collapsed};
use crate::designer::scene::Scene;
use crate::designer::step::Step;
use crate::designer::work::Work;
use crate::t;

/// How far the pad stands from what it belongs to.
const APART: i32 = 8;

/// The pad, and the list of what can be drawn when that was asked for.
#[component]
pub(super) fn Pad(work: Work, scene: Scene, hand: Hand) -> impl IntoView {
    // Each hears pointers of its own: a button that is drawn again in its place would still hear for what was chosen before.
    let is_idle = move || !work.fixed && hand.picked.with(Option::is_none);
    // What is hidden has no pad.
    let is_drawn = move |id: &NodeId| {
        scene.drawing_now();
        scene.node(id).is_some()
    };
    let node =
        move || work.selection().with(|chosen| chosen.only_node().cloned()).filter(|_| is_idle()).filter(is_drawn);
    let edge = move || work.selection().with(|chosen| chosen.only_edge().cloned()).filter(|_| is_idle());
    let asked = move || {
        let asked = hand.asked.get()?;
        let at = anchor(scene, &asked);
        let place = Signal::derive(move || hand.camera.shown(at));
        Some(view! {
            <div class="canvas-over" style:left=move || px(place.get().0) style:top=move || px(place.get().1)>
                <Chooser hand asked />
            </div>
        })
    };
    view! {
        <For each=node key=|id| id.clone() let:id>
            <NodePad work scene hand id />
        </For>
        <For each=edge key=|id| id.clone() let:id>
            <EdgePad work scene hand id />
        </For>
        {asked}
    }
}

fn px(length: f64) -> String {
    format!("{length:.1}px")
}

/// Where what was asked about is.
fn anchor(scene: Scene, asked: &Asked) -> Point {
    let drawing = scene.drawing();
    let found = match asked {
        Asked::After(id) => drawing.nodes.get(id).map(|area| Point { x: area.right() + APART, y: area.y }),
        Asked::Into(id) => drawing.edges.get(id).map(|way| middle(way)),
        Asked::At(point) => Some(*point),
    };
    found.unwrap_or_default()
}

fn middle(way: &[Point]) -> Point {
    let leg = way.len().saturating_sub(1) / 2;
    match (way.get(leg), way.get(leg + 1)) {
        (Some(a), Some(b)) => Point { x: i32::midpoint(a.x, b.x), y: i32::midpoint(a.y, b.y) },
        (Some(a), None) => *a,
        _ => Point::default(),
    }
}

/// The buttons beside something, where that is shown.
#[component]
fn Toolbar(place: Signal<(f64, f64)>, children: Children) -> impl IntoView {
    view! {
        <div
            class="canvas-over pad"
            role="toolbar"
            aria-label=t!("designer-pad")
            style:left=move || px(place.get().0)
            style:top=move || px(place.get().1)
        >
            {children()}
        </div>
    }
}

#[component]
fn NodePad(work: Work, scene: Scene, hand: Hand, id: NodeId) -> impl IntoView {
    let id = StoredValue::new(id);
    let place = Signal::derive(move || {
        // What has just been drawn is chosen before it is in the scene.
        scene.drawing_now();
        let node = id.with_value(|id| scene.node(id));
        let area = node.map(|node| node.place.get()).unwrap_or_default();
        hand.camera.shown(Point { x: area.right() + APART, y: area.y })
    });
    let ask = move |_| hand.asked.set(Some(Asked::After(id.get_value())));
    let draw = move |event: PointerEvent| {
        hand.begin_connection(id.get_value(), &event);
    };
    let is = move |is: fn(&Definition, &NodeId) -> bool| work.with(|draft| id.with_value(|id| is(draft, id)));
    let folding = move || {
        let (label, symbol) = match is(is_collapsed) {
            true => (t!("designer-expand"), Symbol::ChevronDown),
            false => (t!("designer-collapse"), Symbol::ChevronUp),
        };
        is(folds).then(|| view! { <IconButton label symbol on_click=move |_| _ = fold(work, &id.get_value()) /> })
    };
    let entering = move || {
        is(calls).then(|| {
            view! {
                <IconButton
                    label=t!("designer-enter")
                    symbol=Symbol::External
                    on_click=move |_| _ = enter(work, hand.trail, &id.get_value())
                />
            }
        })
    };
    view! {
        <Toolbar place>
            <IconButton label=t!("designer-append") symbol=Symbol::Plus on_click=ask />
            <IconButton
                label=t!("designer-connect")
                symbol=Symbol::Arrow
                on:pointerdown=draw
                on:pointermove=move |event| hand.moved(&event)
                on:pointerup=move |event| hand.up(&event)
                on_click=move |event: MouseEvent| {
                    // What a pointer does is told when it is let go: a drag ends with a click, too.
                    if event.detail() == 0 {
                        hand.pick(Picked::From(id.get_value()));
                    }
                }
            />
            <IconButton label=t!("designer-move") symbol=Symbol::Move on_click=move |_| hand.pick(Picked::Chosen) />
            {folding}
            {entering}
            <IconButton label=t!("designer-remove") symbol=Symbol::Trash on_click=move |_| remove_chosen(work) />
            <IconButton label=t!("designer-more") symbol=Symbol::Dots on_click=move |event| hand.open_menu(&event) />
        </Toolbar>
    }
}

#[component]
fn EdgePad(work: Work, scene: Scene, hand: Hand, id: EdgeId) -> impl IntoView {
    let id = StoredValue::new(id);
    let place = Signal::derive(move || {
        scene.drawing_now();
        let edge = id.with_value(|id| scene.edge(id));
        let at = edge.map(|edge| edge.way.with(|way| middle(way))).unwrap_or_default();
        hand.camera.shown(at.moved(Point { x: 10, y: 10 }))
    });
    let is_placed = move || {
        let labels = work.with(|draft| draft.diagram.as_ref().map(|diagram| diagram.labels.clone()));
        id.with_value(|id| labels.is_some_and(|labels| labels.contains_key(id)))
    };
    let resetting = move || {
        let reset = move |_| {
            work.change(Step::Label, |draft| id.with_value(|id| reset_label(draft, id)));
        };
        is_placed()
            .then(|| view! { <IconButton label=t!("command-reset-label") symbol=Symbol::Refresh on_click=reset /> })
    };
    view! {
        <Toolbar place>
            <IconButton
                label=t!("designer-insert")
                symbol=Symbol::Plus
                on_click=move |_| hand.asked.set(Some(Asked::Into(id.get_value())))
            />
            {resetting}
            <IconButton label=t!("designer-remove") symbol=Symbol::Trash on_click=move |_| remove_chosen(work) />
        </Toolbar>
    }
}

/// Removes what is chosen.
pub(in crate::designer) fn remove_chosen(work: Work) {
    let chosen = work.chosen();
    if chosen.nodes.is_empty() && chosen.edges.is_empty() {
        return;
    }
    work.change(Step::Remove, |draft| remove(draft, &chosen.nodes, &chosen.edges));
}
