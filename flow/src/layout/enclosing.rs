//! What is around what stands somewhere: lanes, and the drawing as a whole.

use super::{Area, LANE_HEADING, Layout, MARGIN, Point};

/// Room between a lane's border and what stands in it.
const ROOM: i32 = 24;
/// Height of a lane with nothing in it.
const EMPTY: i32 = 108;

/// The lanes in their order: each as it is placed, else around what stands in it, all of them one width.
pub(super) fn bands(lanes: &[(Option<Area>, Option<Area>)], whole: Option<Area>) -> Vec<Area> {
    let placed = lanes.iter().filter_map(|(placed, _)| *placed).reduce(Area::with);
    let around = whole.unwrap_or_default();
    let wide = Area { x: around.x - ROOM - LANE_HEADING, w: around.w + 2 * ROOM + LANE_HEADING, ..around };
    let Area { x, w, .. } = placed.unwrap_or(wide);
    let mut bands: Vec<Option<Area>> = lanes
        .iter()
        .map(|(placed, inside)| {
            let around = |inside: Area| Area { x, w, ..inside.with_room(ROOM) };
            placed.or_else(|| inside.map(around))
        })
        .collect();
    if placed.is_none() {
        without_gaps(&mut bands);
    }
    // What nothing stands in is below the others, where there is room.
    let mut bottom = bands.iter().flatten().map(|band| band.bottom()).max().unwrap_or(around.y);
    let in_room = |band: Option<Area>| {
        band.unwrap_or_else(|| {
            bottom += EMPTY;
            Area { x, y: bottom - EMPTY, w, h: EMPTY }
        })
    };
    bands.into_iter().map(in_room).collect()
}

/// Lanes that follow one another meet in the middle between them.
fn without_gaps(bands: &mut [Option<Area>]) {
    let mut above: Option<usize> = None;
    for at in 0..bands.len() {
        let Some(band) = bands[at] else { continue };
        if let Some(upper) = above.and_then(|above| bands[above]) {
            // Room may overlap; what stands in the lanes does not.
            let meet = i32::midpoint(upper.bottom(), band.y);
            if upper.bottom() - ROOM <= meet && meet <= band.y + ROOM && upper.y < meet && meet < band.bottom() {
                bands[at] = Some(Area { y: meet, h: band.bottom() - meet, ..band });
                if let Some(above) = above {
                    bands[above] = Some(Area { h: meet - upper.y, ..upper });
                }
            }
        }
        above = Some(at);
    }
}

/// Measures a drawing: everything that is in it, with room around.
pub(super) fn extent(layout: &mut Layout) {
    let boxes = layout.nodes.values().chain(layout.lanes.iter().map(|(_, area)| area)).copied();
    let points = layout.edges.values().flatten().map(|point| Area { x: point.x, y: point.y, w: 0, h: 0 });
    let Some(whole) = boxes.chain(points).reduce(Area::with) else { return };
    let whole = whole.with_room(MARGIN);
    layout.origin = Point { x: whole.x, y: whole.y };
    (layout.width, layout.height) = (whole.w, whole.h);
}
