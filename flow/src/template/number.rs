//! Business numbers: `O-02-{yyyyMMdd}-{seq:3}` is a date and a count that begins anew with each date.

use feel::{Date, Number};

/// The scope in which the numbers of a pattern are counted: the pattern with the date filled in and the count left out.
///
/// In braces, `yyyy`, `yy`, `MM` and `dd` stand for parts of the date, and `seq` for the count; `seq:3` is a count of at
/// least three digits. What stands in braces and is none of these stays as it is.
pub fn scope_of(pattern: &str, date: Date) -> String {
    filled(pattern, date, |_| String::new())
}

/// The business number that a pattern and a count make.
pub fn fill_number(pattern: &str, date: Date, count: &Number) -> String {
    filled(pattern, date, |digits| {
        let count = count.to_string();
        format!("{count:0>digits$}")
    })
}

/// More digits than any count has.
const MOST_DIGITS: usize = 18;

fn filled(pattern: &str, date: Date, count: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((code, behind)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        match code.split_once(':') {
            None if code == "seq" => text.push_str(&count(1)),
            Some(("seq", digits)) => text.push_str(&count(digits.parse().unwrap_or(1).min(MOST_DIGITS))),
            _ => text.push_str(&dated(code, date).unwrap_or_else(|| format!("{{{code}}}"))),
        }
        rest = behind;
    }
    text + rest
}

/// The date as a code such as `yyyyMMdd` has it.
fn dated(code: &str, date: Date) -> Option<String> {
    let parts = [
        ("yyyy", format!("{:04}", date.year())),
        ("yy", format!("{:02}", date.year().rem_euclid(100))),
        ("MM", format!("{:02}", date.month())),
        ("dd", format!("{:02}", date.day())),
    ];
    let mut text = String::new();
    let mut rest = code;
    while !rest.is_empty() {
        let (after, part) = parts.iter().find_map(|(letters, part)| Some((rest.strip_prefix(letters)?, part)))?;
        text.push_str(part);
        rest = after;
    }
    Some(text)
}
