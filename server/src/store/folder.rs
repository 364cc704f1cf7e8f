//! The files of a server: one folder with the database, the key of the log and the attachments.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::chain::LogKey;
use super::private;

/// A server's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(PathBuf);

/// Held while a server, a restore or a rebuild uses a folder; nobody else can hold it meanwhile.
#[derive(Debug)]
pub struct Hold {
    _lock: File,
}

/// Why a folder cannot be held.
#[derive(Debug, thiserror::Error)]
pub enum NotHeld {
    /// Somebody else holds it.
    #[error("{} is in use by a running server", .0.display())]
    InUse(PathBuf),
    /// It cannot be used.
    #[error("{} cannot be used: {source}", .path.display())]
    Unusable {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Folder {
    /// A folder by its path; nothing is made yet.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.0.join("lianban.db")
    }

    /// Where attachments are kept, each under the hash of its content.
    #[must_use]
    pub fn attachments(&self) -> PathBuf {
        self.0.join("attachments")
    }

    /// Where an attachment is kept; the two levels keep folders small.
    #[must_use]
    pub fn attachment(&self, hash: &str) -> PathBuf {
        self.attachments().join(hash.get(..2).unwrap_or(hash)).join(hash)
    }

    /// Where keys are kept, outside the database.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.0.join("keys")
    }

    /// The key that the log is sealed with.
    #[must_use]
    pub fn log_key(&self) -> PathBuf {
        self.keys().join("log.key")
    }

    /// Makes what is missing of the folder and holds it until the answer is dropped.
    ///
    /// # Errors
    /// When it is in use, or cannot be made or written.
    pub fn hold(&self) -> Result<Hold, NotHeld> {
        let unusable = |source| NotHeld::Unusable { path: self.0.clone(), source };
        self.make().map_err(unusable)?;
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(self.0.join("lock"))
            .map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => Ok(Hold { _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(NotHeld::InUse(self.0.clone())),
            Err(TryLockError::Error(source)) => Err(unusable(source)),
        }
    }

    /// The key of the log. A folder without a database gets a new one; with a database but without its key it is
    /// an error, for a new key could not continue the chain.
    ///
    /// # Errors
    /// When the key is missing, unreadable or cannot be written.
    pub fn key(&self) -> io::Result<LogKey> {
        let path = self.log_key();
        match LogKey::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && !self.database().exists() => LogKey::create(&path),
            Err(error) => Err(io::Error::new(error.kind(), format!("the key {}: {error}", path.display()))),
            key => key,
        }
    }

    /// Makes the database's file when it is missing, and keeps it from others.
    pub(super) fn close_database(&self) -> io::Result<()> {
        match private::new_file(&self.database()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => private::close(&self.database()),
            made => made.map(drop),
        }
    }

    /// The folder itself is left as it is when somebody made it; what is in it is ours.
    fn make(&self) -> io::Result<()> {
        private::make_folder(&self.0)?;
        for folder in [self.keys(), self.attachments()] {
            private::make_folder(&folder)?;
            private::close(&folder)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_is_held_once() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = Folder::at(scratch.path().join("data"));
        let hold = folder.hold().unwrap();
        assert!(matches!(folder.hold(), Err(NotHeld::InUse(_))));
        drop(hold);
        folder.hold().unwrap();
    }

    #[test]
    fn a_lost_key_is_not_replaced() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = Folder::at(scratch.path());
        let _hold = folder.hold().unwrap();
        folder.key().unwrap();
        fs::write(folder.database(), "").unwrap();
        folder.key().unwrap();
        fs::remove_file(folder.log_key()).unwrap();
        assert!(folder.key().is_err());
    }
}
