//! What a plain form carries: names with texts, read as values by what the form's fields are.

use std::collections::{BTreeSet, HashMap};

use app::components::typed_name;
use app::form::cell_name;
use app::port::{FormView, Values};
use flow::id::PersonId;
use flow::model::{Field, FieldType};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

/// The fields of a plain form, in order; a name may occur several times.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct Fields(Vec<(String, String)>);

/// More rows than this are no form that a person filled in.
const MOST_ROWS: usize = 1000;

impl Fields {
    /// What was typed under a name, without the space around it; none when that is nothing.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let typed = self.0.iter().rev().find(|(known, _)| known == name)?;
        Some(typed.1.trim().to_owned()).filter(|text| !text.is_empty())
    }

    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.text(name)?.parse().ok()
    }

    /// The name of this very form: sent again, it has no second effect.
    pub(super) fn intent(&self) -> String {
        self.text("intent").filter(|intent| intent.len() <= 200).unwrap_or_default()
    }

    /// The values of the fields that the form may write; `who` tells whom typed names mean.
    ///
    /// # Errors
    /// A name was typed that does not tell who is meant: then the values with what was typed, under the names of the
    /// controls, so that it can be said where it was typed.
    pub(super) fn values(&self, form: &FormView, who: Who<'_>) -> Result<Values, Values> {
        let mut reading = Reading::new(self, who);
        let writable =
            form.fields.iter().filter(|view| view.right >= flow::model::Right::Edit || !view.opened_by.is_empty());
        let values = writable.filter(|view| view.field.is_filled_by_people()).filter_map(|view| {
            let name = view.field.id.as_str();
            Some((name.to_owned(), reading.value(&view.field, name, name)?))
        });
        let mut values: Values = values.collect();
        if reading.unclear.is_empty() {
            return Ok(values);
        }
        values.append(&mut reading.unclear);
        Err(values)
    }
}

/// Tells whom names mean that somebody typed; none when that is not clear.
pub(super) type Who<'w> = &'w dyn Fn(&str) -> Option<Vec<PersonId>>;

/// A form while its values are read.
struct Reading<'f> {
    texts: HashMap<&'f str, Vec<&'f str>>,
    who: Who<'f>,
    /// Names that do not tell who is meant.
    unclear: Values,
}

impl<'f> Reading<'f> {
    fn new(fields: &'f Fields, who: Who<'f>) -> Self {
        let mut texts: HashMap<&str, Vec<&str>> = HashMap::new();
        for (name, text) in &fields.0 {
            texts.entry(name).or_default().push(text);
        }
        Self { texts, who, unclear: Values::new() }
    }

    /// The value of the control `name`; none when the form had no such control. What is unclear of it is kept for the
    /// control `kept`.
    fn value(&mut self, field: &Field, name: &str, kept: &str) -> Option<Json> {
        match field.kind {
            FieldType::Table => return self.rows(field, name),
            FieldType::Person | FieldType::People => return self.people(field, name, kept),
            FieldType::DateRange => return self.parts(name, &["from", "to"]),
            FieldType::Location => return self.place(name),
            _ => {}
        }
        let texts = self.texts.get(name)?;
        let last = texts.last()?.trim();
        match field.kind {
            FieldType::Boolean => Some(Json::Bool(matches!(last, "true" | "on" | "yes"))),
            FieldType::Choices | FieldType::Cascade => listed(texts.iter().map(|text| (*text).to_owned())),
            kind if kind.holds_files() => serde_json::from_str(last).ok(),
            _ => Some(if last.is_empty() { Json::Null } else { Json::from(last) }),
        }
    }

    /// A value of parts, each of which has a control of its own; none when the form had none of these.
    fn parts(&self, name: &str, parts: &[&str]) -> Option<Json> {
        let typed = parts.iter().filter_map(|part| {
            let texts = self.texts.get(format!("{name}.{part}").as_str())?;
            Some(((*part).to_owned(), Json::from(texts.last()?.trim())))
        });
        let typed: Map<String, Json> = typed.collect();
        (!typed.is_empty()).then_some(Json::Object(typed))
    }

    /// An address, with its coordinates where those were typed.
    fn place(&self, name: &str) -> Option<Json> {
        let address = Json::from(self.texts.get(name)?.last()?.trim());
        let mut place = self.parts(name, &["latitude", "longitude"]).and_then(|parts| match parts {
            Json::Object(parts) => Some(parts),
            _ => None,
        });
        let place = place.get_or_insert_default();
        place.insert("address".to_owned(), address);
        Some(Json::Object(std::mem::take(place)))
    }

    /// Who was chosen, and whose names were typed. A name that was typed takes the place of the one who was chosen
    /// before where there can be one only.
    fn people(&mut self, field: &Field, name: &str, kept: &str) -> Option<Json> {
        let chosen = self.texts.get(name).into_iter().flatten().map(|id| (*id).to_owned());
        let mut ids: Vec<String> = chosen.collect();
        let typed = self.texts.get(typed_name(name).as_str()).and_then(|texts| texts.last()).map(|words| words.trim());
        if let Some(words) = typed.filter(|words| !words.is_empty()) {
            match (self.who)(words) {
                Some(people) => ids.extend(people.iter().map(ToString::to_string)),
                None => _ = self.unclear.insert(typed_name(kept), words.into()),
            }
        }
        match field.kind {
            FieldType::People => listed(ids.into_iter()),
            _ => ids.pop().map(|id| if id.is_empty() { Json::Null } else { Json::from(id) }),
        }
    }

    /// The rows of a table, whose cells are named as [`cell_name`] has it. Rows in which nothing was typed are left out.
    fn rows(&mut self, table: &Field, name: &str) -> Option<Json> {
        let row_of = |control: &&str| {
            let (row, _) = control.strip_prefix(name)?.strip_prefix('[')?.split_once("].")?;
            row.parse::<usize>().ok().filter(|row| *row < MOST_ROWS)
        };
        let numbers: BTreeSet<usize> = self.texts.keys().filter_map(row_of).collect();
        if numbers.is_empty() {
            return None;
        }
        let mut rows = Vec::new();
        for number in numbers {
            let (mut row, unclear) = (Map::new(), self.unclear.len());
            for column in table.fields.iter().filter(|column| column.is_filled_by_people()) {
                let (id, at) = (column.id.as_str(), rows.len());
                if let Some(cell) = self.value(column, &cell_name(name, number, id), &cell_name(name, at, id)) {
                    row.insert(id.to_owned(), cell);
                }
            }
            if self.unclear.len() > unclear || row.values().any(|cell| !cell.is_null()) {
                rows.push(Json::Object(row));
            }
        }
        Some(Json::Array(rows))
    }
}

/// Several values; none when there is nothing in them.
fn listed(texts: impl Iterator<Item = String>) -> Option<Json> {
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    Some(texts).filter(|texts| !texts.is_empty()).map(Json::from)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn field(json: Json) -> Field {
        serde_json::from_value(json).unwrap()
    }

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
    }

    /// The only one who is here is Ann.
    fn who(words: &str) -> Option<Vec<PersonId>> {
        (words == "Ann").then(|| vec!["ann".into()])
    }

    #[test]
    fn texts_become_what_the_fields_are() {
        let sent = fields(&[("a", " x "), ("b", "on"), ("c", "one"), ("c", "two"), ("d", "")]);
        let value = |json| {
            let field = field(json);
            Reading::new(&sent, &who).value(&field, field.id.as_str(), "")
        };
        assert_eq!(value(json!({"id": "a", "type": "text"})), Some(Json::from("x")));
        assert_eq!(value(json!({"id": "b", "type": "boolean"})), Some(Json::Bool(true)));
        assert_eq!(value(json!({"id": "c", "type": "choices"})), Some(json!(["one", "two"])));
        assert_eq!(value(json!({"id": "d", "type": "date"})), Some(Json::Null));
        assert_eq!(value(json!({"id": "e", "type": "text"})), None);
    }

    #[test]
    fn parts_become_one_value() {
        let sent = fields(&[
            ("r.from", "2026-03-02"),
            ("r.to", ""),
            ("p", " Quay 5 "),
            ("p.latitude", "31"),
            ("p.longitude", ""),
            ("c", "js"),
            ("c", "sz"),
            ("c", ""),
        ]);
        let value = |json| {
            let field = field(json);
            Reading::new(&sent, &who).value(&field, field.id.as_str(), "")
        };
        let range = json!({"from": "2026-03-02", "to": ""});
        assert_eq!(value(json!({"id": "r", "type": "date_range"})), Some(range));
        let place = json!({"address": "Quay 5", "latitude": "31", "longitude": ""});
        assert_eq!(value(json!({"id": "p", "type": "location"})), Some(place));
        assert_eq!(value(json!({"id": "c", "type": "cascade"})), Some(json!(["js", "sz"])));
        assert_eq!(value(json!({"id": "q", "type": "location"})), None);
    }

    #[test]
    fn rows_come_in_order_without_the_empty_ones() {
        let table = field(json!({"id": "t", "type": "table", "fields": [{"id": "n", "type": "text"}]}));
        let sent = fields(&[("t[1].n", ""), ("t[2].n", "b"), ("t[0].n", "a"), ("t[99999999].n", "z"), ("t[3].m", "c")]);
        let rows = Reading::new(&sent, &who).value(&table, "t", "t");
        assert_eq!(rows, Some(json!([{"n": "a"}, {"n": "b"}])));
        assert_eq!(Reading::new(&fields(&[("t.0.n", "a")]), &who).value(&table, "t", "t"), None);
    }

    #[test]
    fn names_that_are_typed_mean_people() {
        let read = |json: Json, pairs: &[(&str, &str)]| {
            let (field, sent) = (field(json), fields(pairs));
            let mut reading = Reading::new(&sent, &who);
            (reading.value(&field, "p", "p"), reading.unclear)
        };
        let (one, several) = (json!({"id": "p", "type": "person"}), json!({"id": "p", "type": "people"}));
        let clear = Values::new;
        assert_eq!(read(one.clone(), &[("p-typed", " Ann ")]), (Some(json!("ann")), clear()));
        assert_eq!(read(one.clone(), &[("p", "bob"), ("p-typed", "Ann")]), (Some(json!("ann")), clear()));
        assert_eq!(read(one.clone(), &[("p", "bob"), ("p-typed", "")]), (Some(json!("bob")), clear()));
        assert_eq!(read(several, &[("p", "bob"), ("p-typed", "Ann")]), (Some(json!(["bob", "ann"])), clear()));
        let unclear = json!({"p-typed": "Eve"});
        assert_eq!(read(one, &[("p-typed", "Eve")]), (None, unclear.as_object().unwrap().clone()));
    }

    #[test]
    fn an_unclear_name_in_a_row_is_kept_with_its_row() {
        let table = field(json!({"id": "t", "type": "table", "fields": [{"id": "p", "type": "person"}]}));
        let sent = fields(&[("t[0].p-typed", ""), ("t[1].p-typed", "Ann"), ("t[2].p-typed", "Eve")]);
        let mut reading = Reading::new(&sent, &who);
        assert_eq!(reading.value(&table, "t", "t"), Some(json!([{"p": "ann"}, {}])));
        assert_eq!(Json::Object(reading.unclear), json!({"t[1].p-typed": "Eve"}));
    }
}
