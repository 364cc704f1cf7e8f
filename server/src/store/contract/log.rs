//! The log: what was appended is there, whole, once and in order.

use std::collections::BTreeMap;

use flow::kernel::Event;
use flow::time::Moment;
use uuid::Uuid;

use super::Subject;
use super::rows::{events, first, id, instance, snapshot};
use crate::store::rows::{Batch, CarriedOut, Stored};
use crate::store::{Log, Queries, Recall, StoreError};

fn texts(stored: &Stored) -> Vec<&str> {
    let texts = stored.events.iter().map(|entry| match &entry.event {
        Event::Noted { text, .. } => text.as_str(),
        other => panic!("{other:?}"),
    });
    texts.collect()
}

async fn load_one(subject: &mut impl Subject, instance: Uuid) -> Stored {
    subject.store().load(&[instance]).await.unwrap().pop().unwrap()
}

pub(super) async fn what_is_appended_is_loaded(mut subject: impl Subject) {
    let written = subject.log().append(&first(id(1), &["a", "b \u{0} \"é\" 办"])).await.unwrap();
    assert_eq!((written.first, written.last), (1, 2));
    let second = first(id(2), &["c"]);
    let written = subject.log().append(&second).await.unwrap();
    assert_eq!((written.first, written.last), (3, 3));

    let mut all = subject.store().load(&[id(1), id(2), id(3)]).await.unwrap();
    all.sort_by_key(|stored| stored.instance);
    assert_eq!(all.len(), 2);
    assert_eq!(texts(&all[0]), ["a", "b \u{0} \"é\" 办"]);
    assert_eq!(all[0].events[0].at, Moment(1000));
    assert_eq!(all[1].head, second.events[0].hash);
    assert_eq!(subject.store().stored(id(2)).await.unwrap().as_ref(), Some(&all[1]));
    assert_eq!(subject.store().events(id(1), 1).await.unwrap(), all[0].events[1..]);
}

pub(super) async fn a_refused_batch_leaves_nothing(mut subject: impl Subject) {
    subject.log().append(&first(id(1), &["a"])).await.unwrap();
    let mut batch = first(id(2), &["fine"]);
    batch.events.extend(first(id(1), &["a second first event"]).events);

    let refused = subject.log().append(&batch).await;

    assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
    assert!(subject.store().load(&[id(2)]).await.unwrap().is_empty());
    let written = subject.log().append(&first(id(2), &["fine"])).await.unwrap();
    assert_eq!(written.first, 2, "positions have no gaps");
}

pub(super) async fn a_snapshot_spares_reading_what_came_before(mut subject: impl Subject) {
    let batch = first(id(1), &["a", "b", "c"]);
    let head = batch.events[2].hash;
    subject.log().append(&batch).await.unwrap();
    let snapshots = vec![snapshot(id(1), 2)];
    let more = Batch { events: events(id(1), (3, head), &["d"]), snapshots, ..Batch::default() };
    subject.log().append(&more).await.unwrap();

    let stored = load_one(&mut subject, id(1)).await;

    assert_eq!(stored.snapshot, Some(snapshot(id(1), 2)));
    assert_eq!(texts(&stored), ["c", "d"]);
    assert_eq!(stored.head, more.events[0].hash);
}

pub(super) async fn a_command_is_carried_out_once(mut subject: impl Subject) {
    let key = |key: &str, revision| CarriedOut {
        subject: "ann".into(),
        key: key.to_owned(),
        digest: [7; 32],
        instance: id(1),
        revision,
        at: Moment(5),
    };
    let mut batch = first(id(1), &["a"]);
    batch.carried_out.push(key("k\"1", 1));
    subject.log().append(&batch).await.unwrap();

    let asked = [("ann".into(), "k\"1".to_owned()), ("ann".into(), "k2".to_owned()), ("bob".into(), "k\"1".to_owned())];
    assert_eq!(subject.store().carried_out(&asked).await.unwrap(), [key("k\"1", 1)]);

    let mut again = first(id(2), &["b"]);
    again.carried_out.push(key("k\"1", 2));
    assert!(matches!(subject.log().append(&again).await, Err(StoreError::Refused(_))));
    let written = subject.log().append(&first(id(2), &["c"])).await.unwrap();
    assert_eq!((written.first, written.last), (2, 2), "nothing is left of what was refused");
    assert_eq!(texts(&load_one(&mut subject, id(2)).await), ["c"]);
}

pub(super) async fn numbers_go_on_where_they_stopped(mut subject: impl Subject) {
    assert_eq!(subject.store().last_number("P-").await.unwrap(), 0);
    for last in [3, 9] {
        let sequences = BTreeMap::from([("P-".to_owned(), last)]);
        subject.log().append(&Batch { sequences, ..Batch::default() }).await.unwrap();
        assert_eq!(subject.store().last_number("P-").await.unwrap(), last);
    }
}

pub(super) async fn everything_is_there_after_a_restart(mut subject: impl Subject) {
    let batch = first(id(1), &["a"]);
    subject.log().append(&batch).await.unwrap();
    let mut subject = subject.reopened().await;
    let written = subject.log().append(&first(id(2), &["b"])).await.unwrap();
    assert_eq!(written.first, 2);
    assert_eq!(load_one(&mut subject, id(1)).await.head, batch.events[0].hash);
}

pub(super) async fn recovering_keeps_what_was_stored(mut subject: impl Subject) {
    subject.log().append(&first(id(1), &["a"])).await.unwrap();
    subject.log().recover().await.unwrap();
    let written = subject.log().append(&first(id(2), &["b"])).await.unwrap();
    assert_eq!(written.first, 2);
    assert_eq!(texts(&load_one(&mut subject, id(1)).await), ["a"]);
}

pub(super) async fn running_children_are_found(mut subject: impl Subject) {
    let mut batch = first(id(1), &["a"]);
    for (child, visit) in [(2, 4), (3, 4), (4, 5)] {
        batch.events.extend(first(id(child), &["c"]).events);
        batch
            .instances
            .push(crate::store::rows::InstanceRow { parent: Some((id(1), visit)), ..instance(id(child), "child") });
    }
    batch.instances[1].status = crate::store::rows::InstanceStatus::Completed;
    subject.log().append(&batch).await.unwrap();
    assert_eq!(subject.store().children(id(1), 4).await.unwrap(), [id(2)]);
    assert_eq!(subject.store().called_by(id(1)).await.unwrap(), batch.instances);
}

pub(super) async fn changes_are_told_since_a_position(mut subject: impl Subject) {
    subject.log().append(&first(id(1), &["a", "b"])).await.unwrap();
    subject.log().append(&first(id(2), &["c"])).await.unwrap();
    let store = subject.store();
    assert_eq!(store.changed_since(0, 9).await.unwrap(), [(2, id(1)), (3, id(2))]);
    assert_eq!(store.changed_since(2, 9).await.unwrap(), [(3, id(2))]);
    assert_eq!(store.changed_since(0, 1).await.unwrap(), [(2, id(1))]);
}
