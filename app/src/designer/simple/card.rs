//! A step as a card.

use flow::design::tree::remove_step;
use flow::id::NodeId;
use flow::model::{Definition, Kind};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::Simple;
use super::carry::Load;
use crate::components::{ButtonSize, Icon, IconButton, Symbol};
use crate::designer::canvas::{event_symbol, severity_name, symbol_of};
use crate::designer::step::Step;
use crate::designer::walk::kind_name;
use crate::designer::work::{Selection, Work};
use crate::form::in_words;
use crate::t;

/// Where a card stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sits {
    /// Where the process, or a part of it, begins.
    Start,
    /// In a line.
    Line,
    /// Where ways part.
    Fork,
    /// At the side of a step.
    Beside,
    /// Where a line ends.
    End,
}

impl Sits {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Line => "line",
            Self::Fork => "fork",
            Self::Beside => "beside",
            Self::End => "end",
        }
    }
}

/// What a card says: what it is, what it is called, who is asked.
fn look(work: Work, definition: &Definition, id: &NodeId) -> (Symbol, String, String, String) {
    if let Some(event) = definition.attached.iter().find(|event| event.id == *id) {
        let kind = kind_name(Kind::Boundary, Some(event.kind));
        let name = event.name.as_ref().map(in_words).unwrap_or_default();
        return (event_symbol(event.kind), kind, name, String::new());
    }
    let Some(node) = definition.nodes.iter().find(|node| node.id == *id) else {
        return (Symbol::Warning, String::new(), String::new(), String::new());
    };
    let event = node.event.as_ref().map(|event| event.kind);
    let symbol = event.map_or_else(|| symbol_of(node.kind), event_symbol);
    let name = node.name.as_ref().map(in_words).unwrap_or_default();
    let who = node.who.as_ref().map(|who| work.told(definition, who)).unwrap_or_default();
    (symbol, kind_name(node.kind, event), name, who)
}

/// The card.
#[component]
pub(super) fn Card(simple: Simple, id: NodeId, sits: Sits) -> impl IntoView {
    let Simple { work, desk, carrying, .. } = simple;
    let id = StoredValue::new(id);
    let (symbol, kind, name, who) = work.with(|draft| id.with_value(|id| look(work, draft, id)));
    let selected = move || work.selection().with(|chosen| id.with_value(|id| chosen.nodes.contains(id)));
    let worst = move || {
        work.findings.with(|findings| {
            let findings = findings.iter().flatten();
            let of_this =
                findings.filter(|finding| id.with_value(|id| finding.element.as_deref() == Some(id.as_str())));
            of_this.map(|finding| finding.severity).min().map(severity_name)
        })
    };
    let load = move || match sits {
        Sits::Line => Some(Load::Step(id.get_value())),
        Sits::Fork => Some(Load::Fork(id.get_value())),
        _ => None,
    };
    let choose = move |_| work.select(Selection::node(&id.get_value()));
    let down = move |event: PointerEvent| {
        if let Some(load) = load() {
            carrying.pressed(load, &event);
        }
    };
    let key = move |event: KeyboardEvent| match event.key().as_str() {
        "Delete" | "Backspace" if sits == Sits::Line && !work.fixed => {
            event.prevent_default();
            event.stop_propagation();
            remove(simple, &id.get_value());
        }
        "Enter" => {
            work.select(Selection::node(&id.get_value()));
            desk.rename();
            event.prevent_default();
        }
        _ => {}
    };
    let acts = (!work.fixed && matches!(sits, Sits::Line | Sits::Fork)).then(|| {
        view! {
            <span class="tree-acts">
                <IconButton size=ButtonSize::Small label=t!("designer-move") symbol=Symbol::Move
                    on_click=move |_| { if let Some(load) = load() { carrying.pick(load) } } />
                {(sits == Sits::Line).then(|| view! {
                    <IconButton size=ButtonSize::Small label=t!("designer-remove") symbol=Symbol::Trash
                        on_click=move |_| remove(simple, &id.get_value()) />
                })}
            </span>
        }
    });
    let title = if name.is_empty() { kind.clone() } else { name };
    view! {
        <div class="tree-card" data-sits=sits.name() data-selected=move || selected().then_some("") data-worst=worst data-card=id.get_value().to_string()>
            <button class="tree-face" type="button" aria-pressed=move || selected().to_string() on:click=choose on:pointerdown=down on:keydown=key>
                <span class="tree-kind"><Icon symbol /> {kind}</span>
                <span class="tree-name">{title}</span>
                {(!who.is_empty()).then(|| view! { <span class="tree-who">{who}</span> })}
            </button>
            {acts}
        </div>
    }
    .into_any()
}

/// Removes a step; branches are removed one by one, at their heads.
fn remove(simple: Simple, id: &NodeId) {
    simple.work.attempt(Step::Remove, |draft| remove_step(draft, id));
}
