//! What the board and the lists ask of the store.

use flow::id::ProcessKey;
use flow::time::Moment;
use uuid::Uuid;

use super::rows::{InstanceRow, TaskRow};

/// A column of the board, for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// Their open tasks.
    ToDo,
    /// Running instances that they acted in and hold no task of now.
    Waiting,
    /// Ended instances that they acted in.
    Done,
    /// Instances that they started.
    Started,
    /// Instances that they were told of.
    Copied,
}

/// In which order open tasks come. The other columns come latest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// Due first; without a limit last.
    #[default]
    Due,
    /// Latest first.
    Newest,
    /// Earliest first.
    Oldest,
}

/// Which entries are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Of this process.
    pub process: Option<ProcessKey>,
    /// In the columns of what was started or told of: only what goes on, or only what has ended.
    pub running: Option<bool>,
    /// With this text in the title or the number.
    pub text: Option<String>,
    /// Due at this moment or later.
    pub due_from: Option<Moment>,
    /// Due before this moment.
    pub due_before: Option<Moment>,
}

/// Where a page begins: after an entry of the page before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// What the entry is sorted by.
    pub key: i64,
    /// Its instance.
    pub instance: Uuid,
    /// Its task; 0 where entries are instances.
    pub task: u32,
}

/// A page of entries.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The entries.
    pub entries: Vec<T>,
    /// Where the next page begins, when there is one.
    pub next: Option<After>,
}

/// An entry of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// When the person got the task, last acted, started it or was told.
    pub at: Moment,
    /// The instance.
    pub instance: InstanceRow,
    /// The person's task, in the column of open tasks.
    pub task: Option<TaskRow>,
    /// Who holds the instance now, in the other columns: its open tasks.
    pub held: Vec<TaskRow>,
}

/// How many entries each column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Open tasks.
    pub to_do: u64,
    /// Of them, those past their due moment.
    pub overdue: u64,
    /// Of them, those due from now to the end of the day.
    pub today: u64,
    /// Running instances that wait for others.
    pub waiting: u64,
    /// Ended instances.
    pub done: u64,
    /// Instances that they started.
    pub started: u64,
    /// Instances that they were told of.
    pub copied: u64,
}

impl std::fmt::Display for After {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.key, self.instance.simple(), self.task)
    }
}

/// The text is not where a page of ours ended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not where a page ended")]
pub struct NoSuchPlace(String);

impl std::str::FromStr for After {
    type Err = NoSuchPlace;

    fn from_str(text: &str) -> Result<Self, NoSuchPlace> {
        let mut parts = text.split('.');
        let read = (|| {
            let key = parts.next()?.parse().ok()?;
            let instance = parts.next()?.parse().ok()?;
            let task = parts.next()?.parse().ok()?;
            parts.next().is_none().then_some(Self { key, instance, task })
        })();
        read.ok_or_else(|| NoSuchPlace(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_as_it_is_written() {
        let place = After { key: -4, instance: Uuid::from_u128(7), task: 3 };
        assert_eq!(place.to_string().parse(), Ok(place));
        for wrong in ["", "1.2", "x.00000000000000000000000000000007.1", "1.00000000000000000000000000000007.1.1"] {
            assert!(wrong.parse::<After>().is_err(), "{wrong}");
        }
    }
}
