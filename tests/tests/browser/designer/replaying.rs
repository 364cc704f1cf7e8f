//! Instances replayed over the drawing, real ones and played ones: by mouse, by keys and on a phone.

use serde_json::json;

use super::drawing::shape;
use super::{CTRL, ENTER, FREE, LEFT, RIGHT};
use crate::driver::{Driver, Screen, devtools};
use crate::house::House;
use crate::window::Window;

const HOME: &str = "\u{e011}";
const END: &str = "\u{e010}";

impl Window {
    /// Opens the list of the last instances.
    async fn at_runs(&self, count: u64) {
        self.press("回放").await;
        self.see(&format!("共 {count} 个流程实例")).await;
    }

    /// Chooses the instance of the list whose title holds these words.
    async fn replay(&self, words: &str) {
        self.see(words).await;
        let choose =
            "[...document.querySelectorAll('.replay-run')].find(run => run.innerText.includes(arguments[0])).click();";
        self.run(choose, vec![json!(words)]).await;
        self.sight("#canvas-replay [data-node] .outline").await;
    }

    /// What happened at the moment that is shown.
    async fn told(&self) -> String {
        self.sight(".replay-told").await.text().await.unwrap_or_default()
    }

    /// Waits until something else is told than this.
    async fn told_after(&self, before: &str) -> String {
        self.wait("what happened next", async || Some(self.told().await).filter(|told| told != before)).await
    }

    /// Brings the focus to the slider.
    async fn at_slider(&self) {
        self.run("document.getElementById('replay-slider').focus();", Vec::new()).await;
    }

    /// Where the slider stands, from 0 to its end.
    async fn slid(&self) -> f64 {
        let at = self.run("return Number(document.getElementById('replay-slider').value);", Vec::new()).await;
        at.as_f64().unwrap_or_default()
    }
}

#[tokio::test]
async fn a_real_instance_is_found_and_shown_move_by_move() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    window.at_runs(2).await;
    window.choose("状态", "已完成").await;
    window.see("没有符合条件的流程实例").await;
    window.choose("状态", "全部").await;
    window.fill("编号或标题", "华东").await;
    window.see("共 1 个流程实例").await;
    window.replay("华东电网").await;
    // It begins where it was started, by whom.
    let begun = window.told().await;
    assert!(begun.contains("曹静"), "{begun}");
    window.press("下一步").await;
    window.press("下一步").await;
    let next = window.told_after(&begun).await;
    window.press("上一步").await;
    window.press("上一步").await;
    window.told_after(&next).await;
    // By itself, with tokens on their way, up to where it stands.
    window.press("播放").await;
    window.sight(".tokens .token").await;
    window.choose("速度", "4 倍").await;
    window.sight(".replay-moments li:last-child [aria-current]").await;
    window.press("播放").await;
    window.press("暂停").await;
    window.at_slider().await;
    window.keys(END).await;
    window.sight("#canvas-replay [data-node='tech'][data-played='visited']").await;
    window.sight("#canvas-replay [data-node='prod'][data-played='token']").await;
    window.sight("#canvas-replay [data-node='start'][data-played='visited']").await;
    // A moment that is pressed is shown.
    window.run("document.querySelector('.replay-moment').click();", Vec::new()).await;
    window.sight(".replay-moments li:first-child [aria-current]").await;
    window.press("结束回放").await;
    window.sight("#canvas [data-node='gather']").await;
    window.see("共 1 个流程实例").await;
}

#[tokio::test]
async fn a_replay_is_gone_through_by_keys_alone_and_told_to_those_who_hear_it() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "S-01", "start").await;
    window.at_runs(2).await;
    window.run("document.querySelector('.replay-run').focus();", Vec::new()).await;
    window.keys(ENTER).await;
    window.sight("#replay-slider").await;
    window.at_slider().await;
    let begins = window.slid().await;
    window.keys(RIGHT).await;
    let further = window.slid().await;
    assert!(further > begins, "{further}");
    window.keys(LEFT).await;
    assert_eq!(window.slid().await, begins);
    window.keys(END).await;
    let (end, last) = (window.slid().await, window.told().await);
    assert!(end > further);
    window.keys(HOME).await;
    let first = window.told_after(&last).await;
    assert!(first.contains("发起"), "{first}");
    let slider = window.sight("#replay-slider").await;
    let spoken = slider.attr("aria-valuetext").await.unwrap_or_default().unwrap_or_default();
    assert!(spoken.contains(':'), "a moment by the clock: {spoken}");
    assert_eq!(window.sight(".replay-told").await.attr("role").await.unwrap().as_deref(), Some("status"));
    // Away from the slider, Escape leads back.
    window.run("document.getElementById('canvas-replay').focus();", Vec::new()).await;
    window.keys("\u{e00c}").await;
    window.sight("#canvas [data-node='start']").await;
}

#[tokio::test]
async fn all_that_are_listed_are_shown_together_with_how_many_went_which_way() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "O-02", "gather").await;
    window.at_runs(2).await;
    window.press("一起回放这 2 个").await;
    window.see("2 个流程实例一起回放").await;
    window.see("共 2 个，已结束 0 个").await;
    window.sight("#canvas-replay [data-count-on]").await;
    window.at_slider().await;
    window.keys(END).await;
    // One still gathers those who review, the other has come as far as production.
    window.sight("#canvas-replay [data-node='convene'][data-played='token']").await;
    window.sight("#canvas-replay [data-node='tech'][data-played='visited']").await;
    window.sight("#canvas-replay [data-node='prod'][data-played='token']").await;
}

#[tokio::test]
async fn an_instance_of_an_earlier_version_is_shown_on_the_drawing_of_that_version() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "S-01", "start").await;
    window.choose_node("pass").await;
    window.fill("名称", "部门主管审核").await;
    window.kept_when("S-01", |draft| draft.to_string().contains("部门主管审核")).await;
    window.press("发布").await;
    window.press_in("发布流程", "发布").await;
    window.see("第 2 版已生效").await;
    window.at_runs(2).await;
    window.replay("王芳").await;
    window.see("它按第 1 版运行，图中显示的是该版本").await;
    window.see("主管审核").await;
    window.see_no("部门主管审核").await;
}

#[tokio::test]
async fn what_was_played_is_watched_and_many_are_played_by_chance() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "S-01", "start").await;
    window.press("试运行").await;
    let opening = window.middle(".play-offers .button").await;
    window.drag_by_mouse(&[opening]).await;
    window.see("进行中").await;
    window.press("走到底").await;
    window.press("动画回放").await;
    window.see("试运行的经过").await;
    window.at_slider().await;
    window.keys(END).await;
    window.sight("#canvas-replay [data-node='start'][data-played='visited']").await;
    window.press("结束回放").await;
    window.press("结束试运行").await;
    window.press("开始假设运行").await;
    window.see("20 个流程实例一起回放").await;
    window.sight(".replay-heat[data-level='4']").await;
    window.see("各走向").await;
    window.at_slider().await;
    window.keys(END).await;
    window.see("共 20 个，已结束").await;
    // The draft is as it was.
    window.press("结束回放").await;
    window.sight(&shape("start")).await;
    window.keys(&format!("{CTRL}z{FREE}")).await;
    window.see("已保存").await;
}

#[tokio::test]
async fn whoever_wants_nothing_to_move_sees_one_moment_after_the_other() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_drawing(&driver, &house, "S-01", "start").await;
    let reduced = json!({"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]});
    devtools(&window.client, "Emulation.setEmulatedMedia", reduced).await;
    window.at_runs(2).await;
    window.replay("王芳").await;
    window.see_gone("#replay-speed").await;
    window.press("播放").await;
    window.sight(".replay-moments li:last-child [aria-current]").await;
    window.sight("[aria-label='播放']").await;
}

#[tokio::test]
async fn a_replay_fits_on_a_phone() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Phone).await;
    window.sign_in("陆小满").await;
    window.go("/design/S-01").await;
    window.at_runs(2).await;
    assert_eq!(window.overflow().await, Vec::<String>::new());
    window.replay("王芳").await;
    window.press("下一步").await;
    assert_eq!(window.overflow().await, Vec::<String>::new());
}
