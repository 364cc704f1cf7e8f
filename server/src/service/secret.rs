//! What only its owner knows: the tokens of sessions and what links carry. Random and long, and kept as hashes alone.

use sha2::{Digest, Sha256};

use crate::store::chain::Hash;

/// A new one, 256 bits in hexadecimal.
pub(super) fn new_secret() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}

/// What is kept of one.
pub(super) fn hash_of(secret: &str) -> Hash {
    Sha256::digest(secret.as_bytes()).into()
}
