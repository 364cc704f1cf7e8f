//! What is chosen, in words, and what is to be said about the draft.

use flow::check::{Finding, Severity};
use flow::id::{EdgeId, LaneId, NodeId};
use flow::model::{Definition, Edge, EventKind, Formula, Kind, Node};
use flow::text::{Language, Text, Translated};
use leptos::prelude::*;

use super::canvas::severity_name;
use super::page::Desk;
use super::play::{Play, Playing};
use super::step::Step;
use super::walk::kind_name;
use super::work::{Selection, Work};
use crate::components::{Button, ButtonSize, Checkbox, Pill, State, Tab, TabPanel, TabPanels, TextArea, TextInput};
use crate::form::in_words;
use crate::t;
use crate::text::reader;

/// The tabs.
pub(super) const ELEMENT: &str = "element";
pub(super) const FINDINGS: &str = "findings";
pub(super) const PLAY: &str = "play";

/// The panel.
#[component]
pub(super) fn Panel(work: Work, desk: Desk, playing: Playing) -> impl IntoView {
    let tabs = vec![Tab { id: ELEMENT, label: t!("panel-element") }, Tab { id: FINDINGS, label: t!("panel-findings") }];
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
                <TabPanel tab=PLAY>
                    <Play playing open=Signal::derive(move || desk.tab.get() == PLAY) />
                </TabPanel>
            </TabPanels>
        </aside>
    }
    .into_any()
}

/// A text with new words in the reader's language; the other language keeps its own.
fn reworded(before: Option<&Text>, words: &str) -> Option<Text> {
    let chinese = Language::from(reader().locale) == Language::Chinese;
    let other = match before {
        Some(Text::Each(each)) if chinese => each.en.clone(),
        Some(Text::Each(each)) => each.zh.clone(),
        _ => None,
    };
    let own = (!words.is_empty()).then(|| words.into());
    if own.is_none() && other.is_none() {
        return None;
    }
    let (zh, en) = if chinese { (own, other) } else { (other, own) };
    Some(Text::from(Translated { zh, en }).settled())
}

/// The words of a text in the reader's language alone, to be changed.
fn own_words(text: Option<&Text>) -> String {
    text.map(|text| text.in_language(reader().locale.into()).to_owned()).unwrap_or_default()
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

fn find_node<'d>(definition: &'d Definition, id: &NodeId) -> Option<&'d Node> {
    definition.nodes.iter().find(|node| node.id == *id)
}

#[component]
fn NodePanel(work: Work, id: NodeId) -> impl IntoView {
    let is_event = work.now().attached.iter().any(|event| event.id == id);
    if is_event {
        return view! { <EventPanel work id /> }.into_any();
    }
    let now = work.now();
    let Some(node) = find_node(&now, &id) else { return ().into_any() };
    let (kind, event) = (node.kind, node.event.as_ref().map(|event| event.kind));
    let id = StoredValue::new(id);
    let name = text_of(work, id, |node| node.name.as_ref());
    let requirement = text_of(work, id, |node| node.requirement.as_ref());
    let change = move |what: &'static str, step: Step, make: &dyn Fn(&mut Node)| {
        let id = id.get_value();
        work.change_about(step, Some(&format!("{what} {id}")), |draft| {
            draft.nodes.iter_mut().filter(|node| node.id == id).for_each(make);
        });
    };
    let rename =
        move |words: String| change("name", Step::Name, &|node| node.name = reworded(node.name.as_ref(), &words));
    let require = move |words: String| {
        change("requirement", Step::Say, &|node| node.requirement = reworded(node.requirement.as_ref(), &words));
    };
    let control =
        Signal::derive(move || work.with(|draft| find_node(draft, &id.get_value()).is_some_and(|node| node.control)));
    let who = move || {
        work.with(|draft| {
            let node = find_node(draft, &id.get_value())?;
            node.who.as_ref().map(|who| work.who(draft, who))
        })
    };
    let people = (kind.is_human() || kind == Kind::Cc).then(|| {
        view! {
            <TextArea name="requirement" label=t!("panel-requirement") hint=t!("panel-requirement-hint") value=requirement on_input=require rows=3 readonly=work.fixed />
            <dl class="panel-facts">
                <dt>{t!("panel-who")}</dt>
                <dd>{move || who().unwrap_or_else(|| t!("panel-nobody"))}</dd>
            </dl>
        }
    });
    let controls = kind.is_human().then(|| {
        view! {
            <Checkbox
                name="control"
                label=t!("panel-control")
                detail=t!("panel-control-hint")
                checked=control
                disabled=work.fixed
                on_change=move |on: bool| change("control", Step::Say, &|node| node.control = on)
            />
        }
    });
    view! {
        <Head kind=kind_name(kind, event) id=id.get_value().to_string() />
        <TextInput name="element-name" label=t!("panel-name") value=name on_input=rename readonly=work.fixed />
        {people}
        {controls}
    }
    .into_any()
}

fn text_of(work: Work, id: StoredValue<NodeId>, text: fn(&Node) -> Option<&Text>) -> Signal<String> {
    Memo::new(move |_| work.with(|draft| own_words(find_node(draft, &id.get_value()).and_then(text)))).into()
}

#[component]
fn EventPanel(work: Work, id: NodeId) -> impl IntoView {
    let now = work.now();
    let Some(event) = now.attached.iter().find(|event| event.id == id) else { return ().into_any() };
    let kind = event.kind;
    let id = StoredValue::new(id);
    let of = move |draft: &Definition| draft.attached.iter().find(|event| event.id == id.get_value()).cloned();
    let name = Signal::derive(move || work.with(|draft| own_words(of(draft).and_then(|event| event.name).as_ref())));
    let stops = Signal::derive(move || work.with(|draft| of(draft).is_some_and(|event| event.interrupting)));
    let rename = move |words: String| {
        let id = id.get_value();
        work.change_about(Step::Name, Some(&format!("name {id}")), |draft| {
            let event = draft.attached.iter_mut().filter(|event| event.id == id);
            event.for_each(|event| event.name = reworded(event.name.as_ref(), &words));
        });
    };
    let interrupt = move |on: bool| {
        let id = id.get_value();
        work.change(Step::Say, |draft| {
            draft.attached.iter_mut().filter(|event| event.id == id).for_each(|event| event.interrupting = on);
        });
    };
    let can_go_on = !matches!(kind, EventKind::Error | EventKind::Compensation | EventKind::Cancel);
    view! {
        <Head kind=kind_name(Kind::Boundary, Some(kind)) id=id.get_value().to_string() />
        <TextInput name="element-name" label=t!("panel-name") value=name on_input=rename readonly=work.fixed />
        {can_go_on.then(|| view! {
            <Checkbox
                name="interrupting"
                label=t!("panel-interrupting")
                detail=t!("panel-interrupting-hint")
                checked=stops
                disabled=work.fixed
                on_change=interrupt
            />
        })}
    }
    .into_any()
}

#[component]
fn EdgePanel(work: Work, id: EdgeId) -> impl IntoView {
    let id = StoredValue::new(id);
    let of = move |draft: &Definition| draft.edges.iter().find(|edge| edge.id == id.get_value()).cloned();
    let name = Memo::new(move |_| work.with(|draft| own_words(of(draft).and_then(|edge| edge.name).as_ref())));
    let when = Memo::new(move |_| {
        work.with(|draft| of(draft).and_then(|edge| edge.when).map(|when| when.0).unwrap_or_default())
    });
    let default = Signal::derive(move || work.with(|draft| of(draft).is_some_and(|edge| edge.default)));
    let change = move |what: &'static str, step: Step, make: &dyn Fn(&mut Edge)| {
        let id = id.get_value();
        work.change_about(step, Some(&format!("{what} {id}")), |draft| {
            draft.edges.iter_mut().filter(|edge| edge.id == id).for_each(make);
        });
    };
    let rename =
        move |words: String| change("name", Step::Name, &|edge| edge.name = reworded(edge.name.as_ref(), &words));
    let condition = move |words: String| {
        change("when", Step::Say, &|edge| {
            edge.when = (!words.trim().is_empty()).then(|| Formula::from(words.as_str()))
        });
    };
    let make_default = move |on: bool| {
        let id = id.get_value();
        work.change(Step::Say, |draft| {
            let from = draft.edges.iter().find(|edge| edge.id == id).map(|edge| edge.from.clone());
            let beside = draft.edges.iter_mut().filter(|edge| Some(&edge.from) == from.as_ref());
            for edge in beside {
                edge.default = on && edge.id == id;
                if edge.default {
                    edge.when = None;
                }
            }
        });
    };
    view! {
        <Head kind=t!("panel-connection") id=id.get_value().to_string() />
        <TextInput name="element-name" label=t!("panel-edge-name") value=name on_input=rename readonly=work.fixed />
        <TextArea name="when" label=t!("panel-when") hint=t!("panel-when-hint") value=when on_input=condition rows=2 readonly=work.fixed />
        <Checkbox
            name="default"
            label=t!("panel-default")
            detail=t!("panel-default-hint")
            checked=default
            disabled=work.fixed
            on_change=make_default
        />
    }
    .into_any()
}

#[component]
fn LanePanel(work: Work, id: LaneId) -> impl IntoView {
    let id = StoredValue::new(id);
    let name = Memo::new(move |_| {
        work.with(|draft| {
            let lane = draft.lanes.iter().find(|lane| lane.id == id.get_value());
            own_words(lane.map(|lane| &lane.name))
        })
    });
    let rename = move |words: String| {
        let id = id.get_value();
        work.change_about(Step::Lane, Some(&format!("name {id}")), |draft| {
            let lane = draft.lanes.iter_mut().filter(|lane| lane.id == id);
            lane.for_each(|lane| lane.name = reworded(Some(&lane.name), &words).unwrap_or_default());
        });
    };
    view! {
        <Head kind=t!("panel-lane") id=id.get_value().to_string() />
        <TextInput name="element-name" label=t!("panel-name") value=name on_input=rename readonly=work.fixed />
        <Button on:click=move |_| {
            let id = id.get_value();
            work.change(Step::Lane, |draft| flow::design::remove_lane(draft, &id));
        }>{t!("panel-remove-lane")}</Button>
    }
    .into_any()
}

#[component]
fn ProcessPanel(work: Work) -> impl IntoView {
    let name = Memo::new(move |_| work.with(|draft| own_words(Some(&draft.name))));
    let purpose = Memo::new(move |_| work.with(|draft| own_words(draft.about.purpose.as_ref())));
    let rename = move |words: String| {
        work.change_about(Step::Name, Some("name of the process"), |draft| {
            draft.name = reworded(Some(&draft.name), &words).unwrap_or_default();
        });
    };
    let tell = move |words: String| {
        work.change_about(Step::Say, Some("purpose"), |draft| {
            draft.about.purpose = reworded(draft.about.purpose.as_ref(), &words);
        });
    };
    let counts = move || work.with(|draft| t!("panel-counts", steps = draft.nodes.len(), ways = draft.edges.len()));
    let add_lane = move |_| {
        let id =
            work.change(Step::Lane, |draft| flow::design::add_lane(draft, Text::from(t!("panel-new-lane").as_str())));
        work.select(Selection::lane(&id));
    };
    view! {
        <Head kind=t!("panel-process") id=work.now().key.to_string() />
        <TextInput name="element-name" label=t!("panel-name") value=name on_input=rename readonly=work.fixed />
        <TextArea name="purpose" label=t!("panel-purpose") value=purpose on_input=tell rows=3 readonly=work.fixed />
        <p class="quiet">{counts}</p>
        {(!work.fixed).then(|| view! { <Button on:click=add_lane>{t!("panel-add-lane")}</Button> })}
    }
    .into_any()
}

/// What is to be said about the draft, each with the way to it and its repair.
#[component]
fn Findings(work: Work, desk: Desk) -> impl IntoView {
    let list = move || {
        let findings = work.findings.get();
        if findings.is_empty() {
            return view! { <p class="quiet">{t!("panel-no-findings")}</p> }.into_any();
        }
        let lines = findings.into_iter().map(|finding| view! { <FindingLine work desk finding /> });
        view! { <ol class="designer-findings">{lines.collect_view()}</ol> }.into_any()
    };
    view! { <div role="status">{list}</div> }.into_any()
}

#[component]
fn FindingLine(work: Work, desk: Desk, finding: Finding) -> impl IntoView {
    let (state, words) = match finding.severity {
        Severity::Error => (State::Refuse, t!("admin-error")),
        Severity::Warning => (State::Wait, t!("admin-warning")),
        Severity::Note => (State::Idle, t!("admin-note")),
    };
    let element = finding.element.clone();
    let called = element.as_deref().map(|element| work.with(|draft| called(draft, element)));
    let show = move |_| {
        if let Some(element) = &element {
            desk.show(element);
        }
    };
    let way = finding.path.clone().filter(|way| !way.is_empty()).map(|way| {
        let follow = move |_| work.select(Selection::nodes(way.iter().cloned()));
        view! { <Button size=ButtonSize::Small on:click=follow>{t!("finding-way")}</Button> }
    });
    let repair = finding.repair.clone().map(|repair| {
        let text = in_words(&repair.text);
        let apply = (repair.is_mechanical() && !work.fixed).then(|| {
            let apply = move |_| {
                work.attempt(Step::Repair, |draft| {
                    repair.apply(draft).map_err(|unfit| Text::from(unfit.to_string().as_str()))
                });
            };
            view! { <Button size=ButtonSize::Small on:click=apply>{t!("finding-repair")}</Button> }
        });
        view! { <p class="quiet">{text}</p> {apply} }
    });
    view! {
        <li data-severity=severity_name(finding.severity)>
            <p class="sheet-bar">
                <Pill state>{words}</Pill>
                {called.map(|called| view! { <button class="link-button" type="button" on:click=show>{called}</button> })}
            </p>
            <p>{in_words(&finding.message)}</p>
            <div class="row">{way} {repair}</div>
        </li>
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
