//! A process drawn, with where an instance stands. It pans and zooms by pointer, wheel, pinch and keyboard.

mod shape;
mod view;

use std::collections::HashMap;

use flow::id::NodeId;
use flow::layout::{Area, Layout, Point, layout};
use flow::model::{Definition, Edge, Kind, Lane, Node};
use leptos::prelude::*;

use crate::components::{IconButton, Symbol};
use crate::form::in_words;
use crate::port::{DiagramView, NodeState};
use crate::t;
use crate::text::listed;
use shape::{NodeShape, WayShape};
use view::Viewport;

/// The diagram.
#[component]
pub(crate) fn Diagram(diagram: DiagramView) -> impl IntoView {
    let drawn = drawn(&diagram);
    let viewport = Viewport::new(drawn.width, drawn.height);
    let lanes = lanes(&diagram, &drawn);
    let ways = diagram.edges.iter().filter_map(|edge| {
        let points = drawn.edges.get(edge.id.as_str())?.clone();
        Some(view! { <WayShape edge=edge.clone() points /> })
    });
    let ways = ways.collect_view();
    let nodes = diagram.nodes.iter().filter_map(|node| {
        let area = *drawn.nodes.get(&node.id)?;
        Some(view! { <NodeShape node=node.clone() area /> })
    });
    let nodes = nodes.collect_view();
    let current = diagram.nodes.iter().filter(|node| node.state == NodeState::Current).map(|node| in_words(&node.name));
    let current = listed(current);
    let label = t!("diagram-label", nodes = diagram.nodes.len(), current = current);
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
                    <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
                        <path d="M0 .5 8 4 0 7.500z"></path>
                    </marker>
                </defs>
                {lanes}
                {ways}
                {nodes}
            </svg>
            <div class="diagram-tools">
                <IconButton label=t!("diagram-closer") symbol=Symbol::Plus on:click=move |_| viewport.zoom(0.8) />
                <IconButton label=t!("diagram-farther") symbol=Symbol::Minus on:click=move |_| viewport.zoom(1.25) />
                <IconButton label=t!("diagram-fit") symbol=Symbol::Fit on:click=move |_| viewport.fit() />
            </div>
        </div>
    }
}

fn lanes(diagram: &DiagramView, drawn: &Layout) -> impl IntoView + use<> {
    let lanes = diagram.lanes.iter().zip(&drawn.lanes).map(|((name, _), (_, area))| {
        let (area, name) = (*area, in_words(name));
        let middle = area.y + area.h / 2;
        let turned = format!("translate({} {middle}) rotate(-90)", area.x + 24);
        view! {
            <g class="diagram-lane">
                <rect x=area.x y=area.y width=area.w height=area.h rx="6"></rect>
                <text transform=turned text-anchor="middle">{name}</text>
            </g>
        }
    });
    lanes.collect_view()
}

/// Where everything stands: as the definition places it, else laid out.
fn drawn(diagram: &DiagramView) -> Layout {
    let placed: HashMap<&NodeId, Area> = diagram
        .nodes
        .iter()
        .filter_map(|node| {
            let place = node.place?;
            Some((&node.id, Area { x: place.x as i32, y: place.y as i32, w: place.w as i32, h: place.h as i32 }))
        })
        .collect();
    if placed.len() == diagram.nodes.len() && !diagram.nodes.is_empty() {
        return as_placed(diagram, &placed);
    }
    layout(&definition(diagram))
}

fn as_placed(diagram: &DiagramView, placed: &HashMap<&NodeId, Area>) -> Layout {
    let straight = |from: &Area, to: &Area| vec![from.centre(), to.centre()];
    let edges = diagram.edges.iter().filter_map(|edge| {
        let way = edge.way.iter().map(|(x, y)| Point { x: *x as i32, y: *y as i32 }).collect::<Vec<_>>();
        let way = if way.is_empty() { straight(placed.get(&edge.from)?, placed.get(&edge.to)?) } else { way };
        Some((edge.id.as_str().into(), way))
    });
    Layout {
        width: placed.values().map(|area| area.x + area.w).max().unwrap_or_default() + 24,
        height: placed.values().map(|area| area.y + area.h).max().unwrap_or_default() + 24,
        lanes: Vec::new(),
        nodes: placed.iter().map(|(id, area)| (NodeId::clone(id), *area)).collect(),
        edges: edges.collect(),
    }
}

/// As much of a definition as laying out asks for.
fn definition(diagram: &DiagramView) -> Definition {
    let lane_of = |node: &NodeId| diagram.lanes.iter().position(|(_, nodes)| nodes.contains(node));
    let nodes = diagram.nodes.iter().map(|node| {
        let lane = lane_of(&node.id).map(|lane| lane.to_string().into());
        Node { lane, ..Node::new(node.id.clone(), node.kind) }
    });
    let edges = diagram.edges.iter().map(|edge| Edge::new(edge.id.as_str(), edge.from.clone(), edge.to.clone()));
    let lanes = diagram.lanes.iter().enumerate().map(|(index, (name, _))| Lane {
        id: index.to_string().into(),
        name: name.clone(),
        responsible: None,
    });
    Definition { nodes: nodes.collect(), edges: edges.collect(), lanes: lanes.collect(), ..Definition::default() }
}

/// Whether a kind is drawn as a box with words in it.
fn is_box(kind: Kind) -> bool {
    !kind.is_gateway()
        && !matches!(kind, Kind::Start | Kind::End | Kind::Terminate | Kind::Wait | Kind::Throw | Kind::Boundary)
}
