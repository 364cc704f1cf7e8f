use serde::{Deserialize, Serialize};

/// Which part of a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "ssr", into_params(parameter_in = Query))]
#[serde(default)]
pub struct ListQuery {
    /// Words that must occur; empty asks for everything.
    pub filter: String,
    /// The column to sort by; empty is the list's own order.
    pub sort: String,
    /// In which direction.
    pub order: Order,
    /// The page, from 1.
    pub page: u32,
    /// Rows a page, at most 200.
    pub size: u32,
}

/// A direction of sorting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The smallest first.
    #[default]
    Ascending,
    /// The largest first.
    Descending,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// How many rows there are on all pages.
    pub total: u64,
    /// The page, from 1.
    pub page: u32,
    /// Rows a page.
    pub size: u32,
}

impl ListQuery {
    /// The most rows that a page has.
    pub const MOST: u32 = 200;

    /// How many rows come before this page.
    #[must_use]
    pub fn skipped(&self) -> u64 {
        u64::from(self.page.max(1) - 1) * u64::from(self.rows())
    }

    /// How many rows the page has at most.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.size.clamp(1, Self::MOST)
    }
}

impl Default for ListQuery {
    fn default() -> Self {
        Self { filter: String::new(), sort: String::new(), order: Order::default(), page: 1, size: 50 }
    }
}

impl<T> Page<T> {
    /// How many pages there are; at least one.
    #[must_use]
    pub fn pages(&self) -> u64 {
        self.total.div_ceil(u64::from(self.size.max(1))).max(1)
    }
}
