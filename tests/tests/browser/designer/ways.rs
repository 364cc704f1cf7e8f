//! Connections by the mouse: led elsewhere by their ends, and bent.

use serde_json::Value as Json;

use super::drawing::leads;
use super::pointer::beside;
use super::{CTRL, ENTER, ESCAPE, FREE};
use crate::driver::Driver;
use crate::house::House;
use crate::window::Window;

#[tokio::test]
async fn a_connection_is_led_elsewhere_by_its_ends_and_where_it_cannot_lead_the_reason_is_said() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "借款", "J-01").await;
    window.choose_node("start").await;
    window.keys("a").await;
    window.keys(&format!("sp{ENTER}")).await;
    window.sight("[data-node='approve'][data-selected]").await;
    let below = beside(window.node("approve").await, 0, 160);
    window.put("read", below).await;
    window.sight("[data-node='read'][data-selected]").await;
    // Where it arrives.
    window.choose_way("approve-end").await;
    let arrives = window.middle("[data-edge='approve-end'] [data-end='to']").await;
    window.hold_by_mouse(&[arrives, beside(arrives, 0, 20), below]).await;
    window.sight(".over-node:not([data-refused])").await;
    window.let_go().await;
    window.kept_when("J-01", |draft| leads(draft, &["start approve", "approve read"])).await;
    // Where it leaves.
    let leaves = window.middle("[data-edge='approve-end'] [data-end='from']").await;
    let start = window.node("start").await;
    window.drag_by_mouse(&[leaves, beside(leaves, -20, 0), start]).await;
    window.kept_when("J-01", |draft| leads(draft, &["start approve", "start read"])).await;
    window.hear("改接连线").await;
    // Nothing leaves an end.
    let leaves = window.middle("[data-edge='approve-end'] [data-end='from']").await;
    let end = window.node("end").await;
    window.hold_by_mouse(&[leaves, beside(leaves, 20, 20), end]).await;
    window.sight(".over-node[data-refused]").await;
    window.sight(".over-line[data-refused]").await;
    window.let_go().await;
    window.see("结束之后不再有步骤").await;
    window.kept_when("J-01", |draft| leads(draft, &["start approve", "start read"])).await;
    // Let go over nothing, it stays as it was.
    let arrives = window.middle("[data-edge='approve-end'] [data-end='to']").await;
    window.drag_by_mouse(&[arrives, beside(arrives, 40, 100)]).await;
    window.kept_when("J-01", |draft| leads(draft, &["start approve", "start read"])).await;
    // Removed, and taken back.
    window.press("删除").await;
    window.see_gone("[data-edge='approve-end']").await;
    window.keys(&format!("{CTRL}z{FREE}")).await;
    window.sight("[data-edge='approve-end']").await;
}

#[tokio::test]
async fn a_connection_is_bent_by_its_middle_and_keeps_that_when_its_ends_move() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "报销", "J-02").await;
    let start = window.node("start").await;
    window.put("read", beside(start, 0, 160)).await;
    window.keys(ESCAPE).await;
    window.put("cc", beside(start, 360, 240)).await;
    window.keys(ESCAPE).await;
    window.choose_node("read").await;
    let cc = window.node("copy").await;
    window.keys("c").await;
    window.drag_by_mouse(&[cc]).await;
    window.sight("[data-edge='read-copy']").await;
    let before = window.line("read-copy").await;
    window.choose_way("read-copy").await;
    let middle = window.middle("[data-edge='read-copy'] [data-leg='1']").await;
    window.drag_by_mouse(&[middle, beside(middle, 20, 0), beside(middle, 60, 0)]).await;
    assert_ne!(window.line("read-copy").await, before);
    let (bent, _) = window.middle("[data-edge='read-copy'] [data-leg='1']").await;
    assert_eq!(bent, middle.0 + 60, "the leg is where it was let go");
    window.kept_when("J-02", |draft| is_placed(draft, "read-copy")).await;
    // It follows a step that is moved, at right angles.
    window.drag_by_mouse(&[cc, beside(cc, 20, 0), beside(cc, 0, 60)]).await;
    window.choose_way_at((bent, middle.1)).await;
    assert_eq!(window.middle("[data-edge='read-copy'] [data-leg='1']").await, (bent, middle.1 + 30), "and stays there");
    window.keys(&format!("{CTRL}z{FREE}")).await;
    window.hear("已撤销：移动").await;
    window.keys(&format!("{CTRL}z{FREE}")).await;
    window.hear("已撤销：调整连线").await;
    assert_eq!(window.line("read-copy").await, before);
}

/// Whether somebody placed a connection.
fn is_placed(draft: &Json, edge: &str) -> bool {
    draft["diagram"]["edges"][edge].is_array()
}

impl Window {
    /// Presses a point and waits until a connection is chosen.
    async fn choose_way_at(&self, point: super::pointer::Spot) {
        self.drag_by_mouse(&[point]).await;
        self.sight("[data-edge][data-selected]").await;
    }
}
