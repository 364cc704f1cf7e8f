//! The joint review of an order, drawn from nothing on the canvas, taken back and done again, put into force and run.

use serde_json::{Value as Json, json};

use super::drawing::{leads, nodes};
use super::pointer::{beside, between};
use super::{ENTER, ESCAPE};
use crate::driver::Driver;
use crate::house::House;
use crate::window::Window;

/// What leads where in the whole review.
const WAYS: [&str; 10] = [
    "start approve",
    "approve fork",
    "fork handle",
    "fork handle2",
    "fork handle3",
    "handle fork2",
    "handle2 fork2",
    "handle3 fork2",
    "fork2 approve2",
    "approve2 end",
];

impl Window {
    /// Draws an element behind a step by keys, and names it.
    async fn append(&self, after: &str, typed: &str, made: &str, name: &str) {
        self.choose_node(after).await;
        self.keys("a").await;
        self.keys(&format!("{typed}{ENTER}")).await;
        self.call(made, name).await;
    }

    /// Draws an element into a connection by keys, and names it.
    async fn insert(&self, way: &str, typed: &str, made: &str, name: &str) {
        self.choose_way(way).await;
        self.keys("a").await;
        self.keys(&format!("{typed}{ENTER}")).await;
        self.call(made, name).await;
    }

    /// Names what was just drawn.
    async fn call(&self, made: &str, name: &str) {
        self.see_chosen(&[made]).await;
        self.keys("e").await;
        self.fill("名称", name).await;
        self.see(name).await;
        // Back from the field to the canvas, all of which is shown.
        self.run("document.getElementById('canvas').focus();", Vec::new()).await;
        self.keys(ESCAPE).await;
        self.keys("1").await;
    }

    /// The text of a draft, as it is taken out.
    async fn file(&self, process: &str) -> String {
        let ask = "const [process, done] = arguments;
            fetch(`/api/v1/designs/${process}/file?format=yaml`).then((answer) => answer.text()).then(done);";
        let text = self.client.execute_async(ask, vec![json!(process)]).await.expect("the server answers");
        text.as_str().expect("a text").to_owned()
    }

    /// Draws the review: it is gathered, three review it side by side, and it is signed when all have.
    async fn draw_review(&self) {
        // Into the only connection, from the palette.
        let middle = between(self.node("start").await, self.node("end").await);
        let element = self.middle("[data-element='approve']").await;
        self.drag_by_mouse(&[element, beside(element, 40, 0), middle]).await;
        self.call("approve", "召集评审").await;
        // The ways part, and the first review stands on the way to the end.
        self.append("approve", "bxfz", "fork", "分头评审").await;
        self.insert("fork-end", "banli", "handle", "技术评审").await;
        self.append("fork", "banli", "handle2", "质量评审").await;
        self.append("fork", "banli", "handle3", "物流评审").await;
        // They meet again, and one signs.
        self.append("handle", "parallel", "fork2", "意见齐备").await;
        self.insert("fork2-end", "sp", "approve2", "总经理签批").await;
        for review in ["handle2", "handle3"] {
            self.keys(ESCAPE).await;
            self.choose_node(review).await;
            self.keys("c").await;
            let join = self.node("fork2").await;
            self.drag_by_mouse(&[join]).await;
            self.sight(&format!("[data-edge='{review}-fork2']")).await;
        }
        self.keys(ESCAPE).await;
        // One is moved, and all is brought into order.
        let (x, y) = self.node("handle3").await;
        self.drag_by_mouse(&[(x, y), (x + 20, y), (x + 20, y + 60)]).await;
        self.keys("1").await;
        // Work is done by somebody: here by the superior of whoever begins, unless one says otherwise.
        for (review, place) in [("handle", 0), ("handle2", 1), ("handle3", 2)] {
            self.choose_node(review).await;
            if place == 0 {
                self.press_in("属性", "由谁办理").await;
            }
            self.press("指定办理人").await;
            self.see_in("属性", "现在会是谁").await;
        }
    }
}

fn is_whole(draft: &Json) -> bool {
    let asked = draft["nodes"].as_array().map(|nodes| nodes.iter().filter(|node| !node["who"].is_null()).count());
    leads(draft, &WAYS) && asked == Some(5)
}

#[tokio::test]
async fn a_joint_review_is_drawn_from_nothing_taken_back_done_again_put_into_force_and_run() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "订单联合评审", "O-09").await;
    let nothing = window.kept_when("O-09", |draft| nodes(draft) == 2).await;
    let nothing_written = window.file("O-09").await;
    window.draw_review().await;
    let review = window.kept_when("O-09", is_whole).await;
    let written = window.file("O-09").await;
    window.take_all_back().await;
    assert_eq!(window.kept_when("O-09", |draft| nodes(draft) == 2).await, nothing);
    assert_eq!(window.file("O-09").await, nothing_written);
    window.see_drawn(2).await;
    window.do_all_again().await;
    assert_eq!(window.kept_when("O-09", |draft| *draft == review).await, review);
    assert_eq!(window.file("O-09").await, written, "to the byte");

    window.press("发布").await;
    window.see("没有问题，可以发布").await;
    window.press_in("发布流程", "发布").await;
    window.see("第 1 版已生效").await;

    window.sign_in("李青").await;
    window.go("/start/O-09").await;
    window.press("提交").await;
    window.at("/instances/").await;
    window.see("召集评审").await;
    let story = window.path().await;
    let steps = [
        ("召集评审", "同意"),
        ("技术评审", "完成"),
        ("质量评审", "完成"),
        ("物流评审", "完成"),
        ("总经理签批", "同意"),
    ];
    for (step, decision) in steps {
        window.sign_in("田野").await;
        window.press_in(step, "订单联合评审").await;
        window.at("/inbox?").await;
        window.see_in("办理", step).await;
        let task = window.path().await;
        window.press(decision).await;
        window.wait(&format!("“{step}” done"), async || (window.path().await != task).then_some(())).await;
    }
    window.go(&story).await;
    window.see("已完成").await;
}

#[tokio::test]
async fn what_is_to_be_done_by_nobody_is_told_and_is_not_put_into_force() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "订单评审", "O-10").await;
    window.append("start", "banli", "handle", "技术评审").await;
    window.choose_node("handle").await;
    window.see_in("属性", "还没有指定").await;
    window.see("1 处错误").await;
    window.press("发布").await;
    window.see_in("发布流程", "1 处错误").await;
    window.sight("#publishing .button[data-kind='primary']:disabled").await;
    window.press("查看错误").await;
    window.see("节点缺少「who」").await;
    // The finding leads to the step.
    window.keys(ESCAPE).await;
    window.press("技术评审").await;
    window.see_chosen(&["handle"]).await;
}

#[tokio::test]
async fn what_can_be_mended_is_mended_one_after_the_other() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "合同评审", "O-11").await;
    window.insert("start-end", "bxfz", "fork", "分头").await;
    window.insert("fork-end", "bxfz", "fork2", "会合").await;
    window.kept_when("O-11", |draft| nodes(draft) == 4).await;
    window.run("document.querySelector('.designer-findings-button').click();", Vec::new()).await;
    for left in [3, 2] {
        window.press("一键修复").await;
        window.see_drawn(left).await;
    }
    window.kept_when("O-11", |draft| leads(draft, &["start end"])).await;
}
