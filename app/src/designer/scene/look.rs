//! What things on the canvas look like, wherever they stand.

use flow::check::How;
use flow::difference::Change;
use flow::id::NodeId;
use flow::model::{Definition, Edge, EventKind, Kind, Node};

use crate::designer::work::Work;
use crate::form::in_words;

/// What has come to something while the draft was played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::designer) enum Played {
    /// A token is there.
    Token,
    /// One was there.
    Visited,
    /// None came there.
    Missed,
}

impl Played {
    pub(in crate::designer) fn name(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Visited => "visited",
            Self::Missed => "missed",
        }
    }
}

/// What is to be noticed about something: that it is different from what is shown beside, or has to do with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::designer) enum Mark {
    Change(Change),
    Data(How),
}

impl Mark {
    pub(in crate::designer) fn name(self) -> &'static str {
        match self {
            Self::Change(Change::Added) => "added",
            Self::Change(Change::Removed) => "removed",
            Self::Change(Change::Renamed | Change::Changed) => "changed",
            Self::Data(How::Fills) => "fills",
            Self::Data(How::Shows) => "shows",
            Self::Data(How::Decides) => "decides",
        }
    }

    /// A sign for those who see no colours.
    pub(in crate::designer) fn sign(self) -> &'static str {
        match self {
            Self::Change(Change::Added) => "+",
            Self::Change(Change::Removed) => "−",
            Self::Change(Change::Renamed | Change::Changed) => "≠",
            Self::Data(How::Fills) => "✎",
            Self::Data(How::Shows) => "○",
            Self::Data(How::Decides) => "?",
        }
    }
}

/// What a node looks like, wherever it stands.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::designer) struct NodeLook {
    pub(in crate::designer) kind: Kind,
    pub(in crate::designer) event: Option<EventKind>,
    /// The event is brought about, not waited for.
    pub(in crate::designer) throws: bool,
    /// The work goes on when the event comes.
    pub(in crate::designer) beside: bool,
    pub(in crate::designer) name: String,
    pub(in crate::designer) people: String,
    pub(in crate::designer) control: bool,
    /// It is done several times: at once, one after the other, or again and again.
    pub(in crate::designer) several: Option<&'static str>,
    /// Other nodes are drawn within it.
    pub(in crate::designer) holds: bool,
    /// Other nodes are within it, and hidden.
    pub(in crate::designer) collapsed: bool,
}

impl NodeLook {
    pub(super) fn of(work: Work, definition: &Definition, node: &Node) -> Self {
        let several = match (&node.each, &node.repeat) {
            (Some(each), _) if each.in_order => Some("≡"),
            (Some(_), _) => Some("⦀"),
            (None, Some(_)) => Some("↻"),
            (None, None) => None,
        };
        let holds =
            node.kind.is_sub_process() && definition.nodes.iter().any(|other| other.within.as_ref() == Some(&node.id));
        let collapsed = definition.is_collapsed(node);
        let attached = definition.attached.iter().find(|event| event.id == node.id);
        Self {
            kind: node.kind,
            event: node.event.as_ref().map(|event| event.kind),
            throws: matches!(node.kind, Kind::Throw | Kind::End),
            beside: attached.is_some_and(|event| !event.interrupting) || node.beside,
            name: node.name.as_ref().map(in_words).unwrap_or_default(),
            people: node.who.as_ref().map(|who| work.told(definition, who)).unwrap_or_default(),
            control: node.control,
            several,
            holds: holds && !collapsed,
            collapsed,
        }
    }
}

/// What a connection looks like, however it runs.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::designer) struct EdgeLook {
    pub(in crate::designer) from: NodeId,
    pub(in crate::designer) to: NodeId,
    pub(in crate::designer) name: String,
    pub(in crate::designer) default: bool,
    pub(in crate::designer) conditional: bool,
    pub(in crate::designer) exception: bool,
}

impl EdgeLook {
    pub(super) fn of(edge: &Edge) -> Self {
        Self {
            from: edge.from.clone(),
            to: edge.to.clone(),
            name: edge.name.as_ref().map(in_words).unwrap_or_default(),
            default: edge.default,
            conditional: edge.when.is_some(),
            exception: edge.exception,
        }
    }
}
