//! A small organisation with a few processes and a runtime that can be restarted.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use flow::id::PersonId;
use flow::kernel::{Command, Data, Start};
use flow::organisation::{Organisation, Person};
use flow::time::Moment;
use serde_json::json;
use tempfile::TempDir;
use uuid::Uuid;

use crate::runtime::{Done, Runtime, Submission, SubmitError, Target};
use crate::store::folder::Folder;
use crate::store::{Log, SqliteLog, Store, Upkeep};

pub(super) struct House {
    scratch: TempDir,
    pub(super) runtime: Runtime,
    /// Milliseconds; moves by one with every command.
    clock: Arc<AtomicI64>,
}

fn organisation() -> Organisation {
    let people = ["ann", "bob", "cat"];
    let people = people.map(|id| (PersonId::from(id), Person { name: id.into(), ..Person::default() }));
    Organisation { people: people.into(), ..Organisation::default() }
}

/// `one`: Bob approves. `two`: calls `one`, then Cat handles. `missing`: calls what is not there. `late`: Bob approves
/// within an hour, else Cat handles. In `turns` Ann, Bob and Cat take turns, in `loads` whoever has the least to do handles.
/// `counts` enters a row in a register and counts those before. `hears` waits for the signal `now`. `buys` sends the message that `sells` begins with, and waits for its answer.
fn definitions() -> Vec<(&'static str, serde_json::Value)> {
    let start = json!({"id": "start", "kind": "start"});
    let end = json!({"id": "end", "kind": "end"});
    let edge = |id: &str, from: &str, to: &str| json!({"id": id, "from": from, "to": to});
    let one = json!({
        "lianban": 1, "key": "one", "name": "One", "title": {"zh": "a matter", "en": "a matter"}, "number": "ONE-{seq:3}",
        "form": {"fields": [
            {"id": "reason", "type": "text", "personal": true},
            {"id": "size", "type": "text"},
        ]},
        "nodes": [start, {"id": "check", "kind": "approve", "name": {"zh": "审核", "en": "Check"}, "who": {"person": "bob"}}, end],
        "edges": [edge("e1", "start", "check"), edge("e2", "check", "end")],
    });
    let calling = |key: &str, called: &str| {
        json!({
            "lianban": 1, "key": key, "name": key,
            "form": {"fields": [{"id": "size", "type": "text"}, {"id": "reason", "type": "text", "personal": true}]},
            "nodes": [start, {"id": "call", "kind": "call", "call": {"process": called}},
                {"id": "do", "kind": "handle", "name": {"en": "Do"}, "who": {"person": "cat"}}, end],
            "edges": [edge("e1", "start", "call"), edge("e2", "call", "do"), edge("e3", "do", "end")],
        })
    };
    let late = json!({
        "lianban": 1, "key": "late", "name": "late",
        "form": {"fields": [{"id": "reason", "type": "text"}, {"id": "size", "type": "text"}]},
        "nodes": [start, {"id": "check", "kind": "approve", "who": {"person": "bob"}},
            {"id": "chase", "kind": "handle", "who": {"person": "cat"}}, end],
        "edges": [edge("e1", "start", "check"), edge("e2", "check", "end"), edge("e3", "hour", "chase"),
            edge("e4", "chase", "end")],
        "attached": [{"id": "hour", "on": "check", "kind": "timer", "after": "1 hour"}],
    });
    let message = |of: &str| json!({"kind": "message", "of": of, "data": {"size": "size"}});
    let trading = |key: &str, nodes: serde_json::Value, edges: serde_json::Value| {
        json!({"lianban": 1, "key": key, "name": key, "form": {"fields": [{"id": "size", "type": "text"}]},
            "nodes": nodes, "edges": edges})
    };
    let buys = trading(
        "buys",
        json!([start, {"id": "order", "kind": "throw", "event": message("order")},
            {"id": "answer", "kind": "wait", "event": {"kind": "message", "of": "answer", "key": "size"}}, end]),
        json!([edge("e1", "start", "order"), edge("e2", "order", "answer"), edge("e3", "answer", "end")]),
    );
    let answers = json!({"kind": "message", "of": "answer", "key": "size"});
    let sells = trading(
        "sells",
        json!([{"id": "ordered", "kind": "start", "event": {"kind": "message", "of": "order"}},
            {"id": "agree", "kind": "approve", "who": {"person": "bob"}},
            {"id": "answers", "kind": "end", "event": answers}]),
        json!([edge("e1", "ordered", "agree"), edge("e2", "agree", "answers")]),
    );
    let two = calling("two", "one");
    let missing = calling("missing", "nowhere");
    let hears = trading(
        "hears",
        json!([start, {"id": "now", "kind": "wait", "event": {"kind": "signal", "of": "now"}}, end]),
        json!([edge("e1", "start", "now"), edge("e2", "now", "end")]),
    );
    let made = json!({"register": "made", "row": {"size": "size", "earlier": "earlier"}});
    let counts = json!({
        "lianban": 1, "key": "counts", "name": "counts",
        "form": {"fields": [{"id": "size", "type": "text"}, {"id": "earlier", "type": "number"}, {"id": "reason", "type": "text"}]},
        "nodes": [start, {"id": "count", "kind": "script",
                "script": "{earlier: register count(\"made\", {size: size})}"},
            {"id": "enter", "kind": "ledger", "ledger": made},
            {"id": "keep", "kind": "approve", "who": {"person": "bob"}, "refuse": "path"},
            {"id": "undo", "kind": "ledger", "ledger": {"register": "made", "reverses": "enter"}}, end],
        "edges": [edge("e1", "start", "count"), edge("e2", "count", "enter"), edge("e3", "enter", "keep"),
            {"id": "e4", "from": "keep", "to": "undo", "when": "outcome = \"refuse\""},
            {"id": "e5", "from": "keep", "to": "end", "default": true}, edge("e6", "undo", "end")],
    });
    let shared = |key: &str, rule: &str| {
        json!({
            "lianban": 1, "key": key, "name": key,
            "form": {"fields": [{"id": "size", "type": "text"}, {"id": "reason", "type": "text"}]},
            "nodes": [start, {"id": "do", "kind": "handle", "who": {rule: [{"people": ["ann", "bob", "cat"]}]}}, end],
            "edges": [edge("e1", "start", "do"), edge("e2", "do", "end")],
        })
    };
    let (turns, loads) = (shared("turns", "round_robin"), shared("loads", "least_loaded"));
    let alone = [
        ("turns", turns),
        ("loads", loads),
        ("counts", counts),
        ("one", one),
        ("two", two),
        ("missing", missing),
        ("late", late),
    ];
    let together = [("buys", buys), ("sells", sells), ("hears", hears)];
    alone.into_iter().chain(together).collect()
}

impl House {
    pub(super) async fn open() -> Self {
        Self::open_on(|log| log).await
    }

    /// With something between the runtime and its log.
    pub(super) async fn open_on<L: Log>(around: impl FnOnce(SqliteLog) -> L) -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let clock = Arc::new(AtomicI64::new(1_772_000_000_000));
        let runtime = start(&scratch, &clock, around).await;
        for (key, text) in definitions() {
            let (key, by) = (key.into(), "ann".into());
            let draft = runtime.store().save_draft(&key, &text.to_string(), &by, Moment(0)).await.unwrap();
            assert!(runtime.publish(&key, draft, &by).await.unwrap());
        }
        Self { scratch, runtime, clock }
    }

    /// So much time passes, and what is due then is done.
    pub(super) async fn passes(&self, millis: i64) {
        self.clock.fetch_add(millis, Ordering::Relaxed);
        self.runtime.do_what_is_due("worker").await.unwrap();
    }

    /// As after a restart of the server.
    pub(super) async fn restarted(self) -> Self {
        self.runtime.close().await;
        self.runtime.store().close().await;
        let runtime = start(&self.scratch, &self.clock, |log| log).await;
        Self { runtime, ..self }
    }

    pub(super) fn folder(&self) -> Folder {
        Folder::at(self.scratch.path())
    }

    pub(super) async fn start(&self, process: &str) -> Done {
        self.submit(None, Target::New(process.into()), begin("ann")).await.unwrap()
    }

    pub(super) async fn submit(
        &self,
        key: Option<&str>,
        target: Target,
        command: Command,
    ) -> Result<Done, SubmitError> {
        let key = key.map(str::to_owned);
        self.runtime.submit(Submission { subject: "ann".into(), key, target, command, draft: None }).await
    }

    /// Somebody decides the first task of an instance.
    pub(super) async fn decide(&self, instance: Uuid, by: &str, outcome: &str) -> Result<Done, SubmitError> {
        self.submit(None, Target::Instance(instance), decision(0, by, outcome)).await
    }
}

async fn start<L: Log>(scratch: &TempDir, clock: &Arc<AtomicI64>, around: impl FnOnce(SqliteLog) -> L) -> Runtime {
    let folder = Folder::at(scratch.path());
    let _hold = folder.hold().unwrap();
    let key = folder.key().unwrap();
    let store = Store::open(&folder).await.unwrap();
    let clock = clock.clone();
    let clock = Arc::new(move || Moment(clock.fetch_add(1, Ordering::Relaxed)));
    let log = around(store.log(key).await.unwrap());
    Runtime::start_on(store, log, organisation(), clock).await.unwrap()
}

pub(super) fn begin(by: &str) -> Command {
    let data = [("reason", "illness"), ("size", "large")];
    let data = data.map(|(field, value)| (field.into(), feel::Value::String(value.into()))).into();
    Command::Start(Start::by(by.into(), 0, data))
}

pub(super) fn decision(task: u32, by: &str, outcome: &str) -> Command {
    Command::Decide {
        task,
        by: by.into(),
        outcome: outcome.into(),
        data: Data::new(),
        opinion: Some("because".to_owned()),
        seen: None,
        outside: None,
    }
}
