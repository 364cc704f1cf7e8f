//! The whole drawing, small, with the part that is in sight.

use flow::layout::Area;
use leptos::ev::PointerEvent;
use leptos::html;
use leptos::prelude::*;

use super::canvas::Hand;
use super::scene::Scene;
use crate::t;

/// The map. Pressing it shows what is there.
#[component]
pub(super) fn Minimap(scene: Scene, hand: Hand) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let whole = Memo::new(move |_| scene.drawing_now().area);
    let boxes = move || {
        let drawing = scene.drawing_now();
        let line = |area: &Area| format!("M{} {}h{}v{}h-{}z", area.x, area.y, area.w, area.h, area.w);
        drawing.nodes.values().map(line).collect::<String>()
    };
    let view_box = move || {
        let Area { x, y, w, h } = whole.get();
        format!("{x} {y} {} {}", w.max(1), h.max(1))
    };
    let sight = move || hand.camera.in_sight();
    let go = move |event: PointerEvent| {
        let Some(frame) = frame.get_untracked() else { return };
        if event.buttons() == 0 {
            return;
        }
        let (bounds, area) = (frame.get_bounding_client_rect(), whole.get_untracked());
        // The map keeps the shape of the drawing: one of its sides may leave room.
        let scale = (bounds.width() / f64::from(area.w.max(1))).min(bounds.height() / f64::from(area.h.max(1)));
        let across = f64::from(event.client_x()) - bounds.left() - bounds.width() / 2.0;
        let down = f64::from(event.client_y()) - bounds.top() - bounds.height() / 2.0;
        hand.camera.look_at(area.centre(), (across / scale, down / scale));
    };
    view! {
        <div class="minimap" aria-hidden="true" title=t!("designer-map") node_ref=frame on:pointerdown=go on:pointermove=go>
            <svg viewBox=view_box preserveAspectRatio="xMidYMid meet">
                <path class="minimap-nodes" d=boxes></path>
                <rect
                    class="minimap-sight"
                    x=move || sight().x
                    y=move || sight().y
                    width=move || sight().w
                    height=move || sight().h
                ></rect>
            </svg>
        </div>
    }
}
