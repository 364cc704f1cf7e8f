use feel::{ErrorCode, Limits};

use super::check;

#[test]
fn matching() {
    check(&[
        (r#"matches("abracadabra", "bra")"#, "true"),
        (r#"matches("abracadabra", "^a.*a$")"#, "true"),
        (r#"matches("abracadabra", "^bra")"#, "false"),
        (r#"matches("abracadabra", "bra", null)"#, "true"),
        (r#"matches("abracadabra", "BRA", "i")"#, "true"),
        (r#"matches("\nabcd\ndefg\n", "^$", "m")"#, "true"),
        (r#"matches("Mary\u000DJones", "Mary.Jones")"#, "false"),
        (r#"matches("\u212A", "k", "i")"#, "true"),
        (r#"matches("x", "[A-Z-[OI]]", "i")"#, "true"),
        (r#"matches("i", "[A-Z-[OI]]", "i")"#, "false"),
        (r#"matches("hello world", "hello\\ sworld", "x")"#, "true"),
        (r#"matches("hello world", "\\p{ I s B a s i c L a t i n }+", "x")"#, "true"),
        (r#"matches("aA", "(a)\\1", "i")"#, "true"),
        (r#"matches("13800138000", "^(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})$")"#, "true"),
        (r#"matches(input: "a", pattern: "\\p{Ll}")"#, "true"),
    ]);
}

#[test]
fn what_is_no_pattern_is_null() {
    check(&[
        (r#"matches("abracadabra", "bra", "p")"#, "null"),
        (r#"matches("input", "pattern", " ")"#, "null"),
        (r#"matches("input", "pattern", [])"#, "null"),
        (r#"matches("input", [])"#, "null"),
        (r#"matches("hello world", "\\p{ IsBasicLatin}+")"#, "null"),
        (r#"matches("h", "(.)\\2")"#, "null"),
        (r#"matches("abcd", "(asd)[asd\\1]")"#, "null"),
        (r#"matches("abcd", "1[asd\\0]")"#, "null"),
        (r#"replace("abc", "(", "x")"#, "null"),
        (r#"replace("abc", "b*", "x")"#, "null"),
        (r#"replace("abc", "b", "$")"#, "null"),
        (r#"split("abc", "")"#, "null"),
        (r#"split("abc", null)"#, "null"),
    ]);
}

#[test]
fn replacing_and_splitting() {
    check(&[
        (r#"replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")"#, r#""[1=ab][2=]cd""#),
        (r#"replace("0123456789", "(\\d{3})(\\d{3})(\\d{4})", "($1) $2-$3")"#, r#""(012) 345-6789""#),
        (r#"replace("facetiously", "[iouy]", "[$0]")"#, r#""facet[i][o][u]sl[y]""#),
        (r#"replace("a.b.c.", "[a-z]", "-", "s")"#, r#""-.-.-.""#),
        (r#"replace("abc", ".^[d-z]*", "-", "smix")"#, r#""abc""#),
        (r#"replace(input: "abc", pattern: "[A-Z]", replacement: "-", flags: "i")"#, r#""---""#),
        (r#"split("John Doe", "\\s")"#, r#"["John", "Doe"]"#),
        (r#"split("a;b;c;;", ";")"#, r#"["a", "b", "c", "", ""]"#),
        (r#"split("", ";")"#, "[]"),
    ]);
}

#[test]
fn a_search_takes_fuel() {
    let expression = feel::parse(r#"matches(string join(for i in 1..50 return "a"), "(a+)+b")"#, &()).unwrap();
    let error = expression.evaluate(&(), &mut Limits::default()).unwrap_err();
    assert_eq!(error.code, ErrorCode::OutOfFuel);
}
