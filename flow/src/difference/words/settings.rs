//! What holds for the whole process, and time.

use super::{Reader, Say};
use crate::model::{From, Limit, NamesShown, Overdue, RestDay, SamePerson, SelfApproval, Withdraw};
use crate::time::{Span, Unit};

fn words_of(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Minute => ("分钟", "minute"),
        Unit::Hour => ("小时", "hour"),
        Unit::Day => ("天", "day"),
        Unit::WorkingHour => ("个工作小时", "working hour"),
        Unit::WorkingDay => ("个工作日", "working day"),
    }
}

impl Say for Unit {
    fn say(&self, to: Reader<'_>) -> String {
        let (zh, en) = words_of(*self);
        to.either(zh.trim_start_matches('个'), format!("{en}s"))
    }
}

fn amount(amount: i64, unit: Unit, to: Reader<'_>) -> String {
    let (zh, en) = words_of(unit);
    let several = if amount == 1 { "" } else { "s" };
    to.either(format!("{amount} {zh}"), format!("{amount} {en}{several}"))
}

impl Say for Span {
    fn say(&self, to: Reader<'_>) -> String {
        amount(self.amount.into(), self.unit, to)
    }
}

impl Say for Limit {
    fn say(&self, to: Reader<'_>) -> String {
        let Self { within, unit, from, remind, overdue } = self;
        let mut more = Vec::new();
        match from {
            From::Entry => {}
            From::Start => more.push(to.either("自发起算", "from the start of the instance")),
            From::Date(date) => {
                let date = date.say(to);
                more.push(to.either(format!("自{date}算"), format!("from {date}")));
            }
        }
        if !remind.is_empty() {
            more.push(remind_words(remind, to));
        }
        match overdue {
            Overdue::Tell => {}
            Overdue::Escalate => more.push(to.either("超时转交上级", "then the superior gets it")),
            Overdue::Mark => more.push(to.either("超时仅标记", "then it is only marked")),
            Overdue::Approve => more.push(to.either("超时自动同意", "then it agrees by itself")),
            Overdue::Refuse => more.push(to.either("超时自动拒绝", "then it refuses by itself")),
        }
        to.with_more(amount((*within).into(), *unit, to), &more)
    }
}

/// When holders are reminded, counted from the limit.
fn remind_words(remind: &[Span], to: Reader<'_>) -> String {
    let moment = |span: &Span| {
        let length = amount(i64::from(span.amount).abs(), span.unit, to);
        match span.amount < 0 {
            true => to.either(format!("到期前 {length}"), format!("{length} before")),
            false => to.either(format!("到期后 {length}"), format!("{length} after")),
        }
    };
    let moments = remind.iter().map(moment).collect::<Vec<_>>();
    to.either(format!("{}提醒", moments.join("、")), format!("reminded {}", moments.join(" and ")))
}

impl Say for Withdraw {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            Self::BeforeFirstDecision => to.either("有人决定之前", "while nobody has decided"),
            Self::UntilEnd => to.either("结束之前", "until the end"),
        }
    }
}

impl Say for SelfApproval {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            Self::Superior => to.either("由其上级审批", "their superior takes it"),
            Self::Allow => to.either("可自己审批", "they decide on their own matter"),
            Self::Pass => to.either("自动通过", "it passes"),
            Self::Head => to.either("由部门负责人审批", "the head of their department takes it"),
        }
    }
}

impl Say for SamePerson {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            Self::Kept => to.either("再次审批", "they are asked again"),
            Self::PassIfUnchanged => to.either("表单未变则通过", "it passes while the form is as they saw it"),
            Self::PassIfAdjacent => to.either("相邻则通过", "it passes when they approved the step before"),
        }
    }
}

impl Say for RestDay {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            Self::Stays => to.either("不变", "it stays"),
            Self::NextWorkingDay => to.either("顺延到下一个工作日", "it moves to the next working day"),
        }
    }
}

impl Say for NamesShown {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            Self::None => to.either("不显示姓名", "no names"),
            Self::Posts => to.either("显示岗位", "posts"),
            Self::Names => to.either("显示姓名", "names"),
        }
    }
}
