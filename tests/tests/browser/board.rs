//! The inbox as a board and as a list: with a mouse, a finger and the keyboard.

use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use serde_json::json;

use crate::driver::{Driver, Screen};
use crate::house::House;
use crate::window::Window;

/// A matter that waits for the sales supervisor of the demo.
const MATTER: &str = "李青";

#[tokio::test]
async fn a_card_is_dragged_to_another_column() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    window.sign_in("田野").await;
    window.see_in("待处理", MATTER).await;
    let card = window.sight("[data-column=to-do] .board-card").await;
    let column = window.sight("[data-column=in-progress]").await;
    let drag = MouseActions::new("mouse".to_owned())
        .then(PointerAction::MoveToElement { element: card, duration: None, x: 0.0, y: 0.0 })
        .then(PointerAction::Down { button: 0 })
        .then(PointerAction::MoveBy { duration: None, x: 20.0, y: 5.0 })
        .then(PointerAction::MoveToElement { element: column, duration: None, x: 0.0, y: 0.0 })
        .then(PointerAction::Up { button: 0 });
    window.client.perform_actions(drag).await.unwrap();
    window.see_in("处理中", MATTER).await;
    // It is kept, and dragging opened nothing.
    assert_eq!(window.path().await, "/inbox");
    window.reload().await;
    window.see_in("处理中", MATTER).await;
}

#[tokio::test]
async fn a_card_is_moved_by_its_menu_on_a_phone() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Phone).await;
    window.sign_in("田野").await;
    window.press("这项事务的操作").await;
    window.press("移到「处理中」").await;
    window.see_in("处理中", MATTER).await;
    window.press("这项事务的操作").await;
    window.press("移回「待处理」").await;
    window.see_in("待处理", MATTER).await;
}

#[tokio::test]
async fn a_task_is_decided_by_keyboard_alone() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    window.sign_in("田野").await;
    window.see(MATTER).await;
    window.keys("?").await;
    window.see("回车整页打开").await;
    window.keys("j").await;
    window.at("/inbox?open=").await;
    window.see_in("办理", "同意").await;
    window.keys("r").await;
    window.see("退回原因").await;
    window.keys("\u{e00c}").await;
    window.run("document.activeElement.blur()", Vec::new()).await;
    window.keys("a").await;
    // What it leads to is said before it is done.
    window.see("之后：").await;
    window.keys("\u{e007}").await;
    window.see("已同意").await;
    window.see_in("等待他人", MATTER).await;
}

#[tokio::test]
async fn the_inbox_is_filtered_sorted_and_counted() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    window.sign_in("曹静").await;
    window.press("列表").await;
    window.at("/inbox?layout=list").await;
    window.see("共 ").await;
    window.fill("按编号、标题、人名筛选", "江北\u{e007}").await;
    window.at("/inbox?").await;
    window.see("江北供电").await;
    window.see_no("华东电网").await;
    window.go("/inbox?layout=list").await;
    window.choose("流程", "非常规订单联合评审").await;
    window.see_no("江北供电").await;
}

#[tokio::test]
async fn on_a_phone_approving_takes_two_taps() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Phone).await;
    window.sign_in("田野").await;
    window.press(MATTER).await;
    window.press("同意").await;
    window.see("已同意").await;
    let small = "return [...document.querySelectorAll('button, a')]
        .filter((element) => element.getClientRects().length > 0 && getComputedStyle(element).display !== 'inline')
        .filter((element) => element.getBoundingClientRect().height < 24).map((element) => element.outerHTML);";
    assert_eq!(window.run(small, Vec::new()).await, json!([]), "every target is large enough");
}
