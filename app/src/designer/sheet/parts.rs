//! What stands on the sheet besides the drawing.

use std::collections::BTreeMap;
use std::sync::Arc;

use flow::layout::drawn;
use flow::model::{Condition, Definition, Field, Kind, Node};
use flow::text::Text;
use leptos::prelude::*;

use crate::components::{Cell, Column, Row, Table};
use crate::designer::panel::called;
use crate::designer::walk::kind_name;
use crate::designer::work::Work;
use crate::form::in_words;
use crate::port::{Design, Version};
use crate::t;
use crate::text::{listed, moment, reader};

/// Name, code, version, since when, and who answers for it.
#[component]
pub(super) fn Head(design: Design, versions: Vec<Version>, work: Work) -> impl IntoView {
    let definition = design.definition;
    let owner = definition.about.owner_department().map(|owner| work.told(&definition, &owner));
    let filed = versions.into_iter().find(|version| Some(version.version) == design.version && !design.is_draft);
    let (version, since) = match filed {
        Some(version) => (t!("admin-version-no", version = version.version), Some(version.published)),
        None => (t!("admin-draft"), design.changed.as_ref().map(|(at, _)| *at)),
    };
    let by = design.changed.map(|(_, by)| in_words(&by.name));
    view! {
        <header class="process-sheet-head">
            <h1>{in_words(&definition.name)}</h1>
            <dl class="process-sheet-facts">
                {fact(t!("sheet-code"), Some(definition.key.to_string()))}
                {fact(t!("admin-version"), Some(version))}
                <div><dt>{t!("sheet-since")}</dt><dd>{since.map(|at| moment(&reader(), at))}</dd></div>
                {fact(t!("sheet-owner"), owner)}
                {fact(t!("sheet-by"), by)}
            </dl>
        </header>
    }
    .into_any()
}

fn fact(label: String, value: Option<String>) -> impl IntoView {
    view! { <div><dt>{label}</dt><dd>{value.unwrap_or_else(|| "—".to_owned())}</dd></div> }
}

/// What it is for, what it rests on, what it is measured by, what can go wrong.
#[component]
pub(super) fn About(work: Work, definition: Arc<Definition>) -> impl IntoView {
    let about = &definition.about;
    let purpose: Vec<Text> = about.purpose.iter().cloned().collect();
    let starters = definition.nodes.iter().filter(|node| node.kind == Kind::Start);
    let starters = starters.filter_map(|node| Some(Text::from(work.told(&definition, node.who.as_ref()?).as_str())));
    let parts = [
        (t!("panel-purpose"), purpose),
        (t!("sheet-scope"), starters.collect()),
        (t!("sheet-basis"), about.basis.clone()),
        (t!("sheet-kpis"), about.kpis.clone()),
        (t!("sheet-risks"), about.risks.clone()),
    ];
    let parts = parts.into_iter().filter(|(_, said)| !said.is_empty()).map(|(title, said)| {
        let lines = said.iter().map(|line| view! { <li>{in_words(line)}</li> }).collect_view();
        view! { <section class="process-sheet-part"><h2>{title}</h2><ul>{lines}</ul></section> }
    });
    parts.collect_view()
}

/// Every step: who does what, what is required, how long it may take, what comes then.
#[component]
pub(super) fn Steps(work: Work, definition: Arc<Definition>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("sheet-no")).numeric(),
        Column::new(t!("sheet-step")),
        Column::new(t!("panel-who")),
        Column::new(t!("panel-requirement")),
        Column::new(t!("sheet-limit")),
        Column::new(t!("sheet-then")),
    ];
    let steps = in_order(&definition);
    let duties = duties(&definition, &steps);
    let rows = (1..).zip(steps).map(|(no, node): (usize, &Node)| {
        let kind = kind_name(node.kind, node.event.as_ref().map(|event| event.kind));
        let name = called(&definition, node.id.as_str());
        let kind = (kind != name).then(|| view! { <br /> <span class="quiet">{kind}</span> });
        let control = node.control.then(|| view! { <br /> <strong>{t!("panel-control")}</strong> });
        let who = node.who.as_ref().map(|who| work.told(&definition, who));
        let requirement = node.requirement.as_ref().map(in_words);
        let limit = node.limit.as_ref().map(|limit| work.told(&definition, limit));
        let then = lines(then(&definition, node));
        view! {
            <Row>
                <Cell label=t!("sheet-no")>{no}</Cell>
                <Cell label=t!("sheet-step") head=true>{name} {kind} {control}</Cell>
                <Cell label=t!("panel-who")>{who}</Cell>
                <Cell label=t!("panel-requirement")>{requirement}</Cell>
                <Cell label=t!("sheet-limit")>{limit}</Cell>
                <Cell label=t!("sheet-then")>{then}</Cell>
            </Row>
        }
        .into_any()
    });
    let rows = rows.collect_view();
    view! {
        <section class="process-sheet-part">
            <h2>{t!("sheet-steps")}</h2>
            <Table caption=t!("sheet-steps") columns>{rows}</Table>
        </section>
        {duties}
    }
    .into_any()
}

/// What is done, in the order in which it is drawn; ways and events without work are told where they lead.
fn in_order(definition: &Definition) -> Vec<&Node> {
    let drawing = drawn(definition);
    let is_work = |node: &&Node| !node.kind.is_gateway() && !node.kind.is_event();
    let mut steps: Vec<&Node> = definition.nodes.iter().filter(is_work).collect();
    steps.sort_by_key(|node| drawing.nodes.get(&node.id).map(|area| (area.x, area.y)));
    steps
}

/// Where a step leads: each way with its name.
fn then(definition: &Definition, node: &Node) -> Vec<String> {
    let ways = definition.edges.iter().filter(|edge| edge.from == node.id);
    let ways = ways.map(|edge| {
        let to = called(definition, edge.to.as_str());
        match &edge.name {
            Some(name) => format!("{} → {to}", in_words(name)),
            None => to,
        }
    });
    ways.collect()
}

/// What each department has to do.
fn duties(definition: &Definition, steps: &[&Node]) -> Option<AnyView> {
    let mut of_lane: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for node in steps {
        let lane = node.lane.as_ref().and_then(|lane| definition.lanes.iter().position(|other| other.id == *lane));
        if let Some(lane) = lane {
            of_lane.entry(lane).or_default().push(called(definition, node.id.as_str()));
        }
    }
    if of_lane.is_empty() {
        return None;
    }
    let lines = of_lane.into_iter().filter_map(|(lane, steps)| {
        let name = in_words(&definition.lanes.get(lane)?.name);
        Some(view! { <div><dt>{name}</dt><dd>{listed(steps)}</dd></div> })
    });
    let lines = lines.collect_view();
    let part = view! {
        <section class="process-sheet-part">
            <h2>{t!("sheet-duties")}</h2>
            <dl class="process-sheet-list">{lines}</dl>
        </section>
    };
    Some(part.into_any())
}

/// What is filled in.
#[component]
pub(super) fn Form(work: Work, definition: Arc<Definition>) -> impl IntoView {
    if definition.form.fields.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::new(t!("sheet-field")),
        Column::new(t!("sheet-field-kind")),
        Column::new(t!("sheet-required")),
        Column::new(t!("sheet-rules")),
    ];
    let mut rows = Vec::new();
    for field in &definition.form.fields {
        rows.push(field_row(work, &definition, field, None));
        rows.extend(field.fields.iter().map(|column| field_row(work, &definition, column, Some(field))));
    }
    view! {
        <section class="process-sheet-part">
            <h2>{t!("sheet-form")}</h2>
            <Table caption=t!("sheet-form") columns>{rows}</Table>
        </section>
    }
    .into_any()
}

/// A field, or a column within a table.
fn field_row(work: Work, definition: &Definition, field: &Field, table: Option<&Field>) -> AnyView {
    let name = |field: &Field| field.label.as_ref().map_or_else(|| field.id.to_string(), in_words);
    let label = match table {
        Some(table) => format!("{} · {}", name(table), name(field)),
        None => name(field),
    };
    let kind = work.told(definition, &field.kind);
    let required = match &field.required {
        Condition::Fixed(false) => String::new(),
        required => work.told(definition, required),
    };
    let options: Vec<String> = field.options.iter().filter_map(|option| option.label.as_ref().map(in_words)).collect();
    let options = (!options.is_empty()).then(|| listed(options));
    let computed = field.compute.as_ref().map(|compute| work.told(definition, compute));
    let checks = (!field.checks.is_empty()).then(|| work.told(definition, &field.checks));
    let rules = lines([options, computed, checks].into_iter().flatten());
    view! {
        <Row>
            <Cell label=t!("sheet-field") head=true>{label}</Cell>
            <Cell label=t!("sheet-field-kind")>{kind}</Cell>
            <Cell label=t!("sheet-required")>{required}</Cell>
            <Cell label=t!("sheet-rules")>{rules}</Cell>
        </Row>
    }
    .into_any()
}

/// Several things, each on a line of its own.
fn lines(words: impl IntoIterator<Item = String>) -> AnyView {
    words.into_iter().map(|words| view! { <div>{words}</div> }).collect_view().into_any()
}

/// Every version: when and by whom it was put into force.
#[component]
pub(super) fn Revisions(versions: Vec<Version>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("admin-version")),
        Column::new(t!("admin-published")),
        Column::new(t!("admin-published-by")),
    ];
    let nothing = versions.is_empty().then(|| view! { <p class="quiet">{t!("admin-never-published")}</p> });
    let rows = versions.into_iter().map(|version| {
        let by = version.by.map(|by| in_words(&by.name));
        view! {
            <Row>
                <Cell label=t!("admin-version") head=true>{t!("admin-version-no", version = version.version)}</Cell>
                <Cell label=t!("admin-published")>{moment(&reader(), version.published)}</Cell>
                <Cell label=t!("admin-published-by")>{by}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    let table = nothing.is_none().then(|| view! { <Table caption=t!("sheet-revisions") columns>{rows}</Table> });
    view! {
        <section class="process-sheet-part">
            <h2>{t!("sheet-revisions")}</h2>
            {nothing}
            {table}
        </section>
    }
    .into_any()
}
