//! Completions that no crash can lose, in process: each client decides tasks one after the other, under keys.
//!
//! The baseline is the same statements, recorded and replayed by the writer's connection alone: what SQLite itself
//! takes for that work, with everything around it free of charge. The two take turns, so that whatever else goes on
//! beside them bears on both.

use std::time::{Duration, Instant};

use server::runtime::{Runtime, Submission, Target};
use uuid::Uuid;

use crate::house::{PROCESS, TASKS, approve, begin, fresh, runtime};
use crate::recording::{Alone, Recording};
use crate::table::{Table, percentile, rate};

/// How often the two take turns.
pub(crate) const TURNS: u32 = 10;

/// How long the whole works until it is the baseline's turn.
pub(crate) const TURN: Duration = Duration::from_millis(500);

pub(crate) async fn measure(clients: usize, table: &mut Table) {
    let (_scratch, store, log) = fresh().await;
    let (recording, tape) = Recording::on(log);
    let runtime = runtime(store, recording).await;
    // Warm: connections, caches and the first pages of the file are no part of the work.
    run(&runtime, clients, TURN).await;
    let mut alone = Alone::new(tape).await;
    alone.catch_up().await;

    let (mut times, mut batches) = (Vec::new(), 0);
    let (mut took, mut baseline) = (Duration::ZERO, Duration::ZERO);
    for _ in 0..TURNS {
        let began = Instant::now();
        times.extend(run(&runtime, clients, TURN).await);
        took += began.elapsed();
        let (written, again) = alone.catch_up().await;
        (batches, baseline) = (batches + written, baseline + again);
    }
    runtime.close().await;
    runtime.store().close().await;
    let ratio = baseline.as_secs_f64() / took.as_secs_f64() * 100.0;
    let (median, most) = (percentile(&mut times, 50), percentile(&mut times, 99));
    let name = format!("durable completions, {clients} client(s)");
    let remark = format!(
        "p50 {:.1} ms, p99 {:.1} ms; {:.0} commands a batch; {ratio:.0} % of the baseline of {}",
        median.as_secs_f64() * 1000.0,
        most.as_secs_f64() * 1000.0,
        commands(times.len()) / batches.max(1) as f64,
        rate(times.len(), baseline),
    );
    table.add(&name, rate(times.len(), took), "80 %", remark);
}

/// Completions and the starts that they needed.
fn commands(completions: usize) -> f64 {
    completions as f64 * f64::from(TASKS + 1) / f64::from(TASKS)
}

/// How long each completion took.
async fn run(runtime: &Runtime, clients: usize, long: Duration) -> Vec<Duration> {
    let until = Instant::now() + long;
    let clients = (0..clients).map(|_| tokio::spawn(client(runtime.clone(), until)));
    let mut times = Vec::new();
    for client in clients.collect::<Vec<_>>() {
        times.extend(client.await.expect("a client does not panic"));
    }
    times
}

async fn client(runtime: Runtime, until: Instant) -> Vec<Duration> {
    let mut times = Vec::new();
    loop {
        let start = submission(Target::New(PROCESS.into()), begin());
        let instance = runtime.submit(start).await.expect("it can be started").instance;
        for task in 0..TASKS {
            if Instant::now() >= until {
                return times;
            }
            let began = Instant::now();
            let decide = submission(Target::Instance(instance), approve(task));
            runtime.submit(decide).await.expect("the task is open");
            times.push(began.elapsed());
        }
    }
}

fn submission(target: Target, command: flow::kernel::Command) -> Submission {
    Submission { subject: "bob".into(), key: Some(Uuid::now_v7().to_string()), target, command, draft: None }
}
