//! Days, moments and deadlines in words.

use flow::time::Moment;

use super::{Clock, Day, Reader, duration};
use crate::t;

/// A day with its weekday: "3 月 4 日 周三", "Wed 4 Mar"; with the year when it is not this year.
pub fn day(reader: &Reader, day: Day) -> String {
    t!("date-with-weekday", date = day_short(reader, day), weekday = weekday(day))
}

/// A day: "3 月 4 日", "4 Mar"; with the year when it is not this year.
pub fn day_short(reader: &Reader, day: Day) -> String {
    if reader.zone.local(reader.now()).0.year == day.year {
        t!("date", month = day.month, day = day.day)
    } else {
        // A year has no separator for thousands, so it goes in as text.
        t!("date-with-year", year = day.year.to_string(), month = day.month, day = day.day)
    }
}

/// "周三", "Wed".
pub fn weekday(day: Day) -> String {
    t!("weekday", day = day.weekday())
}

/// A moment, as near as one speaks of it: "今天 08:41", "昨天 17:05", "3 月 2 日 09:00".
pub fn moment(reader: &Reader, at: Moment) -> String {
    let (day, clock) = reader.zone.local(at);
    let today = reader.zone.local(reader.now()).0;
    let clock = clock.to_string();
    match day.days() - today.days() {
        0 => t!("moment-today", time = clock),
        -1 => t!("moment-yesterday", time = clock),
        1 => t!("moment-tomorrow", time = clock),
        _ => t!("moment", date = day_short(reader, day), time = clock),
    }
}

/// A moment to the second, with the zone, for those who point at a shorter form: "2026-03-04 18:00:00 (Asia/Shanghai)".
pub fn moment_exact(reader: &Reader, at: Moment) -> String {
    let (day, clock) = reader.zone.local(at);
    let Clock { second, .. } = clock;
    t!("moment-exact", time = format!("{day} {clock}:{second:02}"), zone = reader.zone.name())
}

/// A moment as ISO 8601 in UTC, for machines: `2026-03-04T10:00:00Z`.
pub fn moment_iso(at: Moment) -> String {
    let seconds = at.0.div_euclid(1_000);
    let Clock { hour, minute, second } = Clock::from_seconds(seconds);
    format!("{}T{hour:02}:{minute:02}:{second:02}Z", Day::from_days(seconds.div_euclid(86_400)))
}

/// A moment as a control for moments holds it: `2026-04-30T18:00`, by the reader's clock.
pub fn moment_to_type(reader: &Reader, at: Moment) -> String {
    let (day, Clock { hour, minute, .. }) = reader.zone.local(at);
    format!("{day}T{hour:02}:{minute:02}")
}

/// What somebody typed into a control for moments.
pub fn moment_typed(reader: &Reader, typed: &str) -> Option<Moment> {
    let (day, clock) = typed.split_once('T')?;
    let mut parts = clock.split(':').map(|part| part.parse::<u8>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let clock = Clock { hour, minute, second: 0 };
    (hour < 24 && minute < 60).then_some(reader.zone.moment(Day::parse(day)?, clock))
}

/// How near a deadline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// It has passed.
    Overdue,
    /// It comes today.
    Today,
    /// It comes on a later day.
    Later,
}

impl Due {
    /// How near the deadline is for this reader, now.
    pub fn of(reader: &Reader, at: Moment) -> Due {
        let now = reader.now();
        if at < now {
            Due::Overdue
        } else if reader.zone.local(at).0 == reader.zone.local(now).0 {
            Due::Today
        } else {
            Due::Later
        }
    }
}

/// How much to say about a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DueWording {
    /// "今天 18:00 到期", for where nothing else says that it is a deadline.
    #[default]
    Whole,
    /// "今天 18:00", on cards and in columns that are about deadlines.
    Short,
}

/// A deadline in words: "逾期 2 小时", "今天 18:00 到期", "周五 12:00 到期", "3 月 20 日 18:00 到期".
pub fn due(reader: &Reader, at: Moment, wording: DueWording) -> String {
    if Due::of(reader, at) == Due::Overdue {
        return t!("due-overdue", length = duration(reader.now().0 - at.0));
    }
    let (day, clock) = reader.zone.local(at);
    let ahead = day.days() - reader.zone.local(reader.now()).0.days();
    let time = if (2..7).contains(&ahead) {
        t!("moment-weekday", weekday = weekday(day), time = clock.to_string())
    } else {
        moment(reader, at)
    };
    match wording {
        DueWording::Whole => t!("due", time = time),
        DueWording::Short => time,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Locale, Theme, Zone};

    /// Wednesday, 4 March 2026, 16:00 in Shanghai.
    const NOW: i64 = 1_772_611_200_000;
    const HOUR: i64 = 3_600_000;

    fn chinese() -> Reader {
        Reader::new(Locale::ZhCn, Theme::System, Zone::default(), Moment(NOW))
    }

    #[test]
    fn days_name_the_year_only_when_it_differs() {
        let reader = chinese();
        assert_eq!(day(&reader, Day { year: 2026, month: 3, day: 4 }), "3 月 4 日 周三");
        assert_eq!(day_short(&reader, Day { year: 2025, month: 12, day: 31 }), "2025 年 12 月 31 日");
    }

    #[test]
    fn moments_are_near_or_dated() {
        let reader = chinese();
        assert_eq!(moment(&reader, Moment(NOW - 7 * HOUR)), "今天 09:00");
        assert_eq!(moment(&reader, Moment(NOW - 24 * HOUR)), "昨天 16:00");
        assert_eq!(moment(&reader, Moment(NOW - 48 * HOUR)), "3 月 2 日 16:00");
        assert_eq!(moment_exact(&reader, Moment(NOW)), "2026-03-04 16:00:00（Asia/Shanghai）");
    }

    #[test]
    fn machines_read_utc() {
        assert_eq!(moment_iso(Moment(1_772_618_400_500)), "2026-03-04T10:00:00Z");
        assert_eq!(moment_iso(Moment(-1)), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn deadlines_are_today_this_week_or_later() {
        let reader = chinese();
        for (hours, whole, short, near) in [
            (-2, "逾期 2 小时", "逾期 2 小时", Due::Overdue),
            (2, "今天 18:00 到期", "今天 18:00", Due::Today),
            (26, "明天 18:00 到期", "明天 18:00", Due::Later),
            (44, "周五 12:00 到期", "周五 12:00", Due::Later),
            (240, "3 月 14 日 16:00 到期", "3 月 14 日 16:00", Due::Later),
        ] {
            let at = Moment(NOW + hours * HOUR);
            assert_eq!(due(&reader, at, DueWording::Whole), whole);
            assert_eq!(due(&reader, at, DueWording::Short), short);
            assert_eq!(Due::of(&reader, at), near);
        }
    }
}
