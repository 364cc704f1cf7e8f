//! `make bench`: how much work the kernel, the store and the runtime do, each figure beside what it is held against.
//!
//! Every part runs on a fresh database in the folder for temporary files. The figures depend on the machine and its
//! disk; ratios within one run do not.

mod client;
mod durable;
mod house;
mod inbox;
mod kernel;
mod over_http;
mod recording;
mod table;
mod validation;

use table::Table;

fn main() {
    let waiting = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads can be started");
    let mut table = Table::default();
    kernel::measure(&mut table);
    validation::measure(&mut table);
    for clients in [1, 16, 64, 256] {
        waiting.block_on(durable::measure(clients, &mut table));
    }
    for clients in [1, 16, 64, 256] {
        waiting.block_on(over_http::measure(clients, &mut table));
    }
    waiting.block_on(inbox::measure(&mut table));
    table.print();
}
