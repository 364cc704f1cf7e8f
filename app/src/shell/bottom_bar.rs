//! The navigation of a phone: a bar under the thumb, and a drawer for the rest.

use leptos::prelude::*;

use super::{Counts, Place, SavedView, Viewer, navigation::FurtherPlaces};
use crate::{
    components::{Icon, IconSize, MenuList, Symbol},
    t,
    text::number,
};

/// The bar; the style sheet shows it where the navigation has no room.
#[component]
pub fn BottomBar(here: Option<Place>, viewer: Viewer, counts: Signal<Counts>, views: Vec<SavedView>) -> impl IntoView {
    let links: Vec<_> = [Place::Inbox, Place::Start, Place::Mine]
        .into_iter()
        .map(|place| {
            let count = move || counts.get().at(place);
            view! {
                <li>
                    <a class="bottom-link" href=place.href() aria-current=(here == Some(place)).then_some("page")>
                        <Icon symbol=place.symbol() size=IconSize::Large />
                        <span>{place.name()}</span>
                        {move || count().map(|count| view! { <b class="bottom-count">{number(count)}</b> })}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="bottom-bar" aria-label=t!("navigation")>
            <ul>
                {links} <li class="menu">
                    <button class="bottom-link" type="button" popovertarget="drawer" aria-haspopup="true">
                        <Icon symbol=Symbol::Menu size=IconSize::Large />
                        <span>{t!("more")}</span>
                    </button>
                    <MenuList id="drawer" label=t!("more")>
                        <div class="drawer">
                            <FurtherPlaces here viewer counts views />
                        </div>
                    </MenuList>
                </li>
            </ul>
        </nav>
    }
    .into_any()
}
