//! The frame around the pages: navigation, title, search, the person's menu, and the place for what is open beside.

mod bottom_bar;
mod frame;
mod navigation;
mod person_menu;
mod place;
mod public_frame;

pub use frame::{Frame, PageHead};
pub use place::{Counts, Place, SavedView, Viewer};
pub use public_frame::{PublicActions, PublicFrame};
