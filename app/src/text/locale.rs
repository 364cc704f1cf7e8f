//! The languages of the interface.

use flow::text::Language;

/// A language the interface speaks. Both are complete and equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    /// Simplified Chinese, the language when nothing else is known.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Locale {
    /// Every language, in the order in which a reader may choose.
    pub const ALL: [Locale; 2] = [Locale::ZhCn, Locale::En];

    /// The BCP 47 tag, as in `<html lang>` and in the cookie.
    pub const fn tag(self) -> &'static str {
        match self {
            Locale::ZhCn => "zh-CN",
            Locale::En => "en",
        }
    }

    /// The language with this tag, or `None`. Regions and case do not matter: `EN-gb` is [`Locale::En`].
    pub fn from_tag(tag: &str) -> Option<Locale> {
        let language = tag.split(['-', '_']).next().unwrap_or(tag);
        Locale::ALL.into_iter().find(|locale| {
            let own = locale.tag().split('-').next().unwrap_or_default();
            own.eq_ignore_ascii_case(language.trim())
        })
    }

    /// The language for a request: what the reader chose (the cookie), else what the browser prefers
    /// (`Accept-Language`, with its weights), else Chinese.
    pub fn negotiate(chosen: Option<&str>, accept_language: Option<&str>) -> Locale {
        if let Some(locale) = chosen.and_then(Locale::from_tag) {
            return locale;
        }
        let mut best = (Locale::default(), 0.0);
        for range in accept_language.unwrap_or_default().split(',') {
            let (tag, weight) = range.split_once(";q=").unwrap_or((range, "1"));
            let weight: f32 = weight.trim().parse().unwrap_or(0.0);
            // The first of equals wins: browsers list in order of preference.
            if let Some(locale) = Locale::from_tag(tag).filter(|_| weight > best.1) {
                best = (locale, weight);
            }
        }
        best.0
    }

    /// Where this language stands in the table of texts.
    pub(super) const fn index(self) -> usize {
        match self {
            Locale::ZhCn => 0,
            Locale::En => 1,
        }
    }
}

impl From<Locale> for Language {
    fn from(locale: Locale) -> Self {
        match locale {
            Locale::ZhCn => Language::Chinese,
            Locale::En => Language::English,
        }
    }
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        match language {
            Language::Chinese => Locale::ZhCn,
            Language::English => Locale::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Locale;

    #[test]
    fn the_cookie_wins_over_the_browser() {
        assert_eq!(Locale::negotiate(Some("en"), Some("zh-CN,zh;q=0.9")), Locale::En);
        assert_eq!(Locale::negotiate(Some("zh-CN"), Some("en")), Locale::ZhCn);
    }

    #[test]
    fn the_browser_prefers_by_weight_and_then_by_order() {
        assert_eq!(Locale::negotiate(None, Some("fr, en-GB;q=0.8, zh;q=0.9")), Locale::ZhCn);
        assert_eq!(Locale::negotiate(None, Some("en-US,en;q=0.9,zh-CN;q=0.8")), Locale::En);
        assert_eq!(Locale::negotiate(Some("xx"), Some("en;q=0.3")), Locale::En);
    }

    #[test]
    fn nothing_known_is_chinese() {
        for accept in [None, Some(""), Some("fr"), Some("en;q=0"), Some(";;q=,")] {
            assert_eq!(Locale::negotiate(None, accept), Locale::ZhCn, "{accept:?}");
        }
    }
}
