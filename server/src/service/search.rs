//! Finding instances, processes and people by words.

use std::collections::BTreeMap;

use app::port::{Hit, HitKind, ListQuery, Problem};
use flow::text::Text;
use uuid::Uuid;

use super::card::state_of;
use super::sight::instance_id;
use super::{Service, Subject, problems, values};
use crate::store::Queries;
use crate::store::inbox::{Column, Filter, Sort};
use crate::store::rows::InstanceRow;

/// Hits of each kind.
const EACH: u32 = 8;

impl Service {
    pub(super) async fn search(&self, me: &Subject, words: &str) -> Result<Vec<Hit>, Problem> {
        let words = words.trim();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut hits = self.instances_like(me, words).await?;
        let query = ListQuery { filter: words.to_owned(), size: EACH, ..ListQuery::default() };
        hits.extend(self.catalogue(me, &query).await?.rows.into_iter().map(|entry| Hit {
            kind: HitKind::Process,
            id: entry.process.to_string(),
            title: entry.name,
            below: entry.purpose,
            state: None,
            href: format!("/start/{}", entry.process),
        }));
        hits.extend(self.directory(&query).rows.into_iter().map(|person| Hit {
            kind: HitKind::Person,
            id: person.id.to_string(),
            title: person.name,
            below: Some(values::joined(&person.department.into_iter().chain(person.posts).collect::<Vec<_>>())),
            state: None,
            href: format!("/search?q={}", person.id),
        }));
        Ok(hits)
    }

    /// Instances that the subject has to do with.
    async fn instances_like(&self, me: &Subject, words: &str) -> Result<Vec<Hit>, Problem> {
        let filter = Filter { text: Some(words.to_owned()), ..Filter::default() };
        let mut found: BTreeMap<Uuid, InstanceRow> = BTreeMap::new();
        for column in [Column::ToDo, Column::Started, Column::Waiting, Column::Done, Column::Copied] {
            let page = self.store().inbox(&me.person, column, &filter, Sort::Newest, None, EACH).await;
            for entry in page.map_err(problems::store)?.entries {
                found.insert(entry.instance.id, entry.instance);
            }
        }
        // Ids are by time: the latest come first.
        Ok(found.into_values().rev().take(EACH as usize).map(hit).collect())
    }
}

fn hit(row: InstanceRow) -> Hit {
    Hit {
        kind: HitKind::Instance,
        id: instance_id(row.id).to_string(),
        state: Some(state_of(row.standing(), false)),
        below: Some(Text::from(row.number.as_deref().unwrap_or(row.process.as_str()))),
        title: row.title,
        href: format!("/instances/{}", row.id),
    }
}
