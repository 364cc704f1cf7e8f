//! Upper and lower case, as flag `i` sees them.

use std::ops::RangeInclusive;

/// Characters whose case variants do not lead back to them: the sign for kelvin is `k` in lower case, but `k` is not
/// that sign in upper case.
const ONE_WAY: [RangeInclusive<char>; 30] = [
    '\u{b5}'..='\u{b5}',
    '\u{131}'..='\u{131}',
    '\u{17f}'..='\u{17f}',
    '\u{1c5}'..='\u{1c5}',
    '\u{1c8}'..='\u{1c8}',
    '\u{1cb}'..='\u{1cb}',
    '\u{1f2}'..='\u{1f2}',
    '\u{345}'..='\u{345}',
    '\u{390}'..='\u{390}',
    '\u{3b0}'..='\u{3b0}',
    '\u{3c2}'..='\u{3c2}',
    '\u{3d0}'..='\u{3d1}',
    '\u{3d5}'..='\u{3d6}',
    '\u{3f0}'..='\u{3f1}',
    '\u{3f4}'..='\u{3f5}',
    '\u{1c80}'..='\u{1c88}',
    '\u{1e9b}'..='\u{1e9b}',
    '\u{1e9e}'..='\u{1e9e}',
    '\u{1f88}'..='\u{1f8f}',
    '\u{1f98}'..='\u{1f9f}',
    '\u{1fa8}'..='\u{1faf}',
    '\u{1fbc}'..='\u{1fbc}',
    '\u{1fbe}'..='\u{1fbe}',
    '\u{1fcc}'..='\u{1fcc}',
    '\u{1fd3}'..='\u{1fd3}',
    '\u{1fe3}'..='\u{1fe3}',
    '\u{1ffc}'..='\u{1ffc}',
    '\u{2126}'..='\u{2126}',
    '\u{212a}'..='\u{212b}',
    '\u{fb05}'..='\u{fb06}',
];

/// Whether two characters are the same but for case: their lower or their upper cases are (XPath functions 3.1, 5.6.2).
pub(super) fn same(one: char, other: char) -> bool {
    one == other || one.to_lowercase().eq(other.to_lowercase()) || one.to_uppercase().eq(other.to_uppercase())
}

/// Every character that is the same as this one but for case, and is not [one-way](one_way).
pub(super) fn variants(character: char) -> impl Iterator<Item = char> {
    let (lower, upper) = (single(character.to_lowercase()), single(character.to_uppercase()));
    let both =
        [upper.and_then(|upper| single(upper.to_lowercase())), lower.and_then(|lower| single(lower.to_uppercase()))];
    [Some(character), lower, upper].into_iter().chain(both).flatten()
}

/// The characters that are no [variant](variants) of theirs.
pub(super) fn one_way() -> impl Iterator<Item = char> {
    ONE_WAY.into_iter().flatten()
}

fn single(mut characters: impl Iterator<Item = char>) -> Option<char> {
    characters.next().filter(|_| characters.next().is_none())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn variants_are_complete() {
        let mut alike: BTreeMap<(bool, String), Vec<char>> = BTreeMap::new();
        let cased = ('\0'..=char::MAX).filter(|character| {
            variants(*character).any(|variant| variant != *character)
                || single(character.to_lowercase()).is_none()
                || single(character.to_uppercase()).is_none()
        });
        for character in cased {
            alike.entry((false, character.to_lowercase().collect())).or_default().push(character);
            alike.entry((true, character.to_uppercase().collect())).or_default().push(character);
        }
        let mut missing = BTreeSet::new();
        for group in alike.values() {
            for one in group {
                assert!(variants(*one).all(|variant| same(*one, variant)), "{one:?}");
                missing.extend(group.iter().filter(|other| variants(*one).all(|variant| variant != **other)));
            }
        }
        // Which Unicode the cases are of depends on the compiler.
        assert!(missing.is_subset(&one_way().collect()), "{missing:?}");
    }
}
