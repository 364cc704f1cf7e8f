//! A process drawn, with where an instance stands. It pans and zooms by pointer, wheel, pinch and keyboard.

mod shape;
mod view;

use std::collections::HashSet;
use std::iter::successors;

use flow::id::NodeId;
use leptos::prelude::*;

use crate::components::{IconButton, Symbol};
use crate::drawing::{Arrow, NAME, fitting};
use crate::form::in_words;
use crate::port::{DiagramLane, DiagramView, NodeState};
use crate::t;
use crate::text::listed;
use shape::{ContainerShape, NodeShape, WayShape};
use view::Viewport;

/// The diagram.
#[component]
pub(crate) fn Diagram(diagram: DiagramView) -> impl IntoView {
    let viewport = Viewport::new(diagram.area);
    let diagram = as_drawn(diagram);
    let lanes = lanes(&diagram.lanes);
    let ways = diagram.edges.iter().map(|edge| view! { <WayShape edge=edge.clone() /> }).collect_view();
    let around: HashSet<&NodeId> = diagram.nodes.iter().filter_map(|node| node.within.as_ref()).collect();
    // Lines in a sub-process are drawn over its box, other nodes over lines.
    let (outer, inner): (Vec<_>, Vec<_>) = diagram.nodes.iter().partition(|node| around.contains(&node.id));
    let containers = outer.into_iter().map(|node| view! { <ContainerShape node=node.clone() /> }).collect_view();
    let nodes = inner.into_iter().map(|node| view! { <NodeShape node=node.clone() /> }).collect_view();
    let current = diagram.nodes.iter().filter(|node| node.state == NodeState::Current).map(|node| in_words(&node.name));
    let current = listed(current);
    let steps = diagram.nodes.iter().filter(|node| node.on.is_none()).count();
    let label = t!("diagram-label", nodes = steps, current = current);
    view! {
        <div class="diagram">
            <svg
                class="diagram-canvas"
                role="img"
                aria-label=label
                tabindex="0"
                viewBox=move || viewport.view_box()
                preserveAspectRatio="xMidYMid meet"
                node_ref=viewport.canvas()
                on:wheel=move |event| viewport.wheel(&event)
                on:pointerdown=move |event| viewport.down(&event)
                on:pointermove=move |event| viewport.moved(&event)
                on:pointerup=move |event| viewport.up(&event)
                on:pointercancel=move |event| viewport.up(&event)
                on:keydown=move |event| viewport.key(&event)
            >
                <defs>
                    <Arrow id="arrow" />
                </defs>
                {lanes}
                {containers}
                {ways}
                {nodes}
            </svg>
            <div class="diagram-tools">
                <IconButton label=t!("diagram-closer") symbol=Symbol::Plus on_click=move |_| viewport.zoom(0.8) />
                <IconButton label=t!("diagram-farther") symbol=Symbol::Minus on_click=move |_| viewport.zoom(1.25) />
                <IconButton label=t!("diagram-fit") symbol=Symbol::Fit on_click=move |_| viewport.fit() />
            </div>
        </div>
    }
}

/// Without what stands in collapsed sub-processes; who works there is told of the one that is drawn in its place.
fn as_drawn(mut diagram: DiagramView) -> DiagramView {
    let (mut drawn, hidden): (Vec<_>, Vec<_>) = diagram.nodes.into_iter().partition(|node| node.place.w > 0);
    for node in &hidden {
        let outer = |id: &NodeId| hidden.iter().find(|other| other.id == *id).and_then(|other| other.within.clone());
        let mut around = successors(node.within.clone(), outer).take(hidden.len() + 1);
        let shown = around.find_map(|id| drawn.iter().position(|other| other.id == id));
        if let Some(shown) = shown.and_then(|at| drawn.get_mut(at)) {
            shown.people.extend(node.people.iter().filter(|_| node.state == NodeState::Current).cloned());
            shown.people.dedup();
        }
    }
    diagram.nodes = drawn;
    diagram.edges.retain(|edge| !edge.way.is_empty());
    diagram
}

fn lanes(lanes: &[DiagramLane]) -> impl IntoView + use<> {
    let lanes = lanes.iter().map(|DiagramLane { name, place }| {
        let (area, name) = (*place, in_words(name));
        let turned = format!("translate({} {}) rotate(-90)", area.x + 24, area.centre().y);
        let heading = fitting(&name, area.h, NAME);
        view! {
            <g class="diagram-lane">
                <title>{name}</title>
                <rect x=area.x y=area.y width=area.w height=area.h rx="6"></rect>
                <text transform=turned text-anchor="middle">{heading}</text>
            </g>
        }
    });
    lanes.collect_view()
}
