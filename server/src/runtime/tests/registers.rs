//! Registers: what instances enter, others read.

use uuid::Uuid;

use super::house::House;
use crate::runtime::check_read_models;
use crate::store::{Queries, Recall};

/// How many rows there were before an instance entered its own.
async fn earlier(house: &House, instance: Uuid) -> String {
    house.runtime.live(instance).await.unwrap().unwrap().state.data["earlier"].to_string()
}

#[tokio::test]
async fn each_instance_reads_what_those_before_it_have_entered() {
    let house = House::open().await;
    let first = house.start("counts").await.instance;
    // Decided on top of one another, before any of them is stored.
    let (second, third, fourth) = tokio::join!(house.start("counts"), house.start("counts"), house.start("counts"));
    assert_eq!(earlier(&house, first).await, "0");
    let mut counted = Vec::new();
    for done in [second, third, fourth] {
        counted.push(earlier(&house, done.instance).await);
    }
    counted.sort();
    assert_eq!(counted, ["1", "2", "3"]);
    let house = house.restarted().await;
    let fifth = house.start("counts").await.instance;
    assert_eq!(earlier(&house, fifth).await, "4");
}

#[tokio::test]
async fn a_row_that_is_taken_back_counts_no_longer_and_stays() {
    let house = House::open().await;
    let first = house.start("counts").await.instance;
    house.decide(first, "bob", "refuse").await.unwrap();
    let next = house.start("counts").await.instance;
    assert_eq!(earlier(&house, next).await, "0");
    let rows = house.runtime.store().registered(first).await.unwrap();
    let about: Vec<bool> = rows.iter().map(|row| row.visit == row.entered_at).collect();
    assert_eq!(about, [true, false], "one was entered, and taken back by another");
    let store = house.runtime.store();
    let of = |size: &str| [("size".into(), size.to_owned())].into();
    assert_eq!(store.register_rows(&"made".into(), &of("large")).await.unwrap().len(), 1);
    assert_eq!(store.register_rows(&"made".into(), &of("small")).await.unwrap().len(), 0);
    assert_eq!(check_read_models(store).await.unwrap(), [], "the rows follow from the events");
}
