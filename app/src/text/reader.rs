//! Who reads the page: language, theme, zone and clock.

use leptos::prelude::*;

use flow::{text::Text, time::Moment};

use super::{Locale, Zone};
pub use crate::port::Theme;
use crate::t;

impl Theme {
    /// Every theme, in the order in which a reader may choose.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The name in the cookie and in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of that name; any other name is [`Theme::System`].
    pub fn from_name(name: &str) -> Theme {
        Theme::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }

    /// The value of `<html data-theme>`: none for [`Theme::System`], where the style sheet asks the system.
    pub fn attribute(self) -> Option<&'static str> {
        (self != Theme::System).then(|| self.name())
    }
}

/// Who reads the page. The server makes one for each request, provides it as context and writes it into the attributes
/// of `<html>` (`lang`, `data-theme`, `data-now`, `data-zone`); the browser reads it from there, so that both sides
/// render the same words.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    /// The language.
    pub locale: Locale,
    /// The chosen theme.
    pub theme: Theme,
    /// The time zone in which moments are shown.
    pub zone: Zone,
    now: ArcRwSignal<Moment>,
}

impl Reader {
    /// The reader of a request, at the server's time.
    pub fn new(locale: Locale, theme: Theme, zone: Zone, now: Moment) -> Reader {
        Reader { locale, theme, zone, now: ArcRwSignal::new(now) }
    }

    /// The reader of a request with these headers. The cookies `lang` and `theme` hold what the reader chose.
    pub fn from_headers(cookies: Option<&str>, accept_language: Option<&str>, zone: Zone, now: Moment) -> Reader {
        let cookie = |name| cookies.and_then(|cookies| cookie_value(cookies, name));
        let locale = Locale::negotiate(cookie("lang"), accept_language);
        Reader::new(locale, cookie("theme").map(Theme::from_name).unwrap_or_default(), zone, now)
    }

    /// The current time. In the browser it moves on every half minute, and whoever asked in a reactive place is told.
    pub fn now(&self) -> Moment {
        self.now.try_get().unwrap_or_default()
    }

    /// The current time, without being told when it moves on.
    pub fn now_untracked(&self) -> Moment {
        self.now.get_untracked()
    }

    #[cfg(target_arch = "wasm32")]
    fn of_document() -> Reader {
        let root = document().document_element();
        let attribute = |name| root.as_ref().and_then(|root| root.get_attribute(name));
        let reader = Reader::new(
            attribute("lang").and_then(|tag| Locale::from_tag(&tag)).unwrap_or_default(),
            attribute("data-theme").map(|name| Theme::from_name(&name)).unwrap_or_default(),
            attribute("data-zone").and_then(|zone| zone.parse().ok()).unwrap_or_default(),
            Moment(attribute("data-now").and_then(|now| now.parse().ok()).unwrap_or_default()),
        );
        reader.keep_time();
        reader
    }

    /// Lets the clock run on from the server's time: the reader's own clock may be wrong, but it runs at the same speed.
    #[cfg(target_arch = "wasm32")]
    fn keep_time(&self) {
        let now = self.now.clone();
        let start = now.get_untracked().0;
        let elapsed = || window().performance().map_or(0.0, |performance| performance.now());
        let loaded = elapsed();
        set_interval(move || now.set(Moment(start + (elapsed() - loaded) as i64)), std::time::Duration::from_secs(30));
    }
}

/// The value of a cookie in a `Cookie` header.
pub fn cookie_value<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    header.split(';').find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// Who reads this page. On the server it comes from the context of the request; without one (in a test) it is a Chinese
/// reader at the beginning of time.
#[cfg(not(target_arch = "wasm32"))]
pub fn reader() -> Reader {
    use_context().unwrap_or_default()
}

/// Who reads this page. A browser has one reader, so this works in event handlers too, where there is no context.
#[cfg(target_arch = "wasm32")]
pub fn reader() -> Reader {
    thread_local! {
        static READER: Reader = Reader::of_document();
    }
    READER.with(Reader::clone)
}

/// Several names, one after the other.
pub fn listed(names: impl IntoIterator<Item = String>) -> String {
    names.into_iter().collect::<Vec<_>>().join(&t!("list-separator"))
}

/// The words of a text for the reader.
pub fn words(text: &Text) -> String {
    text.in_language(reader().locale.into()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_the_reader() {
        let reader = Reader::from_headers(Some("a=b; theme=dark; lang=en"), Some("zh-CN"), Zone::default(), Moment(7));
        assert_eq!((reader.locale, reader.theme, reader.now_untracked()), (Locale::En, Theme::Dark, Moment(7)));
        let reader = Reader::from_headers(Some("xlang=en; theme=pink"), None, Zone::default(), Moment(0));
        assert_eq!((reader.locale, reader.theme), (Locale::ZhCn, Theme::System));
    }
}
