//! Calls of functions: of those that expressions define, and of those of the host.

use super::relate::{Fit, base, fit, worse};
use super::suggest::nearest;
use super::{Checker, Found, Signature};
use crate::functions::{self, BuiltIn};
use crate::syntax::{Argument, Kind, Node};
use crate::{Error, ErrorCode, Phrase, Type};

impl Checker<'_> {
    pub(super) fn call(
        &mut self,
        node: &Node,
        callee: &Node,
        built_in: Option<&'static BuiltIn>,
        arguments: &[Argument],
    ) -> Found {
        let found = self.arguments(built_in, arguments);
        let named = arguments.iter().filter(|argument| argument.name.is_some()).count();
        if named > 0 && named < arguments.len() {
            let mixed = Phrase::fixed("some by name, some by position", "部分按名称、部分按位置");
            self.report(ErrorCode::WrongArguments, node, mixed);
            return Type::Any.into();
        }
        let Kind::Name(name) = &callee.kind else {
            let callee_type = self.visit(callee).of_type;
            return self.call_value(node, callee, &callee_type, arguments, &found).into();
        };
        // What the expression binds comes first, then what the host binds, then what is built in.
        let bound = self.scopes.local(name).or_else(|| {
            let declared = self.scopes.find(name)?;
            let is_function = matches!(base(&declared), Type::Function(..) | Type::AnyFunction);
            (is_function || built_in.is_none()).then_some(declared)
        });
        match (bound, built_in) {
            (Some(of_type), _) => self.call_value(node, callee, &of_type, arguments, &found).into(),
            (None, Some(built_in)) => self.call_built_in(node, built_in, arguments, &found),
            (None, None) => match self.scopes.declared.function(name) {
                Some(signature) => self.call_host(node, &signature, arguments, &found).into(),
                None => {
                    self.unknown_function(callee, name);
                    Type::Any.into()
                }
            },
        }
    }

    /// What is known of the arguments. A function that is given to a function of a list takes the list's elements.
    fn arguments(&mut self, built_in: Option<&'static BuiltIn>, arguments: &[Argument]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let is_of_list = built_in.is_some_and(|built_in| ["sort", "list replace"].contains(&built_in.name));
            let hints = match found.first().map(|first| base(&first.of_type)) {
                Some(Type::List(of)) if is_of_list => vec![(**of).clone(), (**of).clone()],
                _ => Vec::new(),
            };
            found.push(self.visit_with_hints(&argument.value, &hints));
        }
        found
    }

    fn unknown_function(&mut self, callee: &Node, name: &str) {
        let host = self.scopes.declared.functions();
        let mut known: Vec<&str> = functions::built_in_names().collect();
        known.extend(host.iter().map(|(name, _)| &**name));
        let error = Error::new(ErrorCode::UnknownFunction, callee.span.into(), name);
        let error = match nearest(name, known) {
            Some(meant) => error.expecting(format!("`{meant}`")),
            None => error,
        };
        self.problems.push(error);
    }

    fn call_value(
        &mut self,
        node: &Node,
        callee: &Node,
        of_type: &Type,
        arguments: &[Argument],
        found: &[Found],
    ) -> Type {
        match of_type {
            Type::Function(parameters, result) => {
                if parameters.len() != found.len() {
                    let counts = Phrase::new(format!("{} arguments", found.len()), format!("{} 个参数", found.len()));
                    let error = Error::new(ErrorCode::WrongArguments, node.span.into(), counts);
                    self.problems.push(error.expecting(parameters.len().to_string()));
                    return Type::Any;
                }
                // By which names the parameters go is not a part of the type.
                if arguments.iter().any(|argument| argument.name.is_some()) {
                    return Type::Any;
                }
                let mut fits = Fit::Yes;
                for ((argument, found), parameter) in arguments.iter().zip(found).zip(parameters.iter()) {
                    fits = worse(fits, self.give(&argument.value, found, parameter));
                }
                self.outcome(fits, (**result).clone())
            }
            Type::AnyFunction | Type::Any | Type::Named(_) => Type::Any,
            Type::Optional(of) => {
                self.may_be_null(callee);
                self.call_value(node, callee, of, arguments, found)
            }
            other => {
                self.report(ErrorCode::NotAFunction, callee, other.words());
                Type::Any
            }
        }
    }

    /// Whether an argument goes where a type is asked for; reports it when it does not.
    fn give(&mut self, node: &Node, found: &Found, parameter: &Type) -> Fit {
        let fits = fit(&found.of_type, parameter);
        self.expect(node, found, parameter);
        fits
    }

    pub(super) fn outcome(&self, fits: Fit, result: Type) -> Type {
        match fits {
            Fit::Yes | Fit::UnlessNull => result,
            Fit::Perhaps => result.optional(),
            Fit::Unknown | Fit::Never => Type::Any,
        }
    }

    fn call_host(&mut self, node: &Node, signature: &Signature, arguments: &[Argument], found: &[Found]) -> Type {
        let parameters = &signature.parameters;
        let least = parameters.iter().filter(|parameter| !parameter.may_be_left_out).count();
        if arguments.iter().any(|argument| argument.name.is_some())
            || !(least..=parameters.len()).contains(&found.len())
        {
            let names: Vec<&str> = parameters.iter().map(|parameter| &*parameter.name).collect();
            let error = Error::new(ErrorCode::WrongArguments, node.span.into(), self.text_of(node));
            self.problems.push(error.expecting(format!("({})", names.join(", "))));
            return Type::Any;
        }
        let mut fits = Fit::Yes;
        for ((argument, found), parameter) in arguments.iter().zip(found).zip(parameters) {
            fits = worse(fits, self.give(&argument.value, found, &parameter.of_type));
        }
        self.outcome(fits, signature.result.clone())
    }
}
