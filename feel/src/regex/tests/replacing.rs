use super::pattern;
use crate::Limits;

fn replaced(text: &str, pattern_text: &str, replacement: &str, flags: &str) -> Option<String> {
    pattern(pattern_text, flags)?.replace(text, replacement, &mut Limits::default()).unwrap()
}

fn split<'t>(text: &'t str, pattern_text: &str) -> Option<Vec<&'t str>> {
    pattern(pattern_text, "")?.split(text, &mut Limits::default()).unwrap()
}

#[test]
fn matches_are_replaced() {
    for (text, pattern, replacement, flags, expected) in [
        ("abracadabra", "bra", "*", "", "a*cada*"),
        ("abracadabra", "a.*a", "*", "", "*"),
        ("abracadabra", "a.*?a", "*", "", "*c*bra"),
        ("abracadabra", "a", "", "", "brcdbr"),
        ("abracadabra", "a(.)", "a$1$1", "", "abbraccaddabbra"),
        ("AAAA", "A+", "b", "", "b"),
        ("AAAA", "A+?", "b", "", "bbbb"),
        ("darted", "^(.*?)d(.*)$", "$1c$2", "", "carted"),
        ("reluctant", "r.*?t", "X", "", "Xant"),
        ("abcd", "(ab)|(a)", "[1=$1][2=$2]", "", "[1=ab][2=]cd"),
        ("0123456789", r"(\d{3})(\d{3})(\d{4})", "($1) $2-$3", "", "(012) 345-6789"),
        ("facetiously", "[iouy]", "[$0]", "", "facet[i][o][u]sl[y]"),
        ("", "a", "b", "", ""),
        ("中文字", "文", "$0$0", "", "中文文字"),
        ("abc", "b", "$1$12", "", "a2c"),
        ("a.b", ".", r"$1\", "q", r"a$1\b"),
        ("abab", "(?:(a)|b)", "<$1>", "", "<a><><a><>"),
        ("aaa", "(a)(a)?", "$2$1", "", "aaa"),
        ("a\nb\nc", "^.", "-", "m", "-\n-\n-"),
        ("aXbxc", "x", "$0$0", "i", "aXXbxxc"),
    ] {
        assert_eq!(replaced(text, pattern, replacement, flags).as_deref(), Some(expected), "{pattern} {flags}");
    }
}

#[test]
fn some_replacements_have_no_result() {
    for (pattern, replacement) in
        [("b", "$"), ("b", r"\n"), ("b", "$a"), ("b*", "x"), ("^", "x"), ("$", "x"), ("", "x"), ("(", "x")]
    {
        assert_eq!(replaced("abc", pattern, replacement, ""), None, "{pattern} {replacement}");
    }
    assert_eq!(replaced("abc", "$", "x", "m"), None);
    assert_eq!(replaced("abc", "", "x", "q"), None);
}

#[test]
fn texts_are_split() {
    let cases: [(&str, &str, &[&str]); 10] = [
        ("John Doe", r"\s", &["John", "Doe"]),
        ("a;b;c;;", ";", &["a", "b", "c", "", ""]),
        (";a", ";", &["", "a"]),
        ("a", ";", &["a"]),
        (";", ";", &["", ""]),
        ("", ";", &[]),
        ("a, b ,c", r"\s*,\s*", &["a", "b", "c"]),
        ("a1b22c", r"(\d)+", &["a", "b", "c"]),
        ("一、二、三", "、", &["一", "二", "三"]),
        ("aXXbX", "X", &["a", "", "b", ""]),
    ];
    for (text, pattern, expected) in cases {
        assert_eq!(split(text, pattern).as_deref(), Some(expected), "{text} {pattern}");
    }
    for without_result in ["", "a*", r"\s?", "(", "x|"] {
        assert_eq!(split("abc", without_result), None, "{without_result}");
    }
}
