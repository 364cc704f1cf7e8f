//! What a step says, set in the panel: who is asked, under which condition, by which table, with which rights.

use serde_json::{Value as Json, json};

use super::drawing::nodes;
use crate::driver::Driver;
use crate::house::House;
use crate::window::Window;

/// A node of a draft.
fn node<'d>(draft: &'d Json, id: &str) -> &'d Json {
    draft["nodes"].as_array().and_then(|nodes| nodes.iter().find(|node| node["id"] == id)).unwrap_or(&Json::Null)
}

impl Window {
    /// A new drawing with one step after the start, which is chosen.
    async fn at_new_step(driver: &Driver, house: &House, process: &str, typed: &str, made: &str) -> Self {
        let window = Self::at_new_drawing(driver, house, "采购申请", process).await;
        window.choose_node("start").await;
        window.keys("a").await;
        window.keys(&format!("{typed}{}", super::ENTER)).await;
        window.see_chosen(&[made]).await;
        window
    }
}

#[tokio::test]
async fn who_is_asked_is_set_by_rules_and_told_for_whoever_begins() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_step(&driver, &house, "P-21", "banli", "handle").await;
    window.press("由谁办理").await;
    window.press("指定办理人").await;
    window.kept_when("P-21", |draft| node(draft, "handle")["who"] == json!({"superior": {}})).await;
    window.pick("发起人", "李青", "李青").await;
    window.see_in("现在会是谁", "田野").await;
    window.choose("由谁办理", "部门负责人").await;
    window.see_in("现在会是谁", "郑川").await;
    window.pick("发起人", "孙莉", "孙莉").await;
    window.see_in("现在会是谁", "钱卓").await;
    // Two of them, who both have to agree.
    window.choose("由谁办理", "多条规则，各占一席").await;
    window.press("添加规则").await;
    window.choose("多人办理方式", "会签：须全部同意").await;
    let draft = window.kept_when("P-21", |draft| node(draft, "handle")["mode"] == "all").await;
    assert_eq!(node(&draft, "handle")["who"]["all"].as_array().map(Vec::len), Some(2));
    window.press("发布").await;
    window.see("没有问题，可以发布").await;
}

#[tokio::test]
async fn people_by_a_table_are_told_for_ten_who_begin() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_step(&driver, &house, "P-22", "sp", "approve").await;
    window.press("由谁办理").await;
    window.choose("由谁办理", "按人员表").await;
    // Salespeople are decided on by the contracts department's head, finance by named people, all others by their superior.
    for _ in 0..2 {
        window.press("添加行").await;
    }
    let rows = [("who-row-0", "\"smc\""), ("who-row-1", "\"fin\", \"hr\"")];
    for (row, test) in rows {
        let cell = window.sight(&format!("[id='{row}-0']")).await;
        cell.clear().await.expect("a cell can be emptied");
        cell.send_keys(test).await.expect("a cell can be filled");
    }
    let choose = async |row: &str, sort: &str| {
        let list = window.sight(&format!("[id='{row}-sort']")).await;
        list.select_by_label(sort).await.expect("such a rule is offered");
    };
    choose("who-row-0", "部门负责人").await;
    choose("who-row-1", "部门负责人").await;
    window
        .kept_when("P-22", |draft| {
            node(draft, "approve")["who"]["table"]["rules"][1]["who"] == json!({"head": "initiator.department"})
        })
        .await;
    let expected = [
        ("李青", "郑川"),
        ("王芳", "郑川"),
        ("曹静", "郑川"),
        ("孙莉", "钱卓"),
        ("丁一", "钱卓"),
        ("林夏", "韩素"),
        ("马遥", "韩素"),
        ("陆小满", "沈奕"),
        ("唐笛", "何敏"),
        ("许诺", "吴岚"),
    ];
    for (initiator, asked) in expected {
        window.pick("发起人", initiator, initiator).await;
        window.see_in("现在会是谁", asked).await;
    }
}

#[tokio::test]
async fn a_decision_table_is_pasted_and_its_gap_is_told() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_step(&driver, &house, "P-23", "jueceb", "rule").await;
    window.press("表单").await;
    window.press("金额").await;
    window.press("数字").await;
    window.kept_when("P-23", |draft| draft["form"]["fields"].as_array().map(Vec::len) == Some(2)).await;
    window.press("画布").await;
    window.choose_node("rule").await;
    window.press_in("属性", "决策表").await;
    window.press("打开决策表").await;
    for add in ["添加输入列", "添加结果列", "添加行"] {
        window.press(add).await;
    }
    window.fill("第 1 个输入", "amount").await;
    window.choose("第 1 个结果字段", "数字").await;
    let paste = "const [text] = arguments; const cell = document.querySelector('.decision-table tbody input');
        const data = new DataTransfer(); data.setData('text/plain', text);
        cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));";
    window.run(paste, vec![json!("< 1000\t1\n[1000..5000)\t2\n> 5000\t3\n")]).await;
    window.kept_when("P-23", |draft| node(draft, "rule")["table"]["rules"].as_array().map(Vec::len) == Some(3)).await;
    window.see("amount = 5000").await;
    assert_eq!(window.value("第 3 行第 2 列").await, "3");
    // The gap is closed.
    window.fill("第 3 行第 1 列", ">= 5000").await;
    window.see_no("amount = 5000").await;
    // Rows that hold at the same time are marked.
    window.fill("第 1 行第 1 列", "<= 1000").await;
    window.see("第 1 行与第 2 行会同时成立").await;
    window.sight(".decision-table tr[data-marked]").await;
}

#[tokio::test]
async fn a_condition_is_put_together_by_rows_and_is_the_expression_beside_it() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_step(&driver, &house, "P-24", "tjfz", "choice").await;
    window.kept_when("P-24", |draft| nodes(draft) == 3).await;
    window.press("表单").await;
    window.press("金额").await;
    window.press("画布").await;
    window.choose_way("choice-end").await;
    window.press("添加条件").await;
    window.choose("比较", "大于等于").await;
    window.fill("值", "5000").await;
    window.kept_when("P-24", |draft| draft["edges"].to_string().contains("amount >= 5000")).await;
    // The same as text, with what may come next.
    window.press("写表达式").await;
    assert_eq!(window.value("条件").await, "amount >= 5000");
    window.fill("条件", "amo").await;
    window.press("amount").await;
    window.keys(" > 1 and initiator.department = \"smc\"").await;
    window.kept_when("P-24", |draft| draft["edges"].to_string().contains("amount > 1 and initiator")).await;
    window.press("按行填写").await;
    window.see_in("条件", "发起人所在部门").await;
    // Tried on a sample.
    window.press("写表达式").await;
    window.press("试一试").await;
    window.fill("金额", "0").await;
    window.see("样例得出：否").await;
    // What cannot be read is said where it is.
    window.fill("条件", "amount >").await;
    window.sight("#when-error").await;
}

#[tokio::test]
async fn rights_limits_and_decisions_are_set_and_shown_at_all_steps() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_step(&driver, &house, "P-25", "sp", "approve").await;
    window.press("表单").await;
    window.press("金额").await;
    window.press("单行文本").await;
    window.press("画布").await;
    window.choose_node("approve").await;
    window.press("表单权限").await;
    window.choose("「金额」的权限", "可填").await;
    window.press("各步骤的字段权限").await;
    window.choose("「开始」的「单行文本」", "看不到").await;
    let draft = window.kept_when("P-25", |draft| node(draft, "start")["fields"]["text"] == "hidden").await;
    assert_eq!(node(&draft, "start")["fields"]["amount"], "edit", "the others stay what they were");
    assert_eq!(node(&draft, "approve")["fields"], json!({"amount": "edit"}));
    window.keys(super::ESCAPE).await;
    window.press("时限").await;
    window.press("设置时限").await;
    window.fill("不超过", "3").await;
    window.press("添加提醒").await;
    window.choose("超时后", "转给上级办理").await;
    window
        .kept_when("P-25", |draft| {
            node(draft, "approve")["limit"]
                == json!({"within": 3, "unit": "working_day", "remind": ["-1 working_day"], "overdue": "escalate"})
        })
        .await;
    window.press("办理结论").await;
    window.press("添加结论").await;
    window.kept_when("P-25", |draft| node(draft, "approve")["outcomes"].as_array().map(Vec::len) == Some(3)).await;
    window.take_all_back().await;
    window.kept_when("P-25", |draft| nodes(draft) == 2 && draft["form"].is_null()).await;
}
