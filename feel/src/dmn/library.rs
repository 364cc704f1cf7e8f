//! Models that are used together.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::compile::Compiler;
use super::error::ModelError;
use super::evaluate::Evaluation;
use super::model::{BoxedKind, ItemDefinition, ItemKind, Model, Reference, Requirements};
use super::types::Types;
use crate::syntax::{FunctionNode, Locals, Node};
use crate::{Context, Error, Limits, Scope, Type, Value};

/// Models that are used together, ready to be evaluated. Cloning is cheap.
#[derive(Clone)]
pub struct Library(pub(super) Arc<Shelf>);

/// What a library holds.
pub(super) struct Shelf {
    pub(super) models: Vec<Compiled>,
    /// Models that the first one imports, with the names by which it does.
    pub(super) imports: Vec<(usize, Arc<str>)>,
    problems: Vec<ModelError>,
}

/// A model with its logic read.
pub(super) struct Compiled {
    pub(super) name: String,
    pub(super) inputs: Vec<CompiledInput>,
    pub(super) decisions: Vec<CompiledDecision>,
    pub(super) knowledge: Vec<CompiledKnowledge>,
    pub(super) services: Vec<CompiledService>,
}

pub(super) struct CompiledInput {
    pub(super) name: Arc<str>,
    pub(super) of_type: Option<Type>,
}

pub(super) struct CompiledDecision {
    pub(super) name: Arc<str>,
    pub(super) requires: Vec<Required>,
    pub(super) logic: Option<Node>,
}

pub(super) struct CompiledKnowledge {
    pub(super) name: Arc<str>,
    pub(super) requires: Vec<Required>,
    pub(super) function: Option<Arc<FunctionNode>>,
}

pub(super) struct CompiledService {
    pub(super) name: Arc<str>,
    pub(super) of_type: Option<Type>,
    pub(super) outputs: Vec<Part>,
    /// What is given to it, in order: inputs, then decisions.
    pub(super) parameters: Vec<(Arc<str>, Part)>,
}

/// A part of a model: the model, and its place among those of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Input(usize, usize),
    Decision(usize, usize),
    Knowledge(usize, usize),
    Service(usize, usize),
}

/// Something that a part takes from another.
pub(super) struct Required {
    pub(super) part: Part,
    /// The name of the import before the dot, when it is of another model.
    pub(super) import: Option<Arc<str>>,
    pub(super) name: Arc<str>,
}

/// Something that can be evaluated by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocable {
    /// Its name.
    pub name: String,
    /// The names of what is given to it; a decision takes what the decisions that it requires take.
    pub inputs: Vec<String>,
}

impl Library {
    /// Puts models together. The first is the one whose parts are evaluated; the others are those that it uses.
    pub fn new(models: &[Model]) -> Library {
        let mut problems = Vec::new();
        let entries = entries(models);
        let parts: Vec<_> = (0..).zip(models).map(|(at, model)| parts_by_id(at, model)).collect();
        let bind = |at| Binder { models, at, entries: &entries, parts: &parts }.compiled(&mut problems);
        let compiled = (0..models.len()).map(bind).collect();
        let imports = models.first().into_iter().flat_map(|model| &model.imports).filter_map(|import| {
            let imported = models.iter().position(|model| model.namespace == import.namespace)?;
            Some((imported, import.name.as_str().into()))
        });
        Library(Arc::new(Shelf { models: compiled, imports: imports.collect(), problems }))
    }

    /// What is wrong with the models. What cannot be read is null when it is evaluated.
    pub fn problems(&self) -> &[ModelError] {
        &self.0.problems
    }

    /// The name of the first model.
    pub fn name(&self) -> &str {
        self.0.models.first().map_or("", |model| &model.name)
    }

    /// The decisions, services and knowledge of the first model.
    pub fn invocables(&self) -> Vec<Invocable> {
        let names = self.0.parts_by_name();
        names.map(|(name, part)| Invocable { name: name.to_string(), inputs: self.0.inputs_of(part) }).collect()
    }

    /// Evaluates a decision, service or piece of knowledge of the first model. `host` answers what the time is.
    /// `None` when nothing is called so.
    ///
    /// # Errors
    /// The limits are exceeded.
    pub fn evaluate(
        &self,
        name: &str,
        input: &Context,
        host: &dyn Scope,
        limits: &mut Limits,
    ) -> Option<Result<Value, Error>> {
        let part = self.0.parts_by_name().find(|(known, _)| ***known == *name)?.1;
        let mut evaluation = Evaluation::new(self, host);
        Some(evaluation.invoked(part, input, limits).map_err(|error| *error))
    }
}

impl Shelf {
    /// What can be evaluated by name.
    fn parts_by_name(&self) -> impl Iterator<Item = (&Arc<str>, Part)> {
        self.models.iter().take(1).flat_map(|model| {
            let decisions = (0..).zip(&model.decisions).map(|(at, decision)| (&decision.name, Part::Decision(0, at)));
            let services = (0..).zip(&model.services).map(|(at, service)| (&service.name, Part::Service(0, at)));
            let knowledge = (0..).zip(&model.knowledge).map(|(at, known)| (&known.name, Part::Knowledge(0, at)));
            decisions.chain(services).chain(knowledge)
        })
    }

    /// Whether the first model has an input of that name.
    pub(super) fn is_input_of_first(&self, name: &str) -> bool {
        self.models.first().is_some_and(|model| model.inputs.iter().any(|input| &*input.name == name))
    }

    pub(super) fn name_of(&self, part: Part) -> &Arc<str> {
        match part {
            Part::Input(model, at) => &self.models[model].inputs[at].name,
            Part::Decision(model, at) => &self.models[model].decisions[at].name,
            Part::Knowledge(model, at) => &self.models[model].knowledge[at].name,
            Part::Service(model, at) => &self.models[model].services[at].name,
        }
    }

    fn inputs_of(&self, part: Part) -> Vec<String> {
        match part {
            Part::Service(model, at) => {
                self.models[model].services[at].parameters.iter().map(|(name, _)| name.to_string()).collect()
            }
            Part::Knowledge(model, at) => {
                let function = self.models[model].knowledge[at].function.as_ref();
                function.into_iter().flat_map(|function| &function.parameters).map(|one| one.name.to_string()).collect()
            }
            Part::Input(..) => Vec::new(),
            decision => self.all_inputs(decision).into_iter().map(|part| self.name_of(part).to_string()).collect(),
        }
    }

    /// The inputs that a decision needs, by way of all decisions that it requires.
    fn all_inputs(&self, decision: Part) -> Vec<Part> {
        let (mut inputs, mut ahead, mut seen) = (Vec::new(), vec![decision], HashSet::new());
        while let Some(part) = ahead.pop() {
            if !seen.insert(part) {
                continue;
            }
            match part {
                Part::Input(..) => inputs.push(part),
                Part::Decision(model, at) => {
                    let requires = self.models[model].decisions[at].requires.iter();
                    ahead.extend(requires.rev().map(|required| required.part));
                }
                Part::Knowledge(..) | Part::Service(..) => {}
            }
        }
        inputs
    }
}

/// Binds the references of one model and reads its logic.
struct Binder<'m> {
    models: &'m [Model],
    at: usize,
    /// Names that logic may ask for after a dot.
    entries: &'m BTreeSet<String>,
    /// The parts of each model by their ids.
    parts: &'m [HashMap<&'m str, Part>],
}

impl<'m> Binder<'m> {
    fn model(&self) -> &'m Model {
        &self.models[self.at]
    }

    fn compiled(&self, problems: &mut Vec<ModelError>) -> Compiled {
        let (model, types) = (self.model(), Types::new(self.models, self.model()));
        let typed = |name: &Option<String>| name.as_deref().and_then(|name| types.named(name));
        let inputs = model.inputs.iter().map(|input| CompiledInput {
            name: input.variable.name.as_str().into(),
            of_type: typed(&input.variable.type_ref),
        });
        let decisions = model.decisions.iter().map(|decision| {
            let requires = self.required(&decision.requires);
            let names = self.names(&requires);
            let mut compiler = self.compiler(&names, &decision.variable.name);
            let logic = decision.logic.as_ref();
            let logic = logic.map(|logic| compiler.typed_logic(logic, decision.variable.type_ref.as_deref()));
            problems.append(&mut compiler.problems);
            CompiledDecision { name: decision.variable.name.as_str().into(), requires, logic }
        });
        let decisions = decisions.collect();
        let knowledge = model.knowledge.iter().map(|known| {
            let requires = self.required(&known.requires);
            let mut names = self.names(&requires);
            names.insert(known.variable.name.clone());
            let mut compiler = self.compiler(&names, &known.variable.name);
            let function = known.function.as_ref();
            let function = function.map(|function| compiler.function(function, known.variable.type_ref.as_deref()));
            problems.append(&mut compiler.problems);
            CompiledKnowledge { name: known.variable.name.as_str().into(), requires, function: function.map(Arc::new) }
        });
        let knowledge = knowledge.collect();
        let services = model.services.iter().map(|service| {
            let parts = |references: &[Reference]| -> Vec<Part> {
                references.iter().filter_map(|reference| self.part(reference)).collect()
            };
            let given = parts(&service.inputs).into_iter().chain(parts(&service.input_decisions));
            CompiledService {
                name: service.variable.name.as_str().into(),
                of_type: typed(&service.variable.type_ref),
                outputs: parts(&service.outputs),
                parameters: given.map(|part| (self.name_of(part).into(), part)).collect(),
            }
        });
        Compiled {
            name: model.name.clone(),
            inputs: inputs.collect(),
            decisions,
            knowledge,
            services: services.collect(),
        }
    }

    fn compiler<'c>(&'c self, names: &'c BTreeSet<String>, part: &'c str) -> Compiler<'c> {
        let types = Types::new(self.models, self.model());
        Compiler { types, names: [names, self.entries], locals: Locals::default(), part, problems: Vec::new() }
    }

    fn required(&self, requires: &Requirements) -> Vec<Required> {
        let references = requires.inputs.iter().chain(&requires.decisions).chain(&requires.knowledge);
        references.filter_map(|reference| Some(self.one_required(self.part(reference)?))).collect()
    }

    fn one_required(&self, part: Part) -> Required {
        let (Part::Input(model, _) | Part::Decision(model, _) | Part::Knowledge(model, _) | Part::Service(model, _)) =
            part;
        let namespace = &self.models[model].namespace;
        let imports = if model == self.at { &[][..] } else { &self.model().imports };
        let import = imports.iter().find(|import| import.namespace == *namespace);
        let import = import.map(|import| import.name.as_str()).filter(|name| !name.is_empty());
        Required { part, import: import.map(Into::into), name: self.name_of(part).into() }
    }

    /// The part that a reference means.
    fn part(&self, reference: &Reference) -> Option<Part> {
        let model = match &reference.namespace {
            None => self.at,
            Some(namespace) => self.models.iter().position(|model| model.namespace == *namespace)?,
        };
        self.parts[model].get(reference.id.as_str()).copied()
    }

    fn name_of(&self, part: Part) -> &'m str {
        match part {
            Part::Input(model, at) => &self.models[model].inputs[at].variable.name,
            Part::Decision(model, at) => &self.models[model].decisions[at].variable.name,
            Part::Knowledge(model, at) => &self.models[model].knowledge[at].variable.name,
            Part::Service(model, at) => &self.models[model].services[at].variable.name,
        }
    }

    /// The names of what a part requires.
    fn names(&self, requires: &[Required]) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for required in requires {
            names.insert(required.name.to_string());
            names.extend(required.import.as_deref().map(str::to_owned));
        }
        names
    }
}

/// The parts of a model by their ids; where several have one, the first is meant.
fn parts_by_id(model: usize, parts: &Model) -> HashMap<&str, Part> {
    let inputs = (0..).zip(&parts.inputs).map(|(at, input)| (&input.id, Part::Input(model, at)));
    let decisions = (0..).zip(&parts.decisions).map(|(at, decision)| (&decision.id, Part::Decision(model, at)));
    let knowledge = (0..).zip(&parts.knowledge).map(|(at, known)| (&known.id, Part::Knowledge(model, at)));
    let services = (0..).zip(&parts.services).map(|(at, service)| (&service.id, Part::Service(model, at)));
    let mut by_id = HashMap::new();
    for (id, part) in inputs.chain(decisions).chain(knowledge).chain(services) {
        by_id.entry(id.as_str()).or_insert(part);
    }
    by_id
}

/// The names of entries of types, and of decisions that are contexts.
fn entries(models: &[Model]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for model in models {
        model.types.iter().for_each(|item| components(item, &mut names));
        for decision in &model.decisions {
            if let Some(BoxedKind::Context(entries)) = decision.logic.as_ref().map(|logic| &logic.kind) {
                names.extend(entries.iter().filter_map(|(variable, _)| Some(variable.as_ref()?.name.clone())));
            }
        }
    }
    names
}

/// The names of the components of a type.
fn components(item: &ItemDefinition, names: &mut BTreeSet<String>) {
    if let ItemKind::Components(parts) = &item.of {
        for part in parts {
            names.insert(part.name.clone());
            components(part, names);
        }
    }
}
