//! Why a limit was moved, and why something happened that nobody decided.

use flow::id::PersonId;
use flow::kernel::{Automatic, Rescheduling};
use flow::text::Text;

use super::Teller;

impl Teller<'_> {
    /// Who moved a limit, what they said, and else what moved it.
    pub(super) fn rescheduled(&self, because: Rescheduling) -> (Option<PersonId>, Option<String>, Option<Text>) {
        match because {
            Rescheduling::Administrator { by, reason } => (Some(by), self.said(Some(reason)), None),
            Rescheduling::Granted { by } => (Some(by), None, Some(Text::each("批准延期", "more time was granted"))),
            Rescheduling::Suspended => {
                (None, None, Some(Text::each("挂起的时间不计", "the time for which it was suspended does not count")))
            }
            Rescheduling::Calendar => {
                (None, None, Some(Text::each("工作日历有变", "the working calendar has changed")))
            }
            Rescheduling::Field => {
                (None, None, Some(Text::each("计时所依据的日期有变", "the date that it is counted from has changed")))
            }
            Rescheduling::Asked => {
                let why = Text::each(
                    "按办理人所在部门的工作日历计",
                    "counted by the calendar of the department of whoever is asked",
                );
                (None, None, Some(why))
            }
        }
    }
}

/// Why a node was passed, or decided, by itself.
pub(super) fn by_itself(why: Automatic) -> Text {
    match why {
        Automatic::SamePersonUnchanged => {
            Text::each("同一人此前已同意，表单未变", "the same person agreed before and the form is unchanged")
        }
        Automatic::SamePersonAdjacent => {
            Text::each("同一人刚在上一步同意", "the same person agreed in the step before")
        }
        Automatic::Initiator => Text::each(
            "办理人就是发起人，按流程设置通过",
            "the assignee is the initiator, and the process lets that pass",
        ),
        Automatic::NobodyPass => {
            Text::each("没有找到办理人，按流程设置通过", "nobody was found, and the node says to pass")
        }
        Automatic::Overdue => {
            Text::each("时限已过，按流程设置处理", "the limit has passed, and the node says what that means")
        }
        Automatic::NobodyRefuse => {
            Text::each("没有找到办理人，按流程设置拒绝", "nobody was found, and the node says to refuse")
        }
    }
}
