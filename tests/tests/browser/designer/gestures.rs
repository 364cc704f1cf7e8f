//! Drawing by the mouse: what is taken from the palette, what is asked for, and what is moved.

use serde_json::{Value as Json, json};

use super::drawing::{leads, shape};
use super::pointer::{Spot, beside, between};
use super::{ALT, ENTER, ESCAPE, SHIFT};
use crate::driver::Driver;
use crate::house::House;
use crate::window::Window;

impl Window {
    /// Takes an element from the palette and holds it over a point.
    async fn bring(&self, element: &str, to: Spot) {
        let from = self.middle(&format!("[data-element='{element}']")).await;
        self.hold_by_mouse(&[from, beside(from, 40, 0), to]).await;
    }

    /// Waits until the pad stands beside a node.
    async fn see_pad_beside(&self, node: &str) {
        let look = "const pad = document.querySelector('.pad').getBoundingClientRect();
            const shape = document.querySelector(arguments[0]).getBoundingClientRect();
            return Math.abs(pad.left - shape.right) < 12 && Math.abs(pad.top - shape.top) < 4;";
        let is_there = async || (self.run(look, vec![json!(shape(node))]).await == json!(true)).then_some(());
        self.wait(&format!("the pad beside {node}"), is_there).await;
    }

    /// Picks an element by a press and places it by the next.
    pub(super) async fn put(&self, element: &str, at: Spot) {
        let from = self.middle(&format!("[data-element='{element}']")).await;
        self.drag_by_mouse(&[from]).await;
        self.see("请点击要放置的位置").await;
        self.drag_by_mouse(&[at]).await;
        self.see_no("请点击要放置的位置").await;
    }
}

fn attached_to(draft: &Json, host: &str) -> bool {
    draft["attached"].as_array().is_some_and(|events| events.iter().any(|event| event["on"] == host))
}

#[tokio::test]
async fn what_comes_from_the_palette_stands_where_it_is_let_go_and_in_the_connection_there() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "物品领用", "W-02").await;
    let (start, end) = (window.node("start").await, window.node("end").await);
    // By itself where nothing is.
    let below = beside(start, 40, 160);
    window.bring("handle", below).await;
    window.sight(".over-ghost").await;
    window.let_go().await;
    window.sight("[data-node='handle'][data-selected]").await;
    assert_eq!(window.node("handle").await, below);
    window.hear("添加元素").await;
    // In a connection, which shows that it would take it.
    window.bring("approve", between(start, end)).await;
    window.sight(".over-way").await;
    window.let_go().await;
    window.sight("[data-node='approve'][data-selected]").await;
    // Picked by a press, and placed by the next.
    let right = beside(below, 260, 40);
    window.put("read", right).await;
    window.sight("[data-node='read'][data-selected]").await;
    assert_eq!(window.node("read").await, right);
    // A time limit sits on a step, and nowhere else.
    window.fill("搜索元素", "chaoshi").await;
    window.bring("boundary-timer", beside(below, 0, 120)).await;
    window.let_go().await;
    window.see("边界事件要放在一个步骤上").await;
    let approve = window.node("approve").await;
    window.bring("boundary-timer", approve).await;
    window.sight(".over-node").await;
    window.let_go().await;
    window.see_drawn(6).await;
    let right = |draft: &Json| leads(draft, &["start approve", "approve end"]) && attached_to(draft, "approve");
    window.kept_when("W-02", right).await;
}

#[tokio::test]
async fn what_comes_next_is_found_in_chinese_in_english_and_by_how_it_sounds() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "车辆申请", "W-03").await;
    // Behind a step, by its pad.
    window.choose_node("start").await;
    window.press("添加下一步").await;
    window.keys("审批").await;
    window.see("审批").await;
    window.keys(ENTER).await;
    window.sight("[data-node='approve'][data-selected]").await;
    // In a connection.
    window.keys(ESCAPE).await;
    window.choose_way("approve-end").await;
    window.keys("a").await;
    window.keys("acknow").await;
    window.keys(ENTER).await;
    window.sight("[data-node='read'][data-selected]").await;
    // A gateway gets one branch more.
    window.keys("a").await;
    window.keys("bxfz").await;
    window.keys(ENTER).await;
    window.sight("[data-node='fork'][data-selected]").await;
    window.keys("a").await;
    window.keys("banli").await;
    window.keys(ENTER).await;
    window.sight("[data-node='handle'][data-selected]").await;
    window.keys("a").await;
    window.keys("nothing of this kind").await;
    window.see("没有这样的元素").await;
    window.keys(ESCAPE).await;
    window.see_gone(".chooser").await;
    window.see_drawn(6).await;
    // Two presses ask what to draw there.
    let aside = beside(window.node("start").await, 0, 200);
    window.press_twice(aside).await;
    window.sight(".chooser").await;
    window.keys("jieshu").await;
    window.keys(ENTER).await;
    window.sight("[data-node='end2'][data-selected]").await;
    assert_eq!(window.node("end2").await, aside);
    let expected = ["start approve", "approve read", "read fork", "fork end", "fork handle"];
    window.kept_when("W-03", |draft| leads(draft, &expected)).await;
}

#[tokio::test]
async fn a_connection_takes_a_step_by_its_pad() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "差旅", "W-06").await;
    window.choose_way("start-end").await;
    window.press("在此插入步骤").await;
    window.keys(&format!("sp{ENTER}")).await;
    window.sight("[data-node='approve'][data-selected]").await;
    window.kept_when("W-06", |draft| leads(draft, &["start approve", "approve end"])).await;
}

#[tokio::test]
async fn the_pad_stands_beside_what_was_just_drawn_and_acts_on_that() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "差旅报销", "W-07").await;
    let start = window.node("start").await;
    window.put("read", beside(start, 0, 160)).await;
    window.see_pad_beside("read").await;
    window.press("添加下一步").await;
    window.keys(&format!("banli{ENTER}")).await;
    window.see_chosen(&["handle"]).await;
    window.see_pad_beside("handle").await;
    window.kept_when("W-07", |draft| leads(draft, &["start end", "read handle"])).await;
    window.press("删除").await;
    window.see_gone("[data-node='handle']").await;
    // A connection has a pad of its own.
    window.choose_way("start-end").await;
    window.press("删除").await;
    window.see_gone("[data-edge='start-end']").await;
    // A press on the arrow picks, and the next press connects.
    window.choose_node("start").await;
    window.press("连线到…").await;
    window.see("请选择连到哪个步骤").await;
    let read = window.node("read").await;
    window.drag_by_mouse(&[read]).await;
    window.sight("[data-edge='start-read']").await;
}

#[tokio::test]
async fn a_line_that_is_let_go_over_nothing_asks_what_to_draw_there() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "差旅预支", "W-08").await;
    window.choose_node("start").await;
    let arrow = window.middle("[aria-label='连线到…']").await;
    window.drag_by_mouse(&[arrow, beside(arrow, 20, 0), beside(arrow, 60, 140)]).await;
    window.sight(".chooser").await;
    window.keys(&format!("banli{ENTER}")).await;
    window.see_chosen(&["handle"]).await;
    // What comes after it is drawn farther and farther to the right, and always in sight.
    for made in ["handle2", "handle3", "handle4", "handle5"] {
        window.keys("a").await;
        window.keys(&format!("banli{ENTER}")).await;
        window.see_chosen(&[made]).await;
        window.see_in_sight(made).await;
    }
}

#[tokio::test]
async fn what_is_moved_is_held_by_lines_of_others_and_not_with_alt() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "物品归还", "W-04").await;
    let (start, end) = (window.node("start").await, window.node("end").await);
    window.put("read", beside(start, -100, 200)).await;
    window.put("cc", beside(start, -100, 300)).await;
    let read = window.node("read").await;
    // Held by the line through the middle of the end.
    window.hold_by_mouse(&[read, beside(read, 20, 0), beside(end, 4, 120)]).await;
    window.sight(".over-guide").await;
    window.let_go().await;
    window.see_gone(".over-guide").await;
    let held = window.node("read").await;
    assert_eq!(held.0, end.0, "held by the line");
    // Not with Alt.
    let free = beside(end, 5, 127);
    window.hold_key(ALT).await;
    window.drag_by_mouse(&[held, beside(held, 20, 0), free]).await;
    window.let_go_key(ALT).await;
    assert_eq!(window.node("read").await, free);
    // Given up in the middle, everything is where it was.
    window.hold_by_mouse(&[free, beside(free, 60, 60)]).await;
    window.hold_key(super::ESCAPE_KEY).await;
    window.let_go_key(super::ESCAPE_KEY).await;
    window.let_go().await;
    assert_eq!(window.node("read").await, free);
    // What hangs together with nothing goes into the connection on which it is let go.
    window.hold_by_mouse(&[free, beside(free, -20, 0), between(start, end)]).await;
    window.sight(".over-way").await;
    window.let_go().await;
    window.kept_when("W-04", |draft| leads(draft, &["start read", "read end"])).await;
    window.press("撤销：移动").await;
    window.kept_when("W-04", |draft| leads(draft, &["start end"])).await;
    assert_eq!(window.node("read").await, free);
}

#[tokio::test]
async fn a_frame_chooses_what_lies_in_it_shift_adds_and_all_move_together() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "会议室", "W-05").await;
    let (start, end) = (window.node("start").await, window.node("end").await);
    let below = beside(start, 0, 180);
    window.put("read", below).await;
    window.put("cc", beside(below, 200, 0)).await;
    // What lies in the frame wholly.
    window.hold_by_mouse(&[beside(start, -60, -60), start, beside(end, 60, 60)]).await;
    window.sight(".over-frame").await;
    window.see_chosen(&["start", "end"]).await;
    window.let_go().await;
    window.see_gone(".over-frame").await;
    window.see("已选 2 个元素").await;
    // Shift adds what is pressed or framed, and takes out what was chosen.
    window.hold_key(SHIFT).await;
    window.drag_by_mouse(&[below]).await;
    window.see_chosen(&["start", "end", "read"]).await;
    window.drag_by_mouse(&[start]).await;
    window.see_chosen(&["end", "read"]).await;
    let copy = window.node("copy").await;
    window.drag_by_mouse(&[beside(copy, 100, 60), copy, beside(copy, -100, -60)]).await;
    window.let_go_key(SHIFT).await;
    window.see_chosen(&["end", "read", "copy"]).await;
    // One of them takes the others with it.
    let before = [window.place("end").await, window.place("read").await, window.place("copy").await];
    window.drag_by_mouse(&[copy, beside(copy, 20, 0), beside(copy, 60, 84)]).await;
    let after = [window.place("end").await, window.place("read").await, window.place("copy").await];
    let by = (after[2].0 - before[2].0, after[2].1 - before[2].1);
    assert_ne!(by, (0, 0));
    assert_eq!(after, before.map(|place| beside(place, by.0, by.1)));
    assert_eq!(window.node("start").await, start, "what is not chosen stays");
    // It was one gesture, and is taken back as one.
    window.press("撤销：移动").await;
    window.hear("已撤销：移动").await;
    assert_eq!(window.place("end").await, before[0]);
    assert_eq!(window.place("copy").await, before[2]);
    // A press on nothing lets go of all.
    window.drag_by_mouse(&[beside(below, -160, 0)]).await;
    window.see_chosen(&[]).await;
    window.sight(&shape("start")).await;
}
