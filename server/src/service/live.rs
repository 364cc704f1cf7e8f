//! What changed, for open pages: only what the listener may see.

use app::port::{Change, Changed, Problem};
use flow::id::PersonId;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use uuid::Uuid;

use super::permission::{Action, Object, Relation, can};
use super::sight::{instance_id, looks_after};
use super::{Service, Subject, problems};
use crate::runtime;
use crate::store::Queries;

/// More missed changes than this are not told one by one: the page reads everything anew.
const RETOLD: u32 = 200;

/// Whom changes are told to.
#[derive(Debug, Clone)]
enum Who {
    /// Somebody who is signed in, as long as they are.
    Person { token: String },
    /// Whoever has opened a shared page; they hear of its instance alone.
    Share { instance: Uuid, secret: String },
}

/// An open page that hears what changes.
pub struct Listener {
    service: Service,
    who: Who,
    changes: Receiver<runtime::Change>,
    /// What happened before it began to listen.
    missed: std::vec::IntoIter<Change>,
    /// Up to where it has heard.
    heard: u64,
}

impl Service {
    /// Listens for whoever holds the token of a session; with `heard`, from there on.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn listen(&self, token: String, heard: Option<u64>) -> Result<Listener, Problem> {
        self.listener(Who::Person { token }, heard).await
    }

    /// Listens for whoever has opened a shared page.
    ///
    /// # Errors
    /// The link opens nothing any more.
    pub async fn listen_to_share(&self, secret: String, heard: Option<u64>) -> Result<Listener, Problem> {
        let instance = self.share_of(&secret).await?.instance;
        self.listener(Who::Share { instance, secret }, heard).await
    }

    async fn listener(&self, who: Who, heard: Option<u64>) -> Result<Listener, Problem> {
        // Listening begins before the past is read, so that nothing falls between.
        let changes = self.runtime().changes();
        let position = self.position().await?;
        let from = heard.unwrap_or(position).min(position);
        let mut listener =
            Listener { service: self.clone(), who, changes, missed: Vec::new().into_iter(), heard: position };
        listener.missed = listener.since(from).await?.into_iter();
        Ok(listener)
    }
}

impl Listener {
    /// The next change that the listener may see; none when nothing will come any more.
    pub async fn next(&mut self) -> Option<Change> {
        loop {
            if let Some(change) = self.missed.next() {
                return Some(change);
            }
            match self.changes.recv().await {
                Ok(change) if change.position.is_some_and(|position| position <= self.heard) => {}
                Ok(change) => {
                    self.heard = change.position.unwrap_or(self.heard);
                    if self.may_see(&change).await? {
                        return Some(told(self.heard, change.instance, change.revision));
                    }
                }
                Err(RecvError::Lagged(_)) => {
                    return Some(Change { position: self.heard, changed: Changed::Everything });
                }
                Err(RecvError::Closed) => return None,
            }
        }
    }

    /// Whether the listener may see a change; none when they may see nothing any more.
    async fn may_see(&self, change: &runtime::Change) -> Option<bool> {
        match &self.who {
            Who::Share { instance, secret } if change.instance == *instance => {
                self.service.share_of(secret).await.ok().map(|_| true)
            }
            Who::Share { .. } => Some(false),
            Who::Person { token } => {
                // Asked anew at each change: a session ends, people leave, and roles are taken away.
                let me = self.service.subject_of(token).await.ok()??;
                if change.people.contains(&me.person) {
                    return Some(true);
                }
                Some(self.may_read(&me, change.instance).await)
            }
        }
    }

    async fn may_read(&self, me: &Subject, instance: Uuid) -> bool {
        let store = self.service.store();
        let takes_part = store.takes_part(&me.person, instance).await.unwrap_or(false);
        let looks_after = !takes_part && self.looks_after(&me.person, instance).await;
        let relation = Relation { initiator: false, takes_part, looks_after };
        can(me, Action::Read, &Object::Instance(relation))
    }

    async fn looks_after(&self, person: &PersonId, instance: Uuid) -> bool {
        let live = self.service.runtime().live(instance).await.ok().flatten();
        live.is_some_and(|live| looks_after(person, &live.definition, &self.service.organisation()))
    }

    /// What changed after a position, as far as the listener may see it.
    async fn since(&self, position: u64) -> Result<Vec<Change>, Problem> {
        if position >= self.heard {
            return Ok(Vec::new());
        }
        let store = self.service.store();
        let changed = store.changed_since(position, RETOLD + 1).await.map_err(problems::store)?;
        if changed.len() > RETOLD as usize {
            return Ok(vec![Change { position: self.heard, changed: Changed::Everything }]);
        }
        let me = match &self.who {
            Who::Share { .. } => None,
            Who::Person { token } => self.service.subject_of(token).await?,
        };
        let mut seen = Vec::new();
        for (position, instance) in changed {
            let may = match (&self.who, &me) {
                (Who::Share { instance: shared, .. }, _) => instance == *shared,
                (Who::Person { .. }, Some(me)) => self.may_read(me, instance).await,
                (Who::Person { .. }, None) => false,
            };
            if may && let Some(row) = store.instance(instance).await.map_err(problems::store)? {
                seen.push(told(position, instance, row.revision));
            }
        }
        Ok(seen)
    }
}

fn told(position: u64, instance: Uuid, revision: u64) -> Change {
    Change { position, changed: Changed::Instance { instance: instance_id(instance), revision } }
}
