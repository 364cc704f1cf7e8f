//! Copying and checking the database file as a whole.

use std::path::Path;

use sqlx::{Connection, SqliteConnection};

use super::read::column;
use super::{SqliteStore, failed};
use crate::store::StoreError;

impl SqliteStore {
    /// Writes the database as of this moment to a new file, without holding up anybody.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub async fn copy_to(&self, file: &Path) -> Result<(), StoreError> {
        let path = file.to_str().ok_or_else(|| StoreError::Unavailable(format!("{} is no text", file.display())))?;
        let mut connection = SqliteConnection::connect_with(&self.options).await.map_err(failed)?;
        let copied = sqlx::query("vacuum into ?1").bind(path).execute(&mut connection).await;
        connection.close().await.map_err(failed)?;
        copied.map_err(failed)?;
        Ok(())
    }

    /// Checks that the file is a whole and sound database.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] with the first thing that is wrong.
    pub async fn check_file(&self) -> Result<(), StoreError> {
        let rows = sqlx::query("pragma integrity_check(1)").fetch_all(&self.reads).await.map_err(failed)?;
        match rows.first().map(|row| column::<String>(row, "integrity_check")).transpose()?.as_deref() {
            Some("ok") => Ok(()),
            found => Err(StoreError::Damaged(found.unwrap_or("the check found no answer").to_owned())),
        }
    }
}
