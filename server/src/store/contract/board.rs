//! The board: each column holds what it says, in order, a page at a time.

use flow::id::PersonId;
use flow::model::OutcomeKind;
use flow::text::Text;
use flow::time::Moment;

use super::Subject;
use super::rows::{id, instance, participation, task};
use crate::store::inbox::{Column, Counts, Filter, Sort};
use crate::store::rows::{Batch, InstanceRow, InstanceStatus, ParticipationRow, TaskRow, TaskState};
use crate::store::{Log, Queries, Recall};

fn ann() -> PersonId {
    "ann".into()
}

/// Open tasks of Ann's, one an instance, with these due moments.
async fn with_tasks(subject: &mut impl Subject, dues: &[Option<i64>]) {
    let mut batch = Batch::default();
    for (number, due) in (1..).zip(dues) {
        batch.instances.push(instance(id(number), &format!("matter {number}")));
        let created = Moment(1000 - i64::try_from(number).unwrap());
        batch.tasks.push(TaskRow { created, ..task(id(number), 0, "ann", *due) });
        batch.tasks.push(task(id(number), 1, "bob", Some(0)));
    }
    subject.log().append(&batch).await.unwrap();
}

async fn listed(subject: &impl Subject, filter: &Filter, sort: Sort) -> Vec<u128> {
    let page = subject.store().inbox(&ann(), Column::ToDo, filter, sort, None, 100).await.unwrap();
    assert_eq!(page.next, None);
    let total = subject.store().inbox_total(&ann(), Column::ToDo, filter).await.unwrap();
    assert_eq!(total, page.entries.len() as u64);
    page.entries.iter().map(|entry| entry.instance.id.as_u128()).collect()
}

pub(super) async fn open_tasks_come_by_due_moment(mut subject: impl Subject) {
    with_tasks(&mut subject, &[None, Some(30), Some(10), None, Some(20)]).await;
    let all = Filter::default();
    assert_eq!(listed(&subject, &all, Sort::Due).await, [3, 5, 2, 1, 4]);
    assert_eq!(listed(&subject, &all, Sort::Newest).await, [1, 2, 3, 4, 5]);
    assert_eq!(listed(&subject, &all, Sort::Oldest).await, [5, 4, 3, 2, 1]);
    let counts = subject.store().inbox_counts(&ann(), Moment(20), Moment(30)).await.unwrap();
    assert_eq!(counts, Counts { to_do: 5, overdue: 1, today: 1, ..Counts::default() });
}

pub(super) async fn pages_follow_each_other_without_gap_or_repetition(mut subject: impl Subject) {
    let dues = (0..25).map(|number| (number % 3 > 0).then_some(number % 4)).collect::<Vec<_>>();
    with_tasks(&mut subject, &dues).await;
    for sort in [Sort::Due, Sort::Newest, Sort::Oldest] {
        let whole = listed(&subject, &Filter::default(), sort).await;
        let (mut parts, mut after) = (Vec::new(), None);
        loop {
            let filter = Filter::default();
            let page = subject.store().inbox(&ann(), Column::ToDo, &filter, sort, after, 7).await.unwrap();
            parts.extend(page.entries.iter().map(|entry| entry.instance.id.as_u128()));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(parts, whole, "{sort:?}");
        assert_eq!(parts.len(), 25);
    }
}

pub(super) async fn the_filter_looks_at_process_words_and_due_moment(mut subject: impl Subject) {
    with_tasks(&mut subject, &[None, Some(30), Some(10)]).await;
    let other = InstanceRow { number: Some("N-7".to_owned()), ..instance(id(9), "100%_sure 订单评审") };
    let tasks = vec![TaskRow { process: "Q".into(), ..task(id(9), 0, "ann", Some(20)) }];
    subject.log().append(&Batch { instances: vec![other], tasks, ..Batch::default() }).await.unwrap();

    let words = |text: &str| Filter { text: Some(text.to_owned()), ..Filter::default() };
    for (filter, expected) in [
        (Filter { process: Some("Q".into()), ..Filter::default() }, vec![9]),
        (words("订单"), vec![9]),
        (words("n-7"), vec![9]),
        (words("0%_s"), vec![9]),
        (words("0%s"), vec![]),
        (words("matter"), vec![3, 2, 1]),
        (Filter { due_from: Some(Moment(20)), ..Filter::default() }, vec![9, 2]),
        (Filter { due_before: Some(Moment(20)), ..Filter::default() }, vec![3]),
    ] {
        assert_eq!(listed(&subject, &filter, Sort::Due).await, expected, "{filter:?}");
    }
}

pub(super) async fn columns_follow_what_happens(mut subject: impl Subject) {
    // Ann starts and is asked; Cat is told.
    let started = Some(Moment(5));
    let first = Batch {
        instances: vec![instance(id(1), "matter")],
        tasks: vec![task(id(1), 0, "ann", None)],
        participations: vec![
            ParticipationRow { started, acted: started, open: 1, ..participation("ann", id(1)) },
            ParticipationRow { copied: Some(Moment(6)), ..participation("cat", id(1)) },
        ],
        ..Batch::default()
    };
    subject.log().append(&first).await.unwrap();
    let counts = |to_do, waiting, done| Counts { to_do, waiting, done, started: 1, ..Counts::default() };
    assert_eq!(subject.store().inbox_counts(&ann(), Moment(0), Moment(0)).await.unwrap(), counts(1, 0, 0));
    let told = subject.store().inbox_counts(&"cat".into(), Moment(0), Moment(0)).await.unwrap();
    assert_eq!(told, Counts { copied: 1, ..Counts::default() });
    assert!(subject.store().takes_part(&"cat".into(), id(1)).await.unwrap());
    assert!(!subject.store().takes_part(&"eve".into(), id(1)).await.unwrap());

    // She decides; now Bob has it.
    let decided = TaskRow {
        state: TaskState::Decided,
        ended: Some(Moment(9)),
        outcome: Some(("approve".into(), OutcomeKind::Agree)),
        ..task(id(1), 0, "ann", None)
    };
    let second = Batch {
        tasks: vec![decided, task(id(1), 1, "bob", Some(50))],
        participations: vec![
            ParticipationRow { acted: Some(Moment(9)), ..participation("ann", id(1)) },
            ParticipationRow { open: 1, ..participation("bob", id(1)) },
        ],
        ..Batch::default()
    };
    subject.log().append(&second).await.unwrap();
    assert_eq!(subject.store().inbox_counts(&ann(), Moment(0), Moment(0)).await.unwrap(), counts(0, 1, 0));
    let waiting = subject.store().inbox(&ann(), Column::Waiting, &Filter::default(), Sort::Due, None, 9).await.unwrap();
    assert_eq!(waiting.entries[0].at, Moment(9));
    assert_eq!(waiting.entries[0].held, [task(id(1), 1, "bob", Some(50))]);
    let mine = subject.store().inbox(&ann(), Column::Started, &Filter::default(), Sort::Due, None, 9).await.unwrap();
    assert_eq!(mine.entries[0].at, Moment(5), "when she started it stays");
    let ended = Filter { running: Some(false), ..Filter::default() };
    assert_eq!(subject.store().inbox_total(&ann(), Column::Started, &ended).await.unwrap(), 0);
    assert_eq!(subject.store().inbox_processes(&ann()).await.unwrap(), ["P"]);

    // It ends.
    let ended = InstanceRow { status: InstanceStatus::Completed, ended: Some(Moment(20)), ..instance(id(1), "matter") };
    subject.log().append(&Batch { instances: vec![ended], ended: vec![id(1)], ..Batch::default() }).await.unwrap();
    assert_eq!(subject.store().inbox_counts(&ann(), Moment(0), Moment(0)).await.unwrap(), counts(0, 0, 1));
    let gone_on = Filter { running: Some(true), ..Filter::default() };
    assert_eq!(subject.store().inbox_total(&ann(), Column::Started, &gone_on).await.unwrap(), 0);
    let done = subject.store().inbox(&ann(), Column::Done, &Filter::default(), Sort::Due, None, 9).await.unwrap();
    assert_eq!(done.entries[0].instance.status, InstanceStatus::Completed);
}

pub(super) async fn a_task_is_read_as_it_was_written(mut subject: impl Subject) {
    let number = Some("N-1".to_owned());
    let whole = InstanceRow {
        number,
        title: Text::each("订单", "Order"),
        summary: Some(Text::each("加急", "urgent")),
        parent: Some((id(8), 3)),
        follows: Some(id(7)),
        stopped: 1,
        due: Some(Moment(77)),
        ..instance(id(1), "")
    };
    let asked = TaskRow { stands_in_for: Some("dan".into()), ..task(id(1), 0, "ann", Some(5)) };
    let batch = Batch { instances: vec![whole.clone()], tasks: vec![asked.clone()], ..Batch::default() };
    subject.log().append(&batch).await.unwrap();
    assert_eq!(subject.store().instance(id(1)).await.unwrap(), Some(whole.clone()));
    assert_eq!(subject.store().followed_by(id(7)).await.unwrap(), [whole]);
    assert_eq!(subject.store().followed_by(id(8)).await.unwrap(), []);
    assert_eq!(subject.store().task(id(1), 0).await.unwrap().as_ref(), Some(&asked));
    assert_eq!(subject.store().tasks(id(1)).await.unwrap(), [asked]);
    assert_eq!(subject.store().task(id(1), 1).await.unwrap(), None);
    assert_eq!(subject.store().instance(id(2)).await.unwrap(), None);
}

pub(super) async fn the_open_tasks_of_a_person_are_counted(mut subject: impl Subject) {
    with_tasks(&mut subject, &[None, Some(30), Some(10)]).await;
    let decided = TaskRow { state: TaskState::Decided, ..task(id(2), 0, "ann", None) };
    subject.log().append(&Batch { tasks: vec![decided], ..Batch::default() }).await.unwrap();
    let open = async |but: &[u128]| {
        let but: Vec<_> = but.iter().copied().map(id).collect();
        subject.store().open_tasks(&ann(), &but).await.unwrap()
    };
    assert_eq!((open(&[]).await, open(&[3]).await, open(&[1, 3]).await), (2, 1, 0));
}

pub(super) async fn whoever_was_asked_last_at_a_node_is_found(mut subject: impl Subject) {
    let asked = |number, person, created| TaskRow { created: Moment(created), ..task(id(number), 0, person, None) };
    let stood_in_for = TaskRow { stands_in_for: Some("cid".into()), ..asked(3, "dan", 30) };
    let elsewhere = TaskRow { node: "other".into(), ..asked(4, "ann", 40) };
    let tasks = vec![asked(1, "ann", 10), asked(2, "bob", 20), stood_in_for, elsewhere, asked(5, "eve", 50)];
    subject.log().append(&Batch { tasks, ..Batch::default() }).await.unwrap();
    let last = async |among: &[&str], but: &[u128]| {
        let among = among.iter().map(|person| PersonId::from(*person)).collect();
        let but: Vec<_> = but.iter().copied().map(id).collect();
        let last = subject.store().last_asked(&"P".into(), &"check".into(), &among, &but).await.unwrap();
        last.map(|last| (last.person.to_string(), last.at.0))
    };
    let found = |person: &str, at| Some((person.to_owned(), at));
    assert_eq!(last(&["ann", "bob", "cid"], &[]).await, found("cid", 30), "whoever has a stand-in is meant");
    assert_eq!(last(&["ann", "bob", "cid"], &[3]).await, found("bob", 20));
    assert_eq!(last(&["ann"], &[]).await, found("ann", 10), "at this node");
    assert_eq!(last(&["dan"], &[]).await, None);
}
