//! Lists: filtered, sorted, and a page of them.

use app::port::{ListQuery, Order, Page};
use flow::text::Text;

use super::spelling::matches;

/// The part of a list that is asked for. `column` gives what to sort by; `words` the ids and names to look in.
pub(super) fn listed<T>(
    mut rows: Vec<T>,
    query: &ListQuery,
    column: impl Fn(&T, &str) -> String,
    words: impl Fn(&T) -> (Vec<String>, Vec<Text>),
) -> Page<T> {
    let wanted = query.filter.trim().to_lowercase();
    if !wanted.is_empty() {
        rows.retain(|row| {
            let (ids, texts) = words(row);
            ids.iter().any(|id| id.to_lowercase().contains(&wanted)) || texts.iter().any(|text| matches(text, &wanted))
        });
    }
    if !query.sort.is_empty() {
        rows.sort_by_cached_key(|row| column(row, &query.sort));
    }
    if query.order == Order::Descending {
        rows.reverse();
    }
    let total = rows.len() as u64;
    let skipped = usize::try_from(query.skipped()).unwrap_or(usize::MAX);
    let rows = rows.into_iter().skip(skipped).take(query.rows() as usize).collect();
    Page { rows, total, page: query.page.max(1), size: query.rows() }
}
