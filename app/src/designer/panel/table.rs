//! A decision table as a grid: inputs, results, rows, and what is wrong with them.

mod cells;

use flow::model::{Aggregate, DecisionTable, HitPolicy, Node};
use leptos::prelude::*;

use super::control::{choose, told, told_or};
use super::edited::Edited;
use super::group::Group;
use super::part::Part;
use crate::components::{Button, Dialog};
use crate::designer::canvas::severity_name;
use crate::designer::work::Work;
use crate::form::in_words;
use crate::t;
use cells::Grid;

/// The table of a rule, in short, and the way to its grid.
#[component]
pub(super) fn TableGroup(work: Work, node: Part<Node>) -> impl IntoView {
    let open = RwSignal::new(false);
    let table = node.edit("table", |node| node.table.clone(), |node, table| node.table = table);
    let says = table.read(|table| {
        let rows = table.as_ref().map_or(0, |table| table.rules.len());
        t!("table-rows", count = rows)
    });
    let element = StoredValue::new(node.id());
    let begin = move |_| {
        if table.now().is_none() {
            table.set(Some(nothing()));
        }
        open.set(true);
    };
    let grid = move || {
        open.get().then(|| {
            view! {
                <Policy work table=table.held(nothing()) />
                <Grid work table=table.held(nothing()) element />
                <Remarks work element />
            }
        })
    };
    view! {
        <Group name="table" title=t!("table-title") says>
            <Button on_click=begin>{t!("table-open")}</Button>
        </Group>
        <Dialog id="decision-table" title=t!("table-title") open large=true>{grid}</Dialog>
    }
    .into_any()
}

fn nothing() -> DecisionTable {
    DecisionTable {
        hit: HitPolicy::default(),
        aggregate: None,
        inputs: Vec::new(),
        outputs: Vec::new(),
        rules: Vec::new(),
        otherwise: Vec::new(),
    }
}

/// Which rows count when several match.
#[component]
fn Policy(work: Work, table: Edited<DecisionTable>) -> impl IntoView {
    let hit = table.part(|table| table.hit, |table, hit| table.hit = hit);
    let aggregate = table.part(|table| table.aggregate, |table, aggregate| table.aggregate = aggregate);
    let collects = hit.read(|hit| *hit == HitPolicy::Collect);
    let policies = told(
        work,
        [
            HitPolicy::Unique,
            HitPolicy::Any,
            HitPolicy::Priority,
            HitPolicy::First,
            HitPolicy::RuleOrder,
            HitPolicy::OutputOrder,
            HitPolicy::Collect,
        ],
    );
    let sums = told_or(work, t!("aggregate-list"), [Aggregate::Sum, Aggregate::Min, Aggregate::Max, Aggregate::Count]);
    view! {
        <div class="panel-pair">
            {choose("table-hit", t!("hit-title"), hit, policies)}
            {move || collects.get().then(|| choose("table-aggregate", t!("aggregate-title"), aggregate, sums.clone()))}
        </div>
    }
    .into_any()
}

/// What is to be said about the table: rows that overlap, cases that no row holds of, cells that cannot be read.
#[component]
fn Remarks(work: Work, element: StoredValue<String>) -> impl IntoView {
    let lines = move || {
        let findings = work.findings.get().unwrap_or_default();
        let own = findings.into_iter().filter(|finding| element.with_value(|id| finding.element.as_ref() == Some(id)));
        let lines = own.map(|finding| {
            let repair = finding.repair.as_ref().map(|repair| in_words(&repair.text));
            view! {
                <li data-severity=severity_name(finding.severity)>
                    <p>{in_words(&finding.message)}</p>
                    {repair.map(|words| view! { <p class="quiet">{words}</p> })}
                </li>
            }
        });
        lines.collect_view()
    };
    view! { <ol class="designer-findings" role="status">{lines}</ol> }.into_any()
}
