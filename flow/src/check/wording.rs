//! How texts read: notes, since only people can tell what is meant.

use super::Finding;
use super::graph::{At, Graph};
use crate::id::NodeId;
use crate::model::{Kind, Node};
use crate::text::{Language, Text};

/// So many approvals one after the other are worth a thought.
const MANY_APPROVALS: usize = 5;

/// Words that leave open what is meant. `等` is one where it ends a list.
const VAGUE_ZH: [&str; 11] =
    ["相关", "适当", "酌情", "视情况", "必要时", "等。", "等，", "等；", "等）", "等、", "若干"];
const VAGUE_EN: [&str; 9] =
    ["some", "etc", "etc.", "relevant", "appropriate", "suitable", "various", "if necessary", "as needed"];

/// What the names of things that are done have in them in Chinese.
const DOING_ZH: [&str; 58] = [
    "审", "批", "核", "办", "填", "签", "收", "发", "付", "认", "登", "通", "编", "制", "提", "查", "验", "评", "定",
    "报", "送", "取", "买", "购", "订", "下单", "交", "录", "写", "改", "修", "补", "派", "选", "测", "算", "出", "入",
    "转", "盘", "归", "存", "传", "开", "退", "还", "汇", "判", "看", "阅", "复", "备", "做", "排", "召", "会", "告",
    "问",
];

/// How English nouns end that a verb would say better.
const NOUNS_EN: [&str; 8] = ["tion", "sion", "ment", "ance", "ence", "ity", "ness", "ship"];

pub(super) fn look(graph: &Graph<'_>, findings: &mut Vec<Finding>) {
    for (_, node) in graph.nodes().filter(|(_, node)| node.kind.is_human()) {
        vague(node, findings);
        name_of_work(node, findings);
    }
    approvals_in_a_row(graph, findings);
    let about = &graph.definition.about;
    if about.owner.is_none() && *about != crate::model::About::default() {
        let message =
            Text::each("没有写明归口部门（about.owner）", "it does not say who owns the process (about.owner)");
        findings.push(Finding { element: None, ..Finding::note("no_owner", "", message) });
    }
}

fn vague(node: &Node, findings: &mut Vec<Finding>) {
    let Some(requirement) = &node.requirement else { return };
    let zh = requirement.in_language(Language::Chinese);
    let found_zh = VAGUE_ZH.iter().find(|word| zh.contains(**word) || zh.ends_with('等') && word.starts_with('等'));
    let en = format!(" {} ", requirement.in_language(Language::English).to_lowercase());
    let en: String = en.chars().map(|c| if c.is_alphanumeric() || c == '.' { c } else { ' ' }).collect();
    let found_en = VAGUE_EN.iter().find(|word| en.contains(&format!(" {word} ")));
    if let Some(word) = found_zh.or(found_en) {
        let word = word.trim_end_matches(['。', '，', '；', '）', '、']);
        let message = Text::each(
            format!("要求中的「{word}」没有说清是什么"),
            format!("“{word}” in the requirement leaves open what is meant"),
        );
        findings.push(Finding::note("vague_words", node.id.as_str(), message));
    }
}

/// A step is something that somebody does. Told where no language that it is named in says so.
fn name_of_work(node: &Node, findings: &mut Vec<Finding>) {
    let Some(name) = node.name.as_ref().filter(|_| node.kind == Kind::Handle) else { return };
    let is_done = [Language::Chinese, Language::English].into_iter().any(|language| {
        let words = name.in_language(language);
        match words.is_ascii() {
            true => !NOUNS_EN.iter().any(|end| words.split(' ').next().is_some_and(|first| first.ends_with(end))),
            false => DOING_ZH.iter().any(|verb| words.contains(verb)),
        }
    });
    if !is_done {
        let message = Text::each(
            "名称没有说要做什么：宜用动词，例如「核对预算」",
            "the name does not say what is done: a verb would, as in “Check the budget”",
        );
        findings.push(Finding::note("name_without_verb", node.id.as_str(), message));
    }
}

/// Approvals that follow one another with nothing but gateways between.
fn approvals_in_a_row(graph: &Graph<'_>, findings: &mut Vec<Finding>) {
    let next = |at: At| -> Vec<At> {
        let follows = graph.follows(at);
        graph.nodes().filter(|(other, node)| follows[*other] && node.kind == Kind::Approve).map(|(at, _)| at).collect()
    };
    let approvals: Vec<At> = graph.of_kind(|kind| kind == Kind::Approve).collect();
    let follows: Vec<(At, Vec<At>)> = approvals.iter().map(|at| (*at, next(*at))).collect();
    let is_first = |at: At| !follows.iter().any(|(_, next)| next.contains(&at));
    for first in approvals.iter().copied().filter(|at| is_first(*at)) {
        let after = |last: At| follows.iter().find(|(at, _)| *at == last).and_then(|(_, next)| next.first().copied());
        let path: Vec<At> = std::iter::successors(Some(first), |last| after(*last)).collect();
        if path.len() >= MANY_APPROVALS {
            let many = path.len();
            let message = Text::each(
                format!("接连有 {many} 个审批：想一想每一个看什么"),
                format!("{many} approvals follow one another: think of what each of them looks at"),
            );
            let path: Vec<NodeId> = path.into_iter().map(|at| graph.node(at).id.clone()).collect();
            let finding = Finding::note("many_approvals", graph.node(first).id.as_str(), message);
            findings.push(Finding { path: Some(path), ..finding });
        }
    }
}
