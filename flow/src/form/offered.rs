//! Which options of a field are offered, where conditions leave some out.

use feel::Value;

use super::compiled::{Offer, Rules};
use crate::kernel::Incident;
use crate::model::{Choice, Field};
use crate::process::Scope;

/// The options that are offered now; none when nothing is ever left out.
pub(super) fn offered(field: &Field, rules: &Rules, scope: &Scope<'_>) -> Option<Vec<Choice>> {
    (!rules.offers.is_empty()).then(|| among(&field.options, &rules.offers, scope))
}

/// An option of which it cannot be told stays: [`accept`](super::accept()) says what is wrong with it.
fn among(options: &[Choice], offers: &[Offer], scope: &Scope<'_>) -> Vec<Choice> {
    let offered = options.iter().zip(offers).filter(|(_, offer)| offer.show.holds(scope).unwrap_or(true));
    offered
        .map(|(option, offer)| Choice { options: among(&option.options, &offer.within, scope), ..option.clone() })
        .collect()
}

/// Whether everything that a value names is offered now.
pub(super) fn is_offered(field: &Field, rules: &Rules, value: &Value, scope: &Scope<'_>) -> Result<bool, Incident> {
    use crate::model::FieldType::{Cascade, Choice, Choices};
    if rules.offers.is_empty() {
        return Ok(true);
    }
    match (field.kind, value) {
        (Choice, Value::String(id)) => along(&field.options, &rules.offers, [&**id], scope),
        (Choices, Value::List(ids)) => {
            for id in ids.iter().filter_map(Value::as_str) {
                if !along(&field.options, &rules.offers, [id], scope)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        (Cascade, Value::List(path)) => {
            along(&field.options, &rules.offers, path.iter().filter_map(Value::as_str), scope)
        }
        _ => Ok(true),
    }
}

/// Whether each option on a way is offered.
fn along<'p>(
    options: &[Choice],
    offers: &[Offer],
    path: impl IntoIterator<Item = &'p str>,
    scope: &Scope<'_>,
) -> Result<bool, Incident> {
    let (mut options, mut offers) = (options, offers);
    for id in path {
        let found = options.iter().zip(offers).find(|(option, _)| option.id == id);
        let Some((option, offer)) = found else { return Ok(false) };
        if !offer.show.holds(scope)? {
            return Ok(false);
        }
        (options, offers) = (&option.options, &offer.within);
    }
    Ok(true)
}
