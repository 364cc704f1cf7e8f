//! The navigation at the left; on a phone the same links are in the drawer.

use leptos::prelude::*;

use super::{Counts, Place, SavedView, Viewer};
use crate::{components::Icon, t, text::number};

/// The sign and the name of the house.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <a class="logo" href="/">
            <span class="seal" aria-hidden="true">
                {t!("brand-sign")}
            </span>
            {t!("brand")}
        </a>
    }
}

/// The navigation of the desk.
#[component]
pub fn Navigation(here: Option<Place>, viewer: Viewer, counts: Signal<Counts>, views: Vec<SavedView>) -> impl IntoView {
    view! {
        <nav class="nav" aria-label=t!("navigation")>
            <Logo />
            <Places here places=vec![Place::Inbox, Place::Start, Place::Mine] counts />
            <FurtherPlaces here viewer counts views />
        </nav>
    }
    .into_any()
}

/// What comes after the three places everybody uses.
#[component]
pub fn FurtherPlaces(
    here: Option<Place>,
    viewer: Viewer,
    counts: Signal<Counts>,
    views: Vec<SavedView>,
) -> impl IntoView {
    let saved = (!views.is_empty()).then(|| {
        let links: Vec<_> = views
            .into_iter()
            .map(|view| {
                let count = (view.count > 0).then_some(view.count);
                view! {
                    <li>
                        <a class="nav-link" href=view.href>
                            <span>{view.name}</span>
                            {count.map(|count| view! { <b class="nav-count">{number(count)}</b> })}
                        </a>
                    </li>
                }
            })
            .collect();
        view! {
            <h2 class="nav-head">{t!("navigation-views")}</h2>
            <ul>{links}</ul>
        }
    });
    view! {
        {saved}
        {viewer
            .administers
            .then(|| {
                view! {
                    <div class="nav-foot">
                        <Places here places=vec![Place::Administration] counts />
                    </div>
                }
            })}
    }
    .into_any()
}

#[component]
fn Places(here: Option<Place>, places: Vec<Place>, counts: Signal<Counts>) -> impl IntoView {
    let links: Vec<_> = places
        .into_iter()
        .map(|place| {
            let count = move || counts.get().at(place);
            view! {
                <li>
                    <a class="nav-link" href=place.href() aria-current=(here == Some(place)).then_some("page")>
                        <Icon symbol=place.symbol() />
                        <span>{place.name()}</span>
                        {move || count().map(|count| view! { <b class="nav-count">{number(count)}</b> })}
                    </a>
                </li>
            }
        })
        .collect();
    view! { <ul>{links}</ul> }.into_any()
}
