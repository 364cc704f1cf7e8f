//! A form built from nothing, renamed, tried, put into force, and filled in right and wrong.

use serde_json::{Value as Json, json};

use crate::driver::{Driver, Screen};
use crate::house::House;
use crate::window::Window;

/// The ids of a draft's fields.
fn fields(draft: &Json) -> Vec<&str> {
    let fields = draft["form"]["fields"].as_array().map(Vec::as_slice).unwrap_or_default();
    fields.iter().filter_map(|field| field["id"].as_str()).collect()
}

/// A field of a draft.
fn field<'d>(draft: &'d Json, id: &str) -> &'d Json {
    let fields = draft["form"]["fields"].as_array();
    fields.and_then(|fields| fields.iter().find(|field| field["id"] == id)).unwrap_or(&Json::Null)
}

impl Window {
    /// Adds a field of a kind behind the chosen one, and says what it is called.
    async fn add_field(&self, kind: &str, label: &str, name: &str) {
        self.press_in("字段类型", kind).await;
        self.fill("字段标题", label).await;
        self.see(label).await;
        self.fill("规则中的名称", name).await;
        self.press_in("属性", "改名").await;
        self.sight(&format!("[data-form-field='{name}'][data-selected]")).await;
    }
}

#[tokio::test]
async fn a_leave_form_is_built_put_into_force_and_filled_in_right_and_wrong() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "请假", "S-91").await;
    window.press("表单").await;
    window.add_field("单选", "请假类型", "sort").await;
    window.press("选项").await;
    window.fill("新选项", "年假\n病假").await;
    window.press("添加").await;
    window.press("显示与必填").await;
    window.choose("必填", "始终").await;
    window.add_field("日期", "开始日期", "begin").await;
    window.choose("必填", "始终").await;
    window.add_field("日期", "结束日期", "finish").await;
    window.choose("必填", "始终").await;
    window.press("校验").await;
    window.press("添加校验").await;
    window.press("写表达式").await;
    window.fill("须满足", "finish >= begin").await;
    window.fill("不满足时提示", "结束日期不能早于开始日期").await;
    window.add_field("数字", "天数", "days").await;
    window.press("计算与默认值").await;
    window.fill("计算公式", "(finish - begin).days + 1").await;
    // A certificate is asked for when somebody is ill.
    window.add_field("单行文本", "病假证明编号", "proof").await;
    window.choose("显示", "按条件").await;
    window.press("添加条件").await;
    window.choose("查看", "请假类型").await;
    window.choose("值", "病假").await;
    let draft = window.kept_when("S-91", |draft| field(draft, "proof")["show"] == "sort = \"option2\"").await;
    assert_eq!(fields(&draft), ["sort", "begin", "finish", "days", "proof"]);

    // As it will be filled in, on a desk and on a phone.
    for (shown, first) in [("电脑预览", "年假"), ("手机预览", "病假")] {
        window.press(shown).await;
        window.choose("请假类型", first).await;
        window.fill("开始日期", "2026-03-02").await;
        window.fill("结束日期", "2026-03-04").await;
        window.see("天数 3").await;
        let asks = "return document.querySelector('.form-sheet').innerText.includes('病假证明编号');";
        let right = json!(first == "病假");
        window.wait("the certificate", async || (window.run(asks, Vec::new()).await == right).then_some(())).await;
    }
    window.press("发布").await;
    window.see("没有问题，可以发布").await;
    window.press_in("发布流程", "发布").await;
    window.see("第 1 版已生效").await;

    window.sign_in("李青").await;
    window.go("/start/S-91").await;
    window.choose("请假类型", "年假").await;
    window.fill("开始日期", "2026-03-04").await;
    window.fill("结束日期", "2026-03-02").await;
    window.press("提交").await;
    window.see("结束日期不能早于开始日期").await;
    window.fill("结束日期", "2026-03-05").await;
    window.press("提交").await;
    window.at("/instances/").await;
    window.see("已完成").await;
}

#[tokio::test]
async fn an_expense_claim_sums_its_lines_and_asks_for_invoices_beyond_an_amount() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "报销", "C-91").await;
    window.press("表单").await;
    window.add_field("明细表", "费用明细", "claims").await;
    window.sight("[data-form-field='claims/item'] .tree-face").await.click().await.expect("it can be pressed");
    window.fill("字段标题", "用途").await;
    // A column, behind the chosen one.
    window.press_in("字段类型", "金额").await;
    window.sight("[data-form-field='claims/amount'][data-selected]").await;
    window.fill("字段标题", "报销金额").await;
    window.press("显示与必填").await;
    window.choose("必填", "始终").await;
    // The sum stands in the form, behind the table.
    window.sight("[data-form-field='claims'] .tree-face").await.click().await.expect("it can be pressed");
    window.add_field("金额", "合计", "total").await;
    window.press("计算与默认值").await;
    window.fill("计算公式", "sum(claims.amount)").await;
    window.add_field("附件", "发票", "invoices").await;
    window.choose("必填", "按条件").await;
    window.press("添加条件").await;
    window.choose("查看", "合计").await;
    window.fill("值", "1000").await;
    window.kept_when("C-91", |draft| field(draft, "invoices")["required"] == "total > 1000").await;
    window.press("发布").await;
    window.see("没有问题，可以发布").await;
    window.press_in("发布流程", "发布").await;
    window.see("第 1 版已生效").await;

    window.sign_in("李青").await;
    window.go("/start/C-91").await;
    window.press_in("费用明细", "添加一行").await;
    window.fill_in("第 1 行", "用途", "机票").await;
    window.fill_in("第 1 行", "报销金额", "1280.50").await;
    window.see("1,280.50").await;
    window.press("提交").await;
    window.see("发票").await;
    window.see("此项必填").await;
    // What comes back brings the sum below.
    window.press_in("费用明细", "添加一行").await;
    window.fill_in("第 2 行", "用途", "退票").await;
    window.fill_in("第 2 行", "报销金额", "-1000").await;
    window.press("提交").await;
    window.at("/instances/").await;
    window.see("280.50").await;
}

#[tokio::test]
async fn fields_are_moved_by_mouse_and_keys_and_everything_is_taken_back() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "用车", "S-92").await;
    window.press("表单").await;
    for kind in ["单行文本", "金额", "日期"] {
        window.press_in("字段类型", kind).await;
    }
    window.kept_when("S-92", |draft| fields(draft) == ["text", "amount", "day"]).await;
    // The last to the front, by mouse.
    let from = window.middle("[data-form-field='day'] .tree-face").await;
    let to = window.middle("[data-form-field='text'] .tree-face").await;
    window.drag_by_mouse(&[from, (from.0, from.1 - 20), to]).await;
    window.kept_when("S-92", |draft| fields(draft) == ["day", "text", "amount"]).await;
    // Back by keys.
    window.run("document.querySelector(\"[data-form-field='day'] .tree-face\").focus();", Vec::new()).await;
    window.keys(&format!("{}{}", super::ALT, '\u{e015}')).await;
    window.kept_when("S-92", |draft| fields(draft) == ["text", "day", "amount"]).await;
    // One from the list into its place.
    let kind = window.middle("[data-field-kind='number']").await;
    let to = window.middle("[data-form-field='amount'] .tree-face").await;
    window.drag_by_mouse(&[kind, (kind.0 + 20, kind.1), to]).await;
    window.kept_when("S-92", |draft| fields(draft) == ["text", "day", "quantity", "amount"]).await;
    // A table with a column more.
    window.press_in("字段类型", "明细表").await;
    window.sight("[data-form-field='lines/item'] .tree-face").await.click().await.expect("it can be pressed");
    window.press_in("字段类型", "金额").await;
    window.kept_when("S-92", |draft| draft["form"]["fields"].to_string().contains("amount2")).await;
    window.press_in("属性", "删除字段").await;
    window.kept_when("S-92", |draft| !draft["form"]["fields"].to_string().contains("amount2")).await;
    window.take_all_back().await;
    window.kept_when("S-92", |draft| draft["form"].is_null()).await;
    window.see("点选字段类型，或拖到这里").await;
}

#[tokio::test]
async fn a_field_that_much_speaks_of_is_renamed_everywhere_and_told_when_it_goes() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    let before = window.kept("O-02").await;
    let speaks = |draft: &Json, name: &str| draft.to_string().matches(&format!("\"{name}")).count();
    window.press("表单").await;
    let name = fields(&before)[0].to_owned();
    window.sight(&format!("[data-form-field='{name}'] .tree-face")).await.click().await.expect("it can be pressed");
    window.fill("规则中的名称", "initiator").await;
    window.press_in("属性", "改名").await;
    window.see("不能作字段名").await;
    window.fill("规则中的名称", "renamed_field").await;
    window.press_in("属性", "改名").await;
    let after = window.kept_when("O-02", |draft| fields(draft).contains(&"renamed_field")).await;
    assert_eq!(speaks(&after, &name), 0, "nothing speaks of the old name");
    window.see_no("处错误").await;
    window.take_all_back().await;
    window.kept_when("O-02", |draft| *draft == before).await;
}

#[tokio::test]
async fn a_form_is_built_on_a_phone() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Phone).await;
    window.sign_in("陆小满").await;
    window.begin("报修", "S-93").await;
    window.press("表单").await;
    window.press_in("字段类型", "多行文本").await;
    window.fill("字段标题", "故障描述").await;
    window
        .kept_when("S-93", |draft| {
            field(draft, "text")["label"] == json!({"zh": "故障描述"}) || field(draft, "text")["label"] == "故障描述"
        })
        .await;
    window.press("手机预览").await;
    window.see("故障描述").await;
}
