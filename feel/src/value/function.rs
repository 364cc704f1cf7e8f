use std::sync::Arc;

use super::Context;
use crate::functions::BuiltIn;
use crate::syntax::FunctionNode;

/// A function as a value: one that an expression defined, or a built-in one.
#[derive(Clone, Debug, PartialEq)]
pub struct Function(pub(crate) FunctionKind);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FunctionKind {
    BuiltIn(&'static BuiltIn),
    Defined(Closure),
}

/// A function with the values that it refers to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Closure {
    pub(crate) definition: Arc<FunctionNode>,
    pub(crate) captured: Context,
    /// The entry that it is defined as, by which it can call itself.
    pub(crate) own_name: Option<Arc<str>>,
}

impl Function {
    /// The names of the parameters; of a built-in function, those of its first form.
    pub fn parameters(&self) -> Vec<&str> {
        match &self.0 {
            FunctionKind::BuiltIn(built_in) => {
                built_in.forms[0].parameters.iter().map(|parameter| parameter.name).collect()
            }
            FunctionKind::Defined(closure) => {
                closure.definition.parameters.iter().map(|parameter| &*parameter.name).collect()
            }
        }
    }
}
