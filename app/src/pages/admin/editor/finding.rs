//! Rows of the organisation's lists, found by their ids.

use flow::kernel::FieldProblem;

use crate::port::{Answer, Code, ListQuery, Page, Problem};
use crate::t;

/// Every row of a list that contains these words, page after page.
///
/// # Errors
/// One of the pages does not come.
pub(in crate::pages::admin) async fn every<T>(
    ask: impl Fn(ListQuery) -> Answer<Page<T>>,
    filter: &str,
) -> Result<Vec<T>, Problem> {
    let mut query = ListQuery { filter: filter.to_owned(), size: ListQuery::MOST, ..ListQuery::default() };
    let mut rows = Vec::new();
    loop {
        let page = ask(query.clone()).await?;
        let last = u64::from(query.page) >= page.pages();
        rows.extend(page.rows);
        if last {
            return Ok(rows);
        }
        query.page += 1;
    }
}

/// The one row of a list with this id.
///
/// # Errors
/// The list does not come, or has no such row.
pub(in crate::pages::admin) async fn one<T>(
    ask: impl Fn(ListQuery) -> Answer<Page<T>>,
    id: &str,
    is_it: impl Fn(&T) -> bool,
) -> Result<T, Problem> {
    let rows = every(ask, id).await?;
    rows.into_iter().find(is_it).ok_or_else(|| Problem::new(404, Code::NOT_FOUND, "Not found"))
}

/// The row that an editor opens: none for something new.
///
/// # Errors
/// The list does not come, or has no such row.
pub(in crate::pages::admin) async fn opened<T>(
    ask: impl Fn(ListQuery) -> Answer<Page<T>>,
    id: Option<&str>,
    is_it: impl Fn(&T) -> bool,
) -> Result<Option<T>, Problem> {
    match id {
        Some(id) => one(ask, id, is_it).await.map(Some),
        None => Ok(None),
    }
}

/// Makes sure that something new takes no other's place: saving under an id that is taken would change the other.
///
/// # Errors
/// The id is taken, or the list does not come.
pub(in crate::pages::admin) async fn free<T>(
    ask: impl Fn(ListQuery) -> Answer<Page<T>>,
    id: &str,
    is_it: impl Fn(&T) -> bool,
) -> Result<(), Problem> {
    if !every(ask, id).await?.iter().any(is_it) {
        return Ok(());
    }
    let words = t!("admin-id-taken").as_str().into();
    let taken = FieldProblem { field: "id".into(), cell: None, code: "check".to_owned(), message: words };
    Err(Problem { fields: vec![taken], ..Problem::new(422, Code::FIELDS, "Some values are missing or wrong") })
}
