use crate::file::{Format, read};
use crate::model::Definition;

/// What puts matters on record: the ids of its nodes and of the fields that it fills in, and what speaks of them.
fn recorded(entry: &str, number: &str, day: &str) -> Definition {
    let text = format!(
        "lianban: 1\nkey: T\nname: T\nform:\n  fields:\n    - {{id: {number}, type: text}}\n    - {{id: {day}, type: date}}\n\
         nodes:\n  - {{id: start, kind: start}}\n  \
         - {{id: {entry}, kind: ledger, ledger: {{register: r, row: {{a: '1'}}}}}}\n  \
         - {{id: back, kind: ledger, ledger: {{register: r, reverses: {entry}}}}}\n  \
         - {{id: file, kind: filing, filing: {{numbers: 'B-{{seq:4}}', into: {number}, on: {day}}}}}\n  \
         - {{id: end, kind: end}}\n"
    );
    read(&text, Format::Yaml).unwrap_or_else(|found| panic!("{found:#?}")).value
}

#[test]
fn what_is_put_on_record_is_renamed_too() {
    let mut definition = recorded("entry", "number", "day");
    definition.rename_node(&"entry".into(), &"row".into());
    definition.rename_field(&"number".into(), &"receipt".into());
    definition.rename_field(&"day".into(), &"filed".into());
    assert_eq!(definition, recorded("row", "receipt", "filed"));
}

#[test]
fn what_an_instance_begins_with_by_itself_is_renamed_too() {
    let begun = |field: &str| {
        let text = format!(
            "lianban: 1\nkey: T\nname: T\nform:\n  fields:\n    - {{id: {field}, type: text}}\nnodes:\n  \
             - {{id: start, kind: start, event: {{kind: timer, every: 1 day, data: {{{field}: '\"x\"'}}}}}}\n  \
             - {{id: says, kind: throw, event: {{kind: message, of: m, data: {{licence: '1'}}}}}}\n"
        );
        read::<Definition>(&text, Format::Yaml).unwrap_or_else(|found| panic!("{found:#?}")).value
    };
    let mut definition = begun("licence");
    definition.rename_field(&"licence".into(), &"permit".into());
    assert_eq!(definition, begun("permit"), "what a message carries has names of its own");
}

#[test]
fn a_lane_is_renamed_with_what_stands_in_it_and_where_it_is() {
    let in_lane = |lane: &str| {
        let text = format!(
            "lianban: 1\nkey: T\nname: T\nlanes:\n  - {{id: {lane}, name: Sales}}\n  - {{id: other, name: Other}}\nnodes:\n  \
             - {{id: start, kind: start, lane: {lane}}}\n  - {{id: end, kind: end, lane: other}}\n\
             diagram: {{lanes: {{{lane}: {{x: 0, y: 0, w: 400, h: 120}}}}}}\n"
        );
        read::<Definition>(&text, Format::Yaml).unwrap_or_else(|found| panic!("{found:#?}")).value
    };
    let mut definition = in_lane("sales");
    definition.rename_lane(&"sales".into(), &"market".into());
    assert_eq!(definition, in_lane("market"));
}
