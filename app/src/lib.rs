//! The user interface of Lianban: pages, components and the port they call.
//!
//! It renders on the server (feature `ssr`) and takes over in the browser (feature `hydrate`).
// A page is one nested type; laying it out goes deeper than the compiler expects of a program.
#![recursion_limit = "256"]
#![allow(unreachable_pub, reason = "the component macro makes a public item inside every component")]

mod asking;
pub mod components;
mod designer;
#[cfg(feature = "ssr")]
pub mod document;
mod drawing;
pub mod form;
#[cfg(debug_assertions)]
pub mod gallery;
mod given;
mod intent;
mod kept_here;
mod keys;
mod live;
pub mod module;
mod pages;
mod pointing;
pub mod port;
mod reading;
mod remarks;
mod routes;
mod screen;
pub mod shell;
pub mod text;
mod versions;

pub use given::Given;
pub use module::is_here;
#[cfg(feature = "hydrate")]
pub use module::take_over;
pub use pages::{PASSWORDS_DIFFER, start_page};
pub use routes::{App, DesignerApp, InboxApp};
