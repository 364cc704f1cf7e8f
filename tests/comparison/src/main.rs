//! Random expressions, evaluated here and by dsntk. Every difference has an explanation, or the program fails.

#![expect(clippy::print_stdout, reason = "what it finds is what it is run for")]

mod answers;
mod case;
mod draw;
mod explained;
#[path = "../../../feel/tests/authoring/generator/mod.rs"]
mod generator;
mod here;
mod other;
mod reduce;
mod report;
mod tally;

use std::process::ExitCode;

use draw::Draw;
use generator::{Choices, expression, values};
use here::Here;
use reduce::Both;
use tally::Tally;

/// How many expressions are compared when nothing is said.
const EXPRESSIONS: u64 = 5_000;

/// A function of the host that the generator has and dsntk does not.
const OF_THE_HOST: &str = "working days between(";

/// `comparison [COUNT] [--write]`: with `--write` what came of it becomes `docs/comparison.md`.
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == other::WORKER) {
        other::work();
        return ExitCode::SUCCESS;
    }
    let count = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(EXPRESSIONS);
    let tally = compared(count);
    let page = report::page(&tally);
    println!("{page}");
    if !tally.unexplained.is_empty() {
        tally.unexplained.iter().for_each(|difference| println!("\n{difference}"));
        return ExitCode::FAILURE;
    }
    if arguments.iter().any(|argument| argument == "--write") {
        std::fs::write(report::PATH, page).expect("the documentation can be written");
    }
    ExitCode::SUCCESS
}

/// What comes of so many expressions.
fn compared(count: u64) -> Tally {
    let mut draw = Draw::default();
    let mut worker = other::Worker::default();
    let mut tally = Tally::default();
    while tally.total() < count {
        let scope = values(&mut Choices::new(&draw.choices(60)));
        let length = usize::from(draw.choice()) % 120;
        let text = expression(&mut Choices::new(&draw.choices(length)));
        if !text.contains(OF_THE_HOST) {
            let mut both = Both { here: Here::new(&scope), there: &mut worker };
            tally.add(&mut both, &text);
        }
    }
    tally
}
