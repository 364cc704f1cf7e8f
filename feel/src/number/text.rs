//! Numbers as text: plain digits, never an exponent, no trailing zeros of a fraction.

use std::fmt;
use std::str::FromStr;

use super::wide::Wide;
use super::{Number, NumberError, PRECISION};

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.coefficient().to_string();
        let text = if self.exponent >= 0 {
            digits + &"0".repeat(usize::from(self.exponent.unsigned_abs()))
        } else {
            let scale = usize::from(self.exponent.unsigned_abs());
            let padded = format!("{digits:0>width$}", width = scale + 1);
            let (whole, fraction) = padded.split_at(padded.len() - scale);
            format!("{whole}.{fraction}")
        };
        f.pad_integral(!self.negative, "", &text)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// `-`? digits (`.` digits)? | `.` digits, then an optional exponent. More than 34 significant digits are rounded.
impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Number, NumberError> {
        let (negative, magnitude) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match magnitude.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (magnitude, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return Err(NumberError),
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        if whole.is_empty() && fraction.is_empty() {
            return Err(NumberError);
        }
        let mut coefficient = 0u128;
        let mut exponent = exponent;
        let mut inexact = false;
        for (digit, is_fraction) in whole.bytes().map(|b| (b, false)).chain(fraction.bytes().map(|b| (b, true))) {
            if !digit.is_ascii_digit() {
                return Err(NumberError);
            }
            let digit = u128::from(digit - b'0');
            // Two digits more than are kept, and whether anything followed, decide every rounding.
            if coefficient < 10u128.pow(PRECISION + 1) {
                coefficient = coefficient * 10 + digit;
                exponent -= i32::from(is_fraction);
            } else {
                inexact |= digit != 0;
                exponent += i32::from(!is_fraction);
            }
        }
        Number::rounded(negative, Wide::from(coefficient), exponent, inexact).ok_or(NumberError)
    }
}

fn parse_exponent(text: &str) -> Result<i32, NumberError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let plain = !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().map_err(|_| NumberError) } else { Err(NumberError) }
}
