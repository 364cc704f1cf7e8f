//! Who is signed in, how the page looks and speaks to them, and the way out.

use leptos::prelude::*;

use super::Viewer;
use crate::{
    components::{Avatar, LanguageSwitch, MenuItem, MenuLine, MenuLink, MenuList, Symbol, ThemeSwitch},
    t,
};

/// The person's disc with its menu.
#[component]
pub fn PersonMenu(viewer: Viewer) -> impl IntoView {
    let label = t!("person-menu", name = &viewer.name);
    view! {
        <div class="menu">
            <button
                class="person-button"
                type="button"
                popovertarget="person-menu"
                aria-haspopup="true"
                aria-label=label.clone()
                title=viewer.name.clone()
            >
                <Avatar name=viewer.name.clone() />
            </button>
            <MenuList id="person-menu" label>
                <div class="person-card">
                    <b>{viewer.name}</b>
                    <small>{viewer.detail}</small>
                </div>
                <MenuLine />
                <MenuLink href="/me" icon=Symbol::User>
                    {t!("person-menu-settings")}
                </MenuLink>
                <div class="menu-switches">
                    <LanguageSwitch />
                    <ThemeSwitch />
                </div>
                <MenuLine />
                <form method="post" action="/sign-out">
                    <MenuItem icon=Symbol::SignOut submit=true>
                        {t!("sign-out")}
                    </MenuItem>
                </form>
            </MenuList>
        </div>
    }
    .into_any()
}
