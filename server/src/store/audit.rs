//! Checking that the log is what it was: nothing changed, removed, put in between or put in another order.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::io;

use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::boundary::Audit;
use super::chain::{BEGINNING, Hash, Head, Link, LogKey, event_hash, heads_hash};
use super::folder::Folder;
use super::rows::EventRow;
use super::{StoreError, personal};

/// How much of the log is read at a time.
const PORTION: u32 = 2000;

/// An event and where it stands, with what is stored beside it.
#[derive(Debug, Clone)]
pub struct Logged {
    /// Its position in the log.
    pub position: u64,
    /// The event.
    pub row: EventRow,
    /// The personal values beside it.
    pub beside: Vec<Beside>,
}

/// A personal value beside an event.
#[derive(Debug, Clone)]
pub struct Beside {
    /// The field.
    pub field: flow::id::FieldId,
    /// Salt and value; none when it was erased.
    pub value: Option<(Vec<u8>, String)>,
}

/// A commit as stored.
#[derive(Debug, Clone, Copy)]
pub struct Sealed {
    /// What it says.
    pub link: Link,
    /// Its seal.
    pub seal: Hash,
}

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// An event is not the one that was written, or not the one that belongs there.
    Event {
        /// Its position.
        position: u64,
        /// Its instance.
        instance: Uuid,
        /// What is wrong.
        what: &'static str,
    },
    /// A commit does not fit the events or the commit before.
    Commit {
        /// Its number.
        number: u64,
        /// What is wrong.
        what: &'static str,
    },
    /// Events stand behind the last commit.
    Unsealed {
        /// The position of the first.
        position: u64,
    },
    /// The anchor is none of the log's seals: its tail was cut or it was written anew.
    NoAnchor,
    /// A read model does not say what the log says.
    ReadModel {
        /// The instance.
        instance: Uuid,
        /// Which.
        what: &'static str,
    },
    /// A file that an event names is missing or has other content.
    Attachment {
        /// The hash that it should have.
        hash: String,
        /// What is wrong.
        what: &'static str,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Event { position, instance, what } => write!(f, "event {position} of instance {instance}: {what}"),
            Self::Commit { number, what } => write!(f, "commit {number}: {what}"),
            Self::Unsealed { position } => write!(f, "the events from {position} on are sealed by no commit"),
            Self::NoAnchor => f.write_str("the anchor is none of the log's seals: the log was cut or written anew"),
            Self::ReadModel { instance, what } => write!(f, "instance {instance}: {what} do not say what the log says"),
            Self::Attachment { hash, what } => write!(f, "attachment {hash}: {what}"),
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// How many events were checked.
    pub events: u64,
    /// How many commits.
    pub commits: u64,
    /// The seal of the last commit: an anchor for a later check.
    pub head: Hash,
    /// The hashes of the attachments that the log names.
    pub files: BTreeSet<String>,
    /// What is wrong, in the order of the log.
    pub faults: Vec<Fault>,
}

/// Checks the chains of the log, up to the last commit there is when it begins.
///
/// # Errors
/// When the store cannot be read.
pub async fn check_log(store: &impl Audit, key: &LogKey, anchor: Option<Hash>) -> Result<Findings, StoreError> {
    let mut check = Check { key, anchor, heads: HashMap::new(), findings: Findings::default(), position: 0 };
    let last = store.last_commit().await?;
    while check.findings.commits < last {
        let commits = store.commits(check.findings.commits, PORTION).await?;
        if commits.is_empty() {
            break;
        }
        for commit in commits.iter().take(usize::try_from(last - check.findings.commits).unwrap_or(usize::MAX)) {
            let events = store.logged(check.position, commit.link.last).await?;
            check.commit(commit, &events);
        }
    }
    if let Some(position) = store.first_unsealed().await? {
        check.findings.faults.push(Fault::Unsealed { position });
    }
    if check.anchor.is_some() {
        check.findings.faults.push(Fault::NoAnchor);
    }
    Ok(check.findings)
}

struct Check<'a> {
    key: &'a LogKey,
    /// Taken away when it is found.
    anchor: Option<Hash>,
    heads: HashMap<Uuid, (u64, Hash)>,
    findings: Findings,
    position: u64,
}

impl Check<'_> {
    fn commit(&mut self, commit: &Sealed, events: &[Logged]) {
        let Link { number, first, last, heads, .. } = commit.link;
        let mut fault = |what| self.findings.faults.push(Fault::Commit { number, what });
        if number != self.findings.commits + 1 {
            fault("a commit before it is missing");
        }
        if first != self.position + 1 || last < first {
            fault("it does not follow the commit before");
        }
        if self.key.seal(&self.findings.head, &commit.link) != commit.seal {
            fault("its seal does not fit it and the commit before");
        }
        let mut written = HashMap::new();
        for event in events {
            self.event(event);
            let EventRow { instance, seq, hash, .. } = event.row;
            written.insert(instance, Head { instance, seq, hash });
        }
        if heads_hash(written.into_values().collect()) != heads {
            self.findings.faults.push(Fault::Commit { number, what: "its events are not those that it sealed" });
        }
        if self.anchor == Some(commit.seal) {
            self.anchor = None;
        }
        self.position = last;
        self.findings.head = commit.seal;
        self.findings.commits = number;
    }

    fn event(&mut self, event: &Logged) {
        let EventRow { instance, seq, at, body, hash } = &event.row;
        let mut fault = |what| {
            self.findings.faults.push(Fault::Event { position: event.position, instance: *instance, what });
        };
        let (before, head) = self.heads.get(instance).copied().unwrap_or((0, BEGINNING));
        if *seq != before + 1 {
            fault("an event of its instance before it is missing");
        }
        if event_hash(&head, *instance, *seq, *at, body) != *hash {
            fault("it is not what was written");
        }
        if let Some(what) = wrong_beside(event) {
            fault(what);
        }
        name_files(body, &mut self.findings.files);
        for (_, value) in event.beside.iter().filter_map(|beside| beside.value.as_ref()) {
            name_files(value, &mut self.findings.files);
        }
        self.heads.insert(*instance, (*seq, *hash));
        self.findings.events += 1;
    }
}

/// What is wrong with the personal values beside an event.
fn wrong_beside(event: &Logged) -> Option<&'static str> {
    let Ok(marks) = personal::marks(&event.row.body) else { return Some("its body cannot be read") };
    for (field, hash) in &marks {
        let Some(beside) = event.beside.iter().find(|beside| beside.field == *field) else {
            return Some("a personal value beside it is missing, and was not erased");
        };
        if let Some((salt, value)) = &beside.value
            && hex::encode(personal::salted_hash(salt, value)) != *hash
        {
            return Some("a personal value beside it is not what was written");
        }
    }
    (event.beside.len() > marks.len()).then_some("a personal value stands beside it that it does not name")
}

/// Holds the attachments that the log names against their hashes.
///
/// # Errors
/// When a file is there and cannot be read.
pub fn check_attachments(folder: &Folder, files: &BTreeSet<String>) -> io::Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for hash in files {
        let what = match std::fs::File::open(folder.attachment(hash)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => "it is missing",
            Err(error) => return Err(error),
            Ok(mut file) => {
                let mut content = Sha256::new();
                io::copy(&mut file, &mut HashWriter(&mut content))?;
                if hex::encode(content.finalize()) == *hash {
                    continue;
                }
                "it has other content"
            }
        };
        faults.push(Fault::Attachment { hash: hash.clone(), what });
    }
    Ok(faults)
}

/// Hashes what is written to it.
struct HashWriter<'a>(&'a mut Sha256);

impl io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Adds the hashes of the files that a stored text names: contexts of name, size and hash.
fn name_files(text: &str, files: &mut BTreeSet<String>) {
    if text.contains("\"hash\"")
        && let Ok(json) = serde_json::from_str(text)
    {
        collect_files(&json, files);
    }
}

fn collect_files(json: &Json, files: &mut BTreeSet<String>) {
    match json {
        Json::Array(items) => items.iter().for_each(|item| collect_files(item, files)),
        Json::Object(fields) => {
            let is_file = ["name", "size", "hash"].iter().all(|name| fields.contains_key(*name));
            match fields.get("hash") {
                Some(Json::String(hash)) if is_file => drop(files.insert(hash.clone())),
                _ => fields.values().for_each(|field| collect_files(field, files)),
            }
        }
        _ => {}
    }
}
