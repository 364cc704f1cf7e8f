#![doc = include_str!("../README.md")]

pub mod builder;
pub mod check;
pub mod dmn;
pub mod editor;
mod error;
mod evaluation;
mod expression;
mod functions;
mod limits;
mod number;
mod phrase;
mod regex;
mod scope;
mod syntax;
pub mod table;
mod temporal;
mod types;
mod value;
#[cfg(feature = "xml")]
pub mod xml;

pub use error::{Error, ErrorCode, Lang};
pub use expression::{Expression, UnaryTests, format, parse, parse_unary_tests};
pub use functions::chinese::NumberPattern;
pub use functions::{Documentation, built_in_names, chinese, documentation, documentation_of, is_built_in};
pub use limits::Limits;
pub use number::{Number, NumberError, Rounding};
pub use phrase::Phrase;
pub use scope::Scope;
pub use syntax::{Call, Given, Names, Reference};
pub use table::DecisionTable;
pub use temporal::{Date, DateTime, DaysTime, TemporalError, Time, YearsMonths, Zone, ZoneRules, Zones};
pub use types::{Allowed, Type};
pub use value::{Context, Function, Range, Value};
