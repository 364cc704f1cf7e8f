//! An organisation and a process to measure with.

use std::sync::Arc;

use flow::kernel::{Command, Data, Start};
use flow::model::Definition;
use flow::organisation::{Organisation, Person};
use serde_json::{Value, json};
use server::runtime::{Runtime, wall_clock};
use server::store::chain::LogKey;
use server::store::folder::Folder;
use server::store::{Log, SqliteLog, Store, Upkeep};

/// How many tasks an instance has, one after the other.
pub(crate) const TASKS: u32 = 20;

/// A key of the process.
pub(crate) const PROCESS: &str = "line";

pub(crate) fn organisation() -> Organisation {
    let people = ["ann", "bob"].map(|id| (id.into(), Person { name: id.into(), ..Person::default() }));
    Organisation { people: people.into(), ..Organisation::default() }
}

/// A process of so many approvals in a line, each reading and writing a form of six fields.
pub(crate) fn line(nodes: u32) -> Value {
    let form = json!({"fields": [
        {"id": "customer", "type": "text"}, {"id": "product", "type": "text"}, {"id": "amount", "type": "number"},
        {"id": "days", "type": "number"}, {"id": "urgent", "type": "boolean"}, {"id": "remark", "type": "long_text"},
    ]});
    let mut all = vec![json!({"id": "start", "kind": "start"})];
    all.extend((0..nodes).map(|number| {
        let name = json!({"zh": format!("审核 {number}"), "en": format!("Check {number}")});
        json!({"id": format!("check{number}"), "kind": "approve", "name": name, "who": {"person": "bob"},
            "fields": {"remark": "edit"}})
    }));
    all.push(json!({"id": "end", "kind": "end"}));
    let edges = all
        .windows(2)
        .enumerate()
        .map(|(number, pair)| json!({"id": format!("e{number}"), "from": pair[0]["id"], "to": pair[1]["id"]}));
    let edges = edges.collect::<Vec<_>>();
    json!({"lianban": 1, "key": PROCESS, "name": "Line", "title": "{customer} · {product}", "number": "L-{seq:6}",
        "form": form, "nodes": all, "edges": edges})
}

pub(crate) fn definition(nodes: u32) -> Arc<Definition> {
    Arc::new(serde_json::from_value(line(nodes)).expect("the process is one"))
}

pub(crate) fn begin() -> Command {
    let text = |field: &str, value: &str| (field.into(), feel::Value::String(value.into()));
    let data = Data::from([text("customer", "华东电网"), text("product", "transformer 110 kV")]);
    Command::Start(Start::by("ann".into(), 0, data))
}

pub(crate) fn approve(task: u32) -> Command {
    let data = Data::from([("remark".into(), feel::Value::String(format!("checked {task}").into()))]);
    Command::Decide {
        task,
        by: "bob".into(),
        outcome: "approve".into(),
        data,
        opinion: Some("fine by me".to_owned()),
        seen: None,
        outside: None,
    }
}

/// A fresh database in a folder of its own.
pub(crate) async fn fresh() -> (tempfile::TempDir, Store, SqliteLog) {
    let scratch = tempfile::tempdir().expect("there is a place for temporary files");
    let folder = Folder::at(scratch.path());
    let _hold = folder.hold().expect("the folder is new");
    let key: LogKey = folder.key().expect("the key can be made");
    let store = Store::open(&folder).await.expect("the database can be made");
    let log = store.log(key).await.expect("the log can be opened");
    (scratch, store, log)
}

/// A runtime with the process in force.
pub(crate) async fn runtime(store: Store, log: impl Log) -> Runtime {
    let runtime = Runtime::start_on(store, log, organisation(), wall_clock()).await.expect("the store can be read");
    let (key, by, text) = (PROCESS.into(), "ann".into(), line(TASKS).to_string());
    let draft = runtime.store().save_draft(&key, &text, &by, runtime.now()).await.expect("it can be written");
    runtime.publish(&key, draft, &by).await.expect("it can be published");
    runtime
}
