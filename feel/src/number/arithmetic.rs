//! Sum, difference, product, quotient and remainder. Each is the exact result, rounded once.

use super::wide::{Wide, ten_to};
use super::{GREATEST, Number, PRECISION};

/// Beyond this many digits of distance the smaller operand can only tip a rounding.
const REACH: u32 = PRECISION + 3;

impl Number {
    /// The sum. `None` outside the range of numbers.
    pub fn add(&self, other: &Number) -> Option<Number> {
        if self.exponent == other.exponent && self.negative == other.negative {
            let sum = self.coefficient() + other.coefficient();
            if sum <= GREATEST {
                return Number::canonical(self.negative, sum, self.exponent());
            }
        }
        if self.is_zero() {
            return Some(*other);
        }
        if other.is_zero() {
            return Some(*self);
        }
        if self.exponent >= other.exponent { aligned_sum(self, other) } else { aligned_sum(other, self) }
    }

    /// The difference. `None` outside the range of numbers.
    pub fn sub(&self, other: &Number) -> Option<Number> {
        self.add(&other.neg())
    }

    /// The product. `None` outside the range of numbers.
    pub fn mul(&self, other: &Number) -> Option<Number> {
        let product = Wide::product(self.coefficient(), other.coefficient());
        Number::rounded(self.negative != other.negative, product, self.exponent() + other.exponent(), false)
    }

    /// The quotient. `None` when dividing by zero, or outside the range of numbers.
    pub fn div(&self, other: &Number) -> Option<Number> {
        if other.is_zero() {
            return None;
        }
        // Enough digits that the quotient has one more than it keeps.
        let shift = (PRECISION + 1 + other.digits()).saturating_sub(self.digits());
        let dividend = if shift <= 38 {
            Wide::product(self.coefficient(), ten_to(shift))
        } else {
            // Only a dividend of less than 34 digits is shifted so far: the first step fits into 128 bits.
            Wide::product(self.coefficient() * ten_to(shift - 38), ten_to(38))
        };
        let (quotient, rest) = dividend.divided_by(other.coefficient());
        let exponent = self.exponent() - other.exponent() - shift as i32;
        Number::rounded(self.negative != other.negative, quotient, exponent, rest != 0)
    }

    /// The negated number.
    #[must_use]
    pub fn neg(&self) -> Number {
        Number { negative: !self.negative && !self.is_zero(), ..*self }
    }

    /// The magnitude.
    #[must_use]
    pub fn abs(&self) -> Number {
        Number { negative: false, ..*self }
    }

    /// What FEEL's `modulo` gives: `self - other * floor(self / other)`, with the sign of the divisor, exact.
    /// `None` when dividing by zero.
    pub fn modulo(&self, other: &Number) -> Option<Number> {
        if other.is_zero() {
            return None;
        }
        let rest = remainder(self, other)?;
        if rest.is_zero() || self.negative == other.negative { Some(rest) } else { rest.add(other) }
    }
}

/// `left + right`, where the exponent of `left` is not the lesser one and neither is zero.
fn aligned_sum(left: &Number, right: &Number) -> Option<Number> {
    let distance = left.exponent().abs_diff(right.exponent());
    let shift = distance.min(REACH);
    let exponent = left.exponent() - shift as i32;
    let left_wide = Wide::product(left.coefficient(), ten_to(shift));
    let (right_part, rest) = match distance - shift {
        0 => (right.coefficient(), 0),
        beyond if beyond <= 38 => {
            let part = right.coefficient() / ten_to(beyond);
            (part, right.coefficient() % ten_to(beyond))
        }
        _ => (0, right.coefficient()),
    };
    if left.negative == right.negative {
        return Number::rounded(left.negative, left_wide.plus(right_part), exponent, rest != 0);
    }
    let right_wide = Wide::from(right_part);
    if left_wide < right_wide {
        return Number::rounded(right.negative, right_wide.minus(left_wide), exponent, false);
    }
    let difference = left_wide.minus(right_wide);
    if rest == 0 {
        return Number::rounded(left.negative, difference, exponent, false);
    }
    // A little less than the difference: one unit less and a little more. The unit is far below the last digit kept.
    Number::rounded(left.negative, difference.minus(Wide::from(1)), exponent, true)
}

/// The rest of the division that truncates, with the sign of the dividend.
fn remainder(dividend: &Number, divisor: &Number) -> Option<Number> {
    let (left, right) = (dividend.coefficient(), divisor.coefficient());
    let distance = dividend.exponent().abs_diff(divisor.exponent());
    let exponent = dividend.exponent().min(divisor.exponent());
    let rest = if dividend.exponent >= divisor.exponent {
        let mut rest = left % right;
        let mut todo = distance;
        while todo > 0 && rest != 0 {
            let step = todo.min(38);
            (_, rest) = Wide::product(rest, ten_to(step)).divided_by(right);
            todo -= step;
        }
        rest
    } else if distance + divisor.digits() > dividend.digits() {
        left
    } else {
        left % (right * ten_to(distance))
    };
    Number::canonical(dividend.negative, rest, exponent)
}
