//! Nothing that somebody typed is lost.

use crate::driver::{Driver, Screen};
use crate::house::House;
use crate::order::day;
use crate::window::Window;

#[tokio::test]
async fn a_form_half_filled_survives_a_reload_and_an_expired_session() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    window.sign_in("李青").await;
    window.go("/start/S-01").await;
    window.choose("假别", "事假").await;
    window.fill("请假事由", "家中有事，需回乡一趟").await;
    // By the letters of the pinyin.
    window.pick("工作交接人", "wf", "王芳").await;
    // At once, before the server can have it.
    window.reload().await;
    assert_eq!(window.value("请假事由").await, "家中有事，需回乡一趟");
    window.see("王芳").await;

    window.fill("请假事由", "改为搬家").await;
    window.client.delete_all_cookies().await.unwrap();
    window.press("提交").await;
    window.see("登录已过期").await;
    assert_eq!(window.value("请假事由").await, "改为搬家");
    window.sign_in("李青").await;
    window.go("/start/S-01").await;
    assert_eq!(window.value("请假事由").await, "改为搬家");
    window.see("草稿已保存").await;

    // Somebody else at the same browser sees none of it, and the writer finds it at any other.
    window.sign_in("王芳").await;
    window.go("/start/S-01").await;
    assert_eq!(window.value("请假事由").await, "");
    let other = Window::open(&driver, &house, Screen::Phone).await;
    other.sign_in("李青").await;
    other.go("/start/S-01").await;
    assert_eq!(other.value("请假事由").await, "改为搬家");
}

#[tokio::test]
async fn wrong_entries_are_told_where_they_are_and_stay() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    window.sign_in("李青").await;
    window.go("/start/S-01").await;
    window.choose("假别", "病假").await;
    window.fill("开始日期", &day(3)).await;
    window.fill("结束日期", &day(2)).await;
    window.fill("请假事由", "腰椎不适").await;
    window.press("提交").await;
    window.see("处需要修改").await;
    assert_eq!(window.value("请假事由").await, "腰椎不适");
    let wrong = window.sight("[aria-invalid=true]").await;
    assert!(wrong.is_displayed().await.unwrap());
}

#[tokio::test]
async fn words_for_a_decision_survive_a_reload() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    window.sign_in("田野").await;
    let task = window.link_to("/tasks/", "李青").await;
    window.go(&task).await;
    window.fill("意见", "请先交接客户").await;
    window.reload().await;
    assert_eq!(window.value("意见").await, "请先交接客户");
}
