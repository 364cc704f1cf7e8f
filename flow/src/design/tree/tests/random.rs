//! Whatever one does to a tree, it stays one, and nothing gets lost.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::Index;

use super::sample::drawn;
use crate::check::{Surroundings, check};
use crate::design::tree::line::Standing;
use crate::design::tree::*;
use crate::design::{History, New};
use crate::id::EdgeId;
use crate::model::{Definition, EventKind, Kind};
use crate::text::Text;

const SAMPLES: [&str; 6] = [
    "start -> end",
    "start -> a",
    "start -> fork \n fork -> a \n fork -> choice \n choice -> b [x] \n choice -> end1 [y] \n choice -> join [default]
        b -> join \n join -> all \n a -> all \n a!late -> c \n c -> end1 \n all -> d \n d -> end",
    "start -> choice1 \n choice1 -> a [x] \n choice1 -> choice3 [default] \n a -> choice2 \n choice2 -> b [y]
        choice2 -> choice3 [default] \n b -> choice3 \n choice3 -> c [x] \n choice3 -> end1 [default] \n c -> end2",
    "start -> a \n a -> part [outcome = \"approve\"] \n a -> end1 [default] \n part -> some \n some -> b [x]
        some -> c [default] \n b -> any \n c -> any \n any -> end2 \n part!late \n part.start -> part.d
        part.d -> part.choice \n part.choice -> part.end [x] \n part.choice -> part.e [default] \n part.e -> part.end",
    "start -> part \n part -> first \n part.a -> part.b \n first -> wait1 \n first -> wait2 \n wait1 -> end
        wait2 -> c \n c -> end",
];

/// Something one does to what is there.
#[derive(Debug, Clone)]
enum Gesture {
    Insert(Index, Index),
    AddFork(Index, Index),
    AddBranch(Index),
    RemoveBranch(Index, Index),
    MoveBranch(Index, Index, Index),
    CopyBranch(Index, Index),
    MoveStep(Index, Index),
    MoveFork(Index, Index),
    RemoveStep(Index),
    EndHere(Index),
    MeetAgain(Index),
}

fn gestures() -> impl Strategy<Value = Vec<Gesture>> {
    use Gesture::*;
    let at = || any::<Index>();
    let one = prop_oneof![
        (at(), at()).prop_map(|(a, b)| Insert(a, b)),
        (at(), at()).prop_map(|(a, b)| AddFork(a, b)),
        at().prop_map(AddBranch),
        (at(), at()).prop_map(|(a, b)| RemoveBranch(a, b)),
        (at(), at(), at()).prop_map(|(a, b, c)| MoveBranch(a, b, c)),
        (at(), at()).prop_map(|(a, b)| CopyBranch(a, b)),
        (at(), at()).prop_map(|(a, b)| MoveStep(a, b)),
        (at(), at()).prop_map(|(a, b)| MoveFork(a, b)),
        at().prop_map(RemoveStep),
        at().prop_map(EndHere),
        at().prop_map(MeetAgain),
    ];
    prop::collection::vec(one, 1..25)
}

impl Gesture {
    /// Makes it, and answers what it may take away.
    fn make(&self, definition: &mut Definition) -> Result<BTreeSet<NodeId>, Text> {
        let read = tree(definition).expect("it is a tree");
        let lines = read.lines();
        let gaps: Vec<&Gap> = lines.iter().flat_map(|line| line.gaps()).collect();
        let gap = |at: &Index| (*at.get(&gaps)).clone();
        let forks: Vec<Standing<'_>> = lines.iter().flat_map(|line| line.forks()).collect();
        let fork = |at: &Index| (!forks.is_empty()).then(|| at.get(&forks)).ok_or_else(|| Text::from("there is none"));
        let steps: Vec<&Step> = lines.iter().flat_map(|line| &line.items).filter_map(step_of).collect();
        let step = |at: &Index| (!steps.is_empty()).then(|| *at.get(&steps)).ok_or_else(|| Text::from("there is none"));
        let branch = |standing: &Standing<'_>, at: &Index| at.index(standing.fork.branches.len());
        let mut gone = BTreeSet::new();
        match self {
            Self::Insert(at, what) => _ = insert(definition, &gap(at), &what.get(&news()).clone())?,
            Self::AddFork(at, what) => {
                let kinds = [Kind::Exclusive, Kind::Parallel, Kind::Inclusive, Kind::EventBased];
                add_fork(definition, &gap(at), *what.get(&kinds))?;
            }
            Self::AddBranch(at) => _ = add_branch(definition, fork(at)?.fork.at())?,
            Self::RemoveBranch(at, which) => {
                let standing = fork(at)?;
                let which = branch(standing, which);
                gone = standing.fork.branches[which].line.elements().into_iter().cloned().collect();
                gone.extend(standing.meeting.and_then(|meeting| meeting.join).cloned());
                if let Parting::Gateway(gateway) = &standing.fork.parting {
                    gone.insert(gateway.clone());
                }
                remove_branch(definition, standing.fork.at(), which)?;
            }
            Self::MoveBranch(at, from, to) => {
                let standing = fork(at)?;
                move_branch(definition, standing.fork.at(), branch(standing, from), branch(standing, to))?;
            }
            Self::CopyBranch(at, which) => {
                let standing = fork(at)?;
                copy_branch(definition, standing.fork.at(), branch(standing, which))?;
            }
            Self::MoveStep(at, to) => move_step(definition, &step(at)?.node, &gap(to))?,
            Self::MoveFork(at, to) => move_fork(definition, fork(at)?.fork.at(), &gap(to))?,
            Self::RemoveStep(at) => {
                gone = step(at)?.elements().into_iter().cloned().collect();
                remove_step(definition, &step(at)?.node)?;
            }
            Self::EndHere(at) | Self::MeetAgain(at) => {
                let branches: Vec<&Branch> = forks.iter().flat_map(|standing| &standing.fork.branches).collect();
                let branch = (!branches.is_empty()).then(|| *at.get(&branches)).ok_or_else(|| Text::from("none"))?;
                match (self, &branch.line.end) {
                    (Self::EndHere(_), _) => _ = end_here(definition, &branch.edge)?,
                    (_, end) => {
                        gone.extend(match end {
                            LineEnd::End(end) => Some(end.clone()),
                            LineEnd::Meets | LineEnd::Open | LineEnd::Apart(_) => None,
                        });
                        meet_again(definition, &branch.edge)?;
                    }
                }
            }
        }
        Ok(gone)
    }

    fn removes(&self) -> bool {
        matches!(self, Self::RemoveBranch(..) | Self::RemoveStep(..))
    }
}

fn step_of(item: &Item) -> Option<&Step> {
    match item {
        Item::Step { step, .. } => Some(step),
        Item::Fork { .. } => None,
    }
}

fn news() -> Vec<New> {
    let wait = New { event: Some(EventKind::Timer), ..New::node(Kind::Wait) };
    [Kind::Approve, Kind::Handle, Kind::SubProcess, Kind::End].into_iter().map(New::node).chain([wait]).collect()
}

/// How often each element is shown.
fn shown(tree: &Tree) -> BTreeMap<NodeId, usize> {
    let mut shown = BTreeMap::from([(tree.start.clone(), 1)]);
    let own = tree.lines().into_iter().flat_map(|line| line.own());
    let reactions = tree.reactions.iter().map(|step| &step.node);
    own.chain(reactions).for_each(|id| *shown.entry(id.clone()).or_default() += 1);
    shown
}

/// How often each of the findings is made that tell of a drawing that does not hang together.
fn faults(definition: &Definition) -> BTreeMap<&'static str, usize> {
    let told = ["unreachable_node", "dead_end", "no_way_to_end", "edge_into_start", "edge_out_of_end", "not_an_event"];
    let found = check(&Arc::new(definition.clone()), &Surroundings::default());
    told.into_iter().map(|code| (code, found.iter().filter(|finding| finding.code == code).count())).collect()
}

/// How many elements lead nowhere, where they have to and where they need not.
fn leading_nowhere(definition: &Definition) -> usize {
    let leads_on = |id: &&NodeId| definition.edges.iter().any(|edge| edge.from == **id);
    let goes_on = definition.nodes.iter().filter(|node| !node.kind.is_end() && node.kind != Kind::EventSubProcess);
    let events = definition.attached.iter().map(|event| &event.id);
    goes_on.map(|node| &node.id).chain(events).filter(|id| !leads_on(id)).count()
}

/// The ways out of gateways with what decides about them.
fn conditions(definition: &Definition) -> BTreeMap<EdgeId, (NodeId, Option<String>, bool)> {
    let is_gateway = |id: &NodeId| definition.nodes.iter().any(|node| node.id == *id && node.kind.is_gateway());
    let decided =
        definition.edges.iter().filter(|edge| is_gateway(&edge.from) && (edge.when.is_some() || edge.default));
    let told = decided.map(|edge| {
        let when = edge.when.as_ref().map(|when| when.0.clone());
        (edge.id.clone(), (edge.from.clone(), when, edge.default))
    });
    told.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn a_tree_stays_one_and_nothing_gets_lost(sample in prop::sample::select(&SAMPLES[..]), gestures in gestures()) {
        let mut definition = drawn(sample);
        for gesture in gestures {
            let before = definition.clone();
            let Ok(gone) = gesture.make(&mut definition) else {
                prop_assert_eq!(&definition, &before, "what is refused changes nothing");
                continue;
            };
            let read = tree(&definition);
            prop_assert!(read.is_ok(), "{:?} leaves {:?}", gesture, read);
            let shown = shown(&read.expect("it is one"));
            for node in &definition.nodes {
                let times = shown.get(&node.id).copied().unwrap_or_default();
                let is_right = times == 1 || node.kind == Kind::End && times > 1;
                prop_assert!(is_right, "{} is shown {} times after {:?}", node.id, times, gesture);
            }
            prop_assert!(definition.attached.iter().all(|event| shown.get(&event.id) == Some(&1)));
            let there: BTreeSet<&NodeId> = definition.element_ids().collect();
            for id in before.element_ids() {
                prop_assert!(there.contains(id) || gone.contains(id), "{} is lost by {:?}", id, gesture);
            }
            if !gesture.removes() {
                let now = conditions(&definition);
                for (edge, decided) in conditions(&before) {
                    prop_assert_eq!(now.get(&edge), Some(&decided), "{} after {:?}", edge, gesture);
                }
            }
            let (mut had, has) = (faults(&before), faults(&definition));
            // Work may just end within a sub-process; where it is moved to it leads nowhere.
            had.insert("dead_end", leading_nowhere(&before));
            // A copy of what leads nowhere yet leads nowhere either.
            let copies = if matches!(gesture, Gesture::CopyBranch(..)) { 2 } else { 1 };
            let is_new = |(code, times): (&&str, &usize)| had[code] * copies < *times;
            prop_assert!(!has.iter().any(is_new), "{:?}: {:?} {:?}", gesture, had, has);
        }
    }

    #[test]
    fn what_was_done_to_a_tree_is_taken_back_to_the_byte(
        sample in prop::sample::select(&SAMPLES[..]), placed in any::<bool>(), gestures in gestures()
    ) {
        let mut definition = drawn(sample);
        if placed {
            crate::design::place(&mut definition);
        }
        let written = |definition: &Definition| serde_json::to_string(definition).expect("it can be written");
        let (mut history, mut seen) = (History::default(), vec![written(&definition)]);
        for gesture in gestures {
            let before = definition.clone();
            if gesture.make(&mut definition).is_ok() && history.record((), None, &before, &definition) {
                seen.push(written(&definition));
            }
        }
        for expected in seen.iter().rev().skip(1) {
            prop_assert!(history.undo(&mut definition).is_some());
            prop_assert_eq!(&written(&definition), expected);
        }
        for expected in seen.iter().skip(1) {
            prop_assert!(history.redo(&mut definition).is_some());
            prop_assert_eq!(&written(&definition), expected);
        }
    }
}
