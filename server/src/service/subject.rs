//! Who asks.

use app::port::Permission;
use flow::id::PersonId;
use flow::organisation::Organisation;
use flow::time::Moment;

/// The role whose people administer the installation.
pub const ADMINISTRATORS: &str = "administrators";

/// The role whose people look after the processes.
pub const PROCESS_OFFICE: &str = "process_office";

/// The role whose people may read everything and change nothing.
pub const AUDITORS: &str = "auditors";

/// Somebody who is signed in, with what they may do across the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Who.
    pub person: PersonId,
    /// What they may do across the organisation.
    pub permissions: Vec<Permission>,
}

impl Subject {
    /// A person of the organisation; none when they have left or were never here.
    #[must_use]
    pub fn of(person: &PersonId, organisation: &Organisation, now: Moment) -> Option<Self> {
        let known = organisation.people.get(person)?;
        if known.left.is_some_and(|left| left <= now) {
            return None;
        }
        let mut permissions: Vec<Permission> = organisation
            .roles
            .iter()
            .filter(|(_, role)| role.people.contains(person))
            .flat_map(|(id, _)| permissions_of(id.as_str()))
            .copied()
            .collect();
        permissions.sort_unstable();
        permissions.dedup();
        Some(Self { person: person.clone(), permissions })
    }

    /// Whether they have a permission across the organisation.
    #[must_use]
    pub fn has(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }
}

/// Whether somebody administers the installation who stays. Once people can sign in, nobody could make an administrator
/// again.
#[must_use]
pub fn is_administered(organisation: &Organisation) -> bool {
    let stays = |person| organisation.people.get(person).is_some_and(|person| person.left.is_none());
    organisation.roles.get(ADMINISTRATORS).is_some_and(|role| role.people.iter().any(stays))
}

/// What a role allows across the organisation. Every other role is a function in the business and allows nothing here.
#[must_use]
pub fn permissions_of(role: &str) -> &'static [Permission] {
    use Permission::*;
    match role {
        ADMINISTRATORS => &[ManageOrganisation, ManageDefinitions, ReadDefinitions, ReadInstances, OperateInstances],
        PROCESS_OFFICE => &[ManageDefinitions, ReadDefinitions, OperateInstances],
        AUDITORS => &[ReadDefinitions, ReadInstances],
        _ => &[],
    }
}
