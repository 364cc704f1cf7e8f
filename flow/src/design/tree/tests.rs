//! Processes as trees, and what one does to them.

mod reading;
mod sample;
