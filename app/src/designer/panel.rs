//! What is chosen, in words, and what is to be said about the draft.

mod automatic;
mod condition;
mod control;
mod data;
mod decisions;
mod edited;
mod field;
mod findings;
mod formula;
mod group;
mod limit;
mod node;
mod part;
mod people;
mod process;
mod rights;
mod sample;
mod table;

use flow::design::{remove_lane, set_default};
use flow::id::{EdgeId, LaneId, NodeId};
use flow::model::{Attached, Definition, Edge, Event, EventKind, Kind, Lane};
use leptos::prelude::*;

use super::page::Desk;
use super::play::{Play, Playing};
use super::replay::Replays;
use super::step::Step;
use super::walk::kind_name;
use super::work::Work;
use crate::components::{Button, Checkbox, Tab, TabPanel, TabPanels, TextInput};
use crate::form::in_words;
use crate::t;
use automatic::EventOf;
use condition::ConditionInput;
pub(super) use control::begun_large;
use control::{flag, text_of};
use data::Data;
use field::FieldPanel;
use findings::Findings;
use group::{Group, OpenGroups};
use node::NodePanel;
use part::{Part, listed};
use people::WhoRule;
use process::ProcessPanel;
use sample::Samples;

/// The tabs.
pub(super) const ELEMENT: &str = "element";
pub(super) const FINDINGS: &str = "findings";
const DATA: &str = "data";
pub(super) const PLAY: &str = "play";
const REPLAY: &str = "replay";

/// The panel.
#[component]
pub(super) fn Panel(work: Work, desk: Desk, playing: Playing) -> impl IntoView {
    provide_context(OpenGroups::new());
    provide_context(Samples::new());
    let tabs = vec![
        Tab { id: ELEMENT, label: t!("panel-element") },
        Tab { id: FINDINGS, label: t!("panel-findings") },
        Tab { id: DATA, label: t!("panel-data") },
        Tab { id: REPLAY, label: t!("panel-replay") },
    ];
    let what = move || {
        let selection = work.selection().get();
        if let Some(id) = selection.only_node() {
            return view! { <NodePanel work id=id.clone() /> }.into_any();
        }
        if let Some(id) = selection.only_edge() {
            return view! { <EdgePanel work id=id.clone() /> }.into_any();
        }
        if let Some(id) = &selection.lane {
            return view! { <LanePanel work id=id.clone() /> }.into_any();
        }
        if let Some(place) = selection.field {
            return view! { <FieldPanel work desk place /> }.into_any();
        }
        match selection.nodes.len() {
            0 => view! { <ProcessPanel work /> }.into_any(),
            count => view! { <p class="quiet">{t!("panel-several", count = count)}</p> }.into_any(),
        }
    };
    view! {
        <aside class="designer-panel" aria-label=t!("panel-label")>
            <TabPanels id="panel" label=t!("panel-label") tabs selected=desk.tab>
                <TabPanel tab=ELEMENT>
                    <div class="panel-fields">{what}</div>
                </TabPanel>
                <TabPanel tab=FINDINGS>
                    <Findings work desk />
                </TabPanel>
                <TabPanel tab=DATA>
                    <Data work desk open=Signal::derive(move || desk.tab.get() == DATA) />
                </TabPanel>
                <TabPanel tab=PLAY>
                    <Play playing open=Signal::derive(move || desk.tab.get() == PLAY) />
                </TabPanel>
                <TabPanel tab=REPLAY>
                    <Replays replaying=desk.replaying open=Signal::derive(move || desk.tab.get() == REPLAY) />
                </TabPanel>
            </TabPanels>
        </aside>
    }
    .into_any()
}

/// The head of a panel: what it is, and its name in the file.
#[component]
fn Head(kind: String, id: String) -> impl IntoView {
    view! {
        <header class="panel-head">
            <h2>{kind}</h2>
            <code class="quiet">{id}</code>
        </header>
    }
}

/// Where the name of what is chosen is written.
#[component]
fn NameField(label: String, name: (Signal<String>, Callback<String>), readonly: bool) -> impl IntoView {
    view! { <TextInput name="element-name" label value=name.0 on_input=name.1 readonly /> }
}

#[component]
fn EventPanel(work: Work, id: NodeId) -> impl IntoView {
    let event: Part<Attached> = listed!(work, id, attached);
    let Some(kind) = event.now(|event| event.kind) else { return ().into_any() };
    let name = event.text("name", Step::Name, |event| event.name.as_ref(), |event, name| event.name = name);
    let waits_for = event.edit("event", |event| Some(event.event()), put_event).held(Event::new(kind));
    let can_go_on = !matches!(kind, EventKind::Error | EventKind::Compensation | EventKind::Cancel);
    view! {
        <Head kind=kind_name(Kind::Boundary, Some(kind)) id=event.id() />
        <NameField label=t!("panel-name") name readonly=work.fixed />
        {can_go_on.then(|| view! {
            <Checkbox
                name="interrupting"
                label=t!("panel-interrupting")
                detail=t!("panel-interrupting-hint")
                checked=event.read(|_, event| event.interrupting)
                disabled=work.fixed
                on_change=move |on: bool| event.change(Step::Say, |event| event.interrupting = on)
            />
        })}
        <EventOf work event=waits_for />
    }
    .into_any()
}

/// Puts what a boundary event waits for in its place.
fn put_event(attached: &mut Attached, event: Option<Event>) {
    let Some(event) = event else { return };
    let Attached { id, on, name, interrupting, .. } = attached.clone();
    *attached = Attached { name, interrupting, ..Attached::new(id, on, event) };
}

#[component]
fn EdgePanel(work: Work, id: EdgeId) -> impl IntoView {
    let edge: Part<Edge> = listed!(work, id, edges);
    let name = edge.text("name", Step::Name, |edge| edge.name.as_ref(), |edge, name| edge.name = name);
    let when = text_of(edge.edit("when", |edge| edge.when.clone(), |edge, when| edge.when = when));
    let exception = edge.edit("exception", |edge| edge.exception, |edge, exception| edge.exception = exception);
    let make_default = move |on: bool| work.change(Step::Say, |draft| set_default(draft, &id, on));
    view! {
        <Head kind=t!("panel-connection") id=edge.id() />
        <NameField label=t!("panel-edge-name") name readonly=work.fixed />
        <ConditionInput work name="when" label=t!("panel-when") formula=when />
        <Checkbox
            name="default"
            label=t!("panel-default")
            detail=t!("panel-default-hint")
            checked=edge.read(|_, edge| edge.default)
            disabled=work.fixed
            on_change=make_default
        />
        {flag("exception", t!("panel-exception"), Some(t!("panel-exception-hint")), exception)}
    }
    .into_any()
}

#[component]
fn LanePanel(work: Work, id: LaneId) -> impl IntoView {
    let lane: Part<Lane> = listed!(work, id, lanes);
    let name =
        lane.text("name", Step::Lane, |lane| Some(&lane.name), |lane, name| lane.name = name.unwrap_or_default());
    let responsible = lane.edit("responsible", |lane| lane.responsible.clone(), |lane, who| lane.responsible = who);
    let says = lane.read(move |draft, lane| {
        lane.responsible.as_ref().map_or_else(|| t!("panel-nobody"), |who| work.told(draft, who))
    });
    view! {
        <Head kind=t!("panel-lane") id=lane.id() />
        <NameField label=t!("panel-name") name readonly=work.fixed />
        <Group name="responsible" title=t!("panel-responsible") says>
            <WhoRule work who=responsible path="responsible" />
        </Group>
        <Button on_click=move |_| work.change(Step::Lane, |draft| remove_lane(draft, &id))>{t!("panel-remove-lane")}</Button>
    }
    .into_any()
}

/// What people call an element, else its id.
pub(super) fn called(definition: &Definition, element: &str) -> String {
    let nodes = definition.nodes.iter().map(|node| (node.id.as_str(), node.name.as_ref()));
    let events = definition.attached.iter().map(|event| (event.id.as_str(), event.name.as_ref()));
    let edges = definition.edges.iter().map(|edge| (edge.id.as_str(), edge.name.as_ref()));
    let fields = definition.form.fields.iter().flat_map(|field| std::iter::once(field).chain(&field.fields));
    let fields = fields.map(|field| (field.id.as_str(), field.label.as_ref()));
    let lanes = definition.lanes.iter().map(|lane| (lane.id.as_str(), Some(&lane.name)));
    let mut all = nodes.chain(events).chain(edges).chain(fields).chain(lanes);
    let name = all.find(|(id, _)| *id == element).and_then(|(_, name)| name);
    name.map_or_else(|| element.to_owned(), in_words)
}
