//! `make bench`: how much work the kernel, the language of rules, the store and the runtime do, each figure beside what it is held against.
//!
//! Every part runs on a fresh database in the folder for temporary files. The figures depend on the machine and its
//! disk; ratios within one run do not.

mod client;
mod durable;
mod engine;
mod house;
mod inbox;
mod kernel;
mod language;
mod over_http;
mod recording;
mod table;
mod validation;
mod weight;

use table::Table;

/// How many clients send commands at the same time.
const CLIENTS: [usize; 4] = [1, 16, 64, 256];

/// Measures the parts that are named, or all of them: `cargo bench -p server -- kernel inbox`.
fn main() {
    let named = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect::<Vec<_>>();
    let wanted = |part: &str| named.is_empty() || named.iter().any(|name| name == part);
    let waiting = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads can be started");
    let mut table = Table::default();
    if wanted("kernel") {
        kernel::measure(&mut table);
    }
    if wanted("engine") {
        engine::measure(&mut table);
    }
    if wanted("language") {
        language::measure(&mut table);
    }
    if wanted("validation") {
        validation::measure(&mut table);
    }
    if wanted("weight") {
        weight::measure(&mut table);
    }
    for clients in CLIENTS.into_iter().filter(|_| wanted("durable")) {
        waiting.block_on(durable::measure(clients, &mut table));
    }
    for clients in CLIENTS.into_iter().filter(|_| wanted("http")) {
        waiting.block_on(over_http::measure(clients, &mut table));
    }
    if wanted("inbox") {
        waiting.block_on(inbox::measure(&mut table));
    }
    table.print();
}
