//! Everything that people have to do also works where no script runs.

use crate::driver::{Driver, Screen};
use crate::first_run::set_up;
use crate::house::House;
use crate::order::working_day;
use crate::window::Window;

#[tokio::test]
async fn a_leave_is_asked_for_and_granted_without_script() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::without_script(&driver, &house, Screen::Phone).await;
    window.sign_in("王芳").await;
    window.go("/start/S-01").await;
    window.choose("假别", "事假").await;
    window.fill("开始日期", &working_day(14)).await;
    window.choose("开始时段", "上午").await;
    window.fill("结束日期", &working_day(14)).await;
    window.choose("结束时段", "下午").await;
    window.fill("请假事由", "搬家").await;
    window.fill("工作交接人", "李青").await;
    window.press("提交").await;
    window.at("/instances/").await;
    window.see("搬家").await;

    window.sign_in("田野").await;
    window.press("王芳").await;
    window.see("搬家").await;
    window.press("同意").await;
    // What came of it is said by the matter's own page.
    window.at("/instances/").await;
    window.see_in("经过", "总监签批").await;
    window.sign_in("郑川").await;
    window.see("王芳").await;
}

#[tokio::test]
async fn the_first_administrator_is_made_without_script() {
    let (house, driver) = (House::empty(), Driver::start());
    let window = Window::without_script(&driver, &house, Screen::Phone).await;
    let word = house.set_up_word();
    window.go("/set-up").await;
    set_up(&window, &word, "another long password").await;
    window.see("两次输入的密码不一致").await;
    set_up(&window, &word, "a long enough password").await;
    window.at("/admin").await;
    window.see("许诺").await;
}
