//! Choosing the theme and the language.
//!
//! Both are forms that post to `/preferences` (fields `theme` or `lang`); the server sets the cookie of that name and
//! leads back. With script the theme changes at once, and the language by loading the page again.

use leptos::{ev::MouseEvent, prelude::*, wasm_bindgen::JsCast, web_sys};

use super::{Icon, Symbol};
use crate::{
    t,
    text::{Locale, Theme, reader},
};

/// A year: how long a browser keeps what one chose.
const KEEP_SECONDS: u32 = 31_536_000;

/// Light, dark, or as the system is.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let chosen = RwSignal::new(reader().theme);
    let choose = move |theme: Theme, event: MouseEvent| {
        let Some(root) = document().document_element() else { return };
        event.prevent_default();
        // Both only fail when the name of an attribute is malformed.
        let _ = match theme.attribute() {
            Some(name) => root.set_attribute("data-theme", name),
            None => root.remove_attribute("data-theme"),
        };
        remember("theme", theme.name());
        chosen.set(theme);
    };
    let buttons: Vec<_> = Theme::ALL
        .into_iter()
        .map(|theme| {
            let (symbol, words) = match theme {
                Theme::System => (Symbol::Screen, t!("theme-system")),
                Theme::Light => (Symbol::Sun, t!("theme-light")),
                Theme::Dark => (Symbol::Moon, t!("theme-dark")),
            };
            view! {
                <button
                    type="submit"
                    name="theme"
                    value=theme.name()
                    aria-pressed=move || if chosen.get() == theme { "true" } else { "false" }
                    on:click=move |event| choose(theme, event)
                >
                    <Icon symbol />
                    {words}
                </button>
            }
        })
        .collect();
    view! {
        <form method="post" action="/preferences">
            <div class="switch" role="group" aria-label=t!("theme")>
                {buttons}
            </div>
        </form>
    }
    .into_any()
}

/// The languages, each in its own words.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let current = reader().locale;
    let choose = |locale: Locale, event: MouseEvent| {
        event.prevent_default();
        remember("lang", locale.tag());
        // A page that cannot be loaded again stays as it is.
        let _ = window().location().reload();
    };
    let buttons: Vec<_> = Locale::ALL
        .into_iter()
        .map(|locale| {
            let words = match locale {
                Locale::ZhCn => t!("language-zh"),
                Locale::En => t!("language-en"),
            };
            view! {
                <button
                    type="submit"
                    name="lang"
                    value=locale.tag()
                    lang=locale.tag()
                    aria-pressed=if locale == current { "true" } else { "false" }
                    on:click=move |event| choose(locale, event)
                >
                    {words}
                </button>
            }
        })
        .collect();
    view! {
        <form method="post" action="/preferences">
            <div class="switch" role="group" aria-label=t!("language")>
                {buttons}
            </div>
        </form>
    }
    .into_any()
}

/// Writes a cookie that the server reads with the next page.
fn remember(name: &str, value: &str) {
    if let Ok(document) = document().dyn_into::<web_sys::HtmlDocument>() {
        let secure =
            if window().location().protocol().is_ok_and(|protocol| protocol == "https:") { "; Secure" } else { "" };
        // A browser that keeps no cookies forgets the choice with the page.
        let _ = document.set_cookie(&format!("{name}={value}; Path=/; Max-Age={KEEP_SECONDS}; SameSite=Lax{secure}"));
    }
}
