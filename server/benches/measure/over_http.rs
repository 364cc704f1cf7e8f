//! The same completions through the whole server: session, permission, form, answer.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use server::http::{Address, Site, router};
use server::service::{Service, Settings};
use tokio::net::TcpListener;
use tokio::sync::watch;
use uuid::Uuid;

use crate::client::Client;
use crate::durable::{TURN, TURNS};
use crate::house::{PROCESS, TASKS, fresh, runtime};
use crate::recording::{Alone, Recording};
use crate::table::{Table, percentile, rate};

pub(crate) async fn measure(clients: usize, table: &mut Table) {
    let (scratch, store, log) = fresh().await;
    let (recording, tape) = Recording::on(log);
    let runtime = runtime(store, recording).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let host = listener.local_addr().expect("it has an address");
    let address = Arc::new(Address::new(None, host, None).expect("it is one"));
    let settings =
        Settings { url: address.origin.clone(), demo: true, attachments: scratch.path().join("attachments") };
    let service = Service::new(runtime.clone(), settings).await.expect("the store can be read");
    let (_ends, ending) = watch::channel(false);
    let app = router(Site { service, address, ending }).into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(async move { axum::serve(listener, app).await });

    let (ann, bob) = (sign_in(host, "ann").await, sign_in(host, "bob").await);
    run(host, (&ann, &bob), clients, TURN).await;
    let mut alone = Alone::new(tape).await;
    alone.catch_up().await;

    let (mut times, mut took, mut baseline) = (Vec::new(), Duration::ZERO, Duration::ZERO);
    for _ in 0..TURNS {
        let began = Instant::now();
        times.extend(run(host, (&ann, &bob), clients, TURN).await);
        took += began.elapsed();
        baseline += alone.catch_up().await.1;
    }
    server.abort();
    runtime.close().await;
    runtime.store().close().await;
    let ratio = baseline.as_secs_f64() / took.as_secs_f64() * 100.0;
    let (median, most) = (percentile(&mut times, 50), percentile(&mut times, 99));
    let remark = format!(
        "p50 {:.1} ms, p99 {:.1} ms; {ratio:.0} % of the baseline of {}",
        median.as_secs_f64() * 1000.0,
        most.as_secs_f64() * 1000.0,
        rate(times.len(), baseline),
    );
    table.add(&format!("completions over HTTP, {clients} client(s)"), rate(times.len(), took), "45 %", remark);
}

async fn sign_in(host: SocketAddr, person: &str) -> String {
    let mut client = Client::connect(host, "").await.expect("the server listens");
    let body = json!({"with": "demo", "person": person}).to_string();
    let answer = client.post("/api/v1/session", &body, "sign-in").await.expect("it answers");
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.cookie.expect("the session has a cookie")
}

async fn run(host: SocketAddr, (ann, bob): (&str, &str), clients: usize, long: Duration) -> Vec<Duration> {
    let until = Instant::now() + long;
    let clients = (0..clients).map(|_| tokio::spawn(client(host, ann.to_owned(), bob.to_owned(), until)));
    let mut times = Vec::new();
    for client in clients.collect::<Vec<_>>() {
        times.extend(client.await.expect("a client does not panic"));
    }
    times
}

async fn client(host: SocketAddr, ann: String, bob: String, until: Instant) -> Vec<Duration> {
    let mut starter = Client::connect(host, &ann).await.expect("the server listens");
    let mut handler = Client::connect(host, &bob).await.expect("the server listens");
    let start = json!({"process": PROCESS, "values": {"customer": "华东电网", "product": "transformer"}}).to_string();
    let mut times = Vec::new();
    loop {
        let started = post(&mut starter, "/api/v1/instances", &start).await;
        let started: Value = serde_json::from_str(&started).expect("it is JSON");
        let instance = started["instance"].as_str().expect("it has an id").to_owned();
        for task in 0..TASKS {
            if Instant::now() >= until {
                return times;
            }
            let body = json!({"outcome": "approve", "values": {"remark": format!("checked {task}")},
                "opinion": "fine by me"});
            let began = Instant::now();
            post(&mut handler, &format!("/api/v1/tasks/{instance}/{task}/decide"), &body.to_string()).await;
            times.push(began.elapsed());
        }
    }
}

async fn post(client: &mut Client, path: &str, body: &str) -> String {
    let key = Uuid::now_v7().to_string();
    let answer = client.post(path, body, &key).await.expect("the server answers");
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}
