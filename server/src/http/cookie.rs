//! The cookies: the session's token, and how a visitor who is not signed in wants the interface.

use app::port::{Preferences, Theme};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use flow::text::Language;

use super::site::Address;

/// The language that somebody chose on this device.
const LANGUAGE: &str = "lang";

/// The theme that somebody chose on this device.
const THEME: &str = "theme";

/// The session's cookie. Over TLS its name begins with `__Host-`, which browsers hold to this very host; on loopback
/// without TLS they would not take such a name.
fn session_name(address: &Address) -> &'static str {
    if address.is_secure() { "__Host-lianban" } else { "lianban" }
}

/// The token of the request's session.
pub(super) fn token<'r>(headers: &'r HeaderMap, address: &Address) -> Option<&'r str> {
    cookie(headers, session_name(address)).filter(|token| token.len() == 64)
}

/// Makes the browser hold a token.
pub(super) fn holding(token: &str, seconds: i64, address: &Address) -> Option<HeaderValue> {
    let secure = if address.is_secure() { "; Secure" } else { "" };
    let name = session_name(address);
    HeaderValue::from_str(&format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")).ok()
}

/// Makes the browser forget its token.
pub(super) fn forgetting(address: &Address) -> Option<HeaderValue> {
    holding("", 0, address)
}

/// How a visitor wants the interface: as they said before, else in the language of their browser.
pub(super) fn preferences(headers: &HeaderMap) -> Preferences {
    preferences_or(headers, Preferences { language: language(headers), theme: Theme::default() })
}

/// How a visitor wants the interface: as they said on this device, else as they said elsewhere.
pub(super) fn preferences_or(headers: &HeaderMap, kept: Preferences) -> Preferences {
    Preferences {
        language: cookie(headers, LANGUAGE).and_then(named).unwrap_or(kept.language),
        theme: cookie(headers, THEME).and_then(named).unwrap_or(kept.theme),
    }
}

/// Makes the browser keep how its visitor wants the interface. The page may write these cookies too.
pub(super) fn preferring(preferences: Preferences, address: &Address) -> [Option<HeaderValue>; 2] {
    let secure = if address.is_secure() { "; Secure" } else { "" };
    let cookie = |name: &str, value: Option<serde_json::Value>| {
        let value = value.as_ref().and_then(serde_json::Value::as_str)?;
        HeaderValue::from_str(&format!("{name}={value}; Path=/; SameSite=Lax; Max-Age=31536000{secure}")).ok()
    };
    [
        cookie(LANGUAGE, serde_json::to_value(preferences.language).ok()),
        cookie(THEME, serde_json::to_value(preferences.theme).ok()),
    ]
}

/// A word as what it names in the API.
pub(super) fn named<T: serde::de::DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

/// The first language of ours that the browser asks for.
fn language(headers: &HeaderMap) -> Language {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = accepted.split(',').map(str::trim).find_map(|tag| match tag.get(..2) {
        Some("zh") => Some(Language::Chinese),
        Some("en") => Some(Language::English),
        _ => None,
    });
    first.unwrap_or_default()
}

/// Adds cookies to an answer.
pub(super) fn set_cookies(response: &mut Response, cookies: impl IntoIterator<Item = Option<HeaderValue>>) {
    for cookie in cookies.into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

fn cookie<'r>(headers: &'r HeaderMap, name: &str) -> Option<&'r str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use app::port::Theme;

    use super::*;

    #[test]
    fn what_is_set_is_read() {
        let address = Address::new(Some("https://x.example"), "127.0.0.1:1".parse().unwrap(), None).unwrap();
        let token = "a".repeat(64);
        let set = holding(&token, 60, &address).unwrap();
        let set = set.to_str().unwrap();
        assert!(set.starts_with("__Host-lianban=") && set.contains("; Secure") && set.contains("HttpOnly"), "{set}");

        let cookie = format!("other=1; __Host-lianban={token}; lang=en; theme=dark");
        let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(&cookie).unwrap())]);
        assert_eq!(super::token(&headers, &address), Some(token.as_str()));
        assert_eq!(preferences(&headers), Preferences { language: Language::English, theme: Theme::Dark });
    }

    #[test]
    fn the_browser_says_which_language() {
        let of = |accepted: &'static str| {
            language(&HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, HeaderValue::from_static(accepted))]))
        };
        assert_eq!(of("fr, en-GB;q=0.8, zh;q=0.5"), Language::English);
        assert_eq!(of("zh-TW,en;q=0.1"), Language::Chinese);
        assert_eq!(of("fr"), Language::default());
    }
}
