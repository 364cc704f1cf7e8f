//! The inbox: what waits for somebody, what they have begun, what waits for others, what is done.

use std::collections::{BTreeMap, HashSet};

use app::port::{Card, Column, ColumnId, Inbox, InboxCounts, InboxQuery, InboxSort, InboxView, Problem, TaskRef};
use flow::id::ProcessKey;
use flow::text::Text;
use flow::time::Moment;
use futures::future::try_join_all;
use uuid::Uuid;

use super::sight::uuid;
use super::{Service, Subject, problems};
use crate::store::inbox::{self as asked, Entry, Filter, Sort};
use crate::store::rows::TaskState;
use crate::store::{Queries, StoreError};

/// Cards a column when the query does not say.
const USUAL: u32 = 50;

/// The most cards a column.
const MOST: u32 = 200;

impl Service {
    pub(super) async fn inbox(&self, me: &Subject, query: InboxQuery) -> Result<Inbox, Problem> {
        let (now, position) = (self.now(), self.position().await?);
        let mut columns = Vec::new();
        for id in columns_of(query.view) {
            if query.column.is_none_or(|only| only == *id) {
                columns.push(self.column(me, *id, &query).await.map_err(problems::store)?);
            }
        }
        let processes: BTreeMap<ProcessKey, Text> = columns
            .iter()
            .flat_map(|column| &column.cards)
            .map(|card| (card.process.clone(), card.process_name.clone()))
            .collect();
        let counts = self.counts(me).await?;
        Ok(Inbox { view: query.view, columns, counts, processes: processes.into_iter().collect(), at: now, position })
    }

    pub(super) async fn counts(&self, me: &Subject) -> Result<InboxCounts, Problem> {
        let now = self.now();
        let counts = self.store().inbox_counts(&me.person, now, self.end_of_day(now)).await.map_err(problems::store)?;
        Ok(InboxCounts {
            to_do: counts.to_do,
            overdue: counts.overdue,
            today: counts.today,
            started: counts.started,
            copied: counts.copied,
        })
    }

    pub(super) async fn begin(&self, me: &Subject, task: &TaskRef, begun: bool) -> Result<(), Problem> {
        let sight = self.see_task(me, task).await?;
        let task = (uuid(&task.instance)?, task.no);
        self.store().mark_begun(&me.person, task, begun).await.map_err(problems::store)?;
        self.runtime().tell(&me.person, sight.id, sight.state().revision);
        Ok(())
    }

    async fn column(&self, me: &Subject, id: ColumnId, query: &InboxQuery) -> Result<Column, StoreError> {
        match (query.view, id) {
            (InboxView::Work, ColumnId::InProgress) => self.in_progress(me).await,
            (InboxView::Work, ColumnId::ToDo) => self.to_do(me, query).await,
            (InboxView::Work, ColumnId::Waiting) => self.page_of(me, id, asked::Column::Waiting, query).await,
            (InboxView::Work, ColumnId::Done) => self.page_of(me, id, asked::Column::Done, query).await,
            (InboxView::Started, _) => self.page_of(me, id, asked::Column::Started, query).await,
            (InboxView::Copied, _) => self.page_of(me, id, asked::Column::Copied, query).await,
        }
    }

    /// What waits for somebody without what they have begun.
    async fn to_do(&self, me: &Subject, query: &InboxQuery) -> Result<Column, StoreError> {
        let begun: HashSet<(Uuid, u32)> = self.open_and_begun(me).await?.into_iter().collect();
        let mut column = self.page_of(me, ColumnId::ToDo, asked::Column::ToDo, query).await?;
        let shown = column.cards.len();
        column.cards.retain(|card| !is_among(card, &begun));
        let is_filtered = !query.filter.is_empty() || query.process.is_some();
        let left_out = if is_filtered { shown - column.cards.len() } else { begun.len() };
        column.total = column.total.saturating_sub(left_out as u64);
        Ok(column)
    }

    async fn in_progress(&self, me: &Subject) -> Result<Column, StoreError> {
        let (organisation, now) = (self.organisation(), self.now());
        let mut cards = Vec::new();
        for (instance, task) in self.open_and_begun(me).await? {
            let row = self.store().instance(instance).await?;
            let task = self.store().task(instance, task).await?;
            if let Some(row) = row {
                cards.push(self.card(&row, task.as_ref(), &[], &organisation, now).await?);
            }
        }
        Ok(Column { id: ColumnId::InProgress, total: cards.len() as u64, cards, next: None })
    }

    /// The tasks that somebody has begun and still holds.
    async fn open_and_begun(&self, me: &Subject) -> Result<Vec<(Uuid, u32)>, StoreError> {
        let mut open = Vec::new();
        for (instance, task) in self.store().begun(&me.person).await? {
            let row = self.store().task(instance, task).await?;
            if row.is_some_and(|row| row.state == TaskState::Open && row.person == me.person) {
                open.push((instance, task));
            }
        }
        Ok(open)
    }

    async fn page_of(
        &self,
        me: &Subject,
        id: ColumnId,
        column: asked::Column,
        query: &InboxQuery,
    ) -> Result<Column, StoreError> {
        let text = Some(query.filter.trim().to_owned()).filter(|text| !text.is_empty());
        let filter = Filter { process: query.process.clone(), text, ..Filter::default() };
        let sort = match query.sort {
            InboxSort::Due => Sort::Due,
            InboxSort::Newest => Sort::Newest,
            InboxSort::Oldest => Sort::Oldest,
        };
        let after = query.after.as_deref().and_then(|after| after.parse().ok());
        let size = if query.size == 0 { USUAL } else { query.size.min(MOST) };
        let page = self.store().inbox(&me.person, column, &filter, sort, after, size).await?;
        let total = self.store().inbox_total(&me.person, column, &filter).await?;
        let (organisation, now) = (self.organisation(), self.now());
        let card = |entry: &Entry| {
            let (instance, task, held) = (entry.instance.clone(), entry.task.clone(), entry.held.clone());
            let organisation = organisation.clone();
            async move { self.card(&instance, task.as_ref(), &held, &organisation, now).await }
        };
        let cards = try_join_all(page.entries.iter().map(card)).await?;
        Ok(Column { id, total, cards, next: page.next.map(|next| next.to_string()) })
    }

    /// The first moment of the next day, as the organisation's calendar counts days.
    fn end_of_day(&self, now: Moment) -> Moment {
        let organisation = self.organisation();
        let day = 86_400_000;
        let offset = i64::from(organisation.calendar.offset_at(now)) * 1000;
        Moment((now.0 + offset).div_euclid(day) * day + day - offset)
    }
}

fn columns_of(view: InboxView) -> &'static [ColumnId] {
    match view {
        InboxView::Work => &[ColumnId::ToDo, ColumnId::InProgress, ColumnId::Waiting, ColumnId::Done],
        InboxView::Started | InboxView::Copied => &[ColumnId::Waiting],
    }
}

fn is_among(card: &Card, tasks: &HashSet<(Uuid, u32)>) -> bool {
    let instance = Uuid::parse_str(card.instance.as_str()).ok();
    instance.zip(card.task).is_some_and(|task| tasks.contains(&task))
}
