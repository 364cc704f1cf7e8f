use crate::{Number, Rounding};

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];

/// The greatest amount that is written: below one 万亿 of 万.
const LIMIT: u128 = 10_000_000_000_000_000;

/// An amount of 元 in capitals, as bills and contracts demand it. It is rounded half up to 分.
///
/// `None` from 10^16 on.
///
/// ```
/// use feel::chinese::amount_in_capitals;
/// assert_eq!(amount_in_capitals(&480_000.into()).as_deref(), Some("肆拾捌万元整"));
/// assert_eq!(amount_in_capitals(&"20010.06".parse()?).as_deref(), Some("贰万零壹拾元零陆分"));
/// # Ok::<(), feel::NumberError>(())
/// ```
pub fn amount_in_capitals(amount: &Number) -> Option<String> {
    let fen = amount.abs().round(2, Rounding::HalfUp)?.mul(&Number::from(100))?.to_i128()?.unsigned_abs();
    let (yuan, jiao, fen) = (fen / 100, (fen / 10 % 10) as usize, (fen % 10) as usize);
    if yuan >= LIMIT {
        return None;
    }
    let mut text = String::new();
    if amount.is_negative() && (yuan, jiao, fen) != (0, 0, 0) {
        text.push('负');
    }
    if yuan > 0 || (jiao, fen) == (0, 0) {
        text.push_str(&integer(yuan));
        text.push('元');
    }
    match (jiao, fen) {
        (0, 0) => text.push('整'),
        (jiao, 0) => text.extend([DIGITS[jiao], '角', '整']),
        (0, fen) if yuan == 0 => text.extend([DIGITS[fen], '分']),
        (0, fen) => text.extend(['零', DIGITS[fen], '分']),
        (jiao, fen) => text.extend([DIGITS[jiao], '角', DIGITS[fen], '分']),
    }
    Some(text)
}

/// A whole number in capitals, split at 亿 and then at 万.
fn integer(value: u128) -> String {
    match value {
        0 => DIGITS[0].to_string(),
        _ => split(value, 1_0000_0000, "亿", |part| split(part, 1_0000, "万", group)),
    }
}

/// What is above a unit, the unit, what is below. A zero is spoken once for any number of them in a row.
fn split(value: u128, unit: u128, name: &str, write: impl Fn(u128) -> String) -> String {
    let (above, below) = (value / unit, value % unit);
    match (above, below) {
        (0, below) => write(below),
        (above, 0) => write(above) + name,
        (above, below) if below < unit / 10 => write(above) + name + "零" + &write(below),
        (above, below) => write(above) + name + &write(below),
    }
}

/// Up to four digits in capitals.
fn group(digits: u128) -> String {
    let mut text = String::new();
    let mut gap = false;
    for place in (0..PLACES.len()).rev() {
        let digit = (digits / 10u128.pow(place as u32) % 10) as usize;
        if digit == 0 {
            gap = true;
            continue;
        }
        if gap && !text.is_empty() {
            text.push('零');
        }
        text.push(DIGITS[digit]);
        text.push_str(PLACES[place]);
        gap = false;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::amount_in_capitals;

    #[test]
    fn amounts_are_written_as_bills_demand() {
        let cases = [
            ("480000", "肆拾捌万元整"),
            ("1286500", "壹佰贰拾捌万陆仟伍佰元整"),
            ("10000305.07", "壹仟万零叁佰零伍元零柒分"),
            ("827.40", "捌佰贰拾柒元肆角整"),
            ("0.50", "伍角整"),
            ("20010.06", "贰万零壹拾元零陆分"),
            ("100000000", "壹亿元整"),
            ("1409.50", "壹仟肆佰零玖元伍角整"),
            ("6007.14", "陆仟零柒元壹角肆分"),
            ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
            ("107000.53", "壹拾万柒仟元伍角叁分"),
            ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
            ("325.04", "叁佰贰拾伍元零肆分"),
            ("0", "零元整"),
            ("10", "壹拾元整"),
            ("0.05", "伍分"),
            ("0.005", "壹分"),
            ("-12.30", "负壹拾贰元叁角整"),
            ("-0.004", "零元整"),
            ("1000000000000000", "壹仟万亿元整"),
            ("1000000000000000.01", "壹仟万亿元零壹分"),
            ("100000", "壹拾万元整"),
            ("1.01", "壹元零壹分"),
            ("100010001", "壹亿零壹万零壹元整"),
            ("1000000000000", "壹万亿元整"),
            ("1000100000000", "壹万零壹亿元整"),
            ("1000000000001", "壹万亿零壹元整"),
            ("9999999999999999.99", "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        ];
        for (amount, capitals) in cases {
            let number = amount.parse().expect("a number");
            assert_eq!(amount_in_capitals(&number).as_deref(), Some(capitals), "{amount}");
        }
        assert_eq!(amount_in_capitals(&10_000_000_000_000_000i64.into()), None);
    }
}
