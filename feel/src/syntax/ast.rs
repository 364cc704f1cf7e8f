//! The tree of an expression.

use std::ops;
use std::sync::Arc;

use crate::functions::BuiltIn;
use crate::{DecisionTable, Type, Value};

/// Where a node stands in the text, in bytes. It is no part of what the node means, so any two are equal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl PartialEq for Span {
    fn eq(&self, _: &Span) -> bool {
        true
    }
}

impl From<Span> for ops::Range<usize> {
    fn from(span: Span) -> ops::Range<usize> {
        span.start as usize..span.end as usize
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
    /// Levels of the tree from here down; bounded by the parser, so that walking it never exhausts the stack.
    pub(crate) height: u16,
    /// How many nodes there are from here down.
    pub(crate) size: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// `null`, a truth value, a number, a text, or a literal such as `@"2026-03-02"`
    Literal(Value),
    Name(Arc<str>),
    /// `?`, the value that a unary test is about
    Input,
    List(Vec<Node>),
    Context(Vec<Entry>),
    Range {
        start: Box<Node>,
        start_included: bool,
        end: Box<Node>,
        end_included: bool,
    },
    /// `< 5`: a test of the input, or the range of what passes it
    Relation(Comparison, Box<Node>),
    Negation(Box<Node>),
    Arithmetic(Operator, Box<(Node, Node)>),
    Comparison(Comparison, Box<(Node, Node)>),
    Conjunction(Vec<Node>),
    Disjunction(Vec<Node>),
    /// the value, the lower and the upper end
    Between(Box<(Node, Node, Node)>),
    In(Box<Node>, Vec<Node>),
    InstanceOf(Box<Node>, Type),
    /// condition, consequence, alternative
    If(Box<(Node, Node, Node)>),
    For(Vec<Iteration>, Box<Node>),
    Quantified(Quantifier, Vec<Iteration>, Box<Node>),
    Filter(Box<(Node, Node)>),
    Path(Box<Node>, Arc<str>),
    Call {
        callee: Box<Node>,
        built_in: Option<&'static BuiltIn>,
        arguments: Vec<Argument>,
    },
    Function(Arc<FunctionNode>),
    /// entries that only what follows them sees
    Let(Vec<Entry>, Box<Node>),
    /// a value whose type is stated
    Typed(Box<Node>, Type),
    Table(Arc<DecisionTable>),
    /// `-`: every input passes
    Anything,
    /// `not(…)` of unary tests
    Not(Vec<Node>),
    /// several unary tests, one of which is to pass
    Tests(Vec<Node>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) name: Arc<str>,
    pub(crate) value: Node,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Iteration {
    pub(crate) variable: Arc<str>,
    pub(crate) domain: Node,
    /// the end of `start..end` written without brackets
    pub(crate) end: Option<Node>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Argument {
    pub(crate) name: Option<Arc<str>>,
    pub(crate) value: Node,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parameter {
    pub(crate) name: Arc<str>,
    pub(crate) of_type: Option<Type>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FunctionNode {
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Node,
    /// The body says how to call something outside, which no evaluation does.
    pub(crate) external: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantifier {
    Some,
    Every,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

impl Operator {
    pub(crate) fn symbol(self) -> &'static str {
        match self {
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
            Operator::Divide => "/",
            Operator::Power => "**",
        }
    }
}

impl Comparison {
    pub(crate) fn symbol(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::Unequal => "!=",
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::Greater => ">",
            Comparison::AtLeast => ">=",
        }
    }
}

impl Node {
    pub(crate) fn new(kind: Kind, start: usize, end: usize) -> Node {
        let (mut height, mut size) = (0, 1_u32);
        kind.for_each_child(&mut |child| {
            height = height.max(child.height);
            size = size.saturating_add(child.size);
        });
        let height = height.saturating_add(kind.levels());
        Node { kind, span: Span { start: start as u32, end: end as u32 }, height, size }
    }
}

impl Kind {
    /// How many levels this is by itself: each variable of an iteration stands within those before it.
    fn levels(&self) -> u16 {
        match self {
            Kind::For(iterations, _) | Kind::Quantified(_, iterations, _) => {
                u16::try_from(iterations.len()).unwrap_or(u16::MAX).max(1)
            }
            _ => 1,
        }
    }

    /// Shows every node directly below, in the order of the text.
    pub(crate) fn for_each_child<'a>(&'a self, see: &mut dyn FnMut(&'a Node)) {
        match self {
            Kind::Literal(_) | Kind::Name(_) | Kind::Input | Kind::Anything => {}
            Kind::List(nodes) | Kind::Conjunction(nodes) | Kind::Disjunction(nodes) => nodes.iter().for_each(see),
            Kind::Not(nodes) | Kind::Tests(nodes) => nodes.iter().for_each(see),
            Kind::Context(entries) => entries.iter().for_each(|entry| see(&entry.value)),
            Kind::Range { start, end, .. } => {
                see(start);
                see(end);
            }
            Kind::Negation(node) | Kind::Relation(_, node) | Kind::InstanceOf(node, _) | Kind::Path(node, _) => {
                see(node)
            }
            Kind::Arithmetic(_, pair) | Kind::Comparison(_, pair) | Kind::Filter(pair) => {
                see(&pair.0);
                see(&pair.1);
            }
            Kind::Between(three) | Kind::If(three) => {
                see(&three.0);
                see(&three.1);
                see(&three.2);
            }
            Kind::In(node, tests) => {
                see(node);
                tests.iter().for_each(see);
            }
            Kind::For(iterations, body) | Kind::Quantified(_, iterations, body) => {
                for iteration in iterations {
                    see(&iteration.domain);
                    iteration.end.iter().for_each(&mut *see);
                }
                see(body);
            }
            Kind::Call { callee, arguments, .. } => {
                see(callee);
                arguments.iter().for_each(|argument| see(&argument.value));
            }
            Kind::Function(function) => see(&function.body),
            Kind::Let(entries, result) => {
                entries.iter().for_each(|entry| see(&entry.value));
                see(result);
            }
            Kind::Typed(node, _) => see(node),
            Kind::Table(table) => table.for_each_cell(see),
        }
    }
}
