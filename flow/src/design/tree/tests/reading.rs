//! What is a tree, and what is none.

use super::sample::{drawn, told};
use crate::design::tree::{Gap, Item, LineEnd, tree};
use crate::model::{Definition, Kind};

fn read(ways: &str) -> String {
    told(&tree(&drawn(ways)).expect("it is a tree"))
}

/// What cannot be shown of it.
fn not(ways: &str) -> String {
    tree(&drawn(ways)).expect_err("it is no tree").element
}

#[test]
fn steps_stand_one_below_the_other_and_each_knows_the_connection_below_it() {
    let tree = tree(&drawn("start -> a \n a -> b \n b -> end")).expect("it is a tree");
    assert_eq!(told(&tree), "start a b end");
    let gaps: Vec<&Gap> = tree.line.gaps().collect();
    assert_eq!(gaps, [&Gap::Edge("e1".into()), &Gap::Edge("e2".into()), &Gap::Edge("e3".into())]);
}

#[test]
fn a_draft_that_leads_nowhere_yet_is_open_there() {
    assert_eq!(read("start"), "start …");
    let tree = tree(&drawn("start -> a")).expect("it is a tree");
    assert_eq!(told(&tree), "start a …");
    assert_eq!(tree.line.gaps().last(), Some(&Gap::Behind("a".into())));
}

#[test]
fn branches_stand_side_by_side_and_meet_at_a_gateway_of_their_kind() {
    let ways = "start -> fork \n fork -> a \n fork -> b \n a -> all \n b -> all \n all -> c \n c -> end";
    assert_eq!(read(ways), "start fork{a ^ | b ^}all c end");
}

#[test]
fn the_default_is_the_last_branch_wherever_the_file_has_it() {
    let ways = "start -> choice \n choice -> a [default] \n choice -> b [x] \n a -> join \n b -> join \n join -> end";
    assert_eq!(read(ways), "start choice{b ^ | a ^}join end");
}

#[test]
fn a_branch_may_be_empty_and_so_may_two() {
    let ways = "start -> choice \n choice -> join [x] \n choice -> join [default] \n join -> end";
    assert_eq!(read(ways), "start choice{^ | ^}join end");
}

#[test]
fn a_choice_may_meet_at_a_step_and_in_a_gateway_that_is_the_next_choice() {
    let ways = "start -> choice \n choice -> a [x] \n choice -> b [default] \n a -> b \n b -> end";
    assert_eq!(read(ways), "start choice{a ^ | ^} b end");
    let ways = "start -> choice1 \n choice1 -> a [x] \n choice1 -> choice2 [default] \n a -> choice2
        choice2 -> b [y] \n choice2 -> end [default] \n b -> end";
    assert_eq!(read(ways), "start choice1{a ^ | ^} choice2{b ^ | ^} end");
}

#[test]
fn nested_branches_may_meet_at_the_same_place() {
    let ways = "start -> choice1 \n choice1 -> a [x] \n choice1 -> c [default] \n a -> choice2
        choice2 -> b [y] \n choice2 -> c [default] \n b -> c \n c -> end";
    assert_eq!(read(ways), "start choice1{a choice2{b ^ | ^} ^ | ^} c end");
}

#[test]
fn where_all_branches_end_at_the_same_end_they_meet_there() {
    let ways = "start -> choice \n choice -> a [x] \n choice -> end [default] \n a -> end";
    assert_eq!(read(ways), "start choice{a ^ | ^} end");
}

#[test]
fn branches_may_end_and_ends_be_shared() {
    let ways = "start -> choice1 \n choice1 -> end1 [x] \n choice1 -> a [default] \n a -> choice2
        choice2 -> end1 [y] \n choice2 -> b [default] \n b -> end2";
    assert_eq!(read(ways), "start choice1{end1 | a choice2{end1 | b end2}}");
    let ways = "start -> choice \n choice -> end1 [x] \n choice -> a [y] \n choice -> b [default]
        a -> c \n b -> c \n c -> end2";
    assert_eq!(read(ways), "start choice{end1 | a ^ | b ^} c end2");
}

#[test]
fn where_one_branch_alone_goes_on_the_gateway_is_still_where_they_met() {
    let ways = "start -> choice \n choice -> end1 [x] \n choice -> a [default] \n a -> join \n join -> b \n b -> end2";
    assert_eq!(read(ways), "start choice{end1 | a ^}join b end2");
    let ways = "start -> fork \n fork -> c \n fork -> choice \n choice -> end1 [x] \n choice -> join [default]
        join -> all \n c -> all \n all -> end2";
    assert_eq!(read(ways), "start fork{c ^ | choice{end1 | ^}join ^}all end2");
}

#[test]
fn a_step_parts_on_its_outcome() {
    let ways = "start -> a \n a -> b [outcome = \"approve\"] \n a -> end1 [outcome = \"refuse\"] \n b -> end2";
    assert_eq!(read(ways), "start a{b end2 | end1}");
    let ways = "start -> a \n a -> b [outcome = \"approve\"] \n a -> c [default] \n b -> c \n c -> end";
    assert_eq!(read(ways), "start a{b ^ | ^} c end");
    assert_eq!(not("start -> a \n a -> b \n a -> c \n b -> end \n c -> end"), "a", "both at once");
}

#[test]
fn what_comes_first_decides_and_goes_on_at_a_choice() {
    let ways = "start -> first \n first -> wait1 \n first -> wait2 \n wait1 -> join \n wait2 -> join \n join -> end";
    assert_eq!(read(ways), "start first{wait1 ^ | wait2 ^}join end");
}

#[test]
fn a_sub_process_has_a_line_of_its_own() {
    let ways = "start -> part \n part -> end \n part.start -> part.a \n part.a -> part.end";
    assert_eq!(read(ways), "start part(part.start part.a part.end) end");
    let ways = "start -> part \n part -> end \n part.a -> part.b";
    assert_eq!(read(ways), "start part(part.a part.b …) end");
    let tree = tree(&drawn("start -> part \n part -> end")).expect("it is a tree");
    let Item::Step { step, .. } = &tree.line.items[0] else { panic!("it is a step") };
    let within = step.within.as_ref().expect("it is a sub-process");
    assert_eq!((&within.line.before, &within.line.end), (&Gap::Into("part".into()), &LineEnd::Open));
    assert_eq!(not("start -> part \n part -> end \n part.a -> part.end1 \n part.b -> part.end2"), "part");
}

#[test]
fn an_event_at_the_side_has_a_line_that_ends_for_itself() {
    let ways = "start -> a \n a -> end \n a!late -> b \n b -> end";
    assert_eq!(read(ways), "start a/a!late: b end/ end");
    assert_eq!(read("start -> a \n a -> end \n a!late"), "start a/a!late: …/ end");
    assert_eq!(not("start -> a \n a -> c \n c -> end \n a!late -> c"), "a!late");
}

#[test]
fn what_leads_back_is_no_tree() {
    let ways = "start -> a \n a -> b \n b -> a [outcome = \"refuse\"] \n b -> end [default]";
    let reason = tree(&drawn(ways)).expect_err("it is no tree");
    assert_eq!(reason.element, "e3");
    let words = serde_json::to_string(&reason.reason).expect("it can be written");
    assert!(words.contains("这条线回到前面的步骤，简单视图画不出") && words.contains("leads back"), "{words}");
    assert_eq!(not("start -> a \n a -> b \n b -> end \n b!late -> a"), "e4");
}

#[test]
fn branches_that_cross_or_meet_in_another_way_are_no_tree() {
    let crossing = "start -> choice \n choice -> a [x] \n choice -> b [y] \n choice -> c [default]
        a -> join1 \n b -> join1 \n join1 -> d \n b2 -> d \n c -> d \n d -> end";
    assert_eq!(not(&crossing.replace("b2 -> d", "")), "choice");
    let mixed = "start -> fork \n fork -> a \n fork -> b \n a -> c \n b -> c \n c -> end";
    assert_eq!(not(mixed), "c");
    let stuck = "start -> choice \n choice -> a [x] \n choice -> b [default] \n a -> all \n b -> all \n all -> end";
    assert_eq!(not(stuck), "all");
}

#[test]
fn what_hangs_together_with_nothing_is_no_tree() {
    assert_eq!(not("start -> end \n a"), "a");
    assert_eq!(not("start -> end \n start2 -> end2"), "start2");
    assert_eq!(not("a -> end"), "", "there is no start");
    let mut dangling = drawn("start -> a \n a -> end");
    dangling.nodes.retain(|node| node.id != "a");
    assert_eq!(tree(&dangling).map_err(|not| not.element), Err("e1".to_owned()));
    assert_eq!(tree(&Definition::default()).map_err(|not| not.element), Err(String::new()));
}

#[test]
fn a_gateway_that_opens_by_a_rule_is_no_tree() {
    let mut definition = drawn("start -> some \n some -> a \n some -> b \n a -> any \n b -> any \n any -> end");
    assert!(tree(&definition).is_ok());
    definition.nodes.iter_mut().filter(|node| node.id == "some").for_each(|node| node.kind = Kind::Complex);
    assert_eq!(tree(&definition).map_err(|not| not.element), Err("some".to_owned()));
}

#[test]
fn what_is_nested_beyond_all_reading_is_told_and_breaks_nothing() {
    let mut ways = "start -> choice0 \n".to_owned();
    for depth in 0..300 {
        ways += &format!("choice{depth} -> choice{} [x] \n choice{depth} -> end [default] \n", depth + 1);
    }
    assert!(not(&(ways + "choice300 -> end")).starts_with("choice"));
}

/// The demo's processes and the examples of the handbook.
#[cfg(feature = "yaml")]
#[test]
fn of_the_processes_that_come_with_the_product_those_are_trees_that_neither_lead_back_nor_begin_twice() {
    use crate::file::{self, Format};
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for place in ["docs/examples", "server/content"] {
        let files = std::fs::read_dir(folder.join(place))
            .expect("there are some")
            .map(|file| file.expect("it is there").path());
        for path in files.filter(|path| path.to_string_lossy().ends_with(".flow.yaml")) {
            let text = std::fs::read_to_string(&path).expect("it is text");
            let definition: Definition = file::read(&text, Format::Yaml).expect("it is well written").value;
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .map(|name| name.trim_end_matches(".flow.yaml").to_owned());
            let read = tree(&definition);

            found.push((name.expect("it has a name"), read.is_ok()));
        }
    }
    let mut trees: Vec<&str> = found.iter().filter(|(_, is)| *is).map(|(name, _)| name.as_str()).collect();
    trees.sort_unstable();
    assert_eq!(trees, ["C-10", "S-01", "S-11", "delivery", "fields"]);
}
