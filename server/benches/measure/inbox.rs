//! A page of the inbox among a million tasks.

use std::time::{Duration, Instant};

use flow::id::PersonId;
use flow::time::Moment;
use server::store::inbox::{Column, Filter, Sort};
use server::store::rows::{Batch, InstanceRow, InstanceStatus, ParticipationRow, TaskRow, TaskState};
use server::store::{Log, Queries, Store};
use uuid::Uuid;

use crate::house::fresh;
use crate::table::{Table, percentile};

const TASKS: u64 = 1_000_000;
/// Each instance has so many tasks; its last may be open.
const TASKS_PER_INSTANCE: u64 = 5;
const PEOPLE: u64 = 500;
/// One instance of so many goes on.
const ENDED_PER_RUNNING: u64 = 5;
const INSTANCES_PER_BATCH: u64 = 4000;
const PAGE: u32 = 50;

pub(crate) async fn measure(table: &mut Table) {
    let (_scratch, store, mut log) = fresh().await;
    eprintln!("filling a database with {TASKS} tasks");
    let instances = (0..TASKS / TASKS_PER_INSTANCE).collect::<Vec<_>>();
    for numbers in instances.chunks(INSTANCES_PER_BATCH as usize) {
        let mut batch = Batch::default();
        for number in numbers {
            fill(*number, &mut batch);
        }
        log.append(&batch).await.expect("the rows fit");
    }
    for (name, column) in [("to do", Column::ToDo), ("waiting", Column::Waiting), ("done", Column::Done)] {
        let mut times = Vec::new();
        for number in 0..200 {
            times.push(ask(&store, &person(number * 7), column).await);
        }
        let median = percentile(&mut times, 50).as_secs_f64() * 1000.0;
        let most = percentile(&mut times, 99).as_secs_f64() * 1000.0;
        table.add(
            &format!("inbox page, {name}, 1 million tasks"),
            format!("{median:.2} ms"),
            "3 ms",
            format!("p99 {most:.2} ms; {PAGE} entries of {PEOPLE} people's"),
        );
    }
    let mut times = Vec::new();
    for number in 0..200 {
        let began = Instant::now();
        store.inbox_counts(&person(number * 7), Moment(0), Moment(0)).await.expect("it can be read");
        times.push(began.elapsed());
    }
    let median = percentile(&mut times, 50).as_secs_f64() * 1000.0;
    table.add("inbox counts, 1 million tasks", format!("{median:.2} ms"), "", String::new());
}

async fn ask(store: &Store, person: &PersonId, column: Column) -> Duration {
    let began = Instant::now();
    let page = store.inbox(person, column, &Filter::default(), Sort::Due, None, PAGE).await.expect("it can be read");
    assert!(!page.entries.is_empty());
    began.elapsed()
}

fn person(number: u64) -> PersonId {
    PersonId::from(format!("person{}", number % PEOPLE))
}

fn fill(number: u64, batch: &mut Batch) {
    let id = Uuid::from_u128(u128::from(number));
    let running = number.is_multiple_of(ENDED_PER_RUNNING);
    let at = |task: u64| Moment(i64::try_from(number * 1000 + task).unwrap_or_default());
    batch.instances.push(InstanceRow {
        id,
        process: "P".into(),
        version: 1,
        number: Some(format!("P-{number:07}")),
        title: flow::text::Text::each(format!("订单评审 {number}"), format!("Order review {number}")),
        summary: None,
        initiator: person(number),
        parent: None,
        follows: None,
        status: if running { InstanceStatus::Running } else { InstanceStatus::Completed },
        stopped: 0,
        started: at(0),
        due: None,
        ended: (!running).then(|| at(9)),
        updated: at(9),
        revision: 30,
    });
    for task in 0..TASKS_PER_INSTANCE {
        // Spread, so that a person's tasks lie all over the file.
        let holder = person((number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32).wrapping_add(task * 97));
        let open = running && task + 1 == TASKS_PER_INSTANCE;
        batch.tasks.push(TaskRow {
            instance: id,
            task: u32::try_from(task).unwrap_or_default(),
            visit: 1,
            node: "check".into(),
            node_name: flow::text::Text::each("审核", "Check"),
            process: "P".into(),
            person: holder.clone(),
            stands_in_for: None,
            state: if open { TaskState::Open } else { TaskState::Decided },
            version: 1,
            created: at(task),
            due: number
                .is_multiple_of(3)
                .then(|| Moment(i64::try_from(number.wrapping_mul(7919) % 100_000).unwrap_or_default())),
            ended: (!open).then(|| at(task)),
            outcome: (!open).then(|| ("approve".into(), flow::model::OutcomeKind::Agree)),
        });
        batch.participations.push(ParticipationRow {
            person: holder,
            instance: id,
            process: "P".into(),
            started: None,
            acted: (!open).then(|| at(task)),
            copied: None,
            open: u32::from(open),
            running,
        });
    }
}
