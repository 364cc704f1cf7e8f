//! Files of BPMN, in and out.

mod changing;
mod elements;
mod interchange;
mod ours;
mod play;
mod rules;
