use feel::check::{Signature, TakenParameter};
use feel::{Date, DateTime, ErrorCode, Number, Phrase, Type, Value};

use super::{Calendar, day_of};
use crate::model::RestDay;
use crate::time::{Moment, Span, Unit};

/// The functions that a calendar offers to expressions.
///
/// | function | what it yields |
/// | --- | --- |
/// | `working day(date)` | whether the day is worked |
/// | `working days between(from, to)` | the working days after `from` up to and with `to`; negative backwards |
/// | `working hours between(from, to)` | the working hours between two moments |
/// | `add working days(date, n)` | the n-th working day after the date, before it when negative |
/// | `add working hours(moment, n)` | when so many hours of working time have passed; before it when negative |
/// | `leave days(from, from half, to, to half)` | working days in halves, from and to a half that is `"am"` or `"pm"`; without halves, whole days |
///
/// Each yields null when an argument is null: fields are filled one by one.
pub const FUNCTIONS: &[&str] = &[
    "working day",
    "working days between",
    "working hours between",
    "add working days",
    "add working hours",
    "leave days",
];

/// Whether the calendar offers a function of that name to expressions.
pub fn knows_function(name: &str) -> bool {
    FUNCTIONS.contains(&name)
}

/// How the functions are called. Days may be dates or moments, so that their types are not looked at.
pub fn signatures() -> [(&'static str, Signature); 6] {
    let yields = |parameters: &[(&str, Type)], result: Type, en: &'static str, zh: &'static str| Signature {
        parameters: parameters
            .iter()
            .map(|(name, of_type)| TakenParameter {
                name: (*name).into(),
                of_type: of_type.clone(),
                may_be_left_out: false,
            })
            .collect(),
        result,
        documentation: Phrase::fixed(en, zh),
    };
    let leave = |mut signature: Signature| {
        signature.parameters.iter_mut().skip(2).for_each(|parameter| parameter.may_be_left_out = true);
        signature
    };
    let (any, number) = (Type::Any, Type::Number);
    [
        ("working day", yields(&[("date", any.clone())], Type::Boolean, "Whether a day is worked", "某天是否为工作日")),
        (
            "working days between",
            yields(
                &[("from", any.clone()), ("to", any.clone())],
                number.clone(),
                "The working days after a day, up to and with another",
                "从某天之后到另一天（含）的工作日数",
            ),
        ),
        (
            "working hours between",
            yields(
                &[("from", Type::DateTime), ("to", Type::DateTime)],
                number.clone(),
                "The working hours between two moments",
                "两个时刻之间的工作小时数",
            ),
        ),
        (
            "add working days",
            yields(
                &[("date", any.clone()), ("n", number.clone())],
                Type::Date,
                "The n-th working day after a day",
                "某天之后的第 n 个工作日",
            ),
        ),
        (
            "add working hours",
            yields(
                &[("moment", Type::DateTime), ("n", number.clone())],
                Type::DateTime,
                "When so many hours of working time have passed",
                "过了若干工作小时之后的时刻",
            ),
        ),
        (
            "leave days",
            leave(yields(
                &[("from", any.clone()), ("from half or to", any.clone()), ("to", any.clone()), ("to half", any)],
                // An end before the beginning yields null: the form says what is wrong with that.
                number,
                "Working days of a leave, in halves when halves are said",
                "请假的工作日数；说明上下午时按半天计",
            )),
        ),
    ]
}

/// Calls a function that the calendar offers to expressions; none when it offers no such function.
pub fn function(calendar: &Calendar, name: &str, arguments: &[Value]) -> Option<Result<Value, feel::Error>> {
    if !knows_function(name) {
        return None;
    }
    if arguments.iter().any(Value::is_null) {
        return Some(Ok(Value::Null));
    }
    Some(call(calendar, name, arguments).ok_or_else(|| wrong_arguments(arguments)))
}

fn call(calendar: &Calendar, name: &str, arguments: &[Value]) -> Option<Value> {
    let date = |at: usize| calendar.date(arguments.get(at)?);
    Some(match (name, arguments) {
        ("working day", [_]) => calendar.is_working_day(&date(0)?).into(),
        ("working days between", [_, _]) => calendar.working_days_between(&date(0)?, &date(1)?).into(),
        ("working hours between", [from, to]) => calendar.working_hours_between(from, to)?,
        ("add working days", [_, n]) => calendar.add_working_days(&date(0)?, n.as_number()?.to_i64()?).into(),
        ("add working hours", [Value::DateTime(from), n]) => {
            let amount = i32::try_from(n.as_number()?.to_i64()?).ok().filter(|hours| hours.abs() <= MOST_HOURS)?;
            let span = Span { amount, unit: Unit::WorkingHour };
            calendar.date_time(calendar.after(calendar.moment_of(from), span, RestDay::Stays)).into()
        }
        ("leave days", [_, _]) => calendar.leave_days((date(0)?, Half::Morning), (date(1)?, Half::Afternoon)),
        ("leave days", [_, from_half, _, to_half]) => {
            calendar.leave_days((date(0)?, Half::of(from_half)?), (date(2)?, Half::of(to_half)?))
        }
        _ => return None,
    })
}

/// Half a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

impl Half {
    fn of(value: &Value) -> Option<Self> {
        match value.as_str()? {
            "am" => Some(Self::Morning),
            "pm" => Some(Self::Afternoon),
            _ => None,
        }
    }
}

impl Calendar {
    /// The working days after a day up to and with another; negative when that lies before.
    fn working_days_between(&self, from: &Date, to: &Date) -> i64 {
        let until = |date: &Date| self.timetable.before(day_of(date) + 1).days;
        until(to) - until(from)
    }

    fn working_hours_between(&self, from: &Value, to: &Value) -> Option<Value> {
        let worked = |value: &Value| match value {
            Value::DateTime(at) => Some(self.timetable.millis_before(self.local(self.moment_of(at)))),
            _ => None,
        };
        let millis = Number::from(worked(to)? - worked(from)?);
        Some(millis.div(&Number::from(3_600_000)).into())
    }

    /// None when that is farther off than anybody plans.
    fn add_working_days(&self, date: &Date, n: i64) -> Option<Date> {
        if n.unsigned_abs() > MOST_DAYS {
            return None;
        }
        let day = self.timetable.nth_working_day(day_of(date), n);
        date.plus_days(day - day_of(date))
    }

    /// Null when it would end before it begins.
    fn leave_days(&self, from: (Date, Half), to: (Date, Half)) -> Value {
        if to.0 < from.0 || (to.0 == from.0 && from.1 == Half::Afternoon && to.1 == Half::Morning) {
            return Value::Null;
        }
        let all = self.timetable.before(day_of(&to.0) + 1).days - self.timetable.before(day_of(&from.0)).days;
        let missing = |date: &Date, misses: bool| i64::from(misses && self.is_working_day(date));
        let halves = 2 * all - missing(&from.0, from.1 == Half::Afternoon) - missing(&to.0, to.1 == Half::Morning);
        Number::from(halves).div(&Number::from(2)).into()
    }

    /// The date that a value means on the calendar's clock.
    fn date(&self, value: &Value) -> Option<Date> {
        match value {
            Value::Date(date) => Some(*date),
            Value::DateTime(at) => Some(self.date_of(self.moment_of(at))),
            _ => None,
        }
    }

    /// The moment that a value means: of a date, when the day begins. None of anything else.
    pub fn meant_by(&self, value: &Value) -> Option<Moment> {
        match value {
            Value::Date(date) => Some(self.begins(*date)),
            Value::DateTime(at) => Some(self.moment_of(at)),
            _ => None,
        }
    }

    /// The moment that a date and time means; one without a zone is on the calendar's clock.
    pub fn moment_of(&self, at: &DateTime) -> Moment {
        let zone_missing = at.offset().is_none();
        Moment(at.unix_millis()).plus_millis(if zone_missing { i64::from(self.offset) * -1000 } else { 0 })
    }
}

/// A thousand years of working days.
const MOST_DAYS: u64 = 250_000;

/// The same in hours of working time.
const MOST_HOURS: i32 = 1_000_000;

fn wrong_arguments(arguments: &[Value]) -> feel::Error {
    let kinds: Vec<_> = arguments.iter().map(Value::kind).collect();
    feel::Error::new(ErrorCode::WrongArguments, 0..0, kinds.join(", "))
}
