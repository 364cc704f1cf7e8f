//! Numbers, money and sizes. Both languages write thousands and decimals alike, so no locale is needed for those.

use std::fmt::Display;

pub use flow::text::number;

use crate::t;

/// The currency of amounts that name none.
const CURRENCY: &str = "CNY";

/// An amount of money in the house's currency, as [`money_in`] writes it.
pub fn money(amount: impl Display) -> String {
    money_in(amount, None)
}

/// An amount of money, always with at least two decimals: `¥ 480,000.00`. Without a currency it is the house's.
///
/// The amount is a decimal number as text or a decimal type, never rounded here.
pub fn money_in(amount: impl Display, currency: Option<&str>) -> String {
    let mut amount = number(amount);
    match amount.split_once('.') {
        None => amount.push_str(".00"),
        Some((_, fraction)) if fraction.len() < 2 => amount.push_str(&"0".repeat(2 - fraction.len())),
        Some(_) => {}
    }
    t!("money", currency = currency_sign(currency), amount = amount)
}

/// What stands before an amount: the sign of its currency where that can mean no other, else its code.
pub fn currency_sign(currency: Option<&str>) -> String {
    let sign = match currency.unwrap_or(CURRENCY) {
        "CNY" => "¥",
        "EUR" => "€",
        "GBP" => "£",
        "HKD" => "HK$",
        "USD" => "US$",
        other => other,
    };
    sign.to_owned()
}

/// The size of a file: `812 B`, `24 kB`, `3.4 MB`. Units of a thousand, as disks and browsers show them.
pub fn bytes(size: u64) -> String {
    let tenths = |unit: u64| {
        let value = (size * 10 + unit / 2) / unit;
        if value >= 100 || value.is_multiple_of(10) {
            (value / 10).to_string()
        } else {
            format!("{}.{}", value / 10, value % 10)
        }
    };
    match size {
        0..1_000 => format!("{size} B"),
        1_000..1_000_000 => format!("{} kB", (size + 500) / 1_000),
        1_000_000..1_000_000_000 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} GB", tenths(1_000_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::{bytes, money, money_in};

    #[test]
    fn money_has_two_decimals() {
        assert_eq!(money("480000"), "¥ 480,000.00");
        assert_eq!(money("1018.3"), "¥ 1,018.30");
        assert_eq!(money("0.125"), "¥ 0.125");
    }

    #[test]
    fn money_says_its_currency() {
        for (currency, text) in [("CNY", "¥ 12.00"), ("EUR", "€ 12.00"), ("USD", "US$ 12.00"), ("JPY", "JPY 12.00")]
        {
            assert_eq!(money_in("12", Some(currency)), text);
        }
    }

    #[test]
    fn sizes_are_short() {
        for (size, text) in
            [(812, "812 B"), (24_100, "24 kB"), (3_449_000, "3.4 MB"), (12_000_000, "12 MB"), (2_000_000_000, "2 GB")]
        {
            assert_eq!(bytes(size), text);
        }
    }
}
