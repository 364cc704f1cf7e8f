//! Exact decimal numbers: 34 significant digits, rounded half to even, as DMN asks for.
//!
//! A [`Number`] is kept in one canonical form, so equality and hashing are those of the value: a fraction carries no
//! trailing zeros, an integer that fits carries no exponent. Every operation that can leave the range of numbers, or
//! has no result, returns an `Option`.

mod arithmetic;
mod fixed;
mod powers;
mod rounding;
mod text;
mod wide;

pub use rounding::Rounding;

use std::cmp::Ordering;

use wide::{Wide, digits_of, ten_to};

/// How many significant digits a number keeps.
pub(crate) const PRECISION: u32 = 34;

/// The greatest coefficient: 34 nines.
const GREATEST: u128 = 10u128.pow(PRECISION) - 1;

/// The range of exponents of the coefficient, that of IEEE 754 decimal128.
const EXPONENTS: std::ops::RangeInclusive<i32> = -6176..=6111;

/// An exact decimal number of up to 34 significant digits.
///
/// ```
/// use feel::Number;
/// let price: Number = "0.10".parse()?;
/// assert_eq!(price.add(&"0.20".parse()?), Some("0.3".parse()?));
/// assert_eq!(Number::from(1).div(&Number::from(3)).unwrap().to_string(), "0.3333333333333333333333333333333333");
/// # Ok::<(), feel::NumberError>(())
/// ```
// The coefficient is stored as two halves: a `u128` would raise the alignment, and with it the size of every value.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    high: u64,
    low: u64,
    exponent: i16,
    negative: bool,
}

/// A text that is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberError;

impl std::fmt::Display for NumberError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a decimal number")
    }
}

impl std::error::Error for NumberError {}

impl Number {
    /// 0
    pub const ZERO: Number = Number::small(0);
    /// 1
    pub const ONE: Number = Number::small(1);

    const fn small(value: u64) -> Number {
        Number { high: 0, low: value, exponent: 0, negative: false }
    }

    /// `unscaled` × 10^-`scale`: `Number::scaled(48000005, 2)` is 480000.05. `None` outside the range of numbers.
    pub fn scaled(unscaled: i128, scale: i32) -> Option<Number> {
        Number::rounded(unscaled < 0, Wide::from(unscaled.unsigned_abs()), scale.checked_neg()?, false)
    }

    /// The number nearest to `coefficient` × 10^`exponent` (plus a little more if `inexact`), half to even.
    fn rounded(negative: bool, coefficient: Wide, exponent: i32, inexact: bool) -> Option<Number> {
        let (mut coefficient, mut exponent, mut inexact) = (coefficient, exponent, inexact);
        let mut excess = coefficient.digits().saturating_sub(PRECISION);
        if exponent < *EXPONENTS.start() {
            excess = excess.max(exponent.abs_diff(*EXPONENTS.start()));
        }
        let mut rounded = if excess == 0 {
            coefficient.low
        } else {
            // Drop all but the last digit too many, so that what decides the rounding is one digit and "anything more".
            while excess > 1 {
                let step = (excess - 1).min(38);
                let (quotient, rest) = coefficient.divided_by(ten_to(step));
                inexact |= rest != 0;
                coefficient = quotient;
                exponent = exponent.saturating_add_unsigned(step);
                excess -= step;
            }
            let (quotient, last) = coefficient.divided_by(10);
            exponent = exponent.saturating_add(1);
            let kept = quotient.low;
            kept + u128::from(last > 5 || (last == 5 && (inexact || kept % 2 == 1)))
        };
        if rounded > GREATEST {
            rounded /= 10;
            exponent += 1;
        }
        Number::canonical(negative, rounded, exponent)
    }

    /// The canonical form of `coefficient` × 10^`exponent`, where the coefficient has at most 34 digits.
    fn canonical(negative: bool, coefficient: u128, exponent: i32) -> Option<Number> {
        let (mut coefficient, mut exponent) = (coefficient, exponent);
        if coefficient == 0 {
            return Some(Number::ZERO);
        }
        if exponent < 0 {
            (coefficient, exponent) = without_trailing_zeros(coefficient, exponent);
        } else if exponent > 0 {
            let room = (PRECISION - digits_of(coefficient)).min(exponent.unsigned_abs());
            coefficient *= ten_to(room);
            exponent = exponent.saturating_sub_unsigned(room);
        }
        if !EXPONENTS.contains(&exponent) {
            return None;
        }
        let exponent = i16::try_from(exponent).ok()?;
        Some(Number { high: (coefficient >> 64) as u64, low: coefficient as u64, exponent, negative })
    }

    fn coefficient(&self) -> u128 {
        (u128::from(self.high) << 64) | u128::from(self.low)
    }

    fn exponent(&self) -> i32 {
        i32::from(self.exponent)
    }

    fn digits(&self) -> u32 {
        digits_of(self.coefficient())
    }

    /// Whether this is 0.
    pub fn is_zero(&self) -> bool {
        self.low == 0 && self.high == 0
    }

    /// Whether this is less than 0.
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// Whether nothing follows the decimal point.
    pub fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// The integer, if this is one and it fits.
    pub fn to_i64(&self) -> Option<i64> {
        i64::try_from(self.to_i128()?).ok()
    }

    /// The integer, if this is one and it fits.
    pub fn to_i128(&self) -> Option<i128> {
        if self.exponent < 0 {
            return None;
        }
        let magnitude = self.coefficient().checked_mul(10u128.checked_pow(u32::try_from(self.exponent).ok()?)?)?;
        let magnitude = i128::try_from(magnitude).ok()?;
        Some(if self.negative { -magnitude } else { magnitude })
    }

    /// How many digits follow the decimal point.
    pub fn scale(&self) -> u32 {
        self.exponent().min(0).unsigned_abs()
    }

    fn compare_magnitude(&self, other: &Number) -> Ordering {
        if self.exponent == other.exponent {
            return self.coefficient().cmp(&other.coefficient());
        }
        if self.is_zero() || other.is_zero() {
            return other.is_zero().cmp(&self.is_zero());
        }
        let order = |number: &Number| number.exponent() + number.digits() as i32;
        order(self).cmp(&order(other)).then_with(|| {
            // Of the same order of magnitude, the exponents differ by less than 34.
            let shift = self.exponent().abs_diff(other.exponent());
            let (mine, theirs) = (self.coefficient(), other.coefficient());
            if self.exponent > other.exponent {
                Wide::product(mine, ten_to(shift)).cmp(&Wide::from(theirs))
            } else {
                Wide::from(mine).cmp(&Wide::product(theirs, ten_to(shift)))
            }
        })
    }
}

fn without_trailing_zeros(mut coefficient: u128, mut exponent: i32) -> (u128, i32) {
    for step in [16u32, 8, 4, 2, 1] {
        // Halving steps find up to 31 zeros; the outer loop is for the rest.
        while exponent <= -(step as i32) && coefficient.is_multiple_of(ten_to(step)) {
            coefficient /= ten_to(step);
            exponent += step as i32;
        }
    }
    (coefficient, exponent)
}

impl Default for Number {
    fn default() -> Number {
        Number::ZERO
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.compare_magnitude(other),
            (true, true) => other.compare_magnitude(self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

macro_rules! from_integer {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Number {
            fn from(value: $integer) -> Number {
                let magnitude = u64::try_from(value.unsigned_abs()).expect("an integer of at most 64 bits");
                Number { negative: value < 0, ..Number::small(magnitude) }
            }
        }
    )*};
}
from_integer!(i8, i16, i32, i64);

macro_rules! from_natural {
    ($($natural:ty),*) => {$(
        impl From<$natural> for Number {
            fn from(value: $natural) -> Number {
                Number::small(u64::from(value))
            }
        }
    )*};
}
from_natural!(u8, u16, u32, u64);

impl From<usize> for Number {
    fn from(value: usize) -> Number {
        Number::small(value as u64)
    }
}
