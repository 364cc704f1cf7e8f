//! The free canvas: the drawing, what lies over it, and the pointer that acts on it.

mod camera;
mod carry;
mod drag;
mod hand;
mod hit;
mod overlay;
mod pad;
mod placing;
mod shape;
mod target;

use leptos::prelude::*;
use leptos::svg;

use super::scene::Scene;
use super::work::Work;
use crate::t;
pub(super) use camera::Camera;
pub(super) use hand::{Asked, Hand, Picked, Tool};
use overlay::Overlays;
use pad::Pad;
pub(super) use pad::remove_chosen;
use shape::{EdgeShape, LaneShape, NodeShape};
pub(super) use shape::{event_symbol, severity_name, symbol_of};

/// The id of the canvas, which takes the focus.
pub(super) const CANVAS: &str = "canvas";

/// The canvas.
#[component]
pub(super) fn Canvas(work: Work, scene: Scene, hand: Hand) -> impl IntoView {
    let camera = hand.camera;
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
    let lanes = move || {
        let lanes = scene.lanes.get().into_iter().map(|lane| {
            let id = lane.id.clone();
            let selected = Signal::derive(move || work.selection().with(|chosen| chosen.lane.as_ref() == Some(&id)));
            view! { <LaneShape lane selected /> }
        });
        lanes.collect_view()
    };
    // The first look shows everything.
    Effect::new(move |_| {
        if camera.frame().get().is_some() {
            let drawing = scene.drawing();
            camera.show(drawing_area(&drawing));
        }
    });
    // A wheel moves the canvas, not the page, which a listener must be free to say.
    Effect::new(move |_| {
        let Some(frame) = camera.frame().get() else { return };
        listen_to_wheel(&frame, hand);
    });
    view! {
        <div class="canvas-frame" data-mode=mode node_ref=camera.frame()>
            <svg
                class="canvas"
                id=CANVAS
                role="application"
                aria-label=t!("designer-canvas")
                aria-describedby="canvas-help"
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
                on:dblclick=move |event| hand.double(&event)
                on:contextmenu=move |event| hand.open_menu(&event)
            >
                <defs>
                    <marker id="way-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
                        <path d="M0 .5 8 4 0 7.500z"></path>
                    </marker>
                    <pattern id="canvas-dots" width="24" height="24" patternUnits="userSpaceOnUse" patternTransform=transform>
                        <circle cx="1" cy="1" r="1"></circle>
                    </pattern>
                </defs>
                <rect class="canvas-ground" width="100%" height="100%" fill="url(#canvas-dots)"></rect>
                <g transform=transform>
                    <g>{lanes}</g>
                    <For each=move || scene.nodes.get() key=|node| node.id.get_value() let:node>
                        <NodeShape node />
                    </For>
                    <For each=move || scene.edges.get() key=|edge| edge.id.get_value() let:edge>
                        <EdgeShape edge />
                    </For>
                    <Overlays scene hand />
                </g>
            </svg>
            <p class="visually-hidden" id="canvas-help">{t!("designer-canvas-help")}</p>
            <Pad work scene hand />
        </div>
    }
    .into_any()
}

/// The whole of a drawing.
pub(super) fn drawing_area(drawing: &flow::layout::Layout) -> flow::layout::Area {
    let flow::layout::Point { x, y } = drawing.origin;
    flow::layout::Area { x, y, w: drawing.width, h: drawing.height }
}

fn listen_to_wheel(frame: &leptos::web_sys::HtmlDivElement, hand: Hand) {
    use leptos::wasm_bindgen::{JsCast, closure::Closure};
    use leptos::web_sys::{AddEventListenerOptions, WheelEvent, js_sys::Function};

    let act = Closure::<dyn Fn(WheelEvent)>::new(move |event: WheelEvent| hand.wheel(&event));
    let options = AddEventListenerOptions::new();
    options.set_passive(false);
    let listening = frame.add_event_listener_with_callback_and_add_event_listener_options(
        "wheel",
        act.as_ref().unchecked_ref::<Function>(),
        &options,
    );
    // A frame that takes no listeners can still be moved by the keys and by its buttons.
    let _ = listening;
    act.forget();
}
