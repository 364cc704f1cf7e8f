//! Places along columns and rows, before it is known how wide and high those are: what runs from where to where.

/// So fine that lines beside one another in a column are told apart.
const COLUMN: usize = 64;

/// Where a column begins: the gutter before it.
pub(super) fn before(column: usize) -> usize {
    column * COLUMN
}

/// The gutter behind a column.
pub(super) fn behind(column: usize) -> usize {
    before(column + 1)
}

/// The middle of what stands in a column.
pub(super) fn middle(column: usize) -> usize {
    before(column) + COLUMN / 2
}

/// A boundary event of what stands in a column.
pub(super) fn at_event(column: usize, nth: usize) -> usize {
    behind(column) - 1 - nth.min(COLUMN / 2 - 2)
}

/// The middle of a row.
pub(super) fn at_row(row: usize) -> usize {
    row * 3 + 1
}

/// The gutter above or below a row.
#[derive(Clone, Copy)]
pub(super) enum Gutter {
    Above(usize),
    Below(usize),
}

impl Gutter {
    /// Its number among the gutters.
    pub(super) fn number(self) -> usize {
        match self {
            Self::Above(row) => 2 * row,
            Self::Below(row) => 2 * row + 1,
        }
    }

    /// Its place along the rows.
    pub(super) fn place(self) -> usize {
        match self {
            Self::Above(row) => row * 3,
            Self::Below(row) => row * 3 + 2,
        }
    }
}
