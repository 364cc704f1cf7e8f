use std::borrow::Cow;
use std::fmt;

use crate::Lang;

/// Words for a person, in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    en: Cow<'static, str>,
    zh: Cow<'static, str>,
}

impl Phrase {
    /// Fixed words.
    pub const fn fixed(en: &'static str, zh: &'static str) -> Phrase {
        Phrase { en: Cow::Borrowed(en), zh: Cow::Borrowed(zh) }
    }

    /// Words that are made for the occasion.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Phrase {
        Phrase { en: Cow::Owned(en.into()), zh: Cow::Owned(zh.into()) }
    }

    /// The words in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }

    /// `left + right`
    pub(crate) fn around(&self, symbol: &str, right: &Phrase) -> Phrase {
        Phrase::new(format!("{} {symbol} {}", self.en, right.en), format!("{} {symbol} {}", self.zh, right.zh))
    }

    /// `-operand`
    pub(crate) fn negated(&self) -> Phrase {
        Phrase::new(format!("-{}", self.en), format!("-{}", self.zh))
    }

    /// `one, another`
    pub(crate) fn joined(phrases: impl IntoIterator<Item = Phrase>) -> Phrase {
        let (en, zh): (Vec<_>, Vec<_>) = phrases.into_iter().map(|phrase| (phrase.en, phrase.zh)).unzip();
        Phrase::new(en.join(", "), zh.join("、"))
    }

    /// `this or that`
    pub(crate) fn or(&self, other: &Phrase) -> Phrase {
        Phrase::new(format!("{} or {}", self.en, other.en), format!("{}或{}", self.zh, other.zh))
    }

    /// This, and then more words.
    pub(crate) fn followed_by(&self, more: &Phrase) -> Phrase {
        Phrase::new(format!("{} {}", self.en, more.en), format!("{}{}", self.zh, more.zh))
    }

    /// `this and that`
    pub(crate) fn and(&self, other: &Phrase) -> Phrase {
        Phrase::new(format!("{} and {}", self.en, other.en), format!("{}和{}", self.zh, other.zh))
    }
}

/// The same in both languages: a name, a number, a piece of an expression.
impl From<String> for Phrase {
    fn from(text: String) -> Phrase {
        Phrase { en: Cow::Owned(text.clone()), zh: Cow::Owned(text) }
    }
}

/// The same in both languages: a name, a number, a piece of an expression.
impl From<&str> for Phrase {
    fn from(text: &str) -> Phrase {
        text.to_owned().into()
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}
