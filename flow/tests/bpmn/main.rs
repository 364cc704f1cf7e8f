//! Files of BPMN, in and out.
#![cfg(all(feature = "bpmn", feature = "yaml"))]

mod changing;
mod elements;
mod interchange;
mod ours;
mod play;
mod rules;
