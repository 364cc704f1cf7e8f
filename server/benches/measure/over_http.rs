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
    let mut pairs = Vec::new();
    for _ in 0..clients {
        pairs.push(Pair::connect(host, (&ann, &bob)).await);
    }
    pairs = work(pairs).await;
    pairs.iter_mut().for_each(|pair| pair.times.clear());
    let mut alone = Alone::new(tape).await;
    alone.catch_up().await;

    let (mut took, mut baseline) = (Duration::ZERO, Duration::ZERO);
    for _ in 0..TURNS {
        let began = Instant::now();
        pairs = work(pairs).await;
        took += began.elapsed();
        baseline += alone.catch_up().await.1;
    }
    let mut times: Vec<Duration> = pairs.into_iter().flat_map(|pair| pair.times).collect();
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

/// Somebody who starts instances, and somebody who decides their tasks, each with a connection that stays open.
struct Pair {
    starter: Client,
    handler: Client,
    at: Option<(String, u32)>,
    times: Vec<Duration>,
}

impl Pair {
    async fn connect(host: SocketAddr, (ann, bob): (&str, &str)) -> Self {
        let starter = Client::connect(host, ann).await.expect("the server listens");
        let handler = Client::connect(host, bob).await.expect("the server listens");
        Self { starter, handler, at: None, times: Vec::new() }
    }

    /// Works until it is the baseline's turn, and goes on where it stopped when it is its own again.
    async fn work(mut self, until: Instant) -> Self {
        while Instant::now() < until {
            match self.at.take() {
                Some((instance, task)) if task < TASKS => {
                    let body = json!({"outcome": "approve", "values": {"remark": format!("checked {task}")},
                        "opinion": "fine by me"});
                    let began = Instant::now();
                    let path = format!("/api/v1/tasks/{instance}/{task}/decide");
                    post(&mut self.handler, &path, &body.to_string()).await;
                    self.times.push(began.elapsed());
                    self.at = Some((instance, task + 1));
                }
                _ => {
                    let values = json!({"customer": "华东电网", "product": "transformer"});
                    let start = json!({"process": PROCESS, "values": values}).to_string();
                    let started = post(&mut self.starter, "/api/v1/instances", &start).await;
                    let started: Value = serde_json::from_str(&started).expect("it is JSON");
                    self.at = Some((started["instance"].as_str().expect("it has an id").to_owned(), 0));
                }
            }
        }
        self
    }
}

async fn work(pairs: Vec<Pair>) -> Vec<Pair> {
    let until = Instant::now() + TURN;
    let working = pairs.into_iter().map(|pair| tokio::spawn(pair.work(until))).collect::<Vec<_>>();
    let mut rested = Vec::new();
    for pair in working {
        rested.push(pair.await.expect("a client does not panic"));
    }
    rested
}

async fn post(client: &mut Client, path: &str, body: &str) -> String {
    let key = Uuid::now_v7().to_string();
    let answer = client.post(path, body, &key).await.expect("the server answers");
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}
