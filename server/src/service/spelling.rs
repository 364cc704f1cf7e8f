//! Finding Chinese words by how they are typed: by the first letters of their pinyin, or by all of it.

use std::collections::BTreeSet;

use flow::text::Text;
use pinyin::ToPinyinMulti;

/// Whether a text has these words in it, in either language, or is spelt so: `zh` and `zhouh` find 周衡 and Zhou Heng.
/// The words are in lower case.
pub(super) fn matches(text: &Text, words: &str) -> bool {
    use flow::text::Language::{Chinese, English};
    [Chinese, English].iter().any(|language| {
        let text = text.in_language(*language).to_lowercase();
        text.contains(words) || begins_spelt(&text, words)
    })
}

/// Whether the letters spell how a text begins: each word and each Chinese sign by its first letter or in full, the
/// last also by a part of it.
fn begins_spelt(text: &str, letters: &str) -> bool {
    // How many of the letters the signs so far may account for.
    let mut spelt = BTreeSet::from([0]);
    for spellings in units(text) {
        let mut further = BTreeSet::new();
        for (done, spelling) in spelt.iter().flat_map(|done| spellings.iter().map(move |spelling| (*done, spelling))) {
            let left = &letters[done..];
            if spelling.starts_with(left) {
                return true;
            }
            let first = spelling.chars().next().map_or("", |first| &spelling[..first.len_utf8()]);
            further
                .extend([first, spelling].iter().filter(|part| left.starts_with(**part)).map(|part| done + part.len()));
        }
        spelt = further;
    }
    false
}

/// The words and Chinese signs of a text, each in all the ways it is spelt.
fn units(text: &str) -> Vec<Vec<String>> {
    let mut units: Vec<Vec<String>> = Vec::new();
    let mut in_word = false;
    for sign in text.chars() {
        let readings = sign.to_pinyin_multi().map(|readings| readings.into_iter().map(|one| one.plain().to_owned()));
        match (readings, units.last_mut()) {
            (Some(readings), _) => units.push(readings.collect::<BTreeSet<_>>().into_iter().collect()),
            (None, Some(word)) if in_word && sign.is_alphanumeric() => word[0].push(sign),
            (None, _) if sign.is_alphanumeric() => units.push(vec![sign.to_string()]),
            (None, _) => {}
        }
        in_word = sign.is_alphanumeric() && sign.to_pinyin_multi().is_none();
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_either_language() {
        let name = Text::each("周衡", "Zhou Heng");
        for words in ["周", "衡", "zhou", "heng", "zh", "z"] {
            assert!(matches(&name, words), "{words}");
        }
        assert!(!matches(&name, "wh"));
    }

    #[test]
    fn a_name_without_a_translation_is_found_by_its_pinyin() {
        let name = Text::from("曹静");
        for typed in ["c", "cj", "caoj", "caojing", "cjing", "cao"] {
            assert!(matches(&name, typed), "{typed}");
        }
        for typed in ["j", "cg", "caojingx", "jing"] {
            assert!(!matches(&name, typed), "{typed}");
        }
    }

    #[test]
    fn a_sign_that_is_read_in_several_ways_answers_to_each() {
        // 重 is zhong and chong, 行 is xing and hang.
        for typed in ["zq", "cq", "chongqing"] {
            assert!(matches(&Text::from("重庆"), typed), "{typed}");
        }
        assert!(matches(&Text::from("银行 B 部"), "yhbb"));
    }
}
