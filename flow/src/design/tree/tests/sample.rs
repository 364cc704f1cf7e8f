//! Small processes, and how their trees read.

use crate::design::tree::{Beside, Fork, Item, Line, LineEnd, Parting, Step, Then, Tree, Within};
use crate::model::{Attached, Definition, Edge, Event, EventKind, Formula, Kind, Node};

/// A process drawn with `a -> b`, one connection a line: `[when]` after it is a condition, `[default]` the default. Kinds
/// follow from how names begin: `start`, `end`, `choice`, `fork`, `some`, `first`, `join` (of a choice), `all` (of a fork),
/// `any` (of some), `wait`, `call`, `part` (a sub-process, with what is in it named `part.x`); an event at the side of `a` is
/// `a!x`; everything else is an approval.
pub(crate) fn drawn(ways: &str) -> Definition {
    let mut definition = Definition::default();
    for (number, way) in ways.lines().map(str::trim).filter(|way| !way.is_empty()).enumerate() {
        let (way, condition) = way.split_once('[').unwrap_or((way, ""));
        let mut ends = way.split("->").map(str::trim);
        let (Some(from), to) = (ends.next(), ends.next()) else { continue };
        [Some(from), to].into_iter().flatten().for_each(|id| know(&mut definition, id));
        let Some(to) = to else { continue };
        let condition = condition.trim_end_matches(']');
        let edge = Edge::new(format!("e{}", number + 1), from, to);
        definition.edges.push(Edge {
            default: condition == "default",
            when: (!condition.is_empty() && condition != "default").then(|| Formula::from(condition)),
            ..edge
        });
    }
    definition
}

fn know(definition: &mut Definition, id: &str) {
    if definition.element_ids().any(|known| *known == *id) {
        return;
    }
    if let Some((host, _)) = id.split_once('!') {
        know(definition, host);
        definition.attached.push(Attached::new(id, host, Event::new(EventKind::Timer)));
        return;
    }
    let (within, name) = id.rsplit_once('.').map_or((None, id), |(within, name)| (Some(within), name));
    within.into_iter().for_each(|within| know(definition, within));
    let node = Node { within: within.map(Into::into), ..Node::new(id, kind(name)) };
    definition.nodes.push(node);
}

fn kind(name: &str) -> Kind {
    let kinds = [
        ("start", Kind::Start),
        ("end", Kind::End),
        ("choice", Kind::Exclusive),
        ("join", Kind::Exclusive),
        ("fork", Kind::Parallel),
        ("all", Kind::Parallel),
        ("some", Kind::Inclusive),
        ("any", Kind::Inclusive),
        ("first", Kind::EventBased),
        ("wait", Kind::Wait),
        ("call", Kind::Call),
        ("part", Kind::SubProcess),
    ];
    kinds.into_iter().find(|(stem, _)| name.starts_with(stem)).map_or(Kind::Approve, |(_, kind)| kind)
}

/// A tree as it reads: steps one after the other, `choice{a | b}join` for branches, `part(…)` for what is in a sub-process,
/// `a/x: …/` for events at its side; a line ends with an end, `^` where branches meet, `…` when nothing leads on, and with
/// its last branches when each of them ends.
pub(crate) fn told(tree: &Tree) -> String {
    format!("{} {}", tree.start, line(&tree.line))
}

fn line(told: &Line) -> String {
    let items = told.items.iter().map(|item| match item {
        Item::Step { step: told, .. } => step(told),
        Item::Fork { fork: told, join, .. } => {
            format!("{}{}", fork(told), join.as_ref().map_or("", |join| join.as_str()))
        }
    });
    let end = match &told.end {
        LineEnd::End(end) => end.to_string(),
        LineEnd::Meets => "^".to_owned(),
        LineEnd::Open => "…".to_owned(),
        LineEnd::Apart(apart) => fork(apart),
    };
    items.chain([end]).collect::<Vec<_>>().join(" ")
}

fn fork(told: &Fork) -> String {
    let at = match &told.parting {
        Parting::Gateway(gateway) => gateway.to_string(),
        Parting::Outcomes(at) => step(at),
    };
    let branches: Vec<String> = told.branches.iter().map(|branch| line(&branch.line)).collect();
    format!("{at}{{{}}}", branches.join(" | "))
}

fn step(told: &Step) -> String {
    let within = told.within.as_ref().map(|Within { start, line: inside, .. }| {
        let start = start.as_ref().map(|start| format!("{start} "));
        format!("({}{})", start.unwrap_or_default(), line(inside))
    });
    let beside = told.beside.iter().map(|Beside { event, then }| match then {
        Then::Line(then) => format!("/{event}: {}/", line(then)),
        Then::TakesBack(then) => format!("/{event}: {}/", step(then)),
    });
    format!("{}{}{}", told.node, within.unwrap_or_default(), beside.collect::<String>())
}
