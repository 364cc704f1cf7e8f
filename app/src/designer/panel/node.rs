//! What is chosen, when it is a node: its properties in groups, those that its kind has.

use flow::id::NodeId;
use flow::model::{Kind, Node};
use leptos::prelude::*;

use super::automatic::Automatic;
use super::control::choose;
use super::decisions::Decisions;
use super::group::Group;
use super::limit::LimitOf;
use super::part::{Part, listed};
use super::people::People;
use super::rights::Rights;
use super::{EventPanel, Head, NameField, called};
use crate::components::{Checkbox, TextArea};
use crate::designer::step::Step;
use crate::designer::walk::kind_name;
use crate::designer::work::Work;
use crate::t;

#[component]
pub(super) fn NodePanel(work: Work, id: NodeId) -> impl IntoView {
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
    let asks = (kind.is_human() || kind == Kind::Cc).then(|| {
        view! {
            <TextArea name="requirement" label=t!("panel-requirement") hint=t!("panel-requirement-hint") value=requirement on_input=require rows=3 readonly=work.fixed />
            <People work node kind />
        }
    });
    let decides = kind.has_outcomes().then(|| view! { <Decisions work node kind /> });
    let shows_the_form = kind.is_human() || (kind == Kind::Start && event.is_none());
    let rights = shows_the_form.then(|| view! { <Rights work node /> });
    let limit = kind.is_human().then(|| {
        let limit = node.edit("limit", |node| node.limit.clone(), |node, limit| node.limit = limit);
        view! { <LimitOf work limit /> }
    });
    let control = kind.is_human().then(|| {
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
        {asks}
        {decides}
        {rights}
        {limit}
        <Automatic work node kind event />
        {control}
        <LaneOf work node />
    }
    .into_any()
}

/// The department or role that is responsible: the lane that it is in.
#[component]
fn LaneOf(work: Work, node: Part<Node>) -> impl IntoView {
    let lanes = work.with(|draft| {
        let lanes = draft.lanes.iter().map(|lane| (Some(lane.id.clone()), called(draft, lane.id.as_str())));
        lanes.collect::<Vec<_>>()
    });
    if lanes.is_empty() {
        return ().into_any();
    }
    let lane = node.edit("lane", |node| node.lane.clone(), |node, lane| node.lane = lane);
    let says = node.read(|draft, node| node.lane.as_ref().map(|lane| called(draft, lane.as_str())).unwrap_or_default());
    let lanes = StoredValue::new(lanes);
    view! {
        <Group name="lane" title=t!("panel-lane") says>
            {choose("lane", t!("panel-responsible"), lane, lanes.get_value())}
        </Group>
    }
    .into_any()
}
