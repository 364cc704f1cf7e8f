//! Where one is.

use leptos::prelude::*;

use crate::t;

/// The way from the top to this page.
#[component]
pub fn Breadcrumb(
    /// The pages above: address and name, the topmost first.
    above: Vec<(String, String)>,
    /// The name of this page.
    #[prop(into)]
    here: String,
) -> impl IntoView {
    let above: Vec<_> = above.into_iter().map(|(href, name)| view! { <li><a href=href>{name}</a></li> }).collect();
    view! {
        <nav class="breadcrumb" aria-label=t!("breadcrumb")>
            <ol>
                {above} <li>
                    <span aria-current="page">{here}</span>
                </li>
            </ol>
        </nav>
    }
    .into_any()
}
