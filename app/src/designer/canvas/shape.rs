//! What nodes, connections and lanes look like on the canvas.

use flow::check::Severity;
use flow::layout::{Area, Point, label};
use flow::model::{EventKind, Kind};
use leptos::prelude::*;

use crate::components::Symbol;
use crate::designer::scene::{EdgeScene, LaneScene, Mark, NodeLook, NodeScene, Played};
use crate::drawing::{diamond, gateway_sign, path, room, room_for_small, shortened, width};

/// How wide a line below an event, and one beside a connection, may be.
const BELOW: i32 = 120;
const ALONG: i32 = 240;

/// A node.
#[component]
pub(super) fn NodeShape(node: NodeScene) -> impl IntoView {
    let id = node.id.get_value().to_string();
    let at = move || {
        let place = node.place.get();
        format!("translate({} {})", place.x, place.y)
    };
    let size = Memo::new(move |_| {
        let Area { w, h, .. } = node.place.get();
        (w, h)
    });
    view! {
        <g
            class="shape"
            data-node=id
            data-selected=move || node.selected.get().then_some("")
            data-worst=move || node.worst.get().map(severity_name)
            data-played=move || node.played.get().map(Played::name)
            data-mark=move || node.mark.get().map(Mark::name)
            transform=at
        >
            {move || inside(&node.look.get(), size.get())}
            {move || node.mark.get().map(mark)}
        </g>
    }
}

/// How a severity is called in the style sheet.
pub(in crate::designer) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// What is to be noticed about it.
fn mark(mark: Mark) -> impl IntoView {
    view! {
        <g class="mark">
            <circle r="9"></circle>
            <text text-anchor="middle" dominant-baseline="central">{mark.sign()}</text>
        </g>
    }
}

fn inside(look: &NodeLook, (w, h): (i32, i32)) -> AnyView {
    let kind = look.kind;
    let title = view! { <title>{format!("{} {}", look.name, look.people)}</title> };
    let drawn = if kind.is_gateway() {
        gateway(look, w, h)
    } else if kind.is_event() {
        event(look, w, h)
    } else if look.holds {
        container(look, w, h)
    } else {
        work(look, w, h)
    };
    view! { {title} {drawn} }.into_any()
}

fn gateway(look: &NodeLook, w: i32, h: i32) -> AnyView {
    let sign = gateway_sign(look.kind);
    let outline = diamond(Area { x: 0, y: 0, w, h });
    view! {
        <path class="outline" d=outline></path>
        <text class="shape-sign" x=w / 2 y=h / 2 text-anchor="middle" dominant-baseline="central">{sign}</text>
        {below(&look.name, w, h)}
    }
    .into_any()
}

fn event(look: &NodeLook, w: i32, h: i32) -> AnyView {
    let r = w / 2;
    let is_double = matches!(look.kind, Kind::Wait | Kind::Throw | Kind::Boundary);
    let is_end = look.kind.is_end();
    let dashed = look.beside.then_some("");
    let symbol = look.event.map(event_symbol).map(|symbol| picture(symbol, r - 7, 14));
    view! {
        <circle class="outline" data-thick=is_end.then_some("") data-dashed=dashed cx=r cy=h / 2 r=r></circle>
        {is_double.then(|| view! { <circle class="inner" data-dashed=dashed cx=r cy=h / 2 r=r - 4></circle> })}
        {(look.kind == Kind::Terminate).then(|| view! { <circle class="filled" cx=r cy=h / 2 r=r - 8></circle> })}
        <g class="shape-mark" data-throws=look.throws.then_some("")>{symbol}</g>
        {below(&look.name, w, h)}
    }
    .into_any()
}

fn below(name: &str, w: i32, h: i32) -> impl IntoView + use<> {
    let lines = lines(name, 3, BELOW);
    (0..)
        .zip(lines)
        .map(|(line, words)| {
            view! { <text class="shape-below" x=w / 2 y=h + 14 + line * 14 text-anchor="middle">{words}</text> }
        })
        .collect_view()
}

fn container(look: &NodeLook, w: i32, h: i32) -> AnyView {
    view! {
        <rect class="outline" data-dashed=(look.kind == Kind::EventSubProcess).then_some("") width=w height=h rx="10"></rect>
        {(look.kind == Kind::Transaction).then(|| view! { <rect class="inner" x="3" y="3" width=w - 6 height=h - 6 rx="8"></rect> })}
        <text class="shape-name" x="12" y="20">{shortened(&look.name, room(w))}</text>
        {marks(look, w, h)}
    }
    .into_any()
}

fn work(look: &NodeLook, w: i32, h: i32) -> AnyView {
    let name = lines(&look.name, if look.people.is_empty() { 2 } else { 1 }, room(w));
    let people = (!look.people.is_empty()).then(|| shortened(&look.people, room_for_small(w)));
    let middle = h / 2;
    let first = match (name.len(), people.is_some()) {
        (2.., _) => middle - 4,
        (_, true) => middle - 3,
        _ => middle + 5,
    };
    let name = (0..).zip(name).map(|(line, words)| {
        view! { <text class="shape-name" x=w / 2 y=first + line * 16 text-anchor="middle">{words}</text> }
    });
    view! {
        <rect class="outline" data-dashed=(look.kind == Kind::External).then_some("") width=w height=h rx="10"></rect>
        {picture(symbol_of(look.kind), 5, 11)}
        {name.collect_view()}
        {people.map(|people| view! { <text class="shape-people" x=w / 2 y=middle + 16 text-anchor="middle">{people}</text> })}
        {marks(look, w, h)}
    }
    .into_any()
}

/// The small signs of a box: a control point, work done several times, a process within.
fn marks(look: &NodeLook, w: i32, h: i32) -> impl IntoView + use<> {
    let control = look.control.then(|| {
        let x = w - 12;
        view! { <path class="shape-control" d=format!("M{x} 3l6 6-6 6-6-6z")></path> }
    });
    let folded = (look.kind.is_sub_process() && !look.holds).then_some("⊞");
    let sign = look.several.or(folded);
    let sign =
        sign.map(|sign| view! { <text class="shape-several" x=w / 2 y=h - 4 text-anchor="middle">{sign}</text> });
    view! { {control} {sign} }
}

fn picture(symbol: Symbol, at: i32, size: i32) -> impl IntoView {
    let reference = format!("#i-{}", symbol.name());
    view! { <use class="shape-picture" href=reference x=at y=at width=size height=size></use> }
}

/// The picture of a kind of work.
pub(in crate::designer) fn symbol_of(kind: Kind) -> Symbol {
    match kind {
        Kind::Approve => Symbol::Check,
        Kind::Handle => Symbol::Edit,
        Kind::Cc => Symbol::Send,
        Kind::Read => Symbol::Eye,
        Kind::External => Symbol::External,
        Kind::Script => Symbol::Gear,
        Kind::Rule => Symbol::List,
        Kind::Filing => Symbol::File,
        Kind::Ledger => Symbol::Book,
        Kind::Call => Symbol::Link,
        Kind::Service => Symbol::Refresh,
        Kind::SubProcess | Kind::Transaction | Kind::AdHoc | Kind::EventSubProcess => Symbol::Flow,
        Kind::Exclusive => Symbol::Choice,
        Kind::Parallel => Symbol::Fork,
        Kind::Inclusive => Symbol::Several,
        Kind::EventBased => Symbol::First,
        Kind::Complex => Symbol::Gate,
        Kind::Start => Symbol::Begin,
        Kind::End => Symbol::End,
        Kind::Terminate => Symbol::Stop,
        Kind::Wait | Kind::Throw | Kind::Boundary => Symbol::Clock,
    }
}

/// The picture of an event.
pub(in crate::designer) fn event_symbol(event: EventKind) -> Symbol {
    match event {
        EventKind::Timer => Symbol::Clock,
        EventKind::Message => Symbol::Send,
        EventKind::Signal => Symbol::Bell,
        EventKind::Condition => Symbol::List,
        EventKind::Error => Symbol::Warning,
        EventKind::Escalation => Symbol::ChevronUp,
        EventKind::Compensation => Symbol::Back,
        EventKind::Cancel => Symbol::Close,
        EventKind::Link => Symbol::Link,
    }
}

/// Words on at most so many lines; the last one shortened.
fn lines(words: &str, most: usize, line: i32) -> Vec<String> {
    let mut lines = Vec::new();
    // Names from elsewhere may have line breaks of their own.
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = words.as_str();
    while !rest.is_empty() && lines.len() + 1 < most {
        let mut room = line;
        let fits = rest.char_indices().find(|(_, character)| {
            room -= width(*character);
            room < 0
        });
        let Some((end, _)) = fits else { break };
        // Latin words stay whole where that leaves a line worth reading.
        let end = rest[..end].rfind(' ').filter(|space| *space > end / 2).unwrap_or(end);
        lines.push(rest[..end].to_owned());
        rest = rest[end..].trim_start();
    }
    if !rest.is_empty() {
        lines.push(shortened(rest, line));
    }
    lines
}

/// A connection, with room to be hit and handles when it is chosen.
#[component]
pub(super) fn EdgeShape(edge: EdgeScene) -> impl IntoView {
    let id = edge.id.get_value().to_string();
    let line = Memo::new(move |_| path(&edge.way.get()));
    let label = move || {
        let name = edge.look.with(|look| look.name.clone());
        (!name.is_empty()).then(|| {
            edge.way.with(|way| label(way)).map(|at| {
                view! { <text class="way-label" x=at.x y=at.y>{shortened(&name, ALONG)}</text> }
            })
        })
    };
    let slash = move || {
        edge.look.with(|look| look.default).then(|| {
            let (from, next) = edge.way.with(|way| (way.first().copied(), way.get(1).copied()));
            let (from, next) = (from?, next?);
            let step = |from: i32, to: i32| from + (to - from).signum() * 10;
            let (x, y) = (step(from.x, next.x), step(from.y, next.y));
            Some(view! { <path class="way-default" d=format!("M{} {}l8 -8", x - 4, y + 4)></path> })
        })
    };
    let handles = move || {
        edge.selected.get().then(|| {
            let way = edge.way.get();
            let ends = [("from", way.first().copied()), ("to", way.last().copied())];
            let ends = ends.into_iter().filter_map(|(end, at)| {
                let Point { x, y } = at?;
                Some(view! { <circle class="way-handle" data-end=end cx=x cy=y r="6"></circle> })
            });
            let legs = (0..).zip(way.windows(2)).map(|(leg, ends): (usize, _)| {
                let (x, y) = (i32::midpoint(ends[0].x, ends[1].x), i32::midpoint(ends[0].y, ends[1].y));
                view! { <rect class="way-bend" data-leg=leg.to_string() x=x - 4 y=y - 4 width="8" height="8" rx="2"></rect> }
            });
            view! { {ends.collect_view()} {legs.collect_view()} }
        })
    };
    view! {
        <g
            class="way"
            data-edge=id
            data-selected=move || edge.selected.get().then_some("")
            data-conditional=move || edge.look.with(|look| look.conditional).then_some("")
            data-exception=move || edge.look.with(|look| look.exception).then_some("")
            data-worst=move || edge.worst.get().map(severity_name)
            data-played=move || edge.played.get().map(Played::name)
            data-mark=move || edge.mark.get().map(Mark::name)
        >
            <path class="way-reach" d=line></path>
            <path class="way-line" d=line marker-end="url(#way-arrow)"></path>
            {slash}
            {label}
            {handles}
        </g>
    }
}

/// A lane with its name along the left side.
#[component]
pub(super) fn LaneShape(lane: LaneScene, selected: Signal<bool>) -> impl IntoView {
    let LaneScene { id, name, area: Area { x, y, w, h } } = lane;
    let turned = format!("translate({} {}) rotate(-90)", x + 24, y + h / 2);
    view! {
        <g class="lane" data-selected=move || selected.get().then_some("")>
            <rect class="lane-room" x=x y=y width=w height=h></rect>
            <g data-lane=id.to_string()>
                <rect class="lane-head" x=x y=y width="40" height=h></rect>
                <text transform=turned text-anchor="middle">{shortened(&name, room(h))}</text>
            </g>
        </g>
    }
}
