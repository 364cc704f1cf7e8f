//! The blocks of Unicode, by their names.

/// Where each block begins, and its name without spaces: Blocks.txt of Unicode 18.0. Nothing is named where a line
/// has no name.
const BLOCKS: &str = include_str!("blocks.txt");

/// What blocks were called when XML Schema first named them.
const FORMERLY: [(&str, &str); 3] = [
    ("Greek", "GreekandCoptic"),
    ("CombiningMarksforSymbols", "CombiningDiacriticalMarksforSymbols"),
    ("PrivateUse", "PrivateUseArea"),
];

/// The first and the last code point of a block (XML Schema 1.1 part 2, G.4.2.3).
///
/// The standard lets an unknown name stand for every character; here it is no name, for it is most likely a slip.
pub(super) fn find(name: &str) -> Option<(u32, u32)> {
    let name = FORMERLY.iter().find(|(former, _)| *former == name).map_or(name, |(_, present)| present);
    let mut lines = BLOCKS.lines().map(|line| line.split_once(' ').unwrap_or((line, "")));
    let (start, _) = lines.find(|(_, named)| *named == name && !name.is_empty())?;
    let end = lines.next().and_then(|(start, _)| code_point(start)).unwrap_or(u32::from(char::MAX) + 1);
    Some((code_point(start)?, end - 1))
}

fn code_point(digits: &str) -> Option<u32> {
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_have_ends() {
        assert_eq!(find("BasicLatin"), Some((0, 0x7f)));
        assert_eq!(find("Latin-1Supplement"), Some((0x80, 0xff)));
        assert_eq!(find("CJKUnifiedIdeographs"), Some((0x4e00, 0x9fff)));
        assert_eq!(find("HighSurrogates"), Some((0xd800, 0xdb7f)));
        assert_eq!(find("VariationSelectorsSupplement"), Some((0xe0100, 0xe01ef)));
        assert_eq!(find("SupplementaryPrivateUseArea-B"), Some((0x10_0000, 0x10_ffff)));
        assert_eq!(find("Greek"), find("GreekandCoptic"));
        for unknown in ["", "Basic Latin", "basiclatin", "Latin1Supplement", "Atlantis"] {
            assert_eq!(find(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn the_table_is_in_order() {
        let starts: Vec<u32> =
            BLOCKS.lines().map(|line| code_point(line.split(' ').next().unwrap()).unwrap()).collect();
        assert!(starts.is_sorted_by(|one, next| one < next));
    }
}
