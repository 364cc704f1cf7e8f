//! Conditions as rows that are put together by clicking, and the expressions that they stand for.
//!
//! Every condition is an expression, and reading that gives the condition back, if its fields are among the names that
//! the reader knows. The other way round not every
//! expression is a condition of this kind; reading then says what does not go into rows instead of guessing.
//!
//! ```
//! use feel::builder::{Condition, Field, Joined, Member, Operand, Operator, Row, Test};
//!
//! let row = Row { field: Field::from("amount"), test: Test::Compare(Operator::Greater, Operand::Value(1000.into())) };
//! let condition = Condition { joined: Joined::All, members: vec![Member::Row(row)] };
//! assert_eq!(condition.to_feel(), "amount > 1000");
//! assert_eq!(Condition::from_feel("amount > 1000", &())?, condition);
//! # Ok::<(), feel::Error>(())
//! ```

mod literal;
mod read;
mod write;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use literal::{Literal, NotALiteral};

/// Rows and groups of rows, all or any of which are to hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// How many of them are to hold.
    pub joined: Joined,
    /// What is to hold. All of nothing holds, any of nothing does not.
    pub members: Vec<Member>,
}

/// How many members of a condition are to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Joined {
    /// All of them: `and`.
    All,
    /// At least one: `or`.
    Any,
}

/// A member of a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Member {
    /// A test of a field.
    Row(Row),
    /// A condition within.
    Group(Condition),
}

/// A test of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What is tested.
    pub field: Field,
    /// How it is tested.
    pub test: Test,
}

/// A field: a name, and what is asked of it by dots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The name that the host declares.
    pub name: Arc<str>,
    /// What is asked of it, from left to right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<Arc<str>>,
}

/// A name by itself.
impl From<&str> for Field {
    fn from(name: &str) -> Field {
        Field { name: name.into(), path: Vec::new() }
    }
}

/// How a field is tested.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// It is compared.
    Compare(Operator, Operand),
    /// It lies between two values, the ends included.
    Between(Operand, Operand),
    /// It is one of some values.
    In(Vec<Literal>),
    /// It is none of some values.
    NotIn(Vec<Literal>),
    /// It is a text that has another within it.
    Contains(Operand),
    /// It is a text that begins with another.
    StartsWith(Operand),
    /// It is null.
    IsEmpty,
    /// It is not null.
    IsNotEmpty,
    /// It is true.
    IsTrue,
    /// It is false.
    IsFalse,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// They are equal.
    #[serde(rename = "=")]
    Equal,
    /// They are not equal.
    #[serde(rename = "!=")]
    Unequal,
    /// The field is less.
    #[serde(rename = "<")]
    Less,
    /// The field is less or equal.
    #[serde(rename = "<=")]
    AtMost,
    /// The field is greater.
    #[serde(rename = ">")]
    Greater,
    /// The field is greater or equal.
    #[serde(rename = ">=")]
    AtLeast,
}

/// What a field is compared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operand {
    /// A value.
    Value(Literal),
    /// Another field.
    Field(Field),
}
