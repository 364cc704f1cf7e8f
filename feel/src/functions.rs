//! The built-in functions, by the names and parameters that the standard gives them.

mod accepts;
pub mod chinese;
mod contexts;
mod conversion;
mod documentation;
mod lists;
mod numbers;
mod ranges;
mod sorting;
mod statistics;
mod strings;
mod temporal;
pub(crate) mod yields;

use std::sync::Arc;

pub(crate) use accepts::Accepts;
pub(crate) use conversion::{constant_literal, temporal_literal};
pub use documentation::{Documentation, documentation, documentation_of};

use crate::evaluation::{Evaluated, Machine};
use crate::syntax::Node;
use crate::{Error, ErrorCode, Value, Zone};

/// A built-in function.
pub(crate) struct BuiltIn {
    pub(crate) name: &'static str,
    /// The ways to call it, in the order in which they are tried.
    pub(crate) forms: &'static [Form],
}

/// One way to call a built-in function.
pub(crate) struct Form {
    pub(crate) parameters: &'static [Parameter],
    /// Any number of arguments, taken as one list.
    pub(crate) variadic: bool,
    run: Run,
}

/// A parameter of a built-in function.
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) accepts: Accepts,
    pub(crate) optional: bool,
}

#[derive(Clone, Copy)]
enum Run {
    /// From the arguments alone; `None` is null.
    Pure(fn(&[Value]) -> Option<Value>),
    /// With the evaluation at hand.
    With(fn(&mut Call<'_, '_>) -> Result<Option<Value>, Box<Error>>),
}

/// A call under way.
pub(crate) struct Call<'m, 's> {
    pub(crate) machine: &'m mut Machine<'s>,
    pub(crate) node: &'m Node,
    /// One for each parameter; null where an optional one was left out.
    pub(crate) arguments: Vec<Value>,
}

impl PartialEq for BuiltIn {
    fn eq(&self, other: &BuiltIn) -> bool {
        self.name == other.name
    }
}

impl std::fmt::Debug for BuiltIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// Writes a table of functions: a name, and for each form its parameters and what runs: `pure` from the arguments
/// alone, `with` the evaluation at hand; `each` and `with_each` likewise, with any number of arguments as one list.
macro_rules! built_ins {
    ($($function:literal {
        $(($($parameter:literal : $accepts:ident $($optional:ident)?),*) => $run:ident ( $body:expr );)+
    })*) => {
        pub(super) static TABLE: &[$crate::functions::BuiltIn] = &[$($crate::functions::BuiltIn {
            name: $function,
            forms: &[$($crate::functions::Form {
                parameters: &[$($crate::functions::Parameter {
                    name: $parameter,
                    accepts: $crate::functions::Accepts::$accepts,
                    optional: $crate::functions::built_ins!(@optional $($optional)?),
                }),*],
                variadic: $crate::functions::built_ins!(@variadic $run),
                run: $crate::functions::built_ins!(@run $run $body),
            }),+],
        }),*];
    };
    (@optional optional) => { true };
    (@optional) => { false };
    (@variadic each) => { true };
    (@variadic with_each) => { true };
    (@variadic $run:ident) => { false };
    (@run with_each $body:expr) => { $crate::functions::Run::With($body) };
    (@run with $body:expr) => { $crate::functions::Run::With($body) };
    (@run $run:ident $body:expr) => { $crate::functions::Run::Pure($body) };
}
use built_ins;

/// All of them, by subject.
static TABLES: &[&[BuiltIn]] = &[
    strings::TABLE,
    numbers::TABLE,
    lists::TABLE,
    sorting::TABLE,
    statistics::TABLE,
    contexts::TABLE,
    ranges::TABLE,
    temporal::TABLE,
    conversion::TABLE,
    chinese::TABLE,
];

fn all() -> impl Iterator<Item = &'static BuiltIn> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// The names of all built-in functions.
pub fn built_in_names() -> impl Iterator<Item = &'static str> {
    all().map(|built_in| built_in.name)
}

/// Whether a function of that name is built in.
pub fn is_built_in(name: &str) -> bool {
    find(name).is_some()
}

/// The built-in function of that name.
pub(crate) fn find(name: &str) -> Option<&'static BuiltIn> {
    all().find(|built_in| built_in.name == name)
}

/// Whether the name of a built-in function begins like this.
pub(crate) fn has_prefix(prefix: &str) -> bool {
    all().any(|built_in| built_in.name.starts_with(prefix))
}

/// The form that takes these arguments, and the arguments as it takes them.
pub(crate) fn matching(
    built_in: &'static BuiltIn,
    arguments: Vec<Value>,
    names: Option<&[Arc<str>]>,
) -> Option<(&'static Form, Vec<Value>)> {
    built_in.forms.iter().find_map(|form| {
        let arguments = match names {
            None => form.in_order(&arguments),
            Some(names) => form.by_name(&arguments, names),
        };
        arguments.map(|arguments| (form, arguments))
    })
}

impl Form {
    fn in_order(&self, arguments: &[Value]) -> Option<Vec<Value>> {
        if self.variadic {
            return (!arguments.is_empty()).then(|| vec![Value::list(arguments.to_vec())]);
        }
        if arguments.len() > self.parameters.len() {
            return None;
        }
        let given = arguments.iter().cloned().chain(std::iter::repeat(Value::Null));
        let missing = arguments.len();
        self.parameters
            .iter()
            .zip(given)
            .enumerate()
            .map(|(position, (parameter, value))| parameter.fit(value, position >= missing))
            .collect()
    }

    fn by_name(&self, arguments: &[Value], names: &[Arc<str>]) -> Option<Vec<Value>> {
        if self.variadic || names.iter().any(|name| self.parameters.iter().all(|parameter| parameter.name != &**name)) {
            return None;
        }
        let fit = |parameter: &Parameter| {
            let position = names.iter().position(|name| **name == *parameter.name);
            parameter.fit(position.map(|position| arguments[position].clone()).unwrap_or_default(), position.is_none())
        };
        self.parameters.iter().map(fit).collect()
    }

    /// Runs it.
    pub(crate) fn call(
        &self,
        machine: &mut Machine<'_>,
        node: &Node,
        arguments: Vec<Value>,
    ) -> Result<Option<Value>, Box<Error>> {
        match self.run {
            Run::Pure(run) => Ok(run(&arguments)),
            Run::With(run) => run(&mut Call { machine, node, arguments }),
        }
    }
}

impl Parameter {
    fn fit(&self, value: Value, missing: bool) -> Option<Value> {
        if missing || (value.is_null() && self.optional) {
            return self.optional.then_some(Value::Null);
        }
        if self.accepts.takes(&value) {
            return Some(value);
        }
        match &value {
            Value::List(elements) => match elements.as_slice() {
                [only] if self.accepts.takes(only) => Some(only.clone()),
                _ => None,
            },
            Value::Null => None,
            _ if matches!(self.accepts, Accepts::List) => Some(Value::list(vec![value])),
            _ => None,
        }
    }
}

/// The steps that it takes to look at an argument.
pub(crate) fn weight(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len() / 16,
        Value::List(elements) => elements.len(),
        Value::Context(context) => context.len(),
        _ => 0,
    }
}

impl Call<'_, '_> {
    /// Uses up so many steps.
    fn spend(&mut self, steps: usize) -> Result<(), Box<Error>> {
        self.machine.limits.spend(steps).map_err(|code| self.stop(code))
    }

    /// Refuses to make something larger than is allowed.
    fn make(&mut self, size: usize) -> Result<(), Box<Error>> {
        self.machine.limits.make(size).map_err(|code| self.stop(code))
    }

    /// Looks at every part of the arguments beforehand, for functions that will.
    fn measure(&mut self) -> Result<(), Box<Error>> {
        for argument in &self.arguments {
            self.machine.measure(argument).map_err(|code| self.machine.stop(code, self.node))?;
        }
        Ok(())
    }

    fn stop(&self, code: ErrorCode) -> Box<Error> {
        self.machine.stop(code, self.node)
    }

    /// The zones that the host knows by name.
    fn zones(&self) -> impl Fn(&str) -> Option<Zone> {
        let scope = self.machine.scope;
        move |name| scope.zone(name)
    }

    /// Calls a function that was given as an argument.
    fn apply(&mut self, function: &Value, arguments: Vec<Value>) -> Evaluated {
        self.machine.apply(self.node, function, arguments)
    }
}

/// What a built-in function of a list yields.
pub(crate) fn of_list(name: &str, elements: Vec<Value>) -> Option<Value> {
    let Run::Pure(run) = find(name)?.forms[0].run else { return None };
    run(&[Value::list(elements)])
}

fn number(arguments: &[Value], position: usize) -> Option<&crate::Number> {
    arguments.get(position)?.as_number()
}

fn integer(arguments: &[Value], position: usize) -> Option<i64> {
    number(arguments, position)?.to_i64()
}

fn text(arguments: &[Value], position: usize) -> Option<&str> {
    arguments.get(position)?.as_str()
}

fn list(arguments: &[Value], position: usize) -> Option<&[Value]> {
    arguments.get(position)?.as_list()
}

/// An argument that may be left out: `Some(None)` when it is, `None` when it is of the wrong kind.
fn optional<'v, T>(argument: &'v Value, read: impl FnOnce(&'v Value) -> Option<T>) -> Option<Option<T>> {
    if argument.is_null() { Some(None) } else { read(argument).map(Some) }
}
