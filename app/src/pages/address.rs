//! What a page shows, as an address.

/// A path with those of the pairs that say something.
pub(super) fn address<'a>(path: &str, pairs: impl IntoIterator<Item = (&'static str, &'a str)>) -> String {
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>();
    match serde_urlencoded::to_string(pairs) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}"),
        // Pairs of texts can always be written.
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn only_what_differs_is_said_and_only_what_must_be_is_escaped() {
        assert_eq!(address("/inbox", [("q", ""), ("sort", "")]), "/inbox");
        assert_eq!(
            address("/inbox", [("q", "50% & more"), ("open", "01a2-7f.3")]),
            "/inbox?q=50%25+%26+more&open=01a2-7f.3"
        );
    }
}
