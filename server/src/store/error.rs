/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Something is there already, or not there, that should not be so; nothing was written.
    #[error("the store refused it: {0}")]
    Refused(String),
    /// The store could not be reached, or reading or writing failed. Whether a commit happened is unknown.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// What is stored cannot be read as what it should be.
    #[error("the store is damaged: {0}")]
    Damaged(String),
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}
