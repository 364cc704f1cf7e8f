//! Turning the pages of a long list.

use leptos::prelude::*;

use super::{Icon, Symbol};
use crate::{t, text::number};

/// The place in a long list, and the way to its other pages. Links, so it works without script.
#[component]
pub fn Pager(
    /// How many entries there are.
    total: usize,
    /// The page in sight, from 1.
    page: usize,
    /// Entries on a page.
    page_size: usize,
    /// The address of a page: (page, page size).
    #[prop(into)]
    href: Callback<(usize, usize), String>,
    /// The sizes one may choose.
    #[prop(default = vec![20, 50, 100])]
    sizes: Vec<usize>,
) -> impl IntoView {
    let page_size = page_size.max(1);
    let last = total.div_ceil(page_size).max(1);
    let page = page.clamp(1, last);
    let from = (page - 1) * page_size + 1;
    let to = (page * page_size).min(total);
    let place = if total == 0 { t!("pager-none") } else { t!("pager-place", from = from, to = to, total = total) };
    let link = move |to: usize| href.run((to, page_size));
    let numbers: Vec<_> = window(page, last)
        .into_iter()
        .map(|entry| match entry {
            None => view! { <span class="pager-gap" aria-hidden="true">"…"</span> }.into_any(),
            Some(at) if at == page => view! { <span aria-current="page">{number(at)}</span> }.into_any(),
            Some(at) => view! { <a href=link(at) aria-label=t!("pager-page", page = at)>{number(at)}</a> }.into_any(),
        })
        .collect();
    let sizes: Vec<_> = sizes
        .into_iter()
        .map(|size| {
            if size == page_size {
                view! { <span aria-current="true">{size}</span> }.into_any()
            } else {
                view! { <a href=href.run((1, size)) aria-label=t!("pager-size", size = size)>{size}</a> }.into_any()
            }
        })
        .collect();
    view! {
        <nav class="pager" aria-label=t!("pager")>
            <span>{place}</span>
            <span class="pager-sizes">
                <span>{t!("pager-sizes")}</span>
                {sizes}
            </span>
            <span class="pager-pages">
                <Turn to=(page > 1).then(|| link(page - 1)) label=t!("pager-previous") symbol=Symbol::ChevronLeft />
                {numbers}
                <Turn to=(page < last).then(|| link(page + 1)) label=t!("pager-next") symbol=Symbol::ChevronRight />
            </span>
        </nav>
    }
    .into_any()
}

/// One page on or back, or the sign that there is none.
#[component]
fn Turn(to: Option<String>, label: String, symbol: Symbol) -> impl IntoView {
    match to {
        Some(href) => view! { <a href=href aria-label=label><Icon symbol /></a> }.into_any(),
        None => view! { <span aria-disabled="true"><Icon symbol /></span> }.into_any(),
    }
}

/// The pages worth naming: the first, the last, and those around this one; `None` is a gap.
fn window(page: usize, last: usize) -> Vec<Option<usize>> {
    let mut entries = Vec::new();
    let mut before = 0;
    for at in (1..=last).filter(|at| *at == 1 || *at == last || at.abs_diff(page) <= 1) {
        match at - before {
            1 => {}
            // A gap of one page takes as much room as the page.
            2 => entries.push(Some(at - 1)),
            _ => entries.push(None),
        }
        entries.push(Some(at));
        before = at;
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn far_pages_are_left_out() {
        let shown = |page, last| {
            window(page, last)
                .into_iter()
                .map(|at| at.map_or("…".into(), |at| at.to_string()))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(shown(1, 1), "1");
        assert_eq!(shown(1, 4), "1 2 3 4");
        assert_eq!(shown(1, 9), "1 2 … 9");
        assert_eq!(shown(5, 9), "1 … 4 5 6 … 9");
        assert_eq!(shown(4, 9), "1 2 3 4 5 … 9");
        assert_eq!(shown(9, 9), "1 … 8 9");
    }
}
