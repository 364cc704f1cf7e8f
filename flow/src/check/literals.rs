//! What expressions compare a name with. Read off the text, so that drafts whose expressions do not parse are looked
//! at too; what is not recognised is passed over in silence.

/// The texts that an expression compares a name with: of `outcome = "a" or outcome in ("b", "c")`, a, b and c.
pub(super) fn compared<'t>(expression: &'t str, name: &str) -> Vec<&'t str> {
    let mut found = Vec::new();
    let mut rest = expression;
    while let Some(at) = rest.find(name) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        if !before.ends_with(is_part_of_name) && !after.starts_with(is_part_of_name) && !in_text(expression, after) {
            found.extend(literals_after(after));
        }
        rest = after;
    }
    found
}

fn is_part_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

/// Whether the rest of an expression begins inside a text.
fn in_text(expression: &str, rest: &str) -> bool {
    let before = &expression[..expression.len() - rest.len()];
    before.matches('"').count() % 2 == 1
}

fn literals_after(text: &str) -> Vec<&str> {
    let text = text.trim_start();
    if let Some(one) = text.strip_prefix("!=").or_else(|| text.strip_prefix('=')) {
        return literal(one.trim_start()).map(|(text, _)| text).into_iter().collect();
    }
    let Some(several) = text.strip_prefix("in").map(str::trim_start) else { return Vec::new() };
    let Some(mut rest) = several.strip_prefix(['(', '[']) else { return Vec::new() };
    let mut found = Vec::new();
    while let Some((text, after)) = literal(rest.trim_start()) {
        found.push(text);
        rest = after.trim_start().trim_start_matches(',');
    }
    found
}

/// A text in quotes at the beginning, and what follows it.
fn literal(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('"')?.split_once('"')
}

#[cfg(test)]
mod tests {
    use super::compared;

    #[test]
    fn texts_that_a_name_is_compared_with_are_found() {
        assert_eq!(compared(r#"outcome = "a" or outcome != "b""#, "outcome"), ["a", "b"]);
        assert_eq!(compared(r#"x and outcome in ("a", "b")"#, "outcome"), ["a", "b"]);
        assert_eq!(compared(r#"outcome in ["a","b"]"#, "outcome"), ["a", "b"]);
        for other in [r#"outcomes.x = "a""#, r#"my.outcome = "a""#, r#"x = "outcome = ""#, "outcome", "outcome = other"]
        {
            assert!(compared(other, "outcome").is_empty(), "{other}");
        }
    }
}
