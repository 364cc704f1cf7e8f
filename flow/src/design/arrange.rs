//! Bringing order into a drawing: aligning, distributing, making room, laying out.

use std::collections::BTreeSet;

use super::label;
use super::moving::{closure, place, put, shift};
use crate::id::NodeId;
use crate::layout::{Area, Point, drawn, layout};
use crate::model::{Definition, Diagram};

/// Along what things are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Left edges.
    Left,
    /// Middles, on one upright line.
    Centre,
    /// Right edges.
    Right,
    /// Upper edges.
    Top,
    /// Middles, on one level line.
    Middle,
    /// Lower edges.
    Bottom,
}

/// A direction of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Axis {
    /// From left to right.
    Across,
    /// From top to bottom.
    Down,
}

impl Axis {
    fn along(self, by: i32) -> Point {
        match self {
            Self::Across => Point { x: by, y: 0 },
            Self::Down => Point { x: 0, y: by },
        }
    }
}

/// Brings nodes to one line.
pub fn align(definition: &mut Definition, nodes: &BTreeSet<NodeId>, side: Side) {
    let areas = areas(definition, nodes);
    let Some(around) = around(&areas) else { return };
    let by = |area: Area| match side {
        Side::Left => Point { x: around.x - area.x, y: 0 },
        Side::Centre => Point { x: around.centre().x - area.centre().x, y: 0 },
        Side::Right => Point { x: around.right() - area.right(), y: 0 },
        Side::Top => Point { x: 0, y: around.y - area.y },
        Side::Middle => Point { x: 0, y: around.centre().y - area.centre().y },
        Side::Bottom => Point { x: 0, y: around.bottom() - area.bottom() },
    };
    shift(definition, areas.into_iter().map(|(id, area)| (id, by(area))));
}

/// Gives nodes the same room between one and the next; the outermost stay where they are.
pub fn distribute(definition: &mut Definition, nodes: &BTreeSet<NodeId>, axis: Axis) {
    let mut areas = areas(definition, nodes);
    let begins = |area: &Area| if axis == Axis::Across { area.x } else { area.y };
    let length = |area: &Area| if axis == Axis::Across { area.w } else { area.h };
    areas.sort_by_key(|(_, area)| begins(area));
    let (Some((_, first)), Some((_, last)), Ok(count)) = (areas.first(), areas.last(), i32::try_from(areas.len()))
    else {
        return;
    };
    if count < 3 {
        return;
    }
    let total: i32 = areas.iter().map(|(_, area)| length(area)).sum();
    let free = begins(last) + length(last) - begins(first) - total;
    let (start, mut used) = (begins(first), 0);
    let each = areas.iter().zip(0..).map(|((id, area), place)| {
        let wanted = start + used + free * place / (count - 1);
        used += length(area);
        (id.clone(), axis.along(wanted - begins(area)))
    });
    shift(definition, each.collect::<Vec<_>>());
}

/// Moves everything beyond a line away from it, or back towards it when `by` is negative.
pub fn make_space(definition: &mut Definition, axis: Axis, line: i32, by: i32) {
    let outermost: BTreeSet<NodeId> =
        definition.nodes.iter().filter(|node| node.within.is_none()).map(|node| node.id.clone()).collect();
    let is_beyond = |area: &Area| match axis {
        Axis::Across => area.centre().x >= line,
        Axis::Down => area.centre().y >= line,
    };
    let beyond = areas(definition, &outermost).into_iter().filter(|(_, area)| is_beyond(area));
    shift(definition, beyond.map(|(id, _)| (id, axis.along(by))));
}

/// Lays everything out, from now on after each change; or only some nodes, where they stand.
pub fn lay_out(definition: &mut Definition, nodes: Option<&BTreeSet<NodeId>>) {
    let Some(nodes) = nodes else {
        let collapsed = definition.diagram.take().map(|diagram| diagram.collapsed).filter(|all| !all.is_empty());
        definition.diagram = collapsed.map(|collapsed| Diagram { collapsed, ..Diagram::default() });
        return;
    };
    place(definition);
    let all = closure(definition, nodes);
    let Some(before) = around(&areas(definition, &all)) else { return };
    let of_selection = Definition {
        nodes: definition.nodes.iter().filter(|node| all.contains(&node.id)).cloned().collect(),
        attached: definition.attached.iter().filter(|event| all.contains(&event.id)).cloned().collect(),
        edges: (definition.edges.iter())
            .filter(|edge| all.contains(&edge.from) && all.contains(&edge.to))
            .cloned()
            .collect(),
        diagram: definition
            .diagram
            .as_ref()
            .map(|diagram| Diagram { collapsed: diagram.collapsed.clone(), ..Diagram::default() }),
        ..Definition::default()
    };
    let laid_out = layout(&of_selection);
    let after: Vec<_> = laid_out.nodes.iter().map(|(id, area)| (id.clone(), *area)).collect();
    let Some(around) = around(&after) else { return };
    let by = Point { x: before.x - around.x, y: before.y - around.y };
    let anchors = label::anchors(definition);
    for (id, area) in after {
        put(definition, &id, area.moved(by));
    }
    let touched = definition.edges.iter().filter(|edge| all.contains(&edge.from) || all.contains(&edge.to));
    let touched: BTreeSet<_> = touched.map(|edge| edge.id.clone()).collect();
    if let Some(diagram) = &mut definition.diagram {
        diagram.edges.retain(|id, _| !touched.contains(id));
    }
    label::follow(definition, &anchors);
}

fn areas(definition: &Definition, nodes: &BTreeSet<NodeId>) -> Vec<(NodeId, Area)> {
    let drawing = drawn(definition);
    nodes.iter().filter_map(|id| Some((id.clone(), *drawing.nodes.get(id)?))).collect()
}

/// The smallest rectangle around all.
fn around(areas: &[(NodeId, Area)]) -> Option<Area> {
    areas.iter().map(|(_, area)| *area).reduce(Area::with)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::moving::box_of;
    use crate::design::sample::review;

    fn all() -> BTreeSet<NodeId> {
        ["start", "check", "choice"].into_iter().map(NodeId::from).collect()
    }

    #[test]
    fn aligned_things_have_one_edge_and_distributed_ones_the_same_room() {
        let mut definition = review();
        align(&mut definition, &all(), Side::Bottom);
        let bottoms: BTreeSet<i32> = areas(&definition, &all()).iter().map(|(_, area)| area.bottom()).collect();
        assert_eq!(bottoms.len(), 1);
        shift(&mut definition, [("check".into(), Point { x: 11, y: 0 })]);
        distribute(&mut definition, &all(), Axis::Across);
        let mut areas = areas(&definition, &all());
        areas.sort_by_key(|(_, area)| area.x);
        let gaps: Vec<i32> = areas.windows(2).map(|pair| pair[1].1.x - pair[0].1.right()).collect();
        assert!((gaps[0] - gaps[1]).abs() <= 1, "{gaps:?}");
    }

    #[test]
    fn space_is_made_beyond_a_line_only() {
        let mut definition = review();
        place(&mut definition);
        let choice = box_of(&definition, &"choice".into()).expect("it is placed");
        let check = box_of(&definition, &"check".into()).expect("it is placed");
        make_space(&mut definition, Axis::Across, choice.x, 100);
        assert_eq!(box_of(&definition, &"choice".into()).map(|area| area.x), Some(choice.x + 100));
        assert_eq!(box_of(&definition, &"check".into()), Some(check));
    }

    #[test]
    fn laid_out_again_nothing_is_placed() {
        let mut definition = review();
        place(&mut definition);
        lay_out(&mut definition, None);
        assert_eq!(definition, review());
    }
}
