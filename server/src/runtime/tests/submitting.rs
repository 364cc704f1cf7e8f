//! One instance: started, decided, read back.

use flow::id::FieldId;
use flow::kernel::{Command, Event, Rejection};
use flow::text::Text;
use futures::future::join_all;

use super::house::{House, begin, decision};
use crate::runtime::{Submission, SubmitError, Target};
use crate::store::Queries;
use crate::store::Recall;
use crate::store::inbox::{Column, Filter, Sort};
use crate::store::rows::{InstanceStatus, TaskState};

#[tokio::test]
async fn what_happened_is_there_after_a_restart() {
    let house = House::open().await;
    let started = house.start("one").await;
    assert!(!started.events.is_empty());
    let house = house.restarted().await;

    let done = house.decide(started.instance, "bob", "approve").await.unwrap();
    assert!(done.revision > started.revision);

    let house = house.restarted().await;
    let live = house.runtime.live(started.instance).await.unwrap().unwrap();
    assert_eq!(live.state.revision, done.revision);
    assert!(!live.state.is_running());
    let events = house.runtime.store().events(started.instance, 0).await.unwrap();
    assert_eq!(flow::kernel::State::replay(&events), live.state);
}

#[tokio::test]
async fn pages_see_what_was_acknowledged() {
    let house = House::open().await;
    let started = house.start("one").await;
    let store = house.runtime.store().clone();
    let bob = "bob".into();

    let page = store.inbox(&bob, Column::ToDo, &Filter::default(), Sort::Due, None, 9).await.unwrap();
    let entry = &page.entries[0];
    assert_eq!(entry.instance.id, started.instance);
    assert_eq!(entry.instance.number.as_deref(), Some("ONE-001"));
    assert_eq!(entry.instance.title, Text::from("a matter"));
    assert_eq!(entry.task.as_ref().unwrap().node_name, Text::each("审核", "Check"));

    house.decide(started.instance, "bob", "refuse").await.unwrap();
    let row = store.instance(started.instance).await.unwrap().unwrap();
    assert_eq!(row.status, InstanceStatus::Refused);
    let task = store.task(started.instance, 0).await.unwrap().unwrap();
    assert_eq!((task.state, task.outcome.unwrap().0), (TaskState::Decided, "refuse".into()));
    for (person, done) in [("ann", 1), ("bob", 1), ("cat", 0)] {
        let counts = store.inbox_counts(&person.into(), house.runtime.now(), house.runtime.now()).await.unwrap();
        assert_eq!((counts.to_do, counts.done), (0, done), "{person}");
    }
}

#[tokio::test]
async fn of_two_decisions_at_the_same_moment_one_wins() {
    let house = House::open().await;
    let instance = house.start("one").await.instance;
    let both = join_all(["approve", "refuse"].map(|outcome| house.decide(instance, "bob", outcome))).await;
    assert!(both[0].is_ok());
    assert!(matches!(both[1], Err(SubmitError::Rejected(Rejection::InstanceEnded))), "{:?}", both[1]);
}

#[tokio::test]
async fn the_same_key_has_one_effect() {
    let house = House::open().await;
    let new = || Target::New("one".into());
    // In the same batch, in a later one and after a restart.
    let twice = join_all([(); 2].map(|()| house.submit(Some("k"), new(), begin("ann")))).await;
    let first = twice[0].clone().unwrap();
    let house = house.restarted().await;
    let third = house.submit(Some("k"), new(), begin("ann")).await.unwrap();
    for again in [twice[1].clone().unwrap(), third] {
        assert_eq!((again.instance, again.revision, again.repeated), (first.instance, first.revision, true));
    }
    let other = house.submit(Some("k"), new(), begin("cat")).await;
    assert_eq!(other, Err(SubmitError::KeyReused));
}

/// Sends commands with new keys until the writer takes keys to be new.
async fn trust(house: &House) {
    for number in 0..8 {
        let key = format!("new {number}");
        house.submit(Some(&key), Target::New("one".into()), begin("ann")).await.unwrap();
    }
}

#[tokio::test]
async fn an_old_key_has_no_second_effect_where_keys_are_taken_to_be_new() {
    let house = House::open().await;
    let new = || Target::New("one".into());
    let first = house.submit(Some("k"), new(), begin("ann")).await.unwrap();
    trust(&house).await;
    // It would be accepted again; others come at the same time.
    let keys = ["a", "k", "b", "k"];
    let sent = join_all(keys.map(|key| house.submit(Some(key), new(), begin("ann")))).await;
    let sent: Vec<_> = sent.into_iter().map(Result::unwrap).collect();
    assert_eq!(sent.iter().map(|done| done.repeated).collect::<Vec<_>>(), [false, true, false, true]);
    assert!(sent[1].instance == first.instance && sent[3].instance == first.instance);
    assert_eq!(house.runtime.store().last_number("ONE-").await.unwrap(), 11, "eleven were started, each once");
    trust(&house).await;
    assert_eq!(house.submit(Some("k"), new(), begin("cat")).await, Err(SubmitError::KeyReused));
    // It would be refused: the task is decided.
    let decide = || house.submit(Some("d"), Target::Instance(first.instance), decision(0, "bob", "approve"));
    let decided = decide().await.unwrap();
    trust(&house).await;
    let again = decide().await.unwrap();
    assert_eq!((again.repeated, again.revision), (true, decided.revision));
}

#[tokio::test]
async fn a_refused_command_leaves_nothing_and_spoils_nothing() {
    let house = House::open().await;
    let instance = house.start("one").await.instance;
    let outcomes = join_all([
        house.submit(None, Target::New("nowhere".into()), begin("ann")),
        house.submit(None, Target::Instance(uuid::Uuid::nil()), decision(0, "bob", "approve")),
        house.submit(None, Target::Instance(instance), decision(0, "cat", "approve")),
        house.submit(None, Target::New("one".into()), begin("ann")),
        house.submit(None, Target::Instance(instance), decision(0, "bob", "approve")),
    ])
    .await;
    assert!(matches!(outcomes[0], Err(SubmitError::NoProcess(_))));
    assert_eq!(outcomes[1], Err(SubmitError::NoInstance));
    assert!(matches!(outcomes[2], Err(SubmitError::Rejected(Rejection::NotYours { .. }))));
    assert!(outcomes[3].is_ok() && outcomes[4].is_ok());
}

#[tokio::test]
async fn what_comes_at_once_for_one_instance_happens_one_after_the_other() {
    let house = House::open().await;
    let started = house.start("one").await;
    let note = |number: u32| Command::Note { by: "ann".into(), text: format!("{number}"), to: Vec::new() };
    let target = Target::Instance(started.instance);
    let noted = join_all((0..700).map(|number| house.submit(None, target.clone(), note(number)))).await;
    let revisions = noted.into_iter().map(|done| done.unwrap().revision);
    assert!(revisions.eq(started.revision + 1..=started.revision + 700));
    let events = house.runtime.store().events(started.instance, started.revision).await.unwrap();
    let said = events.iter().filter_map(|recorded| match &recorded.event {
        Event::Noted { text, .. } => text.parse::<u32>().ok(),
        _ => None,
    });
    assert!(said.eq(0..700), "in the order in which they came");
}

#[tokio::test]
async fn a_draft_goes_with_what_was_made_from_it() {
    let house = House::open().await;
    let instance = house.start("one").await.instance;
    let (bob, store) = ("bob".into(), house.runtime.store());
    for topic in ["sent", "another"] {
        store.keep_draft(&bob, topic, "{}", house.runtime.now()).await.unwrap();
    }
    let send = |outcome: &str| {
        let (target, command) = (Target::Instance(instance), decision(0, "bob", outcome));
        let draft = Some("sent".to_owned());
        house.runtime.submit(Submission { subject: bob.clone(), key: None, target, command, draft })
    };
    send("nonsense").await.unwrap_err();
    assert!(store.draft(&bob, "sent").await.unwrap().is_some(), "nothing was done with it");
    send("approve").await.unwrap();
    let left = store.draft_topics(&bob).await.unwrap().into_iter().map(|(topic, _)| topic).collect::<Vec<_>>();
    assert_eq!(left, ["another"]);
}

#[tokio::test]
async fn numbers_have_no_gaps_and_no_repetitions() {
    let house = House::open().await;
    join_all((0..20).map(|_| house.start("one"))).await;
    let house = house.restarted().await;
    house.start("one").await;
    let (ann, all) = ("ann".into(), Filter::default());
    let page = house.runtime.store().inbox(&ann, Column::Started, &all, Sort::Due, None, 99).await.unwrap();
    let mut numbers = page.entries.into_iter().filter_map(|entry| entry.instance.number).collect::<Vec<_>>();
    numbers.sort();
    assert_eq!(numbers, (1..=21).map(|number| format!("ONE-{number:03}")).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_personal_value_is_used_but_not_in_the_log() {
    let house = House::open().await;
    let started = house.start("one").await;
    let house = house.restarted().await;
    let live = house.runtime.live(started.instance).await.unwrap().unwrap();
    let value = live.state.data.get(&FieldId::from("reason"));
    assert_eq!(value, Some(&feel::Value::String("illness".into())));
    house.runtime.close().await;
    house.runtime.store().close().await;
    let database = std::fs::read(house.folder().database()).unwrap();
    let times = |word: &str| database.windows(word.len()).filter(|window| *window == word.as_bytes()).count();
    assert_eq!(times("illness"), 1, "it stands beside the log, once");
}

#[tokio::test]
async fn changes_are_told_with_whom_they_concern() {
    let house = House::open().await;
    let mut changes = house.runtime.changes();
    let started = house.start("one").await;
    let change = changes.recv().await.unwrap();
    assert_eq!((change.instance, change.revision), (started.instance, started.revision));
    assert_eq!(&*change.people, ["ann", "bob"]);
}

#[tokio::test]
async fn closing_answers_what_was_accepted() {
    let house = House::open().await;
    let waiting = (0..50).map(|_| house.start("one")).collect::<Vec<_>>();
    let (started, ()) = futures::join!(join_all(waiting), house.runtime.close());
    assert_eq!(started.len(), 50);
    let late = house.submit(None, Target::New("one".into()), begin("ann")).await;
    assert!(matches!(late, Err(SubmitError::Unavailable(_))));
}
