//! FEEL, the expression language of DMN. (Signatures only; the language follows.)
#![allow(missing_docs)]
use serde::{Deserialize, Serialize};
use std::sync::Arc;
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    #[default]
    Null,
    Bool(bool),
    String(Arc<str>),
    List(Arc<Vec<Value>>),
    #[serde(skip)]
    Context(Arc<Context>),
    #[serde(skip)]
    DateTime(DateTime),
}
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Context(Vec<(String, Value)>);
impl Context {
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v)
    }
    pub fn insert(&mut self, name: impl Into<String>, value: Value) {
        self.0.push((name.into(), value));
    }
}
impl From<Vec<(String, Value)>> for Context {
    fn from(v: Vec<(String, Value)>) -> Self {
        Self(v)
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct DateTime(i64, i32);
impl DateTime {
    pub fn from_unix_millis(m: i64, o: i32) -> Self {
        Self(m, o)
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Expression(String);
pub struct Reference {
    pub name: String,
}
impl Expression {
    pub fn free_names(&self) -> Vec<Reference> {
        vec![]
    }
    pub fn text(&self) -> &str {
        &self.0
    }
    pub fn evaluate(&self, _: &dyn Scope, _: &mut Limits) -> Result<Value, Error> {
        Ok(Value::Null)
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct UnaryTests(String);
impl UnaryTests {
    pub fn matches(&self, _: &Value, _: &dyn Scope, _: &mut Limits) -> Result<bool, Error> {
        Ok(true)
    }
}
#[derive(Default)]
pub struct Limits;
pub enum Lang {
    Zh,
    En,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Error;
impl Error {
    pub fn message(&self, _: Lang) -> String {
        String::new()
    }
}
pub trait Scope {
    fn get(&self, name: &str) -> Option<Value>;
    fn now(&self) -> Option<DateTime>;
    fn call(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, Error>>;
}
pub trait Names {}
impl Names for () {}
impl Names for std::collections::BTreeSet<String> {}
pub fn is_built_in(_: &str) -> bool {
    false
}
pub fn parse(text: &str, _names: &dyn Names) -> Result<Expression, Error> {
    Ok(Expression(text.into()))
}
pub fn parse_unary_tests(text: &str, _names: &dyn Names) -> Result<UnaryTests, Error> {
    Ok(UnaryTests(text.into()))
}
