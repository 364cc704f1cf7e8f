//! Powers, roots, exponential and logarithm, computed without floating point: the same digits on every machine.

use super::fixed::{Fixed, LN_2, LN_10, ZERO};
use super::wide::{Wide, ten_to};
use super::{Number, PRECISION};

/// A natural logarithm as sign and magnitude.
struct Logarithm {
    negative: bool,
    magnitude: Fixed,
}

impl Number {
    /// The square root. `None` for negative numbers.
    pub fn sqrt(&self) -> Option<Number> {
        if self.negative {
            return None;
        }
        if self.is_zero() {
            return Some(*self);
        }
        // An even exponent, and enough digits that the root has one more than it keeps.
        let mut shift = (2 * (PRECISION + 1)).saturating_sub(self.digits());
        if (self.exponent() - shift as i32) % 2 != 0 {
            shift += 1;
        }
        let first = shift.min(38);
        let radicand = Wide::product(self.coefficient(), ten_to(first));
        let radicand = match shift - first {
            0 => radicand,
            more => Wide::product(self.coefficient() * ten_to(more), ten_to(first)),
        };
        let (root, exact) = radicand.square_root();
        Number::rounded(false, Wide::from(root), (self.exponent() - shift as i32) / 2, !exact)
    }

    /// e to the power of this. `None` outside the range of numbers.
    pub fn exp(&self) -> Option<Number> {
        let Some(magnitude) = Fixed::from_decimal(self.coefficient(), self.exponent()) else {
            return self.negative.then_some(Number::ZERO);
        };
        exponential(self.negative, magnitude)
    }

    /// The natural logarithm. `None` for zero and negative numbers.
    pub fn log(&self) -> Option<Number> {
        let logarithm = self.logarithm()?;
        logarithm.magnitude.to_number(logarithm.negative, 0)
    }

    /// This to the power of `exponent`. `None` where it has no real value, or outside the range of numbers.
    pub fn pow(&self, exponent: &Number) -> Option<Number> {
        if exponent.is_zero() {
            return Some(Number::ONE);
        }
        if self.is_zero() {
            return (!exponent.negative).then_some(Number::ZERO);
        }
        if !exponent.is_integer() && self.negative {
            return None;
        }
        let negative = self.negative && exponent.modulo(&Number::from(2))? == Number::ONE;
        if let Some(power) = exponent.abs().to_i64().and_then(|n| self.exact_power(n)) {
            return if exponent.negative { Number::ONE.div(&power) } else { Some(power) };
        }
        let logarithm = self.abs().logarithm()?;
        let factor = Fixed::from_decimal(exponent.coefficient(), exponent.exponent());
        let towards_zero = logarithm.negative != exponent.negative;
        match factor.and_then(|factor| logarithm.magnitude.times(factor)) {
            Some(magnitude) => {
                exponential(towards_zero, magnitude).map(|power| if negative { power.neg() } else { power })
            }
            None => towards_zero.then_some(Number::ZERO),
        }
    }

    /// The power, if it has few enough digits to be exact.
    fn exact_power(&self, exponent: i64) -> Option<Number> {
        let mut power = 1u128;
        let magnitude = self.coefficient();
        if magnitude > 1 {
            for _ in 0..exponent {
                power = power.checked_mul(magnitude)?;
            }
        }
        let scale = self.exponent().checked_mul(i32::try_from(exponent).ok()?)?;
        Number::rounded(self.negative && exponent % 2 == 1, Wide::from(power), scale, false)
    }

    fn logarithm(&self) -> Option<Logarithm> {
        if self.negative || self.is_zero() {
            return None;
        }
        // self = m × 10^order with 1 ≤ m < 10, and m = n × 2^halvings with 1 ≤ n < 2.
        let places = self.digits() as i32 - 1;
        let order = self.exponent() + places;
        let mut mantissa = Fixed::from_decimal(self.coefficient(), -places)?;
        let mut halvings = 0;
        while mantissa.whole() >= 2 {
            mantissa = mantissa.halved();
            halvings += 1;
        }
        let of_mantissa = mantissa.ln()?.plus(LN_2.times_natural(halvings)?)?;
        let of_order = LN_10.times_natural(u64::from(order.unsigned_abs()))?;
        if order >= 0 {
            return Some(Logarithm { negative: false, magnitude: of_order.plus(of_mantissa)? });
        }
        let magnitude = of_order.minus(of_mantissa)?;
        Some(Logarithm { negative: true, magnitude })
    }
}

/// e^±`magnitude`.
fn exponential(negative: bool, magnitude: Fixed) -> Option<Number> {
    if magnitude == ZERO {
        return Some(Number::ONE);
    }
    // e^x = 10^tens × e^rest with 0 ≤ rest < ln 10; the first guess of the tens is never too high.
    let mut tens = i32::try_from(magnitude.whole() / 5 * 2).unwrap_or(i32::MAX);
    if tens > 10_000 {
        return negative.then_some(Number::ZERO);
    }
    let mut rest = magnitude.minus(LN_10.times_natural(u64::from(tens.unsigned_abs()))?)?;
    while !rest.is_less_than(LN_10) {
        rest = rest.minus(LN_10)?;
        tens += 1;
    }
    if negative {
        rest = LN_10.minus(rest)?;
        tens = -tens - 1;
    }
    rest.exp()?.to_number(false, tens)
}
