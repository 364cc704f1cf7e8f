//! What nodes, connections and lanes look like on the canvas.

use flow::check::Severity;
use flow::layout::{Area, Point, TextLine, label_area, label_lines, placed_label};
use flow::model::{EventKind, Kind};
use leptos::prelude::*;

use super::target::Corner;
use crate::components::Symbol;
use crate::designer::scene::{EdgeScene, LaneScene, Mark, NodeLook, NodeScene, Played};
use crate::drawing::{NAME, SMALL, diamond, gateway_sign, path};
use crate::t;

/// Room between the border of a box and its words.
const BESIDE: i32 = 3;
/// From one line of a name to the next.
const NAME_STEP: i32 = 16;
/// How large the letters of a lane's name are.
const LANE_NAME: i32 = 12;
/// Height of a box besides the lines of its name.
const AROUND_NAME: i32 = 28;
/// How long the lines of a name below an event or a gateway are.
const BELOW: TextLine = TextLine { width: 126, size: SMALL };

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
            {move || folding(&node.look.get(), size.get())}
            {move || (node.selected.get() && node.look.with(|look| look.holds)).then(|| grips(size.get()))}
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
    (0..)
        .zip(BELOW.broken(name, 3))
        .map(|(line, words)| {
            view! { <text class="shape-below" x=w / 2 y=h + 14 + line * 14 text-anchor="middle">{words}</text> }
        })
        .collect_view()
}

fn container(look: &NodeLook, w: i32, h: i32) -> AnyView {
    let heading = TextLine { width: w - 24, size: NAME }.shortened(&look.name);
    view! {
        <rect class="outline" data-dashed=(look.kind == Kind::EventSubProcess).then_some("") width=w height=h rx="10"></rect>
        {(look.kind == Kind::Transaction).then(|| view! { <rect class="inner" x="3" y="3" width=w - 6 height=h - 6 rx="8"></rect> })}
        <text class="shape-name" x="12" y="20">{heading}</text>
        {marks(look, w, h)}
    }
    .into_any()
}

fn work(look: &NodeLook, w: i32, h: i32) -> AnyView {
    let line = |size| TextLine { width: w - 2 * BESIDE, size };
    let people = (!look.people.is_empty() && !look.collapsed).then(|| line(SMALL).shortened(&look.people));
    let name = line(NAME).broken(&look.name, name_rows(h, people.is_some()));
    // The lines stand around the middle of the box, people below them.
    let last = NAME_STEP * i32::try_from(name.len().saturating_sub(1)).unwrap_or(0);
    let first = h / 2 + 5 - last / 2 - if people.is_some() { NAME_STEP / 2 } else { 0 };
    let name = (0..).zip(name).map(|(row, words)| {
        view! { <text class="shape-name" x=w / 2 y=first + row * NAME_STEP text-anchor="middle">{words}</text> }
    });
    view! {
        <rect class="outline" data-dashed=(look.kind == Kind::External).then_some("") width=w height=h rx="10"></rect>
        {picture(symbol_of(look.kind), 5, 11)}
        {name.collect_view()}
        {people.map(|people| view! { <text class="shape-people" x=w / 2 y=first + last + 19 text-anchor="middle">{people}</text> })}
        {marks(look, w, h)}
    }
    .into_any()
}

/// The handle that collapses a sub-process, and opens it again.
fn folding(look: &NodeLook, (w, h): (i32, i32)) -> Option<AnyView> {
    let (class, words, x, y, sign) = match (look.collapsed, look.holds) {
        (true, _) => ("shape-open", t!("designer-expand"), w / 2, h - 8, "M-3.5 0h7M0-3.5v7"),
        (_, true) => ("shape-close", t!("designer-collapse"), w - 30, 16, "M-3.5 0h7"),
        _ => return None,
    };
    let at = format!("translate({x} {y})");
    Some(
        view! {
            <g class=class data-fold="" transform=at>
                <title>{words}</title>
                <rect class="shape-fold-reach" x="-12" y="-12" width="24" height="24"></rect>
                <rect class="shape-fold" x="-6" y="-6" width="12" height="12" rx="2"></rect>
                <path class="shape-fold-sign" d=sign></path>
            </g>
        }
        .into_any(),
    )
}

/// The handles at the corners of a sub-process, by which it is resized.
fn grips((w, h): (i32, i32)) -> impl IntoView {
    let grips = Corner::ALL.into_iter().map(|corner| {
        let (x, y) = (if corner.is_left() { 0 } else { w }, if corner.is_top() { 0 } else { h });
        view! { <rect class="shape-grip" data-grip=corner.name() x=x - 5 y=y - 5 width="10" height="10" rx="2"></rect> }
    });
    grips.collect_view()
}

/// The small signs of a box: a control point, work done several times, a process within.
fn marks(look: &NodeLook, w: i32, h: i32) -> impl IntoView + use<> {
    let control = look.control.then(|| {
        let x = w - 12;
        view! { <path class="shape-control" d=format!("M{x} 3l6 6-6 6-6-6z")></path> }
    });
    let empty = (look.kind.is_sub_process() && !look.holds && !look.collapsed).then_some("⊞");
    let sign = look.several.or(empty);
    // The handle that opens it stands in the middle.
    let aside = if look.collapsed { 16 } else { 0 };
    let sign = sign.map(|sign| {
        view! { <text class="shape-several" x=w / 2 - aside y=h - 4 text-anchor="middle">{sign}</text> }
    });
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

/// How many lines of a name a box has room for.
fn name_rows(h: i32, has_people: bool) -> usize {
    let rows = (h - AROUND_NAME) / NAME_STEP - i32::from(has_people);
    usize::try_from(rows).unwrap_or(0).clamp(1, 4)
}

/// A connection, with room to be hit and handles when it is chosen.
#[component]
pub(super) fn EdgeShape(edge: EdgeScene) -> impl IntoView {
    let id = edge.id.get_value().to_string();
    let line = Memo::new(move |_| path(&edge.way.get()));
    let label = move || {
        let name = edge.look.with(|look| look.name.clone());
        let placed = edge.label.get();
        let (lines, area) = edge.way.with(|way| match placed {
            Some(area) => (placed_label(area, &name), Some(area)),
            None => (label_lines(way, &name), label_area(way, &name)),
        });
        let Area { x, y, w, h } = area.filter(|_| !name.is_empty())?;
        let lines = lines.into_iter();
        let lines =
            lines.map(|(at, words)| view! { <text class="way-label" x=at.x y=at.y>{words}</text> }).collect_view();
        Some(view! {
            <g class="way-words" data-label="">
                <rect class="way-words-reach" x=x y=y width=w height=h></rect>
                {lines}
            </g>
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
    let grip = id.to_string();
    let heading = TextLine { width: h - 2 * BESIDE, size: LANE_NAME }.shortened(&name);
    view! {
        <g class="lane" data-selected=move || selected.get().then_some("")>
            <rect class="lane-room" x=x y=y width=w height=h></rect>
            <g data-lane=id.to_string()>
                <rect class="lane-head" x=x y=y width="40" height=h></rect>
                <text transform=turned text-anchor="middle">{heading}</text>
            </g>
            <rect class="lane-grip" data-lane-grip=grip x=x y=y + h - 12 width="40" height="12"></rect>
        </g>
    }
}
