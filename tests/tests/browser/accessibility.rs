//! Whether a page can be used by everybody, as far as a machine can tell: by axe, the rules of WCAG 2.2 A and AA.

use std::sync::LazyLock;

use serde_json::{Value as Json, json};

use crate::script;
use crate::window::Window;

static AXE: LazyLock<String> = LazyLock::new(|| script::told_by("LIANBAN_AXE"));

/// The size of targets is only looked at when the rules of 2.2 are asked for.
const RULES: [&str; 4] = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

impl Window {
    /// What axe finds wrong with the page, an element a line.
    pub(crate) async fn barriers(&self) -> Vec<String> {
        self.run(&AXE, Vec::new()).await;
        let ask = "const [rules, done] = arguments;
            axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})
              .then((found) => done(found.violations), (error) => done(String(error)));";
        let found = self.client.execute_async(ask, vec![json!(RULES)]).await.expect("axe looks at the page");
        let violations = found.as_array().unwrap_or_else(|| panic!("axe failed: {found}"));
        violations.iter().flat_map(told).collect()
    }

    /// Whether somebody has to scroll sideways to read the page, and what sticks out.
    pub(crate) async fn overflow(&self) -> Vec<String> {
        let look = "const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.querySelectorAll('body *')]
              .filter((element) => element.getBoundingClientRect().right > width + 1)
              .map((element) => `${element.tagName}.${element.className} ${element.innerText || ''}`.slice(0, 120));";
        let found = self.run(look, Vec::new()).await;
        found.as_array().into_iter().flatten().filter_map(|line| line.as_str().map(str::to_owned)).collect()
    }
}

fn told(violation: &Json) -> Vec<String> {
    let nodes = violation["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    nodes
        .iter()
        .map(|node| {
            format!("{}: {} {}", violation["id"].as_str().unwrap_or_default(), node["html"], node["failureSummary"])
        })
        .collect()
}
