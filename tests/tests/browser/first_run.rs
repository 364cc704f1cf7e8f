//! The first day of an installation.

use crate::driver::{Driver, Screen};
use crate::house::House;
use crate::window::Window;

/// Fills the form in, with the password typed again in this way, and sends it.
pub(crate) async fn set_up(window: &Window, word: &str, again: &str) {
    window.fill("设置口令", word).await;
    window.fill("组织名称", "元衡电气集团").await;
    window.fill("您的姓名", "许诺").await;
    window.fill("账号", "xunuo").await;
    window.fill("密码", "a long enough password").await;
    window.fill("再次输入密码", again).await;
    window.press("建立管理员并登录").await;
}

#[tokio::test]
async fn the_first_administrator_is_made_and_signs_in_by_password() {
    let (house, driver) = (House::empty(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    window.go("/").await;
    window.at("/sign-in").await;
    window.press("开始设置").await;
    set_up(&window, "guessed", "a long enough password").await;
    window.see("不正确").await;
    window.fill("设置口令", &house.set_up_word()).await;
    window.press("建立管理员并登录").await;
    window.at("/admin").await;
    window.see("许诺").await;

    // Once, and never again.
    window.go("/set-up").await;
    window.see_no("设置口令").await;
    window.go("/me").await;
    window.see("登录账号：xunuo").await;
    window.fill("当前密码", "guessed").await;
    window.fill("新密码", "another long password").await;
    window.fill("再次输入密码", "another long password").await;
    window.press("修改密码").await;
    window.see("当前密码不正确").await;
    window.fill("当前密码", "a long enough password").await;
    window.press("修改密码").await;
    window.see("密码已修改").await;
    window.press("全部退出登录").await;
    window.at("/sign-in").await;
    window.fill("账号", "xunuo").await;
    window.fill("密码", "a long enough password").await;
    window.press("登录").await;
    window.see("账号或密码不正确").await;
    window.fill("密码", "another long password").await;
    window.press("登录").await;
    window.at("/inbox").await;
    // What was guessed is answered by its status: the word, the password to change, the password to sign in.
    let guesses =
        ["status of 40", "session/password - Failed to load resource: the server responded with a status of 422"];
    let complaints =
        window.complaints().await.into_iter().filter(|line| !guesses.iter().any(|guess| line.contains(guess)));
    assert_eq!(complaints.collect::<Vec<_>>(), Vec::<String>::new());
}
