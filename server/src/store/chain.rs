//! The hashes that make a change of the log visible.
//!
//! Each event carries the hash of the one before it in its instance. Each commit carries a seal over the heads that
//! it wrote and the seal before it, made with a key that the database does not hold: whoever can write the database
//! alone cannot forge it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use flow::time::Moment;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A SHA-256 hash, or a seal of the same size.
pub type Hash = [u8; 32];

/// What comes before the first link of a chain.
pub const BEGINNING: Hash = [0; 32];

/// The hash of an event over the hash of the one before, its header and its body, byte for byte as stored.
#[must_use]
pub fn event_hash(previous: &Hash, instance: Uuid, seq: u64, at: Moment, body: &str) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(previous);
    hasher.update(instance.as_bytes());
    hasher.update(seq.to_be_bytes());
    hasher.update(at.0.to_be_bytes());
    hasher.update(body.as_bytes());
    hasher.finalize().into()
}

/// The last event that a commit wrote of an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head {
    /// The instance.
    pub instance: Uuid,
    /// The event's number in the instance.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
}

/// One hash over the heads that a commit wrote, whatever order they come in.
#[must_use]
pub fn heads_hash(mut heads: Vec<Head>) -> Hash {
    heads.sort_unstable();
    let mut hasher = Sha256::new();
    for head in heads {
        hasher.update(head.instance.as_bytes());
        hasher.update(head.seq.to_be_bytes());
        hasher.update(head.hash);
    }
    hasher.finalize().into()
}

/// A commit as a link of the log-wide chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Its number, from 1 without gaps.
    pub number: u64,
    /// When it was made.
    pub at: Moment,
    /// The position of its first event.
    pub first: u64,
    /// The position of its last event.
    pub last: u64,
    /// [`heads_hash`] of what it wrote.
    pub heads: Hash,
}

/// The key that commits are sealed with; kept in a file beside the database, never in it.
#[derive(Clone)]
pub struct LogKey(Hash);

impl std::fmt::Debug for LogKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LogKey")
    }
}

impl LogKey {
    /// Reads the key.
    ///
    /// # Errors
    /// When the file cannot be read or is not 64 hexadecimal digits.
    pub fn read(path: &Path) -> io::Result<Self> {
        let text = fs::read_to_string(path)?;
        let mut key = BEGINNING;
        hex::decode_to_slice(text.trim(), &mut key).map_err(|error| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{} holds no key: {error}", path.display()))
        })?;
        Ok(Self(key))
    }

    /// Makes a key and writes it to a new file that only its owner may read.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn create(path: &Path) -> io::Result<Self> {
        let key: Hash = rand::random();
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        writeln!(file, "{}", hex::encode(key))?;
        file.sync_all()?;
        Ok(Self(key))
    }

    /// The seal of a commit after the one that carries `previous`.
    #[must_use]
    pub fn seal(&self, previous: &Hash, link: &Link) -> Hash {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("an HMAC takes a key of any length");
        mac.update(previous);
        mac.update(&link.number.to_be_bytes());
        mac.update(&link.at.0.to_be_bytes());
        mac.update(&link.first.to_be_bytes());
        mac.update(&link.last.to_be_bytes());
        mac.update(&link.heads);
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_an_event_counts() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let hash = event_hash(&BEGINNING, one, 1, Moment(5), "{}");
        for other in [
            event_hash(&hash, one, 1, Moment(5), "{}"),
            event_hash(&BEGINNING, two, 1, Moment(5), "{}"),
            event_hash(&BEGINNING, one, 2, Moment(5), "{}"),
            event_hash(&BEGINNING, one, 1, Moment(6), "{}"),
            event_hash(&BEGINNING, one, 1, Moment(5), "{ }"),
        ] {
            assert_ne!(hash, other);
        }
    }

    #[test]
    fn the_order_of_heads_does_not_count() {
        let head = |id, seq| Head { instance: Uuid::from_u128(id), seq, hash: BEGINNING };
        assert_eq!(heads_hash(vec![head(1, 4), head(2, 3)]), heads_hash(vec![head(2, 3), head(1, 4)]));
        assert_ne!(heads_hash(vec![head(1, 4)]), heads_hash(vec![head(1, 3)]));
    }

    #[test]
    fn a_key_is_read_as_it_was_made() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("log.key");
        let made = LogKey::create(&path)?;
        assert_eq!(LogKey::read(&path)?.0, made.0);
        assert!(LogKey::create(&path).is_err(), "a key is never overwritten");
        fs::write(&path, "short")?;
        assert!(LogKey::read(&path).is_err());
        Ok(())
    }
}
