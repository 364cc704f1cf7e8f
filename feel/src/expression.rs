use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::functions::constant_literal;
use crate::syntax::{self, Call, Kind, Names, Node, Reference};
use crate::{Error, Limits, Scope, Value, evaluation};

/// An expression that has been read. Cloning is cheap.
#[derive(Clone)]
pub struct Expression(Arc<Parsed>);

/// Unary tests that have been read: a cell of a decision table, such as `< 5, [10..20]`. Cloning is cheap.
#[derive(Clone)]
pub struct UnaryTests(Arc<Parsed>);

struct Parsed {
    text: Box<str>,
    root: Node,
}

/// Reads an expression. `names` are those that it may use, see [`Names`].
pub fn parse(text: &str, names: &dyn Names) -> Result<Expression, Error> {
    let root = syntax::parse_expression(text, names)?;
    Ok(Expression(Arc::new(Parsed { text: text.into(), root })))
}

/// Reads unary tests. `names` are those that they may use, see [`Names`].
pub fn parse_unary_tests(text: &str, names: &dyn Names) -> Result<UnaryTests, Error> {
    let root = syntax::parse_tests(text, names)?;
    Ok(UnaryTests(Arc::new(Parsed { text: text.into(), root })))
}

/// An expression in its canonical form; reading that again (with the same names) gives the same expression.
pub fn format(expression: &Expression) -> String {
    expression.0.root.to_string()
}

impl Expression {
    pub(crate) fn of(text: &str, root: Node) -> Expression {
        Expression(Arc::new(Parsed { text: text.into(), root }))
    }

    pub(crate) fn root(&self) -> &Node {
        &self.0.root
    }

    /// The text that was read.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The names that it takes from outside, in the order of the text.
    pub fn free_names(&self) -> Vec<Reference> {
        syntax::free_references(&self.0.root)
    }

    /// The functions of the host that it calls, in the order of the text.
    ///
    /// ```
    /// let names = std::collections::BTreeSet::from(["rows of".to_owned()]);
    /// let expression = feel::parse(r#"1 + rows of("late", {person: p})"#, &names).unwrap();
    /// assert_eq!(expression.calls()[0].arguments[0].text(), Some("late"));
    /// assert!(expression.calls()[0].arguments[1].entries().eq(["person"]));
    /// ```
    pub fn calls(&self) -> Vec<Call> {
        syntax::host_calls(&self.0.root)
    }

    /// The constants in it, in the order of the text: what it compares with, or yields.
    ///
    /// ```
    /// let names = std::collections::BTreeSet::from(["amount".to_owned()]);
    /// let expression = feel::parse("amount > 20000 or amount = -1", &names).unwrap();
    /// assert_eq!(expression.constants(), [20_000.into(), (-1).into()]);
    /// ```
    pub fn constants(&self) -> Vec<Value> {
        constants(&self.0.root)
    }

    /// Where the expressions directly within it stand, in bytes of its text. What is no expression by itself, such as
    /// `< 5` after `in`, is left out for those within it.
    pub fn parts(&self) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        self.0.root.kind.for_each_child(&mut |child| collect_expressions(child, &mut parts));
        parts
    }

    /// Its value. What the standard calls an error (a wrong type, an unknown name) makes null and is noted in the
    /// diagnostics of `limits`; the only errors are those of exceeding them.
    pub fn evaluate(&self, scope: &dyn Scope, limits: &mut Limits) -> Result<Value, Error> {
        evaluation::evaluate(&self.0.root, None, scope, limits).map_err(|error| *error)
    }
}

impl UnaryTests {
    /// Tests that nothing passes.
    pub(crate) fn nothing() -> UnaryTests {
        let root = Node::new(Kind::Tests(Vec::new()), 0, 0);
        UnaryTests(Arc::new(Parsed { text: "".into(), root }))
    }

    pub(crate) fn root(&self) -> &Node {
        &self.0.root
    }

    /// The text that was read.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The names that they take from outside, in the order of the text.
    pub fn free_names(&self) -> Vec<Reference> {
        syntax::free_references(&self.0.root)
    }

    /// The constants in them, in the order of the text.
    pub fn constants(&self) -> Vec<Value> {
        constants(&self.0.root)
    }

    /// Whether `input` passes. Where the tests are null, as when the kinds do not agree, it does not.
    pub fn matches(&self, input: &Value, scope: &dyn Scope, limits: &mut Limits) -> Result<bool, Error> {
        let passes = evaluation::evaluate(&self.0.root, Some(input), scope, limits).map_err(|error| *error)?;
        Ok(passes == Value::Bool(true))
    }
}

fn constants(node: &Node) -> Vec<Value> {
    fn collect(node: &Node, found: &mut Vec<Value>) {
        match constant_literal(node) {
            Some(value) => found.push(value),
            None => node.kind.for_each_child(&mut |child| collect(child, found)),
        }
    }
    let mut found = Vec::new();
    collect(node, &mut found);
    found
}

fn collect_expressions(node: &Node, found: &mut Vec<Range<usize>>) {
    match &node.kind {
        Kind::Input | Kind::Anything => {}
        kind if matches!(kind, Kind::Relation(..)) || syntax::mentions_input(node) => {
            kind.for_each_child(&mut |child| collect_expressions(child, found));
        }
        _ => found.push(node.span.into()),
    }
}

/// Two expressions are equal when they mean the same; how they are spaced does not matter.
impl PartialEq for Expression {
    fn eq(&self, other: &Expression) -> bool {
        self.0.root == other.0.root
    }
}

/// Two tests are equal when they mean the same; how they are spaced does not matter.
impl PartialEq for UnaryTests {
    fn eq(&self, other: &UnaryTests) -> bool {
        self.0.root == other.0.root
    }
}

impl fmt::Debug for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Expression").field(&self.text()).finish()
    }
}

impl fmt::Debug for UnaryTests {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UnaryTests").field(&self.text()).finish()
    }
}
