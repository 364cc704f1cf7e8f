use std::collections::BTreeSet;

use crate::model::Definition;
use crate::{calendar, register};

/// The names that expressions of a process may use besides its fields.
///
/// | name | what it is |
/// | --- | --- |
/// | `outcome` | the outcome of the human node or call that the token passed last |
/// | `outcomes` | a context: the latest outcome of each node, by the node's id |
/// | `initiator` | a context: `id`, `name`, `department` of who started it |
/// | `number` | the business number |
/// | `started` | when it started, a date and time |
/// | `item` | in work that is done for each element of a list: the element, unless the node calls it otherwise |
/// | `loopCounter` | in work that is done several times: the how-manieth it is, from 1 |
/// | `numberOfInstances` and, likewise, `…ActiveInstances`, `…CompletedInstances`, `…TerminatedInstances` | how many there are |
/// | `activationCount` | in what opens a complex gateway: on how many of its edges tokens wait |
/// | `result`, `end` | in the output of a call: how the called process ended, and at which end node |
#[derive(Debug, Clone, Default)]
pub struct HostNames(BTreeSet<String>);

impl HostNames {
    /// What the host itself offers.
    pub const OWN: [&str; 14] = [
        "outcome",
        "outcomes",
        "initiator",
        "number",
        "started",
        "result",
        "end",
        "item",
        "loopCounter",
        "numberOfInstances",
        "numberOfActiveInstances",
        "numberOfCompletedInstances",
        "numberOfTerminatedInstances",
        "activationCount",
    ];

    /// The host's names, the functions of calendar and registers, and the fields.
    pub fn with_fields<'a>(fields: impl IntoIterator<Item = &'a str>) -> Self {
        Self(
            Self::OWN
                .iter()
                .chain(calendar::FUNCTIONS)
                .chain(register::FUNCTIONS)
                .copied()
                .chain(fields)
                .map(str::to_owned)
                .collect(),
        )
    }

    /// What the expressions of a definition may use: its fields too, and what it calls the elements of its lists.
    pub fn of(definition: &Definition) -> Self {
        let items = definition.nodes.iter().filter_map(|node| node.each.as_ref()?.item.as_deref());
        Self::with_fields(definition.form.fields.iter().map(|field| field.id.as_str())).and(items)
    }

    /// The same names and more, such as the columns of a row.
    #[must_use]
    pub fn and<'a>(&self, more: impl IntoIterator<Item = &'a str>) -> Self {
        let mut names = self.0.clone();
        names.extend(more.into_iter().map(str::to_owned));
        Self(names)
    }

    /// Whether an expression may use the name.
    pub fn knows(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// All names, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// For the parser.
    pub fn names(&self) -> &BTreeSet<String> {
        &self.0
    }
}
