//! The name that was probably meant.

/// The nearest of some names, if one is near.
pub(crate) fn nearest<'n>(meant: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let meant = meant.to_lowercase();
    let length = meant.chars().count();
    let most = (length / 3).max(1);
    let near = names.into_iter().filter_map(|name| {
        let small = name.to_lowercase();
        let distance = strsim::osa_distance(&meant, &small);
        (distance <= most && distance < length.max(small.chars().count())).then_some((distance, name))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_recognised() {
        let names = ["amount", "applicant", "申请金额", "due date"];
        assert_eq!(nearest("amuont", names), Some("amount"));
        assert_eq!(nearest("Amount", names), Some("amount"));
        assert_eq!(nearest("申请金领", names), Some("申请金额"));
        assert_eq!(nearest("duedate", names), Some("due date"));
        assert_eq!(nearest("x", names), None);
        assert_eq!(nearest("reason", names), None);
    }
}
