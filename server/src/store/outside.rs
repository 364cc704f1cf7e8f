//! Links by which people outside answer a task, as stored.

use flow::id::PersonId;
use flow::kernel::TaskId;
use flow::time::Moment;
use uuid::Uuid;

use super::chain::Hash;

/// A link by which somebody outside answers a task.
#[derive(Clone, PartialEq, Eq)]
pub struct OutsideRow {
    /// Its id, which opens nothing.
    pub id: Uuid,
    /// The instance.
    pub instance: Uuid,
    /// The task in it.
    pub task: TaskId,
    /// The hash of what the link carries.
    pub secret: Hash,
    /// The hash of the code together with what the link carries, in PHC form: whoever reads it here cannot try codes.
    pub code: String,
    /// What the person outside is called.
    pub name: String,
    /// Who handed it out.
    pub by: PersonId,
    /// When.
    pub created: Moment,
    /// Until when it opens.
    pub expires: Moment,
    /// Since when it does not.
    pub revoked: Option<Moment>,
    /// How many wrong codes were tried since the last right one.
    pub wrong: u32,
}
