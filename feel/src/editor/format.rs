//! Expressions over several lines.

use super::Source;
use super::layout::Layout;
use crate::Names;
use crate::syntax::{Argument, Iteration, Kind, Level, Node, Operator, Quantifier, Token, level, lexeme_at};
use crate::value::write_name;

/// The text in canonical form, over several lines where it is wider than `width` columns. Comments before and after
/// the expression are kept; a text with comments within, and one that cannot be read, comes back as it is.
pub fn format<'t>(source: impl Into<Source<'t>>, width: usize, names: &dyn Names) -> String {
    let source = source.into();
    let text = source.text;
    let (Ok(root), Some(outside)) = (source.parse(names), outer_comments(text)) else { return text.to_owned() };
    let formatted = match &root.kind {
        Kind::Tests(tests) => Layout::group(separated(tests.iter().map(test))).render(width),
        _ => layout(&root).render(width),
    };
    let before = match outside.before {
        "" => String::new(),
        comment => format!("{comment}\n"),
    };
    let after = match outside.after {
        "" => String::new(),
        comment => format!("{}{comment}", if outside.is_after_line { '\n' } else { ' ' }),
    };
    format!("{before}{formatted}{after}")
}

/// The comments around an expression.
struct Outside<'t> {
    before: &'t str,
    after: &'t str,
    /// Whether what stands after it stands on a line of its own.
    is_after_line: bool,
}

/// The comments around an expression; `None` when there are others within.
fn outer_comments(text: &str) -> Option<Outside<'_>> {
    let first = lexeme_at(text, 0).ok()?;
    let before = text[..first.start].trim();
    let mut end = first.end;
    loop {
        let lexeme = lexeme_at(text, end).ok()?;
        let between = &text[end..lexeme.start];
        if lexeme.token == Token::End {
            let comment_start = between.len() - between.trim_start().len();
            let is_after_line = between[..comment_start].contains('\n');
            return Some(Outside { before, after: between.trim(), is_after_line });
        }
        if !between.trim().is_empty() {
            return None;
        }
        end = lexeme.end;
    }
}

fn separated(parts: impl IntoIterator<Item = Layout>) -> Vec<Layout> {
    let mut row = Vec::new();
    for part in parts {
        if !row.is_empty() {
            row.extend([Layout::text(","), Layout::Line]);
        }
        row.push(part);
    }
    row
}

/// Parts between brackets, one a line where they do not fit.
fn bracketed(open: &str, parts: Vec<Layout>, close: &str) -> Layout {
    if parts.is_empty() {
        return Layout::text(format!("{open}{close}"));
    }
    let inner = Layout::nested(std::iter::once(Layout::Gap).chain(parts).collect());
    Layout::group(vec![Layout::text(open), inner, Layout::Gap, Layout::text(close)])
}

/// A node where at least a certain level is wanted.
fn at(wanted: Level, node: &Node) -> Layout {
    if level(&node.kind) < wanted { bracketed("(", vec![layout(node)], ")") } else { layout(node) }
}

/// A node as a unary test, where a relation needs no parentheses.
fn test(node: &Node) -> Layout {
    match &node.kind {
        Kind::Relation(comparison, bound) => {
            Layout::Row(vec![Layout::text(format!("{} ", comparison.symbol())), at(Level::Sum, bound)])
        }
        _ => layout(node),
    }
}

/// `left operator right`
fn binary(left: Layout, operator: &str, right: Layout) -> Layout {
    let continued = Layout::nested(vec![Layout::Line, Layout::text(format!("{operator} ")), right]);
    Layout::group(vec![left, continued])
}

/// Operands with the same word between them.
fn junction(operands: &[Node], word: &str, wanted: Level) -> Layout {
    let mut row = Vec::new();
    for operand in operands {
        if !row.is_empty() {
            row.extend([Layout::Line, Layout::text(format!("{word} "))]);
        }
        row.push(at(wanted, operand));
    }
    Layout::group(row)
}

fn layout(node: &Node) -> Layout {
    match &node.kind {
        Kind::List(elements) => bracketed("[", separated(elements.iter().map(layout)), "]"),
        Kind::Context(entries) => {
            let entry = |name: &str, value: &Node| Layout::Row(vec![Layout::text(key(name)), layout(value)]);
            bracketed("{", separated(entries.iter().map(|one| entry(&one.name, &one.value))), "}")
        }
        Kind::Negation(operand) => Layout::Row(vec![Layout::text("-"), at(Level::Negation, operand)]),
        Kind::Arithmetic(operator, operands) => {
            // All of them group from the left, so the right side needs one level more.
            let (left, right) = match operator {
                Operator::Add | Operator::Subtract => (Level::Sum, Level::Product),
                Operator::Multiply | Operator::Divide => (Level::Product, Level::Power),
                Operator::Power => (Level::Power, Level::Negation),
            };
            binary(at(left, &operands.0), operator.symbol(), at(right, &operands.1))
        }
        Kind::Comparison(comparison, operands) => {
            let (left, right) = (at(Level::Comparison, &operands.0), at(Level::Sum, &operands.1));
            binary(left, comparison.symbol(), right)
        }
        Kind::Conjunction(operands) => junction(operands, "and", Level::Comparison),
        Kind::Disjunction(operands) => junction(operands, "or", Level::Conjunction),
        Kind::Between(parts) => {
            let ends = vec![at(Level::Sum, &parts.1), Layout::Line, Layout::text("and "), at(Level::Sum, &parts.2)];
            binary(at(Level::Comparison, &parts.0), "between", Layout::Row(ends))
        }
        Kind::In(operand, tests) => Layout::Row(vec![
            at(Level::Comparison, operand),
            Layout::text(" in "),
            bracketed("(", separated(tests.iter().map(test)), ")"),
        ]),
        Kind::If(_) => Layout::group(conditional(node)),
        Kind::For(iterations, result) => clause("for", iterations, "return", result),
        Kind::Quantified(Quantifier::Some, iterations, condition) => clause("some", iterations, "satisfies", condition),
        Kind::Quantified(Quantifier::Every, iterations, condition) => {
            clause("every", iterations, "satisfies", condition)
        }
        Kind::Filter(parts) => {
            Layout::Row(vec![at(Level::Postfix, &parts.0), bracketed("[", vec![layout(&parts.1)], "]")])
        }
        Kind::Path(operand, name) => Layout::Row(vec![at(Level::Postfix, operand), Layout::text(format!(".{name}"))]),
        Kind::Call { callee, arguments, .. } => Layout::Row(vec![
            at(Level::Postfix, callee),
            bracketed("(", separated(arguments.iter().map(argument)), ")"),
        ]),
        Kind::Function(function) => {
            let body = Layout::nested(vec![Layout::Line, layout(&function.body)]);
            Layout::group(vec![Layout::text(function.heading()), body])
        }
        Kind::Not(tests) => bracketed("not(", separated(tests.iter().map(test)), ")"),
        _ => Layout::text(node.to_string()),
    }
}

/// `if … then … else …`, with further conditions after `else` in the same column.
fn conditional(node: &Node) -> Vec<Layout> {
    let Kind::If(parts) = &node.kind else { return vec![layout(node)] };
    let mut row = vec![Layout::text("if "), Layout::nested(vec![layout(&parts.0)])];
    row.extend([Layout::Line, Layout::text("then "), Layout::nested(vec![layout(&parts.1)])]);
    row.extend([Layout::Line, Layout::text("else ")]);
    row.extend(conditional(&parts.2));
    row
}

fn clause(word: &str, iterations: &[Iteration], then: &str, result: &Node) -> Layout {
    let variables = separated(iterations.iter().map(iteration));
    Layout::group(vec![
        Layout::text(format!("{word} ")),
        Layout::group(vec![Layout::nested(variables)]),
        Layout::nested(vec![Layout::Line, Layout::text(format!("{then} ")), layout(result)]),
    ])
}

fn iteration(iteration: &Iteration) -> Layout {
    let mut row = vec![Layout::text(format!("{} in ", iteration.variable)), layout(&iteration.domain)];
    if let Some(end) = &iteration.end {
        row.extend([Layout::text(".."), layout(end)]);
    }
    Layout::Row(row)
}

fn argument(argument: &Argument) -> Layout {
    match &argument.name {
        Some(name) => Layout::Row(vec![Layout::text(key(name)), layout(&argument.value)]),
        None => layout(&argument.value),
    }
}

/// A name before a colon.
fn key(name: &str) -> String {
    let mut key = String::new();
    // Writing to a text never fails.
    let _ = write_name(&mut key, name);
    key.push_str(": ");
    key
}
