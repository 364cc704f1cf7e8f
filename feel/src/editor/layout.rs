//! Laying out a text over lines: what does not fit into one is broken where it may be.

/// A text that may be laid out in different ways.
pub(super) enum Layout {
    Text(String),
    /// A space, or a new line where the group around it is broken.
    Line,
    /// Nothing, or a new line where the group around it is broken.
    Gap,
    /// Further in, after new lines.
    Nested(Box<Layout>),
    /// In one line if it fits, else broken at each of its own lines and gaps.
    Group(Box<Layout>),
    Row(Vec<Layout>),
}

const STEP: usize = 2;

impl Layout {
    pub(super) fn text(text: impl Into<String>) -> Layout {
        Layout::Text(text.into())
    }

    pub(super) fn group(parts: Vec<Layout>) -> Layout {
        Layout::Group(Box::new(Layout::Row(parts)))
    }

    pub(super) fn nested(parts: Vec<Layout>) -> Layout {
        Layout::Nested(Box::new(Layout::Row(parts)))
    }

    /// The text in lines of at most `width` columns, where that can be had.
    pub(super) fn render(&self, width: usize) -> String {
        let mut text = String::new();
        let mut column = 0;
        let mut rest = vec![(0, false, self)];
        while let Some((indent, is_broken, layout)) = rest.pop() {
            match layout {
                Layout::Text(part) => {
                    text.push_str(part);
                    column += columns(part);
                }
                Layout::Line | Layout::Gap if is_broken => {
                    text.push('\n');
                    text.extend(std::iter::repeat_n(' ', indent));
                    column = indent;
                }
                Layout::Line => {
                    text.push(' ');
                    column += 1;
                }
                Layout::Gap => {}
                Layout::Nested(inner) => rest.push((indent + STEP, is_broken, inner)),
                Layout::Group(inner) => {
                    let fits = fits(inner, &rest, width.saturating_sub(column));
                    rest.push((indent, !fits, inner));
                }
                Layout::Row(parts) => rest.extend(parts.iter().rev().map(|part| (indent, is_broken, part))),
            }
        }
        text
    }
}

/// Whether a group fits into so many columns in one line, with what follows it up to the next new line.
fn fits(group: &Layout, following: &[(usize, bool, &Layout)], mut left: usize) -> bool {
    let mut inner = vec![(false, group)];
    let mut following = following.iter().rev();
    loop {
        let next = inner.pop().or_else(|| following.next().map(|(_, is_broken, layout)| (*is_broken, *layout)));
        let Some((is_broken, layout)) = next else { return true };
        let taken = match layout {
            Layout::Text(part) => columns(part),
            Layout::Line | Layout::Gap if is_broken => return true,
            Layout::Line => 1,
            Layout::Gap => 0,
            Layout::Nested(layout) => {
                inner.push((is_broken, layout));
                0
            }
            Layout::Group(layout) => {
                inner.push((false, layout));
                0
            }
            Layout::Row(parts) => {
                inner.extend(parts.iter().rev().map(|part| (is_broken, part)));
                0
            }
        };
        match left.checked_sub(taken) {
            Some(less) => left = less,
            None => return false,
        }
    }
}

/// How wide a text is: characters of Chinese take two columns.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if ('\u{2e80}'..='\u{ffef}').contains(&c) { 2 } else { 1 }).sum()
}
