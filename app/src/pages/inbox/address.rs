//! What the inbox shows, as an address.

use std::fmt;

use flow::id::{InstanceId, ProcessKey};
use leptos_router::params::ParamsMap;

use crate::pages::address::address;
use crate::port::{ColumnId, InboxQuery, InboxSort, InboxView, TaskRef};

/// As a board or as a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Layout {
    #[default]
    Board,
    List,
}

/// The orders, by their names in an address.
pub(super) const SORTS: [(&str, InboxSort); 3] =
    [("due", InboxSort::Due), ("newest", InboxSort::Newest), ("oldest", InboxSort::Oldest)];

/// The columns, by their names in an address and in the page.
pub(super) const COLUMNS: [(&str, ColumnId); 4] = [
    ("to-do", ColumnId::ToDo),
    ("in-progress", ColumnId::InProgress),
    ("waiting", ColumnId::Waiting),
    ("done", ColumnId::Done),
];

/// What the inbox shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Address {
    pub(super) path: &'static str,
    pub(super) view: InboxView,
    pub(super) layout: Layout,
    pub(super) filter: String,
    pub(super) process: Option<ProcessKey>,
    pub(super) sort: InboxSort,
    /// Reading on in one column, from where its page ended.
    pub(super) on: Option<(ColumnId, String)>,
    pub(super) open: Option<TaskRef>,
}

impl Address {
    pub(super) fn read(path: &'static str, query: &ParamsMap, view: Option<InboxView>) -> Self {
        let text = |key: &str| query.get(key).unwrap_or_default();
        let named = match text("view").as_str() {
            "started" => InboxView::Started,
            "copied" => InboxView::Copied,
            _ => InboxView::Work,
        };
        Self {
            path,
            view: view.unwrap_or(named),
            layout: if text("layout") == "list" { Layout::List } else { Layout::Board },
            filter: text("q"),
            process: Some(text("process")).filter(|key| !key.is_empty()).map(ProcessKey::from),
            sort: SORTS.into_iter().find(|(name, _)| *name == text("sort")).map(|(_, sort)| sort).unwrap_or_default(),
            on: COLUMNS
                .into_iter()
                .find(|(name, _)| *name == text("column"))
                .map(|(_, column)| (column, text("after"))),
            open: task(&text("open")),
        }
    }

    pub(super) fn query(&self) -> InboxQuery {
        InboxQuery {
            view: self.view,
            filter: self.filter.clone(),
            process: self.process.clone(),
            sort: self.sort,
            column: self.on.as_ref().map(|(column, _)| *column),
            after: self.on.as_ref().map(|(_, after)| after.clone()),
            size: 0,
        }
    }

    pub(super) fn with_view(self, view: InboxView) -> Self {
        Self { view, path: "/inbox", on: None, open: None, ..self }
    }

    pub(super) fn with_layout(self, layout: Layout) -> Self {
        Self { layout, ..self }
    }

    pub(super) fn with_process(self, key: &str) -> Self {
        let process = (!key.is_empty()).then(|| ProcessKey::from(key));
        Self { process, on: None, ..self }
    }

    pub(super) fn sorted(self, sort: InboxSort) -> Self {
        Self { sort, on: None, ..self }
    }

    /// Reading on in a column.
    pub(super) fn reading_on(self, column: ColumnId, after: String) -> Self {
        Self { on: Some((column, after)), ..self }
    }

    pub(super) fn with_open(self, task: TaskRef) -> Self {
        Self { open: Some(task), ..self }
    }

    pub(super) fn without_open(self) -> String {
        Self { open: None, ..self }.to_string()
    }
}

fn task(text: &str) -> Option<TaskRef> {
    let (instance, no) = text.rsplit_once('.')?;
    Some(TaskRef { instance: InstanceId::from(instance), no: no.parse().ok()? })
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let view = match self.view {
            InboxView::Work => "",
            InboxView::Started => "started",
            InboxView::Copied => "copied",
        };
        let open = self.open.as_ref().map(|task| format!("{}.{}", task.instance, task.no)).unwrap_or_default();
        let name_of = |sort| SORTS.into_iter().find(|(_, other)| *other == sort).map_or("", |(name, _)| name);
        let column = self.on.as_ref().and_then(|(on, _)| COLUMNS.into_iter().find(|(_, column)| column == on));
        let pairs = [
            ("view", if self.path == "/inbox" { view } else { "" }),
            ("layout", if self.layout == Layout::List { "list" } else { "" }),
            ("q", &self.filter),
            ("process", self.process.as_ref().map_or("", |key| key.as_str())),
            ("sort", if self.sort == InboxSort::Due { "" } else { name_of(self.sort) }),
            ("column", column.map_or("", |(name, _)| name)),
            ("after", self.on.as_ref().map_or("", |(_, after)| after)),
            ("open", &open),
        ];
        f.write_str(&address(self.path, pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_as_it_is_written() {
        let mut query = ParamsMap::new();
        for (key, value) in [("layout", "list"), ("q", "华东 电网"), ("sort", "newest"), ("open", "abc.3")] {
            query.insert(key, value.to_owned());
        }
        let address = Address::read("/inbox", &query, None);
        assert_eq!(address.open.as_ref().map(|task| task.no), Some(3));
        assert!(address.to_string().starts_with("/inbox?layout=list&q="));
        assert_eq!(address.sort, InboxSort::Newest);
        assert!(!address.without_open().contains("open"));
    }
}
