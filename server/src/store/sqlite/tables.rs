//! How the rows of each table are written: one statement for all of a batch.

use serde::Serialize;
use uuid::Uuid;

use crate::store::rows::Batch;

/// How the rows of one table are written.
pub(super) struct Table {
    /// Its one parameter is an array of rows, each an array of cells.
    pub(super) statement: &'static str,
    /// The rows of a batch as such an array.
    pub(super) rows: fn(&Batch) -> String,
}

/// The events. Their first parameter is the position of the first.
pub(super) const EVENTS: Table = Table {
    statement: "insert into events (position, instance, seq, at, body, hash) \
         select ? + key, unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, unhex(value ->> 4) \
         from jsonb_each(?)",
    rows: |batch| {
        array(&batch.events, |row, event| {
            row.cell(event.instance.simple())
                .cell(event.seq)
                .cell(event.at)
                .cell(&event.body)
                .cell(hex::encode(event.hash));
        })
    },
};

/// What is written with the events, and never made again from them.
pub(super) const BESIDE_EVENTS: [Table; 5] = [
    Table {
        statement: "insert into personal_values (instance, seq, field, salt, value) \
         select unhex(value ->> 0), value ->> 1, value ->> 2, unhex(value ->> 3), value ->> 4 from jsonb_each(?)",
        rows: |batch| {
            array(&batch.personal, |row, personal| {
                row.cell(personal.instance.simple())
                    .cell(personal.seq)
                    .cell(&personal.kept.field)
                    .cell(hex::encode(personal.kept.salt))
                    .cell(&personal.kept.value);
            })
        },
    },
    Table {
        statement: "insert into command_keys (subject, key, digest, instance, revision, at) \
         select value ->> 0, value ->> 1, unhex(value ->> 2), unhex(value ->> 3), value ->> 4, value ->> 5 \
         from jsonb_each(?)",
        rows: |batch| {
            array(&batch.carried_out, |row, done| {
                row.cell(&done.subject)
                    .cell(&done.key)
                    .cell(hex::encode(done.digest))
                    .cell(done.instance.simple())
                    .cell(done.revision)
                    .cell(done.at);
            })
        },
    },
    Table {
        statement: "insert into sequences (scope, last) select value ->> 0, value ->> 1 from jsonb_each(?) where true \
         on conflict (scope) do update set last = excluded.last",
        rows: |batch| {
            array(&batch.sequences, |row, (scope, last)| {
                row.cell(scope).cell(last);
            })
        },
    },
    Table {
        statement: "delete from drafts where (person, topic) in (select value ->> 0, value ->> 1 from jsonb_each(?))",
        rows: |batch| {
            array(&batch.drafts, |row, (person, topic)| {
                row.cell(person).cell(topic);
            })
        },
    },
    Table {
        // Work that is planned again, under the same id, is planned anew: whoever has claimed it has it no longer.
        statement: "insert into planned_work (id, list, due, body) \
         select unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3 from jsonb_each(?) where true \
         on conflict (id) do update set due = excluded.due, body = excluded.body, attempts = 0, failure = null, \
         given_up = null, leased_by = null, leased_until = null",
        rows: |batch| {
            array(&batch.planned, |row, (list, planned)| {
                row.cell(planned.id.simple()).cell(list.name()).cell(planned.due).cell(&planned.body);
            })
        },
    },
];

/// What can be made again from the events.
pub(super) const READ_MODELS: [Table; 9] = [
    Table {
        statement: "insert into instances (id, process, version, number, title_zh, title_en, summary_zh, summary_en, \
         initiator, parent, parent_visit, status, stopped, started, due, ended, updated, revision, follows) \
         select unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, \
         value ->> 7, value ->> 8, unhex(value ->> 9), value ->> 10, value ->> 11, value ->> 12, value ->> 13, \
         value ->> 14, value ->> 15, value ->> 16, value ->> 17, unhex(value ->> 18) from jsonb_each(?) where true \
         on conflict (id) do update set version = excluded.version, number = excluded.number, title_zh = excluded.title_zh, \
         title_en = excluded.title_en, summary_zh = excluded.summary_zh, summary_en = excluded.summary_en, \
         status = excluded.status, stopped = excluded.stopped, due = excluded.due, ended = excluded.ended, \
         updated = excluded.updated, revision = excluded.revision",
        rows: |batch| {
            array(&batch.instances, |row, instance| {
                let (parent, visit) = instance.parent.unzip();
                row.cell(instance.id.simple())
                    .cell(&instance.process)
                    .cell(instance.version)
                    .cell(&instance.number)
                    .text(Some(&instance.title))
                    .text(instance.summary.as_ref())
                    .cell(&instance.initiator)
                    .cell(parent.map(Uuid::simple))
                    .cell(visit)
                    .cell(instance.status.name())
                    .cell(instance.stopped)
                    .cell(instance.started)
                    .cell(instance.due)
                    .cell(instance.ended)
                    .cell(instance.updated)
                    .cell(instance.revision)
                    .cell(instance.follows.map(Uuid::simple));
            })
        },
    },
    Table {
        statement: "insert into tasks (instance, task, visit, node, node_zh, node_en, process, person, stands_in_for, \
         status, version, created, due, ended, outcome, outcome_kind) \
         select unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, \
         value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13, \
         value ->> 14, value ->> 15 from jsonb_each(?) where true \
         on conflict (instance, task) do update set node = excluded.node, node_zh = excluded.node_zh, \
         node_en = excluded.node_en, person = excluded.person, \
         stands_in_for = excluded.stands_in_for, status = excluded.status, version = excluded.version, \
         due = excluded.due, ended = excluded.ended, outcome = excluded.outcome, outcome_kind = excluded.outcome_kind",
        rows: |batch| {
            array(&batch.tasks, |row, task| {
                let (outcome, kind) = task.outcome.as_ref().map(|(outcome, kind)| (outcome, kind)).unzip();
                row.cell(task.instance.simple())
                    .cell(task.task)
                    .cell(task.visit)
                    .cell(&task.node)
                    .text(Some(&task.node_name))
                    .cell(&task.process)
                    .cell(&task.person)
                    .cell(&task.stands_in_for)
                    .cell(task.state.name())
                    .cell(task.version)
                    .cell(task.created)
                    .cell(task.due)
                    .cell(task.ended)
                    .cell(outcome)
                    .cell(kind);
            })
        },
    },
    Table {
        statement: "insert into participations (person, instance, process, started, acted, copied, open, running) \
         select value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, \
         value ->> 7 from jsonb_each(?) where true \
         on conflict (person, instance) do update set started = coalesce(excluded.started, started), \
         acted = coalesce(excluded.acted, acted), copied = coalesce(excluded.copied, copied), open = excluded.open, \
         running = excluded.running",
        rows: |batch| {
            array(&batch.participations, |row, part| {
                row.cell(&part.person)
                    .cell(part.instance.simple())
                    .cell(&part.process)
                    .cell(part.started)
                    .cell(part.acted)
                    .cell(part.copied)
                    .cell(part.open)
                    .cell(u8::from(part.running));
            })
        },
    },
    Table {
        statement: "delete from awaited where instance in (select unhex(value ->> 0) from jsonb_each(?))",
        rows: |batch| {
            array(&batch.moved, |row, moved| {
                row.cell(moved.simple());
            })
        },
    },
    Table {
        statement: "insert into awaited (kind, name, instance, waits) \
         select value ->> 0, value ->> 1, unhex(value ->> 2), value ->> 3 from jsonb_each(?) where true \
         on conflict (kind, name, instance) do update set waits = excluded.waits",
        rows: |batch| {
            array(&batch.awaited, |row, awaited| {
                row.cell(awaited.kind.name())
                    .cell(&awaited.name)
                    .cell(awaited.instance.simple())
                    .cell(u8::from(awaited.waits));
            })
        },
    },
    Table {
        statement: "insert into register_rows (instance, visit, entered_at, register, node, at, columns) \
         select unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value -> 6 \
         from jsonb_each(?)",
        rows: |batch| {
            array(&batch.registered, |row, registered| {
                row.cell(registered.instance.simple())
                    .cell(registered.visit)
                    .cell(registered.entered_at)
                    .cell(&registered.register)
                    .cell(&registered.node)
                    .cell(registered.at)
                    .cell(&registered.columns);
            })
        },
    },
    Table {
        statement: "insert into occurrences (process, start, moment, of, instance) \
         select value ->> 0, value ->> 1, value ->> 2, value ->> 3, unhex(value ->> 4) from jsonb_each(?)",
        rows: |batch| {
            array(&batch.occurrences, |row, began| {
                row.cell(&began.process)
                    .cell(&began.occurrence.start)
                    .cell(began.occurrence.when)
                    .cell(began.occurrence.of.as_deref().unwrap_or_default())
                    .cell(began.instance.simple());
            })
        },
    },
    Table {
        statement: "update participations set running = 0, open = 0 \
         where instance in (select unhex(value ->> 0) from jsonb_each(?))",
        rows: |batch| {
            array(&batch.ended, |row, ended| {
                row.cell(ended.simple());
            })
        },
    },
    Table {
        statement: "insert into snapshots (instance, revision, state) \
         select unhex(value ->> 0), value ->> 1, value ->> 2 from jsonb_each(?) where true \
         on conflict (instance) do update set revision = excluded.revision, state = excluded.state",
        rows: |batch| {
            array(&batch.snapshots, |row, snapshot| {
                row.cell(snapshot.instance.simple()).cell(snapshot.revision).cell(&snapshot.state);
            })
        },
    },
];

/// Rows as a JSON array.
fn array<T>(rows: impl IntoIterator<Item = T>, cells: impl Fn(&mut Row<'_>, T)) -> String {
    let mut text = vec![b'['];
    for row in rows {
        text.extend_from_slice(if text.len() == 1 { b"[" } else { b",[" });
        cells(&mut Row(&mut text), row);
        text.push(b']');
    }
    text.push(b']');
    String::from_utf8(text).expect("JSON is UTF-8")
}

/// A row that is being written.
struct Row<'a>(&'a mut Vec<u8>);

impl Row<'_> {
    fn cell(&mut self, value: impl Serialize) -> &mut Self {
        if self.0.last() != Some(&b'[') {
            self.0.push(b',');
        }
        serde_json::to_writer(&mut *self.0, &value).expect("names, numbers and texts are always JSON");
        self
    }

    /// A text in its two columns, both empty when there is none.
    fn text(&mut self, text: Option<&flow::text::Text>) -> &mut Self {
        use flow::text::Language::{Chinese, English};
        self.cell(text.map(|text| text.in_language(Chinese))).cell(text.map(|text| text.in_language(English)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_statement_takes_what_is_bound_to_it() {
        let parameters = |table: &Table| table.statement.matches('?').count();
        assert_eq!(parameters(&EVENTS), 2);
        // What is not bound would be null, and no rows.
        assert!(BESIDE_EVENTS.iter().chain(&READ_MODELS).all(|table| parameters(table) == 1));
    }
}
