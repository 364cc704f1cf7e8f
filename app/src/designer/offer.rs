//! What can be put into a drawing: elements, parts that come with the program, and parts that somebody kept.

use std::sync::Arc;

use flow::design::{Element, Group, Template, palette, templates};
use flow::model::Kind;

use super::canvas::{Asked, Brought, event_symbol, symbol_of};
use super::own::{Own, OwnFragments};
use crate::components::Symbol;
use crate::form::in_words;
use crate::t;

/// Something that is offered.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Offer {
    Element(&'static Element),
    Template(&'static Template),
    Own(Arc<Own>),
}

/// A part of the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Elements(Group),
    Templates,
    Own,
}

impl Section {
    /// All of them, in reading order.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Group::ALL.into_iter().map(Self::Elements).chain([Self::Templates, Self::Own])
    }

    /// What it is called.
    pub(super) fn name(self) -> String {
        match self {
            Self::Elements(Group::People) => t!("palette-people"),
            Self::Elements(Group::Ways) => t!("palette-ways"),
            Self::Elements(Group::Events) => t!("palette-events"),
            Self::Elements(Group::Automatic) => t!("palette-automatic"),
            Self::Elements(Group::Nested) => t!("palette-nested"),
            Self::Templates => t!("palette-templates"),
            Self::Own => t!("palette-own"),
        }
    }

    /// What stands in it.
    pub(super) fn offers(self, own: OwnFragments) -> Vec<Offer> {
        match self {
            Self::Elements(group) => {
                palette().iter().filter(|element| element.group == group).map(Offer::Element).collect()
            }
            Self::Templates => templates().iter().map(Offer::Template).collect(),
            Self::Own => own.all().into_iter().map(Offer::Own).collect(),
        }
    }
}

impl Offer {
    /// Everything that is offered, in reading order.
    pub(super) fn all(own: OwnFragments) -> Vec<Self> {
        Section::all().flat_map(|section| section.offers(own)).collect()
    }

    /// What it is known by in the page.
    pub(super) fn id(&self) -> String {
        match self {
            Self::Element(element) => {
                let event = element.event.map(|event| format!("-{event:?}")).unwrap_or_default();
                format!("{:?}{event}", element.kind).to_lowercase()
            }
            Self::Template(template) => format!("template-{}", template.id),
            Self::Own(own) => format!("own-{}", own.id),
        }
    }

    pub(super) fn name(&self) -> String {
        match self {
            Self::Element(element) => in_words(&element.name()),
            Self::Template(template) => in_words(&template.name()),
            Self::Own(own) => own.name.clone(),
        }
    }

    pub(super) fn section(&self) -> Section {
        match self {
            Self::Element(element) => Section::Elements(element.group),
            Self::Template(_) => Section::Templates,
            Self::Own(_) => Section::Own,
        }
    }

    pub(super) fn symbol(&self) -> Symbol {
        match self {
            Self::Element(element) => picture_of(element),
            Self::Template(_) => Symbol::Board,
            Self::Own(_) => Symbol::Star,
        }
    }

    /// Whether words that somebody types speak of it.
    pub(super) fn is_meant_by(&self, typed: &str) -> bool {
        match self {
            Self::Element(element) => element.is_meant_by(typed),
            Self::Template(template) => template.is_meant_by(typed),
            Self::Own(own) => own.name.to_lowercase().contains(&typed.trim().to_lowercase()),
        }
    }

    /// One of it to be put in.
    pub(super) fn brought(&self) -> Brought {
        match self {
            Self::Element(element) => Brought::New(element.new_one()),
            Self::Template(template) => Brought::part(template.fragment()),
            Self::Own(own) => Brought::part(own.fragment.clone()),
        }
    }

    /// Whether it can answer what is asked.
    pub(super) fn fits(&self, asked: &Asked) -> bool {
        let Self::Element(element) = self else { return true };
        match asked {
            Asked::After(_) => element.kind != Kind::Start && element.kind != Kind::EventSubProcess,
            Asked::Into(_) => !matches!(
                element.kind,
                Kind::Start | Kind::End | Kind::Terminate | Kind::Boundary | Kind::EventSubProcess
            ),
            Asked::At(_) => element.kind != Kind::Boundary,
        }
    }
}

/// The picture of an element.
pub(super) fn picture_of(element: &Element) -> Symbol {
    element.event.map_or_else(|| symbol_of(element.kind), event_symbol)
}
