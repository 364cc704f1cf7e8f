//! What the kinds of fields take, and how they keep it.

use super::*;

/// A form with these fields, all of which are filled at the start.
fn desk(fields: Json) -> Desk {
    let definition = json!({
        "lianban": 1, "key": "T", "name": "T", "form": {"fields": fields},
        "nodes": [
            {"id": "start", "kind": "start"}, {"id": "check", "kind": "approve", "who": "initiator"},
            {"id": "end", "kind": "end"}
        ],
        "edges": [{"id": "e1", "from": "start", "to": "check"}, {"id": "e2", "from": "check", "to": "end"}]
    });
    let process = Process::new(Arc::new(serde_json::from_value(definition).unwrap())).unwrap();
    Desk { process, ..Desk::new() }
}

#[test]
fn lines_are_kept_in_one_way() {
    let desk = desk(json!([
        {"id": "mail", "type": "email"}, {"id": "phone", "type": "phone"}, {"id": "card", "type": "card_number"},
        {"id": "people", "type": "table", "fields": [{"id": "number", "type": "id_number", "required": true}]}
    ]));
    let given = json!({
        "mail": " li@EXAMPLE.com", "phone": "138 0013 8000", "card": "  ",
        "people": [{"number": "11010519491231002x"}]
    });
    let kept = json!({
        "mail": "li@example.com", "phone": "13800138000", "people": [{"number": "11010519491231002X"}]
    });
    assert_eq!(desk.submit("start", "", given).unwrap(), kept);
    assert_eq!(desk.problems("start", "", json!({"phone": 5})), ["phone type"]);
    let given = json!({"mail": "li", "people": [{"number": "1"}]});
    assert_eq!(desk.problems("start", "", given), ["mail type", "people[0].number type"]);
}

#[test]
fn a_rating_is_whole_stars() {
    let desk = desk(json!([
        {"id": "five", "type": "rating"}, {"id": "three", "type": "rating", "scale": 3, "required": true}
    ]));
    assert_eq!(desk.submit("start", "", json!({"five": "5", "three": 1})).unwrap(), json!({"five": 5, "three": 1}));
    assert_eq!(desk.problems("start", "", json!({"five": 6, "three": 4})), ["five type", "three type"]);
    assert_eq!(desk.problems("start", "", json!({"five": 0, "three": "1.5"})), ["five type", "three type"]);
    assert_eq!(desk.problems("start", "", json!({})), ["three required"]);
}

#[test]
fn a_range_has_two_ends_in_order() {
    let desk = desk(json!([
        {"id": "away", "type": "date_range", "required": true, "checks": [
            {"rule": "away.to < date(\"2027-01-01\")", "message": "This year."}
        ]},
        {"id": "days", "type": "number", "compute": "(away.to - away.from).days + 1"}
    ]));
    let given = |from: &str, to: &str| json!({"away": {"from": from, "to": to}});
    let kept = json!({"away": {"from": "2026-03-02", "to": "2026-03-04"}, "days": 3});
    assert_eq!(desk.submit("start", "", given("2026-03-02", "2026-03-04")).unwrap(), kept);
    assert!(desk.submit("start", "", given("2026-03-02", "2026-03-02")).is_ok());
    assert_eq!(desk.problems("start", "", given("2026-03-04", "2026-03-02")), ["away type"]);
    assert_eq!(desk.problems("start", "", given("2026-03-04", "")), ["away type"]);
    assert_eq!(desk.problems("start", "", given("", "")), ["away required"]);
    assert_eq!(desk.problems("start", "", given("2026-03-04", "2027-03-04")), ["away check"]);
    assert_eq!(desk.problems("start", "", json!({"away": "2026-03-04"})), ["away type"]);
    assert_eq!(desk.problems("start", "", json!({"away": {"form": "2026-03-04"}})), ["away type"]);
}

#[test]
fn a_duration_is_no_less_than_nothing() {
    let desk = desk(json!([{"id": "takes", "type": "duration", "counts": "working_hour", "scale": 1}]));
    assert_eq!(desk.submit("start", "", json!({"takes": "2.5"})).unwrap(), json!({"takes": "2.5"}));
    assert_eq!(desk.problems("start", "", json!({"takes": -1})), ["takes type"]);
    assert_eq!(desk.problems("start", "", json!({"takes": "2.55"})), ["takes type"]);
}

#[test]
fn a_place_has_an_address() {
    let desk = desk(json!([{"id": "site", "type": "location"}]));
    let submit = |given: Json| desk.submit("start", "", json!({"site": given})).unwrap();
    assert_eq!(submit(json!(" 苏州路 5 号 ")), json!({"site": {"address": "苏州路 5 号"}}));
    let whole = json!({"address": "Harbour", "latitude": "31.2304", "longitude": "121.4737"});
    assert_eq!(submit(whole.clone()), json!({"site": whole}));
    assert_eq!(submit(json!({"address": ""})), json!({}));
    for wrong in [
        json!({"latitude": 31, "longitude": 121}),
        json!({"address": "a", "latitude": 31}),
        json!({"address": "a", "latitude": 91, "longitude": 0}),
        json!({"address": 5}),
        json!({"adress": "a"}),
    ] {
        assert_eq!(desk.problems("start", "", json!({"site": wrong})), ["site type"], "{wrong}");
    }
}

#[test]
fn pictures_are_called_as_pictures_are() {
    let desk = desk(json!([{"id": "views", "type": "picture"}, {"id": "hand", "type": "signature", "required": true}]));
    let file = |name: &str| json!({"name": name, "size": 3, "hash": "ab"});
    let given = json!({"views": [file("a.PNG"), file("b.jpeg")], "hand": [file("hand.png")]});
    assert_eq!(desk.submit("start", "", given.clone()).unwrap(), given);
    let given = json!({"views": [file("a.pdf")], "hand": [file("a.png"), file("b.png")]});
    assert_eq!(desk.problems("start", "", given), ["hand too_long", "views type"]);
    assert_eq!(desk.problems("start", "", json!({"hand": []})), ["hand required"]);
}

#[test]
fn a_cascade_is_chosen_down_to_the_last_level() {
    let desk = desk(json!([{"id": "where", "type": "cascade", "options": [
        {"id": "js", "options": [{"id": "sz", "options": [{"id": "gs"}, {"id": "wz"}]}, {"id": "nj"}]},
        {"id": "sh"}
    ]}]));
    for path in [json!(["js", "sz", "wz"]), json!(["js", "nj"]), json!(["sh"])] {
        assert_eq!(desk.submit("start", "", json!({"where": path})).unwrap(), json!({"where": path}));
    }
    for (path, problem) in [
        (json!(["js"]), "where type"),
        (json!(["js", "gs"]), "where choice"),
        (json!(["sh", "gs"]), "where choice"),
        (json!(["x"]), "where choice"),
        (json!([5]), "where type"),
    ] {
        assert_eq!(desk.problems("start", "", json!({"where": path})), [problem], "{path}");
    }
    assert_eq!(desk.submit("start", "", json!({"where": []})).unwrap(), json!({}));
}

#[test]
fn what_nobody_fills_is_only_read() {
    let desk = desk(json!([
        {"id": "no", "type": "serial", "pattern": "HT-{seq:3}"}, {"id": "why", "type": "explanation", "hint": "Read this."}
    ]));
    for field in ["no", "why"] {
        assert_eq!(right(desk.step("start"), &desk.process, &field.into(), None), Right::Read);
        assert_eq!(desk.problems("start", "", json!({field: "x"}))[0].split(' ').next(), Some(field));
    }
    assert_eq!(desk.submit("start", "", json!({})).unwrap(), json!({}));
}

#[test]
fn what_is_read_only_is_not_changed() {
    let desk = desk(json!([
        {"id": "kind", "type": "text"},
        {"id": "rate", "type": "number", "read_only": "kind = \"fixed\"", "required": true},
        {"id": "once", "type": "text", "read_only": "once != null"},
        {"id": "never", "type": "text", "read_only": true}
    ]));
    let desk = desk.with(json!({"rate": 5}));
    assert_eq!(desk.submit("start", "", json!({"rate": 6})).unwrap()["rate"], 6);
    // What holds is what is filled in now, not what was.
    assert_eq!(desk.problems("start", "", json!({"kind": "fixed", "rate": 6})), ["rate not_writable"]);
    assert!(desk.submit("start", "", json!({"kind": "fixed", "rate": 5})).is_ok());
    assert_eq!(desk.submit("start", "", json!({"once": "a", "rate": 5})).unwrap()["once"], "a");
    assert_eq!(desk.problems("start", "", json!({"never": "a"})), ["never not_writable"]);
    let seen = desk.scope(|scope| {
        let view = view(&desk.process, Some(desk.step("start")), None, scope);
        view.iter().filter(|view| view.read_only).map(|view| view.field.id.to_string()).collect::<Vec<_>>()
    });
    assert_eq!(seen, ["never"]);
    // What must not be changed need not be filled either.
    assert!(Desk { data: Data::new(), ..desk }.submit("start", "", json!({"kind": "fixed"})).is_ok());
}

#[test]
fn an_option_that_is_not_offered_is_refused() {
    let desk = desk(json!([
        {"id": "abroad", "type": "boolean"},
        {"id": "by", "type": "choice", "options": [{"id": "train"}, {"id": "plane", "show": "abroad"}]},
        {"id": "with", "type": "choices", "options": [{"id": "visa", "show": "abroad"}, {"id": "map"}]},
        {"id": "to", "type": "cascade", "options": [
            {"id": "eu", "show": "abroad", "options": [{"id": "de"}]},
            {"id": "cn", "options": [{"id": "sz"}, {"id": "none", "show": false}]}
        ]}
    ]));
    let given = |abroad: bool| json!({"abroad": abroad, "by": "plane", "with": ["map", "visa"], "to": ["eu", "de"]});
    assert!(desk.submit("start", "", given(true)).is_ok());
    assert_eq!(desk.problems("start", "", given(false)), ["by choice", "with choice", "to choice"]);
    assert_eq!(desk.problems("start", "", json!({"to": ["cn", "none"]})), ["to choice"]);
    assert!(desk.submit("start", "", json!({"by": "train", "with": ["map"], "to": ["cn", "sz"]})).is_ok());
    let offered = desk.scope(|scope| {
        let view = view(&desk.process, Some(desk.step("start")), None, scope);
        let ids = |options: &[crate::model::Choice]| {
            options.iter().map(|option| format!("{}{}", option.id, option.options.len())).collect::<Vec<_>>().join(" ")
        };
        view.iter().map(|view| view.offered.as_deref().map(ids)).collect::<Vec<_>>()
    });
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(offered, [None, some("train0"), some("map0"), some("cn1")]);
}
