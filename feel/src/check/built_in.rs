//! Calls of built-in functions.

use std::sync::Arc;

use super::relate::{Fit, base, is_nullable, is_unknown, union, worse};
use super::{Checker, Found};
use crate::functions::yields::{Yields, constant_result, yields, yields_for_many};
use crate::functions::{self, Accepts, BuiltIn, Form};
use crate::syntax::{Argument, Node};
use crate::{Error, ErrorCode, Phrase, Type, Value};

impl Checker<'_> {
    pub(super) fn call_built_in(
        &mut self,
        node: &Node,
        built_in: &'static BuiltIn,
        arguments: &[Argument],
        found: &[Found],
    ) -> Found {
        if let Some(constant) = self.constant_call(node, built_in, arguments, found) {
            return constant;
        }
        let mut candidates = Vec::new();
        for form in built_in.forms {
            let Some(places) = places(form, arguments) else { continue };
            let fits = form.fits(&places, found);
            if fits != Fit::Never {
                candidates.push((form, places, fits));
            }
            if fits == Fit::Yes {
                break;
            }
        }
        let Some((first, first_places, first_fits)) = candidates.first() else {
            self.wrong_arguments(node, built_in, arguments, found);
            return Type::Any.into();
        };
        if candidates.iter().any(|(_, _, fits)| *fits == Fit::Unknown) {
            return Type::Any.into();
        }
        let last = candidates.last().map(|(form, places, fits)| (form.yields(built_in, places, found), fits));
        let takes_null = matches!(last, Some((Yields::Value(_), Fit::Yes)));
        if *first_fits == Fit::UnlessNull && !takes_null {
            self.report_nulls(first, first_places, arguments, found);
            let given: Vec<Found> = found.iter().map(Found::required).collect();
            let yields = first.yields(built_in, first_places, &given);
            return self.yielded(yields, arguments).into();
        }
        let mut result: Option<Type> = None;
        for (form, places, fits) in &candidates {
            let given: Vec<Found> = match fits {
                Fit::UnlessNull => found.iter().map(Found::required).collect(),
                _ => found.to_vec(),
            };
            let yields = form.yields(built_in, places, &given);
            let yielded = self.yielded(yields, arguments);
            let yielded = self.outcome(*fits, yielded);
            result = Some(result.map_or(yielded.clone(), |before| union(&before, &yielded)));
        }
        result.unwrap_or(Type::Any).into()
    }

    /// The type of what is yielded; reports elements that make it null.
    fn yielded(&mut self, yields: Yields, arguments: &[Argument]) -> Type {
        match yields {
            Yields::Value(of_type) => of_type,
            Yields::NullElements(position, of_type) => {
                if let Some(argument) = arguments.get(position) {
                    self.may_be_null(&argument.value);
                }
                of_type
            }
            Yields::WrongElements(position, expected) => {
                if let Some(argument) = arguments.get(position) {
                    let subject = format!("`{}`", self.text_of(&argument.value));
                    let error = Error::new(ErrorCode::WrongArguments, argument.value.span.into(), subject);
                    self.problems.push(error.expecting(expected.words()));
                }
                Type::Any
            }
        }
    }

    fn report_nulls(&mut self, form: &Form, places: &[Option<usize>], arguments: &[Argument], found: &[Found]) {
        for (parameter, place) in form.parameters.iter().zip(places) {
            let Some(place) = *place else { continue };
            if parameter.accepts.fits(&found[place].of_type, parameter.optional) == Fit::UnlessNull {
                self.may_be_null(&arguments[place].value);
            }
        }
    }

    /// Reports arguments that no form takes: the one that fits nowhere, if there is one, or else all of them.
    fn wrong_arguments(&mut self, node: &Node, built_in: &'static BuiltIn, arguments: &[Argument], found: &[Found]) {
        let is_known = |name: &str| {
            built_in.forms.iter().any(|form| form.parameters.iter().any(|parameter| parameter.name == name))
        };
        let unknown = arguments.iter().find(|one| one.name.as_deref().is_some_and(|name| !is_known(name)));
        if let Some(argument) = unknown {
            let names = built_in.forms.iter().flat_map(|form| form.parameters.iter().map(|parameter| parameter.name));
            let name = argument.name.as_deref().unwrap_or_default();
            self.suggesting(ErrorCode::WrongArguments, &argument.value, name, names);
            return;
        }
        let right_count: Vec<_> = built_in
            .forms
            .iter()
            .filter_map(|form| Some((form, places(form, arguments)?)))
            .filter(|(form, places)| !form.lacks(places))
            .collect();
        let error = match right_count.as_slice() {
            [(form, places)] => form.parameters.iter().zip(places).find_map(|(parameter, place)| {
                let argument = &arguments[(*place)?].value;
                let given = &found[(*place)?].of_type;
                (parameter.accepts.fits(given, parameter.optional) == Fit::Never).then(|| {
                    Error::new(ErrorCode::WrongArguments, argument.span.into(), given.words())
                        .expecting(parameter.accepts.as_type().words())
                })
            }),
            _ => None,
        };
        let error = error.unwrap_or_else(|| {
            let forms: Vec<String> = built_in.forms.iter().map(|form| form.heading(built_in.name)).collect();
            let given = Phrase::joined(found.iter().map(|found| found.of_type.words()));
            Error::new(ErrorCode::WrongArguments, node.span.into(), given).expecting(forms.join(", "))
        });
        self.problems.push(error);
    }

    /// The value of a call whose arguments are constants: such as a date that is written as a text.
    fn constant_call(
        &mut self,
        node: &Node,
        built_in: &'static BuiltIn,
        arguments: &[Argument],
        found: &[Found],
    ) -> Option<Found> {
        let values: Vec<Value> = found.iter().map(|found| found.constant.clone()).collect::<Option<_>>()?;
        if values.is_empty() || values.iter().any(Value::is_null) {
            return None;
        }
        let names: Option<Vec<Arc<str>>> = match arguments.iter().any(|argument| argument.name.is_some()) {
            true => Some(arguments.iter().map(|argument| argument.name.clone()).collect::<Option<_>>()?),
            false => None,
        };
        let (form, given) = functions::matching(built_in, values, names.as_deref())?;
        let value = constant_result(form, given)?;
        if value.is_null() {
            self.report(ErrorCode::NoResult, node, format!("`{}`", self.text_of(node)));
            return Some(Type::Any.into());
        }
        Some(Found::constant(value))
    }
}

/// Which argument goes to which parameter of a form; `None` when there are too many, or some that it does not know.
/// A form that takes any number has no places.
fn places(form: &Form, arguments: &[Argument]) -> Option<Vec<Option<usize>>> {
    let is_named = arguments.iter().any(|argument| argument.name.is_some());
    if form.variadic {
        return (!is_named && !arguments.is_empty()).then(Vec::new);
    }
    if !is_named {
        let places = (0..form.parameters.len()).map(|place| (place < arguments.len()).then_some(place));
        return (arguments.len() <= form.parameters.len()).then(|| places.collect());
    }
    let is_parameter = |name: &str| form.parameters.iter().any(|parameter| parameter.name == name);
    if !arguments.iter().all(|argument| argument.name.as_deref().is_some_and(is_parameter)) {
        return None;
    }
    let place = |name: &str| arguments.iter().position(|argument| argument.name.as_deref() == Some(name));
    Some(form.parameters.iter().map(|parameter| place(parameter.name)).collect())
}

impl Form {
    /// Whether a parameter that has to be given is not.
    fn lacks(&self, places: &[Option<usize>]) -> bool {
        self.parameters.iter().zip(places).any(|(parameter, place)| place.is_none() && !parameter.optional)
    }

    fn fits(&self, places: &[Option<usize>], found: &[Found]) -> Fit {
        if self.lacks(places) {
            return Fit::Never;
        }
        self.parameters.iter().zip(places).fold(Fit::Yes, |fits, (parameter, place)| {
            let given =
                place.map_or(Fit::Yes, |place| parameter.accepts.fits(&found[place].of_type, parameter.optional));
            worse(fits, given)
        })
    }

    fn yields(&self, built_in: &BuiltIn, places: &[Option<usize>], found: &[Found]) -> Yields {
        if self.variadic {
            return yields_for_many(built_in.name, found);
        }
        let given = places.iter().zip(self.parameters).map(|(place, parameter)| match place {
            Some(place) => found[*place].taken_as(parameter.accepts),
            None => Found::constant(Value::Null),
        });
        match yields(built_in.name, &given.collect::<Vec<_>>()) {
            // The elements are those of an argument that may stand elsewhere.
            Yields::NullElements(position, of_type) => {
                Yields::NullElements(places.get(position).copied().flatten().unwrap_or(position), of_type)
            }
            Yields::WrongElements(position, of_type) => {
                Yields::WrongElements(places.get(position).copied().flatten().unwrap_or(position), of_type)
            }
            value => value,
        }
    }

    /// `name(parameter, …)`
    pub(crate) fn heading(&self, name: &str) -> String {
        let parameters: Vec<&str> = self.parameters.iter().map(|parameter| parameter.name).collect();
        format!("{name}({}{})", parameters.join(", "), if self.variadic { ", …" } else { "" })
    }
}

impl Found {
    fn required(&self) -> Found {
        Found { of_type: self.of_type.clone().required(), ..self.clone() }
    }

    /// As a parameter takes it: anything goes for a list of itself.
    fn taken_as(&self, accepts: Accepts) -> Found {
        let is_list = matches!(base(&self.of_type), Type::List(_));
        if accepts != Accepts::List || is_list || is_unknown(&self.of_type) || is_nullable(&self.of_type) {
            return self.clone();
        }
        Found { of_type: self.of_type.clone().list(), constant: None, has_elements: true }
    }
}
