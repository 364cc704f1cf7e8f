use serde::Serialize;

/// Writes JSON with the keys in the order of the types.
///
/// # Errors
/// When a value has no JSON form, such as a map whose keys are no texts; a definition always has one.
pub fn to_json<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}

/// Writes YAML with the keys in the order of the types. Comments of a file that was read are not kept.
///
/// # Errors
/// When a value has no YAML form; a definition always has one.
#[cfg(feature = "yaml")]
pub fn to_yaml<T: Serialize>(value: &T) -> Result<String, serde_saphyr::ser::Error> {
    let mut text = String::new();
    // A long text stays on one line: folding it would break between the characters of Chinese words nowhere, and
    // elsewhere turn one changed word into several changed lines.
    let options = serde_saphyr::ser_options! { folded_wrap_chars: usize::MAX };
    serde_saphyr::to_fmt_writer_with_options(&mut text, value, options)?;
    Ok(text)
}
