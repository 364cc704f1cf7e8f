//! Every finding of a large definition, and whether a large process is sound.

use std::sync::Arc;
use std::time::Instant;

use flow::check::{Surroundings, check};
use flow::model::Definition;
use flow::process::Process;
use flow::soundness::{Verdict, analyse};
use serde_json::{Value, json};

use crate::house::definition;
use crate::table::Table;

const NODES: u32 = 500;

pub(crate) fn measure(table: &mut Table) {
    let definition = definition(NODES - 2);
    let began = Instant::now();
    let findings = check(&definition, &Surroundings::default());
    let took = began.elapsed();
    let remark = format!("{} findings", findings.len());
    table.add("validation of 500 nodes", format!("{:.1} ms", took.as_secs_f64() * 1000.0), "", remark);
    for blocks in [38, 153] {
        soundness(blocks, table);
    }
}

fn soundness(blocks: usize, table: &mut Table) {
    let process = Process::new(in_blocks(blocks)).expect("the process can be run");
    let began = Instant::now();
    let analysis = analyse(&process);
    let took = began.elapsed();
    let remark = if analysis.verdict == Verdict::Sound { "sound" } else { "not sound" };
    let what = format!("soundness of {} nodes", process.steps().len());
    table.add(&what, format!("{:.1} ms", took.as_secs_f64() * 1000.0), "", remark.to_owned());
}

/// Blocks of thirteen nodes, one behind the other: two ways at once, a choice of two approvals in each, and again while a
/// condition holds.
fn in_blocks(blocks: usize) -> Arc<Definition> {
    let mut nodes = vec![json!({"id": "start", "kind": "start"})];
    let mut edges: Vec<Value> = Vec::new();
    let mut edge = |from: &str, to: &str, more: &str| {
        let id = format!("e{}", edges.len());
        edges.push(match more {
            "" => json!({"id": id, "from": from, "to": to}),
            "default" => json!({"id": id, "from": from, "to": to, "default": true}),
            when => json!({"id": id, "from": from, "to": to, "when": when}),
        });
    };
    let mut last = "start".to_owned();
    for block in 0..blocks {
        let mut node = |name: &str, kind: &str| {
            let id = format!("{name}{block}");
            nodes.push(match kind {
                "approve" => json!({"id": id, "kind": kind, "who": {"person": "bob"}}),
                _ => json!({"id": id, "kind": kind}),
            });
            id
        };
        let (again, split, join) = (node("again", "exclusive"), node("split", "parallel"), node("join", "parallel"));
        edge(&last, &again, "");
        edge(&again, &split, "");
        for side in ["left", "right"] {
            let choice = node(&format!("{side}Choice"), "exclusive");
            let merge = node(&format!("{side}Merge"), "exclusive");
            edge(&split, &choice, "");
            for (one, when) in [("one", "urgent"), ("other", "default")] {
                let approval = node(&format!("{side}{one}"), "approve");
                edge(&choice, &approval, when);
                edge(&approval, &merge, "");
            }
            edge(&merge, &join, "");
        }
        last = node("check", "exclusive");
        edge(&join, &last, "");
        edge(&last, &again, "urgent");
        let leave = node("leave", "exclusive");
        edge(&last, &leave, "default");
        last = leave;
    }
    nodes.push(json!({"id": "end", "kind": "end"}));
    edge(&last, "end", "");
    let form = json!({"fields": [{"id": "urgent", "type": "boolean"}]});
    let definition =
        json!({"lianban": 1, "key": "blocks", "name": "Blocks", "form": form, "nodes": nodes, "edges": edges});
    Arc::new(serde_json::from_value(definition).expect("the process is one"))
}
