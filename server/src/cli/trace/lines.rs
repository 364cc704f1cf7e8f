//! A trace for machines.

use std::io;

use flow::form::write_value;
use flow::id::NodeId;
use flow::kernel::Data;
use flow::model::Kind;
use flow::trace::{Ending, Happening, Trace};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::cli::console::Console;

/// A step as a line of JSON; the order of the keys is part of the contract.
#[derive(Serialize)]
struct Line<'a> {
    seq: usize,
    time: String,
    node: &'a NodeId,
    name: Option<&'a str>,
    kind: Kind,
    event: Happening,
    #[serde(skip_serializing_if = "Map::is_empty")]
    filled: Map<String, Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    script: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
}

/// The last line.
#[derive(Serialize)]
struct Last<'a> {
    result: Ending,
    ends: &'a [NodeId],
    open: &'a [NodeId],
    data: Map<String, Json>,
}

/// Prints a line for each step, and a last one.
pub(super) fn print(console: &mut Console<'_>, traced: &Trace) -> io::Result<()> {
    let language = console.language;
    for step in &traced.steps {
        console.json(&Line {
            seq: step.number,
            time: step.time.to_string(),
            node: &step.node,
            name: step.name.as_ref().map(|name| name.in_language(language)),
            kind: step.kind,
            event: step.happening,
            filled: json(&step.filled),
            script: step.script.as_deref(),
            message: step.message.as_ref().map(|message| message.in_language(language)),
        })?;
    }
    let Trace { ending, ends, open, data, .. } = traced;
    console.json(&Last { result: *ending, ends, open, data: json(data) })
}

fn json(data: &Data) -> Map<String, Json> {
    data.iter().map(|(field, value)| (field.to_string(), write_value(value))).collect()
}
