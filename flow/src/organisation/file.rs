//! The organisation as `org.yaml` writes it: times are dates or moments, and a holder is a name.

use std::collections::BTreeMap;
use std::str::FromStr;

use feel::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::{Absence, Department, Holder, Organisation, Person, PostInfo, RoleInfo};
use crate::calendar::Calendar;
use crate::id::{DepartmentId, PersonId, PostId, RoleId};
use crate::text::Text;
use crate::time::Moment;

/// Why a file is no organisation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OrganisationError {
    /// A text is neither a date nor a moment.
    #[error("`{0}` is no date or moment; write `2026-03-02` or `2026-03-02T09:00:00+08:00`")]
    Time(String),
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(super) struct OrganisationFile {
    /// What it is called.
    name: Text,
    /// Its working calendar; Monday to Friday from 9 to 12 and from 13 to 18 when it says nothing.
    #[serde(skip_serializing_if = "is_usual")]
    calendar: Calendar,
    /// Its departments, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    departments: BTreeMap<DepartmentId, Department>,
    /// Its posts, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    posts: BTreeMap<PostId, PostInfo>,
    /// Its roles, by id, with the people who have them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    roles: BTreeMap<RoleId, RoleInfo>,
    /// Everybody, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    people: BTreeMap<PersonId, PersonFile>,
    /// Who is away, and who stands in for them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    absences: Vec<AbsenceFile>,
}

/// A person.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Person"))]
#[serde(deny_unknown_fields, default)]
struct PersonFile {
    /// Their name.
    name: Text,
    /// The department they belong to.
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<DepartmentId>,
    /// Their direct superior; the head of their department when it says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    superior: Option<PersonId>,
    /// From when on they are no longer here.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::DayOrMoment>"))]
    left: Option<String>,
}

/// A time in which somebody stands in for somebody else.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Absence"))]
#[serde(deny_unknown_fields)]
struct AbsenceFile {
    /// Who is away.
    person: PersonId,
    /// From when.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DayOrMoment"))]
    from: String,
    /// Until when; a day that is named belongs to it.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DayOrMoment"))]
    until: String,
    /// Who gets their new tasks; nobody when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stand_in: Option<PersonId>,
}

fn is_usual(calendar: &Calendar) -> bool {
    *calendar == Calendar::default()
}

impl TryFrom<OrganisationFile> for Organisation {
    type Error = OrganisationError;

    fn try_from(file: OrganisationFile) -> Result<Self, OrganisationError> {
        let calendar = file.calendar;
        let mut people = BTreeMap::new();
        for (id, PersonFile { name, department, superior, left }) in file.people {
            let left = left.map(|text| Time::read(text).map(|time| time.beginning(&calendar))).transpose()?;
            people.insert(id, Person { name, department, superior, left });
        }
        let absence = |absence: AbsenceFile| {
            Ok(Absence {
                from: Time::read(absence.from)?.beginning(&calendar),
                until: Time::read(absence.until)?.end(&calendar),
                person: absence.person,
                stand_in: absence.stand_in,
            })
        };
        let absences = file.absences.into_iter().map(absence).collect::<Result<_, _>>()?;
        let OrganisationFile { name, departments, posts, roles, .. } = file;
        Ok(Self { name, people, departments, posts, roles, calendar, absences })
    }
}

impl From<Organisation> for OrganisationFile {
    fn from(organisation: Organisation) -> Self {
        let calendar = &organisation.calendar;
        let person = |Person { name, department, superior, left }: Person| PersonFile {
            name,
            department,
            superior,
            left: left.map(|left| written_beginning(left, calendar)),
        };
        let people = organisation.people.into_iter().map(|(id, info)| (id, person(info))).collect();
        let absence = |absence: Absence| AbsenceFile {
            from: written_beginning(absence.from, calendar),
            until: written_end(absence.until, calendar),
            person: absence.person,
            stand_in: absence.stand_in,
        };
        let absences = organisation.absences.into_iter().map(absence).collect();
        let Organisation { name, departments, posts, roles, calendar, .. } = organisation;
        Self { name, calendar, departments, posts, roles, people, absences }
    }
}

/// A time as it is written: a whole day, or a moment.
enum Time {
    Day(Date),
    Moment(DateTime),
}

impl Time {
    fn read(text: String) -> Result<Self, OrganisationError> {
        let day = || Date::from_str(&text).map(Self::Day);
        let moment = |_| DateTime::from_str(&text).map(Self::Moment);
        day().or_else(moment).map_err(|_| OrganisationError::Time(text))
    }

    fn beginning(self, calendar: &Calendar) -> Moment {
        match self {
            Self::Day(date) => calendar.begins(date),
            Self::Moment(at) => calendar.moment_of(&at),
        }
    }

    /// The last moment of it: a day that is named as an end belongs to the time.
    fn end(self, calendar: &Calendar) -> Moment {
        match self {
            Self::Day(date) => calendar.ends(date),
            Self::Moment(at) => calendar.moment_of(&at),
        }
    }
}

fn written_beginning(moment: Moment, calendar: &Calendar) -> String {
    let date = calendar.date_of(moment);
    if calendar.begins(date) == moment { date.to_string() } else { calendar.date_time(moment).to_string() }
}

fn written_end(moment: Moment, calendar: &Calendar) -> String {
    let date = calendar.date_of(moment);
    if calendar.ends(date) == moment { date.to_string() } else { calendar.date_time(moment).to_string() }
}

/// A holder as it is written: a person who holds the post in their own department, or elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(super) enum HolderFile {
    /// In their own department.
    Here(PersonId),
    /// In a department that is named.
    In(HolderIn),
}

/// A person who holds a post in a department.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct HolderIn {
    /// Who holds the post.
    person: PersonId,
    /// In which department; the person's own when it says nothing.
    #[serde(default, rename = "in", skip_serializing_if = "Option::is_none")]
    within: Option<DepartmentId>,
}

impl From<HolderFile> for Holder {
    fn from(file: HolderFile) -> Self {
        match file {
            HolderFile::Here(person) => Self { person, within: None },
            HolderFile::In(HolderIn { person, within }) => Self { person, within },
        }
    }
}

impl From<Holder> for HolderFile {
    fn from(holder: Holder) -> Self {
        match holder {
            Holder { person, within: None } => Self::Here(person),
            Holder { person, within } => Self::In(HolderIn { person, within }),
        }
    }
}
