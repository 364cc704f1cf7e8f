//! Parts of drawings that travel to other tabs and processes, and drafts that wait for a net.

use serde_json::json;

use super::drawing::{leads, nodes};
use super::{CTRL, ENTER, FREE};
use crate::driver::{Driver, Screen, devtools};
use crate::house::House;
use crate::window::Window;

impl Window {
    /// Takes the net away from the page, or gives it back.
    async fn go_offline(&self, offline: bool) {
        let conditions = json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        devtools(&self.client, "Network.enable", json!({})).await;
        devtools(&self.client, "Network.emulateNetworkConditions", conditions).await;
    }
}

#[tokio::test]
async fn what_is_copied_is_put_into_another_process_in_another_tab() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    window.sign_in("陆小满").await;
    // A step with what leads from it, twice: beside its original and elsewhere.
    window.design("O-02", "gather").await;
    let drawn = window.drawn().await;
    window.choose_node("gather").await;
    window.hold_key(super::SHIFT).await;
    window.drag_by_mouse(&[window.node("prod").await]).await;
    window.let_go_key(super::SHIFT).await;
    window.see_chosen(&["gather", "prod"]).await;
    window.keys(&format!("{CTRL}c{FREE}")).await;
    window.hear("已复制 2 个元素").await;
    window.keys(&format!("{CTRL}v{FREE}")).await;
    window.see_chosen(&["gather2", "prod2"]).await;
    window.see_drawn(drawn + 2).await;

    window.open_tab().await;
    window.begin_drawing("生产评审", "P-01").await;
    window.keys(&format!("{CTRL}v{FREE}")).await;
    window.see_chosen(&["gather", "prod"]).await;
    let right = |draft: &serde_json::Value| leads(draft, &["start end", "gather prod"]);
    let pasted = window.kept_when("P-01", right).await;
    assert!(pasted.to_string().contains("生产评审交期"), "it keeps its name");
    assert!(pasted["form"].to_string().contains("prodDays"), "the fields that it speaks of come with it");
    // What is cut there is put in here.
    window.keys("1").await;
    window.choose_node("prod").await;
    window.see_chosen(&["prod"]).await;
    window.keys(&format!("{CTRL}x{FREE}")).await;
    window.see_drawn(3).await;
    window.first_tab().await;
    window.keys(&format!("{CTRL}v{FREE}")).await;
    window.see_chosen(&["prod3"]).await;
    window.see_drawn(drawn + 3).await;
    window.keys(&format!("{CTRL}d{FREE}")).await;
    window.see_chosen(&["prod4"]).await;
}

#[tokio::test]
async fn without_a_net_the_draft_stays_in_the_browser_and_is_sent_when_the_net_is_back() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "出差", "C-01").await;
    window.kept_when("C-01", |draft| nodes(draft) == 2).await;
    window.go_offline(true).await;
    window.choose_node("start").await;
    window.keys("a").await;
    window.keys(&format!("sp{ENTER}")).await;
    window.see("离线，改动保存在本机").await;
    window.keys("e").await;
    window.fill("名称", "主管审批").await;
    window.go_offline(false).await;
    let kept = window.kept_when("C-01", |draft| nodes(draft) == 3).await;
    assert!(kept.to_string().contains("主管审批"));
}
