//! Completions that no crash can lose, in process: each client decides tasks one after the other, under keys.
//!
//! The baseline is the same statements, recorded and replayed by the writer's connection alone: what SQLite itself
//! takes for that work, with everything around it free of charge.

use std::time::{Duration, Instant};

use server::runtime::{Runtime, Submission, Target};
use server::store::Log;
use uuid::Uuid;

use crate::house::{PROCESS, TASKS, approve, begin, fresh, runtime};
use crate::recording::{Recording, Tape};
use crate::table::{Table, percentile, rate};

const AT_LEAST: Duration = Duration::from_secs(4);

pub(crate) async fn measure(clients: usize, table: &mut Table) {
    let (_scratch, store, log) = fresh().await;
    let (recording, tape) = Recording::on(log);
    let runtime = runtime(store, recording).await;
    // Warm: connections, caches and the first pages of the file are no part of the work.
    run(&runtime, clients, Duration::from_millis(300)).await;
    let before = recorded(&tape);

    let began = Instant::now();
    let mut times = run(&runtime, clients, AT_LEAST).await;
    let took = began.elapsed();

    let batches = recorded(&tape) - before;
    runtime.close().await;
    runtime.store().close().await;
    let baseline = replay(&tape, before).await;
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

pub(crate) fn recorded(tape: &Tape) -> usize {
    tape.lock().expect("nobody panics with it").len()
}

/// How long the writer alone takes for what was recorded from a batch on.
pub(crate) async fn replay(tape: &Tape, from: usize) -> Duration {
    let tape = std::mem::take(&mut *tape.lock().expect("nobody panics with it"));
    let (_scratch, _store, mut log) = fresh().await;
    let (before, measured) = tape.split_at(from);
    for prepared in before {
        log.store(prepared).await.expect("it was written once");
    }
    let began = Instant::now();
    for prepared in measured {
        log.store(prepared).await.expect("it was written once");
    }
    began.elapsed()
}
