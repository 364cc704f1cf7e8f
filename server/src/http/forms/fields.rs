//! What a plain form carries: names with texts, read as values by what the form's fields are.

use app::port::{FormView, Values};
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

    /// The values of the fields that the form may write.
    pub(super) fn values(&self, form: &FormView) -> Values {
        let writable =
            form.fields.iter().filter(|view| view.right >= flow::model::Right::Edit || !view.opened_by.is_empty());
        let values = writable.filter(|view| view.field.compute.is_none()).filter_map(|view| {
            let name = view.field.id.as_str();
            Some((name.to_owned(), self.value(&view.field, name)?))
        });
        values.collect()
    }

    /// The value under a name; none when the form had no such name.
    fn value(&self, field: &Field, name: &str) -> Option<Json> {
        let texts: Vec<&str> =
            self.0.iter().filter(|(known, _)| known == name).map(|(_, text)| text.as_str()).collect();
        match field.kind {
            FieldType::Table => self.rows(field, name),
            FieldType::Boolean => {
                let last = texts.last()?;
                Some(Json::Bool(matches!(*last, "true" | "on" | "yes")))
            }
            FieldType::Choices | FieldType::People => {
                let chosen: Vec<Json> = texts.into_iter().filter(|text| !text.is_empty()).map(Json::from).collect();
                Some(chosen).filter(|chosen| !chosen.is_empty()).map(Json::Array)
            }
            FieldType::Files => serde_json::from_str(texts.last()?).ok(),
            _ => {
                let text = texts.last()?.trim();
                Some(if text.is_empty() { Json::Null } else { Json::from(text) })
            }
        }
    }

    /// The rows of a table, named `table.0.column`.
    fn rows(&self, table: &Field, name: &str) -> Option<Json> {
        let prefix = format!("{name}.");
        let numbers = self.0.iter().filter_map(|(known, _)| {
            known.strip_prefix(&prefix)?.split('.').next()?.parse::<usize>().ok().filter(|row| *row < MOST_ROWS)
        });
        let last = numbers.max()?;
        let row = |number: usize| {
            let cells = table.fields.iter().filter(|column| column.compute.is_none()).filter_map(|column| {
                let cell = self.value(column, &format!("{name}.{number}.{}", column.id))?;
                Some((column.id.to_string(), cell))
            });
            cells.collect::<Map<_, _>>()
        };
        let filled = (0..=last).map(row).filter(|row| row.values().any(|cell| !cell.is_null()));
        Some(filled.map(Json::Object).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(json: Json) -> Field {
        serde_json::from_value(json).unwrap()
    }

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
    }

    #[test]
    fn texts_become_what_the_fields_are() {
        let sent = fields(&[("a", " x "), ("b", "on"), ("c", "one"), ("c", "two"), ("d", "")]);
        let value = |json| {
            let field = field(json);
            sent.value(&field, field.id.as_str())
        };
        assert_eq!(value(serde_json::json!({"id": "a", "type": "text"})), Some(Json::from("x")));
        assert_eq!(value(serde_json::json!({"id": "b", "type": "boolean"})), Some(Json::Bool(true)));
        assert_eq!(value(serde_json::json!({"id": "c", "type": "choices"})), Some(serde_json::json!(["one", "two"])));
        assert_eq!(value(serde_json::json!({"id": "d", "type": "date"})), Some(Json::Null));
        assert_eq!(value(serde_json::json!({"id": "e", "type": "text"})), None);
    }

    #[test]
    fn rows_come_in_order_without_the_empty_ones() {
        let table = field(serde_json::json!({"id": "t", "type": "table", "fields": [{"id": "n", "type": "text"}]}));
        let sent = fields(&[("t.1.n", ""), ("t.2.n", "b"), ("t.0.n", "a"), ("t.99999999.n", "z")]);
        assert_eq!(sent.value(&table, "t"), Some(serde_json::json!([{"n": "a"}, {"n": "b"}])));
    }
}
