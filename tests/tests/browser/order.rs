//! The order process in the browser: intake, joint review and quotation, each step by whoever has to act.

use std::path::Path;

use flow::file::{Format, read};
use flow::organisation::Organisation;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

use crate::driver::{Driver, Screen};
use crate::house::House;
use crate::window::Window;

/// Whose order it is; the title of each of its processes begins so.
const CUSTOMER: &str = "西北电网";
/// What everybody calls the order.
const TITLE: &str = "西北电网 · 高压开关柜（特殊设计） × 12";

/// A date so many days from today, where the demo organisation is.
pub(crate) fn day(from_today: i64) -> String {
    let there = TimeZone::fixed(Offset::constant(8));
    let today = Timestamp::now().to_zoned_datetime(there).date();
    today.checked_add(from_today.days()).expect("a date within reach").to_string()
}

/// The first day of that date or after on which the demo organisation works.
pub(crate) fn working_day(from_today: i64) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/content/org.yaml");
    let text = std::fs::read_to_string(file).expect("the organisation is there");
    let organisation = read::<Organisation>(&text, Format::Yaml).expect("nothing is wrong with it").value;
    let works = |day: &String| organisation.calendar.is_working_day(&day.parse().expect("a date"));
    (from_today..).map(day).find(works).expect("nobody rests for ever")
}

#[tokio::test]
async fn an_order_goes_from_the_clerk_through_review_and_quotation_to_production() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    let order = walk(&window).await;
    tells_the_whole_story(&window, &order).await;
    assert_eq!(window.complaints().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_same_order_goes_its_way_on_phones() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Phone).await;
    let order = walk(&window).await;
    tells_the_whole_story(&window, &order).await;
    assert_eq!(window.complaints().await, Vec::<String>::new());
}

/// Walks case T1 of the joint review from its start in the order process to its end; the path of the order.
async fn walk(window: &Window) -> String {
    let order = start(window).await;

    open(window, "曹静", "与客户确认需求").await;
    window.fill("客户确认人", "张工").await;
    window.fill("确认日期", &day(0)).await;
    window.tick("六项要素均已与客户确认").await;
    decide(window, "完成").await;

    open(window, "冯悦", "订单分类").await;
    window.choose_in("第 1 行", "图纸", "需重新设计").await;
    window.fill("标准交货周期", "60").await;
    window.see("需要新的技术设计").await;
    window.see("非常规订单").await;
    decide(window, "确认判定").await;

    review(window).await;
    quotation(window).await;
    order
}

async fn start(window: &Window) -> String {
    window.sign_in("曹静").await;
    window.go("/start").await;
    window.press("订单受理与评审").await;
    window.at("/start/O-01").await;
    window.fill("客户", CUSTOMER).await;
    window.choose("客户类型", "新客户").await;
    window.choose("产品系列", "高压电器").await;
    window.press_in("订货明细", "添加一行").await;
    for (label, value) in [
        ("产品", "高压开关柜（特殊设计）"),
        ("型号", "KYN28A-12T"),
        ("规格", "12kV 1250A"),
        ("数量", "12"),
        ("技术要求", "柜体加深，须重新设计"),
        ("质量要求", "符合 GB/T 3906"),
        ("要求交期", day(59).as_str()),
    ] {
        window.fill_in("第 1 行", label, value).await;
    }
    window.choose_in("第 1 行", "外购件", "含市场采购件").await;
    window.fill("预计金额", "480000").await;
    // Whoever has to act is known before anything is submitted.
    window.see("之后：").await;
    window.press("提交").await;
    window.at("/instances/").await;
    window.see(TITLE).await;
    window.see("与客户确认需求").await;
    window.path().await
}

async fn review(window: &Window) {
    for convener in ["邓远", "高峰"] {
        open(window, convener, "召集评审").await;
        decide(window, "完成").await;
    }

    open(window, "宋工", "技术评审").await;
    opened_by(window, "有条件可行", "技术意见").await;
    window.fill("技术意见", "方案可行，须重新出图。").await;
    window.fill("技术前提条件", "客户确认柜体外形图").await;
    window.fill("设计天数", "10").await;
    decide(window, "有条件可行").await;

    open(window, "石磊", "物流评审").await;
    opened_by(window, "可行", "物流意见").await;
    window.fill("物流意见", "断路器需订货。").await;
    window.fill("采购渠道", "年度框架供应商").await;
    window.fill("采购到货天数", "25").await;
    decide(window, "可行").await;

    open(window, "严冰", "质量评审").await;
    opened_by(window, "可行", "质量意见").await;
    window.fill("质量意见", "检验手段满足要求。").await;
    decide(window, "可行").await;

    open(window, "雷鸣", "生产评审交期").await;
    opened_by(window, "可行", "生产意见").await;
    window.fill("生产意见", "产能可以安排。").await;
    window.fill("生产天数", "30").await;
    window.fill("包装天数", "3").await;
    window.tick("设备能力满足").await;
    decide(window, "可行").await;

    open(window, "梁栋", "总经理决定").await;
    // 10 + 25 + 30 + 3 days against 59.
    window.see("68").await;
    window.see("-9").await;
    opened_by(window, "附条件接单", "接单条件").await;
    window.press_in("接单条件", "添加一行").await;
    window.choose_in("第 1 行", "类别", "交货日期").await;
    window.fill_in("第 1 行", "条件内容", "交期顺延九天").await;
    window.fill_in("第 1 行", "交货日期", &day(68)).await;
    decide(window, "附条件接单").await;

    // By telephone: whoever looks after it enters the customer's answer, and says how they know.
    open(window, "曹静", "客户答复条件").await;
    window.see("交期顺延九天").await;
    window.fill("答复人", "张工").await;
    window.fill("答复日期", &day(0)).await;
    window.fill("意见", "张工来电答复").await;
    decide(window, "同意条件").await;
}

async fn quotation(window: &Window) {
    open(window, "冯悦", "编制报价").await;
    window.see("交期顺延九天").await;
    window.fill("报价金额", "480000").await;
    window.see("肆拾捌万元整").await;
    window.fill("成本", "398400").await;
    window.see("17").await;
    window.fill("账期", "30").await;
    window.fill("报价有效期至", &day(30)).await;
    decide(window, "完成").await;

    open(window, "郑川", "销售总监审批报价").await;
    decide(window, "同意").await;

    open(window, "曹静", "客户答复报价").await;
    opened_by(window, "接受报价", "答复人").await;
    window.fill("答复人", "张工").await;
    window.fill("意见", "张工来电答复").await;
    decide(window, "接受报价").await;

    open(window, "方圆", "法务审核合同").await;
    decide(window, "同意").await;

    open(window, "曹静", "签订合同").await;
    window.fill("合同编号", "HT-2026-0601").await;
    window.fill("签订日期", &day(0)).await;
    window.fill("合同交期", &day(68)).await;
    window.fill("合同数量", "12").await;
    window.fill("合同金额", "480000").await;
    window.choose("合同形式", "纸质合同（原件归档）").await;
    window.fill("归档编号", "DA-0601").await;
    decide(window, "完成").await;

    open(window, "雷鸣", "生产签收指令").await;
    window.fill("计划投产日期", &day(14)).await;
    window.fill("计划完工日期", &day(60)).await;
    decide(window, "完成").await;
}

/// Somebody signs in and opens their task in this matter, at this step.
async fn open(window: &Window, person: &str, step: &str) {
    window.sign_in(person).await;
    window.see(step).await;
    window.press_in(step, CUSTOMER).await;
    window.at("/inbox?").await;
    window.see_in("办理", step).await;
}

/// Turns to an outcome, which opens fields of its own before anything is sent.
async fn opened_by(window: &Window, outcome: &str, field: &str) {
    window.press(outcome).await;
    window.see(field).await;
}

/// Decides, and waits until the task is gone.
async fn decide(window: &Window, outcome: &str) {
    let before = window.path().await;
    window.press(outcome).await;
    window
        .wait(&format!("the decision “{outcome}” taken"), async || (window.path().await != before).then_some(()))
        .await;
}

/// The order's own page tells what happened, by whom, in which order, also in the processes that it called.
async fn tells_the_whole_story(window: &Window, order: &str) {
    window.sign_in("曹静").await;
    window.go(order).await;
    window.see("已成交").await;
    for told in ["曹静", "冯悦", "联合评审", "报价、合同与生产指令"] {
        window.see_in("经过", told).await;
    }
    window.see("HT-2026-0601").await;
}
