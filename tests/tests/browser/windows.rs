//! Two windows stay in step without a reload.

use crate::driver::{Driver, Screen};
use crate::house::House;
use crate::window::Window;

/// A matter of the demo that two people may confirm: the one who sells and the office.
const MATTER: &str = "江北供电";

#[tokio::test]
async fn what_one_window_decides_the_other_shows() {
    let (house, driver) = (House::demo(), Driver::start());
    let one = Window::open(&driver, &house, Screen::Desk).await;
    let two = Window::open(&driver, &house, Screen::Phone).await;
    one.sign_in("曹静").await;
    two.sign_in("李青").await;
    one.see(MATTER).await;
    two.see(MATTER).await;

    one.press(MATTER).await;
    one.fill("客户确认人", "周工").await;
    one.fill("确认日期", &crate::order::day(0)).await;
    one.tick("六项要素均已与客户确认").await;
    one.press("完成").await;
    two.see_no("与客户确认需求").await;
    assert_eq!(two.complaints().await, Vec::<String>::new());
}

#[tokio::test]
async fn whoever_decides_second_is_told_and_nothing_happens_twice() {
    let (house, driver) = (House::demo(), Driver::start());
    let one = Window::open(&driver, &house, Screen::Desk).await;
    one.sign_in("田野").await;
    let task = one.link_to("/tasks/", "李青").await;
    one.go(&task).await;
    one.see("同意").await;
    let two = Window::open(&driver, &house, Screen::Desk).await;
    two.sign_in("田野").await;
    two.go(&task).await;
    two.fill("意见", "同意。").await;

    one.press("同意").await;
    one.at("/inbox").await;
    two.see("这项任务已经结束").await;
    assert!(!two.offers("同意").await, "nothing is left to decide");
}

#[tokio::test]
async fn typing_goes_on_while_others_work_on_the_same_matter() {
    let (house, driver) = (House::demo(), Driver::start());
    let typing = Window::open(&driver, &house, Screen::Desk).await;
    typing.sign_in("曹静").await;
    let task = typing.link_to("/tasks/", MATTER).await;
    typing.go(&task).await;
    typing.fill("客户确认人", "周").await;

    let other = Window::open(&driver, &house, Screen::Desk).await;
    other.sign_in("李青").await;
    let instance = other.link_to("/instances/", MATTER).await;
    other.go(&instance).await;
    other.press("留言").await;
    other.fill("留言内容", "客户今天在外地").await;
    other.press("发送").await;

    typing.see("客户今天在外地").await;
    assert_eq!(typing.value("客户确认人").await, "周");
    // The cursor stands where it stood.
    typing.keys("工").await;
    assert_eq!(typing.value("客户确认人").await, "周工");
}
