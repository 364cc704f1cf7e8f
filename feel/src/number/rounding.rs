//! Rounding to a number of digits after the decimal point.

use super::wide::ten_to;
use super::{EXPONENTS, Number};

/// Which neighbour a number is rounded to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest; halfway to the even neighbour (FEEL's `decimal`).
    HalfEven,
    /// To the nearest; halfway away from zero (`round half up`, the rule for money).
    HalfUp,
    /// To the nearest; halfway towards zero (`round half down`).
    HalfDown,
    /// Away from zero (`round up`).
    Up,
    /// Towards zero (`round down`).
    Down,
    /// Towards negative infinity (`floor`).
    Floor,
    /// Towards positive infinity (`ceiling`).
    Ceiling,
}

impl Number {
    /// Rounds to `scale` digits after the decimal point; a negative scale rounds to tens, hundreds and so on.
    /// `None` when the scale is out of the range of numbers, or the result is.
    ///
    /// ```
    /// use feel::{Number, Rounding};
    /// let number: Number = "2.345".parse()?;
    /// assert_eq!(number.round(2, Rounding::HalfUp).unwrap().to_string(), "2.35");
    /// assert_eq!(number.round(2, Rounding::HalfEven).unwrap().to_string(), "2.34");
    /// # Ok::<(), feel::NumberError>(())
    /// ```
    pub fn round(&self, scale: i32, rounding: Rounding) -> Option<Number> {
        let exponent = scale.checked_neg()?;
        if !EXPONENTS.contains(&exponent) {
            return None;
        }
        if self.exponent() >= exponent {
            return Some(*self);
        }
        let dropped = self.exponent().abs_diff(exponent);
        let (kept, rest, half) = if dropped > 38 {
            (0, self.coefficient(), u128::MAX)
        } else {
            let unit = ten_to(dropped);
            (self.coefficient() / unit, self.coefficient() % unit, unit / 2)
        };
        let away = match rounding {
            Rounding::HalfEven => rest > half || (rest == half && kept % 2 == 1),
            Rounding::HalfUp => rest >= half,
            Rounding::HalfDown => rest > half,
            Rounding::Up => rest != 0,
            Rounding::Down => false,
            Rounding::Floor => rest != 0 && self.negative,
            Rounding::Ceiling => rest != 0 && !self.negative,
        };
        Number::rounded(self.negative, (kept + u128::from(away)).into(), exponent, false)
    }

    /// The greatest integer that is not above.
    #[must_use]
    pub fn floor(&self) -> Number {
        self.round(0, Rounding::Floor).unwrap_or(*self)
    }

    /// The least integer that is not below.
    #[must_use]
    pub fn ceiling(&self) -> Number {
        self.round(0, Rounding::Ceiling).unwrap_or(*self)
    }
}
