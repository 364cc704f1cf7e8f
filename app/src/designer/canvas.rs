//! The free canvas: the drawing, what lies over it, and the pointer that acts on it.

mod camera;
mod carry;
mod drag;
mod gesture;
mod hand;
mod hit;
mod overlay;
mod pad;
mod placing;
mod pointers;
mod reshape;
mod shape;
mod target;

use leptos::prelude::*;
use leptos::svg;

use super::scene::Scene;
use super::work::Work;
use crate::drawing::Arrow;
use crate::t;
pub(super) use camera::Camera;
pub(super) use gesture::{Asked, Brought, Picked, Tool};
pub(super) use hand::Hand;
use overlay::Overlays;
use pad::Pad;
pub(super) use pad::remove_chosen;
use shape::{EdgeShape, LaneShape, NodeShape};
pub(super) use shape::{event_symbol, severity_name, symbol_of};

/// The id of the canvas, which takes the focus.
pub(super) const CANVAS: &str = "canvas";

/// The canvas.
#[component]
pub(super) fn Canvas(
    work: Work,
    scene: Scene,
    hand: Hand,
    /// What it is called, where there are several.
    #[prop(default = CANVAS)]
    id: &'static str,
    /// What it shows, where there are several.
    #[prop(optional, into)]
    label: Option<String>,
    /// What else is drawn over it.
    #[prop(optional, into)]
    over: Option<ViewFn>,
) -> impl IntoView {
    let camera = hand.camera;
    let (help, dots) = (format!("{id}-help"), format!("{id}-dots"));
    let (helped_by, ground) = (help.clone(), format!("url(#{dots})"));
    let canvas = NodeRef::<svg::Svg>::new();
    let transform = move || {
        let sight = camera.sight();
        format!("translate({:.2} {:.2}) scale({:.4})", sight.x, sight.y, sight.zoom)
    };
    let mode = move || match (hand.picked.get().is_some(), hand.tool.get()) {
        (true, _) => "place",
        (_, Tool::Move) => "move",
        (_, Tool::Space) => "space",
        _ => "choose",
    };
    // The first look shows everything.
    Effect::new(move |_| {
        if camera.frame().get().is_some() {
            camera.show(scene.drawing().area);
        }
    });
    view! {
        <div class="canvas-frame" data-mode=mode node_ref=camera.frame()>
            <svg
                class="canvas"
                id=id
                role="application"
                aria-label=label.unwrap_or_else(|| t!("designer-canvas"))
                aria-describedby=helped_by
                tabindex="0"
                node_ref=canvas
                on:pointerdown=move |event| {
                    if let Some(canvas) = canvas.get_untracked() {
                        // Focus is a courtesy; a browser may refuse it.
                        let _ = canvas.focus();
                    }
                    hand.down(&event);
                }
                on:pointermove=move |event| hand.moved(&event)
                on:pointerup=move |event| hand.up(&event)
                on:pointercancel=move |event| hand.lost(&event)
                on:touchend=move |event| {
                    // The finger that asked for the menu by resting presses nothing in it when it is lifted.
                    if hand.menu.with_untracked(Option::is_some) {
                        event.prevent_default();
                    }
                }
                on:dblclick=move |event| hand.double(&event)
                on:wheel=move |event| hand.wheel(&event)
                on:contextmenu=move |event| hand.open_menu(&event)
            >
                <defs>
                    <pattern class="canvas-dots" id=dots width="24" height="24" patternUnits="userSpaceOnUse" patternTransform=transform>
                        <circle cx="1" cy="1" r="1"></circle>
                    </pattern>
                </defs>
                <rect class="canvas-ground" width="100%" height="100%" fill=ground></rect>
                <g transform=transform>
                    <Drawing work scene />
                    <Overlays scene hand />
                    {over.map(|over| over.run())}
                </g>
            </svg>
            <p class="visually-hidden" id=help>{t!("designer-canvas-help")}</p>
            <Pad work scene hand />
        </div>
    }
    .into_any()
}

/// All that is drawn, for an `<svg>`.
#[component]
pub(super) fn Drawing(work: Work, scene: Scene) -> impl IntoView {
    let lanes = move || {
        let lanes = scene.lanes.get().into_iter().map(|lane| {
            let id = lane.id.clone();
            let selected = Signal::derive(move || work.selection().with(|chosen| chosen.lane.as_ref() == Some(&id)));
            view! { <LaneShape lane selected /> }
        });
        lanes.collect_view()
    };
    view! {
        <g>{lanes}</g>
        <For each=move || scene.nodes.get() key=|node| node.id.get_value() let:node>
            <NodeShape node />
        </For>
        <For each=move || scene.edges.get() key=|edge| edge.id.get_value() let:edge>
            <EdgeShape edge />
        </For>
    }
}

/// What drawings refer to: once on a page, however many there are.
#[component]
pub(super) fn DrawingParts() -> impl IntoView {
    view! {
        <svg class="drawing-parts" width="0" height="0" aria-hidden="true">
            <defs>
                <Arrow id="way-arrow" />
            </defs>
        </svg>
    }
}
