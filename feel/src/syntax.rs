//! From text to tree and back.

mod ast;
mod calls;
mod lexer;
mod locals;
mod names;
mod parser;
mod printer;
mod references;

pub(crate) use ast::{
    Argument, Comparison, Entry, FunctionNode, Iteration, Kind, Node, Operator, Parameter, Quantifier,
};
pub(crate) use calls::host_calls;
pub use calls::{Call, Given};
pub(crate) use lexer::{Token, is_name_part, is_plain_name, lexeme_at};
pub(crate) use locals::Locals;
pub use names::Names;
pub(crate) use parser::{parse_expression, parse_tests};
pub(crate) use printer::{Level, level};
pub use references::Reference;
pub(crate) use references::{free_references, mentions_input};
