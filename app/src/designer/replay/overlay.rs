//! What is drawn over the drawing: tokens, how long they waited where, and how many went which way.

use std::sync::Arc;

use flow::layout::{Area, Layout, label};
use leptos::prelude::*;

use super::situation::Tokens;
use super::totals::Totals;
use crate::t;
use crate::text::{duration, number};

/// Tokens where they are. Each has an element of its own, which moves.
#[component]
pub(super) fn TokenMarks(tokens: Memo<Vec<Tokens>>) -> impl IntoView {
    let count = Memo::new(move |_| tokens.with(Vec::len));
    let mark = move |index: usize| {
        let token = move || tokens.with(|tokens| tokens.get(index).copied());
        let at = move || token().map(|Tokens { x, y, .. }| format!("translate({x:.1}px, {y:.1}px)"));
        let several = move || token().filter(|token| token.count > 1).map(|token| number(token.count));
        view! {
            <g class="token" style:transform=move || at().unwrap_or_default()>
                <circle r="9"></circle>
                <text text-anchor="middle" dominant-baseline="central">{several}</text>
            </g>
        }
    };
    view! {
        <g class="tokens" data-count=move || count.get()>
            <For each=move || 0..count.get() key=|index| *index let:index>{mark(index)}</For>
        </g>
    }
    .into_any()
}

/// How long tokens waited at each node, and how many went along each edge.
#[component]
pub(super) fn TotalMarks(totals: Arc<Totals>, drawing: Arc<Layout>) -> impl IntoView {
    let nodes = totals.nodes.iter().filter_map(|(node, at)| {
        let Area { x, y, w, h } = *drawing.nodes.get(node)?;
        let level = totals.level(node)?;
        let words = t!("replay-waited", length = duration(at.mean()));
        Some(view! {
            <g class="replay-heat" data-level=level data-heat=node.to_string()>
                <rect x=x - 3 y=y - 3 width=w + 6 height=h + 6 rx="12"></rect>
                <text x=x + w / 2 y=y - 8 text-anchor="middle">{words}</text>
            </g>
        })
    });
    let edges = totals.edges.iter().filter_map(|(edge, count)| {
        let at = label(drawing.edges.get(edge)?)?;
        Some(view! { <text class="replay-count" data-count-on=edge.to_string() x=at.x y=at.y + 14>{number(*count)}</text> })
    });
    view! { <g>{nodes.collect_view()} {edges.collect_view()}</g> }.into_any()
}
