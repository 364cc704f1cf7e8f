//! Every component in every state, and three pages put together from them. Debug builds show it under `/dev`.
//!
//! Theme and language are those of the reader: switch them in the person's menu.

mod actions;
mod fields;
mod inbox;
mod lists;
mod news;
mod public;
mod routes;
mod sample;

use leptos::prelude::*;

use crate::{
    shell::{Frame, PageHead, Place},
    t,
};

pub use inbox::InboxSample;
pub use public::{ApprovalSample, ShareSample};
pub use routes::GalleryRoutes;

/// The gallery of components.
#[component]
pub fn Gallery() -> impl IntoView {
    let head = PageHead { title: t!("gallery-title"), facts: t!("gallery-facts") };
    view! {
        <Frame here=Place::Start head viewer=sample::viewer() counts=sample::counts() views=sample::views()>
            <div class="gallery">
                <actions::Actions />
                <news::News />
                <fields::Fields />
                <lists::Lists />
            </div>
        </Frame>
    }
    .into_any()
}

/// A part of the gallery.
#[component]
fn Section(title: String, children: Children) -> impl IntoView {
    view! {
        <section class="gallery-section">
            <h2>{title}</h2>
            {children()}
        </section>
    }
    .into_any()
}
