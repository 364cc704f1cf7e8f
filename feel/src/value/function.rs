use std::fmt::Debug;
use std::sync::Arc;

use super::{Context, Value};
use crate::functions::BuiltIn;
use crate::syntax::FunctionNode;
use crate::{Error, Limits, Scope};

/// A function as a value: one that an expression defined, or a built-in one.
#[derive(Clone, Debug, PartialEq)]
pub struct Function(pub(crate) FunctionKind);

#[derive(Clone, Debug)]
pub(crate) enum FunctionKind {
    BuiltIn(&'static BuiltIn),
    Defined(Closure),
    /// by something that is more than an expression
    Given(Arc<dyn Callable>),
}

/// Something that can be called and is more than an expression.
pub(crate) trait Callable: Debug + Send + Sync {
    /// The names of the parameters, in order.
    fn parameters(&self) -> Vec<&str>;

    /// Its value for as many arguments as it has parameters. `host` is what the caller's expression may ask.
    fn call(&self, arguments: Vec<Value>, host: &dyn Scope, limits: &mut Limits) -> Result<Value, Box<Error>>;
}

impl PartialEq for FunctionKind {
    fn eq(&self, other: &FunctionKind) -> bool {
        match (self, other) {
            (FunctionKind::BuiltIn(one), FunctionKind::BuiltIn(other)) => one == other,
            (FunctionKind::Defined(one), FunctionKind::Defined(other)) => one == other,
            (FunctionKind::Given(one), FunctionKind::Given(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

/// A function with the values that it refers to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Closure {
    pub(crate) definition: Arc<FunctionNode>,
    pub(crate) captured: Context,
    /// The entry that it is defined as, by which it can call itself.
    pub(crate) own_name: Option<Arc<str>>,
    /// Levels of functions and other values within one another, of this and what it refers to.
    pub(crate) height: u32,
}

impl Function {
    /// How many levels of values it consists of.
    pub(crate) fn height(&self) -> u32 {
        if let FunctionKind::Defined(closure) = &self.0 { closure.height } else { 0 }
    }

    /// The names of the parameters; of a built-in function, those of its first form.
    pub fn parameters(&self) -> Vec<&str> {
        match &self.0 {
            FunctionKind::BuiltIn(built_in) => {
                built_in.forms[0].parameters.iter().map(|parameter| parameter.name).collect()
            }
            FunctionKind::Defined(closure) => {
                closure.definition.parameters.iter().map(|parameter| &*parameter.name).collect()
            }
            FunctionKind::Given(given) => given.parameters(),
        }
    }
}
