//! Moving about: the map, the wheel, the keys, and the mouse while Space is held.

use std::time::Duration;

use fantoccini::actions::{InputSource, MOUSE_BUTTON_MIDDLE, WheelAction, WheelActions};
use serde_json::json;

use super::drawing::shape;
use super::pointer::{Spot, beside};
use super::{ESCAPE, ESCAPE_KEY};
use crate::driver::Driver;
use crate::house::House;
use crate::window::Window;

impl Window {
    /// Where a node is on the map.
    async fn on_map(&self, node: &str) -> Spot {
        let look = "const [left, top, wide, high] = document.querySelector('.minimap svg').getAttribute('viewBox').split(' ').map(Number);
            const box = document.querySelector('.minimap').getBoundingClientRect();
            const shown = document.querySelector(`[data-node='${arguments[0]}']`);
            const [x, y] = shown.getAttribute('transform').match(/-?\\d+/g).map(Number);
            const scale = Math.min(box.width / wide, box.height / high);
            const size = shown.querySelector('.outline').getBBox();
            return [
                Math.round(box.x + box.width / 2 + (x + size.width / 2 - left - wide / 2) * scale),
                Math.round(box.y + box.height / 2 + (y + size.height / 2 - top - high / 2) * scale),
            ];";
        let found = self.run(look, vec![json!(node)]).await;
        (found[0].as_i64().unwrap(), found[1].as_i64().unwrap())
    }

    /// Waits until a node is about in the middle of the canvas.
    async fn see_in_the_middle(&self, node: &str, within: i64) {
        let is_there = async || {
            let (at, middle) = (self.node(node).await, self.middle(".canvas-frame").await);
            ((at.0 - middle.0).abs() <= within && (at.1 - middle.1).abs() <= within).then_some(())
        };
        self.wait(&format!("{node} in the middle"), is_there).await;
    }

    /// Waits until a node can be seen whole.
    pub(super) async fn see_in_sight(&self, node: &str) {
        let look = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
            const frame = document.querySelector('.canvas-frame').getBoundingClientRect();
            return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;";
        let is_in_sight = async || (self.run(look, vec![json!(shape(node))]).await == json!(true)).then_some(());
        self.wait(&format!("{node} in sight"), is_in_sight).await;
    }

    /// Waits until a node is at a point of the window.
    async fn see_at(&self, node: &str, at: Spot) {
        self.wait(&format!("{node} at {at:?}"), async || (self.node(node).await == at).then_some(())).await;
    }
}

#[tokio::test]
async fn the_map_shows_what_is_pressed_and_keys_show_the_whole_or_what_is_chosen() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    // As large as it is.
    window.keys("0").await;
    let full = async || (window.width("tech").await == 148.0).then_some(());
    window.wait("the full size", full).await;
    // A point of the map stands for many of the drawing.
    let (start, end) = (window.on_map("start").await, window.on_map("accepted").await);
    window.drag_by_mouse(&[start]).await;
    window.see_in_the_middle("start", 16).await;
    window.drag_by_mouse(&[start, beside(start, 10, 0), end]).await;
    window.see_in_the_middle("accepted", 16).await;
    // What is chosen, and everything.
    window.drag_by_mouse(&[start]).await;
    window.choose_node("start").await;
    window.keys("2").await;
    window.see_in_the_middle("start", 1).await;
    window.keys("+").await;
    window.wait("nearer", async || (window.width("start").await > 40.0).then_some(())).await;
    window.keys("1").await;
    for node in ["start", "tech", "accepted", "rejected"] {
        window.see_in_sight(node).await;
    }
    let whole = window.width("tech").await;
    window.keys("-").await;
    window.wait("farther", async || (window.width("tech").await < whole * 0.9).then_some(())).await;
}

#[tokio::test]
async fn the_canvas_is_moved_by_space_by_the_middle_button_by_the_wheel_and_by_its_own_tool() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    let (at, place) = (window.node("gather").await, window.place("gather").await);
    // Whatever is under the mouse, the canvas moves and nothing on it.
    window.hold_key(' ').await;
    window.drag_by_mouse(&[at, beside(at, -40, 30), beside(at, -90, 60)]).await;
    window.let_go_key(' ').await;
    let at = beside(at, -90, 60);
    window.see_at("gather", at).await;
    window.drag_by_button(&[at, beside(at, 40, 0), beside(at, 50, -20)], MOUSE_BUTTON_MIDDLE).await;
    let at = beside(at, 50, -20);
    window.see_at("gather", at).await;
    window.keys("h").await;
    window.drag_by_mouse(&[at, beside(at, 40, 0), beside(at, 30, 40)]).await;
    let at = beside(at, 30, 40);
    window.see_at("gather", at).await;
    window.keys(ESCAPE).await;
    window.sight(".canvas-frame[data-mode='choose']").await;
    let turn = WheelAction::Scroll { duration: Some(Duration::ZERO), x: at.0, y: at.1, delta_x: 70, delta_y: 50 };
    let wheel = WheelActions::new("wheel".to_owned()).then(turn);
    window.client.perform_actions(wheel).await.unwrap();
    let at = beside(at, -70, -50);
    window.see_at("gather", at).await;
    assert_eq!(window.place("gather").await, place, "the step itself has not moved");
    window.see_chosen(&[]).await;
    // With Space let go the mouse moves the step again.
    window.hold_by_mouse(&[at, beside(at, 40, 40)]).await;
    window.see_chosen(&["gather"]).await;
    window.hold_key(ESCAPE_KEY).await;
    window.let_go_key(ESCAPE_KEY).await;
    window.let_go().await;
    assert_eq!(window.place("gather").await, place);
}
