//! Scripts of others that tests run on a page.

/// The script that a variable of the environment tells the place of.
pub(crate) fn told_by(variable: &str) -> String {
    let told = std::env::var(variable).unwrap_or_else(|_| panic!("{variable} names no script; `make test` fetches it"));
    std::fs::read_to_string(&told).unwrap_or_else(|error| panic!("{told}: {error}"))
}
