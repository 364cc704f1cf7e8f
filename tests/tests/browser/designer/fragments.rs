//! Parts that are ready to be put in, and parts that somebody keeps.

use super::drawing::{leads, nodes, ways};
use super::pointer::{beside, between};
use super::{ALT, CTRL, ENTER, FREE};
use crate::driver::Driver;
use crate::house::House;
use crate::window::Window;

#[tokio::test]
async fn a_ready_made_part_stands_in_the_connection_that_it_is_let_go_on() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "付款", "P-11").await;
    window.see("常用片段").await;
    window.fill("搜索元素", "ajesp").await;
    let (start, end) = (window.node("start").await, window.node("end").await);
    let from = window.middle("[data-element='template-by_amount']").await;
    window.hold_by_mouse(&[from, beside(from, 40, 0), between(start, end)]).await;
    window.sight(".over-way").await;
    window.let_go().await;
    window.hear("添加片段").await;
    window.see_drawn(6).await;
    let draft = window
        .kept_when("P-11", |draft| {
            let ways = ways(draft);
            ways.contains("start by_amount") && ways.contains("approved end") && ways.contains("by_amount head")
        })
        .await;
    assert!(draft["form"]["fields"].to_string().contains("\"amount\""), "what it speaks of comes with it");
    // It is one step.
    window.run("document.getElementById('canvas').focus();", Vec::new()).await;
    window.keys(&format!("{CTRL}z{FREE}")).await;
    window.see_drawn(2).await;
    // The list behind a step knows it, too.
    window.choose_node("start").await;
    window.keys("a").await;
    window.keys(&format!("joint{ENTER}")).await;
    window.see_drawn(7).await;
}

#[tokio::test]
async fn what_somebody_keeps_is_offered_in_every_process_until_it_is_removed() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "借款", "P-12").await;
    window.choose_node("start").await;
    window.keys("a").await;
    window.keys(&format!("zjsp{ENTER}")).await;
    window.see_chosen(&["head", "superior"]).await;
    window.keys(&format!("{ALT}k{FREE}")).await;
    window.fill("片段名称", "两级").await;
    window.press("保存片段").await;
    window.see("已保存片段「两级」").await;
    window.see("我的片段").await;
    // In another process.
    window.begin_drawing("还款", "P-13").await;
    window.see("我的片段").await;
    window.choose_way("start-end").await;
    window.keys("a").await;
    window.keys(&format!("两级{ENTER}")).await;
    window.see_drawn(4).await;
    window.kept_when("P-13", |draft| leads(draft, &["start superior", "superior head", "head end"])).await;
    // Called otherwise, and removed after it was asked.
    window.press("管理我的片段").await;
    window.fill_in("管理我的片段", "片段名称", "逐级两步").await;
    window.press_in("管理我的片段", "删除片段").await;
    window.see("「两级」将不再出现").await;
    window.press_in("删除片段", "删除片段").await;
    window.see("还没有保存过片段").await;
    let draft = window.kept("P-13").await;
    assert_eq!(nodes(&draft), 4, "what was put in stays");
}
