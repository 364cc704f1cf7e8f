//! Accounts, sessions and preferences.

use flow::id::PersonId;
use flow::time::Moment;
use sqlx::sqlite::SqliteRow;

use super::read::{column, hash, moment};
use super::{SqliteStore, failed};
use crate::store::StoreError;
use crate::store::accounts::{AccountRow, SessionRow};
use crate::store::chain::Hash;

impl SqliteStore {
    /// The account of that name.
    ///
    /// # Errors
    /// When the store cannot be read; so for all that read, and when it cannot be written for all that write.
    pub async fn account(&self, name: &str) -> Result<Option<AccountRow>, StoreError> {
        let row = sqlx::query("select * from accounts where name = ?1").bind(name).fetch_optional(&self.reads).await;
        row.map_err(failed)?.as_ref().map(account).transpose()
    }

    /// The account of a person.
    pub async fn account_of(&self, person: &PersonId) -> Result<Option<AccountRow>, StoreError> {
        let ask = sqlx::query("select * from accounts where person = ?1").bind(person.as_str());
        ask.fetch_optional(&self.reads).await.map_err(failed)?.as_ref().map(account).transpose()
    }

    /// Every account, by name.
    pub async fn accounts(&self) -> Result<Vec<AccountRow>, StoreError> {
        let rows = sqlx::query("select * from accounts order by name").fetch_all(&self.reads).await.map_err(failed)?;
        rows.iter().map(account).collect()
    }

    /// Writes an account in place of the person's one before.
    pub async fn save_account(&self, account: &AccountRow, at: Moment) -> Result<(), StoreError> {
        sqlx::query(
            "insert into accounts (person, name, password, disabled, changed) values (?1, ?2, ?3, ?4, ?5) \
             on conflict (person) do update set name = excluded.name, password = excluded.password, \
               disabled = excluded.disabled, changed = excluded.changed",
        )
        .bind(account.person.as_str())
        .bind(&account.name)
        .bind(&account.password)
        .bind(account.disabled.map(|moment| moment.0))
        .bind(at.0)
        .execute(&self.writes)
        .await
        .map_err(failed)?;
        Ok(())
    }

    /// Notes that somebody signed in.
    pub async fn begin_session(&self, session: &SessionRow) -> Result<(), StoreError> {
        sqlx::query("insert into sessions (token, person, agent, created, used) values (?1, ?2, ?3, ?4, ?5)")
            .bind(&session.token[..])
            .bind(session.person.as_str())
            .bind(&session.agent)
            .bind(session.created.0)
            .bind(session.used.0)
            .execute(&self.writes)
            .await
            .map_err(failed)?;
        Ok(())
    }

    /// The session of a token.
    pub async fn session(&self, token: &Hash) -> Result<Option<SessionRow>, StoreError> {
        let row = sqlx::query("select * from sessions where token = ?1")
            .bind(&token[..])
            .fetch_optional(&self.reads)
            .await
            .map_err(failed)?;
        row.as_ref().map(session).transpose()
    }

    /// Notes that a session is in use.
    pub async fn touch_session(&self, token: &Hash, at: Moment) -> Result<(), StoreError> {
        let touch = sqlx::query("update sessions set used = ?2 where token = ?1").bind(&token[..]).bind(at.0);
        touch.execute(&self.writes).await.map_err(failed)?;
        Ok(())
    }

    /// Ends a session.
    pub async fn end_session(&self, token: &Hash) -> Result<(), StoreError> {
        let end = sqlx::query("delete from sessions where token = ?1").bind(&token[..]);
        end.execute(&self.writes).await.map_err(failed)?;
        Ok(())
    }

    /// Ends every session of a person.
    pub async fn end_sessions_of(&self, person: &PersonId) -> Result<(), StoreError> {
        let end = sqlx::query("delete from sessions where person = ?1").bind(person.as_str());
        end.execute(&self.writes).await.map_err(failed)?;
        Ok(())
    }

    /// Forgets sessions that were last used, or began, too long ago.
    pub async fn forget_sessions(&self, used_before: Moment, begun_before: Moment) -> Result<(), StoreError> {
        let forget = sqlx::query("delete from sessions where used < ?1 or created < ?2");
        forget.bind(used_before.0).bind(begun_before.0).execute(&self.writes).await.map_err(failed)?;
        Ok(())
    }

    /// How somebody wants the interface, as JSON.
    pub async fn preferences(&self, person: &PersonId) -> Result<Option<String>, StoreError> {
        let row = sqlx::query("select body from preferences where person = ?1")
            .bind(person.as_str())
            .fetch_optional(&self.reads)
            .await
            .map_err(failed)?;
        row.as_ref().map(|row| column(row, "body")).transpose()
    }

    /// Keeps how somebody wants the interface.
    pub async fn save_preferences(&self, person: &PersonId, body: &str) -> Result<(), StoreError> {
        sqlx::query(
            "insert into preferences (person, body) values (?1, ?2) \
             on conflict (person) do update set body = excluded.body",
        )
        .bind(person.as_str())
        .bind(body)
        .execute(&self.writes)
        .await
        .map_err(failed)?;
        Ok(())
    }
}

fn account(row: &SqliteRow) -> Result<AccountRow, StoreError> {
    Ok(AccountRow {
        person: PersonId::from(column::<String>(row, "person")?),
        name: column(row, "name")?,
        password: column(row, "password")?,
        disabled: column::<Option<i64>>(row, "disabled")?.map(Moment),
    })
}

fn session(row: &SqliteRow) -> Result<SessionRow, StoreError> {
    Ok(SessionRow {
        token: hash(row, "token")?,
        person: PersonId::from(column::<String>(row, "person")?),
        agent: column(row, "agent")?,
        created: moment(row, "created")?,
        used: moment(row, "used")?,
    })
}
