use feel::chinese::amount_in_capitals;

use crate::model::{Field, FieldType};

/// What the capitals name.
const YUAN: &str = "CNY";

/// An amount as it stands in capitals below its field: none where the field does not ask for that, is of another
/// currency, or no amount is there yet.
///
/// ```
/// use flow::model::{Field, FieldType};
///
/// let fee = Field { capitals: true, ..Field::new("fee", FieldType::Money) };
/// assert_eq!(flow::form::in_capitals(&fee, "20010.06").as_deref(), Some("贰万零壹拾元零陆分"));
/// assert_eq!(flow::form::in_capitals(&fee, "2001x"), None);
/// ```
pub fn in_capitals(field: &Field, amount: &str) -> Option<String> {
    let asked = field.capitals && field.kind == FieldType::Money;
    let is_yuan = field.currency.as_deref().is_none_or(|currency| currency == YUAN);
    (asked && is_yuan).then(|| amount_in_capitals(&amount.trim().parse().ok()?)).flatten()
}
