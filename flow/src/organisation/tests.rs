use super::*;

const GROUP: &str = r#"{
    "name": {"zh": "元衡电气集团", "en": "Yuanheng Electric Group"},
    "departments": {
        "group": {"name": "Group", "head": "zhou"},
        "sales": {"name": "Sales", "parent": "group", "head": "zheng"},
        "east": {"name": "East", "parent": "sales"},
        "hv": {"name": "HV", "parent": "group", "head": "gao"},
        "loop": {"name": "Loop", "parent": "loop2"},
        "loop2": {"name": "Loop", "parent": "loop"}
    },
    "posts": {
        "gm": {"name": "General manager", "holders": ["gao", "zhou"], "deputy": "dgm"},
        "dgm": {"name": "Deputy general manager", "holders": [{"person": "liang"}]},
        "clerk": {"name": "Clerk", "holders": ["li", {"person": "li", "in": "hv"}]}
    },
    "people": {
        "zhou": {"name": "周衡", "department": "group"},
        "zheng": {"name": "郑川", "department": "sales"},
        "li": {"name": "李青", "department": "east"},
        "wang": {"name": "王芳", "department": "east", "superior": "li"},
        "zhao": {"name": "赵六", "department": "east", "superior": "wang", "left": "2026-07-01"},
        "gao": {"name": "高峰", "department": "hv"},
        "liang": {"name": "梁栋", "department": "hv"},
        "lost": {"name": "L", "department": "loop"}
    },
    "absences": [
        {"person": "gao", "from": "2026-03-02", "until": "2026-03-06", "stand_in": "liang"},
        {"person": "li", "from": "2026-03-02T13:00:00+08:00", "until": "2026-03-03", "stand_in": "gao"},
        {"person": "wang", "from": "2026-03-02", "until": "2026-03-06", "stand_in": "zheng"},
        {"person": "zheng", "from": "2026-03-02", "until": "2026-03-06", "stand_in": "wang"}
    ]
}"#;

fn group() -> Organisation {
    serde_json::from_str(GROUP).unwrap()
}

fn at(text: &str) -> Moment {
    let moment: feel::DateTime = format!("2026-{text}:00+08:00").parse().unwrap();
    Moment(moment.unix_millis())
}

#[test]
fn whom_somebody_reports_to() {
    let group = group();
    for (person, day, superior) in [
        ("wang", "03-02T09:00", Some("li")),    // named
        ("li", "03-02T09:00", Some("zheng")),   // the department has no head: the one above it has
        ("zheng", "03-02T09:00", Some("zhou")), // heads the department
        ("zhou", "03-02T09:00", None),          // heads it all
        ("lost", "03-02T09:00", None),          // departments in a circle
        ("nobody", "03-02T09:00", None),
    ] {
        let found = group.superior_of(&person.into(), at(day)).map(PersonId::as_str);
        assert_eq!(found, superior, "{person}");
    }
}

#[test]
fn a_superior_who_left_is_followed_by_the_head_of_the_department() {
    let mut group = group();
    group.people.get_mut("li").unwrap().left = Some(at("03-01T00:00"));
    assert_eq!(group.superior_of(&"wang".into(), at("03-02T09:00")).unwrap(), "zheng");
    assert_eq!(group.superior_of(&"wang".into(), at("02-28T09:00")).unwrap(), "li");
}

#[test]
fn who_holds_a_post() {
    let group = group();
    for (post, within, holders) in [
        ("gm", None, &["gao", "zhou"][..]),
        ("gm", Some("hv"), &["gao"]),
        ("gm", Some("group"), &["zhou"]),
        ("gm", Some("east"), &["zhou"]), // up to the group, past the sales
        ("clerk", Some("hv"), &["li"]),  // held in another department than their own
        ("clerk", Some("sales"), &[]),   // never down
        ("clerk", None, &["li"]),        // once, although in two departments
        ("gm", Some("nowhere"), &[]),
        ("nothing", None, &[]),
    ] {
        let within = within.map(DepartmentId::from);
        assert_eq!(group.holders(&post.into(), within.as_ref(), at("03-02T09:00")), holders, "{post} in {within:?}");
    }
}

#[test]
fn members_and_heads_leave() {
    let mut group = group();
    let members =
        |group: &Organisation, day| group.members(&"east".into(), at(day)).map(PersonId::to_string).collect::<Vec<_>>();
    assert_eq!(members(&group, "06-30T23:59"), ["li", "wang", "zhao"]);
    assert_eq!(members(&group, "07-01T00:00"), ["li", "wang"]);
    assert_eq!(group.head_of(&"hv".into(), at("03-02T09:00")).unwrap(), "gao");
    group.people.get_mut("gao").unwrap().left = Some(at("03-01T00:00"));
    assert_eq!(group.head_of(&"hv".into(), at("03-02T09:00")).unwrap(), "zhou");
}

#[test]
fn who_stands_in_for_somebody_who_is_away() {
    let group = group();
    for (person, moment, stand_in) in [
        ("gao", "03-01T23:59", None),
        ("gao", "03-02T00:00", Some("liang")),
        ("gao", "03-06T23:59", Some("liang")),
        ("gao", "03-07T00:00", None),
        ("li", "03-02T12:59", None),
        ("li", "03-02T13:00", Some("liang")), // over gao, who is away too
        ("wang", "03-02T09:00", None),        // zheng would send it back
        ("zhou", "03-02T09:00", None),
    ] {
        let found = group.stand_in_for(&person.into(), at(moment)).map(|stand_in| stand_in.person.as_str());
        assert_eq!(found, stand_in, "{person} at {moment}");
    }
    let until = group.stand_in_for(&"li".into(), at("03-02T13:00")).unwrap().until;
    assert_eq!(group.calendar.date_of(until).to_string(), "2026-03-03");
}

#[test]
fn an_organisation_reads_as_it_is_written() {
    let group = group();
    let written = serde_json::to_string(&group).unwrap();
    assert_eq!(serde_json::from_str::<Organisation>(&written).unwrap(), group);
    assert!(written.contains(r#""from":"2026-03-02","until":"2026-03-06""#), "{written}");
    for wrong in [
        r#"{"people": {"a": {"post": "gm"}}}"#,
        r#"{"absences": [{"person": "a", "from": "tomorrow", "until": "2026-03-06"}]}"#,
        r#"{"posts": {"gm": {"holders": [{"person": "a", "at": "hv"}]}}}"#,
    ] {
        assert!(serde_json::from_str::<Organisation>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn what_points_to_nothing_is_told() {
    let told: Vec<_> = group().problems().iter().map(Problem::to_string).collect();
    assert_eq!(told, ["the department loop is part of itself", "the department loop2 is part of itself"]);
    let wrong: Organisation = serde_json::from_str(
        r#"{"departments": {"a": {"name": "A", "parent": "x", "head": "x"}},
            "posts": {"p": {"name": "P", "deputy": "x", "holders": ["x", {"person": "me", "in": "x"}]}},
            "roles": {"r": {"name": "R", "people": ["x"]}},
            "people": {"me": {"name": "Me", "department": "x", "superior": "x"}},
            "absences": [{"person": "x", "from": "2026-03-06", "until": "2026-03-02", "stand_in": "me"}]}"#,
    )
    .unwrap();
    assert_eq!(wrong.problems().len(), 10, "{:#?}", wrong.problems());
}

#[cfg(feature = "yaml")]
#[test]
fn the_handbook_shows_a_whole_organisation() {
    let page = include_str!("../../../docs/organisation-file.md");
    let example = page.split("```").nth(1).unwrap().strip_prefix("yaml").unwrap();
    let organisation: Organisation = serde_saphyr::from_str(example).unwrap();
    assert_eq!(organisation.problems(), []);
    assert_eq!(organisation.stand_in_for(&"gaofeng".into(), at("03-06T18:00")).unwrap().person, "liangdong");
}
