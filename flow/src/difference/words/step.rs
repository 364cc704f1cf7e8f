//! What happens at a step.

use super::{Reader, Say};
use crate::model::{
    Action, Activate, Aggregate, Check, Condition, EndResult, FieldType, HitPolicy, Kind, OnRefuse, Opinion,
    OutcomeKind, Returns, Rework, Right, Rule,
};

/// The words of an enumeration.
macro_rules! words {
    ($($name:ident { $($variant:ident => $zh:literal $en:literal)* })*) => {$(
        impl Say for $name {
            fn say(&self, to: Reader<'_>) -> String {
                match self {
                    $(Self::$variant => to.either($zh, $en),)*
                }
            }
        }
    )*};
}

words! {
    Kind {
        Start => "开始" "start"
        End => "结束" "end"
        Terminate => "终止" "terminating end"
        Approve => "审批" "approval"
        Handle => "办理" "work"
        Cc => "抄送" "copy"
        Exclusive => "排他网关" "exclusive gateway"
        Parallel => "并行网关" "parallel gateway"
        Inclusive => "包容网关" "inclusive gateway"
        Script => "脚本" "script"
        Rule => "决策表" "decision table"
        Call => "调用流程" "call of a process"
        Service => "连接器" "connector"
        Wait => "等待事件" "wait"
        Throw => "触发事件" "throw"
        EventBased => "事件网关" "event-based gateway"
        SubProcess => "子流程" "sub-process"
        EventSubProcess => "事件子流程" "event sub-process"
        Transaction => "事务" "transaction"
        AdHoc => "随办子流程" "ad-hoc sub-process"
        Boundary => "边界事件" "boundary event"
        Read => "阅知" "reading"
        Filing => "备案" "filing"
        Ledger => "登记台账" "entry in a register"
        Complex => "复杂网关" "complex gateway"
        External => "外部办理" "external step"
    }
    EndResult {
        Completed => "办结" "completed"
        Refused => "拒绝" "refused"
        Terminated => "终止" "terminated"
    }
    OutcomeKind {
        Agree => "同意" "agrees"
        Neutral => "中立" "neutral"
        Return => "退回" "returns"
        Refuse => "拒绝" "refuses"
    }
    Opinion {
        WhenRefusing => "拒绝或退回时须填" "asked for when refusing or returning"
        Required => "必填" "always asked for"
        Optional => "选填" "never asked for"
    }
    Rework {
        Again => "之后重新经过中间的节点" "then through the nodes between again"
        Direct => "之后直接回到退回的人" "then directly back to whoever returned it"
    }
    Action {
        Return => "退回" "return"
        Transfer => "转交" "transfer"
        Delegate => "委派" "delegate"
        AddSigner => "加签" "add signers"
        Recall => "撤回决定" "take a decision back"
        Extend => "申请延期" "ask for more time"
        AskTransfer => "申请转交" "ask that it goes to somebody else"
    }
    Right {
        Hidden => "看不到" "hidden"
        Read => "只读" "read"
        Edit => "可填" "edit"
        Required => "必填" "required"
    }
    FieldType {
        Text => "单行文本" "line of text"
        LongText => "多行文本" "long text"
        Email => "邮箱" "mail address"
        Phone => "电话" "telephone"
        IdNumber => "身份证号码" "number of an identity card"
        CreditCode => "统一社会信用代码" "unified social credit code"
        CardNumber => "银行卡号" "number of a bank card"
        Number => "数字" "number"
        Money => "金额" "amount of money"
        Rating => "评分" "rating"
        Duration => "时长" "duration"
        Date => "日期" "date"
        Time => "时间" "time"
        DateTime => "日期时间" "date and time"
        DateRange => "日期区间" "range of dates"
        Boolean => "是否" "yes or no"
        Choice => "单选" "choice"
        Choices => "多选" "several choices"
        Cascade => "级联选择" "cascade"
        Person => "人员" "person"
        People => "多个人员" "people"
        Department => "部门" "department"
        Files => "附件" "files"
        Picture => "图片" "pictures"
        Signature => "手写签名" "signature"
        Location => "地点" "place"
        Serial => "编号" "serial number"
        Explanation => "说明文字" "explanation"
        Table => "明细表" "table"
    }
    HitPolicy {
        Unique => "至多一行成立" "one row at most holds"
        Any => "成立的行结果相同" "rows that hold say the same"
        Priority => "按选项优先级" "by the priority of the options"
        First => "第一行" "the first row"
        RuleOrder => "全部，按行的顺序" "all, in the order of the rows"
        OutputOrder => "全部，按选项的顺序" "all, in the order of the options"
        Collect => "全部" "all"
    }
    Aggregate {
        Sum => "求和" "sum"
        Min => "最小值" "the smallest"
        Max => "最大值" "the greatest"
        Count => "计数" "how many"
    }
}

impl Say for Activate {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            Self::Count(count) => to.either(format!("{count} 条线到达"), format!("tokens on {count} edges")),
            Self::When(when) => when.say(to),
        }
    }
}

impl Say for OnRefuse {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            Self::End => to.either("流程以拒绝结束", "the instance ends as refused"),
            Self::Path => to.either("走自己的路", "it goes a way of its own"),
            Self::Back(node) => {
                let node = node.say(to);
                to.either(format!("退回{node}"), format!("back to {node}"))
            }
        }
    }
}

impl Say for Returns {
    fn say(&self, to: Reader<'_>) -> String {
        let Self { to: nodes, then } = self;
        let nodes = match nodes {
            None => to.either("可退回经过的任一节点", "to any node on the way"),
            Some(nodes) => {
                let nodes = to.list(nodes);
                to.either(format!("可退回：{nodes}"), format!("to {nodes}"))
            }
        };
        to.with_more(nodes, &[then.say(to)])
    }
}

impl Say for Condition {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            Self::Fixed(holds) => holds.say(to),
            Self::When(formula) => {
                let formula = formula.say(to);
                to.either(format!("当{formula}"), format!("when {formula}"))
            }
        }
    }
}

impl Say for Check {
    fn say(&self, to: Reader<'_>) -> String {
        let Self { rule, message } = self;
        to.with_more(rule.say(to), &[message.say(to)])
    }
}

impl Say for Rule {
    fn say(&self, to: Reader<'_>) -> String {
        let Self { when, then } = self;
        format!("{} → {}", to.list(when), to.list(then))
    }
}
