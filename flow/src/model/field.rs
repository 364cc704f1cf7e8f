use serde::{Deserialize, Serialize};

use super::Formula;
use crate::id::FieldId;
use crate::text::Text;
use crate::time::Unit;

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name in rules.
    pub id: FieldId,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// What people call it; the id when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// Help below the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// The heading under which the page shows it and the fields after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Text>,
    /// Whether it must be filled wherever it can be edited: yes, no, or under a condition.
    #[serde(default, skip_serializing_if = "Condition::is_never")]
    pub required: Condition,
    /// Whether it is there at all: yes, no, or under a condition. A field that is not shown is empty.
    #[serde(default = "Condition::always", skip_serializing_if = "Condition::is_always")]
    pub show: Condition,
    /// Whether it may only be read, also where it could be edited: yes, no, or under a condition. To the condition its own
    /// value is empty. An outcome that opens the field opens it all the same.
    #[serde(default, skip_serializing_if = "Condition::is_never")]
    pub read_only: Condition,
    /// How many of twelve columns it takes in the page, where there is room for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u8>,
    /// Computes the value; nobody types it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compute: Option<Formula>,
    /// The value to begin with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Formula>,
    /// What may be chosen, for choices; options within options, for a cascade.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// The columns, for a table.
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// What must hold of the value; the message tells what would be right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// Decimal places of a number, an amount of money or a duration; how many stars a rating goes up to, five when it says
    /// nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<u8>,
    /// The currency of an amount of money; CNY when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Whether an amount of money also stands in capitals below it, as bills and contracts have it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub capitals: bool,
    /// What a duration counts; working days when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Unit>,
    /// How a serial number is made, such as `HT-{yyyy}-{seq:4}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The unit shown after a number, such as days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Text>,
    /// Whether it is data about a person, kept beside the log so that it can be erased.
    #[serde(default, skip_serializing_if = "is_false")]
    pub personal: bool,
}

impl Field {
    /// Whether it, or a column of it, holds personal data, which must be erasable.
    pub fn is_personal(&self) -> bool {
        self.personal || self.fields.iter().any(Self::is_personal)
    }

    /// Whether it, or a column of it, is filled with what only somebody inside has at hand: files that they upload, people
    /// and departments whom they look up.
    pub fn is_kept_inside(&self) -> bool {
        use FieldType::{Department, People, Person};
        let looked_up = matches!(self.kind, Person | People | Department);
        looked_up || self.kind.holds_files() || self.fields.iter().any(Self::is_kept_inside)
    }

    /// Whether people fill it: it is not computed, numbered by the process, or only there to be read.
    pub fn is_filled_by_people(&self) -> bool {
        self.compute.is_none() && !matches!(self.kind, FieldType::Serial | FieldType::Explanation)
    }

    /// Whether it has a value from the beginning, whatever people do.
    pub fn fills_itself(&self) -> bool {
        self.compute.is_some() || self.default.is_some() || self.kind == FieldType::Serial
    }

    /// How many stars a rating goes up to.
    pub fn stars(&self) -> u8 {
        self.scale.unwrap_or(5)
    }

    /// What a duration counts.
    pub fn counted(&self) -> Unit {
        self.counts.unwrap_or(Unit::WorkingDay)
    }

    /// The options that a path through a cascade names, as far as there are such.
    pub fn chosen<'f, 'p>(&'f self, path: impl IntoIterator<Item = &'p str>) -> Vec<&'f Choice> {
        let mut options = &self.options;
        let mut chosen = Vec::new();
        for id in path {
            let Some(option) = options.iter().find(|option| option.id == id) else { break };
            chosen.push(option);
            options = &option.options;
        }
        chosen
    }

    /// A field of a type that says nothing else.
    pub fn new(id: impl Into<FieldId>, kind: FieldType) -> Self {
        Self {
            id: id.into(),
            kind,
            label: None,
            hint: None,
            section: None,
            required: Condition::Fixed(false),
            show: Condition::Fixed(true),
            read_only: Condition::Fixed(false),
            width: None,
            compute: None,
            default: None,
            options: Vec::new(),
            fields: Vec::new(),
            checks: Vec::new(),
            scale: None,
            currency: None,
            capitals: false,
            counts: None,
            pattern: None,
            unit: None,
            personal: false,
        }
    }
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A mail address.
    Email,
    /// The number of a telephone.
    Phone,
    /// The number of an identity card, by GB 11643.
    IdNumber,
    /// A unified social credit code, by GB 32100.
    CreditCode,
    /// The number of a bank card.
    CardNumber,
    /// A decimal number.
    Number,
    /// An amount of money in the field's currency.
    Money,
    /// Stars, from one.
    Rating,
    /// How long something takes, in what the field counts.
    Duration,
    /// A calendar date.
    Date,
    /// A time of the day.
    Time,
    /// A moment, with its zone.
    DateTime,
    /// Calendar dates `from` and `to`, in a context.
    DateRange,
    /// Yes or no.
    Boolean,
    /// One of the options, by id.
    Choice,
    /// Several of the options, by id.
    Choices,
    /// An option within options: the ids on the way to it.
    Cascade,
    /// A person of the organisation, by id.
    Person,
    /// Several people of the organisation, by id.
    People,
    /// A department of the organisation, by id.
    Department,
    /// Files, each a context of `name`, `size` and `hash`.
    Files,
    /// Files that are pictures.
    Picture,
    /// What somebody signed with their own hand: one picture in a file.
    Signature,
    /// A place: a context of its `address` and perhaps `latitude` and `longitude`.
    Location,
    /// A number that the process gives when an instance begins, by the field's pattern.
    Serial,
    /// A text to be read, which is its `hint`; it has no value.
    Explanation,
    /// Rows of fields.
    Table,
}

impl FieldType {
    /// Whether it is one line of text, whatever that has to look like.
    pub fn is_line(self) -> bool {
        matches!(self, Self::Text) || self.is_known_line()
    }

    /// Whether it holds files.
    pub fn holds_files(self) -> bool {
        matches!(self, Self::Files | Self::Picture | Self::Signature)
    }

    /// Whether its files are pictures, which are looked at where others are opened.
    pub fn is_looked_at(self) -> bool {
        matches!(self, Self::Picture | Self::Signature)
    }

    /// Whether it is a line of text that can be told to be wrong by its look.
    pub fn is_known_line(self) -> bool {
        matches!(self, Self::Email | Self::Phone | Self::IdNumber | Self::CreditCode | Self::CardNumber)
    }
}

/// Yes, no, or under a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum Condition {
    /// In every case, or in none.
    Fixed(bool),
    /// When the expression yields true.
    When(Formula),
}

impl Condition {
    fn always() -> Self {
        Self::Fixed(true)
    }

    fn is_always(&self) -> bool {
        *self == Self::Fixed(true)
    }

    fn is_never(&self) -> bool {
        *self == Self::Fixed(false)
    }
}

impl Default for Condition {
    fn default() -> Self {
        Self::Fixed(false)
    }
}

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The value in rules.
    pub id: String,
    /// What people read; the id when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// Whether it is offered: yes, no, or under a condition. What is not offered is refused.
    #[serde(default = "Condition::always", skip_serializing_if = "Condition::is_always")]
    pub show: Condition,
    /// What may be chosen within it, for a cascade.
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
}

impl Choice {
    /// Something with a name of its own.
    pub fn new(id: impl Into<String>, label: Text) -> Self {
        Self { id: id.into(), label: Some(label), show: Condition::Fixed(true), options: Vec::new() }
    }

    /// What people read.
    pub fn called(&self) -> Text {
        self.label.clone().unwrap_or_else(|| self.id.as_str().into())
    }
}

/// What must hold of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Must yield true when the field is filled.
    pub rule: Formula,
    /// What is wrong and what would be right, when it does not.
    pub message: Text,
}

/// What a node lets its handlers do with a field. Ordered: each right includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Not there.
    Hidden,
    /// To be read.
    Read,
    /// To be filled or left.
    Edit,
    /// To be filled.
    Required,
}

/// Whether a key says what it says when it is left out.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(super) fn is_false(value: &bool) -> bool {
    !value
}
