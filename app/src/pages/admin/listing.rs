//! The lists of administration: filtered, sorted and turned by their address, so that they work without script.

use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use serde::{Serialize, de::DeserializeOwned};

use super::section::{NEW, Section, SectionDesk, may_change};
use crate::components::{ButtonKind, ButtonLink, Column, EmptyState, Pager, SearchBox, SkeletonKind, Symbol, Table};
use crate::pages::address::address;
use crate::pages::loaded::Loaded;
use crate::port::{Answer, ListQuery, Order, Page};
use crate::t;

/// Which part of a list is shown, as an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listing {
    section: Section,
    query: ListQuery,
}

impl Listing {
    fn read(section: Section, query: &ParamsMap) -> Self {
        let text = |key: &str| query.get(key).unwrap_or_default();
        let own = ListQuery::default();
        let query = ListQuery {
            filter: text("q"),
            sort: text("sort"),
            order: if text("order") == "down" { Order::Descending } else { Order::Ascending },
            page: text("page").parse().unwrap_or(own.page),
            size: text("size").parse().unwrap_or(own.size),
        };
        Self { section, query }
    }

    fn href(&self) -> String {
        let own = ListQuery::default();
        let number = |number: u32, usual: u32| if number == usual { String::new() } else { number.to_string() };
        let (page, size) = (number(self.query.page, own.page), number(self.query.size, own.size));
        let pairs = [
            ("q", self.query.filter.as_str()),
            ("sort", self.query.sort.as_str()),
            ("order", if self.query.order == Order::Descending { "down" } else { "" }),
            ("page", page.as_str()),
            ("size", size.as_str()),
        ];
        address(self.section.href(), pairs)
    }

    /// A column whose heading sorts by it; once more, the other way round.
    pub(super) fn column(&self, sort: &str, label: String) -> Column {
        let now = (self.query.sort == sort).then_some(self.query.order);
        let order = if now == Some(Order::Ascending) { Order::Descending } else { Order::Ascending };
        let query = ListQuery { sort: sort.to_owned(), order, page: 1, ..self.query.clone() };
        Column::new(label).sortable(Self { query, ..self.clone() }.href(), now)
    }

    fn turned(&self, page: usize, size: usize) -> String {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let query = ListQuery { page: number(page), size: number(size), ..self.query.clone() };
        Self { query, ..self.clone() }.href()
    }
}

/// The page with the list of a section.
#[component]
pub(super) fn ListPage<T>(
    /// The section.
    section: Section,
    /// Asks for a part of the list.
    ask: fn(ListQuery) -> Answer<Page<T>>,
    /// The columns.
    columns: fn(&Listing) -> Vec<Column>,
    /// One row.
    line: fn(T) -> AnyView,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
{
    let query = use_query_map();
    let listing = Memo::new(move |_| Listing::read(section, &query.read()));
    let page = Resource::new(move || listing.read().query.clone(), ask);
    let rows = Callback::new(move |page: Page<T>| shown(page, &listing.get_untracked(), columns, line));
    view! {
        <SectionDesk section>
            <Bar section listing />
            <Loaded answer=page skeleton=SkeletonKind::Table children=rows />
        </SectionDesk>
    }
    .into_any()
}

#[component]
fn Bar(section: Section, listing: Memo<Listing>) -> impl IntoView {
    let filter = Signal::derive(move || listing.read().query.filter.clone());
    view! {
        <div class="page-bar">
            <SearchBox action=section.href() id="admin-filter" label=t!("admin-filter") placeholder=t!("admin-filter") value=filter />
            <span class="push"></span>
            {may_change(section).then(|| view! {
                <ButtonLink href=section.page_of(NEW) kind=ButtonKind::Primary icon=Symbol::Plus>{section.new_one()}</ButtonLink>
            })}
        </div>
    }
    .into_any()
}

fn shown<T: Send + 'static>(
    page: Page<T>,
    listing: &Listing,
    columns: fn(&Listing) -> Vec<Column>,
    line: fn(T) -> AnyView,
) -> AnyView {
    let section = listing.section;
    if page.rows.is_empty() {
        let text = if listing.query.filter.is_empty() { t!("admin-none") } else { t!("admin-none-found") };
        return view! {
            <EmptyState title=t!("admin-empty") text symbol=Symbol::Search>
                <ButtonLink href=section.href()>{t!("admin-show-all")}</ButtonLink>
            </EmptyState>
        }
        .into_any();
    }
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let (total, at, size) = (number(page.total), page.page as usize, page.size as usize);
    let turning = listing.clone();
    let href = Callback::new(move |(page, size): (usize, usize)| turning.turned(page, size));
    view! {
        <Table caption=section.name() columns=columns(listing)>{page.rows.into_iter().map(line).collect_view()}</Table>
        <Pager total page=at page_size=size href />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(pairs: &[(&'static str, &str)]) -> Listing {
        let mut query = ParamsMap::new();
        for (key, value) in pairs {
            query.insert(*key, (*value).to_owned());
        }
        Listing::read(Section::People, &query)
    }

    #[test]
    fn a_listing_is_its_address() {
        assert_eq!(listing(&[]).href(), "/admin/people");
        let sorted = listing(&[("q", "cj"), ("sort", "name"), ("order", "down"), ("page", "3"), ("size", "20")]);
        assert_eq!(sorted.href(), "/admin/people?q=cj&sort=name&order=down&page=3&size=20");
        assert_eq!(sorted.turned(1, 50), "/admin/people?q=cj&sort=name&order=down");
    }

    #[test]
    fn a_heading_sorts_by_its_column_and_then_the_other_way_round() {
        let rising = listing(&[("sort", "name"), ("page", "2")]);
        let falling = Column::new("").sortable("/admin/people?sort=name&order=down", Some(Order::Ascending));
        assert_eq!(rising.column("name", String::new()), falling);
        let by_id = Column::new("").sortable("/admin/people?sort=id", None);
        assert_eq!(rising.column("id", String::new()), by_id);
    }
}
