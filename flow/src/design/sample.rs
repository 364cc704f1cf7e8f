//! A small process to try things on.

use serde_json::json;

use crate::model::Definition;

/// Start, check, choice: yes → decide → end; no → end; a time limit at the check.
pub(super) fn review() -> Definition {
    serde_json::from_value(json!({
        "lianban": 1, "key": "T", "name": "Review",
        "lanes": [{"id": "one", "name": "One"}, {"id": "two", "name": "Two"}],
        "nodes": [
            {"id": "start", "kind": "start", "lane": "one"},
            {"id": "check", "kind": "handle", "name": "Check", "who": "initiator", "lane": "one"},
            {"id": "choice", "kind": "exclusive", "lane": "one"},
            {"id": "decide", "kind": "approve", "name": "Decide", "who": "initiator", "lane": "two"},
            {"id": "end", "kind": "end", "lane": "one"}
        ],
        "edges": [
            {"id": "begin", "from": "start", "to": "check"},
            {"id": "ask", "from": "check", "to": "choice"},
            {"id": "yes", "from": "choice", "to": "decide", "when": "true"},
            {"id": "no", "from": "choice", "to": "end", "default": true},
            {"id": "done", "from": "decide", "to": "end"}
        ],
        "attached": [{"id": "late", "on": "check", "kind": "timer", "after": "1 day", "interrupting": false}]
    }))
    .expect("the sample is well written")
}
