//! Lanes.

use feel::xml::Element;

use super::{Reader, each};
use crate::id::LaneId;
use crate::model::Lane;

impl<'x> Reader<'_, 'x> {
    /// The lanes of a process; of lanes in one another each is a lane.
    pub(super) fn lanes(&mut self, process: &'x Element) {
        for set in each(process, "laneSet") {
            self.lanes_of(set);
        }
    }

    fn lanes_of(&mut self, set: &'x Element) {
        for lane in each(set, "lane") {
            let id = self.id(lane);
            let name = lane.attribute("name").filter(|name| !name.trim().is_empty()).unwrap_or(&id).into();
            self.definition.lanes.push(Lane { id: id.as_str().into(), name, responsible: None });
            for node in each(lane, "flowNodeRef") {
                self.lane_by_node.insert(node.text().trim().to_owned(), id.as_str().into());
            }
            // The innermost lane that names a node counts.
            if let Some(inner) = lane.first("childLaneSet") {
                self.lanes_of(inner);
            }
        }
    }

    /// The lane that an element stands in.
    pub(super) fn lane_of(&self, element: &'x Element) -> Option<LaneId> {
        self.lane_by_node.get(element.attribute("id")?).cloned()
    }
}
