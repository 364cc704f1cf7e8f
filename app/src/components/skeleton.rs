//! The shape of what is still coming, as large as what will come, so that nothing moves when it is there.

use leptos::prelude::*;

use crate::t;

/// What is coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SkeletonKind {
    /// Lines of text.
    #[default]
    Lines,
    /// A card on a board.
    Card,
    /// Rows of a table.
    Table,
}

/// A place that is being filled.
#[component]
pub fn Skeleton(
    /// What is coming.
    #[prop(optional)]
    kind: SkeletonKind,
    /// How many lines or rows.
    #[prop(default = 3)]
    lines: usize,
) -> impl IntoView {
    let kind = match kind {
        SkeletonKind::Lines => None,
        SkeletonKind::Card => Some("card"),
        SkeletonKind::Table => Some("table"),
    };
    view! {
        <div role="status" aria-busy="true">
            <span class="visually-hidden">{t!("loading")}</span>
            <div class="skeleton" data-kind=kind aria-hidden="true">
                {(0..lines).map(|_| view! { <span></span> }).collect_view()}
            </div>
        </div>
    }
    .into_any()
}
