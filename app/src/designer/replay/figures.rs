//! Several instances in words: where they waited, and which ways they went.

use std::sync::Arc;

use flow::model::Definition;
use leptos::prelude::*;

use super::totals::Totals;
use crate::components::{Align, Cell, Column, Row, Table};
use crate::designer::panel::called;
use crate::t;
use crate::text::{duration, number};

/// The figures, the worst first.
#[component]
pub(super) fn Figures(totals: Arc<Totals>, definition: Arc<Definition>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("replay-step")),
        Column::new(t!("replay-mean")).numeric(),
        Column::new(t!("replay-visits")).numeric(),
        Column::new(t!("replay-open")).numeric(),
        Column::new(t!("replay-late")).numeric(),
    ];
    let slowest = totals.slowest();
    let has_waits = !slowest.is_empty();
    let rows = slowest.into_iter().map(|(node, at)| {
        let (name, at) = (called(&definition, node.as_str()), *at);
        view! {
            <Row>
                <Cell label=t!("replay-step") head=true>{name}</Cell>
                <Cell label=t!("replay-mean") align=Align::End>{duration(at.mean())}</Cell>
                <Cell label=t!("replay-visits") align=Align::End>{number(at.visits)}</Cell>
                <Cell label=t!("replay-open") align=Align::End>{number(at.open)}</Cell>
                <Cell label=t!("replay-late") align=Align::End>{number(at.overdue)}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    // Where there is one way only, how many went it is no news.
    let leaves = |edge: &flow::model::Edge| definition.edges.iter().filter(|other| other.from == edge.from).count();
    let ways = definition.edges.iter().filter(|edge| leaves(edge) > 1).map(|edge| {
        let count = totals.edges.get(&edge.id).copied().unwrap_or_default();
        let (from, to) = (called(&definition, edge.from.as_str()), called(&definition, edge.to.as_str()));
        view! { <li>{t!("replay-way", from = from, to = to, count = count)}</li> }
    });
    let ways = ways.collect::<Vec<_>>();
    let has_ways = !ways.is_empty();
    let whole = (totals.overdue > 0).then(|| view! { <p>{t!("replay-late-whole", count = totals.overdue)}</p> });
    view! {
        <h3>{t!("replay-waits-where")}</h3>
        {match has_waits {
            false => view! { <p class="quiet">{t!("replay-no-waits")}</p> }.into_any(),
            true => view! { <Table caption=t!("replay-waits-where") columns>{rows}</Table> }.into_any(),
        }}
        {whole}
        {has_ways.then(|| view! { <h3>{t!("replay-ways")}</h3> <ul class="replay-ways">{ways}</ul> })}
    }
    .into_any()
}
