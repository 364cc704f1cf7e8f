//! The organisation in the store: a row for each thing in it, every change noted with who made it.

use std::collections::{BTreeMap, HashMap};

use app::port::Problem;
use flow::organisation::Organisation;
use serde_json::{Map, Value as Json};

use super::{Service, problems};
use crate::runtime::recount_all;
use crate::store::directory::{Change, Changer, Kind, Listed};
use crate::store::{Store, StoreError};

/// The id of the one row of kind organisation.
const WHOLE: &str = "";

/// Reads the organisation from its rows.
///
/// # Errors
/// When the store cannot be read or a row is damaged.
pub async fn organisation_in(store: &Store) -> Result<Organisation, StoreError> {
    assembled(store.directory().await?)
        .map_err(|error| StoreError::Damaged(format!("the directory cannot be read: {error}")))
}

/// The parts of an organisation that have a row for each of their entries, and their keys in its JSON.
const PARTS: [(Kind, &str); 4] =
    [(Kind::Person, "people"), (Kind::Department, "departments"), (Kind::Post, "posts"), (Kind::Role, "roles")];

const ABSENCES: &str = "absences";

fn assembled(rows: Vec<Listed>) -> Result<Organisation, serde_json::Error> {
    let mut whole = Map::new();
    let mut parts: HashMap<Kind, BTreeMap<String, Json>> = HashMap::new();
    for Listed { kind, id, body } in rows {
        match (kind, serde_json::from_str(&body)?) {
            (Kind::Organisation, Json::Object(body)) => whole = body,
            (kind, body) => {
                parts.entry(kind).or_default().insert(id, body);
            }
        }
    }
    for (kind, key) in PARTS {
        whole.insert(key.to_owned(), parts.remove(&kind).unwrap_or_default().into_iter().collect());
    }
    let absences = parts.remove(&Kind::Absence).unwrap_or_default();
    whole.insert(ABSENCES.to_owned(), absences.into_values().collect());
    serde_json::from_value(Json::Object(whole))
}

/// Rows by the name of their kind and their id: what each is, and its body.
type Rows = BTreeMap<(&'static str, String), (Kind, String)>;

/// The rows that an organisation is made of, in a fixed order.
fn rows_of(organisation: &Organisation) -> Result<Rows, serde_json::Error> {
    let mut whole = serde_json::to_value(organisation)?;
    let mut rows = BTreeMap::new();
    let mut add = |kind: Kind, id: String, body: Json| rows.insert((kind.name(), id), (kind, body.to_string()));
    for (kind, key) in PARTS {
        let Json::Object(part) = whole[key].take() else { continue };
        for (id, body) in part {
            add(kind, id, body);
        }
    }
    if let Json::Array(absences) = whole[ABSENCES].take() {
        for (number, body) in absences.into_iter().enumerate() {
            add(Kind::Absence, format!("{number:06}"), body);
        }
    }
    if let Json::Object(rest) = &mut whole {
        rest.retain(|_, part| !part.is_null());
    }
    add(Kind::Organisation, WHOLE.to_owned(), whole);
    Ok(rows)
}

/// What turns one organisation into another, row by row.
fn changes(from: &Organisation, to: &Organisation) -> Result<Vec<Change>, serde_json::Error> {
    let (old, new) = (rows_of(from)?, rows_of(to)?);
    let written = new.iter().filter(|(key, row)| old.get(key) != Some(row));
    let written =
        written.map(|((_, id), (kind, body))| Change { kind: *kind, id: id.clone(), body: Some(body.clone()) });
    let removed = old.iter().filter(|(key, _)| !new.contains_key(key));
    let removed = removed.map(|((_, id), (kind, _))| Change { kind: *kind, id: id.clone(), body: None });
    Ok(written.chain(removed).collect())
}

/// Writes an organisation in place of the one in the store, and tells how many rows changed.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn replace_in(store: &Store, organisation: &Organisation, changer: &Changer) -> Result<usize, StoreError> {
    let unwritable =
        |error: serde_json::Error| StoreError::Damaged(format!("the organisation cannot be written: {error}"));
    let changes = changes(&organisation_in(store).await?, organisation).map_err(unwritable)?;
    // Limits are counted by the calendars that are kept there.
    let may_move_limits = |change: &Change| matches!(change.kind, Kind::Organisation | Kind::Department);
    let recount = changes.iter().any(may_move_limits).then(|| recount_all(changer.at));
    store.change_directory(&changes, changer, recount.as_ref()).await?;
    Ok(changes.len())
}

impl Service {
    /// Puts another organisation in place of the one in force.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub(super) async fn replace_organisation(
        &self,
        organisation: Organisation,
        changer: &Changer,
    ) -> Result<(), Problem> {
        replace_in(self.store(), &organisation, changer).await.map_err(problems::store)?;
        self.runtime().set_organisation(organisation);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use flow::organisation::{Department, Person};
    use flow::text::Text;

    use super::*;

    fn organisation() -> Organisation {
        let mut organisation = Organisation { name: Text::from("Yard"), ..Organisation::default() };
        organisation.people.insert("ann".into(), Person { name: Text::from("Ann"), ..Person::default() });
        organisation.departments.insert("fin".into(), Department { head: Some("ann".into()), ..Department::default() });
        organisation
    }

    #[test]
    fn an_organisation_is_the_sum_of_its_rows() {
        let whole = organisation();
        let rows = rows_of(&whole).unwrap().into_iter();
        let listed = rows.map(|((_, id), (kind, body))| Listed { kind, id, body }).collect();
        assert_eq!(assembled(listed).unwrap(), whole);
    }

    #[test]
    fn only_what_differs_is_changed() {
        let (old, mut new) = (organisation(), organisation());
        new.people.insert("bob".into(), Person::default());
        new.departments.clear();
        let changed: Vec<(Kind, String, bool)> = changes(&old, &new)
            .unwrap()
            .into_iter()
            .map(|change| (change.kind, change.id, change.body.is_some()))
            .collect();
        assert_eq!(changed, [(Kind::Person, "bob".into(), true), (Kind::Department, "fin".into(), false)]);
    }
}
