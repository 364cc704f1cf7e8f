//! Work that is shared out among several: what is open elsewhere, and whose turn it is.

use uuid::Uuid;

use super::house::House;

/// Who is asked first in an instance.
async fn asked(house: &House, instance: Uuid) -> String {
    house.runtime.live(instance).await.unwrap().unwrap().state.tasks[0].person.to_string()
}

#[tokio::test]
async fn people_take_turns_across_instances() {
    let house = House::open().await;
    let first = house.start("turns").await.instance;
    assert_eq!(asked(&house, first).await, "ann");
    // Decided on top of one another, before any of them is stored.
    let (second, third, fourth) = tokio::join!(house.start("turns"), house.start("turns"), house.start("turns"));
    let mut people = Vec::new();
    for done in [second, third, fourth] {
        people.push(asked(&house, done.instance).await);
    }
    people.sort();
    assert_eq!(people, ["ann", "bob", "cat"]);
    let house = house.restarted().await;
    let fifth = house.start("turns").await.instance;
    assert_eq!(asked(&house, fifth).await, "bob", "the fourth turn was ann's");
}

#[tokio::test]
async fn whoever_has_the_least_open_tasks_is_asked() {
    let house = House::open().await;
    let mut instances = Vec::new();
    for _ in 0..3 {
        instances.push(house.start("loads").await.instance);
    }
    let people =
        [asked(&house, instances[0]).await, asked(&house, instances[1]).await, asked(&house, instances[2]).await];
    assert_eq!(people, ["ann", "bob", "cat"]);
    house.decide(instances[1], "bob", "done").await.unwrap();
    let next = house.start("loads").await.instance;
    assert_eq!(asked(&house, next).await, "bob", "bob has done his");
    let house = house.restarted().await;
    house.start("one").await;
    let next = house.start("loads").await.instance;
    assert_eq!(asked(&house, next).await, "ann", "bob has two by now");
}
