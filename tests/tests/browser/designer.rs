//! The designer: a process is drawn, checked and put into force; everything can be taken back, and nothing is lost.

mod arranging;
mod collapsing;
mod drawing;
mod forms;
mod fragments;
mod gestures;
mod joint_review;
mod keys;
mod looking;
mod pointer;
mod properties;
mod publishing;
mod replaying;
mod reshaping;
mod sharing;
mod touch;
mod ways;

use serde_json::{Value as Json, json};

use crate::driver::{Driver, Screen};
use crate::house::House;
use crate::window::Window;
use drawing::{nodes, shape};

/// Keys as WebDriver writes them: with Ctrl held, and let go.
const CTRL: &str = "\u{e009}";
const FREE: &str = "\u{e000}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const ESCAPE_KEY: char = '\u{e00c}';
const DELETE: &str = "\u{e017}";
const LEFT: &str = "\u{e012}";
const UP: &str = "\u{e013}";
const RIGHT: &str = "\u{e014}";
const ALT: char = '\u{e00a}';
const SHIFT: char = '\u{e008}';

#[tokio::test]
async fn a_process_is_drawn_from_nothing_by_keys_put_into_force_and_run() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    window.sign_in("陆小满").await;
    window.begin("用印申请", "Y-01").await;
    window.choose_node("start").await;
    // By the first letters of how it sounds.
    window.keys("a").await;
    window.keys("sp").await;
    window.keys(ENTER).await;
    window.sight("[data-node='approve'][data-selected]").await;
    window.keys("e").await;
    window.fill("名称", "主管审批").await;
    window.kept_when("Y-01", |draft| draft["nodes"].to_string().contains("主管审批")).await;
    window.press("发布").await;
    window.see("没有问题，可以发布").await;
    window.press_in("发布流程", "发布").await;
    window.see("第 1 版已生效").await;

    window.sign_in("李青").await;
    window.go("/start/Y-01").await;
    window.press("提交").await;
    window.see("主管审批").await;
}

#[tokio::test]
async fn everything_is_taken_back_to_the_beginning_and_done_again() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    let (before, drawn) = (window.kept("O-02").await, window.drawn().await);

    // From the palette into the connection behind the review.
    let from = window.middle("[data-element='handle']").await;
    let next = window.middle(&shape("convene")).await;
    window.drag_by_mouse(&[from, (from.0 + 40, from.1), (next.0 + 38, next.1)]).await;
    window.see_drawn(drawn + 1).await;
    window.kept_when("O-02", |draft| nodes(draft) == nodes(&before) + 1).await;
    // Moved, with its connections.
    let there = window.middle(&shape("qual")).await;
    window.drag_by_mouse(&[there, (there.0 + 10, there.1), (there.0 + 30, there.1 + 60)]).await;
    // Behind the chosen one.
    window.choose_node("gather").await;
    window.keys("a").await;
    window.keys(&format!("copy{ENTER}")).await;
    window.see_drawn(drawn + 2).await;
    // Copied, and put in again.
    window.choose_node("tech").await;
    window.keys(&format!("{CTRL}d{FREE}")).await;
    window.see_drawn(drawn + 3).await;
    // Moved by keys, removed, laid out.
    window.keys(&format!("{CTRL}{RIGHT}{FREE}")).await;
    window.choose_node("preset").await;
    window.keys(DELETE).await;
    window.see_drawn(drawn + 2).await;
    let after = window.kept_when("O-02", |draft| nodes(draft) == nodes(&before) + 2).await;
    assert_ne!(after, before);

    window.take_all_back().await;
    window.see_drawn(drawn).await;
    assert_eq!(window.kept_when("O-02", |draft| *draft == before).await, before);
    window.do_all_again().await;
    assert_eq!(window.kept_when("O-02", |draft| *draft == after).await, after);
}

#[tokio::test]
async fn a_connection_is_drawn_by_mouse_and_what_cannot_be_is_refused_with_the_reason() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    window.choose_node("gather").await;
    let (handle, to) = (window.middle("[aria-label='连线到…']").await, window.middle(&shape("promise")).await);
    window.drag_by_mouse(&[handle, (handle.0 + 20, handle.1), to]).await;
    window.sight("[data-edge='gather-promise'][data-selected]").await;
    window.keys(&format!("{CTRL}z{FREE}")).await;
    // Picked and pressed, without a drag: nothing leads into the start.
    window.choose_node("gather").await;
    window.keys("c").await;
    window.see("请选择连到哪个步骤").await;
    let start = window.middle(&shape("start")).await;
    window.drag_by_mouse(&[start]).await;
    window.see("不能连到开始或边界事件").await;
    window.keys("?").await;
    window.see("快捷键").await;
    window.see("自动排列全部").await;
    window.keys(ESCAPE).await;
}

#[tokio::test]
async fn a_page_that_is_killed_in_the_middle_loses_nothing() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    let drawn = window.drawn().await;
    window.choose_node("gather").await;
    // The server hears nothing of it before the page goes.
    window.run("window.fetch = () => new Promise(() => {});", Vec::new()).await;
    window.keys("a").await;
    window.keys(&format!("copy{ENTER}")).await;
    window.see_drawn(drawn + 1).await;
    window.reload().await;
    window.see_drawn(drawn + 1).await;
    window.kept_when("O-02", |draft| draft["nodes"].to_string().contains("\"copy\"")).await;
}

#[tokio::test]
async fn two_people_draw_at_once_and_nobody_overwrites_the_other() {
    let (house, driver) = (House::demo(), Driver::start());
    let mine = Window::open(&driver, &house, Screen::Desk).await;
    let theirs = Window::open(&driver, &house, Screen::Desk).await;
    mine.sign_in("陆小满").await;
    theirs.sign_in("许诺").await;
    mine.design("O-02", "gather").await;
    theirs.design("O-02", "gather").await;
    // Different elements: both hold.
    mine.choose_node("tech").await;
    mine.fill("名称", "技术会签").await;
    mine.kept_when("O-02", |draft| draft.to_string().contains("技术会签")).await;
    theirs.choose_node("qual").await;
    theirs.fill("名称", "质量会签").await;
    let both = |draft: &Json| ["技术会签", "质量会签"].iter().all(|name| draft.to_string().contains(name));
    theirs.kept_when("O-02", both).await;
    theirs.sight("[data-node='tech']").await;
    // The same element: it is asked.
    theirs.choose_node("log").await;
    theirs.fill("名称", "物流会签").await;
    theirs.kept_when("O-02", |draft| draft.to_string().contains("物流会签")).await;
    mine.choose_node("log").await;
    mine.fill("名称", "仓储会签").await;
    mine.see("同时改了同一处").await;
    mine.press_in("同时改了同一处", "保留我的").await;
    mine.kept_when("O-02", |draft| draft.to_string().contains("仓储会签") && both(draft)).await;
}

#[tokio::test]
async fn on_a_phone_a_step_is_added_and_moved_by_a_finger() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Phone).await;
    window.sign_in("陆小满").await;
    // A phone shows the tree first.
    window.go("/design/S-01").await;
    window.press("画布").await;
    window.sight(&shape("start")).await;
    let drawn = window.drawn().await;
    let start = window.middle(&shape("start")).await;
    window.drag_by_finger(&[start]).await;
    window.sight("[data-node='start'][data-selected]").await;
    window.press("添加下一步").await;
    let first = window.middle("#chooser-0").await;
    window.drag_by_finger(&[first]).await;
    window.see_drawn(drawn + 1).await;
    assert_eq!(window.overflow().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_process_is_built_as_a_tree_on_a_phone_put_into_force_and_run() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Phone).await;
    window.sign_in("陆小满").await;
    window.begin("外出申请", "W-01").await;
    window.press_last_gap().await;
    window.press("审批").await;
    window.sight("[data-card='approve'][data-selected]").await;
    // Branches are drawn and taken back again.
    window.press_last_gap().await;
    window.press("条件分支").await;
    window.see("其他情况").await;
    assert_eq!(window.overflow().await, Vec::<String>::new());
    window.press("撤销：添加元素").await;
    window.see_no("其他情况").await;
    window.kept_when("W-01", |draft| nodes(draft) == 3).await;
    window.press("发布").await;
    window.see("没有问题，可以发布").await;
    window.press_in("发布流程", "发布").await;
    window.see("第 1 版已生效").await;

    window.sign_in("李青").await;
    window.go("/start/W-01").await;
    window.press("提交").await;
    window.see("审批").await;
}

#[tokio::test]
async fn a_step_is_dragged_to_another_place_of_the_tree_and_loops_are_left_to_the_canvas() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "C-10", "start").await;
    let before = window.kept("C-10").await;
    window.press("简单视图").await;
    window.sight("[data-card]").await;
    window.run("document.querySelectorAll(\"[data-sits='line'] .tree-face\")[1].id = 'second';", Vec::new()).await;
    let (from, to) = (window.middle("#second").await, window.middle(".tree-plus").await);
    window.drag_by_mouse(&[from, (from.0 + 10, from.1 - 10), (to.0 + 5, to.1), to]).await;
    window.kept_when("C-10", |draft| draft["edges"] != before["edges"]).await;
    // What leads back to an earlier step is no tree, and the view says so.
    window.design("O-02", "gather").await;
    window.press("简单视图").await;
    window.see("这个流程画不成简单视图").await;
    window.press("在画布上查看").await;
    window.sight(&shape("gather")).await;
}

#[tokio::test]
async fn a_draft_is_played_on_the_kernel_in_the_page_and_what_was_done_is_kept() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "S-01", "start").await;
    window.press("试运行").await;
    window.see("开始试运行").await;
    let opening = window.middle(".play-offers .button").await;
    window.drag_by_mouse(&[opening]).await;
    window.see("进行中").await;
    window.sight("[data-played='token']").await;
    let next = window.middle(".play-offers .button").await;
    window.drag_by_mouse(&[next]).await;
    window.sight("[data-played='visited']").await;
    window.press("上一步").await;
    window.press("走到底").await;
    window.fill("场景名称", "走到底的一次").await;
    window.press("保存为测试场景").await;
    window.kept_when("S-01", |draft| draft["scenarios"].to_string().contains("走到底的一次")).await;
    window.press("结束试运行").await;
    window.press("全部运行").await;
    window.see("走到底的一次").await;
    window.see("通过").await;
    window.see_no("未通过").await;
}

#[tokio::test]
async fn whoever_uses_the_browser_next_does_not_see_what_somebody_else_drew() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    let drawn = window.drawn().await;
    window.choose_node("gather").await;
    window.run("window.fetch = () => new Promise(() => {});", Vec::new()).await;
    window.keys("a").await;
    window.keys(&format!("copy{ENTER}")).await;
    window.see_drawn(drawn + 1).await;

    window.sign_in("许诺").await;
    window.design("O-02", "gather").await;
    window.see_drawn(drawn).await;
    // Whoever drew it finds it again.
    window.sign_in("陆小满").await;
    window.design("O-02", "gather").await;
    window.see_drawn(drawn + 1).await;
}

#[tokio::test]
async fn a_wheel_moves_the_canvas_and_with_ctrl_it_zooms_the_canvas_and_not_the_page() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    let turn = "const canvas = document.getElementById('canvas');
        const turn = new WheelEvent('wheel', {bubbles: true, cancelable: true, deltaY: -120, ctrlKey: arguments[0], clientX: 600, clientY: 400});
        canvas.dispatchEvent(turn);
        return turn.defaultPrevented;";
    let (_, before) = window.middle(&shape("gather")).await;
    assert_eq!(window.run(turn, vec![json!(false)]).await, json!(true), "the page stays where it is");
    window.wait("the canvas moved", async || (window.middle(&shape("gather")).await.1 > before).then_some(())).await;
    let before = window.width("gather").await;
    assert_eq!(window.run(turn, vec![json!(true)]).await, json!(true), "the page keeps its size");
    let is_nearer = async || (window.width("gather").await > before * 1.2).then_some(());
    window.wait("the canvas nearer", is_nearer).await;
}

#[tokio::test]
async fn steps_of_the_tree_are_removed_one_after_the_other_each_by_its_own_button() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "S-01", "start").await;
    window.press("简单视图").await;
    for step in ["主管审核", "总监签批"] {
        window.see(step).await;
        let remove = "const card = [...document.querySelectorAll('.tree-card')]
                .find(card => card.innerText.includes(arguments[0]));
            card.querySelector('[aria-label=\"删除\"]').click();";
        window.run(remove, vec![json!(step)]).await;
        window.see_no(step).await;
    }
    window.see("登记休假台账").await;
}
