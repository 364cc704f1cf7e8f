//! What one does to a definition while one designs it: drawing, connecting, moving, removing, and taking it all back.
//!
//! Every gesture is a plain function on a [`Definition`](crate::model::Definition), which leaves it a draft that can be
//! kept, drawn and checked. What a gesture changed is a [`Patch`], found by comparison: so that undoing, merging what two
//! people did at once, and telling what is new since another version are one thing, and no operation has to say how it
//! is undone.
//!
//! ```
//! # use flow::design::{History, New, append};
//! # use flow::model::{Definition, Kind, Node};
//! let mut definition = Definition { nodes: vec![Node::new("start", Kind::Start)], ..Definition::default() };
//! let before = definition.clone();
//!
//! let approval = append(&mut definition, &"start".into(), &New::node(Kind::Approve)).expect("a start can be left");
//! let mut history = History::default();
//! history.record("append", None, &before, &definition);
//! assert_eq!(definition.edges[0].to, approval);
//!
//! history.undo(&mut definition);
//! assert_eq!(definition, before);
//! ```

mod arrange;
mod clipboard;
mod collapse;
mod connect;
mod draw;
mod element;
mod form;
mod fragment;
mod history;
mod ids;
mod label;
mod lane;
mod list;
mod merge;
mod moving;
mod patch;
mod remove;
mod room;
#[cfg(test)]
mod sample;
mod template;
#[cfg(test)]
mod tests;
pub mod tree;
mod trial;

pub use arrange::{Axis, Side, align, distribute, lay_out, make_space};
pub use clipboard::{Fragment, copy, paste};
pub use collapse::{collapse, expand, least, resize};
pub use connect::{connect, reconnect, refusal, set_default};
pub use draw::{add, append, attach, blank, put_on_edge, splice};
pub use element::{Element, Group, New, palette};
pub use form::{FieldPlace, add_field, duplicate_field, move_field, remove_field, rename_field, step_field, used_by};
pub use fragment::{add_fragment, append_fragment, splice_fragment};
pub use history::History;
pub use label::{place_label, reset_label};
pub use lane::{add_lane, least_height, move_lane, remove_lane, resize_lane, step_lane};
pub use merge::{Merged, merge};
pub use moving::{closure, followed, move_nodes, place, route};
pub use patch::{Part, Patch};
pub use remove::remove;
pub use template::{Template, templates};
pub use tree::{NotATree, Tree, tree};
pub use trial::{Sample, would_ask, would_yield};
