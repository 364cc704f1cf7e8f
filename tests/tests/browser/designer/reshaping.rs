//! What has handles of its own: the words on connections, lanes, sub-processes. Each by the pointer and by keys.

use serde_json::{Value as Json, json};

use super::pointer::{Spot, beside};
use super::{CTRL, ESCAPE, FREE, RIGHT, SHIFT, UP};
use crate::driver::Driver;
use crate::house::House;
use crate::window::Window;

/// Where the words of the connection from start to end are taken.
const WORDS: &str = "[data-edge='start-end'] .way-words-reach";

impl Window {
    /// Waits until something stands so far from where it was, as nearly as a screen shows.
    async fn see_standing(&self, selector: &str, expected: Spot) {
        let is_there = async || {
            let at = self.middle(selector).await;
            ((at.0 - expected.0).abs() <= 1 && (at.1 - expected.1).abs() <= 1).then_some(())
        };
        self.wait(&format!("{selector} at {expected:?}"), is_there).await;
    }

    /// How high the room of a lane is shown.
    async fn lane_height(&self, nth: usize) -> i64 {
        let look =
            "return Math.round(document.querySelectorAll('.lane-room')[arguments[0]].getBoundingClientRect().height);";
        self.run(look, vec![json!(nth)]).await.as_i64().unwrap()
    }
}

fn lanes(draft: &Json) -> Vec<&str> {
    let lanes = draft["lanes"].as_array().map(Vec::as_slice).unwrap_or_default();
    lanes.iter().filter_map(|lane| lane["id"].as_str()).collect()
}

#[tokio::test]
async fn the_words_of_a_connection_are_dragged_moved_by_keys_and_put_back() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "加班", "B-11").await;
    window.choose_way("start-end").await;
    window.fill("连线上的文字", "完").await;
    let stood = window.middle(WORDS).await;
    window.drag_by_mouse(&[stood, beside(stood, 10, 10), beside(stood, 24, 60)]).await;
    window.hear("移动连线文字").await;
    let moved = beside(stood, 24, 60);
    window.see_standing(WORDS, moved).await;
    window.kept_when("B-11", |draft| draft["diagram"]["labels"]["start-end"] != json!(null)).await;
    // By keys, the connection being chosen.
    window.keys(&format!("{CTRL}{RIGHT}{FREE}")).await;
    window.see_standing(WORDS, beside(moved, 12, 0)).await;
    window.keys(&format!("{CTRL}z{FREE}")).await;
    window.see_standing(WORDS, moved).await;
    // The words go where the connection goes.
    let end = window.node("end").await;
    let start = window.node("start").await;
    window.drag_by_mouse(&[start, beside(start, 0, 20), beside(start, 0, 80)]).await;
    window.drag_by_mouse(&[end, beside(end, 0, 20), beside(end, 0, 80)]).await;
    window.see_standing(WORDS, beside(moved, 0, 80)).await;
    // Put back they stand above the connection again.
    window.choose_way("start-end").await;
    window.press("连线文字回到原位").await;
    window.see_standing(WORDS, beside(stood, 0, 80)).await;
    window.kept_when("B-11", |draft| draft["diagram"]["labels"] == json!(null)).await;
}

#[tokio::test]
async fn lanes_change_places_and_become_higher_by_their_handles_and_by_keys() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "调岗", "B-12").await;
    for _ in 0..2 {
        window.press("添加泳道").await;
        window.keys(ESCAPE).await;
    }
    window.kept_when("B-12", |draft| lanes(draft) == ["lane", "lane2"]).await;
    let (first, second) = (window.middle("[data-lane='lane']").await, window.middle("[data-lane='lane2']").await);
    window.hold_by_mouse(&[second, beside(second, 0, -20), beside(first, 0, -20)]).await;
    window.sight(".over-guide").await;
    window.let_go().await;
    window.kept_when("B-12", |draft| lanes(draft) == ["lane2", "lane"]).await;
    // By keys, the lane being chosen.
    let below = window.middle("[data-lane='lane']").await;
    window.drag_by_mouse(&[below]).await;
    window.keys(&format!("{CTRL}{UP}{FREE}")).await;
    window.kept_when("B-12", |draft| lanes(draft) == ["lane", "lane2"]).await;
    // Its lower edge is dragged; the lane below moves along.
    let (height, second) = (window.lane_height(0).await, window.middle("[data-lane='lane2']").await);
    let edge = window.middle("[data-lane-grip='lane']").await;
    window.hold_by_mouse(&[edge, beside(edge, 0, 10), beside(edge, 0, 48)]).await;
    window.sight(".over-frame").await;
    window.let_go().await;
    window.see_standing("[data-lane='lane2']", beside(second, 0, 48)).await;
    assert_eq!(window.lane_height(0).await, height + 48);
    window.keys(&format!("{SHIFT}{UP}{FREE}")).await;
    window.see_standing("[data-lane='lane2']", beside(second, 0, 36)).await;
}

#[tokio::test]
async fn a_sub_process_is_resized_around_what_is_in_it() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::at_new_drawing(&driver, &house, "培训", "B-13").await;
    window.draw_nested().await;
    let heading = window.middle("[data-node='part'] .shape-name").await;
    window.drag_by_mouse(&[heading]).await;
    let width = window.width("part").await;
    let corner = window.middle("[data-node='part'] [data-grip='bottom-right']").await;
    window.drag_by_mouse(&[corner, beside(corner, 20, 20), beside(corner, 60, 40)]).await;
    window.hear("调整大小").await;
    let wider = window.width("part").await;
    assert!((wider - width - 60.0).abs() < 3.0, "{width} {wider}");
    window.keys(&format!("{SHIFT}{RIGHT}{FREE}")).await;
    let by_key = window.width("part").await;
    assert!((by_key - wider - 12.0).abs() < 3.0, "{wider} {by_key}");
    // Never smaller than what is in it.
    let corner = window.middle("[data-node='part'] [data-grip='bottom-right']").await;
    window.drag_by_mouse(&[corner, beside(corner, -20, -20), beside(corner, -400, -400)]).await;
    let least = window.width("part").await;
    assert!(least > window.width("handle").await && least < wider, "{least}");
    window.keys(&format!("{CTRL}z{FREE}")).await;
    window.hear("已撤销：调整大小").await;
}
