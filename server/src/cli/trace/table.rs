//! A trace for people.

use std::io;

use flow::id::NodeId;
use flow::trace::{Step, Trace};

use crate::cli::console::Console;

/// Prints a line for each step. The name comes last: its width in columns depends on the reader's font.
pub(super) fn print(console: &mut Console<'_>, traced: &Trace) -> io::Result<()> {
    let language = console.language;
    for Step { time, node, name, happening, filled, message, .. } in &traced.steps {
        let name = name.as_ref().map_or(node.as_str(), |name| name.in_language(language));
        console.say(format_args!("{time}  {:<8}  {name}", happening.name()))?;
        let filled = filled.iter().map(|(field, value)| format!("{field} = {value}")).collect::<Vec<_>>().join(", ");
        let message = message.as_ref().map(|message| message.in_language(language).to_owned());
        for more in message.into_iter().chain(Some(filled).filter(|filled| !filled.is_empty())) {
            console.say(format_args!("{:<25}  {:<8}    {more}", "", ""))?;
        }
    }
    let names = |nodes: &[NodeId]| nodes.iter().map(NodeId::as_str).collect::<Vec<_>>().join(", ");
    let at = match (traced.ends.is_empty(), traced.open.is_empty()) {
        (false, true) => format!(" at {}", names(&traced.ends)),
        (_, false) => format!(", open: {}", names(&traced.open)),
        (true, true) => String::new(),
    };
    console.say(format_args!("{}{at}", traced.ending.name()))
}
