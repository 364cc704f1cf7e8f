//! Files of BPMN, in and out.
#![cfg(feature = "bpmn")]

mod interchange;
