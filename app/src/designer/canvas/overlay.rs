//! What is drawn over the drawing while a gesture goes on.

use flow::design::Axis;
use flow::layout::{Area, Point};
use leptos::prelude::*;

use super::carry::Guide;
use super::hand::Hand;
use crate::designer::scene::Scene;
use crate::drawing::path;

/// How far guides reach.
const FAR: i32 = 100_000;

#[component]
pub(super) fn Overlays(scene: Scene, hand: Hand) -> impl IntoView {
    move || {
        let overlay = hand.overlay.get();
        let frame = overlay.frame.map(|Area { x, y, w, h }| {
            view! { <rect class="over-frame" x=x y=y width=w height=h></rect> }
        });
        let ghost = overlay.ghost.map(|Area { x, y, w, h }| {
            view! { <rect class="over-ghost" x=x y=y width=w height=h rx="10"></rect> }
        });
        let guides = overlay.guides.iter().map(|guide| {
            let line = match guide {
                Guide::Upright(x) => format!("M{x} -{FAR}V{FAR}"),
                Guide::Level(y) => format!("M-{FAR} {y}H{FAR}"),
            };
            view! { <path class="over-guide" d=line></path> }
        });
        let edge = overlay.edge.as_ref().and_then(|edge| scene.drawing().edges.get(edge).map(|way| path(way)));
        let edge = edge.map(|line| view! { <path class="over-way" d=line></path> });
        let node = overlay.node.as_ref().and_then(|node| scene.drawing().nodes.get(node).copied());
        let allowed = overlay.line.is_none_or(|(_, _, allowed)| allowed);
        let node = node.map(|Area { x, y, w, h }| {
            let refused = (!allowed).then_some("");
            view! { <rect class="over-node" data-refused=refused x=x - 4 y=y - 4 width=w + 8 height=h + 8 rx="12"></rect> }
        });
        let line = overlay.line.map(|(from, to, allowed)| {
            let Point { x, y } = from;
            let line = format!("M{x} {y}L{} {}", to.x, to.y);
            view! { <path class="over-line" data-refused=(!allowed).then_some("") d=line marker-end="url(#way-arrow)"></path> }
        });
        let space = overlay.space.map(|(axis, at, by)| {
            let line = match axis {
                Axis::Across => format!("M{at} -{FAR}V{FAR}M{} -{FAR}V{FAR}", at + by),
                Axis::Down => format!("M-{FAR} {at}H{FAR}M-{FAR} {}H{FAR}", at + by),
            };
            view! { <path class="over-space" d=line></path> }
        });
        view! { {edge} {node} {ghost} {line} {guides.collect_view()} {frame} {space} }
    }
}
