//! Evaluating the parts of a library, each of them once.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::library::{Library, Part, Required};
use crate::evaluation::Machine;
use crate::value::{Callable, FunctionKind};
use crate::{Context, DateTime, Error, ErrorCode, Function, Limits, Scope, Value, Zone};

/// An evaluation of parts that need one another.
pub(super) struct Evaluation<'l> {
    library: &'l Library,
    host: &'l dyn Scope,
    /// The parts whose value is known: what was given, and what was evaluated.
    known: HashMap<Part, Value>,
    /// The parts that are being evaluated: one that needs itself has no value.
    begun: Vec<Part>,
}

/// A decision service as a function.
pub(super) struct ServiceFunction {
    library: Library,
    model: usize,
    at: usize,
}

type Evaluated = Result<Value, Box<Error>>;

impl<'l> Evaluation<'l> {
    pub(super) fn new(library: &'l Library, host: &'l dyn Scope) -> Evaluation<'l> {
        Evaluation { library, host, known: HashMap::new(), begun: Vec::new() }
    }

    /// The value of a part for the inputs that are given by name.
    pub(super) fn invoked(&mut self, part: Part, input: &Context, limits: &mut Limits) -> Evaluated {
        let given = |name: &str| input.get(name).cloned().unwrap_or_default();
        match part {
            Part::Service(model, at) => {
                let parameters = &self.library.0.models[model].services[at].parameters;
                let arguments = parameters.iter().map(|(name, _)| given(name)).collect();
                service(self.library, (model, at), arguments, self.host, limits)
            }
            Part::Knowledge(model, at) => {
                let function = self.value(part, limits)?;
                let Some(definition) = &self.library.0.models[model].knowledge[at].function else {
                    return Ok(Value::Null);
                };
                let arguments = definition.parameters.iter().map(|parameter| given(&parameter.name)).collect();
                Machine { scope: self.host, limits }.apply(&definition.body, &function, arguments)
            }
            Part::Input(..) | Part::Decision(..) => {
                self.take_inputs(input, limits)?;
                self.value(part, limits)
            }
        }
    }

    /// Takes what is given for the inputs of all models: by their names, or by the name of an import and a dot.
    fn take_inputs(&mut self, input: &Context, limits: &mut Limits) -> Result<(), Box<Error>> {
        let shelf = &self.library.0;
        for (model, compiled) in shelf.models.iter().enumerate() {
            for (at, data) in compiled.inputs.iter().enumerate() {
                let direct = input.get(&data.name).filter(|_| model == 0 || !shelf.is_input_of_first(&data.name));
                let mut imports = shelf.imports.iter().filter(|(of, _)| *of == model);
                let imported = imports.find_map(|(_, import)| input.get(import)?.as_context()?.get(&data.name));
                let Some(value) = imported.or(direct) else { continue };
                let value = self.conforming(value.clone(), data.of_type.as_ref(), &data.name, limits)?;
                self.known.insert(Part::Input(model, at), value);
            }
        }
        Ok(())
    }

    fn conforming(&self, value: Value, of_type: Option<&crate::Type>, name: &str, limits: &mut Limits) -> Evaluated {
        let Some(of_type) = of_type else { return Ok(value) };
        let coerced = Machine { scope: self.host, limits: &mut *limits }.coerce(value, of_type)?;
        Ok(coerced.unwrap_or_else(|| {
            limits.note(|| Error::new(ErrorCode::NotOfType, 0..0, name));
            Value::Null
        }))
    }

    fn value(&mut self, part: Part, limits: &mut Limits) -> Evaluated {
        limits.spend(1).map_err(|code| Box::new(Error::new(code, 0..0, &**self.library.0.name_of(part))))?;
        if let Some(value) = self.known.get(&part) {
            return Ok(value.clone());
        }
        if self.begun.contains(&part) {
            limits.note(|| Error::new(ErrorCode::NoResult, 0..0, &**self.library.0.name_of(part)));
            return Ok(Value::Null);
        }
        let deeper = limits.depth.checked_sub(1).ok_or_else(|| Box::new(Error::new(ErrorCode::TooDeep, 0..0, "")))?;
        limits.depth = deeper;
        self.begun.push(part);
        let value = self.evaluated(part, limits);
        self.begun.pop();
        limits.depth = deeper + 1;
        let value = value?;
        self.known.insert(part, value.clone());
        Ok(value)
    }

    fn evaluated(&mut self, part: Part, limits: &mut Limits) -> Evaluated {
        let library = self.library;
        match part {
            // Nothing was given for it.
            Part::Input(..) => Ok(Value::Null),
            Part::Decision(model, at) => {
                let decision = &library.0.models[model].decisions[at];
                let Some(logic) = &decision.logic else { return Ok(Value::Null) };
                let names = self.names(&decision.requires, limits)?;
                let scope = Named { names: &names, host: self.host };
                crate::evaluation::evaluate(logic, None, &scope, limits)
            }
            Part::Knowledge(model, at) => {
                let known = &library.0.models[model].knowledge[at];
                let Some(definition) = &known.function else { return Ok(Value::Null) };
                let captured = self.names(&known.requires, limits)?;
                let own_name = Some(known.name.clone());
                let enclosed = Machine { scope: self.host, limits }.enclose(definition.clone(), captured, own_name);
                enclosed.map_err(|code| Box::new(Error::new(code, 0..0, &*known.name)))
            }
            Part::Service(model, at) => {
                let service = ServiceFunction { library: library.clone(), model, at };
                Ok(Value::Function(Arc::new(Function(FunctionKind::Given(Arc::new(service))))))
            }
        }
    }

    /// The values of what a part requires, by their names; those of another model by the name of the import.
    fn names(&mut self, requires: &[Required], limits: &mut Limits) -> Result<Context, Box<Error>> {
        let mut names = Context::new();
        for Required { part, import, name } in requires {
            let value = self.value(*part, limits)?;
            match import {
                None => _ = names.insert(name.clone(), value),
                Some(import) => {
                    // Taken out, so that it need not be copied.
                    let mut imported = match names.insert(import.clone(), Value::Null) {
                        Some(Value::Context(imported)) => Arc::unwrap_or_clone(imported),
                        _ => Context::new(),
                    };
                    imported.insert(name.clone(), value);
                    names.insert(import.clone(), imported.into());
                }
            }
        }
        Ok(names)
    }
}

/// What a decision service yields for its arguments in order.
fn service(
    library: &Library,
    (model, at): (usize, usize),
    arguments: Vec<Value>,
    host: &dyn Scope,
    limits: &mut Limits,
) -> Evaluated {
    let service = &library.0.models[model].services[at];
    let mut evaluation = Evaluation::new(library, host);
    for ((name, part), value) in service.parameters.iter().zip(arguments) {
        let of_type = match part {
            Part::Input(model, at) => library.0.models[*model].inputs[*at].of_type.as_ref(),
            _ => None,
        };
        let value = evaluation.conforming(value, of_type, name, limits)?;
        evaluation.known.insert(*part, value);
    }
    let mut outputs = Context::new();
    for part in &service.outputs {
        let value = evaluation.value(*part, limits)?;
        outputs.insert(library.0.name_of(*part).clone(), value);
    }
    let value = match service.outputs.as_slice() {
        [_] => outputs.iter().next().map(|(_, value)| value.clone()).unwrap_or_default(),
        _ => outputs.into(),
    };
    evaluation.conforming(value, service.of_type.as_ref(), &service.name, limits)
}

impl Callable for ServiceFunction {
    fn parameters(&self) -> Vec<&str> {
        let service = &self.library.0.models[self.model].services[self.at];
        service.parameters.iter().map(|(name, _)| &**name).collect()
    }

    fn call(&self, arguments: Vec<Value>, host: &dyn Scope, limits: &mut Limits) -> Evaluated {
        service(&self.library, (self.model, self.at), arguments, host, limits)
    }
}

impl fmt::Debug for ServiceFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.library.0.models[self.model].services[self.at].name)
    }
}

/// The names that a part sees, before a host.
struct Named<'a> {
    names: &'a Context,
    host: &'a dyn Scope,
}

impl Scope for Named<'_> {
    fn get(&self, name: &str) -> Option<Value> {
        self.names.get(name).cloned()
    }

    fn now(&self) -> Option<DateTime> {
        self.host.now()
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, Error>> {
        self.host.call(name, arguments)
    }

    fn zone(&self, name: &str) -> Option<Zone> {
        self.host.zone(name)
    }
}
