//! What is planned for a day survives that the server is killed before.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStderr, Command as Process, Stdio};
use std::sync::Arc;

use flow::calendar::Calendar;
use flow::id::ProcessKey;
use flow::text::Language;
use flow::time::Moment;
use reqwest::{Client, Method};
use serde_json::{Value as Json, json};
use server::runtime::{Runtime, wall_clock};
use server::service::organisation_in;
use server::store::Store;
use server::store::folder::Folder;

const DAY: i64 = 86_400_000;

/// The demo as a process of its own, and somebody who speaks to it.
struct Demo {
    child: Child,
    /// Kept open, for the server says more later.
    said: BufReader<ChildStderr>,
    client: Client,
}

impl Demo {
    fn start(folder: &Path) -> Self {
        let mut process = Process::new(env!("CARGO_BIN_EXE_lianban"));
        process.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"]).arg(folder).env("LIANBAN_LOG", "warn");
        let mut child = process.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        Self { child, said, client: Client::builder().cookie_store(true).build().unwrap() }
    }

    /// Where it is reached, as it says once it is ready.
    fn origin(&mut self) -> String {
        let lines = self.said.by_ref().lines().map_while(Result::ok);
        lines.filter_map(|line| line.strip_prefix("lianban: http://").map(|at| format!("http://{at}"))).next().unwrap()
    }

    async fn send(&self, method: Method, address: String, body: &Json) -> Json {
        let answer = self.client.request(method, &address).json(body).send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{address}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }
}

/// What the version in force of a process is called, after what is due was done so many days later.
async fn called(folder: &Folder, process: &ProcessKey, days: i64) -> String {
    let _hold = folder.hold().unwrap();
    let store = Store::open(folder).await.unwrap();
    let organisation = organisation_in(&store).await.unwrap();
    let clock = Arc::new(move || wall_clock()().plus_millis(days * DAY));
    let runtime = Runtime::start(store, folder.key().unwrap(), organisation, clock).await.unwrap();
    runtime.do_what_is_due("test").await.unwrap();
    let (_, compiled) = runtime.in_force(process).await.unwrap().unwrap();
    runtime.close().await;
    runtime.store().close().await;
    compiled.process.definition().name.in_language(Language::English).to_owned()
}

#[tokio::test]
async fn what_is_planned_comes_into_force_after_a_kill() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = Folder::at(scratch.path().join("data"));
    let mut demo = Demo::start(folder.path());
    let api = format!("{}/api/v1", demo.origin());
    let office = json!({"with": "demo", "person": "luxiaoman"});
    demo.send(Method::POST, format!("{api}/session"), &office).await;
    let design = demo.send(Method::GET, format!("{api}/designs/S-01"), &Json::Null).await;
    let mut definition = design["definition"].clone();
    definition["name"] = json!("Planned");
    let change = json!({"revision": design["revision"], "definition": definition});
    demo.send(Method::PUT, format!("{api}/designs/S-01"), &change).await;
    let now: Moment = wall_clock()();
    let day = Calendar::default().date_of(now.plus_millis(2 * DAY));
    demo.send(Method::POST, format!("{api}/definitions/S-01/publish?from={day}"), &Json::Null).await;
    demo.child.kill().unwrap();
    demo.child.wait().unwrap();

    let process = ProcessKey::from("S-01");
    assert_ne!(called(&folder, &process, 0).await, "Planned", "its day has not come");
    assert_eq!(called(&folder, &process, 3).await, "Planned");
}
