//! Instances that concern each other, in one transaction.

use flow::kernel::Command;
use uuid::Uuid;

use super::house::{House, decision};
use crate::runtime::Target;
use crate::store::Queries;
use crate::store::rows::InstanceStatus;

async fn child_of(house: &House, parent: Uuid) -> Uuid {
    let children = house.runtime.store().called_by(parent).await.unwrap();
    assert_eq!(children.len(), 1);
    children[0].id
}

async fn status(house: &House, instance: Uuid) -> InstanceStatus {
    house.runtime.store().instance(instance).await.unwrap().unwrap().status
}

async fn open_tasks(house: &House, instance: Uuid) -> Vec<String> {
    let live = house.runtime.live(instance).await.unwrap().unwrap();
    live.state.open_tasks().map(|(_, task)| task.person.to_string()).collect()
}

#[tokio::test]
async fn a_called_process_runs_and_its_caller_goes_on() {
    let house = House::open().await;
    let parent = house.start("two").await.instance;
    let child = child_of(&house, parent).await;
    assert_eq!(open_tasks(&house, child).await, ["bob"]);
    let live = house.runtime.live(child).await.unwrap().unwrap();
    assert_eq!(live.state.data.get("size"), Some(&feel::Value::String("large".into())), "fields of both are handed on");
    let house = house.restarted().await;

    house.decide(child, "bob", "approve").await.unwrap();

    assert_eq!(status(&house, child).await, InstanceStatus::Completed);
    assert_eq!(open_tasks(&house, parent).await, ["cat"]);
}

#[tokio::test]
async fn ending_the_caller_ends_what_it_called() {
    let house = House::open().await;
    let parent = house.start("two").await.instance;
    let child = child_of(&house, parent).await;
    let command = Command::Terminate { by: Some("ann".into()), reason: "no longer needed".into() };
    house.submit(None, Target::Instance(parent), command).await.unwrap();
    assert_eq!(status(&house, parent).await, InstanceStatus::Terminated);
    assert_eq!(status(&house, child).await, InstanceStatus::Terminated);
}

#[tokio::test]
async fn a_call_of_what_is_not_there_stops_the_caller_and_loses_nothing() {
    let house = House::open().await;
    let parent = house.start("missing").await.instance;
    let row = house.runtime.store().instance(parent).await.unwrap().unwrap();
    assert_eq!((row.status, row.stopped), (InstanceStatus::Running, 1));
    let late = house.submit(None, Target::Instance(parent), decision(0, "cat", "done")).await;
    assert!(late.is_err());
}
