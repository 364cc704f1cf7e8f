use crate::{Date, Number};

/// More digits than any count has.
const MOST_DIGITS: usize = 18;

/// A pattern of business numbers, such as `O-02-{yyyyMMdd}-{seq:3}`.
///
/// In braces, `yyyy`, `yy`, `MM` and `dd` stand for parts of a date, and `seq` for a count; `seq:3` is a count of at
/// least three digits. What stands in braces and is none of these stays as it is.
///
/// ```
/// use feel::{Date, NumberPattern};
/// let pattern = NumberPattern::new("P-{yyyy}-{seq:4}");
/// let date = Date::new(2026, 3, 2).unwrap();
/// assert_eq!(pattern.number(date, &7.into()), "P-2026-0007");
/// assert!(pattern.matches("P-2025-0815") && !pattern.matches("P-25-815"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberPattern(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Year,
    ShortYear,
    Month,
    Day,
    /// at least so many digits
    Count(usize),
}

/// The letters that stand for parts of a date; longer ones stand before their beginnings.
const DATED: [(&str, Part); 4] =
    [("yyyy", Part::Year), ("yy", Part::ShortYear), ("MM", Part::Month), ("dd", Part::Day)];

impl NumberPattern {
    /// Reads a pattern. Every text is one.
    pub fn new(pattern: &str) -> NumberPattern {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            parts.push(Part::Text(before.to_owned()));
            let Some((code, behind)) = after.split_once('}') else {
                parts.push(Part::Text("{".to_owned()));
                rest = after;
                continue;
            };
            match count(code).map(|digits| vec![Part::Count(digits)]).or_else(|| dated(code)) {
                Some(coded) => parts.extend(coded),
                None => parts.push(Part::Text(format!("{{{code}}}"))),
            }
            rest = behind;
        }
        parts.push(Part::Text(rest.to_owned()));
        NumberPattern(parts)
    }

    /// The number of a count on a date.
    pub fn number(&self, date: Date, count: &Number) -> String {
        self.filled(date, |digits| format!("{:0>digits$}", count.to_string()))
    }

    /// In what a date is counted: the number without the count. A count begins anew whenever this changes.
    pub fn scope(&self, date: Date) -> String {
        self.filled(date, |_| String::new())
    }

    fn filled(&self, date: Date, count: impl Fn(usize) -> String) -> String {
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Year => format!("{:04}", date.year()),
            Part::ShortYear => format!("{:02}", date.year().rem_euclid(100)),
            Part::Month => format!("{:02}", date.month()),
            Part::Day => format!("{:02}", date.day()),
            Part::Count(digits) => count(*digits),
        };
        self.0.iter().map(part).collect()
    }

    /// Whether a text is a number of this pattern, of whatever date and count. A day is looked up in its month where
    /// the pattern has a whole date.
    pub fn matches(&self, text: &str) -> bool {
        let (mut year, mut month, mut day) = (None, None, None);
        let mut rest = text;
        for (at, part) in self.0.iter().enumerate() {
            let taken = match part {
                Part::Text(text) => rest.strip_prefix(text.as_str()).map(|rest| (rest, 0)),
                Part::Year => digits(rest, 4),
                Part::ShortYear | Part::Month | Part::Day => digits(rest, 2),
                Part::Count(least) => {
                    let most = rest.bytes().take_while(u8::is_ascii_digit).count();
                    let length = most.saturating_sub(self.digits_after(at));
                    // Beyond the least, a count is not filled up with zeros.
                    let filled_up = length > *least && rest.starts_with('0');
                    digits(rest, length).filter(|_| length >= *least && length <= MOST_DIGITS && !filled_up)
                }
            };
            let Some((after, value)) = taken else { return false };
            match part {
                Part::Year => year = Some(value),
                Part::ShortYear => year = Some(2000 + value),
                Part::Month => month = Some(value),
                Part::Day => day = Some(value),
                Part::Text(_) | Part::Count(_) => {}
            }
            rest = after;
        }
        // A leap year has every day there can be.
        let small = |value: Option<u64>| u8::try_from(value.unwrap_or(1)).unwrap_or(0);
        let year = i32::try_from(year.unwrap_or(2000)).unwrap_or(2000);
        rest.is_empty() && Date::new(year, small(month), small(day)).is_some()
    }

    /// How many digits the parts of a date take that follow directly.
    fn digits_after(&self, at: usize) -> usize {
        let following = self.0[at + 1..].iter().filter(|part| **part != Part::Text(String::new()));
        following
            .map_while(|part| match part {
                Part::Year => Some(4),
                Part::ShortYear | Part::Month | Part::Day => Some(2),
                Part::Text(_) | Part::Count(_) => None,
            })
            .sum()
    }
}

/// The least digits of a count: `seq`, or `seq:3`.
fn count(code: &str) -> Option<usize> {
    match code.split_once(':') {
        None => (code == "seq").then_some(1),
        Some((name, digits)) => (name == "seq").then(|| digits.parse().unwrap_or(1).min(MOST_DIGITS)),
    }
}

/// The parts of a date that a code such as `yyyyMMdd` names.
fn dated(code: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = code;
    while !rest.is_empty() {
        let (after, part) = DATED.iter().find_map(|(letters, part)| Some((rest.strip_prefix(letters)?, part)))?;
        parts.push(part.clone());
        rest = after;
    }
    Some(parts)
}

/// So many digits, and what follows them.
fn digits(text: &str, count: usize) -> Option<(&str, u64)> {
    let (digits, rest) = text.split_at_checked(count)?;
    let all = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| digits.parse().ok()).flatten().map(|value| (rest, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_made_by_date_and_count() {
        let date = Date::new(2026, 3, 2).expect("a date");
        for (pattern, scope, number) in [
            ("O-02-{yyyyMMdd}-{seq:3}", "O-02-20260302-", "O-02-20260302-007"),
            ("{yy}{MM}/{seq:2}", "2603/", "2603/07"),
            ("{seq}", "", "7"),
            ("{nothing}{seq", "{nothing}{seq", "{nothing}{seq"),
        ] {
            let read = NumberPattern::new(pattern);
            assert_eq!(
                (read.scope(date).as_str(), read.number(date, &7.into()).as_str()),
                (scope, number),
                "{pattern}"
            );
            assert!(read.matches(number), "{pattern}");
        }
        assert_eq!(NumberPattern::new("{seq:3}").number(date, &12_345.into()), "12345");
    }

    #[test]
    fn a_number_of_another_pattern_does_not_match() {
        for (pattern, text) in [
            ("P-{yyyy}-{seq:4}", "P-2026-007"),
            ("P-{yyyy}-{seq:4}", "P-2026-00007"),
            ("P-{yyyy}-{seq:4}", "P-2026-0007x"),
            ("P-{yyyyMMdd}-{seq}", "P-20260230-1"),
            ("P-{yyyyMM}-{seq}", "P-202613-1"),
            ("P-{seq}", "P-"),
            ("P-{seq}", "P-１"),
        ] {
            assert!(!NumberPattern::new(pattern).matches(text), "{pattern} {text}");
        }
        assert!(NumberPattern::new("{seq:2}{yyyy}").matches("1232026"));
    }
}
