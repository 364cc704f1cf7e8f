//! Putting in, moving and removing steps, and what is refused.

use super::sample::drawn;
use super::trying::*;
use crate::design::New;
use crate::design::tree::{Gap, add_fork, insert, move_fork, move_step, remove_step};
use crate::id::NodeId;
use crate::model::{Definition, Kind};

#[test]
fn a_step_is_put_in_where_a_gap_is() {
    let insert = |gap: Gap| move |definition: &mut Definition| insert(definition, &gap, &handle());
    assert_eq!(after("start -> a \n a -> end", insert(at("e2"))), "start a handle end");
    assert_eq!(after("start -> a", insert(Gap::Behind("a".into()))), "start a handle …");
    assert_eq!(after("start", insert(Gap::Behind("start".into()))), "start handle …");
    let part = "start -> part \n part -> end";
    assert_eq!(after(part, insert(Gap::Into("part".into()))), "start part(handle …) end");
    let part = &format!("{part} \n part.a -> part.b");
    assert_eq!(after(part, insert(Gap::Into("part".into()))), "start part(handle part.a part.b …) end");
    let late = "start -> a \n a -> end \n a!late";
    assert_eq!(after(late, insert(Gap::Behind("a!late".into()))), "start a/a!late: handle …/ end");
}

#[test]
fn a_step_first_in_a_branch_stands_behind_its_condition() {
    let mut definition = drawn(CHOICE);
    let id = insert(&mut definition, &at("e2"), &handle()).expect("there is room");
    assert_eq!(way(&definition, &"e2".into()), ("choice".into(), id, Some("x".into()), false));
    assert_eq!(read(&definition), "start choice{handle a ^ | b ^ | c ^}join d end");
}

#[test]
fn a_step_below_branches_that_meet_at_a_step_has_them_meet_before_it() {
    let ways = "start -> choice \n choice -> a [x] \n choice -> b [default] \n a -> b \n b -> end";
    let put_in = |definition: &mut Definition| insert(definition, &Gap::Meeting("choice".into()), &handle());
    assert_eq!(after(ways, put_in), "start choice{a ^ | ^}choice2 handle b end");
    let nested = "start -> choice1 \n choice1 -> a [x] \n choice1 -> end [default] \n a -> choice2
        choice2 -> b [y] \n choice2 -> end [default] \n b -> end";
    let put_in = |definition: &mut Definition| insert(definition, &Gap::Meeting("choice2".into()), &handle());
    assert_eq!(after(nested, put_in), "start choice1{a choice2{b ^ | ^}choice handle ^ | ^} end");
}

#[test]
fn what_cannot_stand_in_a_gap_is_refused() {
    let ways = "start -> a \n a -> end";
    for kind in [Kind::End, Kind::Start, Kind::Exclusive, Kind::EventSubProcess] {
        assert!(refused(ways, |definition| insert(definition, &at("e1"), &New::node(kind))), "{kind:?}");
    }
    assert!(refused(ways, |definition| insert(definition, &at("e9"), &handle())), "there is no such gap");
    assert!(refused(ways, |definition| insert(definition, &Gap::Behind("a".into()), &handle())), "something leads on");
    let events = "start -> first \n first -> wait1 \n first -> wait2 \n wait1 -> end \n wait2 -> end";
    assert!(refused(events, |definition| insert(definition, &at("e2"), &handle())), "only waits follow");
    let back = "start -> a \n a -> b \n b -> a [outcome = \"refuse\"] \n b -> end [default]";
    assert!(refused(back, |definition| insert(definition, &at("e1"), &handle())), "it is no tree");
}

#[test]
fn a_step_is_moved_with_what_is_at_its_side_and_what_it_left_closes() {
    let ways = format!("{CHOICE} \n a!late -> e \n e -> end3");
    let to = |step: &str, gap: Gap| {
        let step: NodeId = step.into();
        move |definition: &mut Definition| move_step(definition, &step, &gap)
    };
    assert_eq!(after(&ways, to("a", at("e9"))), "start choice{^ | b ^ | c ^}join d a/a!late: e end3/ end");
    assert_eq!(after(CHOICE, to("d", at("e2"))), "start choice{d a ^ | b ^ | c ^}join end");
    assert_eq!(after(CHOICE, to("b", at("e1"))), "start b choice{a ^ | ^ | c ^}join d end");
    let mut definition = drawn(CHOICE);
    move_step(&mut definition, &"a".into(), &at("e3")).expect("there is room");
    assert_eq!(way(&definition, &"e2".into()), ("choice".into(), "join".into(), Some("x".into()), false));
    assert_eq!(way(&definition, &"e3".into()), ("choice".into(), "a".into(), Some("y".into()), false));
    assert_eq!(after("start -> a \n a -> b", to("a", Gap::Behind("b".into()))), "start b a …");
    assert_eq!(after("start -> a \n a -> b", to("b", at("e1"))), "start b a …");
}

#[test]
fn where_a_step_stands_already_nothing_changes() {
    for gap in [at("e1"), at("e2")] {
        let mut definition = drawn("start -> a \n a -> end");
        move_step(&mut definition, &"a".into(), &gap).expect("it stands there");
        assert_eq!(definition, drawn("start -> a \n a -> end"));
    }
    let ways = "start -> choice \n choice -> a [x] \n choice -> b [default] \n a -> b \n b -> end";
    for gap in [Gap::Meeting("choice".into()), at("e5")] {
        let mut definition = drawn(ways);
        move_step(&mut definition, &"b".into(), &gap).expect("it stands there");
        assert_eq!(definition, drawn(ways));
        move_fork(&mut definition, &"choice".into(), &at("e1")).expect("it stands there");
    }
}

#[test]
fn a_step_moves_into_a_sub_process_and_out_of_it() {
    let ways = "start -> part \n part -> a \n a -> end \n part.start -> part.b \n part.b -> part.end \n a!late -> c \n c -> end1";
    let mut definition = drawn(ways);
    move_step(&mut definition, &"a".into(), &at("e4")).expect("there is room");
    assert_eq!(read(&definition), "start part(part.start a/a!late: c end1/ part.b part.end) end");
    let is_inside = |id: &str| definition.nodes.iter().any(|node| node.id == *id && node.within == Some("part".into()));
    assert!(["a", "c", "end1"].into_iter().all(is_inside));
    move_step(&mut definition, &"part.b".into(), &at("e1")).expect("there is room");
    assert_eq!(read(&definition), "start part.b part(part.start a/a!late: c end1/ part.end) end");
    assert!(refused(ways, |definition| move_step(definition, &"part".into(), &at("e5"))), "into itself");
}

#[test]
fn a_step_is_removed_and_nothing_else() {
    let remove = |step: &str| {
        let step: NodeId = step.into();
        move |definition: &mut Definition| remove_step(definition, &step)
    };
    assert_eq!(after(CHOICE, remove("a")), "start choice{^ | b ^ | c ^}join d end");
    let empty = after(CHOICE, |definition| remove("a")(definition).and_then(|()| remove("b")(definition)));
    assert_eq!(empty, "start choice{^ | ^ | c ^}join d end", "empty branches stay apart");
    assert_eq!(after("start -> a \n a -> b", remove("b")), "start a …");
    let open = "start -> choice \n choice -> a [x] \n choice -> b [default] \n b -> end";
    assert_eq!(after(open, remove("a")), "start choice{end2 | b end}", "a branch leads somewhere");
    let late = "start -> a \n a -> end \n a!late -> b \n b -> end";
    assert_eq!(after(late, remove("a")), "start end", "what comes of the event at its side goes with it");
    let before_a_join = "start -> fork \n fork -> c \n fork -> choice \n choice -> a [x] \n choice -> b [default]
        a -> b \n b -> all \n c -> all \n all -> end";
    assert_eq!(after(before_a_join, remove("b")), "start fork{c ^ | choice{a ^ | ^}choice2 ^}all end");
    assert!(refused(CHOICE, remove("choice")), "that is no step");
    assert!(refused(CHOICE, remove("end")), "nor that");
    let events = "start -> first \n first -> wait1 \n first -> wait2 \n wait1 -> end \n wait2 -> end";
    assert!(refused(events, remove("wait1")), "only waits follow");
}

#[test]
fn in_a_drawing_that_somebody_placed_what_was_moved_is_placed_anew() {
    let mut definition = drawn(CHOICE);
    crate::design::place(&mut definition);
    move_step(&mut definition, &"a".into(), &at("e9")).expect("there is room");
    add_fork(&mut definition, &at("e1"), Kind::Parallel).expect("there is room");
    let diagram = definition.diagram.as_ref().expect("it was placed");
    assert!(!diagram.nodes.contains_key("a") && !diagram.edges.contains_key("e2"));
    assert!(diagram.nodes.contains_key("d") && diagram.edges.contains_key("e3"));
    let drawing = crate::layout::drawn(&definition);
    assert!(definition.element_ids().all(|id| drawing.nodes.contains_key(id)));
}
