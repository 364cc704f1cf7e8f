//! The runtime on a real file.

mod calling;
mod house;
mod keeping;
mod submitting;
