//! Every kind of field, filled in and read as people do.

use serde_json::json;

use crate::driver::{Driver, Screen};
use crate::house::House;
use crate::window::Window;

/// The example of the handbook; the demo has no such department.
const EXAMPLE: &str = include_str!("../../../docs/examples/fields.flow.yaml");

/// Somebody of the process office puts the example into force.
async fn put_in_force(window: &Window) {
    window.sign_in("陆小满").await;
    let text = EXAMPLE.replace("  owner: dept:purchasing\n", "");
    window.put_in_force("F-01", &text).await;
}

#[tokio::test]
async fn every_kind_of_field_is_filled_in_checked_and_read() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    put_in_force(&window).await;

    window.sign_in("田野").await;
    window.go("/start/F-01").await;
    window.see("请按证件原件填写").await;
    window.see_in("入场证号", "提交后生成").await;
    window.fill("单位名称", "海港工程").await;
    window.fill("统一社会信用代码", "91110108ma01abcd0c").await;
    window.choose("第 1 级", "江苏").await;
    window.choose("第 2 级", "苏州").await;
    window.choose("第 3 级", "吴中区").await;
    window.fill("费用", "20010.06").await;
    window.see("贰万零壹拾元零陆分").await;
    window.fill("身份证号码", "11010519491231002x").await;
    window.fill("联系电话", "138 0013 8000").await;
    window.fill("邮箱", "sun@Example.com").await;
    window.fill("从", "2099-03-04").await;
    window.fill("到", "2099-03-06").await;
    window.see_in("天数", "3 天").await;
    window.fill("每天工时", "7.5").await;
    window.fill("工作地点", "五号码头").await;
    window.press("提交").await;
    window.see("统一社会信用代码不正确").await;
    window.fill("统一社会信用代码", "91110108ma01abcd0b").await;
    window.press("提交").await;
    window.at("/instances/").await;
    let story = window.path().await;

    window.sign_in("郑川").await;
    window.press_in("核对入场信息", "海港工程入场").await;
    for kept in
        ["91110108MA01ABCD0B", "11010519491231002X", "13800138000", "江苏 / 苏州 / 吴中区", "7.5 小时", "五号码头"]
    {
        window.see_in("办理", kept).await;
    }
    window.see_in("办理", "贰万零壹拾元零陆分").await;
    // The first press brings what the outcome asks for.
    window.press("准许入场").await;
    window.choose("安全准备", "4 星").await;
    window.fill("或键入姓名", "郑川").await;
    window.press("以键入的姓名签名").await;
    window.see("重新签名").await;
    window.press("准许入场").await;
    window.at("/inbox").await;
    window.go(&story).await;
    window.see("4 / 5 星").await;
    window.see("PASS-").await;
    let loaded = "const picture = document.querySelector('.thumbnail img');
        picture.loading = 'eager';
        const done = arguments[arguments.length - 1];
        picture.decode().then(() => done(picture.naturalWidth), () => done(0));";
    assert_eq!(window.client.execute_async(loaded, vec![]).await.unwrap(), json!(960), "the signature can be seen");
}

#[tokio::test]
async fn options_and_fields_follow_what_is_filled_in() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Phone).await;
    put_in_force(&window).await;
    window.sign_in("田野").await;
    window.go("/start/F-01").await;
    window.choose("付款方式", "现金").await;
    // What is paid in cash needs no account: the field is only read, and there is nothing to read.
    window.see_no("收款卡号").await;
    window.choose("付款方式", "转账").await;
    window.fill("收款卡号", "6222 0200 0000 0000 018").await;
    window.see("现金").await;
    window.fill("费用", "1200").await;
    window.see_no("现金").await;
}
