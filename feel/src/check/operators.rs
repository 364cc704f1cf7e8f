//! Operators, comparisons, and what joins conditions.

use super::relate::{Fit, base, equality, is_nullable, is_unknown, order};
use super::scopes::Frame;
use super::{Checker, Found, facts};
use crate::syntax::{Comparison, Node, Operator};
use crate::{ErrorCode, Number, Phrase, Type, Value};

impl Checker<'_> {
    pub(super) fn negation(&mut self, node: &Node, operand: &Node) -> Found {
        let found = self.required(operand);
        if let Some(Value::Number(number)) = &found.constant {
            return Found::constant(number.neg().into());
        }
        match base(&found.of_type) {
            kind @ (Type::Number | Type::YearsMonths | Type::DaysTime) => kind.clone().into(),
            Type::Any | Type::Named(_) | Type::Null => Type::Any.into(),
            other => {
                self.report(ErrorCode::WrongType, node, other.words().negated());
                Type::Any.into()
            }
        }
    }

    pub(super) fn arithmetic(&mut self, operator: Operator, node: &Node, operands: &(Node, Node)) -> Type {
        let (left, right) = (self.required(&operands.0), self.required(&operands.1));
        let kinds = (base(&left.of_type), base(&right.of_type));
        if *kinds.0 == Type::Null || *kinds.1 == Type::Null {
            return Type::Any;
        }
        let may_work = match (is_unknown(kinds.0), is_unknown(kinds.1)) {
            (true, true) => true,
            (true, false) => KINDS.iter().any(|kind| result(operator, kind, kinds.1).is_some()),
            (false, true) => KINDS.iter().any(|kind| result(operator, kinds.0, kind).is_some()),
            (false, false) => false,
        };
        if may_work {
            return Type::Any;
        }
        let Some(result) = result(operator, kinds.0, kinds.1) else {
            self.report(ErrorCode::WrongType, node, kinds.0.words().around(operator.symbol(), &kinds.1.words()));
            return Type::Any;
        };
        let certain = match operator {
            Operator::Divide => match kinds.1 {
                Type::Number => right.is_number(|divisor| !divisor.is_zero()),
                _ => false,
            },
            Operator::Power => {
                right.is_number(|exponent| exponent.is_integer() && !exponent.is_negative())
                    || left.is_number(|base| *base >= Number::ONE)
            }
            // A date counts as a moment with a zone, which the other may lack.
            Operator::Subtract => !matches!(kinds, (Type::Date, Type::DateTime) | (Type::DateTime, Type::Date)),
            _ => true,
        };
        if certain { result } else { result.optional() }
    }

    pub(super) fn comparison(&mut self, comparison: Comparison, node: &Node, operands: &(Node, Node)) -> Type {
        if matches!(comparison, Comparison::Equal | Comparison::Unequal) {
            let (left, right) = (self.visit(&operands.0), self.visit(&operands.1));
            self.allowed_on_both_sides(operands, &left, &right);
            return match equality(&left.of_type, &right.of_type) {
                Fit::Yes | Fit::UnlessNull => Type::Boolean,
                Fit::Perhaps => Type::Boolean.optional(),
                Fit::Unknown => Type::Any,
                Fit::Never => self.not_comparable(node, &left.of_type, &right.of_type),
            };
        }
        let (left, right) = (self.required(&operands.0), self.required(&operands.1));
        self.allowed_on_both_sides(operands, &left, &right);
        self.ordered(node, &left.of_type, &right.of_type)
    }

    /// Reports constants that are compared with something that cannot have such a value.
    fn allowed_on_both_sides(&mut self, operands: &(Node, Node), left: &Found, right: &Found) {
        self.expect_allowed(&operands.1, right, &left.of_type);
        self.expect_allowed(&operands.0, left, &right.of_type);
    }

    fn ordered(&mut self, node: &Node, left: &Type, right: &Type) -> Type {
        if *left == Type::Null || *right == Type::Null {
            return Type::Any;
        }
        match order(left, right) {
            Fit::Yes => Type::Boolean,
            Fit::Never => self.not_comparable(node, left, right),
            _ => Type::Any,
        }
    }

    fn not_comparable(&mut self, node: &Node, left: &Type, right: &Type) -> Type {
        self.report(ErrorCode::NotComparable, node, base(left).words().and(&base(right).words()));
        Type::Any
    }

    pub(super) fn between(&mut self, node: &Node, parts: &(Node, Node, Node)) -> Type {
        let (value, low, high) = (self.required(&parts.0), self.required(&parts.1), self.required(&parts.2));
        let above = self.ordered(node, &value.of_type, &low.of_type);
        if above == Type::Any {
            return Type::Any;
        }
        self.ordered(node, &value.of_type, &high.of_type)
    }

    /// `and`, or else `or`. A condition is looked at only after those before it did not decide.
    pub(super) fn junction(&mut self, operands: &[Node], is_conjunction: bool) -> Type {
        let mut result = Type::Boolean;
        self.scopes.push(Frame::Narrowed(Vec::new()));
        for operand in operands {
            let found = self.visit(operand);
            result = match self.truth(operand, &found.of_type) {
                Type::Any => Type::Any,
                _ if result == Type::Any => Type::Any,
                Type::Boolean => result,
                _ => Type::Boolean.optional(),
            };
            let after = if is_conjunction { facts::Outcome::NotFalse } else { facts::Outcome::NotTrue };
            let narrowed = self.narrowed_by(operand, after);
            self.scopes.add_narrowed(narrowed);
        }
        self.scopes.pop();
        result
    }

    /// The type of a condition: true, false, or null as well. Reports what is no condition.
    pub(super) fn truth(&mut self, node: &Node, of_type: &Type) -> Type {
        match base(of_type) {
            Type::Boolean if is_nullable(of_type) => Type::Boolean.optional(),
            Type::Boolean => Type::Boolean,
            Type::Null => Type::Boolean.optional(),
            Type::Any | Type::Named(_) => Type::Any,
            other => {
                self.unexpected(node, other, Type::Boolean.words());
                Type::Any
            }
        }
    }

    pub(super) fn instance_of(&mut self, node: &Node, operand: &Node, of_type: &Type) -> Type {
        self.visit(operand);
        if let Type::Named(name) = of_type {
            self.report(ErrorCode::UnknownType, node, &**name);
            return Type::Any;
        }
        Type::Boolean
    }

    pub(super) fn range(&mut self, node: &Node, start: &Node, end: &Node) -> Type {
        let (start, end) = (self.visit(start).of_type, self.visit(end).of_type);
        if is_unknown(&start) || is_unknown(&end) {
            return Type::Any;
        }
        match order(&start, &end) {
            Fit::Yes if !is_nullable(&start) && !is_nullable(&end) => Type::Range(base(&start).clone().into()),
            Fit::Yes => Type::Range(base(&start).clone().optional().into()).optional(),
            _ if start == Type::Null || end == Type::Null => Type::Any,
            _ => {
                let both = base(&start).words().and(&base(&end).words());
                self.report(ErrorCode::WrongType, node, Phrase::fixed("a range of", "区间：").followed_by(&both));
                Type::Any
            }
        }
    }

    /// `(< 5)` by itself.
    pub(super) fn relation_as_range(&mut self, node: &Node, bound: &Node) -> Type {
        let found = self.required(bound);
        match base(&found.of_type) {
            Type::Null | Type::Any | Type::Named(_) => Type::Any,
            kind if super::relate::has_order(kind) => Type::Range(kind.clone().into()),
            kind => {
                self.report(ErrorCode::WrongType, node, kind.words());
                Type::Any
            }
        }
    }
}

/// The types that operators are defined for.
const KINDS: [Type; 7] =
    [Type::Number, Type::String, Type::Date, Type::Time, Type::DateTime, Type::YearsMonths, Type::DaysTime];

/// What an operator makes of two types; `None` when it is not defined for them (DMN 1.5, tables 52 to 54).
fn result(operator: Operator, left: &Type, right: &Type) -> Option<Type> {
    use Type::{Date, DateTime, DaysTime, Number, String, Time, YearsMonths};
    Some(match (operator, left, right) {
        (_, Number, Number) => Number,
        (Operator::Add, String, String) => String,
        (Operator::Add | Operator::Subtract, YearsMonths, YearsMonths) => YearsMonths,
        (Operator::Add | Operator::Subtract, DaysTime, DaysTime) => DaysTime,
        (Operator::Add, YearsMonths, moment @ (Date | DateTime)) => moment.clone(),
        (Operator::Add, DaysTime, moment @ (Date | DateTime | Time)) => moment.clone(),
        (Operator::Add | Operator::Subtract, moment @ (Date | DateTime), YearsMonths) => moment.clone(),
        (Operator::Add | Operator::Subtract, moment @ (Date | DateTime | Time), DaysTime) => moment.clone(),
        (Operator::Subtract, Date | DateTime, Date | DateTime) | (Operator::Subtract, Time, Time) => DaysTime,
        (Operator::Multiply, duration @ (YearsMonths | DaysTime), Number)
        | (Operator::Multiply, Number, duration @ (YearsMonths | DaysTime))
        | (Operator::Divide, duration @ (YearsMonths | DaysTime), Number) => duration.clone(),
        (Operator::Divide, YearsMonths, YearsMonths) | (Operator::Divide, DaysTime, DaysTime) => Number,
        _ => return None,
    })
}
