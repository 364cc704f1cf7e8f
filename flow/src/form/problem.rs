//! What is wrong with a value, in words that say what would be right.

use std::sync::Arc;

use crate::id::FieldId;
use crate::kernel::FieldProblem;
use crate::model::FieldType;
use crate::text::Text;

/// Something wrong with a value, before it is known where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wrong {
    /// The row, from 0, and the column, for a value within a table.
    pub(super) cell: Option<(usize, FieldId)>,
    pub(super) code: &'static str,
    pub(super) message: Text,
}

impl Wrong {
    fn new(code: &'static str, zh: impl Into<Arc<str>>, en: impl Into<Arc<str>>) -> Self {
        Self { cell: None, code, message: Text::each(zh, en) }
    }

    /// The same within a table.
    pub(super) fn in_cell(self, row: usize, column: &FieldId) -> Self {
        Self { cell: Some((row, column.clone())), ..self }
    }

    pub(super) fn of(self, field: &FieldId) -> FieldProblem {
        FieldProblem { field: field.clone(), cell: self.cell, code: self.code.to_owned(), message: self.message }
    }

    pub(super) fn required() -> Self {
        Self::new("required", "此项必填。", "This has to be filled in.")
    }

    pub(super) fn check(message: Text) -> Self {
        Self { cell: None, code: "check", message }
    }

    pub(super) fn not_writable() -> Self {
        Self::new("not_writable", "此步骤不能修改这一项。", "This cannot be changed at this step.")
    }

    pub(super) fn read_only() -> Self {
        Self::new("not_writable", "按已填内容，此项不能修改。", "With what is filled in, this cannot be changed.")
    }

    pub(super) fn unknown(name: &str) -> Self {
        Self::new("unknown", format!("没有名为「{name}」的项。"), format!("There is nothing called `{name}` here."))
    }

    pub(super) fn too_long(most: usize, is: usize) -> Self {
        let zh = format!("最多 {most} 字，现有 {is} 字。");
        Self::new("too_long", zh, format!("At most {most} characters; these are {is}."))
    }

    pub(super) fn too_many(most: usize, is: usize) -> Self {
        Self::new("too_long", format!("最多 {most} 项，现有 {is} 项。"), format!("At most {most}; these are {is}."))
    }

    pub(super) fn choice() -> Self {
        Self::new("choice", "请从给出的选项中选择。", "Choose one of the options.")
    }

    pub(super) fn nobody(id: &str) -> Self {
        let zh = format!("组织中没有「{id}」，请重新选择。");
        Self::new("choice", zh, format!("The organisation has no `{id}`; choose again."))
    }

    pub(super) fn decimals(scale: u8) -> Self {
        match scale {
            0 => Self::new("type", "请填写整数。", "Enter a whole number."),
            1 => Self::new("type", "最多 1 位小数。", "At most one decimal."),
            scale => Self::new("type", format!("最多 {scale} 位小数。"), format!("At most {scale} decimals.")),
        }
    }

    pub(super) fn stars(most: u8) -> Self {
        Self::new("type", format!("请选择 1 至 {most} 星。"), format!("Choose between 1 and {most} stars."))
    }

    pub(super) fn backwards() -> Self {
        Self::new("type", "结束日期不能早于开始日期。", "It must not end before it begins.")
    }

    pub(super) fn expression(message: &Text) -> Self {
        let zh = format!("规则无法计算：{}", message.in_language(crate::text::Language::Chinese));
        let en = format!("A rule could not be evaluated: {}", message.in_language(crate::text::Language::English));
        Self::new("expression", zh, en)
    }

    /// The value has not the type of its field.
    pub(super) fn kind(kind: FieldType) -> Self {
        let (zh, en) = match kind {
            FieldType::Text | FieldType::LongText => ("请填写文字。", "Enter text."),
            FieldType::Email => {
                ("请填写邮箱地址，如 liqing@example.com。", "Enter a mail address, such as liqing@example.com.")
            }
            FieldType::Phone => (
                "请填写电话号码：手机、带区号的固定电话，或以 + 开头的国际号码。",
                "Enter the number of a telephone: a mainland mobile, a fixed line with its area code, or one that begins with +.",
            ),
            FieldType::IdNumber => (
                "身份证号码不正确：应为 18 位，请核对出生日期和校验码。",
                "This is no number of an identity card: it has 18 characters; look at the birthday and the check character.",
            ),
            FieldType::CreditCode => (
                "统一社会信用代码不正确：应为 18 位，不含 I、O、S、V、Z，请核对校验码。",
                "This is no unified social credit code: it has 18 characters without I, O, S, V and Z; look at the check character.",
            ),
            FieldType::CardNumber => (
                "银行卡号不正确：应为 12 至 19 位数字，请逐位核对。",
                "This is no number of a bank card: it has 12 to 19 digits; look at each of them again.",
            ),
            FieldType::Number => ("请填写数字。", "Enter a number."),
            FieldType::Money => ("请填写金额，如 1280.50。", "Enter an amount, such as 1280.50."),
            FieldType::Date => ("请填写日期，如 2026-03-02。", "Enter a date, such as 2026-03-02."),
            FieldType::Time => ("请填写时间，如 09:00。", "Enter a time, such as 09:00."),
            FieldType::DateTime => (
                "请填写日期和时间，如 2026-03-02T09:00:00+08:00。",
                "Enter a date and time, such as 2026-03-02T09:00:00+08:00.",
            ),
            FieldType::Rating => ("请选择星级。", "Choose how many stars."),
            FieldType::Duration => ("请填写时长，不小于 0。", "Enter how long it takes, 0 or more."),
            FieldType::DateRange => ("请填写开始日期和结束日期。", "Enter the first and the last day."),
            FieldType::Cascade => ("请逐级选择到最后一级。", "Choose on every level, down to the last."),
            FieldType::Picture => ("请上传图片文件，如 png、jpg。", "Attach pictures, such as png or jpg."),
            FieldType::Signature => ("请签名。", "Sign here."),
            FieldType::Location => ("请填写地址。", "Enter an address."),
            FieldType::Serial => ("编号由流程生成。", "The process gives this number."),
            FieldType::Explanation => ("此项只供阅读。", "This is only to be read."),
            FieldType::Boolean => ("请选择是或否。", "Choose yes or no."),
            FieldType::Choice => ("请选择一项。", "Choose one option."),
            FieldType::Choices => ("请选择若干项。", "Choose options from the list."),
            FieldType::Person => ("请选择一人。", "Choose a person."),
            FieldType::People => ("请选择人员。", "Choose people."),
            FieldType::Department => ("请选择部门。", "Choose a department."),
            FieldType::Files => ("请上传文件。", "Attach files."),
            FieldType::Table => ("请按行填写。", "Fill in rows."),
        };
        Self::new("type", zh, en)
    }
}
