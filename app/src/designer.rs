//! The designer: drawing a process, and everything that is done to it until it is in force.
//!
//! It edits and shows; what a gesture does to a definition is decided in [`flow::design`], what is to be said about it in
//! [`flow::check`]. It is a module of the page of its own ([`Module::Designer`](crate::module::Module::Designer)), which
//! other pages never download.

mod beside;
mod canvas;
mod carrying;
mod checking;
mod chooser;
mod clipboard;
mod command;
mod entering;
mod following;
mod form;
mod importing;
mod keeping;
mod keyboard;
mod lists;
mod menu;
mod minimap;
mod offer;
mod own;
pub(crate) mod page;
mod palette;
mod panel;
mod picture;
mod play;
mod publishing;
mod replay;
mod reviewing;
mod scene;
pub(crate) mod sheet;
mod simple;
mod step;
mod top_bar;
mod versions;
mod walk;
mod what_if;
mod work;
