//! Texts that people read, in the languages of the interface.

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum Text {
    /// The same words in every language.
    Plain(String),
    /// Words of their own in each language.
    Each(Translated),
}

/// The two languages of a [`Text`]; either may be missing and is then read in the other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Translated {
    /// Simplified Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<String>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Text {
    /// A text in both languages.
    pub fn each(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Each(Translated { zh: Some(zh.into()), en: Some(en.into()) })
    }

    /// The same text with each of its wordings changed.
    #[must_use]
    pub fn map(self, change: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Plain(words) => Self::Plain(change(&words)),
            Self::Each(Translated { zh, en }) => {
                Self::Each(Translated { zh: zh.map(|words| change(&words)), en: en.map(|words| change(&words)) })
            }
        }
    }

    /// The words for a reader, in the other language when theirs is missing.
    pub fn in_language(&self, language: Language) -> &str {
        match self {
            Self::Plain(words) => words,
            Self::Each(Translated { zh, en }) => {
                let (first, second) = match language {
                    Language::Chinese => (zh, en),
                    Language::English => (en, zh),
                };
                first.as_deref().or(second.as_deref()).unwrap_or_default()
            }
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self::Plain(words.to_owned())
    }
}
