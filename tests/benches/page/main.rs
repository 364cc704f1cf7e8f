//! `make bench`, the page's part: what a browser loads for each route, how soon a slow phone can read it, how long the
//! page's own kernel takes for a large definition, and how the designer bears one, each beside its goal.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on ends")]

mod designing;
#[path = "../../tests/browser/driver.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod driver;
#[path = "../../tests/browser/house.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod house;
mod reading;
#[path = "../../../server/benches/measure/table.rs"]
#[allow(dead_code, reason = "the server's part uses more of it")]
mod table;
mod validation;

use driver::Driver;
use house::House;
use table::Table;

/// Measures the parts that are named, or all of them: `cargo bench -p tests -- reading`.
fn main() {
    let named = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect::<Vec<_>>();
    let wanted = |part: &str| named.is_empty() || named.iter().any(|name| name == part);
    let waiting = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut table = Table::default();
    if ["reading", "validation", "designing"].into_iter().any(wanted) {
        let driver = Driver::start();
        if wanted("validation") {
            waiting.block_on(validation::measure(&driver, &mut table));
        }
        if wanted("designing") {
            waiting.block_on(designing::measure(&driver, &House::demo(), &mut table));
        }
        if wanted("reading") {
            waiting.block_on(reading::measure(&driver, &House::demo(), &mut table));
        }
    }
    table.print();
}
