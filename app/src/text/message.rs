//! Texts with arguments. The tables are written at build time from the Fluent files (see `app/build.rs`).

use super::{Locale, number, reader};

/// One text in every language.
#[derive(Debug)]
pub struct Message {
    key: &'static str,
    /// Sorted.
    arguments: &'static [&'static str],
    texts: [&'static [Part]; 2],
}

/// A piece of a text.
#[derive(Debug)]
enum Part {
    Text(&'static str),
    Argument(&'static str),
    Choice { argument: &'static str, cases: &'static [(&'static str, &'static [Part])], otherwise: &'static [Part] },
}

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A value put into a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// Shown as it is.
    Text(String),
    /// Shown with separators for thousands; selects a plural form.
    Number(i64),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Argument::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Argument::Text(text)
    }
}

impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        Argument::Text(text.clone())
    }
}

macro_rules! argument_from_integer {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Argument {
            fn from(value: $integer) -> Self {
                Argument::Number(i64::try_from(value).unwrap_or(i64::MAX))
            }
        }
    )*};
}
argument_from_integer!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

impl Argument {
    /// Whether this value takes the case of a selection: a number written out, a word, or English "one". Chinese has
    /// no plural forms, so its texts do not use `one`.
    fn takes(&self, case: &str) -> bool {
        match self {
            Argument::Text(text) => text == case,
            Argument::Number(1) if case == "one" => true,
            Argument::Number(number) => case.parse() == Ok(*number),
        }
    }
}

/// The message with this key, taking exactly these arguments; [`t!`](crate::t) calls it at compile time.
///
/// # Panics
/// When there is no such message or it takes other arguments: at compile time, so as a compile error.
pub const fn checked(key: &str, arguments: &[&str]) -> &'static Message {
    let Some(message) = find(key) else { panic!("no message has this key: write it into app/locales/*/*.ftl") };
    assert!(message.arguments.len() == arguments.len(), "the message takes another number of arguments");
    let mut given = 0;
    while given < arguments.len() {
        let mut taken = 0;
        while taken < message.arguments.len() && compare(message.arguments[taken], arguments[given]) != 0 {
            taken += 1;
        }
        assert!(taken < message.arguments.len(), "the message does not take an argument of this name");
        given += 1;
    }
    message
}

/// What the message says to the reader. Use [`t!`](crate::t).
pub fn say(message: &Message, arguments: &[(&str, Argument)]) -> String {
    say_in(reader().locale, message, arguments)
}

pub(super) fn say_in(locale: Locale, message: &Message, arguments: &[(&str, Argument)]) -> String {
    let mut text = String::new();
    append(&mut text, message.texts[locale.index()], arguments);
    text
}

fn append(text: &mut String, parts: &[Part], arguments: &[(&str, Argument)]) {
    let value = |wanted: &str| arguments.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value);
    for part in parts {
        match part {
            Part::Text(words) => text.push_str(words),
            Part::Argument(name) => match value(name) {
                Some(Argument::Text(words)) => text.push_str(words),
                Some(Argument::Number(count)) => text.push_str(&number(count)),
                None => {}
            },
            Part::Choice { argument, cases, otherwise } => {
                let case = cases.iter().find(|(case, _)| value(argument).is_some_and(|value| value.takes(case)));
                append(text, case.map_or(*otherwise, |(_, parts)| parts), arguments);
            }
        }
    }
}

/// The table is sorted by key.
const fn find(key: &str) -> Option<&'static Message> {
    let (mut low, mut high) = (0, MESSAGES.len());
    while low < high {
        let middle = (low + high) / 2;
        match compare(MESSAGES[middle].key, key) {
            0 => return Some(&MESSAGES[middle]),
            order if order < 0 => low = middle + 1,
            _ => high = middle,
        }
    }
    None
}

/// Compares by bytes, as `str::cmp` does, in a constant.
const fn compare(left: &str, right: &str) -> i32 {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut at = 0;
    while at < left.len() && at < right.len() {
        if left[at] != right[at] {
            return left[at] as i32 - right[at] as i32;
        }
        at += 1;
    }
    if left.len() == right.len() {
        0
    } else if left.len() < right.len() {
        -1
    } else {
        1
    }
}

/// The text with this key for the reader, as a `String`.
///
/// ```ignore
/// t!("inbox-title")                       // 收件箱
/// t!("inbox-due-today", count = 4)        // 4 项今天到期
/// ```
#[macro_export]
macro_rules! t {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        const MESSAGE: &$crate::text::Message = $crate::text::checked($key, &[$(stringify!($name)),*]);
        $crate::text::say(MESSAGE, &[$((stringify!($name), $crate::text::Argument::from($value))),*])
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_so_that_every_key_is_found() {
        for message in &MESSAGES {
            assert!(find(message.key).is_some_and(|found| std::ptr::eq(found, message)), "{}", message.key);
        }
        assert!(find("no-such-key").is_none());
    }

    #[test]
    fn english_counts_and_chinese_does_not() {
        let message = checked("duration-hours", &["count"]);
        let text = |locale, count: i64| say_in(locale, message, &[("count", count.into())]);
        assert_eq!(text(Locale::En, 1), "1 hour");
        assert_eq!(text(Locale::En, 2), "2 hours");
        assert_eq!(text(Locale::ZhCn, 1), "1 小时");
        assert_eq!(text(Locale::ZhCn, 1200), "1,200 小时");
    }
}
