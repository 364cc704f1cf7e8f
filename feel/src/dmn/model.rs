//! A model as its file says it; nothing is read into the expressions yet.

use crate::table::HitPolicy;

/// A model of decisions: one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// By which other models refer to it.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// Models whose parts it uses.
    pub imports: Vec<Import>,
    /// The types that it defines.
    pub types: Vec<ItemDefinition>,
    /// What its decisions are about.
    pub inputs: Vec<InputData>,
    /// The decisions.
    pub decisions: Vec<Decision>,
    /// Logic that decisions call.
    pub knowledge: Vec<Knowledge>,
    /// Decisions that are called together.
    pub services: Vec<Service>,
}

/// A model whose parts another one uses.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The name before the dot in front of what is used; none when it is used by its own name.
    pub name: String,
    /// The model.
    pub namespace: String,
    /// Where it may be found.
    pub location: Option<String>,
}

/// A type by the name that a model gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemDefinition {
    /// Its name.
    pub name: String,
    /// What it is.
    pub of: ItemKind,
    /// The values that it may have, as unary tests.
    pub allowed: Option<String>,
    /// Tests that the whole value has to pass.
    pub constraint: Option<String>,
    /// Whether it is a list of that.
    pub collection: bool,
}

/// What a defined type is.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// Another type, by its name.
    Type(String),
    /// A context with these entries.
    Components(Vec<ItemDefinition>),
    /// A function.
    Function {
        /// The types of its parameters.
        parameters: Vec<Option<String>>,
        /// The type of what it yields.
        result: Option<String>,
    },
    /// It says nothing.
    Any,
}

/// A name with a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// The name.
    pub name: String,
    /// The name of the type.
    pub type_ref: Option<String>,
}

/// Something that decisions are about.
#[derive(Clone, Debug, PartialEq)]
pub struct InputData {
    /// How the model refers to it.
    pub id: String,
    /// Its name and type.
    pub variable: Variable,
}

/// A reference to a part of this or of another model.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The namespace of the other model.
    pub namespace: Option<String>,
    /// The id of the part.
    pub id: String,
}

/// What a part takes from others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Requirements {
    /// Inputs.
    pub inputs: Vec<Reference>,
    /// Decisions.
    pub decisions: Vec<Reference>,
    /// Knowledge and services.
    pub knowledge: Vec<Reference>,
}

/// A decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// How the model refers to it.
    pub id: String,
    /// Its name and the type of its result.
    pub variable: Variable,
    /// What it takes from others.
    pub requires: Requirements,
    /// How it is made; a decision that is made by nobody has no result.
    pub logic: Option<Boxed>,
}

/// Logic that decisions call: a business knowledge model.
#[derive(Clone, Debug, PartialEq)]
pub struct Knowledge {
    /// How the model refers to it.
    pub id: String,
    /// Its name; the type is that of the function or of its result.
    pub variable: Variable,
    /// What it takes from others.
    pub requires: Requirements,
    /// The logic.
    pub function: Option<FunctionDefinition>,
}

/// Decisions that are called together: a decision service.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// How the model refers to it.
    pub id: String,
    /// Its name and type.
    pub variable: Variable,
    /// The decisions whose results it yields.
    pub outputs: Vec<Reference>,
    /// Decisions whose results are given to it.
    pub input_decisions: Vec<Reference>,
    /// Inputs that are given to it.
    pub inputs: Vec<Reference>,
}

/// A piece of logic: a boxed expression (DMN 1.5, 10.2.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Boxed {
    /// The name of the type of its value.
    pub type_ref: Option<String>,
    /// What it is.
    pub kind: BoxedKind,
}

/// What a piece of logic is.
#[derive(Clone, Debug, PartialEq)]
pub enum BoxedKind {
    /// An expression as text.
    Literal(String),
    /// A decision table.
    Table(Table),
    /// Entries, each of which sees those before it; the one without a name is the value of all.
    Context(Vec<(Option<Variable>, Boxed)>),
    /// A function that is called with arguments by name.
    Invocation(Box<Boxed>, Vec<(Variable, Option<Boxed>)>),
    /// The elements of a list.
    List(Vec<Boxed>),
    /// The names of columns, and rows of them.
    Relation(Vec<String>, Vec<Vec<Boxed>>),
    /// A function.
    Function(Box<FunctionDefinition>),
    /// If, then, else.
    Conditional(Box<[Boxed; 3]>),
    /// A list and what its elements have to pass.
    Filter(Box<[Boxed; 2]>),
    /// Something for each element of a list.
    Iterator(Iterator, String, Box<[Boxed; 2]>),
}

/// What is done for each element of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Iterator {
    /// A value for each.
    For,
    /// Whether one passes.
    Some,
    /// Whether all pass.
    Every,
}

/// A function.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionDefinition {
    /// What it takes.
    pub parameters: Vec<Variable>,
    /// What it yields; none when that is outside.
    pub body: Option<Boxed>,
    /// The name of the type of the body, or of the function.
    pub type_ref: Option<String>,
    /// Whether the body says how to call something outside, which no evaluation does.
    pub external: bool,
}

/// A decision table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// How the rules that match make the result.
    pub hit: HitPolicy,
    /// What is looked at.
    pub inputs: Vec<TableInput>,
    /// What results.
    pub outputs: Vec<TableOutput>,
    /// Tests and results of each rule.
    pub rules: Vec<(Vec<String>, Vec<String>)>,
}

/// An input of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableInput {
    /// What is looked at.
    pub expression: String,
    /// The name of its type.
    pub type_ref: Option<String>,
    /// The values that it may have.
    pub values: Option<String>,
}

/// An output of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableOutput {
    /// Its name.
    pub name: Option<String>,
    /// The name of its type.
    pub type_ref: Option<String>,
    /// The values that it may have.
    pub values: Option<String>,
    /// Its value when no rule matches.
    pub default: Option<String>,
}
