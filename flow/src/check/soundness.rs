//! What instances can come to, once the graph hangs together.

use super::Finding;
use crate::id::NodeId;
use crate::process::Process;
use crate::soundness::{Fault, FaultKind, Verdict, analyse};
use crate::text::Text;

/// Proves that every instance can come to an end, or tells with a counter-example how one cannot.
pub(super) fn look(process: &Process, findings: &mut Vec<Finding>) {
    let analysis = analyse(process);
    match &analysis.verdict {
        Verdict::Sound => {}
        Verdict::Unsound(faults) => findings.extend(faults.iter().map(finding)),
        Verdict::Undecided { bound } => findings.push(not_decided(*bound)),
    }
    findings.extend(analysis.meetings.iter().map(finding));
}

fn finding(fault: &Fault) -> Finding {
    let at = fault.at.as_str();
    let finding = match fault.kind {
        FaultKind::Deadlock => deadlock(at),
        FaultKind::LeftBehind => left_behind(at),
        FaultKind::EndlessLoop => endless_loop(at),
        FaultKind::DeadNode => dead_node(at),
        FaultKind::MeetsTwice => meets_twice(at),
    };
    let path: Vec<NodeId> = fault.nodes().cloned().collect();
    Finding { path: (!path.is_empty()).then_some(path), ..finding }
}

fn deadlock(at: &str) -> Finding {
    let message = Text::each(
        "这里要等的分支可能不会全部到来：流程会一直等在这里",
        "the ways that are waited for here may not all come: the instance then waits for ever",
    );
    let repair = Text::each(
        "分开与汇合用同一种网关：同时走的用并行网关汇合，只走其一的用排他网关汇合",
        "join with the kind of gateway that split: ways taken at once with a parallel one, ways of which one is taken with an exclusive one",
    );
    Finding::error("deadlock", at, message).with_repair(repair)
}

fn left_behind(at: &str) -> Finding {
    let message = Text::each(
        "有一条路可能比其余的多来一次：其余的走过之后，它会一直留在这里",
        "one way may come here more often than the others: when they have gone on, it waits for ever",
    );
    let repair = Text::each("在此之前先汇合，让每条入口只来一次", "join before this, so that each way in comes once");
    Finding::error("left_behind", at, message).with_repair(repair)
}

fn endless_loop(at: &str) -> Finding {
    let message = Text::each(
        "走到这里之后只会绕圈，再也到不了结束",
        "from here the instance only goes round: no end can be reached any more",
    );
    let repair = Text::each("在圈中加一条通向结束的出口", "give the loop a way out that leads to an end");
    Finding::error("endless_loop", at, message).with_repair(repair)
}

fn dead_node(at: &str) -> Finding {
    let message = Text::each(
        "虽有连线通到此节点，却没有一种走法会进入它",
        "edges lead to this node, and yet nothing that can happen enters it",
    );
    let repair =
        Text::each("改正前面的条件或网关，或删除此节点", "mend the condition or gateway before it, or remove it");
    Finding::error("dead_node", at, message).with_repair(repair)
}

fn meets_twice(at: &str) -> Finding {
    let message = Text::each(
        "同一流程里这项工作可能同时出现两次：前面分开的分支没有先汇合",
        "this work can be under way twice at once in the same instance: branches before it were split and not joined",
    );
    let repair = Text::each(
        "若只要做一次，在它之前用并行或包容网关汇合",
        "when it is meant once, join before it with a parallel or an inclusive gateway",
    );
    Finding::warning("meets_twice", at, message).with_repair(repair)
}

fn not_decided(bound: usize) -> Finding {
    let zh = format!("可能的情形超过 {bound} 种，没有全部看完：没有发现问题，也不能保证没有");
    let en = format!(
        "there are more than {bound} situations to look at: nothing wrong was found among them, and it cannot be ruled out"
    );
    let repair = Text::each(
        "将流程的一部分放进子流程，每个子流程单独检查",
        "put parts of the process into sub-processes: each is looked at by itself",
    );
    let finding = Finding::warning("not_decided", "", Text::each(zh, en)).with_repair(repair);
    Finding { element: None, ..finding }
}
