//! Copies of a whole folder: made while the server runs, and put back when it does not.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::audit::{Fault, Findings, check_log};
use super::chain::LogKey;
use super::folder::Folder;
use super::{Store, StoreError, private};

/// Why a folder could not be backed up or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Something is where the copy would go.
    #[error("{} is there already", .0.display())]
    Taken(PathBuf),
    /// There is no database to copy.
    #[error("{} holds no database", .0.display())]
    Nothing(PathBuf),
    /// What was to be restored is not what was backed up; nothing was changed.
    #[error("{} is not as it was backed up", .path.display())]
    Unwell {
        /// The backup.
        path: PathBuf,
        /// What is wrong with it.
        faults: Vec<Fault>,
    },
    /// A file could not be read or written.
    #[error(transparent)]
    Files(#[from] io::Error),
    /// The database could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Copies a folder, whether a server uses it or not: the database as of one moment, the attachments that it names and
/// the keys. The copy appears under its name when it is whole and synced, or not at all.
///
/// The answer's `head` is an anchor: noted where nobody can change it, it lets a later check find out that the log
/// was cut or written anew.
///
/// # Errors
/// When `to` exists, or something cannot be read or written.
pub async fn back_up(from: &Folder, to: &Path) -> Result<Findings, BackupError> {
    if to.exists() {
        return Err(BackupError::Taken(to.to_owned()));
    }
    if !from.database().exists() {
        return Err(BackupError::Nothing(from.path().to_owned()));
    }
    let half = Folder::at(beside(to, "half"));
    clear(half.path())?;
    match copy_and_examine(from, &half, to).await {
        Ok(findings) => {
            fs::rename(half.path(), to)?;
            sync_parent(to)?;
            Ok(findings)
        }
        Err(error) => {
            // What is no backup holds everything that one would: it must not lie about.
            clear(half.path())?;
            Err(error)
        }
    }
}

async fn copy_and_examine(from: &Folder, half: &Folder, named: &Path) -> Result<Findings, BackupError> {
    private::make_folder(half.path())?;
    half.close_database()?;
    let store = Store::open_as_it_is(from).await?;
    let copied = store.copy_to(&half.database()).await;
    store.close().await;
    copied?;
    // Attachments are kept before an event names them: all that the copy names are there by now.
    copy_tree(&from.attachments(), &half.attachments())?;
    copy_tree(&from.keys(), &half.keys())?;
    let findings = examine(half, named).await?;
    sync_tree(half.path())?;
    Ok(findings)
}

/// Removes what an earlier try may have left.
fn clear(path: &Path) -> io::Result<()> {
    if path.exists() { fs::remove_dir_all(path) } else { Ok(()) }
}

/// Puts a backup in the place of a folder's contents, which must not be in use. What was there is moved aside.
/// Tells what was restored and where the former contents are now, if there were any.
///
/// # Errors
/// When the backup is not whole (nothing is changed then), or something cannot be read or written.
pub async fn restore(to: &Folder, from: &Path) -> Result<(Findings, Option<PathBuf>), BackupError> {
    let backup = Folder::at(from);
    if !backup.database().exists() {
        return Err(BackupError::Nothing(from.to_owned()));
    }
    let fresh = Folder::at(to.path().join("restoring"));
    clear(fresh.path())?;
    copy_tree(backup.path(), fresh.path())?;
    let findings = match examine(&fresh, from).await {
        Ok(findings) => findings,
        Err(error) => {
            clear(fresh.path())?;
            return Err(error);
        }
    };
    sync_tree(fresh.path())?;

    let former = aside(to)?;
    for entry in fs::read_dir(fresh.path())? {
        let entry = entry?;
        let place = to.path().join(entry.file_name());
        // Folders that a server makes at its start are there, and empty.
        if place.is_dir() {
            fs::remove_dir_all(&place)?;
        }
        fs::rename(entry.path(), place)?;
    }
    fs::remove_dir_all(fresh.path())?;
    File::open(to.path())?.sync_all()?;
    Ok((findings, former))
}

/// Checks the file and its log.
async fn examine(folder: &Folder, named: &Path) -> Result<Findings, BackupError> {
    let unwell = |faults| BackupError::Unwell { path: named.to_owned(), faults };
    let key = LogKey::read(&folder.log_key())?;
    let store = Store::open_as_it_is(folder).await?;
    let checked = async {
        store.check_file().await?;
        check_log(&store, &key, None).await
    };
    let checked = checked.await;
    store.close().await;
    match checked {
        Ok(mut findings) if findings.faults.is_empty() => {
            findings.faults = super::audit::check_attachments(folder, &findings.files)?;
            if findings.faults.is_empty() { Ok(findings) } else { Err(unwell(findings.faults)) }
        }
        Ok(findings) => Err(unwell(findings.faults)),
        Err(StoreError::Damaged(what)) => {
            tracing::error!(what, "the file is damaged");
            Err(unwell(Vec::new()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Moves the database and what belongs to it into a folder of its own.
fn aside(folder: &Folder) -> io::Result<Option<PathBuf>> {
    if !folder.database().exists() {
        return Ok(None);
    }
    let number = (1..).find(|number| !folder.path().join(format!("before-restore-{number}")).exists());
    let former = folder.path().join(format!("before-restore-{}", number.unwrap_or_default()));
    private::make_folder(&former)?;
    for entry in fs::read_dir(folder.path())? {
        let name = entry?.file_name();
        let text = name.to_string_lossy();
        if text.starts_with("lianban.db") || text == "attachments" || text == "keys" {
            fs::rename(folder.path().join(&name), former.join(&name))?;
        }
    }
    Ok(Some(former))
}

/// The same name with something after it.
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{what}"));
    name.into()
}

/// Copies a folder with everything in it but hidden files, which are uploads under way. Whoever may read the original,
/// only its owner may read the copy.
fn copy_tree(from: &Path, to: &Path) -> io::Result<()> {
    private::make_folder(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            io::copy(&mut File::open(entry.path())?, &mut private::new_file(&target)?)?;
        }
    }
    Ok(())
}

/// Has every file and folder below a path written to the disk.
fn sync_tree(path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_tree(&entry.path())?;
        } else {
            File::open(entry.path())?.sync_all()?;
        }
    }
    File::open(path)?.sync_all()
}

fn sync_parent(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => File::open(parent)?.sync_all(),
        _ => File::open(".")?.sync_all(),
    }
}
