//! Building the form: adding, moving, renaming and removing its fields.

use std::collections::BTreeSet;

use feel::Type;
use feel::check::{Declarations, Declared, infer};
use feel::editor::{Source, apply, rename};
use serde_json::Value as Json;

use crate::check::uses;
use crate::id::FieldId;
use crate::model::{Definition, Field, FieldType, Formula, Standing};
use crate::process::{HostNames, vocabulary, within_row};
use crate::text::{Text, Translated};

/// A field, in the form itself or a column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldPlace {
    /// The table that it is a column of.
    pub table: Option<FieldId>,
    /// The field.
    pub field: FieldId,
}

impl FieldPlace {
    /// A field of the form itself.
    pub fn of(field: &FieldId) -> Self {
        Self { table: None, field: field.clone() }
    }

    /// The field, when it is there.
    pub fn find<'d>(&self, definition: &'d Definition) -> Option<&'d Field> {
        beside(definition, self.table.as_ref())?.iter().find(|field| field.id == self.field)
    }

    /// The fields that it stands among, in their order.
    pub fn beside<'d>(&self, definition: &'d Definition) -> &'d [Field] {
        beside(definition, self.table.as_ref()).map_or(&[], Vec::as_slice)
    }

    /// The field behind it.
    pub fn next(&self, definition: &Definition) -> Option<FieldId> {
        let mut behind = self.beside(definition).iter().skip_while(|field| field.id != self.field);
        behind.nth(1).map(|field| field.id.clone())
    }

    /// The same, to be changed.
    pub fn find_mut<'d>(&self, definition: &'d mut Definition) -> Option<&'d mut Field> {
        beside_mut(definition, self.table.as_ref())?.iter_mut().find(|field| field.id == self.field)
    }
}

fn beside<'d>(definition: &'d Definition, table: Option<&FieldId>) -> Option<&'d Vec<Field>> {
    let fields = &definition.form.fields;
    match table {
        None => Some(fields),
        Some(table) => fields.iter().find(|field| field.id == *table).map(|table| &table.fields),
    }
}

fn beside_mut<'d>(definition: &'d mut Definition, table: Option<&FieldId>) -> Option<&'d mut Vec<Field>> {
    let fields = &mut definition.form.fields;
    match table {
        None => Some(fields),
        Some(table) => fields.iter_mut().find(|field| field.id == *table).map(|table| &mut table.fields),
    }
}

/// Adds a field of a kind with a label, before another one or at the end. Its name is one that nothing has yet.
pub fn add_field(
    definition: &mut Definition,
    kind: FieldType,
    label: Text,
    table: Option<&FieldId>,
    before: Option<&FieldId>,
) -> Option<FieldPlace> {
    let id = free(definition, stem(kind));
    let fields = beside_mut(definition, table)?;
    let at = before.and_then(|before| fields.iter().position(|field| field.id == *before)).unwrap_or(fields.len());
    let mut field = Field { label: Some(label), ..Field::new(id.clone(), kind) };
    if kind == FieldType::Table {
        field.fields.push(Field::new("item", FieldType::Text));
    }
    fields.insert(at, field);
    Some(FieldPlace { table: table.cloned(), field: id })
}

/// Moves a field before another one of the same form or table, or to the end.
pub fn move_field(definition: &mut Definition, place: &FieldPlace, before: Option<&FieldId>) {
    let Some(fields) = beside_mut(definition, place.table.as_ref()) else { return };
    let Some(from) = fields.iter().position(|field| field.id == place.field) else { return };
    if before == Some(&place.field) {
        return;
    }
    let field = fields.remove(from);
    let at = before.and_then(|before| fields.iter().position(|field| field.id == *before)).unwrap_or(fields.len());
    fields.insert(at, field);
}

/// Has a field change places with the one before it, or with the one behind.
pub fn step_field(definition: &mut Definition, place: &FieldPlace, back: bool) {
    let Some(fields) = beside_mut(definition, place.table.as_ref()) else { return };
    let Some(at) = fields.iter().position(|field| field.id == place.field) else { return };
    let other = if back { at.checked_sub(1) } else { Some(at + 1).filter(|other| *other < fields.len()) };
    if let Some(other) = other {
        fields.swap(at, other);
    }
}

/// Removes a field, with what nodes let their handlers do with it. Rules that look at it are left: the checks tell.
pub fn remove_field(definition: &mut Definition, place: &FieldPlace) {
    let Some(fields) = beside_mut(definition, place.table.as_ref()) else { return };
    fields.retain(|field| field.id != place.field);
    if place.table.is_none() {
        for node in &mut definition.nodes {
            node.fields.remove(&place.field);
            node.outcomes.iter_mut().for_each(|outcome| outcome.opens.retain(|field| *field != place.field));
        }
        definition.settings.share.fields.retain(|field| *field != place.field);
    }
}

/// Puts a copy of a field behind it.
pub fn duplicate_field(definition: &mut Definition, place: &FieldPlace) -> Option<FieldPlace> {
    let copied = place.find(definition)?.clone();
    let id = free(definition, copied.id.as_str().trim_end_matches(|sign: char| sign.is_ascii_digit()));
    let fields = beside_mut(definition, place.table.as_ref())?;
    let at = fields.iter().position(|field| field.id == place.field)?;
    fields.insert(at + 1, Field { id: id.clone(), ..copied });
    Some(FieldPlace { table: place.table.clone(), field: id })
}

/// The elements that have to do with a field, each once: what is to be looked at before it goes.
pub fn used_by(definition: &Definition, field: &FieldId) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let used = uses(definition).into_iter().filter(|used| used.field == *field && used.how != crate::check::How::Shows);
    used.map(|used| used.element).filter(|element| seen.insert(element.clone())).collect()
}

/// Gives a field another name, everywhere that means it: in rights, rules, tables, titles, scenarios.
///
/// # Errors
/// The name cannot stand in expressions, something else has it, or an expression would mean something else with it.
pub fn rename_field(definition: &mut Definition, place: &FieldPlace, name: &str) -> Result<FieldPlace, Text> {
    let (from, to) = (place.field.clone(), FieldId::from(name.trim()));
    if from == to {
        return Ok(place.clone());
    }
    refuse(definition, place, &to)?;
    let mut renamed = definition.clone();
    let words =
        Words { from: &from, to: &to, table: place.table.as_ref(), declared: vocabulary(definition), definition };
    let mut refused = None;
    renamed.each_formula_mut(&mut |standing, formula| match words.in_formula(standing, formula) {
        Ok(changed) => *formula = changed,
        // What cannot be read now means nothing that could change.
        Err(Refused::Unread) => {}
        Err(Refused::Ambiguous) => _ = refused.get_or_insert_with(|| formula.0.clone()),
    });
    if let Some(formula) = refused {
        return Err(Text::each(
            format!("「{formula}」改名后会变成别的意思，请换一个名称"),
            format!("`{formula}` would mean something else with that name; choose another"),
        ));
    }
    match &place.table {
        None => {
            renamed.title = renamed.title.map(|title| words.in_text(title));
            renamed.summary = renamed.summary.map(|summary| words.in_text(summary));
            renamed.rename_field(&from, &to);
        }
        Some(_) => place.find_mut(&mut renamed).into_iter().for_each(|field| field.id = to.clone()),
    }
    renamed.scenarios.iter_mut().for_each(|scenario| rename_data(scenario, place.table.as_ref(), &from, &to));
    *definition = renamed;
    Ok(FieldPlace { table: place.table.clone(), field: to })
}

/// Why a field cannot be called so.
fn refuse(definition: &Definition, place: &FieldPlace, to: &FieldId) -> Result<(), Text> {
    let taken =
        beside(definition, place.table.as_ref()).is_some_and(|fields| fields.iter().any(|other| other.id == *to));
    if taken {
        return Err(Text::each(format!("已有名为「{to}」的字段"), format!("there is a field called `{to}` already")));
    }
    let names = HostNames::with_fields([to.as_str()]);
    let is_plain = to.as_str().chars().all(|sign| sign.is_alphanumeric() || sign == '_');
    // A word of the language is no name.
    let reads_as_name = feel::parse(to.as_str(), names.names())
        .is_ok_and(|expression| expression.free_names().iter().any(|reference| &*reference.name == to.as_str()));
    if !is_plain || !reads_as_name || HostNames::OWN.contains(&to.as_str()) {
        return Err(Text::each(
            format!("「{to}」不能作字段名：请用字母或汉字开头，不含符号，且不与内置名称相同"),
            format!(
                "`{to}` cannot be the name of a field: begin with a letter, use no signs and no name that has a meaning"
            ),
        ));
    }
    Ok(())
}

/// A renaming, in expressions.
struct Words<'d> {
    from: &'d FieldId,
    to: &'d FieldId,
    table: Option<&'d FieldId>,
    declared: Declarations,
    definition: &'d Definition,
}

/// Why an expression is left as it is.
enum Refused {
    /// It cannot be read.
    Unread,
    /// With the new name it would mean something else.
    Ambiguous,
}

impl Words<'_> {
    fn in_formula(&self, standing: Standing<'_>, formula: &Formula) -> Result<Formula, Refused> {
        let path: Vec<&str> = match (self.table, standing) {
            // In its own rows a column stands by itself; elsewhere it is asked of the table.
            (Some(table), Standing::Row(row)) if row == table => vec![self.from.as_str()],
            (Some(table), _) => vec![table.as_str(), self.from.as_str()],
            (None, _) => vec![self.from.as_str()],
        };
        let table = match standing {
            Standing::Row(table) => self.definition.form.fields.iter().find(|field| field.id == *table),
            _ => None,
        };
        // A column of the same name hides the field.
        let hides = |table: &Field| table.fields.iter().any(|column| column.id == *self.from);
        if self.table.is_none() && table.is_some_and(hides) {
            return Ok(formula.clone());
        }
        let in_row;
        let declared: &Declarations = match table {
            Some(table) => {
                in_row = within_row(self.declared.clone(), table);
                &in_row
            }
            None => &self.declared,
        };
        let text = match standing {
            Standing::Script if self.table.is_none() => entries_renamed(&formula.0, self.from, self.to),
            _ => formula.0.clone(),
        };
        let input = match standing {
            Standing::Tests(input) => Some(self.type_of(input, declared)),
            _ => None,
        };
        let source = match &input {
            Some(input) => Source::tests(&text, input),
            None => Source::from(text.as_str()),
        };
        match rename(source, &path, self.to.as_str(), declared) {
            Ok(edits) => Ok(Formula(apply(&text, &edits))),
            Err(error) if error.code == feel::ErrorCode::UnusableName => Err(Refused::Ambiguous),
            Err(_) => Err(Refused::Unread),
        }
    }

    fn type_of(&self, input: &Formula, declared: &dyn Declared) -> Type {
        let names = HostNames::of(self.definition);
        feel::parse(&input.0, names.names()).map_or(Type::Any, |input| infer(&input, declared))
    }

    /// Words with expressions in braces.
    fn in_text(&self, text: Text) -> Text {
        let renamed = |words: &str| {
            crate::template::changed(words, |formula| {
                let formula = Formula::from(formula);
                self.in_formula(Standing::Outside, &formula).map_or(formula.0, |changed| changed.0)
            })
        };
        match text {
            Text::Plain(words) => Text::Plain(renamed(&words).into()),
            Text::Each(each) => {
                let each_renamed =
                    |words: &Option<std::sync::Arc<str>>| words.as_deref().map(|words| renamed(words).into());
                Translated { zh: each_renamed(&each.zh), en: each_renamed(&each.en) }.into()
            }
        }
    }
}

/// A script whose context gives an entry another name: those of the context that it yields, not of others within.
fn entries_renamed(script: &str, from: &FieldId, to: &FieldId) -> String {
    let (mut renamed, mut depth, mut in_text, mut begins) = (String::new(), 0_u32, false, false);
    let mut at = 0;
    while let Some(sign) = script[at..].chars().next() {
        let rest = &script[at..];
        let is_entry = !in_text
            && depth == 1
            && begins
            && rest.strip_prefix(from.as_str()).is_some_and(|after| after.trim_start().starts_with(':'));
        if is_entry {
            renamed.push_str(to.as_str());
            at += from.as_str().len();
            begins = false;
            continue;
        }
        match sign {
            '\\' if in_text => {
                renamed.push(sign);
                at += sign.len_utf8();
                let Some(escaped) = script[at..].chars().next() else { break };
                renamed.push(escaped);
                at += escaped.len_utf8();
                continue;
            }
            '"' => in_text = !in_text,
            '{' | '[' | '(' if !in_text => {
                depth += 1;
                begins = sign == '{' && depth == 1;
            }
            '}' | ']' | ')' if !in_text => depth = depth.saturating_sub(1),
            ',' if !in_text && depth == 1 => begins = true,
            _ if !sign.is_whitespace() => begins = false,
            _ => {}
        }
        renamed.push(sign);
        at += sign.len_utf8();
    }
    renamed
}

/// The data that scenarios give and expect, under another name.
fn rename_data(scenario: &mut Json, table: Option<&FieldId>, from: &FieldId, to: &FieldId) {
    match scenario {
        Json::Array(parts) => parts.iter_mut().for_each(|part| rename_data(part, table, from, to)),
        Json::Object(entries) => {
            for (key, part) in entries.iter_mut() {
                match (key.as_str(), part) {
                    ("data" | "correct", Json::Object(data)) => match table {
                        None => rename_key(data, from.as_str(), to.as_str()),
                        Some(table) => {
                            let rows = data.get_mut(table.as_str()).and_then(Json::as_array_mut);
                            let rows = rows.into_iter().flatten().filter_map(Json::as_object_mut);
                            rows.for_each(|row| rename_key(row, from.as_str(), to.as_str()));
                        }
                    },
                    (_, part) => rename_data(part, table, from, to),
                }
            }
        }
        _ => {}
    }
}

fn rename_key(data: &mut serde_json::Map<String, Json>, from: &str, to: &str) {
    if let Some(value) = data.remove(from) {
        data.insert(to.to_owned(), value);
    }
}

/// What a field of a kind is called in rules, before anybody says.
fn stem(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Text | FieldType::LongText => "text",
        FieldType::Number => "quantity",
        FieldType::Money => "amount",
        FieldType::Date => "day",
        FieldType::Time => "clock",
        FieldType::DateTime => "moment",
        FieldType::Boolean => "yes",
        FieldType::Choice | FieldType::Choices => "choice",
        FieldType::Person | FieldType::People => "person",
        FieldType::Department => "unit",
        FieldType::Files => "files",
        FieldType::Email => "mail",
        FieldType::Phone => "phone",
        FieldType::IdNumber => "identity",
        FieldType::CreditCode => "credit",
        FieldType::CardNumber => "card",
        FieldType::Rating => "rating",
        FieldType::Duration => "length",
        FieldType::DateRange => "range",
        FieldType::Cascade => "path",
        FieldType::Picture => "pictures",
        FieldType::Signature => "signature",
        FieldType::Location => "place",
        FieldType::Serial => "serial",
        FieldType::Explanation => "explanation",
        FieldType::Table => "lines",
    }
}

/// A name of that sort that no field or column has, and that the host does not use.
fn free(definition: &Definition, stem: &str) -> FieldId {
    let fields = definition.form.fields.iter();
    let taken: BTreeSet<&str> =
        fields.flat_map(|field| std::iter::once(field).chain(&field.fields)).map(|field| field.id.as_str()).collect();
    let numbered = (2_u32..).map(|number| format!("{stem}{number}"));
    let mut names = std::iter::once(stem.to_owned()).chain(numbered);
    let free = names.find(|name| !taken.contains(name.as_str()) && !HostNames::OWN.contains(&name.as_str()));
    FieldId::from(free.unwrap_or_default().as_str())
}

#[cfg(test)]
mod tests;
