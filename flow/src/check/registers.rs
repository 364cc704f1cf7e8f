//! Whether what is read of registers is what is entered in them, and may stay there.

use std::collections::{BTreeMap, BTreeSet};

use feel::Expression;

use super::Finding;
use crate::id::{FieldId, RegisterId};
use crate::model::Field;
use crate::process::{Entry, Process, Work};
use crate::register::{EXCEPTION_COLUMNS, EXCEPTIONS, read_by};
use crate::text::Text;

/// Where a process enters a register itself, its columns are known: rows of the same register have the same, and rules
/// name no others. Of registers that only other processes enter nothing is known here.
pub(super) fn look(process: &Process, findings: &mut Vec<Finding>) {
    let (exceptions, their_columns) = (EXCEPTIONS.into(), EXCEPTION_COLUMNS.map(FieldId::from));
    let mut known = BTreeMap::from([(&exceptions, their_columns.iter().collect::<BTreeSet<&FieldId>>())]);
    for step in process.steps() {
        let Work::Ledger(ledger) = &step.work else { continue };
        let Entry::Row(row) = &ledger.entry else { continue };
        for (column, value) in row {
            findings.extend(personal_in(process, value).map(|field| personal(step.id.as_str(), column, field)));
        }
        let columns: BTreeSet<&FieldId> = row.keys().collect();
        match known.get_mut(&ledger.register) {
            Some(others) if *others != columns => {
                findings.push(other_columns(step.id.as_str(), &ledger.register, others.symmetric_difference(&columns)));
                others.extend(columns);
            }
            Some(_) => {}
            None => _ = known.insert(&ledger.register, columns),
        }
    }
    for placed in process.placed() {
        for (register, columns) in read_by(&placed.expression) {
            let Some(entered) = known.get(&register) else { continue };
            for column in columns.iter().filter(|column| !entered.contains(column)) {
                findings.push(unknown_column(&placed.element, &register, column, entered));
            }
        }
    }
}

/// A personal field that an expression looks at. Rows of registers stay for ever; such values must be erasable.
fn personal_in<'p>(process: &'p Process, expression: &Expression) -> Option<&'p Field> {
    let names = expression.free_names();
    let mut read = names.iter().filter_map(|reference| process.field(&reference.name));
    read.find(|field| field.is_personal())
}

fn personal(element: &str, column: &FieldId, field: &Field) -> Finding {
    let zh = format!("列「{column}」取自个人信息字段「{}」，而台账的行永久保留", field.id);
    let en =
        format!("the column `{column}` is taken from the personal field `{}`, and rows of registers stay", field.id);
    let repair =
        Text::each("改记业务编号等不属于个人信息的内容", "enter something that is not personal, such as a number");
    Finding::error("personal_in_register", element, Text::each(zh, en)).with_repair(repair)
}

fn other_columns<'c>(element: &str, register: &RegisterId, columns: impl Iterator<Item = &'c &'c FieldId>) -> Finding {
    let columns = listed(columns.copied());
    let zh = format!("台账「{register}」在别的节点登记的列与这里不同：{columns}");
    let en = format!("another node enters other columns in the register `{register}`: {columns}");
    let repair =
        Text::each("登记相同的列；没有值的列写 null", "enter the same columns; where there is no value, write null");
    Finding::warning("register_columns", element, Text::each(zh, en)).with_repair(repair)
}

fn unknown_column(element: &str, register: &RegisterId, column: &FieldId, entered: &BTreeSet<&FieldId>) -> Finding {
    let known = listed(entered.iter().copied());
    let zh = format!("台账「{register}」没有列「{column}」；可用：{known}");
    let en = format!("the register `{register}` has no column `{column}`; known are {known}");
    Finding::error("unknown_column", element, Text::each(zh, en))
}

fn listed<'c>(columns: impl Iterator<Item = &'c FieldId>) -> String {
    columns.map(FieldId::as_str).collect::<Vec<_>>().join(", ")
}
