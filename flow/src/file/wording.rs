//! What files should hold, in words for people.

/// What is wanted, by the name that the types have for it.
const EXPECTATIONS: [(&str, &str, &str); 17] = [
    ("a string", "文本", "a text"),
    ("string", "文本", "a text"),
    ("a boolean", "true 或 false", "true or false"),
    ("a sequence", "列表", "a list"),
    ("a map", "键值表", "keys with values"),
    ("u8", "0 到 255 的整数", "a whole number from 0 to 255"),
    ("u32", "不小于 0 的整数", "a whole number, 0 or more"),
    ("u64", "不小于 0 的整数", "a whole number, 0 or more"),
    ("i32", "整数", "a whole number"),
    ("i64", "整数", "a whole number"),
    ("f64", "数字", "a number"),
    (
        "Text",
        "文本（纯数字、{ } 中带逗号的文字须加引号），或 {zh, en}",
        "a text (in quotes when it is a number, or has a comma inside { }), or {zh, en}",
    ),
    ("Condition", "true、false 或一个表达式", "true, false or an expression"),
    ("Post", "岗位标识，或 {id, in}", "a post's id, or {id, in}"),
    ("From", "entry、start 或一个日期表达式", "entry, start or an expression that yields a date"),
    ("unit variant", "一个名称", "a name alone"),
    ("format 1", "1（此版本所用的格式）", "1, the format of this version"),
];

/// What is wanted, in Chinese and English.
pub(super) fn expectation(name: &str) -> (String, String) {
    if let Some((_, zh, en)) = EXPECTATIONS.iter().find(|(known, ..)| *known == name) {
        return ((*zh).to_owned(), (*en).to_owned());
    }
    match name.split_once(' ') {
        Some(("struct", _)) => ("键值表".to_owned(), "keys with values".to_owned()),
        Some(("enum", _)) => ("一个名称，或带一个键的键值表".to_owned(), "a name, or one key with a value".to_owned()),
        _ => (name.to_owned(), name.to_owned()),
    }
}

/// What serde says that it found, in Chinese and English.
const FOUND: [(&str, &str, &str); 9] = [
    ("string ", "文本 ", "the text "),
    ("integer ", "整数 ", "the number "),
    ("floating point ", "数字 ", "the number "),
    ("boolean ", "", ""),
    ("unit variant", "一个名称", "a name alone"),
    ("unit value", "空值", "empty"),
    ("sequence", "列表", "a list"),
    ("map", "键值表", "keys with values"),
    ("something else", "别的内容", "something else"),
];

/// What was found, in Chinese and English.
pub(super) fn found(name: &str) -> (String, String) {
    let known = FOUND.iter().find_map(|(prefix, zh, en)| Some((name.strip_prefix(prefix)?, zh, en)));
    match known {
        Some((rest, zh, en)) => (format!("{zh}{rest}"), format!("{en}{rest}")),
        None => (name.to_owned(), name.to_owned()),
    }
}

/// The known name that was probably meant.
pub(super) fn near(wrong: &str, known: &[&'static str]) -> Option<&'static str> {
    let distance = |name: &&'static str| strsim::damerau_levenshtein(wrong, name);
    let best = known.iter().copied().min_by_key(distance)?;
    let allowed = (wrong.chars().count() / 3).max(1);
    (distance(&best) <= allowed).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        assert_eq!(near("whoo", &["id", "who", "when"]), Some("who"));
        assert_eq!(near("requirment", &["required", "requirement"]), Some("requirement"));
        assert_eq!(near("colour", &["id", "who", "when"]), None);
    }
}
