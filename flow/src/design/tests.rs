//! Whatever one does, it can be taken back.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;

use super::sample::review;
use super::*;
use crate::id::{EdgeId, NodeId};
use crate::layout::{Area, Point};
use crate::model::Definition;

/// A gesture at something that is there.
#[derive(Debug, Clone)]
enum Gesture {
    Add(Index, (i32, i32)),
    Append(Index, Index),
    Splice(Index, Index),
    Attach(Index, Index),
    Connect(Index, Index),
    Reconnect(Index, Index, Index),
    Remove(Index, Index),
    RemoveEdge(Index),
    Move(Index, Index, (i32, i32)),
    Route(Index, (i32, i32)),
    Align(Index, Index),
    Space((i32, i32)),
    LayOut(bool),
    Paste(Index, Index),
    Collapse(Index),
    Expand(Index),
    Resize(Index, (i32, i32)),
    Label(Index, (i32, i32)),
    Unlabel(Index),
    StepLane(Index, bool),
    ResizeLane(Index, (i32, i32)),
    Name(Index, String),
    Lane(Index),
    Title(String),
}

fn gestures() -> impl Strategy<Value = Vec<Gesture>> {
    use Gesture::*;
    let at = || any::<Index>();
    let way = || (-300..900_i32, -300..600_i32);
    let one = prop_oneof![
        (at(), way()).prop_map(|(a, b)| Add(a, b)),
        (at(), at()).prop_map(|(a, b)| Append(a, b)),
        (at(), at()).prop_map(|(a, b)| Splice(a, b)),
        (at(), at()).prop_map(|(a, b)| Attach(a, b)),
        (at(), at()).prop_map(|(a, b)| Connect(a, b)),
        (at(), at(), at()).prop_map(|(a, b, c)| Reconnect(a, b, c)),
        (at(), at()).prop_map(|(a, b)| Remove(a, b)),
        at().prop_map(RemoveEdge),
        (at(), at(), way()).prop_map(|(a, b, c)| Move(a, b, c)),
        (at(), way()).prop_map(|(a, b)| Route(a, b)),
        (at(), at()).prop_map(|(a, b)| Align(a, b)),
        way().prop_map(Space),
        any::<bool>().prop_map(LayOut),
        (at(), at()).prop_map(|(a, b)| Paste(a, b)),
        at().prop_map(Collapse),
        at().prop_map(Expand),
        (at(), way()).prop_map(|(a, b)| Resize(a, b)),
        (at(), way()).prop_map(|(a, b)| Label(a, b)),
        at().prop_map(Unlabel),
        (at(), any::<bool>()).prop_map(|(a, b)| StepLane(a, b)),
        (at(), way()).prop_map(|(a, b)| ResizeLane(a, b)),
        (at(), "[a-c]{0,2}").prop_map(|(a, b)| Name(a, b)),
        at().prop_map(Lane),
        "[a-c]{0,2}".prop_map(Title),
    ];
    prop::collection::vec(one, 1..30)
}

impl Gesture {
    fn make(self, definition: &mut Definition) {
        let nodes: Vec<NodeId> = definition.element_ids().cloned().collect();
        let edges: Vec<EdgeId> = definition.edges.iter().map(|edge| edge.id.clone()).collect();
        let node = |at: Index| at.get(&nodes).clone();
        let edge = |at: Index| (!edges.is_empty()).then(|| at.get(&edges).clone());
        let pair = |a: Index, b: Index| BTreeSet::from([node(a), node(b)]);
        let new = |at: Index| at.get(palette()).new_one();
        // What is refused leaves everything as it was, which is right as well.
        match self {
            Self::Add(what, (x, y)) => _ = add(definition, &new(what), Point { x, y }),
            _ if nodes.is_empty() => {}
            Self::Append(from, what) => _ = append(definition, &node(from), &new(what)),
            Self::Splice(at, what) => _ = edge(at).map(|edge| splice(definition, &edge, &new(what))),
            Self::Attach(host, what) => _ = attach(definition, &node(host), &new(what)),
            Self::Connect(from, to) => _ = connect(definition, &node(from), &node(to)),
            Self::Reconnect(at, from, to) => {
                _ = edge(at).map(|edge| reconnect(definition, &edge, &node(from), &node(to)));
            }
            Self::Remove(a, b) => remove(definition, &pair(a, b), &BTreeSet::new()),
            Self::RemoveEdge(at) => remove(definition, &BTreeSet::new(), &edge(at).into_iter().collect()),
            Self::Move(a, b, (across, down)) => move_nodes(definition, &pair(a, b), across, down),
            Self::Route(at, (x, y)) => {
                edge(at).into_iter().for_each(|edge| route(definition, &edge, &[Point { x, y }, Point { x: 0, y }]));
            }
            Self::Align(a, b) => align(definition, &pair(a, b), Side::Middle),
            Self::Space((line, by)) => make_space(definition, Axis::Across, line, by),
            Self::LayOut(all) => lay_out(definition, (!all).then(|| nodes.iter().cloned().collect()).as_ref()),
            Self::Paste(a, b) => _ = paste(definition, &copy(definition, &pair(a, b)), 20, 20),
            Self::Collapse(at) => collapse(definition, &node(at)),
            Self::Expand(at) => expand(definition, &node(at)),
            Self::Resize(at, (w, h)) => resize(definition, &node(at), Area { x: 0, y: 0, w, h }),
            Self::Label(at, (x, y)) => {
                edge(at).into_iter().for_each(|edge| place_label(definition, &edge, Area { x, y, w: 40, h: 13 }));
            }
            Self::Unlabel(at) => edge(at).into_iter().for_each(|edge| reset_label(definition, &edge)),
            Self::StepLane(at, down) => {
                let lane = at.get(&definition.lanes).id.clone();
                step_lane(definition, &lane, if down { 1 } else { -1 });
            }
            Self::ResizeLane(at, (by, _)) => {
                let lane = at.get(&definition.lanes).id.clone();
                resize_lane(definition, &lane, by);
            }
            Self::Name(at, name) => {
                let id = node(at);
                let named = definition.nodes.iter_mut().filter(|node| node.id == id);
                named.for_each(|node| node.name = Some(name.as_str().into()));
            }
            Self::Lane(at) => {
                let lane = at.get(&definition.lanes).id.clone();
                move_lane(definition, &lane, None);
            }
            Self::Title(title) => definition.title = (!title.is_empty()).then(|| title.as_str().into()),
        }
    }
}

fn written(definition: &Definition) -> String {
    serde_json::to_string(definition).expect("a definition can be written")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn undone_back_to_the_beginning_and_done_again_it_is_the_same_to_the_byte(gestures in gestures()) {
        let origin = review();
        let (mut definition, mut history) = (origin.clone(), History::default());
        let mut seen = vec![written(&definition)];
        for gesture in gestures {
            let before = definition.clone();
            gesture.make(&mut definition);
            if history.record((), None, &before, &definition) {
                seen.push(written(&definition));
            }
        }
        for expected in seen.iter().rev().skip(1) {
            prop_assert!(history.undo(&mut definition).is_some());
            prop_assert_eq!(&written(&definition), expected);
        }
        prop_assert!(history.undo(&mut definition).is_none());
        for expected in seen.iter().skip(1) {
            prop_assert!(history.redo(&mut definition).is_some());
            prop_assert_eq!(&written(&definition), expected);
        }
        prop_assert!(history.redo(&mut definition).is_none());
    }

    #[test]
    fn nothing_is_left_dangling_and_no_name_is_given_twice(gestures in gestures()) {
        let mut definition = review();
        for gesture in gestures {
            gesture.make(&mut definition);
        }
        let mut ids = BTreeSet::new();
        for id in definition.element_ids() {
            prop_assert!(ids.insert(id), "{} is there twice", id);
        }
        let edges: BTreeSet<&EdgeId> = definition.edges.iter().map(|edge| &edge.id).collect();
        prop_assert_eq!(edges.len(), definition.edges.len());
        for edge in &definition.edges {
            prop_assert!(ids.contains(&edge.from) && ids.contains(&edge.to), "{} dangles", edge.id);
        }
        for event in &definition.attached {
            prop_assert!(ids.contains(&event.on), "{} sits on nothing", event.id);
        }
    }

    #[test]
    fn what_two_do_to_different_things_both_holds(mine in gestures(), theirs in gestures()) {
        let base = review();
        let (mut my, mut their) = (base.clone(), base.clone());
        mine.into_iter().for_each(|gesture| gesture.make(&mut my));
        theirs.into_iter().for_each(|gesture| gesture.make(&mut their));
        let merged = merge(&base, &my, &their);
        let (of_me, of_them) = (Patch::between(&base, &my), Patch::between(&base, &their));
        if of_me.parts().is_disjoint(&of_them.parts()) {
            prop_assert_eq!(merged.disputed, None);
            let done = Patch::between(&base, &merged.definition).parts();
            prop_assert!(of_me.parts().union(&of_them.parts()).all(|part| done.contains(part)));
        }
    }
}

#[test]
fn steps_about_the_same_thing_are_taken_back_at_once() {
    let (mut definition, mut history) = (review(), History::default());
    for _ in 0..5 {
        let before = definition.clone();
        move_nodes(&mut definition, &["check".into()].into(), 1, 0);
        history.record("nudge", Some("nudge check"), &before, &definition);
    }
    assert_eq!(history.undo(&mut definition), Some("nudge"));
    assert_eq!(definition, review());
    assert_eq!(history.undo(&mut definition), None);
}
