//! Passwords: hashed with Argon2id, a few at a time.

use std::sync::{Arc, LazyLock};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

/// How many hashes are computed at the same time. Each takes 19 MiB and a processor for some ten milliseconds; a
/// flood of attempts must not take the machine.
const AT_ONCE: usize = 2;

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
}

/// Hashes and checks passwords.
#[derive(Debug, Clone)]
pub struct Passwords(Arc<Semaphore>);

impl Default for Passwords {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Passwords {
    /// The hash of a new password, in PHC form.
    ///
    /// # Errors
    /// When it is too short or too long.
    pub async fn hash(&self, password: String) -> Result<String, NoPassword> {
        if password.chars().count() < SHORTEST {
            return Err(NoPassword::TooShort);
        }
        if password.len() > LONGEST {
            return Err(NoPassword::TooLong);
        }
        self.compute(move || hash(&password)).await.flatten().ok_or(NoPassword::Failed)
    }

    /// Whether a password is the one that was hashed. Without a hash it takes as long and says no.
    pub async fn verify(&self, password: String, hash: Option<String>) -> bool {
        if password.len() > LONGEST {
            return false;
        }
        let known = hash.is_some();
        let matches = self.compute(move || verify(&password, &hash.unwrap_or_else(|| NOBODY.clone()))).await;
        known && matches == Some(true)
    }

    async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let _permit = self.0.acquire().await.ok()?;
        tokio::task::spawn_blocking(work).await.ok()
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
        assert!(passwords.verify("correct horse".into(), Some(hash.clone())).await);
        assert!(!passwords.verify("correct hors".into(), Some(hash)).await);
        assert!(!passwords.verify("nobody has this password".into(), None).await);
    }

    #[tokio::test]
    async fn a_password_has_a_shortest_and_a_longest() {
        let passwords = Passwords::default();
        assert_eq!(passwords.hash("short".into()).await, Err(NoPassword::TooShort));
        assert_eq!(passwords.hash("长".repeat(200)).await, Err(NoPassword::TooLong));
    }
}
