//! A customer without an account answers a step by link, on a phone.

use crate::driver::{Driver, Screen};
use crate::house::House;
use crate::order::day;
use crate::window::Window;

/// What the customer is asked, and what they read.
const STEP: &str = "客户确认方案";
const FRAMEWORK: &str = "每站停电不超过两天";

/// Whoever looks after the step hands a link and a code out; both.
async fn hand_out(inside: &Window) -> (String, String) {
    let task = inside.link_to("/tasks/", "东江化工").await;
    inside.go(&task).await;
    inside.see(FRAMEWORK).await;
    inside.press("生成链接和验证码").await;
    inside.see("只在此时显示一次").await;
    (inside.value("链接地址").await, inside.value("验证码").await)
}

#[tokio::test]
async fn a_customer_confirms_by_link_and_sees_nothing_else() {
    let (house, driver) = (House::demo(), Driver::start());
    let inside = Window::open(&driver, &house, Screen::Desk).await;
    inside.sign_in("秦朗").await;
    let (link, code) = hand_out(&inside).await;

    let outside = Window::open(&driver, &house, Screen::Phone).await;
    outside.go(&link).await;
    outside.see("请输入告知您的六位验证码").await;
    outside.see_no(FRAMEWORK).await;
    let wrong = if code == "000000" { "111111" } else { "000000" };
    outside.fill("验证码", wrong).await;
    outside.press("继续").await;
    outside.see("还可以试 4 次").await;
    outside.fill("验证码", &code).await;
    outside.press("继续").await;
    outside.see(FRAMEWORK).await;
    for hidden in ["需更换测控装置", "先备调后主站", "13800138000", "白露"] {
        outside.see_no(hidden).await;
    }
    assert_eq!(outside.overflow().await, Vec::<String>::new());
    assert_eq!(outside.barriers().await, Vec::<String>::new());

    outside.press("确认方案").await;
    outside.fill("客户确认人", "何经理").await;
    outside.fill("客户确认日期", &day(0)).await;
    outside.press("确认方案").await;
    outside.see("您的答复已收到").await;
    outside.go(&link).await;
    outside.see("已答复").await;
    outside.see_no(FRAMEWORK).await;
    // The browser notes what was refused; nothing else may go wrong.
    let complaints = outside.complaints().await;
    assert!(complaints.iter().all(|complaint| complaint.contains("Failed to load resource")), "{complaints:?}");

    // The matter goes on, and its story says who answered; a name that is personal does not stand in it.
    inside.go("/inbox").await;
    let matter = inside.link_to("/instances/", "东江化工").await;
    inside.go(&matter).await;
    inside.see_in("经过", "秦朗发出链接，对方在「客户确认方案」确认方案").await;
    inside.see("签订项目合同").await;
}

#[tokio::test]
async fn a_link_that_was_taken_back_opens_nothing_and_the_answer_is_entered_inside() {
    let (house, driver) = (House::demo(), Driver::start());
    let inside = Window::open(&driver, &house, Screen::Desk).await;
    inside.sign_in("秦朗").await;
    let (link, _) = hand_out(&inside).await;
    inside.press("作废").await;
    inside.press_in("作废", "作废").await;
    inside.see("已作废").await;

    let outside = Window::open(&driver, &house, Screen::Phone).await;
    outside.go(&link).await;
    outside.see("链接已失效").await;

    inside.press("要求修改").await;
    inside.fill("客户修改意见", "二期提前").await;
    inside.fill("意见", "何经理来电").await;
    inside.press("要求修改").await;
    inside.see_no(STEP).await;
}
