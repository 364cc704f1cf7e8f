//! What is around what stands somewhere: lanes, and the drawing as a whole.

use super::{Area, HEADING, LANE_HEADING, Layout, MARGIN, PADDING};

/// Room between a lane's border and what stands in it.
const ROOM: i32 = 24;
/// Height of a lane with nothing in it.
const EMPTY: i32 = 108;

/// The box of a sub-process around what is in it.
pub fn around(inside: Area) -> Area {
    let around = inside.with_room(PADDING);
    Area { y: around.y - HEADING, h: around.h + HEADING, ..around }
}

/// A lane before it is known where it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lane {
    pub(super) placed: Option<Area>,
    /// Around what stands in it.
    pub(super) inside: Option<Area>,
}

/// The lanes in their order: each as it is placed, else around what stands in it, all of them one width.
pub(super) fn bands(lanes: &[Lane], whole: Option<Area>) -> Vec<Area> {
    let placed = lanes.iter().filter_map(|lane| lane.placed).reduce(Area::with);
    let around = whole.unwrap_or_default();
    let wide = Area { x: around.x - ROOM - LANE_HEADING, w: around.w + 2 * ROOM + LANE_HEADING, ..around };
    let Area { x, w, .. } = placed.unwrap_or(wide);
    let around_inside = |inside: Area| Area { x, w, ..inside.with_room(ROOM) };
    let mut bands: Vec<Option<Area>> =
        lanes.iter().map(|lane| lane.placed.or_else(|| lane.inside.map(around_inside))).collect();
    if placed.is_none() {
        without_gaps(&mut bands);
    }
    // What nothing stands in is below the others, where there is room.
    let mut bottom = bands.iter().flatten().map(|band| band.bottom()).max().unwrap_or(around.y);
    let mut below = || {
        bottom += EMPTY;
        Area { x, y: bottom - EMPTY, w, h: EMPTY }
    };
    bands.into_iter().map(|band| band.unwrap_or_else(&mut below)).collect()
}

/// Lanes that follow one another meet in the middle between them, as far as what stands in them allows.
fn without_gaps(bands: &mut [Option<Area>]) {
    let mut last: Option<usize> = None;
    for at in 0..bands.len() {
        let Some(lower) = bands[at] else { continue };
        if let Some((above, upper)) = last.and_then(|above| Some((above, bands[above]?))) {
            let meet = i32::midpoint(upper.bottom(), lower.y);
            let is_between = upper.bottom() - ROOM <= meet && meet <= lower.y + ROOM;
            if is_between && upper.y < meet && meet < lower.bottom() {
                bands[above] = Some(Area { h: meet - upper.y, ..upper });
                bands[at] = Some(Area { y: meet, h: lower.bottom() - meet, ..lower });
            }
        }
        last = Some(at);
    }
}

/// Measures a drawing: everything that is in it, with room around.
pub(super) fn extent(layout: &mut Layout) {
    let boxes = layout.nodes.values().chain(layout.lanes.iter().map(|(_, area)| area)).copied();
    let points = layout.edges.values().flatten().map(|point| Area { x: point.x, y: point.y, w: 0, h: 0 });
    let Some(whole) = boxes.chain(points).reduce(Area::with) else { return };
    layout.area = whole.with_room(MARGIN);
}
