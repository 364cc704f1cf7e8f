//! The process kernel of Lianban: what a process is, what it may do next and why.
//!
//! Everything about process behaviour lives here, once, and runs in two places: natively in the server and as
//! WebAssembly in the page. The crate does no I/O, reads no clock and draws no random number; whatever it needs to
//! know comes in by a [`kernel::Context`], and what happened leaves as [`kernel::Event`]s.
//!
//! | module | question it answers |
//! | --- | --- |
//! | [`model`] | what does a definition say? (drafts may be wrong) |
//! | [`process`] | what does a correct definition mean? (compiled, cannot be wrong) |
//! | [`kernel`] | what happens when somebody acts? |
//! | [`assignment`] | who is asked, and why? |
//! | [`form`] | what may be written, and what follows from it? |
//! | [`organisation`] | who is who? |
//! | [`calendar`] | when is working time? |
//! | [`register`] | what do registers hold? |
//! | [`file`] | how is it written down? |
//! | [`check`] | what is wrong with it, before it can do harm? |
//! | [`design`] | what does one do to it while designing? |
//! | [`difference`] | what is different between two versions? |
//! | [`migration`] | can a running instance go on under another version? |
//! | [`soundness`] | can every instance come to an end? |
//! | [`scenario`] | does it do what its tests say? |
//! | [`world`] | how do several instances run, without a server? |
//! | `bpmn` | how do other tools write it down? |
//! | [`trace`] | what does a token meet when everybody does their part? |
//! | [`timeline`] | what happened, as people read it? |
//! | [`replay`] | what happened, as a drawing shows it? |
//! | [`forecast`] | who comes next, and how sure is it? |
//! | [`layout`] | where does it stand when nobody placed it? |
//! | [`time`] | what is a moment, a span of time? |

pub mod assignment;
#[cfg(feature = "bpmn")]
pub mod bpmn;
pub mod calendar;
pub mod check;
pub mod design;
pub mod difference;
pub mod file;
pub mod forecast;
pub mod form;
pub mod id;
pub mod kernel;
pub mod layout;
pub mod migration;
pub mod model;
pub mod organisation;
pub mod process;
pub mod register;
pub mod replay;
pub mod scenario;
pub mod schedule;
#[cfg(feature = "schema")]
pub mod schema;
pub mod soundness;
pub mod template;
pub mod text;
pub mod time;
pub mod timeline;
pub mod trace;
pub mod world;
