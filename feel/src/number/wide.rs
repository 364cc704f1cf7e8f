//! 256-bit naturals, as wide as the exact product of two coefficients.

use std::cmp::Ordering;

const TENS: [u128; 39] = {
    let mut tens = [1u128; 39];
    let mut power = 1;
    while power < tens.len() {
        tens[power] = tens[power - 1] * 10;
        power += 1;
    }
    tens
};

/// 10^`power`, where `power` is at most 38.
pub(super) fn ten_to(power: u32) -> u128 {
    TENS[power as usize]
}

/// How many decimal digits a natural has; 0 has none.
pub(super) fn digits_of(value: u128) -> u32 {
    if value == 0 {
        return 0;
    }
    // 1233 / 4096 is a little more than log10(2).
    let estimate = ((128 - value.leading_zeros()) * 1233) >> 12;
    estimate + u32::from(estimate < 39 && value >= ten_to(estimate))
}

/// A natural of up to 256 bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Wide {
    pub(super) high: u128,
    pub(super) low: u128,
}

impl From<u128> for Wide {
    fn from(low: u128) -> Wide {
        Wide { high: 0, low }
    }
}

impl Wide {
    /// The exact product.
    pub(super) fn product(left: u128, right: u128) -> Wide {
        const HALF: u128 = u64::MAX as u128;
        let (left_high, left_low) = (left >> 64, left & HALF);
        let (right_high, right_low) = (right >> 64, right & HALF);
        let lowest = left_low * right_low;
        let (middle, carry) = (left_low * right_high).overflowing_add(left_high * right_low);
        let (low, overflow) = lowest.overflowing_add(middle << 64);
        let high = left_high * right_high + (middle >> 64) + (u128::from(carry) << 64) + u128::from(overflow);
        Wide { high, low }
    }

    /// The sum; the caller keeps it below 2^256.
    pub(super) fn plus(self, other: u128) -> Wide {
        let (low, carry) = self.low.overflowing_add(other);
        Wide { high: self.high + u128::from(carry), low }
    }

    /// The difference; the caller keeps it positive.
    pub(super) fn minus(self, other: Wide) -> Wide {
        let (low, borrow) = self.low.overflowing_sub(other.low);
        Wide { high: self.high - other.high - u128::from(borrow), low }
    }

    /// Quotient and rest.
    pub(super) fn divided_by(self, divisor: u128) -> (Wide, u128) {
        if self.high == 0 {
            return (Wide::from(self.low / divisor), self.low % divisor);
        }
        let high = self.high / divisor;
        let mut rest = self.high % divisor;
        let mut low = 0u128;
        for bit in (0..128).rev() {
            let carry = rest >> 127 == 1;
            rest = (rest << 1) | ((self.low >> bit) & 1);
            low <<= 1;
            if carry || rest >= divisor {
                rest = rest.wrapping_sub(divisor);
                low |= 1;
            }
        }
        (Wide { high, low }, rest)
    }

    /// How many decimal digits this has; 0 has none.
    pub(super) fn digits(self) -> u32 {
        if self.high == 0 {
            return digits_of(self.low);
        }
        let (quotient, _) = self.divided_by(ten_to(38));
        38 + quotient.digits()
    }

    /// The greatest natural whose square is not above this, and whether its square is this.
    pub(super) fn square_root(self) -> (u128, bool) {
        let mut root = 0u128;
        for bit in (0..128).rev() {
            let candidate = root | (1 << bit);
            if Wide::product(candidate, candidate) <= self {
                root = candidate;
            }
        }
        (root, Wide::product(root, root) == self)
    }
}

impl Ord for Wide {
    fn cmp(&self, other: &Wide) -> Ordering {
        self.high.cmp(&other.high).then(self.low.cmp(&other.low))
    }
}

impl PartialOrd for Wide {
    fn partial_cmp(&self, other: &Wide) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
