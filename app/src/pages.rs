//! One module for each page, and the parts that several pages share.

mod address;
pub(crate) mod admin;
pub(crate) mod ahead;
pub(crate) mod desk;
pub(crate) mod diagram;
pub(crate) mod files;
mod handed_out;
pub(crate) mod inbox;
pub(crate) mod instance;
pub(crate) mod loaded;
pub(crate) mod me;
pub(crate) mod missing;
mod new_password;
pub(crate) mod outside;
pub(crate) mod search;
pub(crate) mod set_up;
pub(crate) mod shared;
pub(crate) mod sign_in;
mod signature;
pub(crate) mod start;
pub(crate) mod start_form;
pub(crate) mod story;
mod taking_back;
pub(crate) mod task;

pub use loaded::PASSWORDS_DIFFER;
pub use start_form::start_page;
