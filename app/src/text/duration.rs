//! How long something took, and how long ago it was.

use flow::time::Moment;

use super::{Reader, day_short};
use crate::t;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A length of time in its largest unit, and in the next one below ten: "39 分", "1 小时 5 分", "3 天".
/// Less than a minute is "不到 1 分钟".
pub fn duration(milliseconds: i64) -> String {
    let length = milliseconds.abs();
    match length {
        0..MINUTE => t!("duration-moment"),
        MINUTE..HOUR => t!("duration-minutes", count = length / MINUTE),
        HOUR..DAY => {
            let (hours, minutes) = (length / HOUR, length % HOUR / MINUTE);
            if minutes == 0 || hours >= 10 {
                t!("duration-hours", count = hours)
            } else {
                t!(
                    "duration-pair",
                    larger = t!("duration-hours", count = hours),
                    smaller = t!("duration-minutes", count = minutes)
                )
            }
        }
        _ => t!("duration-days", count = length / DAY),
    }
}

/// The largest unit alone, for "2 hours ago".
fn rough(length: i64) -> String {
    match length {
        0..HOUR => t!("duration-minutes", count = length / MINUTE),
        HOUR..DAY => t!("duration-hours", count = length / HOUR),
        _ => t!("duration-days", count = length / DAY),
    }
}

/// How long ago, or how far ahead, a moment is: "刚刚", "2 小时前", "3 天后"; beyond a week it is the day.
pub fn ago(reader: &Reader, at: Moment) -> String {
    let distance = at.0 - reader.now().0;
    match distance.abs() {
        0..MINUTE => t!("ago-now"),
        length if length >= 7 * DAY => day_short(reader, reader.zone.local(at).0),
        length if distance < 0 => t!("ago-past", length = rough(length)),
        length => t!("ago-future", length = rough(length)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Locale, Theme, Zone};

    #[test]
    fn lengths_name_the_unit_that_matters() {
        for (length, text) in [
            (20_000, "不到 1 分钟"),
            (39 * MINUTE, "39 分钟"),
            (HOUR + 5 * MINUTE, "1 小时 5 分钟"),
            (12 * HOUR + 5 * MINUTE, "12 小时"),
            (2 * HOUR, "2 小时"),
            (3 * DAY + 5 * HOUR, "3 天"),
        ] {
            assert_eq!(duration(length), text);
        }
    }

    #[test]
    fn distance_is_told_from_now() {
        let reader = Reader::new(Locale::ZhCn, Theme::System, Zone::default(), Moment(1_772_618_400_000));
        for (distance, text) in
            [(-5_000, "刚刚"), (-2 * HOUR - MINUTE, "2 小时前"), (3 * DAY, "3 天后"), (-40 * DAY, "1 月 23 日")]
        {
            assert_eq!(ago(&reader, Moment(1_772_618_400_000 + distance)), text);
        }
    }
}
