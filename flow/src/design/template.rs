//! Parts of processes that are ready to be put in: what most approvals are made of.

use super::clipboard::Fragment;
use super::element::{Words, are_meant};
use crate::text::Text;

/// A part that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// What it is known by.
    pub id: &'static str,
    words: Words,
    /// The part, as files write it.
    text: &'static str,
}

impl Template {
    /// What people call it.
    pub fn name(&self) -> Text {
        Text::each(self.words.0, self.words.1)
    }

    /// Whether words that somebody types speak of it, as of an [`Element`](super::Element).
    pub fn is_meant_by(&self, typed: &str) -> bool {
        are_meant(self.words, typed)
    }

    /// The part.
    pub fn fragment(&self) -> Fragment {
        // What comes with the program can be read, as a test tells.
        serde_json::from_str(self.text).map(Fragment::of).unwrap_or_default()
    }
}

/// Every part that comes with the program, in reading order.
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

macro_rules! template {
    ($id:literal, $words:expr) => {
        Template { id: $id, words: $words, text: include_str!(concat!("template/", $id, ".json")) }
    };
}

static TEMPLATES: [Template; 6] = [
    template!("two_levels", ("逐级审批", "Approval by superior, then head", "zhu ji shen pi")),
    template!("by_amount", ("按金额审批", "Amount decides who approves", "an jin e shen pi")),
    template!("joint_review", ("会签评审", "Joint review", "hui qian ping shen")),
    template!("rework", ("退回修改", "Rework until approved", "tui hui xiu gai")),
    template!("handing_in", ("补充材料", "Documents handed in again", "bu chong cai liao")),
    template!("limit", ("限时督办", "Limit and escalation", "xian shi du ban")),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;
    use crate::check::{Severity, Surroundings, check};
    use crate::design::{blank, place, splice_fragment};
    use crate::layout::{Area, Point, drawn};
    use crate::model::{Definition, Who};

    fn spliced(template: &Template, placed: bool) -> Definition {
        let mut definition = blank("T".into(), "Blank".into());
        if placed {
            place(&mut definition);
        }
        splice_fragment(&mut definition, &"start-end".into(), &template.fragment()).expect("it can stand there");
        definition
    }

    #[test]
    fn each_is_well_written_and_leads_from_the_start_to_the_end() {
        for template in templates() {
            let definition = spliced(template, false);
            assert!(definition.nodes.len() > 3, "{} puts something in", template.id);
            assert!(definition.diagram.is_none(), "{} fixes no place where everything is laid out", template.id);
            let ends = |edge: &&crate::model::Edge| edge.from == "start" || edge.to == "end";
            assert!(definition.edges.iter().filter(ends).count() >= 2, "{}", template.id);
        }
    }

    #[test]
    fn in_a_blank_process_nothing_is_wrong_once_it_is_said_who() {
        for template in templates() {
            let mut definition = spliced(template, false);
            for node in definition.nodes.iter_mut().filter(|node| node.kind.is_human() && node.who.is_none()) {
                node.who = Some(Who::Initiator);
            }
            let findings = check(&Arc::new(definition), &Surroundings::default());
            let errors: Vec<_> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", template.id);
        }
    }

    #[test]
    fn in_a_placed_drawing_nothing_stands_on_anything_else() {
        for template in templates() {
            let definition = spliced(template, true);
            let drawing = drawn(&definition);
            for edge in &definition.edges {
                let (way, ends) = (&drawing.edges[&edge.id], [&edge.from, &edge.to].map(|end| drawing.nodes[end]));
                let is_at = |area: Area, point: Option<&Point>| point.is_some_and(|point| area.holds(*point));
                let joins = is_at(ends[0], way.first()) && is_at(ends[1], way.last());
                assert!(joins, "{}: {} runs from elsewhere: {way:?}", template.id, edge.id);
            }
            let on_borders: BTreeSet<_> = definition.attached.iter().map(|event| &event.id).collect();
            let areas: Vec<_> = drawing.nodes.iter().filter(|(id, _)| !on_borders.contains(id)).collect();
            for (at, (one, area)) in areas.iter().enumerate() {
                for (other, with) in &areas[at + 1..] {
                    assert!(!Area::overlaps(**area, **with), "{}: {one} stands on {other}", template.id);
                }
            }
        }
    }

    #[test]
    fn they_are_found_in_both_languages_and_by_their_first_letters() {
        let found = |typed: &str| templates().iter().find(|it| it.is_meant_by(typed)).map(|it| it.id);
        assert_eq!(found("hqps"), Some("joint_review"));
        assert_eq!(found("金额"), Some("by_amount"));
        assert_eq!(found("escal"), Some("limit"));
        assert_eq!(found("nothing"), None);
    }
}
