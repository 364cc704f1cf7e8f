//! What is wrong, in words.

use super::circumstance::Incident;
use crate::text::Text;

impl Incident {
    /// That an expression could not be evaluated.
    pub(crate) fn of(expression: &str, error: &feel::Error) -> Self {
        let message = Text::each(error.message(feel::Lang::Zh), error.message(feel::Lang::En));
        Self::Expression { text: expression.to_owned(), message }
    }

    /// Whether the token waits for it.
    pub fn blocks(&self) -> bool {
        !matches!(self, Self::FellBack | Self::CalendarEnds { .. })
    }

    /// What is wrong, in a few words.
    pub fn message(&self) -> Text {
        match self {
            Self::NoWay => Text::each("没有一条连线的条件成立", "no way out holds and none is the default"),
            Self::Expression { message, .. } | Self::Call { message } => message.clone(),
            Self::Table { matched } => Text::each(
                format!("决策表命中 {matched} 条规则"),
                format!("the decision table matched {matched} rules"),
            ),
            Self::Nobody => Text::each("找不到可以办理的人", "nobody could be found to ask"),
            Self::FellBack => {
                Text::each("按规则没有找到人，已交给替补", "the rule found nobody; it went to whoever deputises")
            }
            Self::Stuck => Text::each(
                "在等待不会再来的分支；重试即不再等待",
                "it waits for branches that can no longer come; tried again, it goes on without them",
            ),
            Self::Undecided => Text::each(
                "同意的人数不可能达到要求：此节点没有拒绝的结论，或要求的票数多于参加的人",
                "not enough can agree: no outcome of the node refuses, or more have to agree than were asked",
            ),
            Self::NoReturn { to } => Text::each(format!("无法退回到 {to}"), format!("it cannot be sent back to {to}")),
            Self::Failed { code } => {
                let code = code.as_deref().unwrap_or("-");
                Text::each(
                    format!("出错（{code}），而流程没有处理它"),
                    format!("it has failed ({code}), and nothing in the process expects that"),
                )
            }
            Self::CalendarEnds { year } => Text::each(
                format!("时限超出了已知的节假日安排（到 {year} 年为止），届时可能要重算"),
                format!("the limit ends after {year}, the last year whose public holidays are known"),
            ),
            Self::NoMoment { node } => Text::each(
                format!("无法算出 {node} 的到点时间"),
                format!("the moment at which {node} comes cannot be told"),
            ),
            Self::TooManySteps { limit } => {
                Text::each(format!("自动步骤超过 {limit} 步"), format!("more than {limit} automatic steps"))
            }
        }
    }
}
