mod random;

use super::*;
use serde_json::json;

fn definition(nodes: &[(&str, &str, &str)], edges: &[(&str, &str)]) -> Definition {
    let nodes: Vec<_> = nodes
        .iter()
        .map(|(id, kind, lane)| match *lane {
            "" => json!({"id": id, "kind": kind}),
            lane => json!({"id": id, "kind": kind, "lane": lane}),
        })
        .collect();
    let edges: Vec<_> =
        edges.iter().map(|(from, to)| json!({"id": format!("{from}-{to}"), "from": from, "to": to})).collect();
    serde_json::from_value(json!({"lianban": 1, "key": "L", "name": "layout", "nodes": nodes, "edges": edges,
        "lanes": [{"id": "one", "name": "One"}, {"id": "two", "name": "Two"}]}))
    .expect("the definition is well written")
}

fn joint_review() -> Definition {
    let nodes = [
        ("start", "start", "one"),
        ("convene", "approve", "one"),
        ("split", "parallel", "two"),
        ("tech", "handle", "two"),
        ("qual", "handle", "two"),
        ("log", "handle", "two"),
        ("join", "parallel", "two"),
        ("decide", "approve", "two"),
        ("ask", "handle", "one"),
        ("end", "end", "one"),
    ];
    let edges = [
        ("start", "convene"),
        ("convene", "split"),
        ("split", "tech"),
        ("split", "qual"),
        ("split", "log"),
        ("tech", "join"),
        ("qual", "join"),
        ("log", "join"),
        ("join", "decide"),
        ("decide", "ask"),
        ("ask", "decide"),
        ("decide", "end"),
        ("convene", "end"),
    ];
    definition(&nodes, &edges)
}

#[test]
fn nothing_stands_on_anything_else() {
    let layout = layout(&joint_review());
    let areas: Vec<_> = layout.nodes.iter().collect();
    assert_eq!(areas.len(), 10);
    for (index, (one, area)) in areas.iter().enumerate() {
        for (other, with) in &areas[index + 1..] {
            assert!(!area.overlaps(**with), "{one} stands on {other}");
        }
    }
}

#[test]
fn edges_run_at_right_angles_and_around_nodes() {
    let definition = joint_review();
    let layout = layout(&definition);
    for edge in &definition.edges {
        let points = &layout.edges[&edge.id];
        for pair in points.windows(2) {
            assert!(pair[0].x == pair[1].x || pair[0].y == pair[1].y, "{}: {points:?}", edge.id);
            let (x, y) = (pair[0].x.min(pair[1].x), pair[0].y.min(pair[1].y));
            let (w, h) = ((pair[0].x - pair[1].x).abs().max(1), (pair[0].y - pair[1].y).abs().max(1));
            for (node, area) in layout.nodes.iter().filter(|(node, _)| **node != edge.from && **node != edge.to) {
                assert!(!area.overlaps(Area { x, y, w, h }), "{} runs through {node}", edge.id);
            }
        }
    }
}

#[test]
fn nodes_stand_in_their_lanes_and_go_to_the_right() {
    let layout = layout(&joint_review());
    let lane = |name: &str| layout.lanes.iter().find(|(id, _)| *id == *name).map(|(_, area)| *area).expect("a lane");
    assert!(lane("one").y < lane("two").y);
    for (node, name) in [("convene", "one"), ("tech", "two"), ("log", "two"), ("end", "one")] {
        let (area, lane) = (layout.nodes[node], lane(name));
        assert!(area.y >= lane.y && area.y + area.h <= lane.y + lane.h, "{node} stands in {name}");
    }
    for (before, after) in [("start", "convene"), ("convene", "split"), ("tech", "join"), ("join", "decide")] {
        assert!(layout.nodes[before].x < layout.nodes[after].x, "{before} stands before {after}");
    }
}

#[test]
fn even_a_definition_that_hangs_together_badly_is_drawn() {
    let layout = layout(&definition(&[("a", "handle", ""), ("b", "handle", "")], &[("b", "nowhere")]));
    assert_eq!(layout.nodes.len(), 2);
    assert!(layout.edges.is_empty());
}

fn read(json: serde_json::Value) -> Definition {
    serde_json::from_value(json).expect("the definition is well written")
}

/// A delivery with packing in it, that can come late or get lost, and a complaint beside it.
fn delivery() -> Definition {
    read(json!({"lianban": 1, "key": "D", "name": "Delivery", "nodes": [
        {"id": "start", "kind": "start"},
        {"id": "deliver", "kind": "sub_process"},
        {"id": "pick", "kind": "handle", "within": "deliver"},
        {"id": "send", "kind": "handle", "within": "deliver"},
        {"id": "fetch", "kind": "handle", "within": "deliver", "takes_back": true},
        {"id": "empty", "kind": "sub_process"},
        {"id": "refund", "kind": "handle"},
        {"id": "end", "kind": "end"},
        {"id": "complaint", "kind": "event_sub_process"},
        {"id": "answer", "kind": "handle", "within": "complaint"},
    ], "attached": [
        {"id": "late", "on": "deliver", "kind": "timer", "after": "1 day", "interrupting": false},
        {"id": "lost", "on": "deliver", "kind": "error"},
        {"id": "undo", "on": "send", "kind": "compensation"},
    ], "edges": [
        {"id": "1", "from": "start", "to": "deliver"},
        {"id": "2", "from": "deliver", "to": "empty"},
        {"id": "3", "from": "empty", "to": "end"},
        {"id": "4", "from": "lost", "to": "refund"},
        {"id": "5", "from": "refund", "to": "end"},
        {"id": "6", "from": "pick", "to": "send"},
        {"id": "7", "from": "undo", "to": "fetch"},
    ]}))
}

#[test]
fn a_sub_process_is_a_box_around_what_is_in_it() {
    let layout = layout(&delivery());
    let deliver = layout.nodes["deliver"];
    for inside in ["pick", "send", "fetch", "undo"] {
        assert!(deliver.with_room(-PADDING).encloses(layout.nodes[inside]), "{inside}");
    }
    assert!(layout.nodes["pick"].y >= deliver.y + HEADING, "there is room for its name");
    let empty = layout.nodes["empty"];
    assert_eq!((empty.w, empty.h), size(Kind::Handle));
    assert!(layout.nodes["complaint"].y > layout.nodes["refund"].bottom(), "what no edge leads to is out of the way");
}

#[test]
fn boundary_events_sit_side_by_side_on_the_lower_border_and_are_left_downwards() {
    let layout = layout(&delivery());
    let (deliver, late, lost) = (layout.nodes["deliver"], layout.nodes["late"], layout.nodes["lost"]);
    for event in [late, lost] {
        assert_eq!((event.w, event.h, event.centre().y), (36, 36, deliver.bottom()));
    }
    assert!(lost.right() < late.x && late.right() < deliver.right());
    assert_eq!(layout.edges["4"][0], Point { x: lost.centre().x, y: lost.bottom() });
    assert!(layout.nodes["refund"].y > deliver.bottom());
}

#[test]
fn what_takes_work_back_stands_below_it() {
    let layout = layout(&delivery());
    let (send, fetch) = (layout.nodes["send"], layout.nodes["fetch"]);
    assert!(fetch.centre().x == send.centre().x && fetch.y > send.bottom());
    assert_eq!(layout.edges["7"].len(), 2, "{:?}", layout.edges["7"]);
}

#[test]
fn branches_leave_a_gateway_at_its_corners_and_meet_at_those_of_the_next() {
    let layout = layout(&joint_review());
    let (split, join) = (layout.nodes["split"].centre().x, layout.nodes["join"].centre().x);
    assert_eq!(layout.edges["split-log"][0].x, split);
    assert_eq!(layout.edges["log-join"][1].x, join);
    assert_eq!(layout.edges["split-log"].len(), 3);
}

fn placed(definition: Definition, diagram: serde_json::Value) -> Definition {
    Definition { diagram: Some(serde_json::from_value(diagram).expect("a diagram")), ..definition }
}

#[test]
fn what_is_not_placed_stands_behind_what_leads_to_it_where_there_is_room() {
    let nodes = [("start", "start", ""), ("a", "handle", ""), ("b", "handle", ""), ("new", "handle", "")];
    let nodes = definition(&nodes, &[("start", "a"), ("a", "b"), ("a", "new")]);
    let places = json!({"nodes": {"start": {"x": -100, "y": 20, "w": 36, "h": 36},
        "a": {"x": 0, "y": 8, "w": 148, "h": 60}, "b": {"x": 200, "y": 8, "w": 148, "h": 60}},
        "edges": {"start-a": [[-64, 38], [-30, 50], [0, 38]]}});
    let drawn = drawn(&placed(nodes, places));
    assert_eq!(drawn.nodes["a"], Area { x: 0, y: 8, w: 148, h: 60 });
    let new = drawn.nodes["new"];
    assert!(new.x > drawn.nodes["a"].right() && !new.overlaps(drawn.nodes["b"]), "{new:?}");
    assert_eq!(drawn.edges["start-a"][1], Point { x: -30, y: 50 }, "a way is as somebody drew it");
    assert_eq!(drawn.edges["a-b"], [Point { x: 148, y: 38 }, Point { x: 200, y: 38 }]);
    assert!(drawn.area.x < -100, "what is left of everything is in sight");
    assert!(drawn.area.right() > new.right());
}

#[test]
fn a_sub_process_grows_around_what_nobody_has_placed_in_it() {
    let places = json!({"nodes": {"deliver": {"x": 500, "y": 500, "w": 200, "h": 120},
        "pick": {"x": 520, "y": 540, "w": 148, "h": 60}}});
    let drawn = drawn(&placed(delivery(), places));
    let deliver = drawn.nodes["deliver"];
    assert_eq!((deliver.x, deliver.y), (500, 500));
    assert!(deliver.encloses(drawn.nodes["send"]) && deliver.encloses(drawn.nodes["fetch"]));
    assert_eq!(drawn.nodes["late"].centre().y, deliver.bottom());
}

#[test]
fn lanes_that_nobody_placed_are_around_their_nodes_and_meet() {
    let nodes = definition(&[("a", "handle", "one"), ("b", "handle", "two")], &[("a", "b")]);
    let places =
        json!({"nodes": {"a": {"x": 0, "y": 0, "w": 148, "h": 60}, "b": {"x": 300, "y": 200, "w": 148, "h": 60}}});
    let drawn = drawn(&placed(nodes.clone(), places));
    let [(_, one), (_, two)] = drawn.lanes[..] else { panic!("{:?}", drawn.lanes) };
    assert!(one.encloses(drawn.nodes["a"]) && two.encloses(drawn.nodes["b"]));
    assert_eq!((one.x, one.right(), one.bottom()), (two.x, two.right(), two.y));
    let places = json!({"lanes": {"one": {"x": 10, "y": 20, "w": 600, "h": 100}},
        "nodes": {"a": {"x": 80, "y": 40, "w": 148, "h": 60}, "b": {"x": 300, "y": 200, "w": 148, "h": 60}}});
    let drawn = super::drawn(&placed(nodes, places));
    assert_eq!(drawn.lanes[0].1, Area { x: 10, y: 20, w: 600, h: 100 });
    assert_eq!((drawn.lanes[1].1.x, drawn.lanes[1].1.w), (10, 600));
}

#[test]
fn sub_processes_in_one_another_are_drawn_all_the_same() {
    let circle = read(json!({"lianban": 1, "key": "C", "name": "Circle", "nodes": [
        {"id": "a", "kind": "sub_process", "within": "b"}, {"id": "b", "kind": "sub_process", "within": "a"},
        {"id": "c", "kind": "handle", "within": "nowhere"}, {"id": "d", "kind": "handle", "within": "d"}]}));
    assert_eq!(layout(&circle).nodes.len(), 4);
    assert_eq!(drawn(&circle), layout(&circle));
}
