//! The one check: may this subject do this to that? What is not allowed here is denied.
//!
//! | action | on | who may |
//! | --- | --- | --- |
//! | read, change | the organisation | administrators |
//! | read | definitions | administrators, process office, auditors |
//! | change | definitions | administrators, process office |
//! | start | a process | whom its definition names as starters |
//! | read | an instance | its initiator, whoever was asked or told in it, who looks after its process, administrators, auditors, process office |
//! | take part (note, urge) | an instance | its initiator, whoever was asked or told in it, who looks after its process |
//! | withdraw | an instance | its initiator |
//! | share | an instance | its initiator, who looks after its process, administrators |
//! | operate (reassign, move, suspend, correct, terminate) | an instance | who looks after its process, process office, administrators |
//! | act | a task | who holds it |
//!
//! Who looks after a process: the head of the department that owns it, and the administrators it names. What of an
//! instance somebody sees is narrower than whether they see it: [`super::sight`].

use app::port::Permission;
use flow::id::PersonId;

use super::subject::Subject;

/// Something that one may want to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Look at it.
    Read,
    /// Change it.
    Change,
    /// Begin an instance of it.
    Start,
    /// Say something in it, or remind the holders.
    TakePart,
    /// Take the matter back.
    Withdraw,
    /// Make links to its timeline.
    Share,
    /// Step in: give tasks to others, end it.
    Operate,
    /// Decide, return or hand over.
    Act,
}

/// Something that one may want to do something to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Object<'a> {
    /// People, departments, posts, roles and accounts.
    Organisation,
    /// The definitions, as administration shows them.
    Definitions,
    /// A process, and whether its starters include the subject.
    Process {
        /// They do.
        starter: bool,
    },
    /// An instance, by what the subject has to do with it.
    Instance(Relation),
    /// A task, by who holds it.
    Task {
        /// Its holder.
        holder: &'a PersonId,
    },
}

/// What somebody has to do with an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Relation {
    /// They started it.
    pub initiator: bool,
    /// They were asked or told in it, or started it.
    pub takes_part: bool,
    /// They look after its process.
    pub looks_after: bool,
}

/// Whether the subject may do it.
#[must_use]
pub fn can(subject: &Subject, action: Action, object: &Object<'_>) -> bool {
    use Action::*;
    let has = |permission| subject.has(permission);
    match (object, action) {
        (Object::Organisation, Read | Change) => has(Permission::ManageOrganisation),
        (Object::Definitions, Read) => has(Permission::ReadDefinitions) || has(Permission::ManageDefinitions),
        (Object::Definitions, Change) => has(Permission::ManageDefinitions),
        (Object::Process { starter }, Start) => *starter,
        // Nobody steps into what they cannot see.
        (Object::Instance(_), Read) if can(subject, Operate, object) => true,
        (Object::Instance(to), Read) => to.takes_part || has(Permission::ReadInstances),
        (Object::Instance(to), TakePart) => to.takes_part || to.looks_after,
        (Object::Instance(to), Withdraw) => to.initiator,
        (Object::Instance(to), Share) => to.initiator || to.looks_after || has(Permission::ManageOrganisation),
        (Object::Instance(to), Operate) => to.looks_after || has(Permission::OperateInstances),
        (Object::Task { holder }, Act) => subject.person == **holder,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(permissions: &[Permission]) -> Subject {
        Subject { person: PersonId::from("me"), permissions: permissions.to_vec() }
    }

    const ACTIONS: [Action; 8] = [
        Action::Read,
        Action::Change,
        Action::Start,
        Action::TakePart,
        Action::Withdraw,
        Action::Share,
        Action::Operate,
        Action::Act,
    ];

    #[test]
    fn nothing_allows_nothing() {
        let (nobody, other) = (subject(&[]), PersonId::from("other"));
        let objects = [
            Object::Organisation,
            Object::Definitions,
            Object::Process { starter: false },
            Object::Instance(Relation::default()),
            Object::Task { holder: &other },
        ];
        for (object, action) in objects.iter().flat_map(|object| ACTIONS.map(|action| (object, action))) {
            assert!(!can(&nobody, action, object), "{action:?} {object:?}");
        }
    }

    #[test]
    fn an_auditor_reads_and_changes_nothing() {
        let auditor = subject(&[Permission::ReadDefinitions, Permission::ReadInstances]);
        let stranger = Object::Instance(Relation::default());
        assert!(can(&auditor, Action::Read, &stranger) && can(&auditor, Action::Read, &Object::Definitions));
        for action in ACTIONS.into_iter().filter(|action| *action != Action::Read) {
            assert!(!can(&auditor, action, &stranger) && !can(&auditor, action, &Object::Definitions), "{action:?}");
        }
    }

    #[test]
    fn whoever_may_step_in_may_see_what_they_step_into() {
        let office = subject(&[Permission::OperateInstances]);
        let stranger = Object::Instance(Relation::default());
        assert!(can(&office, Action::Operate, &stranger) && can(&office, Action::Read, &stranger));
        assert!(!can(&office, Action::TakePart, &stranger));
    }

    #[test]
    fn not_even_an_administrator_acts_on_the_task_of_another() {
        let all = subject(&[
            Permission::ManageOrganisation,
            Permission::ManageDefinitions,
            Permission::ReadDefinitions,
            Permission::ReadInstances,
            Permission::OperateInstances,
        ]);
        assert!(!can(&all, Action::Act, &Object::Task { holder: &PersonId::from("other") }));
        assert!(!can(&all, Action::Withdraw, &Object::Instance(Relation::default())));
        assert!(can(&all, Action::Act, &Object::Task { holder: &PersonId::from("me") }));
    }
}
