//! Where a line can go on.

use crate::model::Kind;

/// Whether nothing comes after a node of a kind.
pub(super) fn ends(kind: Kind) -> bool {
    matches!(kind, Kind::End | Kind::Terminate)
}
