//! What Chinese practice needs beyond the standard: amounts in capitals, and checks of numbers that carry a check
//! character.

mod capitals;
mod identity;

pub use capitals::amount_in_capitals;
pub use identity::{
    id_number_birthday, id_number_sex, is_bank_card_number, is_id_number, is_mobile_number, is_unified_credit_code,
};

use super::{built_ins, number, text};

built_ins! {
    "amount in capitals" { ("amount": Number) => pure(|given| Some(amount_in_capitals(number(given, 0)?)?.into())); }
    "is id number" { ("text": Text) => pure(|given| Some(is_id_number(text(given, 0)?).into())); }
    "birthday of id number" { ("text": Text) => pure(|given| Some(id_number_birthday(text(given, 0)?)?.into())); }
    "sex of id number" { ("text": Text) => pure(|given| Some(id_number_sex(text(given, 0)?)?.into())); }
    "is unified credit code" { ("text": Text) => pure(|given| Some(is_unified_credit_code(text(given, 0)?).into())); }
    "is bank card number" { ("text": Text) => pure(|given| Some(is_bank_card_number(text(given, 0)?).into())); }
    "is mobile number" { ("text": Text) => pure(|given| Some(is_mobile_number(text(given, 0)?).into())); }
}
