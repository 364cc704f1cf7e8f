//! Lines of text of which it is known what they look like: how they are kept, and whether they can be right.

use feel::Value;
use feel::chinese::{is_bank_card_number, is_id_number, is_mobile_number, is_unified_credit_code};

use super::problem::Wrong;
use crate::model::FieldType;

/// What a mail address is no longer than.
const LONGEST_ADDRESS: usize = 254;
/// What stands before the sign of a mail address is no longer than this.
const LONGEST_NAME: usize = 64;

/// What was typed as its field keeps it, so that the same is never kept in two ways.
///
/// # Errors
/// It cannot be right, whoever it belongs to.
pub(super) fn kept(kind: FieldType, typed: &str) -> Result<Value, Wrong> {
    let text = narrow(typed.trim());
    let (text, can_be) = match kind {
        FieldType::Email => {
            let text = with_plain_domain(&text);
            let can_be = is_mail_address(&text);
            (text, can_be)
        }
        FieldType::Phone => {
            let text = without_gaps(&text);
            let can_be = is_phone_number(&text);
            (text, can_be)
        }
        FieldType::IdNumber => {
            let text = without_spaces(&text).to_ascii_uppercase();
            let can_be = is_id_number(&text);
            (text, can_be)
        }
        FieldType::CreditCode => {
            let text = without_spaces(&text).to_ascii_uppercase();
            let can_be = is_unified_credit_code(&text);
            (text, can_be)
        }
        FieldType::CardNumber => {
            let text = without_spaces(&text);
            let can_be = is_bank_card_number(&text);
            (text, can_be)
        }
        _ => (text, true),
    };
    if text.is_empty() {
        return Ok(Value::Null);
    }
    if can_be { Ok(text.as_str().into()) } else { Err(Wrong::kind(kind)) }
}

/// The signs of a Chinese keyboard as those of any other.
fn narrow(text: &str) -> String {
    let narrow = |sign| match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '\u{3000}' => ' ',
        '—' | '–' | '−' => '-',
        other => other,
    };
    text.chars().map(narrow).collect()
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace()).collect()
}

/// A number of a telephone as it is dialled. The dashes of a fixed line stay: they tell where its parts end.
fn without_gaps(text: &str) -> String {
    let text: String = without_spaces(text).chars().filter(|sign| !matches!(sign, '(' | ')')).collect();
    let has_parts = text.starts_with('0') || text.starts_with("400") || text.starts_with("800");
    if has_parts { text } else { text.replace('-', "") }
}

/// The part of a mail address whose letters mean the same large and small is kept small.
fn with_plain_domain(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((name, domain)) => format!("{name}@{}", domain.to_lowercase()),
        None => text.to_owned(),
    }
}

fn is_mail_address(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else { return false };
    let name_can_be = (1..=LONGEST_NAME).contains(&name.len())
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && name.chars().all(|sign| sign.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(sign));
    let is_label = |label: &str| {
        let in_bounds = (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-');
        in_bounds && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
    };
    let domain_can_be = domain.contains('.') && domain.split('.').all(is_label);
    name_can_be && domain_can_be && text.len() <= LONGEST_ADDRESS
}

/// Mobile numbers and fixed lines of the mainland, its service numbers, and numbers of the world with their `+`.
fn is_phone_number(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix('+') {
        return is_digits(digits, 7..=15) && !digits.starts_with('0');
    }
    is_mobile_number(text) || is_service_number(text) || is_fixed_line(text)
}

/// 400 and 800 with seven more digits, dashes between them or not.
fn is_service_number(text: &str) -> bool {
    let digits = text.replace('-', "");
    (digits.starts_with("400") || digits.starts_with("800")) && is_digits(&digits, 10..=10)
}

/// An area code, seven or eight digits, and perhaps an extension: `010-62345678-801`.
fn is_fixed_line(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [whole] => whole.starts_with('0') && is_digits(whole, 10..=12),
        [area, line] => is_area_code(area) && is_digits(line, 7..=8),
        [area, line, extension] => is_area_code(area) && is_digits(line, 7..=8) && is_digits(extension, 1..=6),
        _ => false,
    }
}

/// 010 and 02 with one more digit have three, the others four.
fn is_area_code(text: &str) -> bool {
    let digits = if text.starts_with("01") || text.starts_with("02") { 3 } else { 4 };
    text.starts_with('0') && is_digits(text, digits..=digits)
}

fn is_digits(text: &str, count: std::ops::RangeInclusive<usize>) -> bool {
    count.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeps(kind: FieldType, typed: &str, expected: &str) {
        assert_eq!(kept(kind, typed), Ok(expected.into()), "{typed}");
    }

    fn refuses(kind: FieldType, typed: &[&str]) {
        for typed in typed {
            assert!(kept(kind, typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn mail_addresses_have_a_name_and_a_domain() {
        keeps(FieldType::Email, " Li.Qing+a@Example.COM ", "Li.Qing+a@example.com");
        keeps(FieldType::Email, "李青@例子.中国", "李青@例子.中国");
        keeps(FieldType::Email, "li＠example.com", "li@example.com");
        let wrong =
            ["li", "li@", "@example.com", "li@example", "li li@example.com", "li@-a.com", "li..q@a.com", "a@b@c.de"];
        refuses(FieldType::Email, &wrong);
    }

    #[test]
    fn telephones_are_kept_as_they_are_dialled() {
        keeps(FieldType::Phone, "138 0013 8000", "13800138000");
        keeps(FieldType::Phone, "138-0013-8000", "13800138000");
        keeps(FieldType::Phone, "１３８００１３８０００", "13800138000");
        keeps(FieldType::Phone, "010-62345678", "010-62345678");
        keeps(FieldType::Phone, "0512－62345678－801", "0512-62345678-801");
        keeps(FieldType::Phone, "(021) 62345678", "02162345678");
        keeps(FieldType::Phone, "400-810-8888", "400-810-8888");
        keeps(FieldType::Phone, "+49 (30) 901820-0", "+49309018200");
        keeps(FieldType::Phone, "+86 138 0013 8000", "+8613800138000");
        refuses(
            FieldType::Phone,
            &["12800138000", "1380013800", "62345678", "0105-62345678", "+012345678", "+1234", "call me"],
        );
    }

    #[test]
    fn numbers_that_check_themselves_are_checked() {
        keeps(FieldType::IdNumber, "11010519491231 002x", "11010519491231002X");
        refuses(FieldType::IdNumber, &["110105194912310021", "110105194913310020", "11010519491231002"]);
        keeps(FieldType::CreditCode, "91110108ma01abcd0b", "91110108MA01ABCD0B");
        refuses(FieldType::CreditCode, &["91110108MA01ABCD0C", "9111010IMA01ABCD0B"]);
        keeps(FieldType::CardNumber, "6222 0200 0000 0000 018", "6222020000000000018");
        refuses(FieldType::CardNumber, &["6222020000000000019", "00000000000", "6222-0200-0000-0000-018"]);
    }

    #[test]
    fn blank_is_nothing() {
        for kind in
            [FieldType::Email, FieldType::Phone, FieldType::IdNumber, FieldType::CreditCode, FieldType::CardNumber]
        {
            assert_eq!(kept(kind, " \u{3000}"), Ok(Value::Null));
        }
    }
}
