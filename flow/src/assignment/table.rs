//! Tables of people: which row holds.

use std::borrow::Cow;

use feel::Limits;

use super::search::Search;
use crate::kernel::Incident;
use crate::process::{PeopleTable, Rule};

impl Search<'_> {
    /// The same rule with what each table in it says here and now in its place, so that nothing else has to know of tables.
    pub(super) fn through_tables<'r>(&self, rule: &'r Rule) -> Result<Cow<'r, Rule>, Incident> {
        if !rule.has_table() {
            return Ok(Cow::Borrowed(rule));
        }
        let mut seen = rule.clone();
        self.replace_tables(&mut seen)?;
        Ok(Cow::Owned(seen))
    }

    fn replace_tables(&self, rule: &mut Rule) -> Result<(), Incident> {
        if let Rule::Table(table) = rule {
            let Some((row, mut says)) = self.row(table)? else {
                *rule = Rule::All(Vec::new());
                return Ok(());
            };
            self.replace_tables(&mut says)?;
            *rule = by_row(row, says);
            return Ok(());
        }
        rule.parts_mut().into_iter().try_for_each(|part| self.replace_tables(part))
    }

    /// The rule of the first row that holds, with the number of the row, from 1; none for what holds otherwise.
    fn row(&self, table: &PeopleTable) -> Result<Option<(Option<usize>, Rule)>, Incident> {
        let decided = table.table.decide(self.scope, &mut Limits::default());
        let first = table.table.inputs.first().map_or("", |input| input.expression.text());
        let decided = decided.map_err(|error| Incident::of(first, &error))?;
        Ok(match decided.matched.first() {
            Some(row) => table.rows.get(*row).map(|rule| (Some(row + 1), rule.clone())),
            None => table.otherwise.as_ref().map(|rule| (None, rule.clone())),
        })
    }
}

/// What a row says. Each part of what is wanted together comes from the row, and is still wanted.
fn by_row(row: Option<usize>, rule: Rule) -> Rule {
    match rule {
        Rule::All(parts) => Rule::All(parts.into_iter().map(|part| by_row(row, part)).collect()),
        rule => Rule::Row(row, Box::new(rule)),
    }
}
