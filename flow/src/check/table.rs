//! Decision tables.

use feel::Limits;
use feel::table::{Analysis, Overlap, Sample};

use super::graph::Graph;
use super::{Edit, Finding};
use crate::model::{DecisionTable, HitPolicy, Node};
use crate::process::{Process, RuleStep, Work};
use crate::text::Text;

/// How many steps looking at one table may take.
const FUEL: u64 = 5_000_000;
/// How many examples a finding gives.
const MOST_EXAMPLES: usize = 3;

/// Looks at the tables; what rows hold of is only looked at where the definition can be run.
pub(super) fn look(graph: &Graph<'_>, process: Option<&Process>, findings: &mut Vec<Finding>) {
    for (_, node) in graph.nodes() {
        let Some(table) = &node.table else { continue };
        if table.rules.is_empty() {
            let message = Text::each("决策表没有规则", "the table has no rules");
            findings.push(Finding::error("empty_table", node.id.as_str(), message));
            continue;
        }
        if let Some(Work::Rule(rule)) = process.and_then(|process| process.step(&node.id)).map(|step| &step.work) {
            let analysis = rule.table.analyse(&mut Limits { fuel: FUEL, ..Limits::default() });
            Rows { node, table, rule }.look(&analysis, findings);
        }
    }
}

/// Looks at the tables that say who is asked.
pub(super) fn look_at_people(process: &Process, findings: &mut Vec<Finding>) {
    for (element, table) in process.people_tables() {
        let analysis = table.table.analyse(&mut Limits { fuel: FUEL, ..Limits::default() });
        for place in &analysis.never_reached {
            let row = place + 1;
            let zh = format!("人员表第 {row} 行永远不会用到：它成立时，前面总有一行先成立");
            let en = format!(
                "row {row} of the table of people is never used: whenever it holds, an earlier one holds first"
            );
            let finding = Finding::warning("row_never_used", element, Text::each(zh, en)).about_rows([*place]);
            findings.push(finding.with_repair(Text::each(format!("删除第 {row} 行"), format!("remove row {row}"))));
        }
        if !analysis.gaps.is_empty() && table.otherwise.is_none() {
            let gaps = analysis.gaps.iter().take(MOST_EXAMPLES).map(|gap| example(&table.table, gap));
            let examples: Vec<String> = gaps.collect();
            let zh = format!("有的情况人员表没有一行成立：例如 {}", examples.join("；或 "));
            let en =
                format!("there are cases in which no row says who is asked: for example {}", examples.join("; or "));
            let repair = Text::each(
                "补一行，或用 otherwise 写明没有一行成立时由谁办理",
                "add a row, or say with otherwise who is asked when no row holds",
            );
            findings.push(Finding::warning("rows_gap", element, Text::each(zh, en)).with_repair(repair));
        }
    }
}

/// The rows of a table.
struct Rows<'a> {
    node: &'a Node,
    table: &'a DecisionTable,
    rule: &'a RuleStep,
}

impl Rows<'_> {
    fn look(&self, analysis: &Analysis, findings: &mut Vec<Finding>) {
        findings.extend(analysis.overlaps.iter().filter_map(|overlap| self.overlap(overlap)));
        findings.extend(analysis.never_reached.iter().map(|row| self.never_used(*row)));
        if !analysis.gaps.is_empty() && self.table.otherwise.is_empty() {
            findings.push(self.gap(analysis));
        }
    }

    fn overlap(&self, overlap: &Overlap) -> Option<Finding> {
        let (one, other) = (&self.table.rules[overlap.first], &self.table.rules[overlap.second]);
        let (zh, en) = match self.table.hit {
            HitPolicy::Unique => ("而只能有一行成立", "and only one may"),
            HitPolicy::Any if one.then != other.then => ("而结果不同", "and have different results"),
            _ => return None,
        };
        let (first, second) = (overlap.first + 1, overlap.second + 1);
        let example = example(&self.rule.table, &overlap.example);
        let zh = format!("第 {first} 行与第 {second} 行会同时成立，{zh}：例如 {example}");
        let en = format!("rows {first} and {second} hold at the same time, {en}: for example {example}");
        let repair = Text::each("改条件，或设 hit: first", "change the tests, or set hit: first");
        let finding = Finding::error("rows_overlap", self.node.id.as_str(), Text::each(zh, en)).with_repair(repair);
        let finding = finding.about_rows([overlap.first, overlap.second]);
        Some(finding.with_edits([Edit::set(self.node, "table/hit", "first")]))
    }

    fn never_used(&self, place: usize) -> Finding {
        let row = place + 1;
        let zh = format!("第 {row} 行永远不会用到：它成立时，前面总有一行先成立");
        let en = format!("row {row} is never used: whenever it holds, an earlier one holds first");
        let rest = self.table.rules.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, rule)| rule);
        let rest = rest.filter_map(|rule| serde_json::to_value(rule).ok()).collect::<Vec<_>>();
        let finding = Finding::warning("row_never_used", self.node.id.as_str(), Text::each(zh, en));
        let finding = finding.about_rows([place]);
        let repair = Text::each(format!("删除第 {row} 行"), format!("remove row {row}"));
        finding.with_repair(repair).with_edits([Edit::set(self.node, "table/rules", rest)])
    }

    fn gap(&self, analysis: &Analysis) -> Finding {
        let examples: Vec<String> =
            analysis.gaps.iter().take(MOST_EXAMPLES).map(|gap| example(&self.rule.table, gap)).collect();
        let zh = format!("有的情况没有一行成立：例如 {}", examples.join("；或 "));
        let en = format!("there are cases in which no row holds: for example {}", examples.join("; or "));
        let repair = Text::each(
            "补一行，或用 otherwise 写明没有一行成立时的结果",
            "add a row, or say with otherwise what results when no row holds",
        );
        let nothing = vec!["null"; self.table.outputs.len()];
        let finding = Finding::warning("rows_gap", self.node.id.as_str(), Text::each(zh, en)).with_repair(repair);
        finding.with_edits([Edit::set(self.node, "table/otherwise", nothing)])
    }
}

/// The inputs with their values, where it matters which: `amount = 100, urgent = true`.
fn example(table: &feel::DecisionTable, example: &[Sample]) -> String {
    let told = table.inputs.iter().zip(example).filter_map(|(input, sample)| {
        let expression = input.expression.text();
        match sample {
            Sample::Value(value) => Some(format!("{expression} = {value}")),
            Sample::AnotherText => Some(format!("{expression} = \"…\"")),
            Sample::Anything => None,
        }
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { "-".to_owned() } else { told.join(", ") }
}
