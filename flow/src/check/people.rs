//! Who is asked, and whether there is anybody.

use std::collections::BTreeSet;

use super::graph::Graph;
use super::outcomes::outcomes;
use super::{Edit, Finding, Surroundings};
use crate::id::PersonId;
use crate::model::{Chain, FieldType, Kind, Mode, Node, OutcomeKind, Post, UpTo, Who};
use crate::organisation::Organisation;
use crate::text::Text;

pub(super) fn look(graph: &Graph<'_>, surroundings: &Surroundings<'_>, findings: &mut Vec<Finding>) {
    let definition = graph.definition;
    for lane in &definition.lanes {
        let element = lane.id.as_str();
        match &lane.responsible {
            Some(who) => who.each(&mut |who| known(who, surroundings.organisation, element, findings)),
            None => {
                let message = Text::each("泳道没有责任人", "nobody is responsible for this lane");
                let repair =
                    Text::each("加上 responsible，例如 {post: com.head}", "add responsible, such as {post: com.head}");
                findings.push(Finding::warning("lane_without_responsible", element, message).with_repair(repair));
            }
        }
    }
    for (_, node) in graph.nodes() {
        if let Some(who) = &node.who {
            who.each(&mut |who| {
                known(who, surroundings.organisation, node.id.as_str(), findings);
                fits(who, graph, node, findings);
            });
        }
        nobody_left(node, findings);
        separation(graph, node, surroundings.organisation, findings);
        vote(node, findings);
        vote_within_reach(node, findings);
        if node.kind.is_human() && node.lane.is_none() && !definition.lanes.is_empty() {
            let message = Text::each(
                "节点不在任何泳道里，看不出由哪个部门负责",
                "the node is in no lane: it does not show whose it is",
            );
            findings.push(Finding::warning("node_without_lane", node.id.as_str(), message));
        }
    }
    others(graph, surroundings, findings);
}

/// Whoever is named has to be in the organisation.
fn known(who: &Who, organisation: Option<&Organisation>, element: &str, findings: &mut Vec<Finding>) {
    let Some(organisation) = organisation else { return };
    let mut missing = |code: &str, zh: &str, en: &str, name: &str| {
        let message =
            Text::each(format!("组织里没有{zh}「{name}」"), format!("the organisation has no {en} called `{name}`"));
        findings.push(Finding::error(code, element, message));
    };
    match who {
        Who::Person(person) if !organisation.people.contains_key(person) => {
            missing("unknown_person", "人员", "person", person.as_str());
        }
        Who::People(people) => {
            for person in people.iter().filter(|person| !organisation.people.contains_key(*person)) {
                missing("unknown_person", "人员", "person", person.as_str());
            }
        }
        Who::Role(role) if !organisation.roles.contains_key(role) => {
            missing("unknown_role", "角色", "role", role.as_str());
        }
        Who::Department(department) if !organisation.departments.contains_key(department) => {
            missing("unknown_department", "部门", "department", department.as_str());
        }
        Who::Role(role) if everybody(who, organisation).is_some_and(|people| people.is_empty()) => {
            let zh = format!("目前没有人有角色「{role}」");
            let en = format!("nobody has the role `{role}`");
            findings.push(Finding::warning("role_without_people", element, Text::each(zh, en)));
        }
        Who::Department(department) if everybody(who, organisation).is_some_and(|people| people.is_empty()) => {
            let zh = format!("部门「{department}」目前没有成员");
            let en = format!("nobody belongs to the department `{department}`");
            findings.push(Finding::warning("department_without_people", element, Text::each(zh, en)));
        }
        Who::Chain(Chain { up_to: UpTo::Post(post), .. }) if !organisation.posts.contains_key(post) => {
            missing("unknown_post", "岗位", "post", post.as_str());
        }
        Who::Chain(Chain { up_to: UpTo::Role(role), .. }) if !organisation.roles.contains_key(role) => {
            missing("unknown_role", "角色", "role", role.as_str());
        }
        Who::Post(post) => {
            let id = match post {
                Post::Anywhere(id) => id,
                Post::Within(within) => &within.id,
            };
            match organisation.posts.get(id) {
                None => missing("unknown_post", "岗位", "post", id.as_str()),
                Some(info) if info.holders.is_empty() => {
                    let zh = format!("岗位「{id}」目前无人担任");
                    let en = format!("nobody holds the post `{id}`");
                    findings.push(Finding::warning("post_without_holder", element, Text::each(zh, en)));
                }
                Some(_) => {}
            }
        }
        _ => {}
    }
}

/// A field or a node that a rule takes people from has to have some.
fn fits(who: &Who, graph: &Graph<'_>, node: &Node, findings: &mut Vec<Finding>) {
    let element = node.id.as_str();
    match who {
        Who::Field(field) => {
            let found = graph.definition.form.fields.iter().find(|known| known.id == *field);
            if found.is_some_and(|field| !matches!(field.kind, FieldType::Person | FieldType::People)) {
                let zh = format!("字段「{field}」里没有人员；应为 person 或 people 类型");
                let en = format!("the field `{field}` holds no people; it should be of type person or people");
                findings.push(Finding::error("field_without_people", element, Text::each(zh, en)));
            }
        }
        Who::Handler(other) => {
            let Some(at) = graph.find(other) else { return };
            let works = graph.node(at).kind.is_human() || graph.node(at).kind == Kind::Start;
            let ahead = graph.reachable([at], |at| graph.next(at));
            let is_before = graph.find(&node.id).is_some_and(|at| ahead[at]);
            if !works || !is_before {
                let zh = format!("「{other}」在此之前不会有人办理");
                let en = format!("nobody can have handled `{other}` before this");
                findings.push(Finding::error("no_handler_yet", element, Text::each(zh, en)));
            }
        }
        _ => {}
    }
}

/// Whoever is asked by who they were in this matter cannot be kept away for the same.
fn nobody_left(node: &Node, findings: &mut Vec<Finding>) {
    let forbids = |name: &str| node.not.iter().any(|not| not == name);
    let message = match &node.who {
        Some(Who::Initiator) if forbids("initiator") => {
            Text::each("规则只找发起人，又不许发起人办理", "the rule asks the initiator alone, who must not handle it")
        }
        Some(Who::Handler(other)) if forbids(other.as_str()) => Text::each(
            format!("规则只找「{other}」的办理人，又不许他们办理"),
            format!("the rule asks whoever handled `{other}` alone, who must not handle it"),
        ),
        _ => return,
    };
    findings.push(Finding::error("nobody_left", node.id.as_str(), message));
}

/// A duty that can never be kept apart: everybody who can be asked has handled the other node.
fn separation(graph: &Graph<'_>, node: &Node, organisation: Option<&Organisation>, findings: &mut Vec<Finding>) {
    let Some(asked) = node.who.as_ref().and_then(|who| everybody(who, organisation?)) else { return };
    for name in &node.not {
        let other = match name.as_str() {
            "initiator" => graph.definition.starters.as_ref().map(|who| (who, false)),
            name => graph.find(&name.into()).map(|at| graph.node(at)).and_then(|other| {
                let all = matches!(other.mode, Some(Mode::All | Mode::Sequential | Mode::Collect));
                Some((other.who.as_ref()?, all))
            }),
        };
        let Some((others, all)) = other.and_then(|(who, all)| Some((everybody(who, organisation?)?, all))) else {
            continue;
        };
        let always_the_same = others.len() == 1 || all;
        if always_the_same && !asked.is_empty() && asked.is_subset(&others) {
            let zh = format!("职责分离无法满足：能办理此节点的人都受「{name}」所限");
            let en = format!("the duties cannot be kept apart: whoever can be asked here is kept away by `{name}`");
            let repair = Text::each("让其他人也能办理", "let somebody else be asked too");
            let finding = Finding::error("separation_never_met", node.id.as_str(), Text::each(zh, en));
            findings.push(finding.with_repair(repair));
        }
    }
}

/// Everybody whom a rule can yield, where that follows from the organisation alone.
fn everybody<'o>(who: &'o Who, organisation: &'o Organisation) -> Option<BTreeSet<&'o PersonId>> {
    let several = |rules: &'o [Who]| -> Option<BTreeSet<&'o PersonId>> {
        rules
            .iter()
            .map(|who| everybody(who, organisation))
            .collect::<Option<Vec<_>>>()
            .map(|all| all.into_iter().flatten().collect())
    };
    match who {
        Who::Person(person) => Some(BTreeSet::from([person])),
        Who::People(people) => Some(people.iter().collect()),
        Who::Post(Post::Anywhere(post)) => {
            Some(organisation.posts.get(post)?.holders.iter().map(|holder| &holder.person).collect())
        }
        Who::Role(role) => Some(organisation.roles.get(role)?.people.iter().collect()),
        Who::Department(id) => {
            let members = organisation.people.iter().filter(|(_, person)| person.department.as_ref() == Some(id));
            Some(members.map(|(person, _)| person).collect())
        }
        Who::Any(rules) | Who::All(rules) | Who::First(rules) | Who::Union(rules) => several(rules),
        _ => None,
    }
}

fn vote(node: &Node, findings: &mut Vec<Finding>) {
    let Some(Mode::Vote(vote)) = &node.mode else { return };
    let sensible = match (vote.share, vote.count) {
        (None, None) => false,
        (share, count) => share.is_none_or(|share| (1..=100).contains(&share)) && count != Some(0),
    };
    if !sensible {
        let message = Text::each(
            "票签须写明多少算通过：share 为 1 到 100，或 count 至少为 1",
            "a vote has to say how many are enough: share from 1 to 100, or count of at least 1",
        );
        findings.push(Finding::error("vote_without_measure", node.id.as_str(), message));
    }
    if outcomes(node).iter().all(|(_, kind)| *kind != OutcomeKind::Refuse) {
        let message = Text::each(
            "票签没有拒绝的结论：同意的人数不够时流程会停在这里",
            "no outcome of the vote refuses: when not enough agree, the instance stops here",
        );
        let repair = Text::each(
            "加一个 kind: refuse 的结论，例如 {id: refuse, kind: refuse}",
            "add an outcome of kind refuse, such as {id: refuse, kind: refuse}",
        );
        let finding = Finding::error("vote_without_refuse", node.id.as_str(), message).with_repair(repair);
        findings.push(finding.with_edits(with_refusal(node)));
    }
}

/// The outcomes of a node and one that refuses.
fn with_refusal(node: &Node) -> Option<Edit> {
    let known = outcomes(node);
    if known.iter().any(|(id, _)| *id == "refuse") {
        return None;
    }
    let mut all = match node.outcomes.is_empty() {
        true => known.iter().map(|(id, kind)| serde_json::json!({"id": id, "kind": kind})).collect(),
        false => node.outcomes.iter().filter_map(|outcome| serde_json::to_value(outcome).ok()).collect::<Vec<_>>(),
    };
    all.push(serde_json::json!({"id": "refuse", "kind": "refuse"}));
    Some(Edit::set(node, "outcomes", all))
}

/// A count has to be within what those who are named can give together.
fn vote_within_reach(node: &Node, findings: &mut Vec<Finding>) {
    let Some(Mode::Vote(vote)) = &node.mode else { return };
    let (Some(count), Some(places)) = (vote.count, node.who.as_ref().and_then(places)) else { return };
    let weights = vote.weights.iter().copied().chain(std::iter::repeat(1));
    let all = weights.take(places).map(u64::from).sum::<u64>();
    if u64::from(count) > all {
        let zh = format!("票签要 {count} 票同意，而参加的人一共只有 {all} 票");
        let en = format!("the vote asks for {count} to agree, and those who are asked have {all} together");
        let repair = Text::each(
            format!("将 count 改为不大于 {all} 的数，或增加参加的人"),
            format!("make `count` {all} or less, or ask more people"),
        );
        let finding = Finding::error("vote_out_of_reach", node.id.as_str(), Text::each(zh, en));
        findings.push(finding.with_repair(repair));
    }
}

/// How many places a rule opens at most, where that can be told without knowing the organisation.
fn places(who: &Who) -> Option<usize> {
    match who {
        Who::Initiator | Who::Person(_) | Who::Any(_) => Some(1),
        Who::People(people) => Some(people.iter().collect::<BTreeSet<_>>().len()),
        Who::All(rules) | Who::Union(rules) => rules.iter().map(places).sum(),
        Who::First(rules) => rules.iter().map(places).collect::<Option<Vec<_>>>()?.into_iter().max(),
        Who::Minus(rules) => places(rules.first()?),
        Who::LeastLoaded(_) | Who::RoundRobin(_) => Some(1),
        Who::Table(_) => who.parts().into_iter().map(places).collect::<Option<Vec<_>>>()?.into_iter().max(),
        _ => None,
    }
}

/// Other processes that are called, or followed.
fn others(graph: &Graph<'_>, surroundings: &Surroundings<'_>, findings: &mut Vec<Finding>) {
    let Some(processes) = surroundings.processes else { return };
    let called = graph.nodes().filter_map(|(_, node)| Some((node.id.as_str(), &node.call.as_ref()?.process)));
    let followed = graph.definition.follows.iter().map(|follows| ("follows", &follows.process));
    // Before it is published first, a process that follows itself is not there yet.
    let followed = followed.filter(|(_, process)| **process != graph.definition.key);
    for (element, process) in called.chain(followed).filter(|(_, process)| !processes.contains(*process)) {
        let zh = format!("没有已发布的流程「{process}」");
        let en = format!("no process called `{process}` is published");
        findings.push(Finding::warning("unknown_process", element, Text::each(zh, en)));
    }
}
