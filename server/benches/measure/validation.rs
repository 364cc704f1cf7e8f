//! Every finding of a large definition.

use std::time::Instant;

use flow::check::{Surroundings, check};

use crate::house::definition;
use crate::table::Table;

const NODES: u32 = 500;

pub(crate) fn measure(table: &mut Table) {
    let definition = definition(NODES - 2);
    let began = Instant::now();
    let findings = check(&definition, &Surroundings::default());
    let took = began.elapsed();
    let remark = format!("{} findings", findings.len());
    table.add("validation of 500 nodes", format!("{:.1} ms", took.as_secs_f64() * 1000.0), "", remark);
}
