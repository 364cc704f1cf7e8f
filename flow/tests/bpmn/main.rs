//! Files of BPMN, in and out.
#![cfg(all(feature = "bpmn", feature = "yaml"))]

mod interchange;
mod ours;
