use std::sync::Arc;

use serde_json::json;
use smallvec::smallvec;

use super::*;
use crate::kernel::{Context, Event, Fact, Facts, State};
use crate::model::OutcomeKind;
use crate::process::{Local, Process, Work};
use crate::text::Language;

fn group() -> Organisation {
    serde_json::from_value(json!({
        "name": "Group",
        "departments": {
            "group": {"name": "集团", "head": "zhou"},
            "com": {"name": {"zh": "合同订货部", "en": "Contract orders"}, "parent": "group", "head": "deng"},
            "hv": {"name": "高压公司", "parent": "group", "head": "gao"},
            "it": {"name": "互感器公司", "parent": "group"}
        },
        "posts": {
            "com.head": {"name": {"zh": "合同订货部负责人", "en": "Head of contract orders"}, "holders": ["deng"]},
            "pc.gm": {"name": {"zh": "总经理", "en": "General manager"}, "holders": ["gao"], "deputy": "pc.dgm"},
            "pc.dgm": {"name": {"zh": "副总经理", "en": "Deputy general manager"}, "holders": ["liang", "zuo"]},
            "tech": {"name": "Engineer", "holders": ["song", "you"]}
        },
        "roles": {"audit": {"name": "审计", "people": ["luo", "deng"]}},
        "people": {
            "zhou": {"name": "周衡", "department": "group"},
            "luo": {"name": "罗正", "department": "group"},
            "deng": {"name": "邓远", "department": "com"},
            "feng": {"name": "冯悦", "department": "com"},
            "gao": {"name": "高峰", "department": "hv"},
            "liang": {"name": "梁栋", "department": "hv"},
            "song": {"name": "宋工", "department": "hv"},
            "zuo": {"name": "左岸", "department": "it"},
            "you": {"name": "尤工", "department": "it"},
            "gone": {"name": "G", "department": "com", "superior": "luo", "left": "2026-01-01"}
        },
        "absences": [{"person": "gao", "from": "2026-03-02", "until": "2026-03-06", "stand_in": "liang"}]
    }))
    .unwrap()
}

/// A matter that feng started, where deng has approved at `first`; now `node` is looked at.
struct Case {
    process: Process,
    state: State,
    organisation: Organisation,
    now: Moment,
    facts: Facts,
}

impl Case {
    fn new(node: serde_json::Value) -> Self {
        Self::with_settings(node, json!({}))
    }

    fn with_settings(node: serde_json::Value, settings: serde_json::Value) -> Self {
        let mut asks = json!({"id": "asks", "kind": "approve"});
        asks.as_object_mut().unwrap().extend(node.as_object().unwrap().clone());
        let definition = serde_json::from_value(json!({
            "lianban": 1, "key": "T", "name": "T", "settings": settings,
            "form": {"fields": [
                {"id": "reviewers", "type": "people", "label": {"zh": "评审人", "en": "Reviewers"}},
                {"id": "company", "type": "department"}
            ]},
            "nodes": [
                {"id": "start", "kind": "start"},
                {"id": "first", "kind": "approve", "name": "初审", "who": {"post": "com.head"}},
                asks,
                {"id": "end", "kind": "end"}
            ],
            "edges": [
                {"id": "e1", "from": "start", "to": "first"},
                {"id": "e2", "from": "first", "to": "asks"},
                {"id": "e3", "from": "asks", "to": "end"}
            ]
        }));
        let process = Process::new(Arc::new(definition.unwrap())).unwrap();
        let case =
            Self { process, state: State::default(), organisation: group(), now: Moment(0), facts: Facts::default() };
        case.at("2026-02-02T09:00:00+08:00").begun("feng", "deng")
    }

    fn at(mut self, moment: &str) -> Self {
        self.now = Moment(moment.parse::<feel::DateTime>().unwrap().unix_millis());
        self
    }

    fn begun(mut self, initiator: &str, first: &str) -> Self {
        self.state = State::default();
        let entered = |visit: u32, node: &str, from| Event::Entered {
            visit,
            node: node.into(),
            from,
            edges: smallvec![],
            due: None,
            returned_from: None,
            rework: None,
            within: None,
            time: None,
            takes_back_for: None,
        };
        let events = [
            Event::Started {
                process: "T".into(),
                version: 1,
                initiator: initiator.into(),
                number: None,
                parent: None,
                due: None,
                occurrence: None,
                follows: None,
            },
            entered(0, "start", smallvec![]),
            serde_json::from_value(json!({"event": "completed", "visit": 0})).unwrap(),
            entered(1, "first", smallvec![0]),
            Event::Seated { visit: 1, seat: 0, weight: 1, meant: vec![], added: None, opinion: None },
            Event::Assigned {
                task: 0,
                visit: 1,
                seat: 0,
                person: first.into(),
                stands_in_for: None,
                why: Text::default(),
            },
            Event::Decided {
                task: 0,
                by: Some(first.into()),
                outcome: "approve".into(),
                kind: OutcomeKind::Agree,
                opinion: None,
                automatic: None,
                outside: None,
            },
            serde_json::from_value(json!({"event": "completed", "visit": 1})).unwrap(),
        ];
        for event in events {
            self.state.apply(self.now, &event);
        }
        self
    }

    fn with(mut self, field: &str, value: feel::Value) -> Self {
        Arc::make_mut(&mut self.state.data).insert(field.into(), value);
        self
    }

    fn find(&self) -> Found {
        let context = Context { now: self.now, organisation: &self.organisation, facts: &self.facts };
        let visit = (self.state.visits.len() > 2).then_some(2);
        let scope = Scope::new(&self.process, &self.state, &context).with(Local { visit, ..Local::default() });
        let Work::Human(human) = &self.process.step(&"asks".into()).unwrap().work else { panic!() };
        find(&human.asked, &human.not, human.decides, &scope).unwrap()
    }

    /// Who is asked, a word for each place: `a|b` when either may fill it, `a(b)` when a stands in for b.
    fn asked(&self) -> String {
        let person = |candidate: &Candidate| match &candidate.stands_in_for {
            Some(absent) => format!("{}({absent})", candidate.person),
            None => candidate.person.to_string(),
        };
        let place = |place: &Place| place.candidates.iter().map(person).collect::<Vec<_>>().join("|");
        let words = |places: &[Place]| places.iter().map(place).collect::<Vec<_>>().join(" ");
        match self.find() {
            Found::Places(places) => words(&places),
            Found::FellBack(places) => format!("instead: {}", words(&places)),
            other => format!("{other:?}"),
        }
    }

    fn why(&self) -> (String, String) {
        let (Found::Places(places) | Found::FellBack(places)) = self.find() else { panic!() };
        let why = &places[0].candidates[0].why;
        (why.in_language(Language::Chinese).to_owned(), why.in_language(Language::English).to_owned())
    }
}

fn list(people: &[&str]) -> feel::Value {
    people.iter().map(|person| feel::Value::from(*person)).collect::<Vec<_>>().into()
}

#[test]
fn rules_find_people() {
    for (who, asked) in [
        (json!({"person": "song"}), "song"),
        (json!({"people": ["song", "you", "song"]}), "song you"),
        (json!({"post": "com.head"}), "deng"),
        (json!({"post": "tech"}), "song you"),
        (json!({"post": {"id": "tech", "in": "company"}}), "song"),
        (json!({"role": "audit"}), "luo deng"),
        (json!({"department": "it"}), "you zuo"),
        (json!({"head": "com"}), "deng"),
        (json!({"head": "it"}), "zhou"),
        (json!({"head": "initiator.department"}), "deng"),
        (json!({"head": "company"}), "gao"),
        (json!({"superior": {}}), "deng"),
        (json!({"superior": {"level": 2}}), "zhou"),
        (json!({"superior": {"of": {"field": "reviewers"}}}), "gao zhou"),
        (json!({"field": "reviewers"}), "song luo"),
        (json!({"handler": "first"}), "deng"),
        (json!({"expression": "[\"song\", initiator.id][1]"}), "song"),
        (json!({"any": [{"post": "pc.gm"}, {"post": "pc.dgm"}]}), "gao|liang|zuo"),
        (json!({"all": [{"post": "com.head"}, {"any": [{"person": "song"}, {"person": "you"}]}]}), "deng song|you"),
        (json!({"all": [{"post": "com.head"}, {"role": "audit"}]}), "deng luo"),
        (json!({"first": [{"person": "gone"}, {"person": "song"}, {"person": "you"}]}), "song"),
        (json!({"union": [{"role": "audit"}, {"people": ["deng", "song"]}]}), "luo deng song"),
        (json!({"minus": [{"role": "audit"}, {"handler": "first"}]}), "luo"),
        (
            json!({"minus": [
                {"all": [{"person": "song"}, {"any": [{"person": "song"}, {"person": "you"}]}]}, {"person": "you"},
            ]}),
            "song",
        ),
    ] {
        let case = Case::new(json!({"who": who}))
            .with("reviewers", list(&["song", "luo", "nobody"]))
            .with("company", "hv".into());
        assert_eq!(case.asked(), asked, "{who}");
    }
}

#[test]
fn nobody_found_falls_back_step_by_step() {
    let administrators = || json!({"administrators": ["luo"]});
    for (node, asked) in [
        (json!({"who": {"post": {"id": "pc.gm", "in": "\"it\""}}}), "instead: zuo"), // the deputy in the same company
        (json!({"who": {"post": "no.such"}}), "instead: deng"),                      // feng's superior
        (json!({"who": {"person": "gone"}}), "instead: luo"),                        // the leaver's own superior
        (json!({"who": {"post": "no.such"}, "not": ["first"]}), "instead: luo"),     // deng has handled it before
        (json!({"who": {"field": "reviewers"}}), "instead: deng"),
        (json!({"who": {"post": "no.such"}, "nobody": "pass"}), "Pass"),
        (json!({"who": {"post": "no.such"}, "nobody": "refuse"}), "Refuse"),
        (json!({"who": {"post": "no.such"}, "nobody": {"people": ["song"]}}), "song"),
        (json!({"who": {"post": "no.such"}, "nobody": {"people": ["gone"]}}), "Nobody"),
    ] {
        assert_eq!(Case::with_settings(node.clone(), administrators()).asked(), asked, "{node}");
    }
    let alone = Case::new(json!({"who": {"post": "no.such"}, "kind": "handle"})).begun("zhou", "deng");
    assert_eq!(alone.asked(), "Nobody");
}

#[test]
fn a_countersignature_is_not_dropped_because_its_post_is_vacant() {
    let both = |second| Case::new(json!({"who": {"all": [{"post": "com.head"}, second]}}));
    assert_eq!(both(json!({"post": {"id": "pc.gm", "in": "\"it\""}})).asked(), "instead: deng zuo");
    assert_eq!(both(json!({"field": "reviewers"})).asked(), "deng");
    let passing = json!({"who": {"all": [{"post": "com.head"}, {"post": "no.such"}]}, "nobody": "pass"});
    assert_eq!(Case::new(passing).asked(), "deng");
}

#[test]
fn superiors_are_asked_one_after_the_other() {
    let up_to = |up_to| Case::new(json!({"who": {"chain": {"up_to": up_to}}, "mode": "sequential"}));
    assert_eq!(up_to(json!({"level": 1})).asked(), "deng");
    assert_eq!(up_to(json!({"level": 2})).asked(), "deng zhou");
    assert_eq!(up_to(json!({"level": 9})).asked(), "deng zhou", "there is nobody above zhou");
    assert_eq!(up_to(json!({"post": "com.head"})).asked(), "deng");
    assert_eq!(up_to(json!({"role": "audit"})).asked(), "deng");
    assert_eq!(up_to(json!({"post": "pc.gm"})).asked(), "deng zhou", "nobody in the line holds it: up to the top");
    assert_eq!(up_to(json!({"role": "audit"})).begun("deng", "you").asked(), "zhou", "deng has the role already");
    let of = json!({"who": {"chain": {"of": {"people": ["song", "you"]}, "up_to": {"level": 2}}}});
    assert_eq!(Case::new(of).asked(), "gao zhou", "nobody is asked twice");

    let mut circle = up_to(json!({"level": 9}));
    circle.organisation.people.get_mut("zhou").unwrap().superior = Some("feng".into());
    assert_eq!(circle.asked(), "deng zhou");
}

#[test]
fn a_table_says_who_is_asked() {
    let table = json!({"inputs": ["company", "count(reviewers)"], "rules": [
        {"when": ["\"hv\"", "> 1"], "who": {"people": ["song", "you"]}},
        {"when": ["\"hv\"", "-"], "who": {"head": "company"}},
        {"when": ["\"it\"", "-"], "who": {"post": {"id": "pc.gm", "in": "company"}}}
    ]});
    let case = |company: &str, reviewers: &[&str]| {
        Case::new(json!({"who": {"table": table}})).with("company", company.into()).with("reviewers", list(reviewers))
    };
    assert_eq!(case("hv", &["luo", "deng"]).asked(), "song you");
    assert_eq!(case("hv", &["luo"]).asked(), "gao");
    let (zh, en) = case("hv", &["luo"]).why();
    assert_eq!(
        (zh.as_str(), en.as_str()),
        ("按人员表第 2 行：高压公司负责人", "by row 2 of the table: is responsible for 高压公司")
    );
    assert_eq!(case("it", &[]).asked(), "instead: zuo", "the post of the row is vacant there");
    assert_eq!(case("com", &[]).asked(), "instead: deng", "no row holds");

    let mut otherwise = table.clone();
    otherwise["otherwise"] = json!({"role": "audit"});
    let case = Case::new(json!({"who": {"table": otherwise}})).with("company", "com".into());
    assert_eq!(case.asked(), "luo deng");
}

impl Case {
    fn knowing(mut self, fact: Fact, value: feel::Value) -> Self {
        self.facts.insert(fact, value);
        self
    }

    /// The same while the node is being entered.
    fn entering(mut self) -> Self {
        let entered = json!({"event": "entered", "visit": 2, "node": "asks", "from": [1], "edges": ["e2"]});
        self.state.apply(self.now, &serde_json::from_value(entered).unwrap());
        self
    }
}

#[test]
fn whoever_has_the_least_to_do_is_asked() {
    let node = json!({"who": {"least_loaded": [{"department": "hv"}]}});
    let open = |person: &str, tasks: u64| (Fact::OpenTasks(person.into()), feel::Value::from(tasks));
    let case = |loads: [(&str, u64); 3]| {
        let facts = loads.map(|(person, tasks)| open(person, tasks));
        facts.into_iter().fold(Case::new(node.clone()).entering(), |case, (fact, value)| case.knowing(fact, value))
    };
    let loaded = case([("gao", 3), ("liang", 2), ("song", 2)]);
    assert_eq!(loaded.asked(), "liang", "of two with as little, the first");
    assert_eq!(loaded.why(), ("待办最少：2 项".to_owned(), "has the fewest open tasks: 2".to_owned()));
    assert_eq!(case([("gao", 0), ("liang", 2), ("song", 2)]).asked(), "gao");

    let away = case([("gao", 0), ("liang", 1), ("song", 1)]).at("2026-03-02T09:00:00+08:00");
    assert_eq!(away.asked(), "liang(gao)", "liang's own tasks count, and liang stands in for gao as the first of them");
    let unknown = Case::new(node).entering();
    unknown.find();
    assert_eq!(unknown.facts.missing().len(), 3, "what everybody has to do is asked for at once");
}

#[test]
fn people_take_turns() {
    let node = json!({"kind": "handle", "who": {"round_robin": [{"post": "tech"}, {"person": "feng"}]}});
    let fact = || Fact::LastAsked {
        process: "T".into(),
        node: "asks".into(),
        among: ["song", "you", "feng"].map(PersonId::from).into(),
    };
    let after =
        |person: &str| Case::new(node.clone()).entering().knowing(fact(), Facts::last_asked(&person.into(), Moment(5)));
    let first = Case::new(node.clone()).entering().knowing(fact(), feel::Value::Null);
    assert_eq!(first.asked(), "song");
    assert_eq!(first.why(), ("轮流办理，从此人开始".to_owned(), "is the first in turn".to_owned()));
    assert_eq!(after("song").asked(), "you");
    assert_eq!(after("you").asked(), "feng");
    assert_eq!(after("feng").asked(), "song");
    assert_eq!(after("song").why(), ("轮流办理，上一位是宋工".to_owned(), "is next in turn after 宋工".to_owned()));

    let mut own = after("song");
    let assigned = json!({"event": "assigned", "task": 1, "visit": 2, "seat": 0, "person": "you", "why": ""});
    own.state.apply(own.now, &serde_json::from_value(assigned).unwrap());
    assert_eq!(own.asked(), "feng", "what this instance asked later counts");
}

#[test]
fn where_nobody_is_given_a_task_nobody_is_chosen() {
    let case = Case::new(json!({"who": {"round_robin": [{"post": "tech"}, {"least_loaded": [{"role": "audit"}]}]}}));
    assert_eq!(case.asked(), "song you luo deng");
    assert_eq!(case.facts.missing(), []);
}

#[test]
fn nobody_decides_on_their_own_matter_unless_allowed() {
    for (initiator, setting, kind, asked) in [
        ("deng", "superior", "approve", "zhou"),
        ("deng", "head", "approve", "zhou"),
        ("song", "head", "approve", "gao"),
        ("deng", "allow", "approve", "deng"),
        ("deng", "pass", "approve", "deng"),
        ("deng", "superior", "handle", "deng"),
        ("zhou", "superior", "approve", "instead: luo"),
    ] {
        let node = json!({"who": "initiator", "kind": kind});
        let settings = json!({"self_approval": setting, "administrators": ["luo"]});
        let case = Case::with_settings(node, settings).begun(initiator, "you");
        assert_eq!(case.asked(), asked, "{initiator} {setting} {kind}");
    }
}

#[test]
fn whoever_is_away_is_stood_in_for() {
    let case = |node| Case::new(node).at("2026-03-02T09:00:00+08:00");
    assert_eq!(case(json!({"who": {"post": "pc.gm"}})).asked(), "liang(gao)");
    assert_eq!(Case::new(json!({"who": {"post": "pc.gm"}})).at("2026-03-07T00:00:00+08:00").asked(), "gao");
    // Standing in does not let anybody decide on their own matter,
    let own = case(json!({"who": {"post": "pc.gm"}})).begun("liang", "deng");
    assert_eq!(own.asked(), "gao");
    // and does not lead around a duty, neither that of the one nor that of the other.
    for handled in ["liang", "gao"] {
        let kept_apart = case(json!({"who": {"post": "pc.gm"}, "not": ["first"], "nobody": "refuse"}));
        assert_eq!(kept_apart.begun("feng", handled).asked(), "Refuse", "{handled}");
    }
}

#[test]
fn duties_are_kept_apart() {
    for (not, asked) in [
        (json!([]), "deng feng"),
        (json!(["first"]), "feng"),
        (json!(["initiator"]), "deng"),
        (json!(["start"]), "deng"),
    ] {
        let node = json!({"who": {"union": [{"post": "com.head"}, "initiator"]}, "not": not, "kind": "handle"});
        let known: Vec<String> = serde_json::from_value(not.clone()).unwrap();
        assert_eq!(Case::new(node).asked(), asked, "{known:?}");
    }
    let state = Case::new(json!({"who": "initiator"})).state;
    let not = [Duty::Handler("first".into()), Duty::Initiator];
    assert_eq!(forbidden(&"deng".into(), &not, &state), Some(&not[0]));
    assert_eq!(forbidden(&"feng".into(), &not, &state), Some(&not[1]));
    assert_eq!(forbidden(&"song".into(), &not, &state), None);
}

#[test]
fn a_sentence_says_why() {
    for (who, zh, en) in [
        (json!({"post": "com.head"}), "合同订货部负责人", "holds the post Head of contract orders"),
        (json!({"head": "com"}), "合同订货部负责人", "is responsible for Contract orders"),
        (json!({"superior": {}}), "冯悦的上级", "superior of 冯悦"),
        (json!({"handler": "first"}), "办理过「初审」", "handled “初审”"),
        (json!({"field": "reviewers"}), "由表单「评审人」指定", "named in the field “Reviewers”"),
        (json!({"post": "pc.gm"}), "高峰请假至 3 月 6 日，由梁栋代理", "stands in for 高峰, away until 6 March"),
        (
            json!({"post": {"id": "pc.gm", "in": "\"it\""}}),
            "总经理无人可办，由副总经理代行",
            "as Deputy general manager: nobody can act as General manager",
        ),
    ] {
        let case = Case::new(json!({"who": who})).at("2026-03-02T09:00:00+08:00").with("reviewers", list(&["song"]));
        assert_eq!(case.why(), (zh.to_owned(), en.to_owned()), "{who}");
    }
}

#[test]
fn a_rule_can_be_asked_for_its_people_alone() {
    let case = Case::new(json!({"who": "initiator"})).at("2026-03-02T09:00:00+08:00");
    let context = Context { now: case.now, organisation: &case.organisation, facts: &case.facts };
    let scope = Scope::new(&case.process, &case.state, &context);
    assert_eq!(people(&Rule::Department("hv".into()), &scope).unwrap(), ["gao", "liang", "song"]);
}

#[test]
fn what_a_row_asks_for_is_asked_for_as_if_there_were_no_table() {
    let in_a_table =
        |who: serde_json::Value| json!({"table": {"inputs": ["company"], "rules": [{"when": ["-"], "who": who}]}});
    let vacant = json!({"post": {"id": "pc.gm", "in": "\"it\""}});
    let both = json!({"all": [{"people": ["song"]}, vacant]});
    let asked = |who: serde_json::Value| Case::new(json!({"who": who})).asked();
    assert_eq!(asked(both.clone()), "instead: song zuo", "zuo is the deputy there");
    for who in
        [in_a_table(both.clone()), in_a_table(in_a_table(both.clone())), json!({"all": [in_a_table(both.clone())]})]
    {
        assert_eq!(asked(who.clone()), "instead: song zuo", "a countersignature in a row is not dropped: {who}");
    }
    for who in [json!({"any": [in_a_table(vacant.clone())]}), json!({"first": [in_a_table(vacant)]})] {
        assert_eq!(asked(who.clone()), "instead: zuo", "the deputy is asked first: {who}");
    }
    let (_, why) = Case::new(json!({"who": in_a_table(both)})).why();
    assert_eq!(why, "by row 1 of the table: named for this");
}
