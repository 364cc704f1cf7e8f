//! Dates against a second library.

use feel::{Date, DateTime, DaysTime, YearsMonths};
use jiff::ToSpan;
use jiff::civil;
use proptest::prelude::*;

/// A day in the years that both libraries have.
fn day() -> impl Strategy<Value = (civil::Date, Date)> {
    (1i16..=9998, 1i8..=12, 1i8..=31).prop_map(|(year, month, day)| {
        let theirs = civil::Date::new(year, month, 1).expect("a month").with().day(1).build().expect("a day");
        let theirs = theirs.saturating_add((i64::from(day.min(theirs.days_in_month())) - 1).days());
        (theirs, ours(theirs))
    })
}

fn ours(date: civil::Date) -> Date {
    Date::new(i32::from(date.year()), date.month() as u8, date.day() as u8).expect("it is a date")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn days_are_counted_alike((theirs, date) in day(), days in -100_000i64..100_000) {
        prop_assert_eq!(i32::from(date.weekday()), i32::from(theirs.weekday().to_monday_one_offset()));
        prop_assert_eq!(i32::from(date.day_of_year()), i32::from(theirs.day_of_year()));
        prop_assert_eq!(i32::from(date.week_of_year()), i32::from(theirs.iso_week_date().week()));
        prop_assert_eq!(date.to_string(), theirs.to_string());
        if let Ok(moved) = theirs.checked_add(days.days()) && moved.year() > 0 {
            prop_assert_eq!(date.plus_days(days), Some(ours(moved)));
            prop_assert_eq!(ours(moved).days_since(&date), days);
        }
    }

    #[test]
    fn months_are_counted_alike((theirs, date) in day(), months in -1_000i64..1_000) {
        if let Ok(moved) = theirs.checked_add(months.months()) && moved.year() > 0 {
            prop_assert_eq!(date.plus_months(&YearsMonths::from_months(months)), Some(ours(moved)));
        }
    }

    #[test]
    fn moments_are_counted_alike((theirs, date) in day(), seconds in 0i64..86_400, more in -10_000_000i64..10_000_000) {
        let at = DateTime::from(date).plus(&DaysTime::from_seconds(seconds)).expect("it is a moment");
        let theirs = theirs.at(0, 0, 0, 0).checked_add(seconds.seconds()).expect("it is a moment");
        if let Ok(moved) = theirs.checked_add(more.seconds()) && moved.year() > 0 {
            prop_assert_eq!(at.plus(&DaysTime::from_seconds(more)).expect("a moment").to_string(), moved.to_string());
        }
    }
}
