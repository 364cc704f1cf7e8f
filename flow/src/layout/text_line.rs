//! Words that fit where they stand, whatever font draws them.

/// What stands for words that are left out.
const MORE: char = '…';

/// A line that words stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextLine {
    /// How long it may become, in pixels.
    pub width: i32,
    /// How large its letters are, in pixels.
    pub size: i32,
}

impl TextLine {
    /// How long words become at most.
    pub fn measure(words: &str, size: i32) -> i32 {
        let hundredths = words.chars().map(|character| share(character) * size).fold(99, i32::saturating_add);
        hundredths / 100
    }

    /// As many words as fit on it; `…` tells that there are more.
    pub fn shortened(self, words: &str) -> String {
        let words = on_one_line(words);
        if self.end(&words).is_none() {
            return words;
        }
        let less = Self { width: self.width - Self::measure(MORE.encode_utf8(&mut [0; 4]), self.size), ..self };
        let end = less.end(&words).unwrap_or(words.len());
        format!("{}{MORE}", words[..end].trim_end())
    }

    /// Words on at most so many of such lines, the last one shortened. A word of letters goes to the next line as a
    /// whole where that leaves a line worth reading.
    pub fn broken(self, words: &str, most: usize) -> Vec<String> {
        let words = on_one_line(words);
        let mut rest = words.as_str();
        let mut lines = Vec::new();
        while lines.len() + 1 < most {
            let Some(end) = self.end(rest).map(|end| before_word(rest, end)).filter(|end| *end > 0) else { break };
            lines.push(rest[..end].trim_end().to_owned());
            rest = rest[end..].trim_start();
        }
        if !rest.is_empty() {
            lines.push(self.shortened(rest));
        }
        lines
    }

    /// Where what does not fit begins.
    fn end(self, words: &str) -> Option<usize> {
        let mut room = self.width * 100;
        let lacks = |(_, character): &(usize, char)| {
            room -= share(*character) * self.size;
            room < 0
        };
        words.char_indices().find(lacks).map(|(end, _)| end)
    }
}

/// The last place before `end` where a line may end, so that what would be broken there stays whole.
fn before_word(words: &str, end: usize) -> usize {
    let is_of_word =
        |character: char| character.is_alphanumeric() && !is_full(character) || character.is_ascii_graphic();
    let breaks_word = words[..end].ends_with(is_of_word) && words[end..].starts_with(is_of_word);
    let behind = words[..end].rfind([' ', '-', '/']).map(|last| last + 1);
    behind.filter(|behind| breaks_word && 4 * behind > end).unwrap_or(end)
}

/// Whether a character is as wide as the line is high, as Chinese ones are.
fn is_full(character: char) -> bool {
    character >= '\u{2000}'
}

/// Lines that a name has of its own are read as one.
fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How wide a character is in hundredths of the size, in a wide and heavy font: in others it is narrower.
fn share(character: char) -> i32 {
    match character {
        'i' | 'j' | 'l' | 'I' | 'J' | ' ' | '.' | ',' | ':' | ';' | '\'' | '|' => 41,
        'f' | 'r' | 't' | '-' | '!' | '(' | ')' | '[' | ']' | '/' => 50,
        'c' | 's' | 'z' | '?' => 60,
        'E' | 'F' | 'L' | 'P' | 'S' | 'T' | 'Y' | 'Z' => 74,
        'w' | '&' | '#' | '^' | '+' | '=' | '<' | '>' | '~' => 93,
        'm' | 'M' | '%' | '@' => 105,
        'W' => 111,
        character if is_full(character) => 100,
        character if character.is_uppercase() => 86,
        // Digits, and letters of other alphabets that are written like these.
        _ => 72,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: TextLine = TextLine { width: 70, size: 10 };

    #[test]
    fn what_fits_stays_and_what_does_not_is_cut() {
        assert_eq!(LINE.shortened("订单受理评审"), "订单受理评审");
        assert_eq!(LINE.shortened("订单受理与评审"), "订单受理与评审");
        assert_eq!(LINE.shortened("订单受理与评审会"), "订单受理与评…");
        assert_eq!(LINE.shortened("Review an order"), "Review a…");
        assert_eq!(LINE.shortened(""), "");
    }

    #[test]
    fn no_line_is_longer_than_it_may_be() {
        for words in ["Perform know your customer checks", "WWWWWWWWWWWWWWWW", "订单受理与评审会议", "illicit"]
        {
            for line in LINE.broken(words, 3) {
                assert!(TextLine::measure(&line, LINE.size) <= LINE.width, "{line}");
            }
        }
    }

    #[test]
    fn words_of_letters_stay_whole() {
        assert_eq!(LINE.broken("Archive the invoice", 3), ["Archive the", "invoice"]);
        assert_eq!(LINE.broken("Copy, sign, and scan", 3), ["Copy, sign,", "and scan"]);
        assert_eq!(LINE.broken("A Sub-Process of mine", 3), ["A Sub-", "Process of", "mine"]);
        assert_eq!(LINE.broken("非常规订单联合评审", 2), ["非常规订单联合", "评审"]);
        assert_eq!(LINE.broken("Supercalifragilistic", 2), ["Supercalifr", "agilistic"]);
    }

    #[test]
    fn a_line_break_in_a_name_is_a_space() {
        assert_eq!(LINE.broken("Sub\nProc", 2), ["Sub Proc"]);
        assert_eq!(LINE.broken(" \n ", 2), Vec::<String>::new());
    }

    #[test]
    fn where_nothing_fits_there_is_only_the_sign_for_more() {
        assert_eq!(TextLine { width: 3, size: 10 }.broken("abc", 3), ["…"]);
    }
}
