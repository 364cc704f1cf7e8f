//! The runtime on a real file.

mod calling;
mod failing;
mod following;
mod house;
mod keeping;
mod later;
mod registers;
mod schedules;
mod sharing_work;
mod submitting;
