//! Calling functions: built-in ones, those that expressions define, and those of the host.

use std::sync::Arc;

use super::{Bound, Evaluated, Frame, Machine};
use crate::functions::{self, BuiltIn};
use crate::syntax::{Argument, Kind, Node};
use crate::value::{Callable, Closure, FunctionKind};
use crate::{ErrorCode, Phrase, Value};

impl Machine<'_> {
    pub(super) fn call(
        &mut self,
        node: &Node,
        callee: &Node,
        built_in: Option<&'static BuiltIn>,
        arguments: &[Argument],
        frame: Option<&Frame<'_>>,
    ) -> Evaluated {
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.value(&argument.value, frame)?);
        }
        let names = if arguments.iter().any(|argument| argument.name.is_some()) {
            match arguments.iter().map(|argument| argument.name.clone()).collect::<Option<Vec<_>>>() {
                Some(names) => Some(names),
                None => {
                    return Ok(self.null(ErrorCode::WrongArguments, node, || {
                        Phrase::fixed("some by name, some by position", "部分按名称、部分按位置")
                    }));
                }
            }
        } else {
            None
        };
        let Kind::Name(name) = &callee.kind else {
            let function = self.value(callee, frame)?;
            return self.call_value(node, &function, values, names.as_deref());
        };
        // What the expression binds comes first, then what the host binds, then what is built in.
        let function = match frame.and_then(|frame| frame.find(name)) {
            Some(function) => Some(function.clone()),
            None => self.scope.get(name).filter(|value| matches!(value, Value::Function(_)) || built_in.is_none()),
        };
        match (function, built_in) {
            (Some(function), _) => self.call_value(node, &function, values, names.as_deref()),
            (None, Some(built_in)) => self.call_built_in(node, built_in, values, names.as_deref()),
            (None, None) => self.call_host(node, name, &values, names.is_some()),
        }
    }

    fn call_host(&mut self, node: &Node, name: &str, arguments: &[Value], named: bool) -> Evaluated {
        if named {
            return Ok(self.null(ErrorCode::WrongArguments, node, || {
                Phrase::new(format!("{name}, by name"), format!("{name}，按名称"))
            }));
        }
        match self.scope.call(name, arguments) {
            Some(Ok(value)) => Ok(value),
            Some(Err(mut error)) => {
                error.span = node.span.into();
                self.limits.note(|| error);
                Ok(Value::Null)
            }
            None => Ok(self.null(ErrorCode::UnknownFunction, node, || name.to_owned())),
        }
    }

    fn call_value(
        &mut self,
        node: &Node,
        function: &Value,
        arguments: Vec<Value>,
        names: Option<&[Arc<str>]>,
    ) -> Evaluated {
        let Value::Function(function) = function else {
            return Ok(self.null(ErrorCode::NotAFunction, node, || function.kind_words()));
        };
        match &function.0 {
            FunctionKind::BuiltIn(built_in) => self.call_built_in(node, built_in, arguments, names),
            FunctionKind::Defined(closure) => self.call_closure(node, closure, arguments, names),
            FunctionKind::Given(given) => self.call_given(node, &**given, arguments, names),
        }
    }

    fn call_closure(
        &mut self,
        node: &Node,
        closure: &Closure,
        arguments: Vec<Value>,
        names: Option<&[Arc<str>]>,
    ) -> Evaluated {
        let definition = &closure.definition;
        if definition.external {
            return Ok(self.null(ErrorCode::Unsupported, node, || "external".to_owned()));
        }
        let wanted = &definition.parameters;
        if arguments.len() != wanted.len() {
            return Ok(self.null(ErrorCode::WrongArguments, node, || format!("{}", arguments.len())));
        }
        let mut bound: Vec<(Arc<str>, Value)> = Vec::with_capacity(wanted.len() + 1);
        for (position, parameter) in wanted.iter().enumerate() {
            let position = match names {
                None => Some(position),
                Some(names) => names.iter().position(|name| *name == parameter.name),
            };
            let Some(argument) = position.map(|position| arguments[position].clone()) else {
                return Ok(self.null(ErrorCode::WrongArguments, node, || parameter.name.to_string()));
            };
            let fitting = match &parameter.of_type {
                Some(of_type) => self.coerce(argument, of_type)?,
                None => Some(argument),
            };
            let Some(argument) = fitting else {
                return Ok(self.null(ErrorCode::WrongArguments, node, || parameter.name.to_string()));
            };
            bound.push((parameter.name.clone(), argument));
        }
        if let Some(own_name) = &closure.own_name
            && bound.iter().all(|(name, _)| name != own_name)
        {
            let itself = crate::Function(FunctionKind::Defined(closure.clone()));
            bound.push((own_name.clone(), Value::Function(Arc::new(itself))));
        }
        let captured = Frame::new(Bound::Entries(&closure.captured), None);
        let frame = Frame::new(Bound::Arguments(&bound), Some(&captured));
        self.value(&definition.body, Some(&frame))
    }

    fn call_given(
        &mut self,
        node: &Node,
        given: &dyn Callable,
        mut arguments: Vec<Value>,
        names: Option<&[Arc<str>]>,
    ) -> Evaluated {
        let parameters = given.parameters();
        if arguments.len() != parameters.len() {
            return Ok(self.null(ErrorCode::WrongArguments, node, || format!("{}", arguments.len())));
        }
        if let Some(names) = names {
            let named = |parameter: &&str| names.iter().position(|name| **name == **parameter);
            let Some(places) = parameters.iter().map(named).collect::<Option<Vec<_>>>() else {
                return Ok(self.null(ErrorCode::WrongArguments, node, || parameters.join(", ")));
            };
            arguments = places.into_iter().map(|place| arguments[place].clone()).collect();
        }
        given.call(arguments, self.scope, self.limits)
    }

    fn call_built_in(
        &mut self,
        node: &Node,
        built_in: &'static BuiltIn,
        arguments: Vec<Value>,
        names: Option<&[Arc<str>]>,
    ) -> Evaluated {
        let Some((form, arguments)) = functions::matching(built_in, arguments, names) else {
            return Ok(self.null(ErrorCode::WrongArguments, node, || built_in.name.to_owned()));
        };
        self.limits.spend(arguments.iter().map(functions::weight).sum()).map_err(|code| self.stop(code, node))?;
        match form.call(self, node, arguments) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Ok(self.null(ErrorCode::NoResult, node, || built_in.name.to_owned())),
            Err(error) => Err(error),
        }
    }

    /// Calls a function value with arguments in order.
    pub(crate) fn apply(&mut self, node: &Node, function: &Value, arguments: Vec<Value>) -> Evaluated {
        self.call_value(node, function, arguments, None)
    }
}
