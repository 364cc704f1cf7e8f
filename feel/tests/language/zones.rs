//! Zones by name: what is known, and what a host says.

use feel::{DateTime, Scope, Value, Zone, ZoneRules};

use super::{check, value_in};

/// Shanghai had summer time from 15 April to 16 September 1990, and an office has a clock of its own.
struct Host;

const SHANGHAI: ZoneRules =
    ZoneRules::changing("Asia/Shanghai", 8 * 3600, &[(640_116_000, 9 * 3600), (653_418_000, 8 * 3600)]);
const OFFICE: ZoneRules = ZoneRules::fixed("Office", 5 * 3600 + 45 * 60);

impl Scope for Host {
    fn get(&self, _: &str) -> Option<Value> {
        None
    }

    fn zone(&self, name: &str) -> Option<Zone> {
        [&SHANGHAI, &OFFICE].into_iter().map(Zone::Named).find(|zone| zone.name() == Some(name))
    }
}

#[test]
fn the_present_rules_of_many_zones_are_known() {
    check(&[
        (r#"@"2026-07-01T12:00:00@Europe/Berlin".time offset"#, r#"duration("PT2H")"#),
        (r#"@"2026-01-01T12:00:00@Europe/Berlin".time offset"#, r#"duration("PT1H")"#),
        (r#"@"2026-03-08T02:30:00@America/New_York".time offset"#, r#"duration("-PT4H")"#),
        (r#"@"2026-12-24T12:00:00@Australia/Sydney".time offset"#, r#"duration("PT11H")"#),
        (r#"date and time("2026-01-01T00:00:00@Atlantis/City")"#, "null"),
    ]);
}

#[test]
fn a_host_says_what_the_rules_are() {
    let offset = |moment: &str| value_in(&format!(r#"date and time("{moment}").time offset"#), &Host);
    assert_eq!(offset("1990-04-15T01:59:59@Asia/Shanghai"), r#"duration("PT8H")"#);
    assert_eq!(offset("1990-04-15T03:00:00@Asia/Shanghai"), r#"duration("PT9H")"#);
    assert_eq!(offset("1990-09-16T01:30:00@Asia/Shanghai"), r#"duration("PT9H")"#, "the first of the two");
    assert_eq!(offset("1990-09-16T02:00:00@Asia/Shanghai"), r#"duration("PT8H")"#);
    assert_eq!(offset("2026-07-01T12:00:00@Europe/Berlin"), "null", "this host does not know it");
    for (made, written) in [
        (r#"time(9, 0, 0, "Office")"#, r#"time("09:00:00@Office")"#),
        (r#"date and time(2026, 3, 2, 9, 0, 0, "Office")"#, r#"date and time("2026-03-02T09:00:00@Office")"#),
    ] {
        assert_eq!(value_in(&format!("{made} = {written}"), &Host), "true");
        assert_eq!(value_in(made, &()), "null", "nobody else has that zone");
    }
}

#[test]
fn a_moment_is_the_same_by_whatever_rules_it_was_read() {
    let by_host = DateTime::read("1990-07-01T12:00:00@Asia/Shanghai", &|name| Host.zone(name)).expect("it is a moment");
    assert_eq!(by_host.unix_millis(), "1990-07-01T03:00:00Z".parse::<DateTime>().expect("a moment").unix_millis());
    let by_table: DateTime = "1990-07-01T12:00:00@Asia/Shanghai".parse().expect("it is a moment");
    assert_eq!(by_table.offset(), Some(8 * 3600), "present rules only");
}
