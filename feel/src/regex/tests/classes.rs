use super::{check, marked, pattern};

#[test]
fn brackets() {
    check(&[
        ("[abc]", "", "[a][b][c]d"),
        ("[a-c]", "", "[a][b][c]d-"),
        ("[^a-c]", "", "abc[d][-][\n]"),
        ("[a-cx-z]", "", "[b]d[y]"),
        ("[a^]", "", "[a][^]b"),
        ("[^^]", "", "^[a]"),
        ("[.$*+?{}()|]+", "", "a[.$*+?{}()|]"),
        (r"[\n\t\\]", "", "[\n][\t][\\]n"),
        ("[一-龥]", "", "a[中]𠀀"),
        ("[😀-😎]", "", "[😃]🐎"),
        ("a[^b]", "", "a"),
        ("a[^b]", "", "[a ]"),
        ("[a]", "", "[a][a]"),
    ]);
    assert_eq!(marked(r"[\[\]]+", "", "a[]"), "a[[]]");
}

#[test]
fn hyphens() {
    check(&[
        ("[-a]", "", "[-][a]b"),
        ("[a-]", "", "[-][a]b"),
        ("[-]", "", "[-]a"),
        ("[--]", "", "[-]a"),
        ("[^-]", "", "-[a]"),
        (r"[a\-c]", "", "[a][-][c]b"),
        (r"[+-\-]", "", "[+][,][-]."),
        ("[a-c-e]", "", "[a][b][c][-][e]d"),
        (r"[\d-z]", "", "[5][-][z]a"),
        ("[a--[a]]", "", "[-]a"),
        ("[--[a]]", "", "[-]a"),
    ]);
}

#[test]
fn subtraction() {
    check(&[
        ("[a-z-[aeiou]]+", "", "a[bcd]e[fgh]i"),
        ("[a-z-[aeiou-[e]]]+", "", "a[bcdefgh]i"),
        ("[^a-c-[x]]", "", "ax[y]"),
        ("[a-z-[^aeiou]]", "", "[a]b[e]"),
        (r"[\w-[\d]]+", "", "[ab]12[c]-"),
        (r"[\p{L}-[\p{IsBasicLatin}]]", "", "a[é][中]1"),
        (r"[\i-[:]][\c-[:]]*", "", ":[ab-1]"),
        ("[a-[a]]", "", "ab"),
    ]);
}

#[test]
fn escapes_of_several_characters() {
    check(&[
        (r"\s", "", "a[ ][\t][\n][\r]\u{a0}\u{3000}\u{b}"),
        (r"\S", "", "[a] [\u{a0}]"),
        (r"\d", "", "[5][٣][5]²½五a"),
        (r"\D", "", "5[a][²]"),
        // All but punctuation, separators and the rest, so with marks and symbols, without the underscore.
        (r"\w", "", "[a][é][中][5][\u{301}][+][€][²]_-. \u{200b}\u{e000}"),
        (r"\W", "", "a[_][-][ ]+"),
        (r"\i", "", "[a][:][_][中]-.5·"),
        (r"\c", "", "[a][:][_][中][-][.][5][·] +"),
        (r"\I", "", "a[-][5]"),
        (r"\C", "", "a-[ ][+]"),
        (r"[\s\d]+", "", "a[ 5\n]b"),
        (r"[^\s\d]+", "", "[a] 5\n[b]"),
        (r"[\S]", "", "[a] "),
        (r"[^\S]", "", "a[ ]"),
    ]);
}

#[test]
fn categories_and_blocks() {
    check(&[
        (r"\p{L}+", "", "[aÉ中ǅ]1"),
        (r"\p{Lu}", "", "a[É]"),
        (r"\P{Lu}", "", "[a]É[1]"),
        (r"[\p{Lu}\p{Nd}]+", "", "a[A1]"),
        (r"[^\p{L}]", "", "a[1]"),
        (r"[^\P{L}]", "", "[a]1"),
        (r"\p{Sc}", "", "[¥][€]+"),
        (r"\p{P}", "", "a[,][。][「]+"),
        (r"\p{Zs}", "", "[ ][\u{3000}]\n"),
        (r"\p{Cc}", "", "[\n]a"),
        (r"\p{Cn}", "", "[\u{378}]a"),
        (r"\p{IsBasicLatin}+", "", "[hello world]é中"),
        (r"\P{IsBasicLatin}+", "", "a[é中]"),
        (r"\p{IsLatin-1Supplement}", "", "a[é]ā"),
        (r"\p{IsCJKUnifiedIdeographs}+", "", "a[中文]、𠀀"),
        (r"\p{IsCJKUnifiedIdeographsExtensionB}", "", "中[𠀀]"),
        (r"\p{IsGreek}\p{IsGreekandCoptic}", "", "[αβ]"),
        (r"[\p{IsHiragana}\p{IsKatakana}]+", "", "[ひらカタ]中"),
    ]);
}

#[test]
fn names_are_exact() {
    for name in
        ["", "l", "Cs", "Greek", "IsAtlantis", "Is", "IsBasic Latin", "isBasicLatin", "Lu ", "L&", "^L", "Letter"]
    {
        assert!(pattern(&format!(r"\p{{{name}}}"), "").is_none(), "{name}");
    }
}
