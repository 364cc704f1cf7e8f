//! Decision tables.

use super::Finding;
use super::graph::Graph;
use crate::model::{DecisionTable, HitPolicy, Rule};
use crate::text::Text;

pub(super) fn look(graph: &Graph<'_>, findings: &mut Vec<Finding>) {
    for (_, node) in graph.nodes() {
        if let Some(table) = &node.table {
            rows(table, node.id.as_str(), findings);
        }
    }
}

fn rows(table: &DecisionTable, element: &str, findings: &mut Vec<Finding>) {
    if table.rules.is_empty() {
        let message = Text::each("决策表没有规则", "the table has no rules");
        findings.push(Finding::error("empty_table", element, message));
    }
    for (place, rule) in table.rules.iter().enumerate() {
        let Some(earlier) = table.rules[..place].iter().position(|earlier| covers(earlier, rule)) else { continue };
        let (row, earlier) = (place + 1, earlier + 1);
        match table.hit {
            HitPolicy::Unique => {
                let zh = format!("第 {earlier} 行与第 {row} 行会同时成立，而只能有一行成立");
                let en = format!("rows {earlier} and {row} hold at the same time, and only one may");
                let repair = Text::each("改条件，或设 hit: first", "change the tests, or set hit: first");
                findings.push(Finding::error("rows_overlap", element, Text::each(zh, en)).with_repair(repair));
            }
            HitPolicy::First => {
                let zh = format!("第 {row} 行永远不会用到：第 {earlier} 行总是先成立");
                let en = format!("row {row} is never used: row {earlier} always holds first");
                findings.push(Finding::warning("row_never_used", element, Text::each(zh, en)));
            }
            HitPolicy::Collect => {}
        }
    }
}

/// Whether a row holds wherever another does, as far as the text tells.
fn covers(row: &Rule, other: &Rule) -> bool {
    let wide = |(ours, theirs): (&crate::model::Formula, &crate::model::Formula)| {
        ours.0.trim() == "-" || ours.0.trim() == theirs.0.trim()
    };
    row.when.len() == other.when.len() && row.when.iter().zip(&other.when).all(wide)
}
