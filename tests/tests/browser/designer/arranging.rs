//! Bringing order into a drawing: commands that are found by a key, by a name or in a menu.

use fantoccini::actions::MOUSE_BUTTON_RIGHT;
use serde_json::json;

use super::pointer::{Spot, beside};
use super::{ALT, CTRL, ESCAPE, FREE, UP};
use crate::driver::Driver;
use crate::house::House;
use crate::window::Window;

impl Window {
    /// Draws three tasks at odd places.
    async fn draw_three(&self) -> [Spot; 3] {
        let start = self.node("start").await;
        let places = [beside(start, -160, 140), beside(start, 30, 180), beside(start, 290, 232)];
        for (element, place) in ["handle", "read", "cc"].into_iter().zip(places) {
            self.put(element, place).await;
        }
        places
    }

    /// Chooses the three by a frame around them.
    async fn choose_three(&self, [first, second, third]: [Spot; 3]) {
        self.drag_by_mouse(&[beside(first, -100, -60), second, beside(third, 100, 60)]).await;
        self.see_chosen(&["handle", "read", "copy"]).await;
    }

    async fn nodes_at(&self) -> [Spot; 3] {
        [self.node("handle").await, self.node("read").await, self.node("copy").await]
    }

    /// Opens the list of commands and carries one out by its name.
    async fn command(&self, name: &str) {
        self.keys(&format!("{CTRL}k{FREE}")).await;
        self.fill("命令面板", name).await;
        self.press_in("命令面板", name).await;
    }
}

#[tokio::test]
async fn things_are_aligned_distributed_spaced_and_laid_out() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "设备验收", "Z-01").await;
    let (start, places) = (window.node("start").await, window.draw_three().await);
    window.choose_three(places).await;
    // Upper edges on the uppermost, by a key.
    window.keys(&format!("{ALT}{UP}{FREE}")).await;
    window.hear("排列").await;
    let aligned = window.nodes_at().await;
    assert_eq!(aligned, places.map(|(x, _)| (x, places[0].1)));
    // The same room between them, by another.
    window.keys(&format!("{ALT}h{FREE}")).await;
    window.press("撤销：排列").await;
    assert_eq!(window.nodes_at().await, aligned);
    window.press("重做：排列").await;
    let [first, second, third] = window.nodes_at().await;
    assert_eq!((first, third), (aligned[0], aligned[2]), "the outermost stay");
    assert!((second.0 - i64::midpoint(first.0, third.0)).abs() <= 1, "{first:?} {second:?} {third:?}");
    // Left edges, by the name of the command.
    window.choose_three(aligned).await;
    window.command("左对齐").await;
    let [first, second, third] = window.nodes_at().await;
    assert!(first.0 == second.0 && second.0 == third.0, "{first:?} {second:?} {third:?}");
    window.keys(&format!("{CTRL}z{FREE}")).await;
    // Room is made where one drags, for all that is beyond.
    window.keys("s").await;
    window.sight(".canvas-frame[data-mode='space']").await;
    let [first, second, third] = window.nodes_at().await;
    let gap = beside(first, 90, 0);
    window.hold_by_mouse(&[gap, beside(gap, 20, 0), beside(gap, 72, 0)]).await;
    window.sight(".over-space").await;
    window.let_go().await;
    window.sight(".canvas-frame[data-mode='choose']").await;
    let start = beside(start, 72, 0);
    assert_eq!(window.nodes_at().await, [first, beside(second, 72, 0), beside(third, 72, 0)]);
    assert_eq!(window.node("start").await, start, "whatever it is");
    // What is chosen is laid out where it stands; the whole is laid out anew, and nothing is placed by hand any more.
    window.choose_three([first, second, beside(third, 72, 0)]).await;
    window.keys("l").await;
    window.see_changed(&[first, beside(second, 72, 0), beside(third, 72, 0)]).await;
    assert_eq!(window.node("start").await, start, "what is not chosen stays");
    window.kept_when("Z-01", |draft| draft["diagram"] != json!(null)).await;
    window.keys("L").await;
    window.kept_when("Z-01", |draft| draft["diagram"] == json!(null)).await;
}

impl Window {
    /// Waits until the three stand elsewhere.
    async fn see_changed(&self, before: &[Spot; 3]) {
        self.wait("everything elsewhere", async || (self.nodes_at().await != *before).then_some(())).await;
    }
}

#[tokio::test]
async fn the_other_button_offers_what_can_be_done_with_what_it_is_pressed_on() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    let (drawn, tech) = (window.drawn().await, window.node("tech").await);
    window.drag_by_button(&[tech], MOUSE_BUTTON_RIGHT).await;
    window.see_chosen(&["tech"]).await;
    window.press("再制").await;
    window.see_drawn(drawn + 1).await;
    window.see_gone("[role=menu].designer-menu").await;
    // Pressing elsewhere closes it, and so does Escape.
    window.drag_by_button(&[tech], MOUSE_BUTTON_RIGHT).await;
    window.sight(".designer-menu").await;
    window.drag_by_mouse(&[beside(tech, -300, -200)]).await;
    window.see_gone(".designer-menu").await;
    window.drag_by_button(&[tech], MOUSE_BUTTON_RIGHT).await;
    window.sight(".designer-menu").await;
    window.keys(ESCAPE).await;
    window.see_gone(".designer-menu").await;
    // Several that are chosen stay so.
    window.keys(&format!("{CTRL}a{FREE}")).await;
    window.drag_by_button(&[tech], MOUSE_BUTTON_RIGHT).await;
    window.press("删除").await;
    window.see_drawn(0).await;
    window.keys(&format!("{CTRL}z{FREE}")).await;
    window.see_drawn(drawn + 1).await;
}

#[tokio::test]
async fn an_element_is_found_by_its_name_and_brought_into_sight() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    // Near the beginning, so that the end is out of sight.
    window.choose_node("start").await;
    window.keys("2").await;
    window.keys(&format!("{CTRL}f{FREE}")).await;
    window.press_in("查找元素", "告知客户").await;
    window.see_chosen(&["inform"]).await;
    window.see_in_sight("inform").await;
    // A connection by the words on it.
    window.keys("f").await;
    window.press_in("查找元素", "受邀").await;
    window.sight("[data-edge='e6'][data-selected]").await;
    // Every command stands among the keys.
    window.command("快捷键").await;
    window.see_in("快捷键", "空间工具").await;
    window.press_in("快捷键", "关闭").await;
    // What is typed narrows the list down: a name, and what it is.
    window.keys("f").await;
    window.fill("查找元素", "外部办理").await;
    window.see_offered(&["客户答复条件 外部办理"]).await;
    window.press_in("查找元素", "客户答复条件").await;
    window.see_chosen(&["customer"]).await;
    window.see_in_sight("customer").await;
    window.keys(&format!("{CTRL}k{FREE}")).await;
    window.fill("命令面板", "对齐").await;
    window.see_offered(&["左对齐 Alt + Left", "右对齐 Alt + Right", "上对齐 Alt + Up", "下对齐 Alt + Down"]).await;
    window.press_in("命令面板", "关闭").await;
}

impl Window {
    /// Waits until the list that is open offers this, and nothing else.
    async fn see_offered(&self, expected: &[&str]) {
        let look = "return [...document.querySelectorAll('dialog[open] .menu-item')].map((item) => item.innerText.replace(/\\s+/g, ' ').trim());";
        let sought = format!("{expected:?} offered");
        self.wait(&sought, async || (self.run(look, Vec::new()).await == json!(expected)).then_some(())).await;
    }
}
