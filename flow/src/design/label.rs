//! The words on connections: they stand where the connection has room for them, or where somebody put them.

use std::collections::BTreeMap;

use super::moving::place;
use crate::id::EdgeId;
use crate::layout::{Area, Point, drawn, label};
use crate::model::Definition;

/// Puts the words on a connection somewhere.
pub fn place_label(definition: &mut Definition, edge: &EdgeId, area: Area) {
    if !definition.edges.iter().any(|other| other.id == *edge) {
        return;
    }
    place(definition);
    definition.diagram.get_or_insert_default().labels.insert(edge.clone(), area.into());
}

/// Lets the words on a connection stand where it has room for them again.
pub fn reset_label(definition: &mut Definition, edge: &EdgeId) {
    if let Some(diagram) = &mut definition.diagram {
        diagram.labels.remove(edge);
    }
}

/// Where the words on connections would stand by themselves, for those that somebody put elsewhere.
pub(super) fn anchors(definition: &Definition) -> BTreeMap<EdgeId, Point> {
    let Some(diagram) = definition.diagram.as_ref().filter(|diagram| !diagram.labels.is_empty()) else {
        return BTreeMap::new();
    };
    let ways = drawn(definition).edges;
    diagram.labels.keys().filter_map(|edge| Some((edge.clone(), label(ways.get(edge)?)?))).collect()
}

/// Moves words as far as the places went where they would stand by themselves.
pub(super) fn follow(definition: &mut Definition, before: &BTreeMap<EdgeId, Point>) {
    if before.is_empty() {
        return;
    }
    let after = anchors(definition);
    let Some(diagram) = &mut definition.diagram else { return };
    for (edge, bounds) in &mut diagram.labels {
        if let (Some(was), Some(is)) = (before.get(edge), after.get(edge)) {
            *bounds = Area::from(*bounds).moved(Point { x: is.x - was.x, y: is.y - was.y }).into();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::sample::review;
    use crate::design::{lay_out, move_nodes, reconnect, remove};

    const THERE: Area = Area { x: 500, y: 20, w: 60, h: 13 };

    fn labelled() -> Definition {
        let mut definition = review();
        place_label(&mut definition, &"ask".into(), THERE);
        definition
    }

    fn stands(definition: &Definition) -> Option<Area> {
        definition.diagram.as_ref()?.labels.get("ask").copied().map(Area::from)
    }

    #[test]
    fn words_stand_where_they_were_put_until_that_is_taken_back() {
        let mut definition = labelled();
        assert_eq!(stands(&definition), Some(THERE));
        reset_label(&mut definition, &"ask".into());
        assert_eq!(stands(&definition), None);
        let mut laid_out = labelled();
        lay_out(&mut laid_out, None);
        assert_eq!(laid_out, review(), "laid out anew they stand by themselves");
    }

    #[test]
    fn words_go_where_their_connection_goes_and_go_with_it() {
        let mut definition = labelled();
        move_nodes(&mut definition, &["check".into(), "choice".into()].into(), 30, 40);
        assert_eq!(stands(&definition), Some(THERE.moved(Point { x: 30, y: 40 })));
        remove(&mut definition, &["start".into()].into(), &["ask".into()].into());
        assert_eq!(stands(&definition), None);
        let mut turned = labelled();
        reconnect(&mut turned, &"ask".into(), &"check".into(), &"end".into()).expect("it can lead there");
        assert_eq!(stands(&turned), None, "what leads elsewhere has its words where it runs now");
    }
}
