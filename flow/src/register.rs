//! Reading registers in expressions: their rows, how many there are, what they come to, and what came last.
//!
//! | function | what it yields |
//! | --- | --- |
//! | `register rows(register, where)` | the rows, each a context of its columns |
//! | `register count(register, where)` | how many rows there are |
//! | `register sum(register, column, where)` | what a column comes to |
//! | `register last(register, column, where)` | the greatest value of a column, such as the latest day; null without rows |
//!
//! `where` names columns, each with what it has to be: a value, a range or a list of values, as after `in`. Left out, all
//! rows count. Each yields null when an argument, or a value in `where`, is null: fields are filled one by one. Rows that
//! were taken back do not count. Rows of other instances come as a fact; those of its own an instance knows.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use feel::check::{Signature, TakenParameter};
use feel::{ErrorCode, Expression, Limits, Phrase, Type, Value};

use crate::id::{FieldId, RegisterId};
use crate::kernel::Fact;
use crate::process::Scope;

/// The register of ways around the rule that were taken, which the kernel itself enters.
pub const EXCEPTIONS: &str = "exceptions";

/// The columns of [`EXCEPTIONS`]: the process, the node that was left and the edge, who started the instance, and the day.
pub const EXCEPTION_COLUMNS: [&str; 5] = ["process", "node", "edge", "initiator", "on"];

/// The functions by which expressions read registers.
pub const FUNCTIONS: &[&str] = &["register rows", "register count", "register sum", "register last"];

/// Whether an expression reads registers by a function of that name.
pub fn knows_function(name: &str) -> bool {
    FUNCTIONS.contains(&name)
}

/// How the functions are called.
pub fn signatures() -> [(&'static str, Signature); 4] {
    let parameter =
        |name: &str, of_type, may_be_left_out| TakenParameter { name: name.into(), of_type, may_be_left_out };
    let takes = |column: bool, result: Type, en: &'static str, zh: &'static str| {
        let mut parameters = vec![parameter("register", Type::String, false)];
        if column {
            parameters.push(parameter("column", Type::String, false));
        }
        parameters.push(parameter("where", Type::Any, true));
        Signature { parameters, result, documentation: Phrase::fixed(en, zh) }
    };
    [
        ("register rows", takes(false, Type::List(Type::Any.into()), "The rows of a register", "台账的各行")),
        ("register count", takes(false, Type::Number, "How many rows a register has", "台账中的行数")),
        ("register sum", takes(true, Type::Number, "What a column of a register comes to", "台账某一列的合计")),
        (
            "register last",
            takes(
                true,
                Type::Any.optional(),
                "The greatest value of a column of a register",
                "台账某一列的最大（最近）值",
            ),
        ),
    ]
}

/// Calls a function that reads a register; none when there is no such function.
pub(crate) fn function(scope: &Scope<'_>, name: &str, arguments: &[Value]) -> Option<Result<Value, feel::Error>> {
    if !knows_function(name) {
        return None;
    }
    if arguments.iter().any(is_unknown) {
        return Some(Ok(Value::Null));
    }
    Some(
        Question::new(name, arguments).ok_or_else(|| wrong_arguments(arguments)).map(|question| question.answer(scope)),
    )
}

/// Whether an argument, or what it says of a column, is not there yet.
fn is_unknown(argument: &Value) -> bool {
    match argument {
        Value::Context(wanted) => wanted.iter().any(|(_, value)| value.is_null()),
        other => other.is_null(),
    }
}

fn wrong_arguments(arguments: &[Value]) -> feel::Error {
    let kinds: Vec<_> = arguments.iter().map(Value::kind).collect();
    feel::Error::new(ErrorCode::WrongArguments, 0..0, kinds.join(", "))
}

/// What is asked of a register.
struct Question<'a> {
    register: &'a str,
    column: Option<&'a str>,
    wanted: Option<&'a feel::Context>,
    outcome: &'static Expression,
}

impl<'a> Question<'a> {
    fn new(name: &str, arguments: &'a [Value]) -> Option<Self> {
        let (column, rest) = match (name, arguments) {
            ("register rows" | "register count", [_, rest @ ..]) => (None, rest),
            (_, [_, column, rest @ ..]) => (Some(column.as_str()?), rest),
            _ => return None,
        };
        let wanted = match rest {
            [] => None,
            [wanted] => Some(wanted.as_context()?),
            _ => return None,
        };
        let outcome = match name {
            "register rows" => &RULES.rows,
            "register count" => &RULES.count,
            "register sum" => &RULES.sum,
            _ => &RULES.last,
        };
        Some(Self { register: arguments.first()?.as_str()?, column, wanted, outcome })
    }

    fn answer(&self, scope: &Scope<'_>) -> Value {
        let fact = Fact::Register { register: self.register.into(), of: self.texts() };
        let others = match scope.context.facts.ask(&fact) {
            Some(rows) => rows.as_list().unwrap_or_default().to_vec(),
            None => return Value::Null,
        };
        let own = scope.state.registered.iter().filter(|row| row.register == *self.register);
        let rows: Vec<Value> = others.into_iter().chain(own.map(|row| row.columns.to_value())).collect();
        let rows = rows.iter().filter(|row| row.as_context().is_some_and(|row| self.counts(row)));
        let values = rows.map(|row| match self.column {
            Some(column) => row.as_context().and_then(|row| row.get(column)).cloned().unwrap_or_default(),
            None => row.clone(),
        });
        let values: Vec<Value> = values.filter(|value| !value.is_null()).collect();
        evaluate(self.outcome, vec![("values".to_owned(), values.into())])
    }

    /// The columns that have to hold a text: what narrows the rows before they are looked at.
    fn texts(&self) -> BTreeMap<FieldId, String> {
        let wanted = self.wanted.into_iter().flat_map(feel::Context::iter);
        wanted.filter_map(|(column, value)| Some((column.into(), value.as_str()?.to_owned()))).collect()
    }

    fn counts(&self, row: &feel::Context) -> bool {
        let mut wanted = self.wanted.into_iter().flat_map(feel::Context::iter);
        wanted.all(|(column, wanted)| {
            let value = row.get(column).cloned().unwrap_or_default();
            let names = vec![("value".to_owned(), value), ("wanted".to_owned(), wanted.clone())];
            evaluate(&RULES.fits, names) == Value::Bool(true)
        })
    }
}

fn evaluate(rule: &Expression, names: Vec<(String, Value)>) -> Value {
    rule.evaluate(&feel::Context::from(names), &mut Limits::default()).unwrap_or_default()
}

/// What rows have to be and come to, in the language that asks for it.
struct Rules {
    fits: Expression,
    rows: Expression,
    count: Expression,
    sum: Expression,
    last: Expression,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let rule = |text| feel::parse(text, &()).expect("the rules of registers are well written");
    Rules {
        fits: rule("value in wanted"),
        rows: rule("values"),
        count: rule("count(values)"),
        sum: rule("if count(values) = 0 then 0 else sum(values)"),
        last: rule("max(values)"),
    }
});

/// Whether an expression reads registers.
pub(crate) fn is_read_by(expression: &Expression) -> bool {
    expression.calls().iter().any(|call| knows_function(&call.function))
}

/// What an expression says of registers, as far as its text tells: the register, and the columns that it names.
pub(crate) fn read_by(expression: &Expression) -> Vec<(RegisterId, Vec<FieldId>)> {
    let calls = expression.calls().into_iter().filter(|call| knows_function(&call.function));
    let read = calls.filter_map(|call| {
        let mut arguments = call.arguments.iter();
        let register = arguments.next()?.text()?;
        let named = arguments.flat_map(|argument| argument.text().into_iter().chain(argument.entries()));
        Some((register.into(), named.map(FieldId::from).collect()))
    });
    read.collect()
}
