//! What somebody sees of a drawing, and what the server has of it.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::CTRL;
use super::pointer::Spot;
use crate::driver::{Driver, Screen};
use crate::house::House;
use crate::window::Window;

/// The outline of a node, by which it is seen and pressed.
pub(super) fn shape(node: &str) -> String {
    format!("[data-node='{node}'] .outline")
}

/// Where a connection is pressed.
pub(super) fn way(edge: &str) -> String {
    format!("[data-edge='{edge}'] .way-reach")
}

/// How many nodes a draft has.
pub(super) fn nodes(draft: &Json) -> usize {
    draft["nodes"].as_array().map_or(0, Vec::len)
}

/// What leads where in a draft, such as `start approve`.
pub(super) fn ways(draft: &Json) -> BTreeSet<String> {
    let edges = draft["edges"].as_array().map(Vec::as_slice).unwrap_or_default();
    let end = |edge: &Json, end: &str| edge[end].as_str().unwrap_or_default().to_owned();
    edges.iter().map(|edge| format!("{} {}", end(edge, "from"), end(edge, "to"))).collect()
}

/// Whether these ways are all that a draft has.
pub(super) fn leads(draft: &Json, expected: &[&str]) -> bool {
    ways(draft).iter().map(String::as_str).eq(expected.iter().copied().collect::<BTreeSet<_>>())
}

impl Window {
    /// Somebody of the process office at a desk, at the drawing of a process.
    pub(super) async fn at_drawing(driver: &Driver, house: &House, process: &str, node: &str) -> Self {
        let window = Self::open(driver, house, Screen::Desk).await;
        window.sign_in("陆小满").await;
        window.design(process, node).await;
        window
    }

    /// The same, at a process that has just been begun.
    pub(super) async fn at_new_drawing(driver: &Driver, house: &House, name: &str, process: &str) -> Self {
        let window = Self::open(driver, house, Screen::Desk).await;
        window.sign_in("陆小满").await;
        window.begin_drawing(name, process).await;
        window
    }

    /// Begins a new process in the designer: a start that leads to an end.
    pub(super) async fn begin(&self, name: &str, process: &str) {
        self.go("/admin/processes/new").await;
        self.fill("流程名称", name).await;
        self.fill("流程代码", process).await;
        self.press("打开设计器").await;
        self.at(&format!("/design/{process}")).await;
    }

    /// The same, on the canvas.
    pub(super) async fn begin_drawing(&self, name: &str, process: &str) {
        self.begin(name, process).await;
        self.sight(&shape("end")).await;
    }

    /// Opens the designer and waits until a node is drawn.
    pub(super) async fn design(&self, process: &str, node: &str) {
        self.go(&format!("/design/{process}")).await;
        self.sight(&shape(node)).await;
    }

    /// The middle of an element on the screen.
    pub(super) async fn middle(&self, selector: &str) -> Spot {
        self.sight(selector).await;
        let look = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
            return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];";
        let found = self.run(look, vec![json!(selector)]).await;
        (found[0].as_i64().unwrap(), found[1].as_i64().unwrap())
    }

    /// The middle of a node on the screen.
    pub(super) async fn node(&self, node: &str) -> Spot {
        self.middle(&shape(node)).await
    }

    /// How wide a node is shown.
    pub(super) async fn width(&self, node: &str) -> f64 {
        let look = "return document.querySelector(arguments[0]).getBoundingClientRect().width;";
        self.run(look, vec![json!(shape(node))]).await.as_f64().unwrap()
    }

    /// Where the upper left corner of a node stands in the drawing.
    pub(super) async fn place(&self, node: &str) -> Spot {
        let look = "const found = document.querySelector(`[data-node='${arguments[0]}']`);
            return found.getAttribute('transform').match(/-?\\d+/g).map(Number);";
        let found = self.run(look, vec![json!(node)]).await;
        (found[0].as_i64().unwrap(), found[1].as_i64().unwrap())
    }

    /// The line of a connection, as it is drawn.
    pub(super) async fn line(&self, edge: &str) -> String {
        let look = "return document.querySelector(`[data-edge='${arguments[0]}'] .way-line`).getAttribute('d');";
        self.run(look, vec![json!(edge)]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Presses a node.
    pub(super) async fn choose_node(&self, node: &str) {
        let at = self.node(node).await;
        self.drag_by_mouse(&[at]).await;
        self.sight(&format!("[data-node='{node}'][data-selected]")).await;
    }

    /// Presses a connection.
    pub(super) async fn choose_way(&self, edge: &str) {
        let at = self.middle(&way(edge)).await;
        self.drag_by_mouse(&[at]).await;
        self.sight(&format!("[data-edge='{edge}'][data-selected]")).await;
    }

    /// Presses the last place where the tree takes a step.
    pub(super) async fn press_last_gap(&self) {
        self.sight(".tree-plus").await;
        let mark = "[...document.querySelectorAll('.tree-plus')].at(-1).id = 'last-gap';";
        self.run(mark, Vec::new()).await;
        let at = self.middle("#last-gap").await;
        self.drag_by_finger(&[at]).await;
    }

    /// The nodes that are chosen.
    async fn chosen(&self) -> BTreeSet<String> {
        let look =
            "return [...document.querySelectorAll('[data-node][data-selected]')].map((node) => node.dataset.node);";
        let found = self.run(look, Vec::new()).await;
        found.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
    }

    /// Waits until these nodes are chosen, and no others.
    pub(super) async fn see_chosen(&self, nodes: &[&str]) {
        let expected: BTreeSet<String> = nodes.iter().map(|node| (*node).to_owned()).collect();
        let are_chosen = async || (self.chosen().await == expected).then_some(());
        self.wait(&format!("{expected:?} chosen"), are_chosen).await;
    }

    /// How many nodes are drawn.
    pub(super) async fn drawn(&self) -> u64 {
        let count = self.run("return document.querySelectorAll('[data-node]').length;", Vec::new()).await;
        count.as_u64().unwrap()
    }

    /// Waits until so many nodes are drawn.
    pub(super) async fn see_drawn(&self, count: u64) {
        let sought = format!("{count} nodes");
        self.wait(&sought, async || (self.drawn().await == count).then_some(())).await;
    }

    /// Waits until an element is gone.
    pub(super) async fn see_gone(&self, selector: &str) {
        let look = "return document.querySelector(arguments[0]) === null;";
        let is_gone = async || (self.run(look, vec![json!(selector)]).await == json!(true)).then_some(());
        self.wait(&format!("no {selector}"), is_gone).await;
    }

    /// Waits until whoever hears the page is told these words.
    pub(super) async fn hear(&self, words: &str) {
        let look = "return document.querySelector('.designer-main > [role=status]').textContent;";
        let is_told = async || (self.run(look, Vec::new()).await.as_str()? == words).then_some(());
        self.wait(&format!("“{words}” told"), is_told).await;
    }

    /// The draft as the server has it, once it has all.
    pub(super) async fn kept(&self, process: &str) -> Json {
        self.see("已保存").await;
        let ask = "const [process, done] = arguments;
            fetch(`/api/v1/designs/${process}`).then((answer) => answer.json()).then((design) => done(design.definition));";
        self.client.execute_async(ask, vec![json!(process)]).await.expect("the server answers")
    }

    /// Waits until the server has a draft that is as it should be, and answers it.
    pub(super) async fn kept_when(&self, process: &str, right: impl Fn(&Json) -> bool) -> Json {
        self.wait("the draft on the server", async || Some(self.kept(process).await).filter(|draft| right(draft))).await
    }

    /// Takes everything back, until nothing is left to take back.
    pub(super) async fn take_all_back(&self) {
        self.turn_all('z', ".designer-top .button[aria-label^='撤销']").await;
    }

    /// Does everything again that was taken back.
    pub(super) async fn do_all_again(&self) {
        self.turn_all('y', ".designer-redo").await;
    }

    async fn turn_all(&self, key: char, button: &str) {
        let keys = format!("{CTRL}{key}{}", super::FREE);
        let is_over = "return document.querySelector(arguments[0]).disabled;";
        self.wait("nothing left to turn", async || {
            self.keys(&keys).await;
            self.run(is_over, vec![json!(button)]).await.as_bool().filter(|is_over| *is_over).map(drop)
        })
        .await;
    }
}
