//! What nodes and connections look like. Colour never stands alone: what is done has a tick, what is current a thick
//! border.

use flow::layout::{Area, label};
use flow::model::Kind;
use leptos::prelude::*;

use crate::drawing::{NAME, SMALL, diamond, fitting, gateway_sign, is_box, path};
use crate::form::in_words;
use crate::port::{DiagramEdge, DiagramNode, NodeState};
use crate::text::listed;

/// A node, or a boundary event.
#[component]
pub(super) fn NodeShape(node: DiagramNode) -> impl IntoView {
    let area = node.place;
    let centre = area.centre();
    let name = in_words(&node.name);
    let people = listed(node.people.iter().map(|person| in_words(&person.name)));
    let beside = node.beside.then_some("diagram-beside");
    let outline = match node.kind {
        Kind::Start => view! { <circle class=beside cx=centre.x cy=centre.y r=area.w / 2></circle> }.into_any(),
        Kind::End | Kind::Terminate => {
            view! { <circle class="diagram-end" cx=centre.x cy=centre.y r=area.w / 2></circle> }.into_any()
        }
        Kind::Wait | Kind::Throw | Kind::Boundary => view! {
            <circle class=beside cx=centre.x cy=centre.y r=area.w / 2></circle>
            <circle class=beside cx=centre.x cy=centre.y r=area.w / 2 - 4></circle>
        }
        .into_any(),
        kind if kind.is_gateway() => view! { <path d=diamond(area)></path> }.into_any(),
        kind => rectangle(kind, area).into_any(),
    };
    let sign = gateway_sign(node.kind).unwrap_or(match node.kind {
        Kind::Terminate => "●",
        Kind::Wait | Kind::Boundary => "…",
        Kind::Throw => "▸",
        _ => "",
    });
    let lines = is_box(node.kind).then(|| words(&name, &people, area));
    let below = (!is_box(node.kind) && !node.kind.is_gateway()).then(|| below(&node, &name));
    let marks = marks(&node);
    view! {
        <g class="diagram-node" data-state=state_name(node.state)>
            <title>{format!("{name} {people}")}</title>
            {outline}
            {(!sign.is_empty()).then(|| view! { <text class="diagram-sign" x=centre.x y=centre.y + 5 text-anchor="middle">{sign}</text> })}
            {lines}
            {below}
            {marks}
        </g>
    }
}

/// A sub-process with something in it: a box with its name at the top, behind what is in it.
#[component]
pub(super) fn ContainerShape(node: DiagramNode) -> impl IntoView {
    let area = node.place;
    let name = in_words(&node.name);
    let heading = fitting(&name, area.w, NAME);
    let marks = marks(&node);
    view! {
        <g class="diagram-node" data-state=state_name(node.state)>
            <title>{name}</title>
            {rectangle(node.kind, area)}
            <text class="diagram-name" x=area.x + 18 y=area.y + 20>{heading}</text>
            {marks}
        </g>
    }
}

fn rectangle(kind: Kind, area: Area) -> impl IntoView + use<> {
    let class = match kind {
        Kind::External => Some("diagram-outside"),
        Kind::EventSubProcess => Some("diagram-beside"),
        _ => None,
    };
    view! { <rect class=class x=area.x y=area.y width=area.w height=area.h rx="10"></rect> }
}

/// That it is a control point, and that it is done.
fn marks(node: &DiagramNode) -> impl IntoView + use<> {
    let area = node.place;
    let control = node.control.then(|| {
        let (x, y) = (area.x + 8, area.y + 8);
        view! { <path class="diagram-control" d=format!("M{x} {}l6 6-6 6-6-6z", y - 6)></path> }
    });
    let done = (node.state == NodeState::Done && is_box(node.kind)).then(|| {
        let (x, y) = (area.right() - 8, area.y + 8);
        view! {
            <g class="diagram-tick">
                <circle cx=x cy=y r="8"></circle>
                <path d=format!("M{} {y}l2.500 2.500 4.500-5", x - 4)></path>
            </g>
        }
    });
    (control, done)
}

/// The name below an event; that of a boundary event beside the line that leaves it, when it has one.
fn below(node: &DiagramNode, name: &str) -> impl IntoView + use<> {
    let area = node.place;
    let name = (node.on.is_none() || name != node.id.as_str()).then(|| name.to_owned());
    let (x, anchor) = match node.on {
        Some(_) => (area.centre().x + 5, "start"),
        None => (area.centre().x, "middle"),
    };
    name.map(|name| view! { <text class="diagram-below" x=x y=area.bottom() + 14 text-anchor=anchor>{name}</text> })
}

fn words(name: &str, people: &str, area: Area) -> impl IntoView + use<> {
    let centre = area.centre();
    let (name, people) = (fitting(name, area.w, NAME), fitting(people, area.w, SMALL));
    let lift = if people.is_empty() { 5 } else { -3 };
    view! {
        <text class="diagram-name" x=centre.x y=centre.y + lift text-anchor="middle">{name}</text>
        {(!people.is_empty()).then(|| view! {
            <text class="diagram-people" x=centre.x y=centre.y + 16 text-anchor="middle">{people}</text>
        })}
    }
}

fn state_name(state: NodeState) -> &'static str {
    match state {
        NodeState::Ahead => "ahead",
        NodeState::Next => "next",
        NodeState::Current => "current",
        NodeState::Done => "done",
        NodeState::Left => "left",
        NodeState::Stopped => "stopped",
    }
}

/// A connection, its corners rounded.
#[component]
pub(super) fn WayShape(edge: DiagramEdge) -> impl IntoView {
    let label = edge.name.as_ref().and_then(|name| {
        let at = label(&edge.way)?;
        Some(view! { <text class="diagram-label" x=at.x y=at.y>{in_words(name)}</text> })
    });
    view! {
        <g class="diagram-way" data-taken=edge.taken.then_some("")>
            <path d=path(&edge.way) marker-end="url(#arrow)"></path>
            {label}
        </g>
    }
}
