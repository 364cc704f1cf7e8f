use std::collections::BTreeSet;

use super::{Absence, Department, Holder, Organisation, Person};
use crate::calendar::Calendar;
use crate::id::{DepartmentId, PersonId, PostId};
use crate::time::Moment;

/// Who stands in for somebody, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandIn<'a> {
    /// Who does their new work.
    pub person: &'a PersonId,
    /// The last moment of the absence of whom they stand in for.
    pub until: Moment,
}

impl Person {
    /// Whether they have left by a moment.
    pub fn has_left(&self, now: Moment) -> bool {
        self.left.is_some_and(|left| left <= now)
    }
}

impl Organisation {
    /// Whether there is such a person, and they have not left.
    pub fn is_here(&self, person: &PersonId, now: Moment) -> bool {
        self.people.get(person).is_some_and(|person| !person.has_left(now))
    }

    /// The people of a department itself, those of its parts not included, in the order of their ids.
    pub fn members<'a>(&'a self, department: &'a DepartmentId, now: Moment) -> impl Iterator<Item = &'a PersonId> {
        let members = self.people.iter().filter(move |(_, person)| person.department.as_ref() == Some(department));
        members.filter(move |(_, person)| !person.has_left(now)).map(|(id, _)| id)
    }

    /// The head of a department, or, when it has none, of the nearest department that it is part of.
    pub fn head_of(&self, department: &DepartmentId, now: Moment) -> Option<&PersonId> {
        self.upwards(department).find_map(|(_, department)| self.head_of_itself(department, now))
    }

    fn head_of_itself<'a>(&'a self, department: &'a Department, now: Moment) -> Option<&'a PersonId> {
        department.head.as_ref().filter(|head| self.is_here(head, now))
    }

    /// The calendar by which a person works: that of their department, or of the nearest department above it that has one,
    /// else that of the organisation.
    pub fn calendar_of(&self, person: &PersonId) -> &Calendar {
        let department = self.people.get(person).and_then(|person| person.department.as_ref());
        let mut levels = department.into_iter().flat_map(|department| self.upwards(department));
        levels.find_map(|(_, department)| department.calendar.as_ref()).unwrap_or(&self.calendar)
    }

    /// Whom a person reports to: their own superior; without one the head of their department; whoever heads it
    /// themselves reports to the head of the nearest department above.
    pub fn superior_of(&self, person: &PersonId, now: Moment) -> Option<&PersonId> {
        let info = self.people.get(person)?;
        let own = info.superior.as_ref().filter(|superior| *superior != person && self.is_here(superior, now));
        own.or_else(|| {
            let heads = self.upwards(info.department.as_ref()?);
            heads.filter_map(|(_, department)| self.head_of_itself(department, now)).find(|head| *head != person)
        })
    }

    /// Who holds a post, in the order in which they are listed, nobody twice.
    ///
    /// Within a department these are its holders there; when there are none, those in the nearest department that it
    /// is part of.
    pub fn holders(&self, post: &PostId, within: Option<&DepartmentId>, now: Moment) -> Vec<&PersonId> {
        let Some(info) = self.posts.get(post) else { return Vec::new() };
        let here = || info.holders.iter().filter(|holder| self.is_here(&holder.person, now));
        let found: Vec<_> = match within {
            None => here().map(|holder| &holder.person).collect(),
            Some(department) => {
                let levels = self.upwards(department).map(|(level, _)| {
                    here().filter(|holder| self.place_of(holder) == Some(level)).map(|holder| &holder.person).collect()
                });
                levels.into_iter().find(|found: &Vec<_>| !found.is_empty()).unwrap_or_default()
            }
        };
        let mut seen = BTreeSet::new();
        found.into_iter().filter(|person| seen.insert(*person)).collect()
    }

    /// In which department somebody holds a post.
    fn place_of<'a>(&'a self, holder: &'a Holder) -> Option<&'a DepartmentId> {
        holder.within.as_ref().or_else(|| self.people.get(&holder.person)?.department.as_ref())
    }

    /// The posts that a person holds, each with the department when it is not the person's own.
    pub fn posts_of<'a>(
        &'a self,
        person: &'a PersonId,
    ) -> impl Iterator<Item = (&'a PostId, Option<&'a DepartmentId>)> {
        self.posts.iter().flat_map(move |(post, info)| {
            let holding = info.holders.iter().filter(move |holder| holder.person == *person);
            holding.map(move |holder| (post, holder.within.as_ref()))
        })
    }

    /// Who gets a person's new work at a moment: nobody but themselves, or whoever stands in for them.
    ///
    /// Whoever stands in may be away too, with a stand-in of their own. When that leads back to the person, or to
    /// somebody who has left, it stops before.
    pub fn stand_in_for(&self, person: &PersonId, now: Moment) -> Option<StandIn<'_>> {
        let absence = self.absence(person, now)?;
        let mut passed = BTreeSet::from([person]);
        let mut next = absence;
        let mut last = None;
        while let Some(stand_in) = next.stand_in.as_ref() {
            if !self.is_here(stand_in, now) {
                break;
            }
            if !passed.insert(stand_in) {
                // Everybody of the circle is away: the work stays with whom it was meant for.
                return None;
            }
            last = Some(stand_in);
            match self.absence(stand_in, now) {
                Some(further) => next = further,
                None => break,
            }
        }
        last.map(|person| StandIn { person, until: absence.until })
    }

    /// The first absence of a person that is in force and names a stand-in.
    fn absence(&self, person: &PersonId, now: Moment) -> Option<&Absence> {
        let in_force = |absence: &&Absence| absence.person == *person && absence.from <= now && now <= absence.until;
        self.absences.iter().filter(in_force).find(|absence| absence.stand_in.is_some())
    }

    /// A department and those that it is part of, from the inside out; each once, even when they are part of each
    /// other by mistake.
    fn upwards<'a>(
        &'a self,
        department: &DepartmentId,
    ) -> impl Iterator<Item = (&'a DepartmentId, &'a Department)> + use<'a> {
        let mut next = self.departments.get_key_value(department);
        let mut passed = BTreeSet::new();
        std::iter::from_fn(move || {
            let (id, department) = next.take()?;
            next = department.parent.as_ref().and_then(|parent| self.departments.get_key_value(parent));
            passed.insert(id).then_some((id, department))
        })
    }
}
