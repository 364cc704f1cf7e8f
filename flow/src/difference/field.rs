//! Fields of the form, and what nodes let their handlers do with them.

use std::collections::BTreeSet;

use super::comparison::{Comparison, Subject};
use super::pairs::{Pair, by_key, is_reordered};
use super::{Change, Weight};
use crate::id::FieldId;
use crate::model::{Choice, Field, Kind, Node, Right};
use crate::text::{Language, Text};

impl Comparison<'_> {
    pub(super) fn fields(&mut self, old: &[Field], new: &[Field]) {
        self.fields_of(None, old, new);
    }

    /// The fields of the form, or the columns of a table.
    fn fields_of(&mut self, table: Option<&Subject>, old: &[Field], new: &[Field]) {
        for pair in by_key(old, new, |field| &field.id) {
            match pair {
                Pair::Both(old, new) => self.field(&subject(table, new), old, new),
                Pair::Old(field) => self.went(&subject(table, field), Weight::Form, self.was(&field.kind)),
                Pair::New(field) => self.came(&subject(table, field), Weight::Form, self.is(&field.kind)),
            }
        }
        if is_reordered(old, new, |field| &field.id) {
            let of = table.cloned().unwrap_or_else(Subject::process);
            self.changed(&of, Weight::Form, ("字段顺序", "order of the fields"), None, None);
        }
    }

    fn field(&mut self, of: &Subject, old: &Field, new: &Field) {
        let Field {
            id: _,
            kind,
            label,
            hint,
            section,
            required,
            show,
            read_only,
            width,
            compute,
            default,
            options,
            fields,
            checks,
            scale,
            currency,
            capitals,
            counts,
            pattern,
            unit,
            personal,
        } = old;
        let form = Weight::Form;
        self.key(of, form, ("类型", "type"), kind, &new.kind);
        self.text(of, Weight::Wording, ("名称", "label"), label, &new.label);
        self.text(of, Weight::Wording, ("说明", "help"), hint, &new.hint);
        self.text(of, Weight::Wording, ("所属分组", "heading"), section, &new.section);
        self.key(of, form, ("必填", "required"), required, &new.required);
        self.key(of, form, ("显示", "shown"), show, &new.show);
        self.key(of, form, ("只读", "read-only"), read_only, &new.read_only);
        self.key(of, Weight::Wording, ("宽度", "width"), width, &new.width);
        self.key(of, form, ("计算公式", "computation"), compute, &new.compute);
        self.key(of, form, ("默认值", "default"), default, &new.default);
        self.options(of, options, &new.options);
        self.fields_of(Some(of), fields, &new.fields);
        self.key(of, form, ("校验", "checks"), checks, &new.checks);
        self.key(of, form, ("小数位", "decimals"), scale, &new.scale);
        self.key(of, form, ("币种", "currency"), currency, &new.currency);
        self.key(of, form, ("大写金额", "amount in capitals"), capitals, &new.capitals);
        self.key(of, form, ("时长单位", "what it counts"), counts, &new.counts);
        self.key(of, form, ("编号规则", "pattern"), pattern, &new.pattern);
        self.text(of, Weight::Wording, ("单位", "unit"), unit, &new.unit);
        self.key(of, form, ("个人信息", "personal data"), personal, &new.personal);
    }

    fn options(&mut self, of: &Subject, old: &[Choice], new: &[Choice]) {
        let part = |option: &Choice| of.part(("选项", "option"), &name(option));
        for pair in by_key(old, new, |option| &option.id) {
            match pair {
                Pair::Both(old, new) => {
                    let Choice { id: _, label, show, options } = old;
                    self.text(&part(new), Weight::Wording, ("名称", "label"), label, &new.label);
                    self.key(&part(new), Weight::Form, ("显示", "offered"), show, &new.show);
                    self.options(&part(new), options, &new.options);
                }
                Pair::Old(option) => self.went(&part(option), Weight::Form, name(option)),
                Pair::New(option) => self.came(&part(option), Weight::Form, name(option)),
            }
        }
        if is_reordered(old, new, |option| &option.id) {
            self.changed(of, Weight::Form, ("选项顺序", "order of the options"), None, None);
        }
    }

    /// What handlers of a node may do with each field now: of what both forms have, what counts. That the same is written
    /// in another way is one quiet entry.
    pub(super) fn rights(&mut self, of: &Subject, old: &Node, new: &Node) {
        let fields = self.new.form.fields.iter().map(|field| &field.id);
        let all: BTreeSet<&FieldId> = fields.chain(old.fields.keys()).chain(new.fields.keys()).collect();
        let mut counts_otherwise = false;
        for field in all {
            let (was, is) = (right(old, field), right(new, field));
            let is_new = !self.old.form.fields.iter().any(|known| known.id == *field);
            if was == is || is_new && !new.fields.contains_key(field) {
                continue;
            }
            counts_otherwise = true;
            let name = self.is(field);
            let sentence = |language| {
                let (node, field) = (of.name.in_language(language), name.in_language(language));
                may(language, node, field, is)
            };
            let message = Text::each(sentence(Language::Chinese), sentence(Language::English));
            let words = (Some(self.was(&was)), Some(self.is(&is)));
            self.tell(of, Change::Changed, Weight::Form, message, words);
        }
        if !counts_otherwise && old.fields != new.fields {
            self.changed(of, Weight::Wording, ("字段权限的写法", "how the rights of fields are written"), None, None);
        }
    }
}

/// What counts at a node for a field: what is said, else what holds without it.
fn right(node: &Node, field: &FieldId) -> Right {
    let begins = node.kind == Kind::Start && node.fields.is_empty();
    let other = if begins { Right::Edit } else { Right::Read };
    node.fields.get(field).copied().unwrap_or(other)
}

fn may(language: Language, node: &str, field: &str, right: Right) -> String {
    match (language, right) {
        (Language::Chinese, Right::Hidden) => format!("{node}看不到{field}"),
        (Language::Chinese, Right::Read) => format!("{node}只能查看{field}"),
        (Language::Chinese, Right::Edit) => format!("{node}可以填写{field}"),
        (Language::Chinese, Right::Required) => format!("{node}必须填写{field}"),
        (Language::English, Right::Hidden) => format!("{node} does not see {field}"),
        (Language::English, Right::Read) => format!("{node} may only read {field}"),
        (Language::English, Right::Edit) => format!("{node} may now edit {field}"),
        (Language::English, Right::Required) => format!("{node} now has to fill {field}"),
    }
}

fn subject(table: Option<&Subject>, field: &Field) -> Subject {
    let label = field.label.clone().unwrap_or_else(|| field.id.as_str().into());
    match table {
        Some(table) => table.part(("列", "column"), &label),
        None => {
            let label = |language| label.in_language(language);
            let name = Text::each(
                format!("字段「{}」", label(Language::Chinese)),
                format!("field “{}”", label(Language::English)),
            );
            Subject { element: Some(field.id.to_string()), name }
        }
    }
}

fn name(option: &Choice) -> Text {
    option.label.clone().unwrap_or_else(|| option.id.as_str().into())
}
