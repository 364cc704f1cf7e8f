//! The runtime on a real file.

mod calling;
mod failing;
mod house;
mod keeping;
mod later;
mod registers;
mod sharing_work;
mod submitting;
