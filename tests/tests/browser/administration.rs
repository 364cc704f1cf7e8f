//! Administration: people, and definitions from upload to force.

use crate::driver::{Driver, Screen};
use crate::house::House;
use crate::window::Window;

#[tokio::test]
async fn a_person_is_made_and_found() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    window.sign_in("许诺").await;
    window.go("/admin/people").await;
    window.press("新建人员").await;
    window.fill("编号", "linyi").await;
    window.fill("名称", "林一").await;
    window.choose("部门", "销售管理中心").await;
    window.press("保存").await;
    window.see("已保存").await;
    window.at("/admin/people/linyi").await;
    // It stands over the foot of the page for a while.
    window.see_no("已保存").await;
    window.press("开通账号").await;
    window.see("账号 linyi 的密码").await;
    window.see("可以登录").await;
    // The page as the server renders it for somebody who has an account.
    window.reload().await;
    window.see("可以登录").await;
    window.press("停用账号").await;
    window.press_in("停用账号", "停用账号").await;
    window.see("已停用").await;
    window.go("/admin/people").await;
    // By the first letters of the pinyin.
    window.fill("按名称或编号筛选", "ly\u{e007}").await;
    window.see("林一").await;
    window.see_no("曹静").await;
}

#[tokio::test]
async fn a_definition_is_checked_kept_and_put_into_force() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    window.sign_in("陆小满").await;
    window.go("/admin/processes/S-01").await;
    let text = window.value("流程定义").await;

    window.fill("流程定义", &text.replace("name: {zh: 请假", "nam: {zh: 请假")).await;
    window.press("检查").await;
    window.see("nam").await;
    window.see("第 3 行").await;
    window.press("发布").await;
    window.press_in("发布", "发布").await;
    window.see("内容无法识别").await;

    window.fill("流程定义", &text.replace("zh: 请假", "zh: 员工请假")).await;
    window.press("检查").await;
    window.see("没有问题，可以发布").await;
    window.press("发布").await;
    window.press_in("发布", "发布").await;
    window.see("第 2 版已生效").await;

    window.sign_in("李青").await;
    window.go("/start").await;
    window.see("员工请假").await;
}

#[tokio::test]
async fn nobody_else_gets_in() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Phone).await;
    window.sign_in("李青").await;
    assert!(!window.offers("管理").await, "administration is not offered");
    window.go("/admin/people").await;
    window.see("无权查看").await;
}

#[tokio::test]
async fn whoever_looks_after_a_process_gives_work_to_others_and_ends_it() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    window.sign_in("田野").await;
    let leave = window.link_to("/instances/", "李青").await;
    window.sign_in("许诺").await;
    window.go(&leave).await;
    window.press("改派").await;
    window.pick("转交给", "zc", "郑川").await;
    window.fill("改派原因", "田野出差").await;
    window.press_in("改派原因", "改派").await;
    window.see("等待 郑川").await;
    window.sign_in("郑川").await;
    window.see_in("待处理", "李青").await;

    window.sign_in("许诺").await;
    window.go(&leave).await;
    window.press("终止").await;
    window.fill("终止原因", "重复提交").await;
    window.press_in("终止原因", "终止").await;
    window.see_in("经过", "重复提交").await;
    assert_eq!(window.complaints().await, Vec::<String>::new());
}
