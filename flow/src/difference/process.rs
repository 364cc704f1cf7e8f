//! What is said of the process as a whole.

use std::collections::BTreeMap;

use super::comparison::{Comparison, Subject};
use super::pairs::{Pair, by_key, is_reordered};
use super::{Change, Weight};
use crate::model::{About, Definition, Follows, Form, Lane, Settings, Share};
use crate::text::{Language, Text};

impl Comparison<'_> {
    pub(super) fn definition(&mut self) {
        let Definition {
            lianban: _,
            key,
            name,
            about,
            title,
            summary,
            number,
            starters,
            follows,
            form: Form { fields },
            lanes,
            nodes,
            edges,
            attached,
            settings,
            diagram: _,
            scenarios,
            foreign: _,
        } = self.old;
        let new = self.new;
        let of = Subject::process();
        self.key(&of, Weight::Behaviour, ("标识", "key"), key, &new.key);
        self.text(&of, Weight::Wording, ("名称", "name"), name, &new.name);
        self.about(&of, about, &new.about);
        self.text(&of, Weight::Wording, ("标题", "title"), title, &new.title);
        self.text(&of, Weight::Wording, ("摘要", "summary"), summary, &new.summary);
        self.key(&of, Weight::Wording, ("编号规则", "numbering"), number, &new.number);
        self.key(&of, Weight::People, ("发起人范围", "who may start it"), starters, &new.starters);
        self.follows(&of, follows, &new.follows);
        self.fields(fields, &new.form.fields);
        self.lanes(lanes, &new.lanes);
        self.nodes(nodes, &new.nodes);
        self.edges(edges, &new.edges);
        self.attached(attached, &new.attached);
        self.settings(&of, settings, &new.settings);
        self.scenarios(&of, scenarios, &new.scenarios);
        self.drawing();
        self.foreign();
    }

    fn about(&mut self, of: &Subject, old: &About, new: &About) {
        let About { owner, purpose, kpis, risks, basis, simplified } = old;
        self.key(of, Weight::People, ("归口部门", "owner"), owner, &new.owner);
        self.text(of, Weight::Wording, ("目的", "purpose"), purpose, &new.purpose);
        self.text(of, Weight::Wording, ("指标", "measures"), kpis, &new.kpis);
        self.text(of, Weight::Wording, ("风险", "risks"), risks, &new.risks);
        self.text(of, Weight::Wording, ("依据", "basis"), basis, &new.basis);
        self.text(of, Weight::Wording, ("简化之处", "simplifications"), simplified, &new.simplified);
    }

    fn settings(&mut self, of: &Subject, old: &Settings, new: &Settings) {
        let Settings { withdraw, self_approval, same_person, rest_day, limit, share, administrators } = old;
        self.key(of, Weight::Behaviour, ("撤回", "taking back"), withdraw, &new.withdraw);
        self.key(
            of,
            Weight::People,
            ("审批人是发起人时", "approving one's own matter"),
            self_approval,
            &new.self_approval,
        );
        self.key(of, Weight::People, ("同一人再次审批时", "the same person again"), same_person, &new.same_person);
        self.key(of, Weight::Time, ("到期日是休息日时", "a limit on a rest day"), rest_day, &new.rest_day);
        self.key(of, Weight::Time, ("总时限", "limit"), limit, &new.limit);
        self.key(of, Weight::People, ("管理员", "administrators"), administrators, &new.administrators);
        let Share { fields, nodes, names } = share;
        self.key(of, Weight::Form, ("分享页上的字段", "fields on a shared page"), fields, &new.share.fields);
        self.key(of, Weight::Form, ("分享页上的节点", "nodes on a shared page"), nodes, &new.share.nodes);
        self.key(of, Weight::Form, ("分享页上的人员", "people on a shared page"), names, &new.share.names);
    }

    fn follows(&mut self, of: &Subject, old: &[Follows], new: &[Follows]) {
        for pair in by_key(old, new, |follows| &follows.process) {
            let (Pair::Old(either) | Pair::New(either) | Pair::Both(_, either)) = pair;
            let part = of.part(("接续规则", "rule to follow"), &either.process.as_str().into());
            match pair {
                Pair::Both(old, new) => {
                    let Follows { process: _, name, after, within, required, data } = old;
                    self.text(&part, Weight::Wording, ("名称", "name"), name, &new.name);
                    self.key(&part, Weight::Behaviour, ("前事项须到", "how far that has to be"), after, &new.after);
                    self.key(&part, Weight::Time, ("期限", "time for it"), within, &new.within);
                    self.key(
                        &part,
                        Weight::Behaviour,
                        ("只能接续发起", "begins no other way"),
                        required,
                        &new.required,
                    );
                    self.formulas(&part, ("带入的字段", "carried field"), data, &new.data);
                }
                Pair::Old(old) => self.went(&part, Weight::Behaviour, self.was(&old.after)),
                Pair::New(new) => self.came(&part, Weight::Behaviour, self.is(&new.after)),
            }
        }
        if is_reordered(old, new, |follows| &follows.process) {
            self.changed(of, Weight::Wording, ("可接续流程的顺序", "order of what may be followed"), None, None);
        }
    }

    fn lanes(&mut self, old: &[Lane], new: &[Lane]) {
        for pair in by_key(old, new, |lane| &lane.id) {
            match pair {
                Pair::Both(old, new) => {
                    let Lane { id: _, name, responsible } = old;
                    let of = self.lane(new);
                    self.text(&of, Weight::Wording, ("名称", "name"), name, &new.name);
                    self.key(&of, Weight::People, ("责任人", "responsible"), responsible, &new.responsible);
                }
                Pair::Old(lane) => self.went(&self.lane(lane), Weight::People, lane.name.clone()),
                Pair::New(lane) => self.came(&self.lane(lane), Weight::People, lane.name.clone()),
            }
        }
        if is_reordered(old, new, |lane| &lane.id) {
            self.changed(&Subject::process(), Weight::Drawing, ("泳道顺序", "order of the lanes"), None, None);
        }
    }

    fn lane(&self, lane: &Lane) -> Subject {
        let name = |language| lane.name.in_language(language);
        let name =
            Text::each(format!("泳道「{}」", name(Language::Chinese)), format!("lane “{}”", name(Language::English)));
        Subject { element: Some(lane.id.to_string()), name }
    }

    /// Scenarios are told by their names: what a test says is for whoever writes it.
    fn scenarios(&mut self, of: &Subject, old: &[serde_json::Value], new: &[serde_json::Value]) {
        let name = |scenario: &serde_json::Value| scenario["name"].to_string();
        let said = |scenario: &serde_json::Value| match serde_json::from_value::<Text>(scenario["name"].clone()) {
            Ok(name) => name,
            Err(_) => Text::each("未命名", "unnamed"),
        };
        for pair in by_key(old, new, name) {
            let (Pair::Old(scenario) | Pair::New(scenario) | Pair::Both(_, scenario)) = pair;
            let part = of.part(("用例", "scenario"), &said(scenario));
            match pair {
                Pair::Both(old, new) if old == new => {}
                Pair::Both(..) => {
                    self.changed(&part, Weight::Wording, ("内容", "what it says"), None, None);
                }
                Pair::Old(scenario) => self.went(&part, Weight::Wording, said(scenario)),
                Pair::New(scenario) => self.came(&part, Weight::Wording, said(scenario)),
            }
        }
        if is_reordered(old, new, name) {
            self.changed(of, Weight::Wording, ("用例顺序", "order of the scenarios"), None, None);
        }
    }

    /// Where things stand is one difference, whatever was moved.
    fn drawing(&mut self) {
        let document = Definition::DOCUMENT;
        let is_same =
            self.old.diagram == self.new.diagram && self.old.foreign.get(document) == self.new.foreign.get(document);
        if !is_same {
            let message = Text::each("图形布局有变化", "the drawing changed");
            self.tell(&Subject::process(), Change::Changed, Weight::Drawing, message, (None, None));
        }
    }

    /// What is kept of another tool's file, element by element.
    fn foreign(&mut self) {
        let known = |foreign: &BTreeMap<String, serde_json::Value>| {
            foreign.keys().filter(|key| *key != Definition::DOCUMENT).cloned().collect::<Vec<_>>()
        };
        let mut elements = known(&self.old.foreign);
        elements.extend(known(&self.new.foreign));
        elements.sort_unstable();
        elements.dedup();
        for element in elements {
            if self.old.foreign.get(&element) != self.new.foreign.get(&element) {
                let name = Text::each(format!("「{element}」"), format!("“{element}”"));
                let of = Subject { element: Some(element), name };
                let noun = ("其他工具的内容", "what another tool's file says");
                self.changed(&of, Weight::Behaviour, noun, None, None);
            }
        }
    }
}
