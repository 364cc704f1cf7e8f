//! What nodes say.

use super::Weight;
use super::comparison::{Comparison, Subject};
use super::pairs::{Pair, by_key, is_reordered};
use crate::model::{Call, Contact, Filing, Ledger, Node, Outcome};
use crate::text::Text;

impl Comparison<'_> {
    pub(super) fn node(&mut self, old: &Node, new: &Node) {
        let Node {
            id: _,
            kind,
            name,
            within,
            lane,
            requirement,
            who,
            mode,
            not,
            nobody,
            control,
            limit,
            outcomes,
            opinion,
            refuse,
            returns,
            actions,
            fields: _,
            script,
            table,
            call,
            event,
            beside,
            exception,
            each,
            repeat,
            ad_hoc,
            takes_back,
            result,
            filing,
            ledger,
            waits,
            activate,
            needs,
            gives,
            contact,
            on_behalf,
        } = old;
        let of = self.node_subject(&new.id, self.is(&new.id));
        let behaviour = Weight::Behaviour;
        self.key(&of, behaviour, ("类型", "kind"), kind, &new.kind);
        self.text(&of, Weight::Wording, ("名称", "name"), name, &new.name);
        self.key(&of, behaviour, ("所在子流程", "sub-process around"), within, &new.within);
        self.key(&of, Weight::People, ("泳道", "lane"), lane, &new.lane);
        self.text(&of, Weight::Wording, ("办理要求", "what is asked"), requirement, &new.requirement);
        self.key(&of, Weight::People, ("办理人", "handler"), who, &new.who);
        self.key(&of, Weight::People, ("多人方式", "how several decide"), mode, &new.mode);
        self.key(&of, Weight::People, ("不得办理的人", "who must not handle it"), not, &new.not);
        self.key(&of, Weight::People, ("找不到人时", "when nobody is found"), nobody, &new.nobody);
        self.key(&of, behaviour, ("控制点", "control point"), control, &new.control);
        self.key(&of, Weight::Time, ("时限", "limit"), limit, &new.limit);
        self.outcomes(&of, outcomes, &new.outcomes);
        self.key(&of, Weight::Form, ("意见", "opinion"), opinion, &new.opinion);
        self.key(&of, behaviour, ("拒绝后", "after a refusal"), refuse, &new.refuse);
        self.key(&of, behaviour, ("退回", "returning"), returns, &new.returns);
        self.key(&of, behaviour, ("其他操作", "what else can be done"), actions, &new.actions);
        self.rights(&of, old, new);
        self.key(&of, behaviour, ("脚本", "script"), script, &new.script);
        self.table(&of, table.as_ref(), new.table.as_ref());
        self.call(&of, call.as_ref(), new.call.as_ref());
        self.event(&of, event.as_ref(), new.event.as_ref());
        self.key(&of, behaviour, ("不打断其余工作", "the rest goes on beside it"), beside, &new.beside);
        self.key(&of, behaviour, ("例外发起的条件", "when it may be begun around the rule"), exception, &new.exception);
        self.key(&of, behaviour, ("逐项办理", "for each"), each, &new.each);
        self.key(&of, behaviour, ("重复办理", "repeating"), repeat, &new.repeat);
        self.key(&of, behaviour, ("子流程内的顺序", "order of the work in it"), ad_hoc, &new.ad_hoc);
        self.key(&of, behaviour, ("用于撤销已办", "takes work back"), takes_back, &new.takes_back);
        self.key(&of, behaviour, ("结果", "result"), result, &new.result);
        self.filing(&of, filing.as_ref(), new.filing.as_ref());
        self.ledger(&of, ledger.as_ref(), new.ledger.as_ref());
        self.key(&of, behaviour, ("等待阅毕", "waits until it is read"), waits, &new.waits);
        self.key(&of, behaviour, ("开启条件", "when it opens"), activate, &new.activate);
        self.key(&of, behaviour, ("开始所需的令牌数", "tokens that it begins with"), needs, &new.needs);
        self.key(&of, behaviour, ("完成后发出的令牌数", "tokens that it gives"), gives, &new.gives);
        self.contact(&of, contact.as_ref(), new.contact.as_ref());
        self.key(&of, behaviour, ("内部可代为填报", "the answer may be entered inside"), on_behalf, &new.on_behalf);
    }

    fn contact(&mut self, of: &Subject, old: Option<&Contact>, new: Option<&Contact>) {
        let split = |contact: Option<&Contact>| match contact {
            Some(Contact { name, phone, email }) => (Some(name.clone()), phone.clone(), email.clone()),
            None => (None, None, None),
        };
        let (was, is) = (split(old), split(new));
        self.key(of, Weight::People, ("外部联系人", "person outside"), &was.0, &is.0);
        self.key(of, Weight::People, ("外部联系人的电话", "telephone of the person outside"), &was.1, &is.1);
        self.key(of, Weight::People, ("外部联系人的邮箱", "address of the person outside"), &was.2, &is.2);
    }

    fn outcomes(&mut self, of: &Subject, old: &[Outcome], new: &[Outcome]) {
        let part = |outcome: &Outcome| of.part(("结论", "outcome"), &name(outcome));
        for pair in by_key(old, new, |outcome| &outcome.id) {
            match pair {
                Pair::Both(old, new) => {
                    let Outcome { id: _, kind, name, opens, opinion } = old;
                    let of = part(new);
                    self.key(&of, Weight::Behaviour, ("性质", "kind"), kind, &new.kind);
                    self.text(&of, Weight::Wording, ("名称", "name"), name, &new.name);
                    self.key(&of, Weight::Form, ("要填的字段", "fields that it opens"), opens, &new.opens);
                    self.key(&of, Weight::Form, ("须填意见", "asks for an opinion"), opinion, &new.opinion);
                }
                Pair::Old(outcome) => self.went(&part(outcome), Weight::Behaviour, self.was(&outcome.kind)),
                Pair::New(outcome) => self.came(&part(outcome), Weight::Behaviour, self.is(&outcome.kind)),
            }
        }
        if is_reordered(old, new, |outcome| &outcome.id) {
            self.changed(of, Weight::Behaviour, ("结论顺序", "order of the outcomes"), None, None);
        }
    }

    fn filing(&mut self, of: &Subject, old: Option<&Filing>, new: Option<&Filing>) {
        let split = |filing: Option<&Filing>| match filing {
            Some(Filing { numbers, into, on }) => (Some(numbers.clone()), Some(into.clone()), on.clone()),
            None => (None, None, None),
        };
        let (was, is) = (split(old), split(new));
        self.key(of, Weight::Behaviour, ("备案编号规则", "numbers of receipts"), &was.0, &is.0);
        self.key(of, Weight::Form, ("备案编号写入", "field of the receipt's number"), &was.1, &is.1);
        self.key(of, Weight::Form, ("备案日期写入", "field of the receipt's day"), &was.2, &is.2);
    }

    fn ledger(&mut self, of: &Subject, old: Option<&Ledger>, new: Option<&Ledger>) {
        let split = |ledger: Option<&Ledger>| match ledger {
            Some(Ledger { register, row, reverses }) => (Some(register.clone()), row.clone(), reverses.clone()),
            None => Default::default(),
        };
        let (was, is) = (split(old), split(new));
        self.key(of, Weight::Behaviour, ("登记的台账", "register"), &was.0, &is.0);
        self.formulas(of, ("登记的列", "column"), &was.1, &is.1);
        self.key(of, Weight::Behaviour, ("冲销的登记", "node whose rows it takes back"), &was.2, &is.2);
    }

    fn call(&mut self, of: &Subject, old: Option<&Call>, new: Option<&Call>) {
        let (Some(old), Some(new)) = (old, new) else {
            let process = |call: Option<&Call>| call.map(|call| call.process.clone());
            self.key(of, Weight::Behaviour, ("调用的流程", "called process"), &process(old), &process(new));
            return;
        };
        let Call { process, input, output } = old;
        self.key(of, Weight::Behaviour, ("调用的流程", "called process"), process, &new.process);
        match (input, &new.input) {
            (Some(old), Some(new)) => self.formulas(of, ("传入", "input"), old, new),
            (old, new) => {
                let how = |is_named: bool| match is_named {
                    true => Text::each("指定的字段", "the fields that are named"),
                    false => Text::each("双方都有的字段", "every field that both forms have"),
                };
                if old.is_some() != new.is_some() {
                    let (was, is) = (Some(how(old.is_some())), Some(how(new.is_some())));
                    self.changed(of, Weight::Behaviour, ("传入的数据", "what is passed"), was, is);
                }
            }
        }
        self.formulas(of, ("传回", "output"), output, &new.output);
    }
}

fn name(outcome: &Outcome) -> Text {
    outcome.name.clone().unwrap_or_else(|| outcome.id.as_str().into())
}
