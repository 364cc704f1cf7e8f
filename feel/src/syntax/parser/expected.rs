use crate::Phrase;

/// What would have been right where a text cannot be read on.
#[derive(Clone, Copy)]
pub(super) enum Expected<'a> {
    Expression,
    Name,
    NameAndColon,
    Type,
    OperatorOrEnd,
    Temporal,
    /// one of these words and symbols
    OneOf(&'a [&'a str]),
}

impl From<Expected<'_>> for Phrase {
    fn from(expected: Expected<'_>) -> Phrase {
        match expected {
            Expected::Expression => Phrase::fixed("an expression", "表达式"),
            Expected::Name => Phrase::fixed("a name", "名称"),
            Expected::NameAndColon => Phrase::fixed("a name and `:`", "名称和 `:`"),
            Expected::Type => Phrase::fixed("a type", "类型"),
            Expected::OperatorOrEnd => Phrase::fixed("an operator or the end", "运算符或表达式结束"),
            Expected::Temporal => Phrase::fixed(
                "such as @\"2026-03-02\", @\"09:00:00\", @\"2026-03-02T09:00:00\", @\"P1D\" or @\"P1Y\"",
                " @\"2026-03-02\"、@\"09:00:00\"、@\"2026-03-02T09:00:00\"、@\"P1D\" 或 @\"P1Y\" 这样的写法",
            ),
            Expected::OneOf(tokens) => {
                let quoted: Vec<String> = tokens.iter().map(|token| format!("`{token}`")).collect();
                match quoted.split_last() {
                    Some((last, before)) if !before.is_empty() => Phrase::new(
                        format!("{} or {last}", before.join(", ")),
                        format!(" {} 或 {last}", before.join("、")),
                    ),
                    _ => Phrase::new(quoted.concat(), format!(" {}", quoted.concat())),
                }
            }
        }
    }
}
