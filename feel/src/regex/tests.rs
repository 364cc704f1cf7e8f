//! Tables of patterns, the text that they are run over, and what comes of it.

mod bounds;
mod classes;
mod invalid;
mod properties;
mod quantifiers;
mod replacing;

use super::Pattern;
use crate::Limits;

fn pattern(pattern: &str, flags: &str) -> Option<Pattern> {
    Pattern::new(pattern, flags, &mut Limits::default()).unwrap()
}

/// Everything that a pattern matches in a text, in brackets.
fn marked(pattern_text: &str, flags: &str, text: &str) -> String {
    let Some(pattern) = pattern(pattern_text, flags) else { return "invalid".to_owned() };
    let mut limits = Limits::default();
    let mut matcher = super::Matcher::new(&pattern.program, text, &mut limits);
    let (mut shown, mut from) = (String::new(), 0);
    while let Some(found) = matcher.find(from).unwrap() {
        shown += &format!("{}[{}]", &text[from..found.start], &text[found.clone()]);
        from = found.end;
        if found.is_empty() {
            let Some(character) = text[from..].chars().next() else { break };
            shown.push(character);
            from += character.len_utf8();
        }
    }
    shown + &text[from..]
}

/// Checks a table of patterns, flags, and texts with everything in brackets that is to match.
fn check(table: &[(&str, &str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(pattern, flags, expected)| {
            let text: String = expected.chars().filter(|character| !matches!(character, '[' | ']')).collect();
            let found = marked(pattern, flags, &text);
            (found != *expected).then(|| format!("{pattern:?} {flags}\n  is    {found:?}\n  not   {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn characters_and_choices() {
    check(&[
        ("", "", "[]a[]b[]"),
        ("a", "", "b[a]n[a]n[a]"),
        ("中文", "", "在[中文]里"),
        ("ab|a", "", "[ab] [a]c"),
        ("a|ab", "", "[a]b"),
        ("a|", "", "[a][]b[]"),
        ("|a", "", "[]a[]"),
        ("x(a|bc)y", "", "[xay] [xbcy] xby"),
        ("x(?:a|bc)y", "", "[xay] [xbcy] xby"),
        ("()", "", "[]a[]"),
        ("((a)|(b))+", "", "[abba]c"),
        ("a,b-c:d", "", "[a,b-c:d]"),
        (r"\n\r\t", "", "[\n\r\t]nrt"),
        (r"\\\|\.\-\^\?\*\+\{\}\(\)\$", "", r"[\|.-^?*+{}()$]"),
    ]);
    assert_eq!(marked(r"\[x\]", "", "a[x]"), "a[[x]]");
}

#[test]
fn dots() {
    check(&[
        (".", "", "[a]\n[b]\r[中][\u{2028}][🐎]"),
        (".", "s", "[a][\n][b][\r]"),
        ("a.c", "", "[abc] a\nc [a.c]"),
        ("a.c", "s", "[a\nc]"),
        (r"\.", "s", "a[.]"),
    ]);
}

#[test]
fn anchors() {
    check(&[
        ("^a", "", "[a]a\na"),
        ("a$", "", "a\na[a]"),
        ("a$", "", "aa\n"),
        ("^", "", "[]a"),
        ("^$", "", "[]"),
        ("^$", "", "\n"),
        ("^a", "m", "[a]a\n[a]"),
        ("a$", "m", "a[a]\n[a]"),
        ("a$", "m", "[a]\n"),
        ("a$", "m", "a\r\n[a]"),
        ("^$", "m", "[]\nabcd\n"),
        ("^$", "m", "abcd\n[]\ndefg\n "),
        // A line feed at the end begins no line.
        ("^$", "m", "abcd\ndefg\n"),
        ("^", "m", "[]a\n"),
        ("$", "m", "a[]\n"),
        ("^*a", "", "[a][a]"),
        ("(^|a)b", "", "[b] [ab] b"),
        ("(?:^)a|b$", "", "[a]a[b]"),
        ("(^a|^b)+", "", "[a]b"),
        ("a^b", "m", "ab"),
        ("a\n^b", "m", "[a\nb]"),
    ]);
}

#[test]
fn space_that_is_ignored() {
    check(&[
        (" a\t b\r\n", "x", "[ab]a b"),
        ("a[ ]b", "x", "[a b]"),
        (r"a\ sb", "x", "[a b]"),
        (r"a\\ s", "x", r"[a\s]"),
        (r"\[ a", "x", "x"),
        ("( ?: a ){ 2 , 3 } ?", "x", "[aa]a"),
        (r"\p{ I s Basic Latin }+", "x", "[hello world]中"),
        (r"(a) \ 1", "x", "[aa]a"),
        ("a\u{a0}b", "x", "ab[a\u{a0}b]"),
    ]);
    assert_eq!(marked(r"[\] ] a", "x", "]a a"), "[]a][ a]");
}

#[test]
fn quoted_patterns() {
    check(&[
        ("a.b", "q", "[a.b]acb"),
        (r"\d^$(*", "q", r"5[\d^$(*]"),
        ("A.", "qi", "[a.][A.]ab"),
        ("a b", "qx", "ab[a b]"),
    ]);
    assert_eq!(marked("[a]", "q", "a[a]"), "a[[a]]");
    assert_eq!(marked(".", "qs", "a."), "a[.]");
    assert_eq!(marked("^", "qm", "^a"), "[^]a");
}

#[test]
fn either_case() {
    check(&[
        ("abc", "i", "[ABC] [aBc] [abc]"),
        ("straße", "i", "[STRAßE] [straẞe] strasse"),
        ("ÄÖ", "i", "[äö]"),
        ("σ", "i", "[Σ][σ][ς]"),
        ("k", "i", "[k][K][\u{212a}]"),
        ("\u{212a}", "i", "[k][K]"),
        ("[A-Z]", "i", "[a][Z][\u{212a}]1é"),
        ("[A-Z-[OI]]", "i", "[x][X]OiIo"),
        ("[^Q]", "i", "qQ[r]"),
        ("[ς]", "i", "[Σ][σ][ς]"),
        ("[\u{212a}]", "i", "[k][K][\u{212a}]l"),
        ("[ß]", "i", "[ẞ][ß]s"),
        ("[ﬆ]", "i", "[ﬅ]s"),
        (r"\p{Lu}", "i", "a[A]"),
        (r"[\p{Lu}x]", "i", "a[A][x][X]"),
        (r"\P{Lu}", "i", "[a]A"),
        (r"\p{IsBasicLatin}", "i", "[k]\u{212a}"),
        (r"([md])[aeiou]\1", "i", "[Mum] [mom] [Dad] [DUD] mad"),
        (r"(a)\1", "", "[aa] aA"),
        (r"(k)\1", "i", "[k\u{212a}]"),
        ("1a", "i", "[1A]"),
    ]);
}

#[test]
fn references_to_groups() {
    check(&[
        (r#"('|").*?\1"#, "", r#"["it's"] ['a"'] 'a""#),
        (r"(a|b)\1", "", "[aa][bb]ab"),
        (r"(a*)b\1", "", "[aabaa] [aba]"),
        // A group that took no part matches nothing.
        (r"(?:(a)|b)\1", "", "[aa][b]"),
        (r"(a)?\1b", "", "[aab][b]"),
        // What it matched last counts.
        (r"(?:(a|b))+\1", "", "[abb]a"),
        (r"(?:(a|b))+\1", "", "aba"),
        (r"(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10", "", "[abcdefghijj]"),
        (r"(a)\10", "", "[aa0]"),
        (r"(a)(b)\21", "", "[abb1]"),
        (r"((a)\2)\1", "", "[aaaa]"),
        (r"(?:x)(a)\1", "", "[xaa]"),
        (r"(.)\1{2}", "", "[aaa]b[ccc]c"),
        (r"(中|文)\1", "", "中[文文]"),
        (r"(?:(a)x|\1b)+", "", "[axab]"),
    ]);
}
