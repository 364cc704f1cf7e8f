//! The rows of registers.

use std::collections::BTreeMap;

use flow::id::{FieldId, RegisterId};
use flow::kernel::Data;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use super::read::{column, moment, named};
use super::{SqliteStore, failed};
use crate::store::StoreError;
use crate::store::rows::RegisterRow;

/// Rows that were not taken back, of a register, whose columns hold these texts.
const IN_FORCE: &str = "select r.instance, r.columns from register_rows r \
     where r.register = ?1 and r.visit = r.entered_at \
     and not exists (select 1 from register_rows b where b.register = r.register and b.instance = r.instance \
         and b.entered_at = r.entered_at and b.visit <> b.entered_at) \
     and not exists (select 1 from json_each(?2) wanted where wanted.value is not \
         (select held.value from json_each(r.columns) held where held.key = wanted.key and held.type = 'text')) \
     order by r.instance, r.visit";

impl SqliteStore {
    /// The rows in force of a register whose columns hold these texts, each with its instance.
    pub(super) async fn rows_in_force(
        &self,
        register: &RegisterId,
        of: &BTreeMap<FieldId, String>,
    ) -> Result<Vec<(Uuid, Data)>, StoreError> {
        let of = serde_json::to_string(of).map_err(|error| StoreError::Damaged(error.to_string()))?;
        let rows = sqlx::query(IN_FORCE).bind(register.as_str()).bind(of).fetch_all(&self.reads).await;
        let rows = rows.map_err(failed)?;
        rows.iter().map(|row| Ok((column(row, "instance")?, columns(row)?))).collect()
    }

    /// Every row that an instance has written in registers, in order.
    pub(super) async fn rows_of_instance(&self, instance: Uuid) -> Result<Vec<RegisterRow>, StoreError> {
        let statement = "select visit, entered_at, register, node, at, columns from register_rows \
             where instance = ?1 order by visit, entered_at, register";
        let rows = sqlx::query(statement).bind(instance).fetch_all(&self.reads).await.map_err(failed)?;
        let row = |row: &SqliteRow| {
            Ok(RegisterRow {
                instance,
                visit: column(row, "visit")?,
                entered_at: column(row, "entered_at")?,
                register: named(row, "register")?,
                node: named(row, "node")?,
                at: moment(row, "at")?,
                columns: columns(row)?,
            })
        };
        rows.iter().map(row).collect()
    }
}

fn columns(row: &SqliteRow) -> Result<Data, StoreError> {
    let text: String = column(row, "columns")?;
    serde_json::from_str(&text).map_err(|error| StoreError::Damaged(error.to_string()))
}
