//! One module for each page.

pub(crate) mod home;
pub(crate) mod missing;
