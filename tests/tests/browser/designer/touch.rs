//! Fingers on a phone: one moves the canvas or a step, two move and zoom, one that rests asks what can be done.

use serde_json::json;

use super::pointer::{Spot, beside};
use crate::driver::{Driver, Screen, devtools};
use crate::house::House;
use crate::window::Window;

impl Window {
    /// Opens the canvas of a new process; a phone shows the tree first.
    async fn begin_by_finger(&self, name: &str, process: &str) {
        self.begin(name, process).await;
        self.press("画布").await;
        self.sight("[data-node='end'] .outline").await;
    }

    /// A finger that is put down and rests, or is lifted.
    async fn rest_finger(&self, at: Option<Spot>) {
        let kind = if at.is_some() { "touchStart" } else { "touchEnd" };
        let points: Vec<_> = at.into_iter().map(|(x, y)| json!({"x": x, "y": y})).collect();
        devtools(&self.client, "Input.dispatchTouchEvent", json!({"type": kind, "touchPoints": points})).await;
    }
}

/// Points on the straight way from one to another.
fn by_steps(from: Spot, to: Spot) -> Vec<Spot> {
    const STEPS: i64 = 10;
    let part = |from: i64, to: i64, step: i64| from + (to - from) * step / STEPS;
    (0..=STEPS).map(|step| (part(from.0, to.0, step), part(from.1, to.1, step))).collect()
}

/// Whether a point is where a finger should have brought it: a finger only begins to drag after a few pixels.
fn is_near(one: Spot, other: Spot) -> bool {
    const FINGER: i64 = 6;
    (one.0 - other.0).abs() <= FINGER && (one.1 - other.1).abs() <= FINGER
}

#[tokio::test]
async fn one_finger_moves_the_canvas_or_a_step_and_brings_an_element_from_the_palette() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Phone).await;
    window.sign_in("陆小满").await;
    window.begin_by_finger("换班", "F-01").await;
    let (start, end) = (window.node("start").await, window.node("end").await);
    // The canvas, where nothing is.
    window.drag_by_finger(&by_steps(beside(start, 0, 100), beside(start, -20, 60))).await;
    let moved = window.node("start").await;
    assert!(is_near(moved, beside(start, -20, -40)), "{moved:?} from {start:?}");
    let end = beside(end, moved.0 - start.0, moved.1 - start.1);
    assert_eq!(window.node("end").await, end);
    let start = moved;
    window.see_chosen(&[]).await;
    // A step.
    let place = window.place("start").await;
    window.drag_by_finger(&by_steps(end, beside(end, 60, 100))).await;
    window.see_chosen(&["end"]).await;
    assert_eq!(window.node("start").await, start);
    assert_eq!(window.place("start").await, place);
    let moved = window.node("end").await;
    assert!(is_near(moved, beside(end, 60, 100)), "{moved:?} from {end:?}");
    // What comes from the palette is dragged aside; along it the palette would scroll.
    let read = window.middle("[data-element='read']").await;
    let to = beside(start, 40, -70);
    window.drag_by_finger(&[read, beside(read, 40, 0), to]).await;
    window.see_drawn(3).await;
    assert_eq!(window.node("read").await, to);
    assert_eq!(window.overflow().await, Vec::<String>::new());
}

#[tokio::test]
async fn two_fingers_move_and_zoom_the_canvas_and_nothing_on_it() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Phone).await;
    window.sign_in("陆小满").await;
    window.begin_by_finger("调休", "F-02").await;
    let (start, wide) = (window.node("start").await, window.width("start").await);
    let place = window.place("start").await;
    // Side by side they move it, even with one of them on a step.
    let other = beside(start, 60, -100);
    let (one_way, other_way) = (by_steps(start, beside(start, 30, -60)), by_steps(other, beside(other, 30, -60)));
    window.drag_by_two_fingers(&one_way, &other_way).await;
    let moved = window.node("start").await;
    assert!(is_near(moved, beside(start, 30, -60)), "{moved:?} from {start:?}");
    assert!((window.width("start").await - wide).abs() < 2.0);
    // Apart they bring it nearer: what is between them stays there.
    let (left, right) = (beside(moved, -40, 0), beside(moved, 40, 0));
    window.drag_by_two_fingers(&by_steps(left, beside(left, -40, 0)), &by_steps(right, beside(right, 40, 0))).await;
    let nearer = window.width("start").await;
    assert!((nearer / wide - 2.0).abs() < 0.1, "{nearer} from {wide}");
    let stays = window.node("start").await;
    assert!(is_near(stays, moved), "{stays:?} from {moved:?}");
    assert_eq!(window.place("start").await, place, "the step itself has not moved");
    assert!(!window.offers("撤销：移动").await);
}

#[tokio::test]
async fn a_finger_that_rests_on_a_step_asks_what_can_be_done_with_it() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Phone).await;
    window.sign_in("陆小满").await;
    window.begin_by_finger("加班", "F-03").await;
    let end = window.node("end").await;
    window.rest_finger(Some(end)).await;
    window.sight("[role=menu].designer-menu").await;
    window.see_chosen(&["end"]).await;
    window.rest_finger(None).await;
    window.press("再制").await;
    window.see_gone(".designer-menu").await;
    window.see_drawn(3).await;
    window.see_chosen(&["end2"]).await;
    assert_eq!(window.overflow().await, Vec::<String>::new());
}
