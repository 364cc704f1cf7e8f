//! What nodes and connections look like. Colour never stands alone: what is done has a tick, what is current a thick
//! border.

use flow::layout::{Area, Point};
use flow::model::Kind;
use leptos::prelude::*;

use super::is_box;
use crate::form::in_words;
use crate::port::{DiagramEdge, DiagramNode, NodeState};
use crate::text::listed;

/// How many characters fit on a line of a box, full-width ones counted twice.
const LINE: usize = 20;

/// A node.
#[component]
pub(super) fn NodeShape(node: DiagramNode, area: Area) -> impl IntoView {
    let centre = area.centre();
    let name = in_words(&node.name);
    let people = listed(node.people.iter().map(|person| in_words(&person.name)));
    let outline = match node.kind {
        Kind::Start => view! { <circle cx=centre.x cy=centre.y r=area.w / 2></circle> }.into_any(),
        Kind::End | Kind::Terminate => {
            view! { <circle class="diagram-end" cx=centre.x cy=centre.y r=area.w / 2></circle> }.into_any()
        }
        Kind::Wait | Kind::Throw | Kind::Boundary => view! {
            <circle cx=centre.x cy=centre.y r=area.w / 2></circle>
            <circle cx=centre.x cy=centre.y r=area.w / 2 - 4></circle>
        }
        .into_any(),
        Kind::External => {
            view! { <rect class="diagram-outside" x=area.x y=area.y width=area.w height=area.h rx="10"></rect> }
                .into_any()
        }
        kind if kind.is_gateway() => view! { <path d=diamond(area)></path> }.into_any(),
        _ => view! { <rect x=area.x y=area.y width=area.w height=area.h rx="10"></rect> }.into_any(),
    };
    let sign = match node.kind {
        Kind::Parallel => "+",
        Kind::Inclusive => "○",
        Kind::Exclusive => "×",
        Kind::Terminate => "●",
        Kind::EventBased => "⬠",
        Kind::Complex => "✱",
        Kind::Wait | Kind::Boundary => "…",
        Kind::Throw => "▸",
        _ => "",
    };
    let lines = is_box(node.kind).then(|| words(&name, &people, centre));
    let below = (!is_box(node.kind) && !node.kind.is_gateway()).then(|| {
        view! { <text class="diagram-below" x=centre.x y=area.y + area.h + 14 text-anchor="middle">{name.clone()}</text> }
    });
    let done = (node.state == NodeState::Done && is_box(node.kind)).then(|| {
        let (x, y) = (area.x + area.w - 8, area.y + 8);
        view! {
            <g class="diagram-tick">
                <circle cx=x cy=y r="8"></circle>
                <path d=format!("M{} {y}l2.500 2.500 4.500-5", x - 4)></path>
            </g>
        }
    });
    let control = node.control.then(|| {
        let (x, y) = (area.x + 8, area.y + 8);
        view! { <path class="diagram-control" d=format!("M{x} {}l6 6-6 6-6-6z", y - 6)></path> }
    });
    view! {
        <g class="diagram-node" data-state=state_name(node.state)>
            <title>{format!("{name} {people}")}</title>
            {outline}
            {(!sign.is_empty()).then(|| view! { <text class="diagram-sign" x=centre.x y=centre.y + 5 text-anchor="middle">{sign}</text> })}
            {lines}
            {below}
            {control}
            {done}
        </g>
    }
}

fn words(name: &str, people: &str, centre: Point) -> impl IntoView + use<> {
    let name = shortened(name);
    let people = shortened(people);
    let lift = if people.is_empty() { 5 } else { -3 };
    view! {
        <text class="diagram-name" x=centre.x y=centre.y + lift text-anchor="middle">{name}</text>
        {(!people.is_empty()).then(|| view! {
            <text class="diagram-people" x=centre.x y=centre.y + 16 text-anchor="middle">{people}</text>
        })}
    }
}

/// As much as fits; the rest is in the node's title.
fn shortened(text: &str) -> String {
    let mut room = LINE;
    let mut kept = String::new();
    for character in text.chars() {
        let width = if character.is_ascii() { 1 } else { 2 };
        if width > room {
            kept.push('…');
            break;
        }
        room -= width;
        kept.push(character);
    }
    kept
}

fn diamond(area: Area) -> String {
    let centre = area.centre();
    let (right, bottom) = (area.x + area.w, area.y + area.h);
    format!("M{} {}L{right} {}L{} {bottom}L{} {}z", centre.x, area.y, centre.y, centre.x, area.x, centre.y)
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
pub(super) fn WayShape(edge: DiagramEdge, points: Vec<Point>) -> impl IntoView {
    let label = edge.name.as_ref().and_then(|name| {
        let at = points.get(points.len() / 2)?;
        Some(view! { <text class="diagram-label" x=at.x + 6 y=at.y - 6>{in_words(name)}</text> })
    });
    view! {
        <g class="diagram-way" data-taken=edge.taken.then_some("")>
            <path d=path(&points) marker-end="url(#arrow)"></path>
            {label}
        </g>
    }
}

/// How far before a corner the line begins to turn.
const CORNER: i32 = 6;

fn path(points: &[Point]) -> String {
    let Some((first, rest)) = points.split_first() else { return String::new() };
    let mut path = format!("M{} {}", first.x, first.y);
    let mut before = *first;
    for (index, corner) in rest.iter().enumerate() {
        let Some(after) = rest.get(index + 1) else {
            path.push_str(&format!("L{} {}", corner.x, corner.y));
            break;
        };
        let (into, out) = (towards(*corner, before), towards(*corner, *after));
        path.push_str(&format!("L{} {}Q{} {} {} {}", into.x, into.y, corner.x, corner.y, out.x, out.y));
        before = *corner;
    }
    path
}

/// The point a little way from one towards another, on a straight line.
fn towards(from: Point, to: Point) -> Point {
    let step = |from: i32, to: i32| from + (to - from).clamp(-CORNER, CORNER);
    Point { x: step(from.x, to.x), y: step(from.y, to.y) }
}
