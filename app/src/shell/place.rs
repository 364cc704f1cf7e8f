//! The places one can go to, and who goes there.

use crate::{
    components::Symbol,
    port::{Me, Permission},
    t,
    text::words,
};

/// A place of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// What waits for me.
    Inbox,
    /// What I may start.
    Start,
    /// What I started.
    Mine,
    /// People, posts, permissions.
    Administration,
}

impl Place {
    /// Its address.
    pub const fn href(self) -> &'static str {
        match self {
            Place::Inbox => "/inbox",
            Place::Start => "/start",
            Place::Mine => "/mine",
            Place::Administration => "/admin",
        }
    }

    /// Its symbol.
    pub const fn symbol(self) -> Symbol {
        match self {
            Place::Inbox => Symbol::Inbox,
            Place::Start => Symbol::Plus,
            Place::Mine => Symbol::Clock,
            Place::Administration => Symbol::Gear,
        }
    }

    /// Its name.
    pub fn name(self) -> String {
        match self {
            Place::Inbox => t!("place-inbox"),
            Place::Start => t!("place-start"),
            Place::Mine => t!("place-mine"),
            Place::Administration => t!("place-administration"),
        }
    }
}

/// Who is signed in, as far as the frame shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Viewer {
    /// The name.
    pub name: String,
    /// Department and post.
    pub detail: String,
    /// Sees [`Place::Administration`].
    pub administers: bool,
}

impl Viewer {
    /// Whoever is signed in, in the reader's language.
    pub fn of(me: &Me) -> Viewer {
        let administration =
            [Permission::ManageOrganisation, Permission::ManageDefinitions, Permission::ReadDefinitions];
        let places = me.person.department.iter().chain(&me.person.posts);
        Viewer {
            name: words(&me.person.name),
            detail: places.map(words).collect::<Vec<_>>().join(" · "),
            administers: administration.into_iter().any(|permission| me.may(permission)),
        }
    }
}

/// How much waits at a place; nothing is shown for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// In the inbox.
    pub inbox: usize,
    /// Still running of what I started.
    pub mine: usize,
}

impl Counts {
    /// The count at a place.
    pub fn at(self, place: Place) -> Option<usize> {
        let count = match place {
            Place::Inbox => self.inbox,
            Place::Mine => self.mine,
            _ => 0,
        };
        (count > 0).then_some(count)
    }
}

/// A filter somebody kept, by the name they gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// The name.
    pub name: String,
    /// The address.
    pub href: String,
    /// How many matters it shows.
    pub count: usize,
}
