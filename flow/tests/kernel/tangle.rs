//! Random graphs that nobody drew with care: what is told of one before it is started is what the kernel comes to when
//! everything that can be decided is tried.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use feel::Value;
use flow::kernel::{Command, Context, Facts, Start, State, act};
use flow::organisation::Organisation;
use flow::process::{Process, Work};
use flow::soundness::{FaultKind, Passage, Verdict, analyse};
use flow::time::Moment;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// A node of a graph, with the places of those that it leads to.
#[derive(Debug, Clone)]
pub(crate) enum Knot {
    /// A message is waited for.
    Wait(usize),
    /// A message is waited for that tells which way is taken.
    Choice([usize; 2]),
    /// A message is waited for that tells which ways are taken.
    Some([usize; 2]),
    /// All ways are taken.
    All([usize; 2]),
    /// All tokens are waited for.
    Join(usize),
    /// Those that can still come are.
    JoinSome(usize),
    /// As many as this, then the rest.
    JoinEnough(usize, usize),
    /// A script begins with so many tokens and gives so many.
    Counts(usize, u32, u32),
    /// A token ends.
    End,
    /// All tokens do.
    Terminate,
}

pub(crate) fn knots(inclusive: bool, complex: bool, counting: bool) -> impl Strategy<Value = Vec<Knot>> {
    let ahead = 1..6_usize;
    let two = move || [1..6_usize, 1..6_usize];
    let some = u32::from(inclusive) * 2;
    let enough = u32::from(complex) * 3;
    let counts = u32::from(counting) * 4;
    let knot = prop_oneof![
        3 => ahead.clone().prop_map(Knot::Wait),
        3 => two().prop_map(Knot::Choice),
        some => two().prop_map(Knot::Some),
        3 => two().prop_map(Knot::All),
        3 => ahead.clone().prop_map(Knot::Join),
        some => ahead.clone().prop_map(Knot::JoinSome),
        counts => (ahead.clone(), 1..4_u32, 1..4_u32).prop_map(|(ahead, needs, gives)| Knot::Counts(ahead, needs, gives)),
        enough => (ahead, 1..3_usize).prop_map(|(ahead, count)| Knot::JoinEnough(ahead, count)),
        1 => Just(Knot::End),
        1 => Just(Knot::Terminate),
    ];
    prop::collection::vec(knot, 3..9)
}

/// The process of a graph: each node leads so many nodes on, or round to the beginning; the last is an end.
pub(crate) fn definition(knots: &[Knot]) -> Json {
    let mut nodes = vec![json!({"id": "s", "kind": "start"})];
    let mut edges: Vec<Json> = Vec::new();
    let mut edge = |from: String, to: String, more: Json| {
        let mut edge = json!({"id": format!("{from}>{to}#{}", edges.len()), "from": from, "to": to});
        if let (Json::Object(edge), Json::Object(more)) = (&mut edge, more) {
            edge.extend(more);
        }
        edges.push(edge);
    };
    let wait = |id: &str| json!({"id": id, "kind": "wait", "event": {"kind": "message", "of": "m"}});
    let before = |at: usize, knot: &Knot| match knot {
        Knot::Choice(_) | Knot::Some(_) => format!("w{at}"),
        _ => format!("n{at}"),
    };
    let to = |at: usize, ahead: &usize| match (at + ahead) % (knots.len() + 1) {
        last if last == knots.len() => "e".to_owned(),
        next => before(next, &knots[next]),
    };
    edge("s".to_owned(), before(0, &knots[0]), json!({}));
    for (at, knot) in knots.iter().enumerate() {
        let id = format!("n{at}");
        if matches!(knot, Knot::Choice(_) | Knot::Some(_)) {
            nodes.push(wait(&format!("w{at}")));
            edge(format!("w{at}"), id.clone(), json!({}));
        }
        let kind = match knot {
            Knot::Wait(_) => "wait",
            Knot::Choice(_) => "exclusive",
            Knot::Some(_) | Knot::JoinSome(_) => "inclusive",
            Knot::All(_) | Knot::Join(_) => "parallel",
            Knot::JoinEnough(..) => "complex",
            Knot::Counts(..) => "script",
            Knot::End => "end",
            Knot::Terminate => "terminate",
        };
        nodes.push(match knot {
            Knot::Wait(_) => wait(&id),
            Knot::Counts(_, needs, gives) => {
                json!({"id": id, "kind": kind, "script": "{}", "needs": needs, "gives": gives})
            }
            _ => json!({"id": id, "kind": kind}),
        });
        match knot {
            Knot::Wait(ahead)
            | Knot::Join(ahead)
            | Knot::JoinSome(ahead)
            | Knot::JoinEnough(ahead, _)
            | Knot::Counts(ahead, ..) => edge(id, to(at, ahead), json!({})),
            Knot::Choice([one, other]) => {
                edge(id.clone(), to(at, one), json!({"when": "a"}));
                edge(id, to(at, other), json!({"default": true}));
            }
            Knot::Some([one, other]) => {
                edge(id.clone(), to(at, one), json!({"when": "a"}));
                edge(id, to(at, other), json!({"when": "b"}));
            }
            Knot::All([one, other]) => {
                edge(id.clone(), to(at, one), json!({}));
                edge(id, to(at, other), json!({}));
            }
            Knot::End | Knot::Terminate => {}
        }
    }
    nodes.push(json!({"id": "e", "kind": "end"}));
    for (at, knot) in knots.iter().enumerate() {
        if let Knot::JoinEnough(_, count) = knot {
            let id = format!("n{at}");
            let arriving = edges.iter().filter(|edge| edge["to"] == id.as_str()).count();
            let node = nodes.iter_mut().find(|node| node["id"] == id.as_str()).expect("it was drawn");
            node["activate"] = json!({"count": count.min(&arriving)});
        }
        // What nothing leads to cannot need several.
        if let Knot::Counts(..) = knot {
            let id = format!("n{at}");
            let node = nodes.iter_mut().find(|node| node["id"] == id.as_str()).expect("it was drawn");
            if !edges.iter().any(|edge| edge["to"] == id.as_str()) {
                node["needs"] = json!(1);
            }
        }
    }
    let fields = json!([{"id": "a", "type": "boolean"}, {"id": "b", "type": "boolean"}]);
    json!({"lianban": 1, "key": "T", "name": "t", "form": {"fields": fields}, "nodes": nodes, "edges": edges})
}

/// The kernel with a process whose every choice is made by messages.
struct Kernel {
    process: Process,
    organisation: Organisation,
}

/// Where the tokens are.
type Tokens = Vec<String>;

/// Markings, each with those that come next.
type Markings = BTreeMap<Tokens, BTreeSet<Tokens>>;

impl Kernel {
    fn of(definition: Json) -> Self {
        let definition = serde_json::from_value(definition).expect("the definition is well written");
        let process = Process::new(Arc::new(definition)).expect("the definition can be run");
        Self {
            process,
            organisation: Organisation { people: [("li".into(), person())].into(), ..Organisation::default() },
        }
    }

    fn act(&self, state: State, command: &Command) -> State {
        let context = Context { now: Moment(0), organisation: &self.organisation, facts: &Facts::default() };
        act(&self.process, state, command, &context).expect("the command is accepted").1
    }

    fn start(&self) -> State {
        let start = Start::by("li".into(), 1, Default::default());
        self.act(State::default(), &Command::Start(start))
    }

    fn deliver(&self, state: &State, node: &str, flags: [bool; 2]) -> State {
        let data = [("a".into(), Value::Bool(flags[0])), ("b".into(), Value::Bool(flags[1]))].into();
        let command = Command::Deliver { message: "m".to_owned(), key: Value::Null, node: Some(node.into()), data };
        self.act(state.clone(), &command)
    }

    /// The nodes at which messages are waited for.
    fn waits(&self, state: &State) -> BTreeSet<String> {
        let free =
            state.active().filter(|(_, visit)| visit.incident.is_none()).map(|(_, visit)| visit.node.to_string());
        free.filter(|node| self.process.step(&node.as_str().into()).is_some_and(|step| matches!(step.work, Work::Wait)))
            .collect()
    }

    /// What can be told at a wait: which ways are taken behind it.
    fn told_at(&self, node: &str) -> Vec<[bool; 2]> {
        let behind = node.strip_prefix('w').and_then(|at| self.process.step(&format!("n{at}").as_str().into()));
        match behind.map(|step| &step.work) {
            Some(Work::Exclusive) => vec![[true, false], [false, false]],
            Some(_) => vec![[true, false], [false, true], [true, true]],
            None => vec![[false, false]],
        }
    }

    fn tokens(state: &State) -> Tokens {
        let active = state.active().map(|(_, visit)| match &visit.incident {
            Some(_) => format!("{}!", visit.node),
            None => visit.node.to_string(),
        });
        let waiting = state.waiting.iter().map(|(_, edge)| edge.to_string());
        let opened = state.opened.iter().filter_map(|visit| state.visit(*visit));
        let came = opened.flat_map(|visit| &visit.edges).map(|edge| format!("{edge} came"));
        let mut tokens: Tokens = active.chain(waiting).chain(came).collect();
        tokens.sort();
        tokens
    }

    /// Every marking that can be come to, and every node that is entered; none when there are too many.
    fn everything(&self) -> Option<(Markings, BTreeSet<String>)> {
        let mut all = Markings::new();
        let mut entered = BTreeSet::new();
        let mut ahead = VecDeque::from([self.start()]);
        while let Some(state) = ahead.pop_front() {
            entered.extend(state.visits.iter().map(|visit| visit.node.to_string()));
            let tokens = Self::tokens(&state);
            if all.contains_key(&tokens) {
                continue;
            }
            if all.len() > 400 || tokens.len() > 7 {
                return None;
            }
            let mut next = BTreeSet::new();
            for node in self.waits(&state).iter().filter(|_| state.is_running()) {
                for flags in self.told_at(node) {
                    let after = self.deliver(&state, node, flags);
                    next.insert(Self::tokens(&after));
                    ahead.push_back(after);
                }
            }
            all.insert(tokens, next);
        }
        Some((all, entered))
    }

    /// Plays a way on the kernel, and tells where it leads; none when it cannot be gone.
    fn play(&self, path: &[Passage]) -> Option<State> {
        let mut state = self.start();
        for (at, passage) in path.iter().enumerate() {
            let Passage::Node(node) = passage else { continue };
            if !self.process.step(node).is_some_and(|step| matches!(step.work, Work::Wait)) {
                continue;
            }
            let behind = node.as_str().strip_prefix('w').map(|at| format!("n{at}"));
            let flags = behind.map_or([false, false], |gateway| {
                let chosen = path[at..].iter().skip_while(|passage| !is_at(passage, &gateway)).skip(1);
                let taken: Vec<&str> = chosen.map_while(edge).collect();
                let ways = &self.process.step(&gateway.as_str().into()).expect("there is a gateway").ways;
                [0, 1].map(|way| ways.get(way).is_some_and(|way| taken.contains(&way.edge.as_str())))
            });
            if !self.waits(&state).contains(node.as_str()) {
                return None;
            }
            state = self.deliver(&state, node.as_str(), flags);
        }
        Some(state)
    }
}

fn is_at(passage: &Passage, node: &str) -> bool {
    matches!(passage, Passage::Node(at) if *at == *node)
}

fn edge(passage: &Passage) -> Option<&str> {
    match passage {
        Passage::Edge(edge) => Some(edge.as_str()),
        Passage::Node(_) => None,
    }
}

fn person() -> flow::organisation::Person {
    flow::organisation::Person { name: "Li".into(), ..Default::default() }
}

/// Whether an end can be reached from every marking.
fn ends_from_everywhere(all: &Markings) -> bool {
    let mut ends: BTreeSet<&Tokens> = all.keys().filter(|tokens| tokens.is_empty()).collect();
    loop {
        let more: Vec<&Tokens> = all
            .iter()
            .filter(|(tokens, next)| !ends.contains(tokens) && next.iter().any(|next| ends.contains(next)))
            .map(|(tokens, _)| tokens)
            .collect();
        if more.is_empty() {
            return ends.len() == all.len();
        }
        ends.extend(more);
    }
}

/// What was told and what the kernel comes to agree, and the way to a fault leads there.
fn compare(knots: &[Knot]) -> Result<(), TestCaseError> {
    let kernel = Kernel::of(definition(knots));
    let analysis = analyse(&kernel.process);
    let Some((all, entered)) = kernel.everything() else { return Ok(()) };
    let faults = match &analysis.verdict {
        Verdict::Sound => Vec::new(),
        Verdict::Unsound(faults) => faults.clone(),
        Verdict::Undecided { .. } => return Ok(()),
    };
    let goes_wrong = faults.iter().any(|fault| fault.kind != FaultKind::DeadNode);
    // A token that goes round by itself is stopped, whatever others could still bring about.
    let is_stopped = all.keys().flatten().any(|token| token.ends_with('!'));
    prop_assert_eq!(goes_wrong, is_stopped || !ends_from_everywhere(&all), "{:?} {:#?}", faults, all);
    for fault in &faults {
        match fault.kind {
            FaultKind::DeadNode => prop_assert!(!entered.contains(fault.at.as_str()), "{:?} is entered", fault),
            FaultKind::EndlessLoop => {}
            _ => {
                let Some(state) = kernel.play(&fault.path) else {
                    return Err(TestCaseError::fail(format!("it cannot be played: {fault:?}")));
                };
                let tokens = Kernel::tokens(&state);
                prop_assert!(tokens.contains(&format!("{}!", fault.at)), "{:?} leads to {:?}", fault, tokens);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, max_shrink_iters: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_told_of_a_tangle_is_what_the_kernel_comes_to(knots in knots(false, false, false)) {
        compare(&knots)?;
    }

    #[test]
    fn that_holds_where_joins_wait_for_what_can_come(knots in knots(true, false, false)) {
        compare(&knots)?;
    }

    #[test]
    fn that_holds_where_gateways_open_with_as_many_as_are_enough(knots in knots(true, true, false)) {
        compare(&knots)?;
    }

    #[test]
    fn that_holds_where_work_counts_tokens(knots in knots(false, false, true)) {
        compare(&knots)?;
    }

    #[test]
    fn that_holds_where_everything_comes_together(knots in knots(true, true, true)) {
        compare(&knots)?;
    }
}

#[test]
fn a_way_is_told_in_the_order_in_which_it_can_be_gone() {
    let knots = [
        Knot::All([5, 1]),
        Knot::Some([3, 2]),
        Knot::Wait(3),
        Knot::Join(2),
        Knot::Wait(2),
        Knot::Choice([1, 5]),
        Knot::JoinSome(5),
    ];
    compare(&knots).expect("the way can be gone");
}

#[test]
fn joins_that_open_without_end_do_not_keep_the_search_from_its_end() {
    compare(&[Knot::Some([3, 2]), Knot::Wait(1), Knot::JoinSome(4), Knot::Counts(1, 1, 2)]).expect("both see the same");
}

/// A round of work with a join in it does not keep somebody beside it from ending everything.
#[test]
fn others_work_while_a_round_with_a_join_waits() {
    use Knot::{All, JoinSome, Terminate, Wait};
    let knots = [All([3, 1]), JoinSome(4), Wait(1), Wait(1), Terminate, Wait(1), Wait(3)];
    compare(&knots).expect("what is told is what the kernel comes to");
}
