//! What the kinds of fields take, and how they keep it.

use super::*;

/// A form with these fields, all of which are filled at the start.
fn desk(fields: Json) -> Desk {
    let definition = json!({
        "lianban": 1, "key": "T", "name": "T", "form": {"fields": fields},
        "nodes": [
            {"id": "start", "kind": "start"}, {"id": "check", "kind": "approve", "who": "initiator"},
            {"id": "end", "kind": "end"}
        ],
        "edges": [{"id": "e1", "from": "start", "to": "check"}, {"id": "e2", "from": "check", "to": "end"}]
    });
    let process = Process::new(Arc::new(serde_json::from_value(definition).unwrap())).unwrap();
    Desk { process, ..Desk::new() }
}

#[test]
fn lines_are_kept_in_one_way() {
    let desk = desk(json!([
        {"id": "mail", "type": "email"}, {"id": "phone", "type": "phone"}, {"id": "card", "type": "card_number"},
        {"id": "people", "type": "table", "fields": [{"id": "number", "type": "id_number", "required": true}]}
    ]));
    let given = json!({
        "mail": " li@EXAMPLE.com", "phone": "138 0013 8000", "card": "  ",
        "people": [{"number": "11010519491231002x"}]
    });
    let kept = json!({
        "mail": "li@example.com", "phone": "13800138000", "people": [{"number": "11010519491231002X"}]
    });
    assert_eq!(desk.submit("start", "", given).unwrap(), kept);
    assert_eq!(desk.problems("start", "", json!({"phone": 5})), ["phone type"]);
    let given = json!({"mail": "li", "people": [{"number": "1"}]});
    assert_eq!(desk.problems("start", "", given), ["mail type", "people[0].number type"]);
}
