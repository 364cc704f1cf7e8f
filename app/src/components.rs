//! The parts that pages are made of: one file for each, with every state it can be in.

pub mod icon;

#[cfg(feature = "ssr")]
pub use icon::Sprite;
pub use icon::{Icon, IconSize, Symbol};
