//! Texts that people read, in the languages of the interface.

use std::fmt::Display;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// A text for people: one for all languages, or one for each.
//
// Its words are shared: reasons and titles are copied with every event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum Text {
    /// The same words in every language.
    Plain(Arc<str>),
    /// Words of their own in each language.
    Each(Arc<Translated>),
}

/// The two languages of a [`Text`]; either may be missing and is then read in the other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Translated {
    /// Simplified Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<Arc<str>>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<Arc<str>>,
}

impl Text {
    /// A text in both languages; plain when they say the same.
    pub fn each(zh: impl Into<Arc<str>>, en: impl Into<Arc<str>>) -> Self {
        Self::from(Translated { zh: Some(zh.into()), en: Some(en.into()) }).settled()
    }

    /// The one form of what readers of both languages read: plain when it is the same for both.
    ///
    /// How a text was written is more than what it says: `{zh: 甲, en: 甲}` says that nothing is left to translate.
    /// What is made from it and stored or compared says only what is read.
    #[must_use]
    pub fn settled(self) -> Self {
        let (zh, en) = (self.in_language(Language::Chinese), self.in_language(Language::English));
        if zh == en { Self::Plain(zh.into()) } else { self }
    }

    /// The same text with each of its wordings changed.
    #[must_use]
    pub fn map(self, change: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Plain(words) => Self::Plain(change(&words).into()),
            Self::Each(each) => {
                let change = |words: &Arc<str>| change(words).into();
                Translated { zh: each.zh.as_ref().map(change), en: each.en.as_ref().map(change) }.into()
            }
        }
    }

    /// The words for a reader, in the other language when theirs is missing.
    pub fn in_language(&self, language: Language) -> &str {
        match self {
            Self::Plain(words) => words,
            Self::Each(each) => {
                let (first, second) = match language {
                    Language::Chinese => (&each.zh, &each.en),
                    Language::English => (&each.en, &each.zh),
                };
                first.as_deref().or(second.as_deref()).unwrap_or_default()
            }
        }
    }
}

/// A number with separators for thousands: `-1286500.5` is `-1,286,500.5`. What is not a number stays as it is. Both
/// languages write it alike.
pub fn number(value: impl Display) -> String {
    let digits = value.to_string();
    let (sign, rest) = digits.strip_prefix('-').map_or(("", digits.as_str()), |rest| ("-", rest));
    let (whole, fraction) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits;
    }
    let mut grouped = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(Arc::default())
    }
}

impl From<Translated> for Text {
    fn from(each: Translated) -> Self {
        Self::Each(Arc::new(each))
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self::Plain(words.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (value, words) in [
            ("0", "0"),
            ("100", "100"),
            ("20000", "20,000"),
            ("-1286500.5", "-1,286,500.5"),
            ("1E+40", "1E+40"),
            ("abc", "abc"),
            ("", ""),
        ] {
            assert_eq!(number(value), words);
        }
    }

    #[test]
    fn what_reads_the_same_in_both_languages_is_plain() {
        let one = |zh: Option<&str>, en: Option<&str>| {
            Text::from(Translated { zh: zh.map(Into::into), en: en.map(Into::into) }).settled()
        };
        assert_eq!(Text::each("P-1", "P-1"), Text::from("P-1"));
        assert_eq!(one(Some("采购"), None), Text::from("采购"));
        assert_eq!(one(None, None), Text::default());
        let different = Text::each("采购", "Purchase");
        assert_eq!(different.clone().settled(), different);
    }
}
