//! What is waited for and brought about, and work that is done several times.

use super::{Reader, Say};
use crate::model::{AdHoc, After, Each, EventKind, Repeat, Rest, Since};

impl Say for EventKind {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            Self::Timer => to.either("定时", "timer"),
            Self::Message => to.either("消息", "message"),
            Self::Signal => to.either("信号", "signal"),
            Self::Condition => to.either("条件", "condition"),
            Self::Error => to.either("错误", "error"),
            Self::Escalation => to.either("升级", "escalation"),
            Self::Compensation => to.either("撤销已办", "compensation"),
            Self::Cancel => to.either("取消", "cancellation"),
            Self::Link => to.either("链接", "link"),
        }
    }
}

impl Say for Since {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            Self::Beginning => to.either("上次发起", "when the last began"),
            Self::Completion => to.either("上次办结", "when the last was completed"),
        }
    }
}

impl Say for After {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            Self::Completed => to.either("前事项办结之后", "after that was completed"),
            Self::Ended => to.either("前事项结束之后", "after that has ended"),
            Self::Any => to.either("随时", "at any time"),
        }
    }
}

fn order(in_order: bool, to: Reader<'_>) -> String {
    match in_order {
        true => to.either("依次", "one after the other"),
        false => to.either("同时", "all at once"),
    }
}

impl Say for Each {
    fn say(&self, to: Reader<'_>) -> String {
        let Self { list, item, in_order, until, rest, into, yields } = self;
        let mut more = vec![order(*in_order, to)];
        more.extend(item.iter().map(|item| to.either(format!("称为 {item}"), format!("called {item}"))));
        more.extend(until.iter().map(|until| {
            let until = until.say(to);
            to.either(format!("满足{until}即可"), format!("enough when {until}"))
        }));
        if *rest == Rest::GoesOn {
            more.push(to.either("其余的继续办完", "the rest goes on"));
        }
        more.extend(yields.iter().map(|yields| {
            let yields = yields.say(to);
            to.either(format!("收集{yields}"), format!("gathers {yields}"))
        }));
        more.extend(into.iter().map(|into| {
            let into = into.say(to);
            to.either(format!("写入{into}"), format!("into {into}"))
        }));
        let list = list.say(to);
        to.with_more(to.either(format!("对{list}中的每一项"), format!("for each of {list}")), &more)
    }
}

impl Say for Repeat {
    fn say(&self, to: Reader<'_>) -> String {
        let Self { while_, before, most } = self;
        let mut more = Vec::new();
        more.extend(while_.iter().map(|condition| {
            let condition = condition.say(to);
            to.either(format!("当{condition}成立"), format!("as long as {condition}"))
        }));
        if *before {
            more.push(to.either("第一次之前也看", "looked at before the first time too"));
        }
        more.extend(most.iter().map(|most| to.either(format!("至多 {most} 次"), format!("{most} times at most"))));
        to.with_more(to.either("重复", "again and again"), &more)
    }
}

impl Say for AdHoc {
    fn say(&self, to: Reader<'_>) -> String {
        let Self { in_order, until, let_finish } = self;
        let mut more = Vec::new();
        more.extend(until.iter().map(|until| {
            let until = until.say(to);
            to.either(format!("满足{until}即可"), format!("enough when {until}"))
        }));
        if *let_finish {
            more.push(to.either("未完成的可继续办完", "what is open then may be finished"));
        }
        to.with_more(order(*in_order, to), &more)
    }
}
