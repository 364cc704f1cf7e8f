//! A process that serves commands as fast as it can and says which it acknowledged, until it is ended.

use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command as Process, Stdio};

use flow::kernel::{Command, Data, Start};
use flow::organisation::{Organisation, Person};
use serde_json::json;
use server::runtime::{Runtime, Submission, SubmitError, Target, wall_clock};
use server::store::folder::Folder;
use server::store::{Queries, Store, Upkeep};
use uuid::Uuid;

/// Tells the worker its folder and what its keys begin with.
const FOLDER: &str = "LIANBAN_WORKER_FOLDER";
const ROUND: &str = "LIANBAN_WORKER_ROUND";

/// How many clients send commands at the same time.
const CLIENTS: u32 = 32;

/// A worker's process and what it said so far.
pub(crate) struct Worker {
    child: Child,
    said: Lines<BufReader<ChildStdout>>,
}

/// What a worker acknowledged: the key of the command, its instance and the revision after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Acknowledged {
    pub(crate) key: String,
    pub(crate) instance: Uuid,
    pub(crate) revision: u64,
}

impl Worker {
    pub(crate) fn start(folder: &Path, round: &str, with: impl FnOnce(&mut Process)) -> Self {
        let mut process = Process::new(std::env::current_exe().unwrap());
        process.args(["--exact", "worker::works", "--ignored", "--nocapture"]);
        process.env(FOLDER, folder).env(ROUND, round).stdout(Stdio::piped());
        with(&mut process);
        let mut child = process.spawn().unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, said }
    }

    /// The next so many acknowledgements.
    pub(crate) fn acknowledged(&mut self, many: usize) -> Vec<Acknowledged> {
        self.said.by_ref().map_while(Result::ok).filter_map(|line| read(&line)).take(many).collect()
    }

    /// Ends it without any warning; returns what it had acknowledged and nobody had read.
    pub(crate) fn kill(mut self) -> Vec<Acknowledged> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.said.map_while(Result::ok).filter_map(|line| read(&line)).collect()
    }
}

fn read(line: &str) -> Option<Acknowledged> {
    // The last line may have been cut short; then it was not said.
    let mut words = line.strip_prefix("done ")?.strip_suffix(" .")?.split(' ');
    Some(Acknowledged {
        key: words.next()?.to_owned(),
        instance: words.next()?.parse().ok()?,
        revision: words.next()?.parse().ok()?,
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "runs as a process of its own, started by the other tests"]
async fn works() {
    let (Ok(folder), Ok(round)) = (std::env::var(FOLDER), std::env::var(ROUND)) else { return };
    let folder = Folder::at(folder);
    let _hold = folder.hold().unwrap();
    let runtime = open(&folder).await;
    let clients = (0..CLIENTS).map(|client| tokio::spawn(serve(runtime.clone(), format!("{round}-{client}"))));
    for client in clients.collect::<Vec<_>>() {
        client.await.unwrap();
    }
}

/// Starts instances and decides them, for ever.
async fn serve(runtime: Runtime, name: String) {
    for number in 0.. {
        let started = submit(&runtime, &format!("{name}-{number}s"), Target::New("matter".into()), begin()).await;
        submit(&runtime, &format!("{name}-{number}d"), Target::Instance(started), approve()).await;
    }
}

async fn submit(runtime: &Runtime, key: &str, target: Target, command: Command) -> Uuid {
    let done = again(runtime, key, target, command).await.unwrap();
    writeln!(std::io::stdout().lock(), "done {key} {} {} .", done.0, done.1).unwrap();
    done.0
}

/// Sends a command under its key, maybe not for the first time.
pub(crate) async fn again(
    runtime: &Runtime,
    key: &str,
    target: Target,
    command: Command,
) -> Result<(Uuid, u64, bool), SubmitError> {
    let submission = Submission { subject: "ann".into(), key: Some(key.to_owned()), target, command, draft: None };
    runtime.submit(submission).await.map(|done| (done.instance, done.revision, done.repeated))
}

pub(crate) fn begin() -> Command {
    Command::Start(Start::by("ann".into(), 0, Data::new()))
}

pub(crate) fn approve() -> Command {
    let (task, by, outcome) = (0, "bob".into(), "approve".into());
    Command::Decide { task, by, outcome, data: Data::new(), opinion: None, seen: None, outside: None }
}

/// A runtime on a folder, with one process in force.
pub(crate) async fn open(folder: &Folder) -> Runtime {
    let people = ["ann", "bob"].map(|id| (id.into(), Person { name: id.into(), ..Person::default() }));
    let organisation = Organisation { people: people.into(), ..Organisation::default() };
    let key = folder.key().unwrap();
    let store = Store::open(folder).await.unwrap();
    let runtime = Runtime::start(store, key, organisation, wall_clock()).await.unwrap();
    if runtime.store().definitions().await.unwrap().is_empty() {
        let definition = json!({
            "lianban": 1, "key": "matter", "name": "Matter", "number": "M-{seq:6}",
            "nodes": [{"id": "start", "kind": "start"}, {"id": "check", "kind": "approve", "who": {"person": "bob"}},
                {"id": "end", "kind": "end"}],
            "edges": [{"id": "e1", "from": "start", "to": "check"}, {"id": "e2", "from": "check", "to": "end"}],
        });
        let (key, by) = ("matter".into(), "ann".into());
        let draft = runtime.store().save_draft(&key, &definition.to_string(), &by, runtime.now()).await.unwrap();
        runtime.publish(&key, draft, &by).await.unwrap();
    }
    runtime
}
