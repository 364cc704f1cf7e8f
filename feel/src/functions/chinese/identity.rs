use crate::Date;

/// Whether a text is the number of an identity card (GB 11643-1999): 17 digits with a valid birthday, and the check
/// character of ISO 7064 MOD 11-2. A lower-case `x` counts as `X`.
pub fn is_id_number(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let Some((digits, check)) = text.as_bytes().split_at_checked(17) else { return false };
    let [check] = check else { return false };
    if !digits.iter().all(u8::is_ascii_digit) || birthday(text).is_none() {
        return false;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHECKS[(sum % 11) as usize] == check.to_ascii_uppercase()
}

fn birthday(text: &str) -> Option<Date> {
    let digits = text.get(6..14)?;
    Date::new(digits.get(..4)?.parse().ok()?, digits.get(4..6)?.parse().ok()?, digits.get(6..)?.parse().ok()?)
}

/// The birthday in the number of an identity card; `None` when the number is not valid.
pub fn id_number_birthday(text: &str) -> Option<Date> {
    is_id_number(text).then(|| birthday(text)).flatten()
}

/// `male` or `female`, as the number of an identity card says; `None` when the number is not valid.
pub fn id_number_sex(text: &str) -> Option<&'static str> {
    let odd = text.as_bytes().get(16)? % 2 == 1;
    is_id_number(text).then_some(if odd { "male" } else { "female" })
}

/// Whether a text is a unified social credit code (GB 32100-2015): 18 characters without I, O, S, V and Z, the last of
/// which checks the others (modulo 31).
pub fn is_unified_credit_code(text: &str) -> bool {
    const CHARACTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    let value = |byte: &u8| CHARACTERS.iter().position(|character| character == byte);
    let Some(values) = text.as_bytes().iter().map(value).collect::<Option<Vec<_>>>() else { return false };
    let Some((check, body)) = values.split_last().filter(|(_, body)| body.len() == WEIGHTS.len()) else { return false };
    let sum: usize = body.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    *check == (31 - sum % 31) % 31
}

/// Whether a text is the number of a bank card: 12 to 19 digits, the last of which checks the others (Luhn). Spaces
/// between the digits do not count.
pub fn is_bank_card_number(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().filter(|c| *c != ' ').map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| (12..=19).contains(&digits.len())) else { return false };
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| if place % 2 == 1 { doubled(*digit) } else { *digit })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether a text is a mobile number of the mainland: 11 digits that begin with 13 to 19.
pub fn is_mobile_number(text: &str) -> bool {
    let digits = text.as_bytes();
    digits.len() == 11
        && digits.iter().all(u8::is_ascii_digit)
        && digits[0] == b'1'
        && (b'3'..=b'9').contains(&digits[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_numbers_are_checked() {
        for valid in [
            "110101199003071233",
            "320102198501150023",
            "11010519491231002X",
            "11010519491231002x",
            "440301201012010018",
        ] {
            assert!(is_id_number(valid), "{valid}");
        }
        for invalid in
            ["110101199003071234", "110101199013071233", "11010119900307123", "1101011990030712333", "一二三四五六", ""]
        {
            assert!(!is_id_number(invalid), "{invalid}");
        }
        assert_eq!(id_number_birthday("440301201012010018"), Date::new(2010, 12, 1));
        assert_eq!(id_number_sex("440301201012010018"), Some("male"));
        assert_eq!(id_number_sex("320102198501150023"), Some("female"));
    }

    #[test]
    fn credit_codes_are_checked() {
        assert!(is_unified_credit_code("91110108MA01ABCD0B"));
        assert!(is_unified_credit_code("91320500MA1XYEHQ3X"));
        for invalid in ["91110108MA01ABCD0C", "91110108MA01ABCD0", "9111010IMA01ABCD0B", ""] {
            assert!(!is_unified_credit_code(invalid), "{invalid}");
        }
    }

    #[test]
    fn bank_cards_are_checked() {
        assert!(is_bank_card_number("6222020000000000018"));
        assert!(is_bank_card_number("6217 0000 0000 0000 236"));
        assert!(!is_bank_card_number("6222020000000000019"));
        assert!(!is_bank_card_number("0"));
    }

    #[test]
    fn mobile_numbers_are_checked() {
        assert!(is_mobile_number("13800138000"));
        assert!(!is_mobile_number("12800138000"));
        assert!(!is_mobile_number("138001380000"));
    }
}
