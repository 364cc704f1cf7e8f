//! What Chinese practice needs beyond the standard: amounts in capitals, checks of numbers that carry a check character,
//! and business numbers by a pattern.

mod capitals;
mod identity;
mod numbering;

pub use capitals::amount_in_capitals;
pub use identity::{
    id_number_birthday, id_number_sex, is_bank_card_number, is_id_number, is_mobile_number, is_unified_credit_code,
};

pub use numbering::NumberPattern;

use super::{built_ins, number, text};
use crate::Value;

built_ins! {
    "amount in capitals" { ("amount": Number) => pure(|given| Some(amount_in_capitals(number(given, 0)?)?.into())); }
    "is id number" { ("text": Text) => pure(|given| Some(is_id_number(text(given, 0)?).into())); }
    "birthday of id number" { ("text": Text) => pure(|given| Some(id_number_birthday(text(given, 0)?)?.into())); }
    "sex of id number" { ("text": Text) => pure(|given| Some(id_number_sex(text(given, 0)?)?.into())); }
    "is unified credit code" { ("text": Text) => pure(|given| Some(is_unified_credit_code(text(given, 0)?).into())); }
    "is bank card number" { ("text": Text) => pure(|given| Some(is_bank_card_number(text(given, 0)?).into())); }
    "is mobile number" { ("text": Text) => pure(|given| Some(is_mobile_number(text(given, 0)?).into())); }
    "business number" {
        ("pattern": Text, "date": Moment, "count": Number) => pure(|given| {
            let date = super::conversion::date_of(&given[1])?;
            Some(NumberPattern::new(text(given, 0)?).number(date, number(given, 2)?).into())
        });
    }
    "is business number" {
        ("text": Text, "pattern": Text) => pure(|given| {
            Some(Value::Bool(NumberPattern::new(text(given, 1)?).matches(text(given, 0)?)))
        });
    }
}
