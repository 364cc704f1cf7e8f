//! How somebody wants the interface, and where they are signed in.

use leptos::prelude::*;

use super::desk::Desk;
use crate::components::{Avatar, Button, ButtonKind, LanguageSwitch, Symbol, ThemeSwitch};
use crate::form::in_words;
use crate::port::Me;
use crate::t;

/// The page at `/me`.
#[component]
pub(crate) fn MePage() -> impl IntoView {
    view! {
        <Desk title=t!("me-title") reading=true>
            <Settings />
        </Desk>
    }
}

#[component]
fn Settings() -> impl IntoView {
    let person = expect_context::<Me>().person;
    let name = in_words(&person.name);
    let places = person.department.iter().chain(&person.posts).map(in_words).collect::<Vec<_>>().join(" · ");
    view! {
        <section class="sheet me-head">
            <Avatar name=name.clone() />
            <div>
                <h2>{name}</h2>
                <p class="quiet">{places}</p>
            </div>
        </section>
        <section class="sheet me-choices">
            <h2>{t!("me-look")}</h2>
            <div class="menu-switches">
                <LanguageSwitch />
                <ThemeSwitch />
            </div>
        </section>
        <section class="sheet me-choices">
            <h2>{t!("me-sessions")}</h2>
            <p class="quiet">{t!("me-sessions-why")}</p>
            <form method="post" action="/sign-out">
                <input type="hidden" name="everywhere" value="yes" />
                <Button kind=ButtonKind::Plain icon=Symbol::SignOut submit=true>{t!("me-sign-out-everywhere")}</Button>
            </form>
        </section>
    }
    .into_any()
}
