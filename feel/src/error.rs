//! What can be wrong with an expression, said in two languages.

use std::fmt;
use std::ops::Range;

use crate::Phrase;

/// A language that messages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// English
    #[default]
    En,
    /// Simplified Chinese
    Zh,
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What kind of thing is wrong.
    pub code: ErrorCode,
    /// Where, in bytes of the expression's text.
    pub span: Range<usize>,
    /// What it is about: the name, the text or the types in question.
    pub subject: Phrase,
    /// What would have been right.
    pub expected: Option<Phrase>,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal: $en:literal, $zh:literal;)*) => {
        /// The kind of an [`Error`]; its text is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode { $(#[doc = $en] $name),* }

        impl ErrorCode {
            /// The stable name, such as `unknown-name`.
            pub const fn as_str(self) -> &'static str {
                match self { $(ErrorCode::$name => $text),* }
            }

            /// The message with `{}` for the subject.
            const fn template(self, lang: Lang) -> &'static str {
                match (self, lang) { $((ErrorCode::$name, Lang::En) => $en, (ErrorCode::$name, Lang::Zh) => $zh),* }
            }
        }
    };
}

codes! {
    UnexpectedCharacter = "unexpected-character": "the character {} has no meaning here", "此处不应出现字符 {}";
    UnexpectedToken = "unexpected-token": "{} was not expected here", "此处不应出现 {}";
    UnexpectedEnd = "unexpected-end": "the expression ends too early", "表达式不完整";
    DuplicateName = "duplicate-name": "{} stands here for the second time", "{} 在此重复出现";
    UnterminatedText = "unterminated-text": "the text is not closed by a quotation mark", "文本缺少结束的引号";
    UnterminatedComment = "unterminated-comment": "the comment is not closed by */", "注释缺少结束的 */";
    InvalidNumber = "invalid-number": "{} is no number that can be represented", "{} 不是可以表示的数字";
    InvalidTemporal = "invalid-temporal": "{} is no date, time or duration", "{} 不是日期、时间或时长";
    TextTooLong = "text-too-long": "the expression is longer than {} bytes", "表达式超过 {} 字节";
    NestedTooDeep = "nested-too-deep": "the expression is nested deeper than {} levels", "表达式嵌套超过 {} 层";
    OutOfFuel = "out-of-fuel": "the evaluation takes too many steps", "计算步骤过多";
    TooDeep = "too-deep": "the evaluation is nested too deep", "计算嵌套过深";
    TooLarge = "too-large": "the evaluation yields too large a value", "计算产生的值过大";
    UnknownName = "unknown-name": "nothing is called {}", "没有名为 {} 的项";
    UnknownFunction = "unknown-function": "there is no function {}", "没有名为 {} 的函数";
    UnknownType = "unknown-type": "there is no type {}", "没有名为 {} 的类型";
    NotAFunction = "not-a-function": "{} cannot be called", "{} 不能作为函数调用";
    WrongArguments = "wrong-arguments": "the function does not take these arguments: {}", "函数不接受这些参数：{}";
    WrongType = "wrong-type": "the operation is not defined for {}", "该运算不适用于 {}";
    UnexpectedType = "unexpected-type": "{} does not fit here", "此处不能使用{}";
    MayBeNull = "may-be-null": "{} may be empty, and nothing would come of this", "{} 可能为空，为空时此处得不到结果";
    UnusableName = "unusable-name": "{} cannot be a name here", "此处不能使用名称 {}";
    NotARow = "not-a-row": "{} does not go into a row of the condition builder", "{} 无法显示为条件行";
    NotOfType = "not-of-type": "the {} is not of the type that is stated here", "{} 不是此处声明的类型";
    NotAllowed = "not-allowed": "{} is none of the values that are allowed here", "{} 不在允许的取值范围内";
    HitPolicyBroken = "hit-policy-broken": "the rules that match do not keep the hit policy ({})", "命中的规则不符合命中策略（{}）";
    NotComparable = "not-comparable": "{} cannot be compared", "{} 无法比较";
    NoProperty = "no-property": "there is no property {}", "没有属性 {}";
    NoResult = "no-result": "{} has no result", "{} 没有结果";
    Unsupported = "unsupported": "{} is not supported", "不支持 {}";
}

impl Error {
    /// Something wrong; nothing is said about what would have been right.
    pub fn new(code: ErrorCode, span: Range<usize>, subject: impl Into<Phrase>) -> Error {
        Error { code, span, subject: subject.into(), expected: None }
    }

    /// The same, with what would have been right.
    #[must_use]
    pub fn expecting(mut self, expected: impl Into<Phrase>) -> Error {
        self.expected = Some(expected.into());
        self
    }

    /// The message, for a person.
    pub fn message(&self, lang: Lang) -> String {
        let message = self.code.template(lang).replacen("{}", self.subject.get(lang), 1);
        match (&self.expected, lang) {
            (None, _) => message,
            (Some(expected), Lang::En) => format!("{message}; expected {}", expected.get(lang)),
            (Some(expected), Lang::Zh) => format!("{message}；应为{}", expected.get(lang)),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at {}..{})", self.message(Lang::En), self.span.start, self.span.end)
    }
}

impl std::error::Error for Error {}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
