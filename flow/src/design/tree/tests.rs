//! Processes as trees, and what one does to them.

mod branches;
mod random;
mod reading;
mod sample;
mod steps;
mod trying;
