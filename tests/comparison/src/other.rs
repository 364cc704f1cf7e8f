//! dsntk in a process of its own: it exhausts its stack or panics on some expressions.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use dsntk_feel::FeelScope;

use crate::answers::settled;

/// The argument that makes the program a worker.
pub(crate) const WORKER: &str = "--worker";

/// What the worker answers where it cannot.
pub(crate) const CRASHED: &str = "crashed";
pub(crate) const UNREAD: &str = "unread: ";

/// A process that evaluates; started again after it crashed.
#[derive(Default)]
pub(crate) struct Worker(Option<(Child, ChildStdin, BufReader<ChildStdout>)>);

impl Worker {
    /// What dsntk makes of an expression.
    pub(crate) fn answer(&mut self, scope: &str, text: &str) -> String {
        let (_, input, output) = self.0.get_or_insert_with(start);
        let asked = writeln!(input, "{scope}\t{text}");
        let mut line = String::new();
        if asked.is_err() || !matches!(output.read_line(&mut line), Ok(1..)) {
            if let Some((mut child, ..)) = self.0.take() {
                _ = child.wait();
            }
            return CRASHED.to_owned();
        }
        line.trim_end().to_owned()
    }
}

fn start() -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let itself = std::env::current_exe().expect("the program knows where it is");
    let mut command = Command::new(itself);
    command.arg(WORKER).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("a worker can be started");
    let input = child.stdin.take().expect("its input was asked for");
    let output = child.stdout.take().expect("its output was asked for");
    (child, input, BufReader::new(output))
}

/// Answers every line until there is none.
pub(crate) fn work() {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Some((scope, text)) = line.split_once('\t') else { continue };
        println!("{}", evaluated(scope, text).replace('\n', " "));
    }
}

fn evaluated(scope: &str, text: &str) -> String {
    let context = match dsntk_feel_evaluator::evaluate_context(&FeelScope::default(), scope) {
        Ok(context) => context,
        Err(error) => return format!("{UNREAD}{error}"),
    };
    let scope = FeelScope::from(context);
    match dsntk_feel_parser::parse_expression(&scope, text, false) {
        Ok(node) => settled(&dsntk_feel_evaluator::evaluate(&scope, &node).to_string()),
        Err(error) => format!("{UNREAD}{error}"),
    }
}
