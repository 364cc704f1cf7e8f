//! What holds more: sub-processes are collapsed and opened, and a call leads to the process that it calls.

use serde_json::json;

use super::drawing::leads;
use super::pointer::{Spot, beside};
use super::{CTRL, ENTER, FREE};
use crate::driver::Driver;
use crate::house::House;
use crate::window::Window;

impl Window {
    /// Draws a sub-process with a step in it.
    pub(super) async fn draw_nested(&self) -> Spot {
        let at = beside(self.node("start").await, 120, 180);
        self.fill("搜索元素", "zlc").await;
        self.put("subprocess", at).await;
        self.fill("搜索元素", "banli").await;
        self.put("handle", at).await;
        self.sight("[data-node='part'] .shape-close").await;
        self.see_drawn(4).await;
        at
    }

    /// Presses the handle that collapses the sub-process, or opens it.
    async fn press_fold(&self) {
        let at = self.middle("[data-node='part'] .shape-fold").await;
        self.drag_by_mouse(&[at]).await;
    }
}

#[tokio::test]
async fn a_sub_process_is_collapsed_and_opened_by_its_handle_by_name_by_key_and_by_a_double_press() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "采购", "N-11").await;
    window.draw_nested().await;
    window.press_fold().await;
    window.hear("收起子流程").await;
    window.see_gone("[data-node='handle']").await;
    // What is wrong within is seen on it: nobody is asked there yet.
    window.sight("[data-node='part'] .shape-open").await;
    window.sight("[data-node='part'][data-worst='error']").await;
    let draft = window.kept_when("N-11", |draft| draft["diagram"]["collapsed"] == json!(["part"])).await;
    assert!(leads(&draft, &["start end"]));
    // It takes the room of a step, as wide as any.
    assert!((window.width("part").await - 148.0).abs() < 4.0);
    window.press_fold().await;
    window.hear("展开子流程").await;
    window.see_drawn(4).await;
    // By its pad, and taken back.
    window.press("收起子流程").await;
    window.see_drawn(3).await;
    window.keys(&format!("{CTRL}z{FREE}")).await;
    window.hear("已撤销：收起子流程").await;
    window.see_drawn(4).await;
    // By its key; two presses open it.
    let at = window.middle("[data-node='part'] .shape-name").await;
    window.drag_by_mouse(&[at]).await;
    window.keys("o").await;
    window.see_drawn(3).await;
    window.press_twice(window.node("part").await).await;
    window.see_drawn(4).await;
    // Collapsed it stays when the page is opened again.
    window.keys("o").await;
    window.see_drawn(3).await;
    window.kept_when("N-11", |draft| draft["diagram"]["collapsed"] == json!(["part"])).await;
    window.design("N-11", "part").await;
    window.see_drawn(3).await;
}

#[tokio::test]
async fn a_call_leads_to_the_process_that_it_calls_and_back() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-01", "review").await;
    window.choose_node("review").await;
    window.keys(ENTER).await;
    window.at("/design/O-02?from=O-01").await;
    window.sight("[data-node='gather'] .outline").await;
    window.press("返回 O-01").await;
    window.at("/design/O-01").await;
    window.sight("[data-node='review'] .outline").await;
    // Two presses go there as well.
    window.press_twice(window.node("review").await).await;
    window.at("/design/O-02?from=O-01").await;
}
