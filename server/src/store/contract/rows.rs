//! Rows to write, with little to say about each.

use flow::id::PersonId;
use flow::kernel::Event;
use flow::text::Text;
use flow::time::Moment;
use uuid::Uuid;

use crate::store::chain::{BEGINNING, Hash, event_hash};
use crate::store::rows::{
    Batch, EventRow, InstanceRow, InstanceStatus, ParticipationRow, SnapshotRow, TaskRow, TaskState,
};

pub(super) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(super) fn noted(text: &str) -> Event {
    Event::Noted { by: PersonId::from("ann"), text: text.to_owned(), to: Vec::new() }
}

/// Notes as the events of an instance after `after`, chained.
pub(super) fn events(instance: Uuid, after: (u64, Hash), texts: &[&str]) -> Vec<EventRow> {
    let (mut seq, mut hash) = after;
    let rows = texts.iter().map(|text| {
        seq += 1;
        let (at, body) = (Moment(1000), serde_json::to_string(&noted(text)).unwrap());
        hash = event_hash(&hash, instance, seq, at, &body);
        EventRow { instance, seq, at, body, hash }
    });
    rows.collect()
}

/// A batch of the first events of an instance.
pub(super) fn first(instance: Uuid, texts: &[&str]) -> Batch {
    Batch { at: Moment(1000), events: events(instance, (0, BEGINNING), texts), ..Batch::default() }
}

pub(super) fn instance(id: Uuid, title: &str) -> InstanceRow {
    InstanceRow {
        id,
        process: "P".into(),
        version: 1,
        number: None,
        title: Text::from(title),
        summary: None,
        initiator: "ann".into(),
        parent: None,
        follows: None,
        status: InstanceStatus::Running,
        stopped: 0,
        started: Moment(1),
        due: None,
        ended: None,
        updated: Moment(2),
        revision: 1,
    }
}

pub(super) fn task(instance: Uuid, task: u32, person: &str, due: Option<i64>) -> TaskRow {
    TaskRow {
        instance,
        task,
        visit: 1,
        node: "check".into(),
        node_name: Text::each("审核", "Check"),
        process: "P".into(),
        person: person.into(),
        stands_in_for: None,
        state: TaskState::Open,
        version: 1,
        created: Moment(10),
        due: due.map(Moment),
        ended: None,
        outcome: None,
    }
}

pub(super) fn participation(person: &str, instance: Uuid) -> ParticipationRow {
    ParticipationRow {
        person: person.into(),
        instance,
        process: "P".into(),
        started: None,
        acted: None,
        copied: None,
        open: 0,
        running: true,
    }
}

pub(super) fn snapshot(instance: Uuid, revision: u64) -> SnapshotRow {
    SnapshotRow { instance, revision, state: "{}".to_owned() }
}
