use super::pattern;

#[test]
fn what_the_grammar_does_not_have_is_no_pattern() {
    let nothing_to_repeat = ["*", "+", "?", "a**", "a+*", "a???", "a{2}{3}", "|*", "(*a)", "(?a)", "a|*"];
    let counts = [
        "a{",
        "a}",
        "{",
        "}",
        "a{}",
        "a{,2}",
        "a{x}",
        "a{1",
        "a{1,",
        "a{1,x}",
        "a{ 1}",
        "a{3,2}",
        "a{-1}",
        "a{٣}",
        "a{9999999999}",
    ];
    let of_other_languages = ["(?=a)", "(?!a)", "(?<=a)", "(?<n>a)", "(?i)a", "(?i:a)", "(?#a)", "(?>a)"];
    let parentheses = ["(", ")", "(a", "a)", "((a)"];
    let brackets = ["[", "]", "[a", "a]", "[]", "[^]", "[]a]", "[[a]]", "[a-z-[b]", "[a-z-[b]c]", "[a-[]]", "[-[a]]"];
    let ranges = ["[b-a]", "[--a]", "[+--]", r"[a-\d]", "[---]", "[a-b--c]"];
    let escapes = [
        r"\", r"a\", r"\a", r"\b", r"\B", r"\A", r"\Z", r"\z", r"\Q", r"\x41", r"\u0041", r"\ ", r"\/", r"\,", r"\_",
        r"\é", r"[\b]", r"[\,]", r"\p", r"\pL", r"\p{", r"\p{L", r"\P{", r"[\p{L]",
    ];
    let references = [
        r"\0", r"\00", r"\1", r"(a)\2", r"(a\1)", r"\1(a)", r"(a)\0", r"(a)\01", r"(?:a)\1", r"(a)[\1]", r"[\0]",
        r"((a)\1)",
    ];
    let all =
        [&nothing_to_repeat[..], &counts, &of_other_languages, &parentheses, &brackets, &ranges, &escapes, &references];
    for invalid in all.concat() {
        assert!(pattern(invalid, "").is_none(), "{invalid}");
        assert!(pattern(invalid, "q").is_some(), "{invalid}");
    }
}

#[test]
fn flags() {
    for valid in ["", "s", "m", "i", "x", "q", "smixq", "iii", "qimsqx"] {
        assert!(pattern("a", valid).is_some(), "{valid}");
    }
    for invalid in ["p", "X", " ", "i ", "g", "u", "I", "ix!", "j", ";j"] {
        assert!(pattern("a", invalid).is_none(), "{invalid}");
    }
}
