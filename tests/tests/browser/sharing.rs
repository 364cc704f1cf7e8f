//! A link that shows a timeline to people without an account.

use crate::driver::{Driver, Screen};
use crate::house::House;
use crate::window::Window;

#[tokio::test]
async fn a_link_shows_where_a_matter_stands_and_stays_current_until_it_is_revoked() {
    let (house, driver) = (House::demo(), Driver::start());
    let inside = Window::open(&driver, &house, Screen::Desk).await;
    inside.sign_in("曹静").await;
    let order = inside.link_to("/instances/", "江北供电").await;
    inside.go(&order).await;
    inside.fill("给谁", "江北供电 周工").await;
    inside.press("生成链接").await;
    let link = inside.value("链接地址").await;

    let outside = Window::open(&driver, &house, Screen::Phone).await;
    outside.go(&link).await;
    outside.see("江北供电").await;
    outside.see("与客户确认需求").await;
    for hidden in ["13800138000", "曹静", "260,000", "周工"] {
        outside.see_no(hidden).await;
    }

    // What happens inside shows outside, without a reload.
    inside.press("去办理").await;
    inside.fill("客户确认人", "周工").await;
    inside.fill("确认日期", &crate::order::day(0)).await;
    inside.tick("六项要素均已与客户确认").await;
    inside.press("完成").await;
    outside.see("订单分类").await;

    // One opening, however often the open page read itself again.
    inside.go(&order).await;
    inside.see("已打开 1 次").await;
    inside.press("作废").await;
    inside.press_in("作废", "作废").await;
    inside.see("已作废").await;
    outside.reload().await;
    outside.see("没有找到").await;
}

#[tokio::test]
async fn a_shared_page_is_complete_without_script_and_kept_nowhere() {
    let (house, driver) = (House::demo(), Driver::start());
    let inside = Window::open(&driver, &house, Screen::Desk).await;
    inside.sign_in("曹静").await;
    let order = inside.link_to("/instances/", "江北供电").await;
    inside.go(&order).await;
    inside.fill("给谁", "江北供电 周工").await;
    inside.press("生成链接").await;
    let link = inside.value("链接地址").await;

    let plain = Window::without_script(&driver, &house, Screen::Phone).await;
    plain.go(&link).await;
    plain.see("江北供电").await;
    plain.see("与客户确认需求").await;
    plain.see("有效至").await;

    let kept = "const [link, done] = arguments;
        fetch(link).then((answer) => done(answer.headers.get('cache-control')));";
    let kept = inside.client.execute_async(kept, vec![link.into()]).await.unwrap();
    assert_eq!(kept.as_str(), Some("no-store"));
}
