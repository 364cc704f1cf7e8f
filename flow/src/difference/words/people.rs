//! Who is asked, and how several decide together.

use super::{Reader, Say};
use crate::model::{Chain, Mode, Nobody, Post, UpTo, Vote, Who, WhoRow, WhoTable};

impl Say for Who {
    fn say(&self, to: Reader<'_>) -> String {
        let several = |rules: &[Who], zh: &str, en: &str| {
            let said: Vec<String> = rules.iter().map(|rule| rule.say(to)).collect();
            let all = said.join(&to.either(format!(" {zh} "), format!(" {en} ")));
            if rules.len() > 1 { to.either(format!("（{all}）"), format!("({all})")) } else { all }
        };
        match self {
            Self::Initiator => to.either("发起人", "the initiator"),
            Self::Person(person) => person.say(to),
            Self::People(people) => to.list(people),
            Self::Post(post) => post.say(to),
            Self::Role(role) => {
                let role = role.say(to);
                to.either(format!("角色 {role}"), format!("the role {role}"))
            }
            Self::Department(id) => {
                let department = id.say(to);
                to.either(format!("部门 {department} 的成员"), format!("the members of {department}"))
            }
            Self::Head(of) => to.either(format!("部门 {} 的负责人", of.0), format!("the head of {}", of.0)),
            Self::Superior(superior) => {
                let of = match &superior.of {
                    Some(of) => of.say(to),
                    None => Self::Initiator.say(to),
                };
                match superior.level {
                    1 => to.either(format!("{of}的上级"), format!("the superior of {of}")),
                    level => to
                        .either(format!("{of}的第 {level} 级上级"), format!("the superior of {of}, {level} levels up")),
                }
            }
            Self::Field(field) => {
                let field = field.say(to);
                to.either(format!("字段{field}中的人"), format!("whoever {field} names"))
            }
            Self::Handler(node) => {
                let node = node.say(to);
                to.either(format!("{node}的办理人"), format!("whoever handled {node}"))
            }
            Self::Expression(formula) => formula.say(to),
            Self::Any(rules) => several(rules, "或", "or"),
            Self::All(rules) => several(rules, "和", "and"),
            Self::First(rules) => several(rules, "否则", "else"),
            Self::Union(rules) => several(rules, "并", "together with"),
            Self::Minus(rules) => several(rules, "除去", "without"),
            Self::Chain(chain) => chain.say(to),
            Self::Table(table) => table.say(to),
            Self::LeastLoaded(rules) => {
                let of = several(rules, "、", "and");
                to.either(format!("{of}中待办最少的一人"), format!("the one with the fewest open tasks of {of}"))
            }
            Self::RoundRobin(rules) => {
                let of = several(rules, "、", "and");
                to.either(format!("{of}轮流"), format!("the next in turn of {of}"))
            }
        }
    }
}

impl Say for Chain {
    fn say(&self, to: Reader<'_>) -> String {
        let of = self.of.as_deref().unwrap_or(&Who::Initiator).say(to);
        match &self.up_to {
            UpTo::Level(level) => to.either(
                format!("{of}的逐级上级，到第 {level} 级"),
                format!("the superiors of {of} one after the other, {level} levels up"),
            ),
            UpTo::Post(post) => {
                let post = post.say(to);
                to.either(
                    format!("{of}的逐级上级，到岗位 {post}"),
                    format!("the superiors of {of} one after the other, up to the post {post}"),
                )
            }
            UpTo::Role(role) => {
                let role = role.say(to);
                to.either(
                    format!("{of}的逐级上级，到角色 {role}"),
                    format!("the superiors of {of} one after the other, up to the role {role}"),
                )
            }
        }
    }
}

impl Say for WhoTable {
    fn say(&self, to: Reader<'_>) -> String {
        let inputs: Vec<String> = self.inputs.iter().map(|input| input.say(to)).collect();
        let mut rows: Vec<String> = self.rules.iter().map(|row| row.say(to)).collect();
        rows.extend(self.otherwise.iter().map(|who| {
            let who = who.say(to);
            to.either(format!("其余：{who}"), format!("else {who}"))
        }));
        let by = inputs.join(&to.either("、", ", "));
        to.with_more(to.either(format!("按 {by} 查表"), format!("by a table over {by}")), &rows)
    }
}

impl Say for WhoRow {
    fn say(&self, to: Reader<'_>) -> String {
        let when: Vec<String> = self.when.iter().map(|test| test.say(to)).collect();
        let (when, who) = (when.join(&to.either("、", ", ")), self.who.say(to));
        to.either(format!("{when}：{who}"), format!("{when}: {who}"))
    }
}

impl Say for Post {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            Self::Anywhere(id) => {
                let id = id.say(to);
                to.either(format!("岗位 {id}"), format!("the post {id}"))
            }
            Self::Within(post) => {
                let (id, within) = (post.id.say(to), post.within.say(to));
                to.either(format!("部门{within}的岗位 {id}"), format!("the post {id} in {within}"))
            }
        }
    }
}

impl Say for Mode {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            Self::Any => to.either("或签：一人决定即可", "any one of them decides"),
            Self::All => to.either("会签：须全部同意", "all have to agree"),
            Self::Sequential => to.either("依次审批", "one after the other"),
            Self::Collect => to.either("全部答复后再定", "decided when all have answered"),
            Self::Vote(vote) => vote.say(to),
        }
    }
}

impl Say for Vote {
    fn say(&self, to: Reader<'_>) -> String {
        let Self { share, count, weights } = self;
        let share = share.map(|share| to.either(format!("{share}% 同意"), format!("{share} % agree")));
        let count = count.map(|count| to.either(format!("{count} 票同意"), format!("{count} agree")));
        let weights = (!weights.is_empty()).then(|| {
            let weights = to.list(weights);
            to.either(format!("各人票数 {weights}"), format!("weights {weights}"))
        });
        let enough: Vec<String> = share.into_iter().chain(count).chain(weights).collect();
        to.with_more(to.either("票签", "a vote"), &enough)
    }
}

impl Say for Nobody {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            Self::Fallback => to.either("由替补或上级办理", "deputies and superiors take it"),
            Self::Pass => to.either("自动通过", "it passes"),
            Self::Refuse => to.either("自动拒绝", "it is refused"),
            Self::People(people) => to.list(people),
        }
    }
}
