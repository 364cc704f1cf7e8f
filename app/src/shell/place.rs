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
    /// Every process of the organisation.
    Catalogue,
    /// Where processes are drawn.
    Design,
    /// Where the work is, and how it goes.
    Analysis,
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
            Place::Catalogue => "/processes",
            Place::Design => "/design",
            Place::Analysis => "/analysis",
            Place::Administration => "/admin",
        }
    }

    /// Its symbol.
    pub const fn symbol(self) -> Symbol {
        match self {
            Place::Inbox => Symbol::Inbox,
            Place::Start => Symbol::Plus,
            Place::Mine => Symbol::Clock,
            Place::Catalogue => Symbol::Book,
            Place::Design => Symbol::Flow,
            Place::Analysis => Symbol::Chart,
            Place::Administration => Symbol::Gear,
        }
    }

    /// Its name.
    pub fn name(self) -> String {
        match self {
            Place::Inbox => t!("place-inbox"),
            Place::Start => t!("place-start"),
            Place::Mine => t!("place-mine"),
            Place::Catalogue => t!("place-catalogue"),
            Place::Design => t!("place-design"),
            Place::Analysis => t!("place-analysis"),
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
    /// Sees [`Place::Design`].
    pub designs: bool,
    /// Sees [`Place::Analysis`].
    pub analyses: bool,
    /// Sees [`Place::Administration`].
    pub administers: bool,
}

impl Viewer {
    /// Whoever is signed in, in the reader's language.
    pub fn of(me: &Me) -> Viewer {
        let places = me.person.department.iter().chain(&me.person.posts);
        Viewer {
            name: words(&me.person.name),
            detail: places.map(words).collect::<Vec<_>>().join(" · "),
            designs: me.may(Permission::ReadDefinitions),
            analyses: me.may(Permission::ReadInstances),
            administers: me.may(Permission::ManageOrganisation) || me.may(Permission::ManageDefinitions),
        }
    }

    /// The places of the second part of the navigation that this person sees.
    pub(super) fn process_places(&self) -> Vec<Place> {
        let mut places = vec![Place::Catalogue];
        places.extend(self.designs.then_some(Place::Design));
        places.extend(self.analyses.then_some(Place::Analysis));
        places
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
