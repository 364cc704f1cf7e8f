//! What is chosen, in words, and what is to be said about the draft.

mod data;
mod findings;
mod part;

use flow::design::{add_lane, remove_lane, set_default};
use flow::id::{EdgeId, LaneId, NodeId};
use flow::model::{Attached, Definition, Edge, EventKind, Formula, Kind, Lane, Node};
use flow::text::Text;
use leptos::prelude::*;

use super::page::Desk;
use super::play::{Play, Playing};
use super::replay::Replays;
use super::step::Step;
use super::walk::kind_name;
use super::work::{Selection, Work};
use crate::components::{Button, Checkbox, Tab, TabPanel, TabPanels, TextArea, TextInput};
use crate::form::in_words;
use crate::t;
use data::Data;
use findings::Findings;
use part::{Part, listed};

/// The tabs.
pub(super) const ELEMENT: &str = "element";
pub(super) const FINDINGS: &str = "findings";
const DATA: &str = "data";
pub(super) const PLAY: &str = "play";
const REPLAY: &str = "replay";

/// The panel.
#[component]
pub(super) fn Panel(work: Work, desk: Desk, playing: Playing) -> impl IntoView {
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
fn NodePanel(work: Work, id: NodeId) -> impl IntoView {
    if work.now().attached.iter().any(|event| event.id == id) {
        return view! { <EventPanel work id /> }.into_any();
    }
    let node: Part<Node> = listed!(work, id, nodes);
    let Some((kind, event)) = node.now(|node| (node.kind, node.event.as_ref().map(|event| event.kind))) else {
        return ().into_any();
    };
    let name = node.text("name", Step::Name, |node| node.name.as_ref(), |node, name| node.name = name);
    let (requirement, require) = node.text(
        "requirement",
        Step::Say,
        |node| node.requirement.as_ref(),
        |node, requirement| node.requirement = requirement,
    );
    let who = node.read(move |draft, node| node.who.as_ref().map(|who| work.told(draft, who)));
    let people = (kind.is_human() || kind == Kind::Cc).then(|| {
        view! {
            <TextArea name="requirement" label=t!("panel-requirement") hint=t!("panel-requirement-hint") value=requirement on_input=require rows=3 readonly=work.fixed />
            <dl class="panel-facts">
                <dt>{t!("panel-who")}</dt>
                <dd>{move || who.get().unwrap_or_else(|| t!("panel-nobody"))}</dd>
            </dl>
        }
    });
    let calls = node.read(|_, node| node.call.as_ref().map(|call| call.process.to_string()));
    let called = move || {
        calls.get().map(|process| {
            let href = format!("/design/{process}");
            view! { <a href=href rel="external">{t!("panel-open-called", process = process)}</a> }
        })
    };
    let controls = kind.is_human().then(|| {
        view! {
            <Checkbox
                name="control"
                label=t!("panel-control")
                detail=t!("panel-control-hint")
                checked=node.read(|_, node| node.control)
                disabled=work.fixed
                on_change=move |on: bool| node.go_on("control", Step::Say, |node| node.control = on)
            />
        }
    });
    view! {
        <Head kind=kind_name(kind, event) id=node.id() />
        <NameField label=t!("panel-name") name readonly=work.fixed />
        {people}
        {controls}
        {called}
    }
    .into_any()
}

#[component]
fn EventPanel(work: Work, id: NodeId) -> impl IntoView {
    let event: Part<Attached> = listed!(work, id, attached);
    let Some(kind) = event.now(|event| event.kind) else { return ().into_any() };
    let name = event.text("name", Step::Name, |event| event.name.as_ref(), |event, name| event.name = name);
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
    }
    .into_any()
}

#[component]
fn EdgePanel(work: Work, id: EdgeId) -> impl IntoView {
    let edge: Part<Edge> = listed!(work, id, edges);
    let name = edge.text("name", Step::Name, |edge| edge.name.as_ref(), |edge, name| edge.name = name);
    let when = edge.read(|_, edge| edge.when.as_ref().map(|when| when.0.clone()).unwrap_or_default());
    let condition = move |words: String| {
        let when = (!words.trim().is_empty()).then(|| Formula::from(words.as_str()));
        edge.go_on("when", Step::Say, |edge| edge.when = when);
    };
    let make_default = move |on: bool| work.change(Step::Say, |draft| set_default(draft, &id, on));
    view! {
        <Head kind=t!("panel-connection") id=edge.id() />
        <NameField label=t!("panel-edge-name") name readonly=work.fixed />
        <TextArea name="when" label=t!("panel-when") hint=t!("panel-when-hint") value=when on_input=condition rows=2 readonly=work.fixed />
        <Checkbox
            name="default"
            label=t!("panel-default")
            detail=t!("panel-default-hint")
            checked=edge.read(|_, edge| edge.default)
            disabled=work.fixed
            on_change=make_default
        />
    }
    .into_any()
}

#[component]
fn LanePanel(work: Work, id: LaneId) -> impl IntoView {
    let lane: Part<Lane> = listed!(work, id, lanes);
    let name =
        lane.text("name", Step::Lane, |lane| Some(&lane.name), |lane, name| lane.name = name.unwrap_or_default());
    view! {
        <Head kind=t!("panel-lane") id=lane.id() />
        <NameField label=t!("panel-name") name readonly=work.fixed />
        <Button on_click=move |_| work.change(Step::Lane, |draft| remove_lane(draft, &id))>{t!("panel-remove-lane")}</Button>
    }
    .into_any()
}

#[component]
fn ProcessPanel(work: Work) -> impl IntoView {
    let key = work.now().key.to_string();
    let process: Part<Definition> = Part::new(work, key, |draft, _| Some(draft), |draft, _| Some(draft));
    let name = process.text(
        "name of process",
        Step::Name,
        |draft| Some(&draft.name),
        |draft, name| draft.name = name.unwrap_or_default(),
    );
    let (purpose, tell) = process.text(
        "purpose",
        Step::Say,
        |draft| draft.about.purpose.as_ref(),
        |draft, purpose| draft.about.purpose = purpose,
    );
    let counts = move || work.with(|draft| t!("panel-counts", steps = draft.nodes.len(), ways = draft.edges.len()));
    let add_lane = move |_| {
        let id = work.change(Step::Lane, |draft| add_lane(draft, Text::from(t!("panel-new-lane").as_str())));
        work.select(Selection::lane(&id));
    };
    view! {
        <Head kind=t!("panel-process") id=process.id() />
        <NameField label=t!("panel-name") name readonly=work.fixed />
        <TextArea name="purpose" label=t!("panel-purpose") value=purpose on_input=tell rows=3 readonly=work.fixed />
        <p class="quiet">{counts}</p>
        {(!work.fixed).then(|| view! { <Button on_click=add_lane>{t!("panel-add-lane")}</Button> })}
    }
    .into_any()
}

/// What people call an element, else its id.
pub(super) fn called(definition: &Definition, element: &str) -> String {
    let nodes = definition.nodes.iter().map(|node| (node.id.as_str(), node.name.as_ref()));
    let events = definition.attached.iter().map(|event| (event.id.as_str(), event.name.as_ref()));
    let edges = definition.edges.iter().map(|edge| (edge.id.as_str(), edge.name.as_ref()));
    let fields = definition.form.fields.iter().map(|field| (field.id.as_str(), field.label.as_ref()));
    let mut all = nodes.chain(events).chain(edges).chain(fields);
    let name = all.find(|(id, _)| *id == element).and_then(|(_, name)| name);
    name.map_or_else(|| element.to_owned(), in_words)
}
