//! The name that was probably meant.

/// The nearest of some names, if one is near.
pub(crate) fn nearest<'n>(meant: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let meant: Vec<char> = meant.to_lowercase().chars().collect();
    let most = (meant.len() / 3).max(1);
    let near = names.into_iter().filter_map(|name| {
        let characters: Vec<char> = name.to_lowercase().chars().collect();
        let distance = distance(&meant, &characters);
        (distance <= most && distance < meant.len().max(characters.len())).then_some((distance, name))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// How many characters have to be put in, left out, exchanged, or swapped with their neighbours.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, character) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in right.iter().enumerate() {
            let exchanged = above[column] + usize::from(character != other);
            let mut least = exchanged.min(above[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && *character == right[column - 1] && left[row - 1] == *other {
                least = least.min(before[column - 1] + 1);
            }
            current.push(least);
        }
        before = std::mem::replace(&mut above, current);
    }
    above[right.len()]
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
