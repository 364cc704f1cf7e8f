//! Sets of code points.

/// Ranges of code points, first and last, in order and apart from each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    pub(super) fn new(mut ranges: Vec<(u32, u32)>) -> Ranges {
        ranges.sort_unstable();
        ranges.dedup_by(|(first, last), (_, before)| {
            let touches = *first <= *before + 1;
            if touches {
                *before = (*before).max(*last);
            }
            touches
        });
        Ranges(ranges)
    }

    pub(super) fn contains(&self, character: char) -> bool {
        let code_point = u32::from(character);
        let after = self.0.partition_point(|(first, _)| *first <= code_point);
        after.checked_sub(1).and_then(|index| self.0.get(index)).is_some_and(|(_, last)| code_point <= *last)
    }

    /// Every other code point.
    pub(super) fn complement(&self) -> Ranges {
        let mut others = Vec::with_capacity(self.0.len() + 1);
        let mut next = 0;
        for (first, last) in &self.0 {
            if next < *first {
                others.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= u32::from(char::MAX) {
            others.push((next, u32::from(char::MAX)));
        }
        Ranges(others)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_merged_and_complemented() {
        let ranges = Ranges::new(vec![(50, 60), (10, 20), (21, 30), (15, 18)]);
        assert_eq!(ranges.0, [(10, 30), (50, 60)]);
        assert_eq!(ranges.complement().0, [(0, 9), (31, 49), (61, 0x10_ffff)]);
        assert!(ranges.complement().complement().iter().eq(ranges.iter()));
        assert!(Ranges::default().complement().complement().is_empty());
        for (character, is_in) in
            [('\t', false), ('\n', true), ('\x1e', true), ('\x1f', false), ('2', true), ('=', false)]
        {
            assert_eq!(ranges.contains(character), is_in, "{character:?}");
        }
    }
}
