//! From the draft into force, and back: on a day, a version beside the draft, a file in its place.

use std::io::Write;
use std::path::Path;

use serde_json::json;

use super::*;

impl Window {
    /// Chooses a file to be read in.
    async fn bring_in(&self, file: &Path) {
        self.choose_more("导入文件").await;
        self.sight("#design-file").await.send_keys(&file.display().to_string()).await.unwrap();
    }

    /// Opens what else can be done with the whole, and chooses something.
    async fn choose_more(&self, words: &str) {
        self.run("document.querySelector('[popovertarget=designer-more]').click();", Vec::new()).await;
        self.press(words).await;
    }
}

#[tokio::test]
async fn a_draft_comes_into_force_on_a_day_and_cannot_be_changed_until_then() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    window.choose_node("gather").await;
    window.fill("名称", "汇总各方意见").await;
    window.see("已保存").await;
    window.press("发布").await;
    window.see("名称").await;
    window.choose("何时生效", "指定日期").await;
    let tomorrow = "const day = new Date(Date.now() + 2 * 86400e3); return day.toISOString().slice(0, 10);";
    let day = window.run(tomorrow, Vec::new()).await;
    let write = "const input = document.getElementById('publish-day'); input.value = arguments[0];
        input.dispatchEvent(new Event('input', {bubbles: true}));";
    window.run(write, vec![day]).await;
    window.press("按日期发布").await;
    window.see("在此之前草稿不能修改").await;
    window.see("只读").await;
    window.press("取消生效计划").await;
    window.see("已保存").await;
    window.sight(".palette").await;
}

#[tokio::test]
async fn a_version_is_shown_beside_the_draft_and_comes_back_as_a_step_that_can_be_undone() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    let drawn = window.drawn().await;
    window.choose_node("gather").await;
    window.keys(DELETE).await;
    window.see_drawn(drawn - 1).await;
    window.choose_more("版本").await;
    window.press("与草稿对比").await;
    // Both canvases are there; what is gone is marked where it was.
    window.sight("#canvas-before [data-node='gather'][data-mark='removed']").await;
    window.sight("#canvas-after [data-node='start']").await;
    window.see("删除").await;
    window.press("结束对比").await;
    window.choose_more("版本").await;
    window.press("恢复为草稿").await;
    window.see_drawn(drawn).await;
    window.press("撤销：恢复旧版本").await;
    window.see_drawn(drawn - 1).await;
}

#[tokio::test]
async fn a_file_is_read_looked_at_and_takes_the_place_of_the_draft() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    let drawn = window.drawn().await;
    let mut file = tempfile::Builder::new().suffix(".yaml").tempfile().unwrap();
    let text = "lianban: 1\nkey: X-1\nname: 采购\nnodes:\n  - {id: start, kind: start}\n  - {id: end, kind: end}\n\
        edges:\n  - {id: e1, from: start, to: end}\n";
    file.write_all(text.as_bytes()).unwrap();
    window.bring_in(file.path()).await;
    window.see("「采购」：2 个步骤，1 条连线").await;
    window.press("替换草稿").await;
    window.see_drawn(2).await;
    window.see("O-02").await;
    window.press("撤销：导入文件").await;
    window.see_drawn(drawn).await;
    // What is no process says so, and changes nothing.
    file.as_file().set_len(0).unwrap();
    window.bring_in(file.path()).await;
    window.see("文件无法识别为流程").await;
}

#[tokio::test]
async fn the_sheet_tells_all_that_a_process_says() {
    let (house, driver) = (House::demo(), Driver::start());
    for screen in [Screen::Desk, Screen::Phone] {
        let window = Window::open(&driver, &house, screen).await;
        window.sign_in("陆小满").await;
        window.go("/design/O-02/sheet").await;
        window.see("非常规订单联合评审").await;
        for words in ["O-02", "第 1 版", "合同订货部", "技术评审", "2 个工作日", "职责分工", "修订记录"]
        {
            window.see(words).await;
        }
        window.sight(".process-sheet-chart [data-node='gather']").await;
        assert_eq!(window.overflow().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn the_data_view_shows_where_a_field_is_filled_and_what_looks_at_it() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    window.press("数据").await;
    let choose = "[...document.querySelectorAll('.data-field')].find(field => field.innerText.startsWith(arguments[0])).click();";
    window.run(choose, vec![json!("技术意见")]).await;
    window.sight("[data-node='tech'][data-mark='fills']").await;
    window.press("属性").await;
    window.see_gone("[data-mark]").await;
}

#[tokio::test]
async fn a_picture_of_the_drawing_holds_all_that_it_shows() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    let keep = "window.kept = [];
        const [click, address] = [HTMLAnchorElement.prototype.click, URL.createObjectURL];
        HTMLAnchorElement.prototype.click = function () {
            if (!this.download) return click.call(this);
            window.kept.push({name: this.download, kind: this.href.slice(0, 14), text: window.text});
        };
        URL.createObjectURL = blob => {
            blob.text().then(text => { window.text = text; window.kept.forEach(it => it.text ||= text); });
            return address.call(URL, blob);
        };";
    window.run(keep, Vec::new()).await;
    window.choose_more("导出 SVG 图").await;
    let svg = window.saved_file(0, "text").await;
    for words in ["技术评审", "id=\"way-arrow\"", "<symbol", "font-size"] {
        assert!(svg.contains(words), "{words}");
    }
    assert!(!svg.contains("var("), "what is within needs no style sheet");
    window.choose_more("导出 PNG 图").await;
    assert_eq!(window.saved_file(1, "kind").await, "data:image/png");
    assert_eq!(window.saved_file(1, "name").await, "非常规订单联合评审.png");
}

impl Window {
    /// What the page saved: one thing about one file, once it is there.
    async fn saved_file(&self, place: usize, what: &str) -> String {
        let look = "const kept = window.kept[arguments[0]]; return kept && kept[arguments[1]] || null;";
        let look = async || Some(self.run(look, vec![json!(place), json!(what)]).await.as_str()?.to_owned());
        self.wait("a file that is saved", look).await
    }
}

#[tokio::test]
async fn somebody_else_sends_a_draft_back_and_agrees_to_the_next_one() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    let look_at_it = async |who: &str| {
        window.sign_in(who).await;
        window.design("O-02", "gather").await;
        window.see("已保存").await;
        window.press("发布").await;
        window.see("与现行第 1 版的差异").await;
    };
    let rename = async |name: &str| {
        window.press("取消").await;
        window.choose_node("gather").await;
        window.fill("名称", name).await;
        window.kept_when("O-02", |draft| draft.to_string().contains(name)).await;
    };
    look_at_it("陆小满").await;
    rename("汇总意见一").await;
    look_at_it("陆小满").await;
    window.fill("给评审人的说明", "三月起用").await;
    window.press("提交评审").await;
    window.see("等待评审").await;

    look_at_it("许诺").await;
    window.see("三月起用").await;
    window.press_in("发布流程", "退回修改").await;
    window.see("请说明要改什么").await;
    window.fill("评审意见", "名称请再具体一些").await;
    window.press_in("发布流程", "退回修改").await;
    window.see("名称请再具体一些").await;

    look_at_it("陆小满").await;
    window.see("名称请再具体一些").await;
    rename("汇总各部门意见").await;
    look_at_it("陆小满").await;
    window.press("提交评审").await;
    window.see("等待评审").await;
    look_at_it("许诺").await;
    window.press("同意发布").await;
    window.see("同意发布").await;
    window.press_in("发布流程", "发布").await;
    window.see("第 2 版已生效").await;
}
