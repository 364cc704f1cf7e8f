use std::fmt::{self, Display, Formatter};
use std::sync::Arc;

use crate::value::write_name;
use crate::{Lang, Phrase, UnaryTests};

/// A type, as `instance of` and parameters name it, and as item definitions of DMN make it.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Every value but null
    Any,
    /// Null alone
    Null,
    /// Truth values
    Boolean,
    /// Decimal numbers
    Number,
    /// Texts
    String,
    /// Calendar dates
    Date,
    /// Times of day
    Time,
    /// Dates with a time
    DateTime,
    /// Durations of years and months
    YearsMonths,
    /// Durations of days, hours, minutes and seconds
    DaysTime,
    /// Functions, whatever they take
    AnyFunction,
    /// Lists of elements of a type
    List(Arc<Type>),
    /// Ranges between ends of a type
    Range(Arc<Type>),
    /// Contexts with at least these entries
    Context(Arc<[(Arc<str>, Type)]>),
    /// Functions of so many parameters, and what they yield
    Function(Arc<[Type]>, Arc<Type>),
    /// Those values of a type that pass a test
    Allowed(Arc<Allowed>),
    /// The values of a type, and null
    Optional(Arc<Type>),
    /// A type that somebody else defined and that is not known here
    Named(Arc<str>),
}

/// A type with the test that its values have to pass.
#[derive(Debug, PartialEq)]
pub struct Allowed {
    /// The type.
    pub of: Type,
    /// The test.
    pub tests: UnaryTests,
}

/// The types with a name of their own. One name may be the beginning of another, so the longer ones stand first.
pub(crate) const SIMPLE: [(&str, Type); 11] = [
    ("days and time duration", Type::DaysTime),
    ("years and months duration", Type::YearsMonths),
    ("date and time", Type::DateTime),
    ("date", Type::Date),
    ("time", Type::Time),
    ("number", Type::Number),
    ("string", Type::String),
    ("boolean", Type::Boolean),
    ("Any", Type::Any),
    ("Null", Type::Null),
    ("function", Type::AnyFunction),
];

impl Type {
    /// A list of elements of this type.
    #[must_use]
    pub fn list(self) -> Type {
        Type::List(Arc::new(self))
    }

    /// This type or null.
    #[must_use]
    pub fn optional(self) -> Type {
        match self {
            already @ (Type::Optional(_) | Type::Null | Type::Any | Type::Named(_)) => already,
            other => Type::Optional(Arc::new(other)),
        }
    }

    /// This type without null.
    #[must_use]
    pub fn required(self) -> Type {
        match self {
            Type::Optional(of) => (*of).clone(),
            other => other,
        }
    }

    /// The type with every value that it has without tests: `instance of` asks no further.
    pub(crate) fn unrestricted(self) -> Type {
        let inner = |of_type: &Type| of_type.clone().unrestricted();
        match self {
            Type::Allowed(allowed) => inner(&allowed.of),
            Type::Optional(of) => inner(&of).optional(),
            Type::List(of) => inner(&of).list(),
            Type::Range(of) => Type::Range(Arc::new(inner(&of))),
            Type::Context(entries) => {
                Type::Context(entries.iter().map(|(name, of_type)| (name.clone(), inner(of_type))).collect())
            }
            Type::Function(parameters, result) => {
                Type::Function(parameters.iter().map(inner).collect(), Arc::new(inner(&result)))
            }
            simple => simple,
        }
    }

    /// The type, for a person who does not know the language.
    pub fn words(&self) -> Phrase {
        let of = |en: &str, zh: &str, inner: &Type| {
            let inner = inner.words();
            Phrase::new(format!("{en} {}", inner.get(Lang::En)), format!("{}{zh}", inner.get(Lang::Zh)))
        };
        match self {
            Type::Any => Phrase::fixed("any value", "任意值"),
            Type::Null => Phrase::fixed("null", "空值"),
            Type::Boolean => Phrase::fixed("boolean", "是否"),
            Type::Number => Phrase::fixed("number", "数字"),
            Type::String => Phrase::fixed("string", "文本"),
            Type::Date => Phrase::fixed("date", "日期"),
            Type::Time => Phrase::fixed("time", "时间"),
            Type::DateTime => Phrase::fixed("date and time", "日期时间"),
            Type::YearsMonths => Phrase::fixed("years and months duration", "年月时长"),
            Type::DaysTime => Phrase::fixed("days and time duration", "天时时长"),
            Type::AnyFunction | Type::Function(..) => Phrase::fixed("function", "函数"),
            Type::List(inner) => match **inner {
                Type::Any => Phrase::fixed("list", "列表"),
                _ => of("list of", "列表", inner),
            },
            Type::Range(inner) => match **inner {
                Type::Any => Phrase::fixed("range", "区间"),
                _ => of("range of", "区间", inner),
            },
            Type::Context(_) => Phrase::fixed("context", "数据组"),
            Type::Allowed(allowed) => allowed.of.words(),
            Type::Optional(inner) => {
                let inner = inner.words();
                Phrase::new(format!("{} or null", inner.get(Lang::En)), format!("{}或空值", inner.get(Lang::Zh)))
            }
            Type::Named(name) => (&**name).into(),
        }
    }

    /// The type with a name of its own, such as `number` or `date and time`.
    pub fn simple(name: &str) -> Option<Type> {
        SIMPLE.iter().find(|(simple, _)| *simple == name).map(|(_, of_type)| of_type.clone())
    }
}

impl Display for Type {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Type::Named(name) => f.write_str(name),
            Type::Allowed(allowed) => write!(f, "{}", allowed.of),
            Type::Optional(of) => write!(f, "{of} or null"),
            Type::List(inner) => write!(f, "list<{inner}>"),
            Type::Range(inner) => write!(f, "range<{inner}>"),
            Type::Context(entries) => {
                f.write_str("context<")?;
                for (position, (name, of_type)) in entries.iter().enumerate() {
                    f.write_str(if position == 0 { "" } else { ", " })?;
                    write_name(f, name)?;
                    write!(f, ": {of_type}")?;
                }
                f.write_str(">")
            }
            Type::Function(parameters, result) => {
                f.write_str("function<")?;
                for (position, parameter) in parameters.iter().enumerate() {
                    write!(f, "{}{parameter}", if position == 0 { "" } else { ", " })?;
                }
                write!(f, "> -> {result}")
            }
            simple => {
                let named = SIMPLE.iter().find(|(_, of_type)| of_type == simple);
                f.write_str(named.map_or("", |(name, _)| name))
            }
        }
    }
}
