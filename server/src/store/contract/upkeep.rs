//! What is written outside the log.

use flow::id::{FieldId, PersonId, ProcessKey};
use flow::kernel::Event;
use flow::time::Moment;

use super::Subject;
use super::rows::{id, snapshot};
use crate::store::chain::{BEGINNING, event_hash};
use crate::store::definitions::DefinitionState::{Draft, Published, Retired};
use crate::store::definitions::{Coming, Over, Review, ReviewAnswer, Revision};
use crate::store::lease::{Lease, List, Planned};
use crate::store::rows::{Batch, EventRow, PersonalRow};
use crate::store::{Log, Queries, Recall, Upkeep, personal};

pub(super) async fn a_draft_is_replaced_until_it_is_published(subject: impl Subject) {
    let (store, process, ann) = (subject.store(), ProcessKey::from("P"), PersonId::from("ann"));
    let one = store.save_draft(&process, "one", &ann, Moment(1)).await.unwrap();
    let two = store.save_draft(&process, "two", &ann, Moment(2)).await.unwrap();
    assert_eq!(store.publish_draft(&process, one, &ann, Moment(3)).await.unwrap(), None, "it is another text by now");
    assert_eq!(store.publish_draft(&process, two, &ann, Moment(3)).await.unwrap(), Some(1));
    assert_eq!(store.publish_draft(&process, two, &ann, Moment(3)).await.unwrap(), None, "it is no draft any more");
    let three = store.save_draft(&process, "three", &ann, Moment(4)).await.unwrap();
    assert_eq!(store.publish_draft(&process, three, &ann, Moment(5)).await.unwrap(), Some(2));
    store.save_draft(&process, "four", &ann, Moment(6)).await.unwrap();

    let heads = store.definitions().await.unwrap();
    let states = heads.iter().map(|head| (head.version, head.state)).collect::<Vec<_>>();
    assert_eq!(states, [(1, Retired), (2, Published), (3, Draft)]);
    assert_eq!(store.definition(&process, 1).await.unwrap().unwrap().text, "two");
    assert_eq!(store.definition(&process, 9).await.unwrap(), None);
}

pub(super) async fn a_draft_is_written_over_what_it_is_based_on_and_nothing_else(subject: impl Subject) {
    let (store, process, ann) = (subject.store(), ProcessKey::from("P"), PersonId::from("ann"));
    let write = async |over, text, at| store.write_draft(&process, over, text, &ann, Moment(at)).await.unwrap();
    let over = |text| Over::Text(Revision::of(text));
    assert_eq!(write(over("one"), "two", 1).await, None, "there is nothing to write over");
    assert_eq!(write(Over::Nothing, "one", 1).await, Some(1));
    assert_eq!(write(Over::Nothing, "other", 2).await, None, "there is a process now");
    assert_eq!(write(over("one"), "two", 3).await, Some(1));
    assert_eq!(write(over("one"), "three", 4).await, None, "it was changed meanwhile");
    assert_eq!(store.publish_draft(&process, Revision::of("two"), &ann, Moment(5)).await.unwrap(), Some(1));
    assert_eq!(store.latest_definition(&process).await.unwrap().unwrap().revision(), Revision::of("two"));
    assert_eq!(write(over("two"), "three", 6).await, Some(2), "a draft begins with the version in force");
    assert_eq!(write(over("two"), "four", 7).await, None, "there is a draft now");
    let latest = store.latest_definition(&process).await.unwrap().unwrap();
    assert_eq!((latest.version, latest.state, latest.at), (2, Draft, Moment(6)));
    assert_eq!(store.latest_definition(&"Q".into()).await.unwrap(), None);

    assert_eq!(write(Over::Versions, "five", 8).await, None, "there is a draft");
    assert!(store.discard_draft(&process).await.unwrap());
    assert!(!store.discard_draft(&process).await.unwrap());
    assert_eq!(write(Over::Versions, "five", 9).await, Some(2));
}

pub(super) async fn a_draft_that_comes_into_force_stays_as_it_is(mut subject: impl Subject) {
    with_work(&mut subject).await;
    let (store, process, ann) = (subject.store(), ProcessKey::from("P"), PersonId::from("ann"));
    let work = |due| Planned { id: id(7), due: Moment(due), body: "{}".to_owned() };
    let coming = |at| Coming { at: Moment(at), by: ann.clone() };
    let draft = store.save_draft(&process, "one", &ann, Moment(1)).await.unwrap();
    let other = Revision::of("other");
    assert_eq!(store.plan_draft(&process, other, &coming(5), &work(5)).await.unwrap(), None);
    assert_eq!(store.plan_draft(&process, draft, &coming(0), &work(0)).await.unwrap(), Some(1));
    assert_eq!(store.next_due(List::Timer).await.unwrap(), Some(Moment(0)));
    assert_eq!(store.plan_draft(&process, draft, &coming(8), &work(8)).await.unwrap(), Some(1));
    assert_eq!(store.next_due(List::Timer).await.unwrap(), Some(Moment(1)), "a plan takes the place of the one before");
    let planned = store.latest_definition(&process).await.unwrap().unwrap();
    assert_eq!((planned.state, planned.coming), (Draft, Some(coming(8))));

    assert_eq!(store.write_draft(&process, Over::Anything, "two", &ann, Moment(2)).await.unwrap(), None);
    assert!(!store.discard_draft(&process).await.unwrap());
    assert!(store.keep_back(&process).await.unwrap());
    assert!(!store.keep_back(&process).await.unwrap());
    let draft = store.save_draft(&process, "two", &ann, Moment(3)).await.unwrap();
    store.plan_draft(&process, draft, &coming(8), &work(8)).await.unwrap();
    assert_eq!(store.publish_draft(&process, draft, &ann, Moment(4)).await.unwrap(), Some(1));
    assert_eq!(store.latest_definition(&process).await.unwrap().unwrap().coming, None, "it is in force");
    store.save_draft(&process, "three", &ann, Moment(5)).await.unwrap();
}

pub(super) async fn a_review_is_about_one_text(subject: impl Subject) {
    let (store, process, ann) = (subject.store(), ProcessKey::from("P"), PersonId::from("ann"));
    let asked = |text: &str, at| Review {
        draft: Revision::of(text),
        at: Moment(at),
        by: ann.clone(),
        note: Some("for March".to_owned()),
        answer: None,
    };
    let answer = ReviewAnswer { at: Moment(9), by: "bob".into(), agrees: true, remark: None };
    assert_eq!(store.review(&process).await.unwrap(), None);
    assert!(!store.ask_for_review(&process, &asked("one", 1)).await.unwrap(), "there is no draft");
    let one = store.save_draft(&process, "one", &ann, Moment(1)).await.unwrap();
    assert!(store.ask_for_review(&process, &asked("one", 2)).await.unwrap());
    assert!(!store.ask_for_review(&process, &asked("two", 3)).await.unwrap(), "the draft is another text");
    assert_eq!(store.review(&process).await.unwrap(), Some(asked("one", 2)));

    let two = store.save_draft(&process, "two", &ann, Moment(4)).await.unwrap();
    assert!(!store.answer_review(&process, one, &answer).await.unwrap(), "it was changed meanwhile");
    assert!(store.ask_for_review(&process, &asked("two", 5)).await.unwrap());
    assert!(store.answer_review(&process, two, &answer).await.unwrap());
    assert!(!store.answer_review(&process, two, &answer).await.unwrap(), "it is answered already");
    let answered = Review { answer: Some(answer.clone()), ..asked("two", 5) };
    assert_eq!(store.review(&process).await.unwrap(), Some(answered));

    assert!(store.ask_for_review(&process, &asked("two", 6)).await.unwrap(), "somebody else may look, too");
    let back = ReviewAnswer { agrees: false, ..answer };
    assert!(store.answer_review(&process, two, &back).await.unwrap());
    assert!(!store.ask_for_review(&process, &asked("two", 7)).await.unwrap(), "it was sent back as it is");
    store.save_draft(&process, "three", &ann, Moment(8)).await.unwrap();
    assert!(store.ask_for_review(&process, &asked("three", 9)).await.unwrap());
}

fn lease(worker: &str, now: i64) -> Lease {
    Lease { worker: worker.to_owned(), now: Moment(now), until: Moment(now + 10) }
}

/// Three timers, due at 1, 2 and 3, and a message.
async fn with_work(subject: &mut impl Subject) {
    let planned = |number, due| Planned { id: id(number), due: Moment(due), body: "{}".to_owned() };
    let timers = [(1, 1), (2, 2), (3, 3)].map(|(number, due)| (List::Timer, planned(number, due)));
    let planned = [&timers[..], &[(List::Outbox, planned(9, 0))]].concat();
    subject.log().append(&Batch { planned, ..Batch::default() }).await.unwrap();
}

async fn claimed(subject: &impl Subject, lease: &Lease) -> Vec<(u128, u32)> {
    let claimed = subject.store().claim(List::Timer, lease, 9).await.unwrap();
    claimed.iter().map(|claimed| (claimed.work.id.as_u128(), claimed.attempts)).collect()
}

pub(super) async fn work_is_claimed_by_one_worker_at_a_time(mut subject: impl Subject) {
    with_work(&mut subject).await;
    assert_eq!(claimed(&subject, &lease("a", 2)).await, [(1, 1), (2, 1)]);
    assert_eq!(claimed(&subject, &lease("b", 3)).await, [(3, 1)]);
    assert!(subject.store().finish(id(1), "a").await.unwrap());
    assert!(!subject.store().finish(id(2), "b").await.unwrap(), "b does not have it");
    assert_eq!(claimed(&subject, &lease("b", 12)).await, [(2, 2)], "the lease of a has ended");
    assert!(!subject.store().finish(id(2), "a").await.unwrap(), "a has it no longer");
}

pub(super) async fn work_that_fails_is_tried_again_or_given_up(mut subject: impl Subject) {
    with_work(&mut subject).await;
    claimed(&subject, &lease("a", 2)).await;
    let store = subject.store();
    assert!(store.put_back(id(1), "a", "no route", Moment(2), Some(Moment(7))).await.unwrap());
    assert!(store.put_back(id(2), "a", "no such host", Moment(2), None).await.unwrap());
    assert_eq!(claimed(&subject, &lease("a", 6)).await, [(3, 1)]);
    assert_eq!(claimed(&subject, &lease("b", 7)).await, [(1, 2)]);
    assert_eq!(claimed(&subject, &lease("b", 1000)).await, [(3, 2), (1, 3)], "what was given up stays so");
}

pub(super) async fn an_erased_value_is_gone_and_the_log_whole(mut subject: impl Subject) {
    let reason = FieldId::from("reason");
    let data = [(reason.clone(), feel::Value::String("illness".into()))].into();
    let event = Event::Written { data, by: None, visit: None };
    let (body, kept) = personal::split(&event, &[reason.clone()].into()).unwrap();
    let hash = event_hash(&BEGINNING, id(1), 1, Moment(5), &body);
    let batch = Batch {
        events: vec![EventRow { instance: id(1), seq: 1, at: Moment(5), body, hash }],
        personal: kept.into_iter().map(|kept| PersonalRow { instance: id(1), seq: 1, kept }).collect(),
        snapshots: vec![snapshot(id(1), 1)],
        ..Batch::default()
    };
    subject.log().append(&batch).await.unwrap();
    assert_eq!(subject.store().events(id(1), 0).await.unwrap()[0].event, event);

    assert_eq!(subject.store().erase(id(1), &reason, Moment(9)).await.unwrap(), 1);
    assert_eq!(subject.store().erase(id(1), &reason, Moment(9)).await.unwrap(), 0);

    let stored = subject.store().load(&[id(1)]).await.unwrap().pop().unwrap();
    let null = [(reason, feel::Value::Null)].into();
    assert_eq!(stored.events[0].event, Event::Written { data: null, by: None, visit: None });
    assert_eq!((stored.head, stored.snapshot), (hash, None));
}
