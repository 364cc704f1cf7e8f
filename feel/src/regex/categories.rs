//! The general categories of Unicode.

use unicode_general_category::{GeneralCategory, get_general_category};

/// A set of general categories, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Categories(u32);

/// All of them but that of surrogates, which are no characters.
const ALL: [GeneralCategory; 29] = [
    GeneralCategory::UppercaseLetter,
    GeneralCategory::LowercaseLetter,
    GeneralCategory::TitlecaseLetter,
    GeneralCategory::ModifierLetter,
    GeneralCategory::OtherLetter,
    GeneralCategory::NonspacingMark,
    GeneralCategory::SpacingMark,
    GeneralCategory::EnclosingMark,
    GeneralCategory::DecimalNumber,
    GeneralCategory::LetterNumber,
    GeneralCategory::OtherNumber,
    GeneralCategory::ConnectorPunctuation,
    GeneralCategory::DashPunctuation,
    GeneralCategory::OpenPunctuation,
    GeneralCategory::ClosePunctuation,
    GeneralCategory::InitialPunctuation,
    GeneralCategory::FinalPunctuation,
    GeneralCategory::OtherPunctuation,
    GeneralCategory::SpaceSeparator,
    GeneralCategory::LineSeparator,
    GeneralCategory::ParagraphSeparator,
    GeneralCategory::MathSymbol,
    GeneralCategory::CurrencySymbol,
    GeneralCategory::ModifierSymbol,
    GeneralCategory::OtherSymbol,
    GeneralCategory::Control,
    GeneralCategory::Format,
    GeneralCategory::PrivateUse,
    GeneralCategory::Unassigned,
];

impl Categories {
    /// `Lu`, or all that begin with `L` (XML Schema 1.1 part 2, G.4.2.2).
    pub(super) fn named(name: &str) -> Option<Categories> {
        let named = ALL.iter().filter(|category| !name.is_empty() && category.abbreviation().starts_with(name));
        let bits = named.fold(0, |bits, category| bits | bit(*category));
        (bits != 0).then_some(Categories(bits))
    }

    /// `\d`: digits.
    pub(super) fn digits() -> Categories {
        Categories(bit(GeneralCategory::DecimalNumber))
    }

    /// `\w`: all characters but punctuation, separators and the rest.
    pub(super) fn word() -> Categories {
        let others = ALL.iter().filter(|category| category.abbreviation().starts_with(['P', 'Z', 'C']));
        Categories(others.fold(0, |bits, category| bits | bit(*category))).complement()
    }

    pub(super) fn complement(self) -> Categories {
        Categories(!self.0)
    }

    pub(super) fn union(self, other: Categories) -> Categories {
        Categories(self.0 | other.0)
    }

    pub(super) fn contains(self, character: char) -> bool {
        self.0 != 0 && self.0 & bit(get_general_category(character)) != 0
    }
}

fn bit(category: GeneralCategory) -> u32 {
    1 << (category as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_have_names_of_one_or_two_letters() {
        let contains = |name, character| Categories::named(name).unwrap().contains(character);
        assert!(contains("L", 'é') && contains("Ll", 'é') && !contains("Lu", 'é'));
        assert!(contains("Lo", '中') && contains("Nd", '٣') && contains("No", '²') && contains("Sc", '¥'));
        assert!(contains("Zs", '\u{3000}') && contains("Cn", '\u{378}') && contains("Co", '\u{e000}'));
        for unknown in ["", "l", "LU", "Cs", "Lul", "X", "Lx"] {
            assert_eq!(Categories::named(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn words_are_made_of_letters_marks_numbers_and_symbols() {
        let whole = ["L", "M", "N", "S"].map(|name| Categories::named(name).unwrap());
        for character in ('\0'..='\u{ffff}').step_by(7) {
            let expected = whole.iter().any(|categories| categories.contains(character));
            assert_eq!(Categories::word().contains(character), expected, "{character:?}");
        }
    }
}
