//! Why somebody is asked, in a sentence for people.

use std::sync::LazyLock;

use super::Candidate;
use crate::id::{DepartmentId, FieldId, NodeId, PersonId, PostId, RoleId};
use crate::kernel::Help;
use crate::organisation::Organisation;
use crate::process::Process;
use crate::text::{Language, Text};
use crate::time::Moment;

/// Words for reasons, with the names of an organisation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reason<'a> {
    organisation: &'a Organisation,
}

/// A name in both languages.
struct Name {
    zh: String,
    en: String,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The reasons that name nobody are made once.
static INITIATOR: LazyLock<Text> = LazyLock::new(|| Text::each("发起人", "started this"));
static NAMED: LazyLock<Text> = LazyLock::new(|| Text::each("指定办理人", "named for this"));
static RULE: LazyLock<Text> = LazyLock::new(|| Text::each("由流程规则确定", "found by a rule of the process"));
static ADMINISTRATOR: LazyLock<Text> =
    LazyLock::new(|| Text::each("未找到办理人，由流程管理员办理", "looks after the process: nobody was found to ask"));

impl<'a> Reason<'a> {
    pub(super) fn new(organisation: &'a Organisation) -> Self {
        Self { organisation }
    }

    pub(super) fn initiator(self) -> Text {
        INITIATOR.clone()
    }

    pub(super) fn named(self) -> Text {
        NAMED.clone()
    }

    pub(super) fn post(self, post: &PostId) -> Text {
        let Name { zh, en } = self.post_name(post);
        Text::each(zh, format!("holds the post {en}"))
    }

    pub(super) fn role(self, role: &RoleId) -> Text {
        let Name { zh, en } = name(self.organisation.roles.get(role).map(|role| &role.name), role.as_str());
        Text::each(format!("担任「{zh}」"), format!("has the role {en}"))
    }

    pub(super) fn member(self, department: &DepartmentId) -> Text {
        let Name { zh, en } = self.department_name(department);
        Text::each(format!("{zh}成员"), format!("belongs to {en}"))
    }

    pub(super) fn head(self, department: &DepartmentId) -> Text {
        let Name { zh, en } = self.department_name(department);
        Text::each(format!("{zh}负责人"), format!("is responsible for {en}"))
    }

    pub(super) fn superior(self, of: &PersonId, level: u8) -> Text {
        let Name { zh, en } = self.person_name(of);
        match level {
            0 | 1 => Text::each(format!("{zh}的上级"), format!("superior of {en}")),
            level => Text::each(format!("{zh}的第 {level} 级上级"), format!("superior of {en}, {level} levels up")),
        }
    }

    pub(super) fn field(self, field: &FieldId, process: &Process) -> Text {
        let label = process.field(field.as_str()).and_then(|field| field.label.as_ref());
        let Name { zh, en } = name(label, field.as_str());
        Text::each(format!("由表单「{zh}」指定"), format!("named in the field “{en}”"))
    }

    pub(super) fn handled(self, node: &NodeId, process: &Process) -> Text {
        let written = process.step(node).and_then(|step| step.node.name.as_ref());
        let Name { zh, en } = name(written, node.as_str());
        Text::each(format!("办理过「{zh}」"), format!("handled “{en}”"))
    }

    pub(super) fn least_loaded(self, load: u64) -> Text {
        Text::each(format!("待办最少：{load} 项"), format!("has the fewest open tasks: {load}"))
    }

    pub(super) fn in_turn(self, last: Option<&PersonId>) -> Text {
        match last {
            Some(last) => {
                let Name { zh, en } = self.person_name(last);
                Text::each(format!("轮流办理，上一位是{zh}"), format!("is next in turn after {en}"))
            }
            None => Text::each("轮流办理，从此人开始", "is the first in turn"),
        }
    }

    pub(super) fn by_row(self, row: Option<usize>, why: &Text) -> Text {
        let (zh, en) = (why.in_language(Language::Chinese), why.in_language(Language::English));
        match row {
            Some(row) => Text::each(format!("按人员表第 {row} 行：{zh}"), format!("by row {row} of the table: {en}")),
            None => Text::each(format!("人员表中没有一行成立：{zh}"), format!("no row of the table holds: {en}")),
        }
    }

    /// Why somebody was chosen; of whoever stands in, besides why it is them.
    pub(super) fn with(self, chosen: &Candidate, reason: Text) -> Text {
        if chosen.stands_in_for.is_none() {
            return reason;
        }
        let both = |language: Language, mark: &str| {
            format!("{}{mark}{}", chosen.why.in_language(language), reason.in_language(language))
        };
        Text::each(both(Language::Chinese, "；"), both(Language::English, "; "))
    }

    pub(super) fn rule(self) -> Text {
        RULE.clone()
    }

    pub(super) fn not_on_their_own_matter(self, initiator: &PersonId) -> Text {
        let Name { zh, en } = self.person_name(initiator);
        Text::each(
            format!("{zh}是发起人，不审批本人的事项，由其上级审批"),
            format!("{en} started this and does not decide on it; their superior does"),
        )
    }

    pub(super) fn stands_in(self, absent: &PersonId, stand_in: &PersonId, until: Moment) -> Text {
        let (away, acts) = (self.person_name(absent), self.person_name(stand_in));
        let date = self.organisation.calendar.date_of(until);
        let month = MONTHS[usize::from(date.month()) - 1];
        Text::each(
            format!("{}请假至 {} 月 {} 日，由{}代理", away.zh, date.month(), date.day(), acts.zh),
            format!("stands in for {}, away until {} {month}", away.en, date.day()),
        )
    }

    pub(super) fn asked_by(self, by: &PersonId, help: Help) -> Text {
        let Name { zh, en } = self.person_name(by);
        match help {
            Help::Before => Text::each(format!("{zh}请你先行审批"), format!("{en} asks you to decide first")),
            Help::After => Text::each(format!("{zh}请你随后审批"), format!("{en} asks you to decide afterwards")),
            Help::Beside => Text::each(format!("{zh}请你一同审批"), format!("{en} asks you to decide as well")),
            Help::Delegate => Text::each(format!("{zh}委派你办理"), format!("{en} asks you to do it for them")),
        }
    }

    pub(super) fn deputises(self, post: &PostId, deputy: &PostId) -> Text {
        let (vacant, deputy) = (self.post_name(post), self.post_name(deputy));
        Text::each(
            format!("{}无人可办，由{}代行", vacant.zh, deputy.zh),
            format!("as {}: nobody can act as {}", deputy.en, vacant.en),
        )
    }

    pub(super) fn superior_instead(self, of: &PersonId) -> Text {
        let Name { zh, en } = self.person_name(of);
        Text::each(format!("未找到办理人，由{zh}的上级办理"), format!("superior of {en}: nobody was found to ask"))
    }

    pub(super) fn administrator(self) -> Text {
        ADMINISTRATOR.clone()
    }

    fn person_name(self, person: &PersonId) -> Name {
        name(self.organisation.people.get(person).map(|person| &person.name), person.as_str())
    }

    fn post_name(self, post: &PostId) -> Name {
        name(self.organisation.posts.get(post).map(|post| &post.name), post.as_str())
    }

    fn department_name(self, department: &DepartmentId) -> Name {
        let found = self.organisation.departments.get(department);
        name(found.map(|department| &department.name), department.as_str())
    }
}

/// What something is called, else its id.
fn name(written: Option<&Text>, id: &str) -> Name {
    let words = |language| match written.map(|text| text.in_language(language)) {
        Some(words) if !words.is_empty() => words.to_owned(),
        _ => id.to_owned(),
    };
    Name { zh: words(Language::Chinese), en: words(Language::English) }
}
