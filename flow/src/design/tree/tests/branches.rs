//! What one does to branches, and what is refused.

use super::sample::drawn;
use super::trying::*;
use crate::design::tree::{
    Gap, add_branch, add_fork, copy_branch, end_here, meet_again, move_branch, move_fork, move_step, remove_branch,
};
use crate::id::NodeId;
use crate::model::{Definition, Kind};

#[test]
fn branches_are_put_first_in_a_sub_process_too() {
    let put_in = |definition: &mut Definition| add_fork(definition, &Gap::Into("part".into()), Kind::Parallel);
    let ways = "start -> part \n part -> end \n part.a -> part.b";
    assert_eq!(after(ways, put_in), "start part(fork{^ | ^}fork2 part.a part.b …) end");
    assert_eq!(after("start -> part \n part -> end", put_in), "start part(fork{^ | ^}fork2 …) end");
}

#[test]
fn branches_are_put_in_empty_with_a_default_where_a_condition_decides() {
    for (kind, at, decides) in
        [(Kind::Exclusive, "choice", true), (Kind::Parallel, "fork", false), (Kind::Inclusive, "some", true)]
    {
        let mut definition = drawn("start -> a \n a -> end");
        let fork = add_fork(&mut definition, &Gap::Edge("e2".into()), kind).expect("there is room");
        assert_eq!(read(&definition), format!("start a {at}{{^ | ^}}{at}2 end"));
        let defaults: Vec<bool> =
            definition.edges.iter().filter(|edge| edge.from == fork).map(|edge| edge.default).collect();
        assert_eq!(defaults, [false, decides]);
    }
    let events = |definition: &mut Definition| add_fork(definition, &at("e1"), Kind::EventBased);
    assert_eq!(after("start -> end", events), "start first{wait ^ | wait2 ^}choice end");
    let open = |definition: &mut Definition| add_fork(definition, &Gap::Behind("a".into()), Kind::Parallel);
    assert_eq!(after("start -> a", open), "start a fork{^ | ^}fork2 …");
    assert!(refused("start -> end", |definition| add_fork(definition, &at("e1"), Kind::Complex)));
    assert!(refused("start -> end", |definition| add_fork(definition, &at("e1"), Kind::Approve)));
}

#[test]
fn another_branch_comes_before_the_default_and_goes_where_the_others_go() {
    let add = |fork: &str| {
        let fork: NodeId = fork.into();
        move |definition: &mut Definition| add_branch(definition, &fork)
    };
    assert_eq!(after(CHOICE, add("choice")), "start choice{a ^ | b ^ | ^ | c ^}join d end");
    let at_a_step = "start -> choice \n choice -> a [x] \n choice -> b [default] \n a -> b \n b -> end";
    assert_eq!(after(at_a_step, add("choice")), "start choice{a ^ | ^ | ^} b end");
    let apart = "start -> choice \n choice -> a [x] \n choice -> b [default] \n a -> end1 \n b -> end2";
    assert_eq!(after(apart, add("choice")), "start choice{a end1 | end | b end2}");
    let events = "start -> first \n first -> wait1 \n first -> wait2 \n wait1 -> end \n wait2 -> end";
    assert_eq!(after(events, add("first")), "start first{wait1 ^ | wait2 ^ | wait ^} end");
    // A choice in a parallel branch must not bring a second token to where that waits for one.
    let nested = "start -> fork \n fork -> c \n fork -> choice \n choice -> end1 [x] \n choice -> all [default]
        c -> all \n all -> end2";
    assert_eq!(after(nested, add("choice")), "start fork{c ^ | choice{end1 | ^ | ^}choice2 ^}all end2");
}

#[test]
fn another_branch_behind_a_step_is_taken_on_an_outcome_that_has_none() {
    let mut definition =
        drawn("start -> a \n a -> b [outcome = \"approve\"] \n a -> end1 [outcome != \"approve\"] \n b -> end2");
    let id = add_branch(&mut definition, &"a".into()).expect("refusing has no branch yet");
    assert_eq!(way(&definition, &id).2.as_deref(), Some("outcome = \"refuse\""));
    let id = add_branch(&mut definition, &"a".into()).expect("there is no default yet");
    assert!(way(&definition, &id).3, "it is the default");
    assert!(add_branch(&mut definition, &"a".into()).is_err(), "every outcome has a branch");
}

#[test]
fn a_branch_is_removed_with_all_that_is_in_it() {
    let remove = |branch: usize| move |definition: &mut Definition| remove_branch(definition, &"choice".into(), branch);
    assert_eq!(after(CHOICE, remove(0)), "start choice{b ^ | c ^}join d end");
    assert!(refused(CHOICE, remove(2)), "the default of several");
    assert!(refused(CHOICE, remove(3)), "there is none");
}

#[test]
fn when_one_branch_is_left_what_is_in_it_stands_in_the_line() {
    let remove = |fork: &str, branch: usize| {
        let fork: NodeId = fork.into();
        move |definition: &mut Definition| remove_branch(definition, &fork, branch)
    };
    let two = "start -> choice \n choice -> a [x] \n choice -> b [default] \n a -> join \n b -> join \n join -> end";
    assert_eq!(after(two, remove("choice", 0)), "start b end");
    assert_eq!(after(two, remove("choice", 1)), "start a end");
    let at_a_step = "start -> choice \n choice -> a [x] \n choice -> b [default] \n a -> b \n b -> end";
    assert_eq!(after(at_a_step, remove("choice", 1)), "start a b end");
    let apart = "start -> choice \n choice -> a [x] \n choice -> b [default] \n a -> end1 \n b -> end2";
    assert_eq!(after(apart, remove("choice", 0)), "start b end2");
    let outcome = "start -> a \n a -> b [outcome = \"approve\"] \n a -> end1 [default] \n b -> end2";
    assert_eq!(after(outcome, remove("a", 1)), "start a b end2");
    let mut definition = drawn(outcome);
    remove_branch(&mut definition, &"a".into(), 1).expect("one is left");
    assert_eq!(way(&definition, &"e2".into()).2, None, "nothing is to be decided any more");
    let nested = "start -> choice1 \n choice1 -> choice2 [x] \n choice1 -> c [default] \n choice2 -> a [x]
        choice2 -> b [default] \n a -> join \n b -> join \n c -> join \n join -> end";
    assert_eq!(after(nested, remove("choice1", 1)), "start choice2{a ^ | b ^}join end");
    assert_eq!(after(nested, remove("choice2", 1)), "start choice1{a ^ | c ^}join end");
}

#[test]
fn what_comes_after_the_branches_is_never_cut_off() {
    let ways = "start -> choice \n choice -> end1 [x] \n choice -> a [default] \n a -> join \n join -> b \n b -> end2";
    assert!(refused(ways, |definition| remove_branch(definition, &"choice".into(), 1)));
    assert!(refused(ways, |definition| end_here(definition, &"e3".into())));
    assert_eq!(after(ways, |definition| remove_branch(definition, &"choice".into(), 0)), "start a b end2");
}

#[test]
fn branches_change_places_and_the_default_stays_last() {
    let to = |from, to| move |definition: &mut Definition| move_branch(definition, &"choice".into(), from, to);
    assert_eq!(after(CHOICE, to(0, 1)), "start choice{b ^ | a ^ | c ^}join d end");
    assert_eq!(after(CHOICE, to(1, 0)), "start choice{b ^ | a ^ | c ^}join d end");
    assert!(refused(CHOICE, to(0, 2)));
    assert!(refused(CHOICE, to(2, 0)));
    assert!(refused(CHOICE, to(0, 7)));
}

#[test]
fn a_copy_of_a_branch_stands_behind_it_under_other_names() {
    let ways = "start -> choice \n choice -> a [x] \n choice -> b [default] \n a -> c \n a!late -> end1 \n c -> join
        b -> join \n join -> end2";
    let mut definition = drawn(ways);
    let id = copy_branch(&mut definition, &"choice".into(), 0).expect("it can be copied");
    assert_eq!(read(&definition), "start choice{a/a!late: end1/ c ^ | a2/a!late2: end/ c2 ^ | b ^}join end2",);
    assert_eq!(way(&definition, &id).2.as_deref(), Some("x"), "on the same condition, which is to be changed");
    let id = copy_branch(&mut definition, &"choice".into(), 2).expect("it can be copied");
    let (.., when, default) = way(&definition, &id);
    assert_eq!((when, default), (None, false), "there is one default");
}

#[test]
fn a_fork_is_moved_as_a_whole() {
    let to = |gap: Gap| move |definition: &mut Definition| move_fork(definition, &"choice".into(), &gap);
    assert_eq!(after(CHOICE, to(at("e9"))), "start d choice{a ^ | b ^ | c ^}join end");
    let at_a_step = "start -> choice \n choice -> a [x] \n choice -> b [default] \n a -> b \n b -> end";
    assert_eq!(after(at_a_step, to(at("e5"))), "start b choice{a ^ | ^}choice2 end");
    assert!(refused(CHOICE, to(at("e5"))), "into one of its branches");
    let apart = "start -> a \n a -> choice \n choice -> b [x] \n choice -> end1 [default] \n b -> end2";
    assert!(refused(apart, to(at("e1"))), "its branches end");
    let outcome = "start -> a \n a -> b [outcome = \"approve\"] \n a -> c [default] \n b -> c \n c -> end";
    let moved = after(outcome, |definition| move_fork(definition, &"a".into(), &at("e5")));
    assert_eq!(moved, "start c a{b ^ | ^}choice end");
    assert!(refused(outcome, |definition| move_step(definition, &"a".into(), &at("e5"))), "its branches go with it");
}

#[test]
fn a_branch_ends_and_goes_on_again() {
    let mut definition = drawn(CHOICE);
    for branch in ["e2", "e3"] {
        end_here(&mut definition, &branch.into()).expect("others go on");
    }
    assert_eq!(read(&definition), "start choice{a end2 | b end3 | c ^}join d end");
    assert!(end_here(&mut definition, &"e4".into()).is_err(), "nothing would come to what follows");
    assert!(end_here(&mut definition, &"e2".into()).is_err(), "it ends already");
    for branch in ["e2", "e3"] {
        meet_again(&mut definition, &branch.into()).expect("it ends");
    }
    assert_eq!(definition, drawn(CHOICE));
    assert!(meet_again(&mut definition, &"e2".into()).is_err(), "it goes on already");
}

#[test]
fn what_follows_stays_where_it_is_when_one_branch_alone_goes_on() {
    let ways = "start -> choice \n choice -> a [x] \n choice -> b [default] \n a -> b \n b -> end";
    let mut definition = drawn(ways);
    end_here(&mut definition, &"e2".into()).expect("the other goes on");
    assert_eq!(read(&definition), "start choice{a end2 | ^}choice2 b end");
    meet_again(&mut definition, &"e2".into()).expect("it ends");
    assert_eq!(read(&definition), "start choice{a ^ | ^}choice2 b end");
}

#[test]
fn where_all_branches_end_one_goes_on_with_its_end() {
    let ways = "start -> choice \n choice -> a [x] \n choice -> b [default] \n a -> end1 \n b -> end2";
    let mut definition = drawn(ways);
    meet_again(&mut definition, &"e2".into()).expect("it ends");
    assert_eq!(read(&definition), "start choice{a ^ | b end2}choice2 end1");
    meet_again(&mut definition, &"e3".into()).expect("it ends");
    assert_eq!(read(&definition), "start choice{a ^ | b ^}choice2 end1");
}

#[test]
fn a_branch_that_leads_nowhere_yet_ends_or_goes_on() {
    let open = "start -> choice \n choice -> a [x] \n choice -> b [default] \n b -> end";
    assert_eq!(after(open, |definition| end_here(definition, &"e2".into())), "start choice{a end2 | b end}");
    assert_eq!(after(open, |definition| meet_again(definition, &"e2".into())), "start choice{a ^ | b end}choice2 …");
    let nested = "start -> choice1 \n choice1 -> choice2 [x] \n choice1 -> end1 [default]
        choice2 -> a [x] \n choice2 -> end2 [default] \n a -> end3";
    assert!(refused(nested, |definition| meet_again(definition, &"e2".into())), "with branches each of which ends");
}
