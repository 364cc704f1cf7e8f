//! The kernel as an engine: whole instances beside a public engine on the same file, what several tokens cost, looking
//! ahead, reading the largest file of an interchange suite, and what a step writes.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command as Program;
use std::sync::Arc;
use std::time::{Duration, Instant};

use feel::Value;
use flow::forecast::forecast_start;
use flow::kernel::{Command, Context, Data, Facts, Start, State, act};
use flow::model::Definition;
use flow::process::Process;
use flow::time::Moment;
use serde_json::{Value as Json, json};

use crate::house::organisation;
use crate::table::{Table, rate};

/// Start, work, gateway, work, end.
const ORDER: &str = include_str!("order.bpmn");
/// The field that its gateway looks at.
const AMOUNT: &str = "amount";
/// How many instances the other engine runs.
const INSTANCES: usize = 1_000;
/// How long a stretch is timed.
const STRETCH: Duration = Duration::from_millis(500);

pub(crate) fn measure(table: &mut Table) {
    let (organisation, facts) = (organisation(), Facts::default());
    let context = Context { now: Moment(1_772_000_000_000), organisation: &organisation, facts: &facts };
    beside_another(&context, table);
    let ways = Process::new(definition(&ways(10))).expect("the process is right");
    let each = Process::new(definition(&each(100))).expect("the process is right");
    for (what, process) in [("10 ways at once", &ways), ("work for each of 100", &each)] {
        let tasks = finished(process, &context).tasks.len();
        let took = stretch(|| _ = black_box(finished(process, &context)));
        let remark = format!("{tasks} in an instance, its beginning and end included");
        table.add(&format!("tasks: {what}"), rate(tasks, took), "", remark);
    }
    look_ahead(&ways, &context, table);
    if let Some(folder) = std::env::var_os("BPMN_MIWG") {
        largest_file(Path::new(&folder), table);
    }
}

/// Whole instances in memory, and the same file in the same run by SpiffWorkflow, where its Python is named.
fn beside_another(context: &Context<'_>, table: &mut Table) {
    let reading = flow::bpmn::read(ORDER, None).expect("the file can be read");
    let process = Process::new(Arc::new(reading.definition)).expect("the process can be run");
    let ours = stretch(|| _ = black_box(finished(&process, context)));
    let remark = match std::env::var_os("LIANBAN_SPIFF") {
        None => "alone: LIANBAN_SPIFF names no Python with SpiffWorkflow".to_owned(),
        Some(python) => {
            let theirs = spiff(Path::new(&python));
            let times = theirs.as_secs_f64() / ours.as_secs_f64();
            format!("{times:.0} times SpiffWorkflow, which did {} on the same file", rate(1, theirs))
        }
    };
    table.add("instances of start, work, gateway, work, end", rate(1, ours), "100 times", remark);
}

/// How long SpiffWorkflow takes for an instance.
fn spiff(python: &Path) -> Duration {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches/measure");
    let mut program = Program::new(python);
    program.args([here.join("spiff.py"), here.join("order.bpmn")]).arg(INSTANCES.to_string());
    let answer = program.output().expect("the Python that is named can be run");
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    let seconds = String::from_utf8_lossy(&answer.stdout).trim().parse().expect("it prints seconds");
    Duration::from_secs_f64(seconds)
}

/// An instance from its beginning to its end: everybody agrees to everything.
fn finished(process: &Process, context: &Context<'_>) -> State {
    let step = |state: State, command: &Command| act(process, state, command, context).expect("it may be done").1;
    let mut data = Data::new();
    if process.field(AMOUNT).is_some() {
        data.insert(AMOUNT.into(), Value::from(5_000));
    }
    let mut state = step(State::default(), &Command::Start(Start::by("ann".into(), 0, data)));
    while state.is_running() {
        let (task, held) = state.open_tasks().next().expect("somebody is asked until the end");
        let human = state.visit(held.visit).and_then(|visit| process.step(&visit.node)).and_then(|step| step.human());
        let outcome = human.and_then(|human| human.outcomes.first()).expect("there is something to decide").id.clone();
        let (by, data) = (held.person.clone(), Data::new());
        let decide = Command::Decide { task, by, outcome, data, opinion: None, seen: None, outside: None };
        state = step(state, &decide);
    }
    state
}

fn look_ahead(process: &Process, context: &Context<'_>, table: &mut Table) {
    let start = Start::by("ann".into(), 0, Data::new());
    let expected = forecast_start(process, &start, context).len();
    let took = stretch(|| _ = black_box(forecast_start(process, &start, context)));
    let micros = took.as_secs_f64() * 1e6;
    table.add("look ahead over 10 ways at once", format!("{micros:.0} µs"), "", format!("{expected} steps expected"));
}

fn largest_file(folder: &Path, table: &mut Table) {
    let files = std::fs::read_dir(folder).expect("the folder can be read").flatten().map(|entry| entry.path());
    let texts = files.filter(|path| path.extension().is_some_and(|ending| ending == "bpmn"));
    let texts = texts.filter_map(|path| Some((path.file_name()?.to_owned(), std::fs::read_to_string(path).ok()?)));
    let (name, text) = texts.max_by_key(|(_, text)| text.len()).expect("there are files of BPMN in the folder");
    let took = stretch(|| _ = black_box(flow::bpmn::read(&text, None)));
    let remark = format!("{}, {} kB", name.to_string_lossy(), text.len() / 1000);
    table.add("reading the largest file of the suite", format!("{:.1} ms", took.as_secs_f64() * 1e3), "", remark);
}

/// Approvals side by side.
fn ways(count: usize) -> Json {
    let mut nodes = vec![json!({"id": "split", "kind": "parallel"}), json!({"id": "join", "kind": "parallel"})];
    let mut edges = vec![("start".to_owned(), "split".to_owned()), ("join".to_owned(), "end".to_owned())];
    for way in 0..count {
        let node = format!("way{way}");
        nodes.push(json!({"id": node, "kind": "approve", "who": {"person": "bob"}}));
        edges.extend([("split".to_owned(), node.clone()), (node, "join".to_owned())]);
    }
    json!({"nodes": nodes, "edges": edges})
}

/// One piece of work that is done for each element of a list, all at once.
fn each(count: usize) -> Json {
    let node = json!({"id": "work", "kind": "handle", "who": {"person": "bob"}, "each": {"in": count.to_string()}});
    json!({"nodes": [node], "edges": [["start", "work"], ["work", "end"]]})
}

/// A process of these nodes and edges between a start and an end.
fn definition(graph: &Json) -> Arc<Definition> {
    let mut nodes = vec![json!({"id": "start", "kind": "start"}), json!({"id": "end", "kind": "end"})];
    nodes.extend(graph["nodes"].as_array().into_iter().flatten().cloned());
    let pairs = graph["edges"].as_array().into_iter().flatten().enumerate();
    let edges = pairs.map(|(number, pair)| json!({"id": format!("e{number}"), "from": pair[0], "to": pair[1]}));
    let edges = edges.collect::<Vec<_>>();
    let definition = json!({"lianban": 1, "key": "engine", "name": "Engine", "nodes": nodes, "edges": edges});
    Arc::new(serde_json::from_value(definition).expect("the process is one"))
}

/// How long something takes, over a stretch of doing it again and again.
fn stretch(mut work: impl FnMut()) -> Duration {
    let (began, mut times) = (Instant::now(), 0);
    while began.elapsed() < STRETCH {
        work();
        times += 1;
    }
    began.elapsed() / times
}
