//! Putting a part of a process into another: in a connection, behind a step, or by itself.

use std::collections::{BTreeSet, HashSet};

use super::clipboard::{Fragment, paste, renamed};
use super::connect::{connect, refusal};
use super::draw::{GAP, beside_of, gone, surroundings};
use super::ids::free;
use super::moving::{box_of, place, put};
use super::room::{ROOM, grow_around, make_room};
use crate::id::{EdgeId, LaneId, NodeId};
use crate::layout::{Area, Layout, Point, drawn};
use crate::model::{Definition, Edge, Node};
use crate::text::Text;

impl Fragment {
    /// How much room it takes: its width and its height.
    pub fn size(&self) -> (i32, i32) {
        whole(&drawn(self.part())).map_or((0, 0), |area| (area.w, area.h))
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.part().nodes.is_empty()
    }
}

/// Puts a fragment into a connection: what led to the next step leads to where the fragment begins, on the same condition,
/// and all in it that nothing comes after leads on. Answers which nodes were put in.
///
/// # Errors
/// Why it cannot stand there.
pub fn splice_fragment(
    definition: &mut Definition,
    edge: &EdgeId,
    fragment: &Fragment,
) -> Result<BTreeSet<NodeId>, Text> {
    let Some(at) = definition.edges.iter().position(|other| other.id == *edge) else { return Err(gone()) };
    let mut tried = definition.clone();
    let arrives = tried.edges.remove(at);
    let (from, to) = (arrives.from.clone(), arrives.to.clone());
    let part = Part::of(&tried, fragment, beside_of(definition, &from));
    let (entry, exits) = (part.entry()?, part.exits());
    if exits.is_empty() {
        return Err(Text::each(
            "这个片段到此结束，后面不能再接步骤",
            "This part comes to its end; nothing can come after it",
        ));
    }
    let Part { definition: part, drawing } = part;
    let ids = put_in(&mut tried, part);
    if let Some(text) = refusal(&tried, &from, &entry) {
        return Err(text);
    }
    tried.edges.insert(at, Edge { to: entry.clone(), ..arrives });
    for exit in exits {
        if let Some(text) = refusal(&tried, &exit, &to) {
            return Err(text);
        }
        // What leaves on a condition elsewhere goes this way else.
        let default = tried.edges.iter().any(|edge| edge.from == exit);
        let id: EdgeId = free(&tried, &format!("{exit}-{to}"));
        tried.edges.push(Edge { default, ..Edge::new(id, exit, to.clone()) });
    }
    if tried.is_placed() {
        if let Some(diagram) = &mut tried.diagram {
            diagram.edges.remove(edge);
            diagram.labels.remove(edge);
        }
        stand_between(&mut tried, &drawing, &ids, &entry, (&from, Some(&to)));
    }
    *definition = tried;
    Ok(ids)
}

/// Puts a fragment behind a step, and connects them. Where one way alone leads on, it stands in that.
///
/// # Errors
/// Why nothing can come after it.
pub fn append_fragment(
    definition: &mut Definition,
    from: &NodeId,
    fragment: &Fragment,
) -> Result<BTreeSet<NodeId>, Text> {
    let is_gateway = definition.nodes.iter().any(|node| node.id == *from && node.kind.is_gateway());
    let leaving = definition.edges.iter().filter(|edge| edge.from == *from).map(|edge| edge.id.clone());
    if let ([only], false) = (&leaving.collect::<Vec<EdgeId>>()[..], is_gateway) {
        return splice_fragment(definition, only, fragment);
    }
    let mut tried = definition.clone();
    let part = Part::of(&tried, fragment, beside_of(definition, from));
    let entry = part.entry()?;
    let Part { definition: part, drawing } = part;
    let ids = put_in(&mut tried, part);
    connect(&mut tried, from, &entry)?;
    if tried.is_placed() {
        stand_between(&mut tried, &drawing, &ids, &entry, (from, None));
    }
    *definition = tried;
    Ok(ids)
}

/// Draws a fragment by itself, its middle at a point: in the lane and in the sub-process that are drawn there.
pub fn add_fragment(definition: &mut Definition, fragment: &Fragment, at: Point) -> BTreeSet<NodeId> {
    let placed =
        Fragment::of(Definition { diagram: Some(drawn(fragment.part()).as_diagram()), ..fragment.part().clone() });
    let Some(area) = whole(&drawn(placed.part())) else { return BTreeSet::new() };
    let (within, lane) = surroundings(definition, &drawn(definition), at, &BTreeSet::new());
    let middle = area.centre();
    let ids = paste(definition, &placed, at.x - middle.x, at.y - middle.y);
    for node in definition.nodes.iter_mut().filter(|node| ids.contains(&node.id) && node.within.is_none()) {
        (node.within, node.lane) = (within.clone(), lane.clone());
    }
    grow_around(
        definition,
        within.as_ref(),
        lane.as_ref(),
        area.moved(Point { x: at.x - middle.x, y: at.y - middle.y }),
    );
    ids
}

/// A fragment under names that are free, where it is put.
struct Part {
    definition: Definition,
    drawing: Layout,
}

impl Part {
    fn of(definition: &Definition, fragment: &Fragment, (within, lane): (Option<NodeId>, Option<LaneId>)) -> Self {
        let mut part = renamed(definition, fragment.part().clone());
        let drawing = drawn(&part);
        for node in part.nodes.iter_mut().filter(|node| node.within.is_none()) {
            (node.within, node.lane) = (within.clone(), lane.clone());
        }
        Self { definition: part, drawing }
    }

    /// What stands in no sub-process of the fragment, and in its flow.
    fn outermost(&self) -> impl Iterator<Item = &Node> {
        let own: HashSet<&NodeId> = self.definition.nodes.iter().map(|node| &node.id).collect();
        self.definition
            .nodes
            .iter()
            .filter(move |node| !node.takes_back && node.within.as_ref().is_none_or(|around| !own.contains(around)))
    }

    /// Where it begins: at the one node that nothing leads to, else at the first of a circle.
    fn entry(&self) -> Result<NodeId, Text> {
        let is_arrived_at = |node: &Node| self.definition.edges.iter().any(|edge| edge.to == node.id);
        let begins: Vec<&Node> = self.outermost().filter(|node| !is_arrived_at(node)).collect();
        match begins[..] {
            [only] => Ok(only.id.clone()),
            [] => self.outermost().next().map(|node| node.id.clone()).ok_or_else(empty),
            _ => Err(Text::each(
                "这个片段有几处开始，不能接到一条连线上",
                "This part begins in several places, so one connection cannot lead to it",
            )),
        }
    }

    /// Where it leads on: at every node that no way leaves in any case.
    fn exits(&self) -> Vec<NodeId> {
        let leads_on = |node: &&Node| {
            let leaving = self.definition.edges.iter().filter(|edge| edge.from == node.id);
            !node.kind.is_end() && !leaving.clone().any(Edge::is_always_taken)
        };
        let of_events = self.after_events();
        let is_in_flow = |node: &&Node| !of_events.contains(&node.id);
        self.outermost().filter(leads_on).filter(is_in_flow).map(|node| node.id.clone()).collect()
    }

    /// What only an event at the side of a step leads to: it is beside the flow, and ends by itself.
    fn after_events(&self) -> HashSet<NodeId> {
        let Ok(entry) = self.entry() else { return HashSet::new() };
        let mut reached = HashSet::from([entry]);
        loop {
            let more = self.definition.edges.iter().filter(|edge| reached.contains(&edge.from));
            let more: Vec<NodeId> = more.map(|edge| edge.to.clone()).filter(|to| !reached.contains(to)).collect();
            if more.is_empty() {
                break;
            }
            reached.extend(more);
        }
        self.outermost().map(|node| node.id.clone()).filter(|id| !reached.contains(id)).collect()
    }
}

fn empty() -> Text {
    Text::each("这个片段里没有步骤", "There is no step in this part")
}

/// Puts everything of a fragment in; fields that it speaks of and that the form lacks come with it.
fn put_in(definition: &mut Definition, part: Definition) -> BTreeSet<NodeId> {
    let ids = part.element_ids().cloned().collect();
    let known: HashSet<_> = definition.form.fields.iter().map(|field| field.id.clone()).collect();
    definition.form.fields.extend(part.form.fields.into_iter().filter(|field| !known.contains(&field.id)));
    definition.nodes.extend(part.nodes);
    definition.edges.extend(part.edges);
    definition.attached.extend(part.attached);
    let collapsed = part.diagram.map(|diagram| diagram.collapsed).filter(|all| !all.is_empty());
    if let Some(collapsed) = collapsed {
        definition.diagram.get_or_insert_default().collapsed.extend(collapsed);
    }
    ids
}

/// Places a fragment behind a step, with where it begins at the step's height; what is in the way moves on.
fn stand_between(
    definition: &mut Definition,
    drawing: &Layout,
    ids: &BTreeSet<NodeId>,
    entry: &NodeId,
    (from, to): (&NodeId, Option<&NodeId>),
) {
    let (Some(before), Some(area)) = (box_of(definition, from), whole(drawing)) else { return place(definition) };
    let after = to.and_then(|to| box_of(definition, to));
    let room = after.map_or(0, |after| after.x - before.right()).max(0);
    let begins = drawing.nodes.get(entry).map_or(area.centre(), |begins| begins.centre());
    let x = before.right() + GAP.max((room - area.w) / 2);
    let by = Point { x: x - area.x, y: before.centre().y - begins.y };
    let stands = area.moved(by);
    let row = Area { x: before.right(), w: room.max(1), ..before };
    make_room(definition, ids, (row, Area { w: stands.w + GAP - ROOM, ..stands }));
    for (id, area) in &drawing.nodes {
        put(definition, id, area.moved(by));
    }
    // What is connected now was placed for where it stood while there was no room for it.
    if let Some(diagram) = &mut definition.diagram {
        let touches = |edge: &&Edge| ids.contains(&edge.from) || ids.contains(&edge.to);
        let ways: HashSet<&EdgeId> = definition.edges.iter().filter(touches).map(|edge| &edge.id).collect();
        diagram.edges.retain(|id, _| !ways.contains(id));
    }
    let (within, lane) = beside_of(definition, entry);
    grow_around(definition, within.as_ref(), lane.as_ref(), stands);
}

fn whole(drawing: &Layout) -> Option<Area> {
    drawing.nodes.values().copied().reduce(Area::with)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::copy;
    use crate::design::sample::review;

    fn leads(definition: &Definition, from: &str, to: &str) -> bool {
        definition.edges.iter().any(|edge| edge.from == *from && edge.to == *to)
    }

    #[test]
    fn in_a_connection_it_is_led_to_on_the_same_condition_and_leads_on() {
        let mut definition = review();
        let fragment = copy(&definition, &["check".into()].into());
        let made = splice_fragment(&mut definition, &"yes".into(), &fragment).expect("there is room");
        assert_eq!(made, ["check2".into(), "late2".into()].into());
        let yes = definition.edges.iter().find(|edge| edge.id == "yes").expect("it is there");
        assert!(yes.to == "check2" && yes.when.is_some());
        assert!(leads(&definition, "check2", "decide"));
        let put = definition.nodes.iter().find(|node| node.id == "check2").expect("it is there");
        assert_eq!(put.lane.as_ref().map(LaneId::as_str), Some("one"), "in the lane of what leads to it");
    }

    #[test]
    fn a_choice_whose_other_way_was_left_behind_goes_on_by_default() {
        let mut definition = review();
        let fragment = copy(&definition, &["choice".into(), "decide".into()].into());
        splice_fragment(&mut definition, &"done".into(), &fragment).expect("there is room");
        let default =
            |from: &str| definition.edges.iter().any(|edge| edge.from == *from && edge.to == "end" && edge.default);
        assert!(default("choice2"));
        assert!(leads(&definition, "decide2", "end"));
    }

    #[test]
    fn what_begins_in_several_places_or_ends_cannot_stand_in_a_connection() {
        let mut definition = review();
        for nodes in [["check", "decide"], ["decide", "end"]] {
            let fragment = copy(&definition, &nodes.map(NodeId::from).into());
            assert!(splice_fragment(&mut definition, &"ask".into(), &fragment).is_err(), "{nodes:?}");
        }
        assert_eq!(definition, review());
    }

    #[test]
    fn behind_a_step_that_leads_nowhere_it_is_connected() {
        let mut definition = review();
        definition.edges.retain(|edge| edge.from != "decide");
        let fragment = copy(&definition, &["check".into()].into());
        append_fragment(&mut definition, &"decide".into(), &fragment).expect("work can be left");
        assert!(leads(&definition, "decide", "check2"));
    }

    #[test]
    fn by_itself_it_stands_at_the_point_and_hangs_together() {
        let mut definition = review();
        let fragment = copy(&definition, &["check".into(), "choice".into()].into());
        let made = add_fragment(&mut definition, &fragment, Point { x: 900, y: 700 });
        let areas = made.iter().filter_map(|id| box_of(&definition, id)).reduce(Area::with).expect("it is placed");
        assert!(areas.holds(Point { x: 900, y: 700 }));
        assert!(leads(&definition, "check2", "choice2"));
    }
}
