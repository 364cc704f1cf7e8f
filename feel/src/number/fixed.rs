//! Unsigned fixed-point numbers, 64 bits before and 192 bits after the point: room to compute `exp` and `log` to more
//! digits than a number keeps.

use super::wide::{Wide, ten_to};
use super::{Number, PRECISION};

/// Limbs of 64 bits, the least significant first; the last one is the whole part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Fixed([u64; 4]);

pub(super) const LN_2: Fixed = Fixed([0x40f3_4326_7298_b62e, 0xc9e3_b398_03f2_f6af, 0xb172_17f7_d1cf_79ab, 0]);
pub(super) const LN_10: Fixed = Fixed([0x8a3f_b3e7_6977_e43a, 0xa95b_58ae_0b4c_28a3, 0x4d76_3776_aaa2_b05b, 2]);
pub(super) const ZERO: Fixed = Fixed([0; 4]);
const ONE: Fixed = Fixed([0, 0, 0, 1]);

impl Fixed {
    pub(super) fn whole(self) -> u64 {
        self.0[3]
    }

    pub(super) fn is_less_than(self, other: Fixed) -> bool {
        self.0.iter().rev().lt(other.0.iter().rev())
    }

    /// The sum, or `None` from 2^64 on.
    pub(super) fn plus(self, other: Fixed) -> Option<Fixed> {
        let mut sum = [0; 4];
        let mut carry = 0;
        for (i, limb) in sum.iter_mut().enumerate() {
            let part = u128::from(self.0[i]) + u128::from(other.0[i]) + carry;
            *limb = part as u64;
            carry = part >> 64;
        }
        (carry == 0).then_some(Fixed(sum))
    }

    /// The difference, or `None` below 0.
    pub(super) fn minus(self, other: Fixed) -> Option<Fixed> {
        let mut difference = [0; 4];
        let mut borrow = false;
        for (i, limb) in difference.iter_mut().enumerate() {
            let (first, under) = self.0[i].overflowing_sub(other.0[i]);
            let (second, under_again) = first.overflowing_sub(u64::from(borrow));
            *limb = second;
            borrow = under || under_again;
        }
        (!borrow).then_some(Fixed(difference))
    }

    /// The product, truncated, or `None` from 2^64 on.
    pub(super) fn times(self, other: Fixed) -> Option<Fixed> {
        let mut product = [0u64; 8];
        for (i, left) in self.0.iter().enumerate() {
            let mut carry = 0u128;
            for (j, right) in other.0.iter().enumerate() {
                let sum = u128::from(*left) * u128::from(*right) + u128::from(product[i + j]) + carry;
                product[i + j] = sum as u64;
                carry = sum >> 64;
            }
            product[i + 4] = carry as u64;
        }
        (product[7] == 0).then_some(Fixed([product[3], product[4], product[5], product[6]]))
    }

    /// The product with a natural, or `None` from 2^64 on.
    pub(super) fn times_natural(self, factor: u64) -> Option<Fixed> {
        let mut carry = 0u128;
        let product = self.0.map(|limb| {
            let sum = u128::from(limb) * u128::from(factor) + carry;
            carry = sum >> 64;
            sum as u64
        });
        (carry == 0).then_some(Fixed(product))
    }

    /// The quotient by a natural above 0, truncated.
    fn over_natural(self, divisor: u64) -> Fixed {
        let mut rest = 0u128;
        let mut quotient = self.0;
        for limb in quotient.iter_mut().rev() {
            let part = (rest << 64) | u128::from(*limb);
            *limb = (part / u128::from(divisor)) as u64;
            rest = part % u128::from(divisor);
        }
        Fixed(quotient)
    }

    /// `coefficient` × 10^`exponent`, truncated, or `None` from 2^64 on.
    pub(super) fn from_decimal(coefficient: u128, exponent: i32) -> Option<Fixed> {
        if exponent >= 0 {
            let whole = coefficient.checked_mul(10u128.checked_pow(exponent.unsigned_abs())?)?;
            return Some(Fixed([0, 0, 0, u64::try_from(whole).ok()?]));
        }
        let shift = exponent.unsigned_abs();
        if shift > 96 {
            return Some(ZERO);
        }
        let (first, second, third) = (shift.min(38), shift.saturating_sub(38).min(38), shift.saturating_sub(76));
        let mut whole = coefficient / ten_to(first);
        let mut rest = coefficient % ten_to(first);
        let mut fraction = [0u64; 3];
        for limb in fraction.iter_mut().rev() {
            let (part, left) = Wide::product(rest, 1 << 64).divided_by(ten_to(first));
            *limb = part.low as u64;
            rest = left;
        }
        let mut value = Fixed([fraction[0], fraction[1], fraction[2], 0]);
        for more in [second, third] {
            for power in [more.min(19), more.saturating_sub(19)] {
                let divisor = 10u64.pow(power);
                let carried = whole % u128::from(divisor);
                whole /= u128::from(divisor);
                value = Fixed([value.0[0], value.0[1], value.0[2], u64::try_from(carried).ok()?]).over_natural(divisor);
            }
        }
        Fixed([0, 0, 0, u64::try_from(whole).ok()?]).plus(value)
    }

    /// This × 10^`exponent`, rounded to a number.
    pub(super) fn to_number(self, negative: bool, exponent: i32) -> Option<Number> {
        let mut digits = u128::from(self.whole());
        let mut fraction = Fixed([self.0[0], self.0[1], self.0[2], 0]);
        let mut exponent = exponent;
        while digits < ten_to(PRECISION + 2) && fraction != ZERO {
            let shifted = fraction.times_natural(10)?;
            digits = digits * 10 + u128::from(shifted.whole());
            fraction = Fixed([shifted.0[0], shifted.0[1], shifted.0[2], 0]);
            exponent -= 1;
        }
        Number::rounded(negative, Wide::from(digits), exponent, fraction != ZERO)
    }

    /// e^`self`, for less than 43.
    pub(super) fn exp(self) -> Option<Fixed> {
        let (even, odd) = self.exponential_series()?;
        even.plus(odd)
    }

    /// e^-`self`, for less than 43; precise below 1.
    fn exp_of_negated(self) -> Option<Fixed> {
        let (even, odd) = self.exponential_series()?;
        even.minus(odd)
    }

    /// The terms x^n / n! of even and of odd n, summed apart.
    fn exponential_series(self) -> Option<(Fixed, Fixed)> {
        let mut sums = [ONE, ZERO];
        let mut term = ONE;
        let mut n = 0;
        while term != ZERO {
            n += 1;
            term = term.times(self)?.over_natural(n);
            let sum = &mut sums[(n % 2) as usize];
            *sum = sum.plus(term)?;
        }
        Some((sums[0], sums[1]))
    }

    /// The natural logarithm of a number from 1 up to 2.
    pub(super) fn ln(self) -> Option<Fixed> {
        // Newton's method for e^y = x, each round of which doubles the number of right digits.
        let mut logarithm = self.minus(ONE)?;
        for _ in 0..9 {
            let ratio = self.times(logarithm.exp_of_negated()?)?;
            logarithm = if ratio.is_less_than(ONE) {
                logarithm.minus(ONE.minus(ratio)?)?
            } else {
                logarithm.plus(ratio.minus(ONE)?)?
            };
        }
        Some(logarithm)
    }

    /// Half of this.
    pub(super) fn halved(self) -> Fixed {
        self.over_natural(2)
    }
}
