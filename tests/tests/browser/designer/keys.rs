//! Drawing by keys alone, and what is heard meanwhile.

use super::drawing::leads;
use super::{CTRL, DELETE, ENTER, ESCAPE, FREE, LEFT, RIGHT};
use crate::driver::Driver;
use crate::house::House;
use crate::window::Window;

#[tokio::test]
async fn whoever_draws_by_keys_hears_where_they_are_and_what_became_of_it() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "用车", "K-01").await;
    window.keys(RIGHT).await;
    window.hear("开始「开始」，之后是 结束").await;
    window.keys(RIGHT).await;
    window.hear("结束「结束」，之后没有步骤").await;
    window.keys(LEFT).await;
    window.hear("开始「开始」，之后是 结束").await;
    window.keys("a").await;
    window.keys(&format!("sp{ENTER}")).await;
    window.hear("添加元素").await;
    window.see_chosen(&["approve"]).await;
    // From the palette, behind what is chosen.
    window.run("document.querySelector(\"[data-element='exclusive']\").focus();", Vec::new()).await;
    window.keys(ENTER).await;
    window.see("请点击要放置的位置").await;
    window.keys(ENTER).await;
    window.see_chosen(&["choice"]).await;
    window.kept_when("K-01", |draft| leads(draft, &["start approve", "approve choice", "choice end"])).await;
    // Connected with what one walks to.
    window.keys("c").await;
    window.hear("请选择连到哪个步骤；Esc 取消。").await;
    window.keys(LEFT).await;
    window.hear("审批「审批」，之后是 条件分支").await;
    window.keys(ENTER).await;
    window.hear("连线").await;
    let with_loop = ["start approve", "approve choice", "choice end", "choice approve"];
    window.kept_when("K-01", |draft| leads(draft, &with_loop)).await;
    // What cannot be is said, and so is what is taken back.
    window.keys("c").await;
    window.keys(LEFT).await;
    window.hear("开始「开始」，之后是 审批").await;
    window.keys(ENTER).await;
    window.hear("不能连到开始或边界事件").await;
    window.keys(&format!("{CTRL}z{FREE}")).await;
    window.hear("已撤销：连线").await;
    window.keys(&format!("{CTRL}y{FREE}")).await;
    window.hear("已重做：连线").await;
    // Given up, nothing is chosen.
    window.keys(ESCAPE).await;
    window.see_chosen(&[]).await;
    window.sight("#canvas:focus").await;
}

#[tokio::test]
async fn steps_by_keys_and_what_is_typed_are_taken_back_as_one() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "用餐", "K-02").await;
    let place = window.place("end").await;
    window.choose_node("end").await;
    for _ in 0..3 {
        window.keys(&format!("{CTRL}{RIGHT}{FREE}")).await;
    }
    assert_eq!(window.place("end").await, (place.0 + 36, place.1));
    window.keys("e").await;
    window.fill("名称", "用餐结束").await;
    window.see("用餐结束").await;
    window.press("撤销：改名").await;
    window.see_no("用餐结束").await;
    assert_eq!(window.place("end").await, (place.0 + 36, place.1));
    window.press("撤销：移动").await;
    assert_eq!(window.place("end").await, place);
    window.press("重做：移动").await;
    assert_eq!(window.place("end").await, (place.0 + 36, place.1));
    // What is done then cannot be undone into what was.
    window.choose_node("start").await;
    window.keys(DELETE).await;
    window.see_drawn(1).await;
    assert!(!window.offers("重做：改名").await);
}
