//! Passwords: hashed with Argon2id, a few at a time.

use std::sync::{Arc, LazyLock};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

/// How many hashes are computed at the same time. Each takes 19 MiB and a processor for some ten milliseconds; a
/// flood of attempts must not take the machine.
const AT_ONCE: usize = 2;

/// How many may wait for their turn; more are turned away at once.
const WAITING: usize = 32;

/// The shortest password, in characters.
const SHORTEST: usize = 10;

/// The longest password, in bytes; hashing more would only cost time.
const LONGEST: usize = 256;

/// A hash that is checked when there is no such account, so that it takes as long as when there is one.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody has this password").unwrap_or_default());

/// Why a password cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPassword {
    /// It is too short.
    #[error("a password has at least {SHORTEST} characters")]
    TooShort,
    /// It is too long.
    #[error("a password has at most {LONGEST} bytes")]
    TooLong,
    /// It could not be hashed.
    #[error("the password could not be hashed")]
    Failed,
    /// Too many others wait.
    #[error(transparent)]
    Crowded(#[from] Crowded),
}

/// Too many passwords wait to be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords wait to be checked")]
pub struct Crowded;

/// Hashes and checks passwords.
#[derive(Debug, Clone)]
pub struct Passwords {
    /// Room for those that are being computed.
    computing: Arc<Semaphore>,
    /// Room for these and for those that wait.
    admitted: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        let room = |places| Arc::new(Semaphore::new(places));
        Self { computing: room(AT_ONCE), admitted: room(AT_ONCE + WAITING) }
    }
}

impl Passwords {
    /// The hash of a new password, in PHC form.
    ///
    /// # Errors
    /// When it is too short or too long, or too many wait.
    pub async fn hash(&self, password: String) -> Result<String, NoPassword> {
        if password.chars().count() < SHORTEST {
            return Err(NoPassword::TooShort);
        }
        if password.len() > LONGEST {
            return Err(NoPassword::TooLong);
        }
        self.compute(move || hash(&password)).await?.flatten().ok_or(NoPassword::Failed)
    }

    /// Whether a password is the one that was hashed. Without a hash, and with a password that nobody can have, it takes
    /// as long and says no.
    ///
    /// # Errors
    /// When too many wait.
    pub async fn verify(&self, mut password: String, hash: Option<String>) -> Result<bool, Crowded> {
        let possible = hash.is_some() && password.len() <= LONGEST;
        if !possible {
            password.clear();
        }
        let hash = hash.unwrap_or_else(|| NOBODY.clone());
        Ok(self.compute(move || verify(&password, &hash)).await? == Some(true) && possible)
    }

    /// Has something computed when there is room. The room is taken until it is done, whether or not anybody still
    /// waits for it: whoever goes away must not make room for the next.
    async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Option<T>, Crowded> {
        let admitted = self.admitted.clone().try_acquire_owned().map_err(|_| Crowded)?;
        let computing = self.computing.clone().acquire_owned().await.map_err(|_| Crowded)?;
        let work = move || {
            let done = work();
            drop((admitted, computing));
            done
        };
        Ok(tokio::task::spawn_blocking(work).await.ok())
    }
}

fn hash(password: &str) -> Option<String> {
    Argon2::default().hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())
}

fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_that_was_hashed_matches() {
        let passwords = Passwords::default();
        let hash = passwords.hash("correct horse".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        assert_eq!(passwords.verify("correct horse".into(), Some(hash.clone())).await, Ok(true));
        assert_eq!(passwords.verify("correct hors".into(), Some(hash.clone())).await, Ok(false));
        assert_eq!(passwords.verify("x".repeat(LONGEST + 1), Some(hash)).await, Ok(false));
        assert_eq!(passwords.verify("nobody has this password".into(), None).await, Ok(false));
    }

    #[tokio::test]
    async fn whoever_goes_away_makes_no_room_and_a_crowd_is_turned_away() {
        let passwords = Passwords::default();
        let (release, held) = std::sync::mpsc::channel::<()>();
        let held = Arc::new(std::sync::Mutex::new(held));
        for _ in 0..AT_ONCE {
            let held = held.clone();
            let hold = passwords.compute(move || held.lock().map(|held| held.recv()).is_ok());
            // Begun, then abandoned.
            assert!(futures::FutureExt::now_or_never(hold).is_none());
        }
        assert_eq!(passwords.computing.available_permits(), 0, "the work goes on");
        let waiting: Vec<_> = (0..WAITING)
            .map(|_| {
                let passwords = passwords.clone();
                tokio::spawn(async move { passwords.verify("x".into(), None).await })
            })
            .collect();
        while passwords.admitted.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(passwords.verify("x".into(), None).await, Err(Crowded));
        drop(release);
        for one in waiting {
            assert_eq!(one.await.unwrap(), Ok(false));
        }
    }

    #[tokio::test]
    async fn a_password_has_a_shortest_and_a_longest() {
        let passwords = Passwords::default();
        assert_eq!(passwords.hash("short".into()).await, Err(NoPassword::TooShort));
        assert_eq!(passwords.hash("长".repeat(200)).await, Err(NoPassword::TooLong));
    }
}
