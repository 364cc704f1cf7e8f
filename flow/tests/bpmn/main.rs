//! Files of BPMN, in and out.

mod changing;
mod drawing;
mod elements;
mod interchange;
mod ours;
mod play;
mod rules;
