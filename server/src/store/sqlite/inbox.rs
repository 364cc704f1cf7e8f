//! The columns of the board, read a page at a time from where the last page ended.

use std::collections::HashMap;

use flow::id::PersonId;
use flow::time::Moment;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Sqlite, query::Query};
use uuid::Uuid;

use super::read::{self, INSTANCE_COLUMNS, column, moment, number};
use super::{SqliteStore, failed, load::array_of};
use crate::store::StoreError;
use crate::store::inbox::{After, Column, Counts, Entry, Filter, Page, Sort};
use crate::store::rows::TaskRow;

/// A column as a source of rows: `key` sorts it, `at` is the moment shown, `due` what the filter looks at.
struct Source {
    from: &'static str,
    columns: &'static str,
    key: &'static str,
    at: &'static str,
    /// What sorts entries with the same key, and its marks.
    tie: &'static [&'static str],
    due: &'static str,
    where_: &'static str,
    latest_first: bool,
}

impl Source {
    fn of(column: Column, sort: Sort) -> Self {
        let tasks = |key, latest_first| Self {
            from: "tasks t join instances i on i.id = t.instance",
            columns: "t.*",
            key,
            at: "t.created",
            tie: &["t.instance", "t.task"],
            due: "t.due",
            where_: "t.person = ?1 and t.status = 'open'",
            latest_first,
        };
        let instances = |at, where_| Self {
            from: "participations t join instances i on i.id = t.instance",
            columns: "t.instance",
            key: at,
            at,
            tie: &["t.instance"],
            due: "i.due",
            where_,
            latest_first: true,
        };
        match (column, sort) {
            (Column::ToDo, Sort::Due) => tasks("coalesce(t.due, 9223372036854775807)", false),
            (Column::ToDo, Sort::Newest) => tasks("t.created", true),
            (Column::ToDo, Sort::Oldest) => tasks("t.created", false),
            (Column::Waiting, _) => {
                instances("t.acted", "t.person = ?1 and t.acted is not null and t.running = 1 and t.open = 0")
            }
            (Column::Done, _) => instances("t.acted", "t.person = ?1 and t.acted is not null and t.running = 0"),
            (Column::Started, _) => instances("t.started", "t.person = ?1 and t.started is not null"),
            (Column::Copied, _) => instances("t.copied", "t.person = ?1 and t.copied is not null"),
        }
    }

    /// The condition of the filter, so that what is not asked for costs nothing.
    fn condition(&self, filter: &Filter) -> String {
        let mut condition = self.where_.to_owned();
        if filter.process.is_some() {
            condition += " and t.process = ?2";
        }
        if filter.text.is_some() {
            condition +=
                r" and (i.title_zh like ?3 escape '\' or i.title_en like ?3 escape '\' or i.number like ?3 escape '\')";
        }
        if let (Some(running), true) = (filter.running, self.counts_instances()) {
            condition += if running { " and t.running = 1" } else { " and t.running = 0" };
        }
        for (bound, comparison) in [(filter.due_from, ">= ?4"), (filter.due_before, "< ?5")] {
            if bound.is_some() {
                condition = format!("{condition} and {} {comparison}", self.due);
            }
        }
        condition
    }

    fn counts_instances(&self) -> bool {
        self.due == "i.due"
    }

    fn page(&self, filter: &Filter, after: bool) -> String {
        let Self { from, columns, key, at, tie, .. } = self;
        let (direction, beyond) = if self.latest_first { ("desc", "<") } else { ("asc", ">") };
        let mut condition = self.condition(filter);
        if after {
            let marks = if tie.len() > 1 { "?6, ?7, ?8" } else { "?6, ?7" };
            condition = format!("{condition} and ({key}, {}) {beyond} ({marks})", tie.join(", "));
        }
        let order = format!("{key} {direction}, {} {direction}", tie.join(&format!(" {direction}, ")));
        format!(
            "select {columns}, {INSTANCE_COLUMNS}, {key} as sorted_by, {at} as shown_at from {from} \
             where {condition} order by {order} limit ?9"
        )
    }

    fn total(&self, filter: &Filter) -> String {
        let from =
            if filter.text.is_some() || (filter.due_from.or(filter.due_before).is_some() && self.counts_instances()) {
                self.from
            } else {
                self.from.split_once(" join ").map_or(self.from, |(own, _)| own)
            };
        format!("select count(*) as total from {from} where {}", self.condition(filter))
    }
}

type Asked<'q> = Query<'q, Sqlite, SqliteArguments>;

fn bind<'q>(query: Asked<'q>, person: &'q PersonId, filter: &'q Filter, after: Option<After>, limit: u32) -> Asked<'q> {
    query
        .bind(person.as_str())
        .bind(filter.process.as_ref().map(|process| process.as_str()))
        .bind(filter.text.as_deref().map(containing))
        .bind(filter.due_from.map(|moment| moment.0))
        .bind(filter.due_before.map(|moment| moment.0))
        .bind(after.map(|after| after.key))
        .bind(after.map(|after| after.instance))
        .bind(after.map(|after| after.task))
        .bind(limit)
}

/// A pattern for texts that contain these words as they are.
pub(super) fn containing(words: &str) -> String {
    let mut pattern = String::from("%");
    for letter in words.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

impl SqliteStore {
    pub(super) async fn inbox_page(
        &self,
        person: &PersonId,
        column: Column,
        filter: &Filter,
        sort: Sort,
        after: Option<After>,
        limit: u32,
    ) -> Result<Page<Entry>, StoreError> {
        let statement = Source::of(column, sort).page(filter, after.is_some());
        let query = sqlx::query(sqlx::AssertSqlSafe(statement));
        let rows = bind(query, person, filter, after, limit + 1).fetch_all(&self.reads).await.map_err(failed)?;
        let more = rows.len() > limit as usize;
        let rows = &rows[..rows.len().min(limit as usize)];
        let next = if more { rows.last().map(|row| place(row, column)).transpose()? } else { None };
        let mut entries = rows.iter().map(|row| entry(row, column)).collect::<Result<Vec<_>, _>>()?;
        if column != Column::ToDo {
            self.fill_holders(&mut entries).await?;
        }
        Ok(Page { entries, next })
    }

    pub(super) async fn inbox_count(
        &self,
        person: &PersonId,
        column: Column,
        filter: &Filter,
    ) -> Result<u64, StoreError> {
        let query = sqlx::query(sqlx::AssertSqlSafe(Source::of(column, Sort::Due).total(filter)));
        let row = query
            .bind(person.as_str())
            .bind(filter.process.as_ref().map(|process| process.as_str()))
            .bind(filter.text.as_deref().map(containing))
            .bind(filter.due_from.map(|moment| moment.0))
            .bind(filter.due_before.map(|moment| moment.0))
            .fetch_one(&self.reads)
            .await
            .map_err(failed)?;
        number(&row, "total")
    }

    pub(super) async fn board_counts(
        &self,
        person: &PersonId,
        now: Moment,
        day_ends: Moment,
    ) -> Result<Counts, StoreError> {
        let row = sqlx::query(
            "select \
             (select count(*) from tasks where person = ?1 and status = 'open') as to_do, \
             (select count(*) from tasks where person = ?1 and status = 'open' \
               and coalesce(due, 9223372036854775807) < ?2) as overdue, \
             (select count(*) from tasks where person = ?1 and status = 'open' \
               and coalesce(due, 9223372036854775807) >= ?2 and coalesce(due, 9223372036854775807) < ?3) as today, \
             (select count(*) from participations \
               where person = ?1 and acted is not null and running = 1 and open = 0) as waiting, \
             (select count(*) from participations where person = ?1 and acted is not null and running = 0) as done, \
             (select count(*) from participations where person = ?1 and started is not null) as started, \
             (select count(*) from participations where person = ?1 and copied is not null) as copied",
        )
        .bind(person.as_str())
        .bind(now.0)
        .bind(day_ends.0)
        .fetch_one(&self.reads)
        .await
        .map_err(failed)?;
        Ok(Counts {
            to_do: number(&row, "to_do")?,
            overdue: number(&row, "overdue")?,
            today: number(&row, "today")?,
            waiting: number(&row, "waiting")?,
            done: number(&row, "done")?,
            started: number(&row, "started")?,
            copied: number(&row, "copied")?,
        })
    }

    /// Adds the open tasks of each entry's instance: who it waits for.
    async fn fill_holders(&self, entries: &mut [Entry]) -> Result<(), StoreError> {
        let ids = entries.iter().map(|entry| entry.instance.id).collect::<Vec<_>>();
        let rows = sqlx::query(
            "select * from tasks where instance in (select unhex(value) from json_each(?1)) and status = 'open' \
             order by instance, task",
        )
        .bind(array_of(&ids))
        .fetch_all(&self.reads)
        .await
        .map_err(failed)?;
        let mut held: HashMap<Uuid, Vec<TaskRow>> = HashMap::new();
        for row in &rows {
            let task = read::task(row)?;
            held.entry(task.instance).or_default().push(task);
        }
        for entry in entries {
            entry.held = held.remove(&entry.instance.id).unwrap_or_default();
        }
        Ok(())
    }
}

fn entry(row: &SqliteRow, of: Column) -> Result<Entry, StoreError> {
    let task = if of == Column::ToDo { Some(read::task(row)?) } else { None };
    Ok(Entry { at: moment(row, "shown_at")?, instance: read::instance(row)?, task, held: Vec::new() })
}

fn place(row: &SqliteRow, of: Column) -> Result<After, StoreError> {
    let task = if of == Column::ToDo { read::small(row, "task")? } else { 0 };
    Ok(After { key: column(row, "sorted_by")?, instance: column(row, "instance")?, task })
}
