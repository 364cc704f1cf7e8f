//! Timers, messages and signals.

use flow::kernel::{Command, Data};
use uuid::Uuid;

use super::house::{House, begin};
use crate::runtime::{Target, check_read_models};
use crate::store::Queries;
use crate::store::inbox::Filter;
use crate::store::rows::InstanceStatus;

const HOUR: i64 = 3_600_000;

async fn status(house: &House, instance: Uuid) -> InstanceStatus {
    house.runtime.store().instance(instance).await.unwrap().unwrap().status
}

async fn open_tasks(house: &House, instance: Uuid) -> Vec<String> {
    let live = house.runtime.live(instance).await.unwrap().unwrap();
    live.state.open_tasks().map(|(_, task)| task.person.to_string()).collect()
}

/// The instances of whatever began by itself, which nobody has a task in that was asked for.
async fn tasks_of(house: &House, person: &str) -> Vec<Uuid> {
    let column = crate::store::inbox::Column::ToDo;
    let (filter, sort) = (Filter::default(), crate::store::inbox::Sort::default());
    let page = house.runtime.store().inbox(&person.into(), column, &filter, sort, None, 10).await.unwrap();
    page.entries.iter().map(|entry| entry.instance.id).collect()
}

#[tokio::test]
async fn a_timer_runs_off_once_also_after_a_restart() {
    let house = House::open().await;
    let late = house.start("late").await.instance;
    let in_time = house.start("late").await.instance;
    house.decide(in_time, "bob", "approve").await.unwrap();
    house.passes(HOUR / 2).await;
    assert_eq!(open_tasks(&house, late).await, ["bob"]);

    let house = house.restarted().await;
    house.passes(HOUR / 2).await;
    assert_eq!(open_tasks(&house, late).await, ["cat"]);
    assert_eq!(status(&house, in_time).await, InstanceStatus::Completed);
    let revision = house.runtime.live(late).await.unwrap().unwrap().state.revision;
    house.passes(HOUR).await;
    assert_eq!(house.runtime.live(late).await.unwrap().unwrap().state.revision, revision, "it comes once");
}

#[tokio::test]
async fn a_signal_reaches_all_also_when_they_are_many() {
    let house = House::open().await;
    let mut waiting = Vec::new();
    for _ in 0..130 {
        let Command::Start(mut start) = begin("ann") else { unreachable!("it is one") };
        start.data = Data::new();
        let begun = house.submit(None, Target::New("hears".into()), Command::Start(start)).await.unwrap();
        waiting.push(begun.instance);
    }
    let signal = Command::Signal { signal: "now".to_owned(), data: Data::new() };
    house.submit(None, Target::WhoeverWaits, signal).await.unwrap();
    house.passes(0).await;
    for instance in waiting {
        assert_eq!(status(&house, instance).await, InstanceStatus::Completed);
    }
}

#[tokio::test]
async fn a_message_begins_an_instance_and_its_answer_finds_who_asked() {
    let house = House::open().await;
    let asks = |size: &str| {
        let Command::Start(mut start) = begin("ann") else { unreachable!("it is one") };
        start.data = [("size".into(), feel::Value::from(size))].into();
        Command::Start(start)
    };
    let first = house.submit(None, Target::New("buys".into()), asks("first")).await.unwrap().instance;
    let second = house.submit(None, Target::New("buys".into()), asks("second")).await.unwrap().instance;
    let sellers = tasks_of(&house, "bob").await;
    assert_eq!(sellers.len(), 2, "each order began a sale");
    let house = house.restarted().await;
    let live = house.runtime.live(sellers[1]).await.unwrap().unwrap();
    let (answered, waits) = match live.state.data.get("size") == Some(&"second".into()) {
        true => (second, first),
        false => (first, second),
    };
    house.decide(sellers[1], "bob", "approve").await.unwrap();
    assert_eq!(status(&house, answered).await, InstanceStatus::Completed);
    assert_eq!(status(&house, waits).await, InstanceStatus::Running, "the key tells them apart");
    assert_eq!(check_read_models(house.runtime.store()).await.unwrap(), []);
}

#[tokio::test]
async fn a_message_that_nobody_waits_for_from_outside_is_refused() {
    let house = House::open().await;
    let message = |name: &str| Command::Deliver {
        message: name.to_owned(),
        key: feel::Value::Null,
        node: None,
        data: Data::new(),
    };
    assert!(house.submit(None, Target::WhoeverWaits, message("nothing")).await.is_err());
    let begun = house.submit(None, Target::WhoeverWaits, message("order")).await.unwrap().instance;
    assert_eq!(open_tasks(&house, begun).await, ["bob"]);
}
