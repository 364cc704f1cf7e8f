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
