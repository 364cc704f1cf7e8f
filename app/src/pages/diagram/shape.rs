//! What nodes and connections look like. Colour never stands alone: what is done has a tick, what is current a thick
//! border.

use flow::layout::{Area, Point, label};
use flow::model::Kind;
use leptos::prelude::*;

use super::is_box;
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
    let heading = shortened(&name, letters(area.w));
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
    let (name, people) = (shortened(name, letters(area.w)), shortened(people, letters(area.w)));
    let lift = if people.is_empty() { 5 } else { -3 };
    view! {
        <text class="diagram-name" x=centre.x y=centre.y + lift text-anchor="middle">{name}</text>
        {(!people.is_empty()).then(|| view! {
            <text class="diagram-people" x=centre.x y=centre.y + 16 text-anchor="middle">{people}</text>
        })}
    }
}

/// How many letters fit on a line, full-width characters counted twice.
pub(super) fn letters(line: i32) -> usize {
    usize::try_from((line - 2 * MARGIN) / LETTER).unwrap_or(0)
}

/// Room at both ends of a line, and for a letter.
const MARGIN: i32 = 4;
const LETTER: i32 = 7;

/// As much as fits; the rest is in the title.
pub(super) fn shortened(text: &str, mut room: usize) -> String {
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
