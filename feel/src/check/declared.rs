use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::{Names, Phrase, Type};

/// What the host declares: the names and functions that an expression may use, and their types.
///
/// [`Declarations`] is one that is filled by hand.
pub trait Declared {
    /// The type of a name, if there is one.
    fn name(&self, name: &str) -> Option<Type>;

    /// How a function of the host is called, if there is one.
    fn function(&self, name: &str) -> Option<Signature> {
        let _ = name;
        None
    }

    /// All names, for suggestions.
    fn names(&self) -> Vec<(Arc<str>, Type)>;

    /// All functions of the host, for suggestions.
    fn functions(&self) -> Vec<(Arc<str>, Signature)> {
        Vec::new()
    }

    /// The type of that name, when somebody defined one, see [`Names::type_named`].
    fn type_named(&self, name: &str) -> Option<Type> {
        let _ = name;
        None
    }
}

/// How a function of the host is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// What it takes, in order. Those that may be left out stand last.
    pub parameters: Vec<TakenParameter>,
    /// What it yields; optional where it may yield null.
    pub result: Type,
    /// What it does, in a line.
    pub documentation: Phrase,
}

/// A parameter of a function of the host.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenParameter {
    /// Its name.
    pub name: Arc<str>,
    /// What it takes.
    pub of_type: Type,
    /// Whether it may be left out.
    pub may_be_left_out: bool,
}

/// Declarations that are put together by hand.
///
/// ```
/// use feel::check::{Declarations, Declared};
/// use feel::Type;
///
/// let declared = Declarations::default().with("amount", Type::Number).with("due date", Type::Date.optional());
/// assert_eq!(declared.name("amount"), Some(Type::Number));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Declarations {
    names: BTreeMap<Arc<str>, Type>,
    functions: BTreeMap<Arc<str>, Signature>,
}

impl Declarations {
    /// The same and a name.
    #[must_use]
    pub fn with(mut self, name: &str, of_type: Type) -> Declarations {
        self.names.insert(name.into(), of_type);
        self
    }

    /// The same and a function of the host.
    #[must_use]
    pub fn with_function(mut self, name: &str, signature: Signature) -> Declarations {
        self.functions.insert(name.into(), signature);
        self
    }
}

impl Declared for Declarations {
    fn name(&self, name: &str) -> Option<Type> {
        self.names.get(name).cloned()
    }

    fn function(&self, name: &str) -> Option<Signature> {
        self.functions.get(name).cloned()
    }

    fn names(&self) -> Vec<(Arc<str>, Type)> {
        self.names.iter().map(|(name, of_type)| (name.clone(), of_type.clone())).collect()
    }

    fn functions(&self) -> Vec<(Arc<str>, Signature)> {
        self.functions.iter().map(|(name, signature)| (name.clone(), signature.clone())).collect()
    }
}

/// Nothing is declared.
impl Declared for () {
    fn name(&self, _: &str) -> Option<Type> {
        None
    }

    fn names(&self) -> Vec<(Arc<str>, Type)> {
        Vec::new()
    }
}

/// The declared names as the parser asks for them: those of functions and of entries within types among them.
pub struct DeclaredNames<'d> {
    declared: &'d dyn Declared,
    all: BTreeSet<String>,
}

impl<'d> DeclaredNames<'d> {
    /// The names of the declarations.
    pub fn new(declared: &'d dyn Declared) -> DeclaredNames<'d> {
        let mut all = BTreeSet::new();
        for (name, of_type) in declared.names() {
            all.insert(name.to_string());
            collect_entries(&of_type, &mut all);
        }
        all.extend(declared.functions().into_iter().map(|(name, _)| name.to_string()));
        DeclaredNames { declared, all }
    }
}

impl Names for DeclaredNames<'_> {
    fn contains(&self, name: &str) -> bool {
        self.all.contains(name)
    }

    fn has_prefix(&self, prefix: &str) -> bool {
        Names::has_prefix(&self.all, prefix)
    }

    fn type_named(&self, name: &str) -> Option<Type> {
        self.declared.type_named(name)
    }
}

fn collect_entries(of_type: &Type, all: &mut BTreeSet<String>) {
    match of_type {
        Type::Context(entries) => {
            for (name, of_type) in entries.iter() {
                all.insert(name.to_string());
                collect_entries(of_type, all);
            }
        }
        Type::List(of) | Type::Optional(of) | Type::Range(of) => collect_entries(of, all),
        Type::Allowed(allowed) => collect_entries(&allowed.of, all),
        _ => {}
    }
}
