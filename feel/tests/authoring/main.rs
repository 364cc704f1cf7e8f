//! What helps to write expressions: static types, and what an editor asks for.

mod checks;
mod completion;
mod editing;
mod generator;
mod large;
mod rows;
mod soundness;
mod tables;

use std::sync::Arc;

use feel::Type;
use feel::check::{Declarations, Signature, TakenParameter};

fn context(entries: &[(&str, Type)]) -> Type {
    Type::Context(entries.iter().map(|(name, of_type)| (Arc::from(*name), of_type.clone())).collect())
}

/// What the tests declare.
fn declarations() -> Declarations {
    let line = context(&[("title", Type::String), ("cost", Type::Number), ("rebate", Type::Number.optional())]);
    let customer = context(&[
        ("name", Type::String),
        ("since", Type::Date),
        ("credit limit", Type::Number.optional()),
        ("tags", Type::String.list()),
    ]);
    let working_days = Signature {
        parameters: ["from", "to"]
            .map(|name| TakenParameter { name: name.into(), of_type: Type::Date, may_be_left_out: false })
            .into(),
        result: Type::Number,
        documentation: feel::Phrase::fixed("counts working days", "计算工作日天数"),
    };
    Declarations::default()
        .with("amount", Type::Number)
        .with("price", Type::Number.optional())
        .with("title", Type::String)
        .with("note", Type::String.optional())
        .with("flag", Type::Boolean)
        .with("maybe", Type::Boolean.optional())
        .with("due date", Type::Date)
        .with("paid on", Type::Date.optional())
        .with("period", Type::DaysTime)
        .with("numbers", Type::Number.list())
        .with("scores", Type::Number.optional().list())
        .with("lines", line.list())
        .with("customer", customer.clone())
        .with("partner", customer.optional())
        .with("anything", Type::Any)
        .with("申请金额", Type::Number)
        .with_function("working days between", working_days)
}
