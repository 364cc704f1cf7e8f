use std::fmt;
use std::str::FromStr;

use super::scan::{Scan, write_fraction};
use super::{NANOS_PER_SECOND, SECONDS_PER_DAY, TemporalError};

/// A duration of years and months, such as `P1Y2M`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearsMonths {
    months: i64,
}

/// A duration of days, hours, minutes and seconds, such as `P1DT2H`, exact to the nanosecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaysTime {
    /// Whole seconds, rounded down.
    seconds: i64,
    nanos: u32,
}

impl YearsMonths {
    /// A duration of so many months.
    pub const fn from_months(months: i64) -> YearsMonths {
        YearsMonths { months }
    }

    /// All of it in months.
    pub const fn total_months(&self) -> i64 {
        self.months
    }

    /// The whole years.
    pub const fn years(&self) -> i64 {
        self.months / 12
    }

    /// The months beyond the whole years.
    pub const fn months(&self) -> i64 {
        self.months % 12
    }
}

impl DaysTime {
    /// A duration of so many seconds.
    pub const fn from_seconds(seconds: i64) -> DaysTime {
        DaysTime { seconds, nanos: 0 }
    }

    /// A duration of so many days. `None` beyond what fits.
    pub fn from_days(days: i64) -> Option<DaysTime> {
        Some(DaysTime::from_seconds(days.checked_mul(SECONDS_PER_DAY)?))
    }

    /// A duration of so many nanoseconds. `None` beyond what fits.
    pub fn from_nanos(nanos: i128) -> Option<DaysTime> {
        let seconds = i64::try_from(nanos.div_euclid(NANOS_PER_SECOND)).ok()?;
        Some(DaysTime { seconds, nanos: nanos.rem_euclid(NANOS_PER_SECOND) as u32 })
    }

    /// All of it in nanoseconds.
    pub fn total_nanos(&self) -> i128 {
        i128::from(self.seconds) * NANOS_PER_SECOND + i128::from(self.nanos)
    }

    /// All of it in whole seconds, towards zero.
    pub fn total_seconds(&self) -> i64 {
        self.seconds + i64::from(self.seconds < 0 && self.nanos > 0)
    }

    /// The whole days.
    pub fn days(&self) -> i64 {
        self.total_seconds() / SECONDS_PER_DAY
    }

    /// The hours beyond the whole days.
    pub fn hours(&self) -> i64 {
        self.total_seconds() / 3600 % 24
    }

    /// The minutes beyond the whole hours.
    pub fn minutes(&self) -> i64 {
        self.total_seconds() / 60 % 60
    }

    /// The seconds beyond the whole minutes, without their fraction.
    pub fn seconds(&self) -> i64 {
        self.total_seconds() % 60
    }
}

impl fmt::Display for YearsMonths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.months < 0 { "-" } else { "" };
        match (self.years().unsigned_abs(), self.months().unsigned_abs()) {
            (0, months) => write!(f, "{sign}P{months}M"),
            (years, 0) => write!(f, "{sign}P{years}Y"),
            (years, months) => write!(f, "{sign}P{years}Y{months}M"),
        }
    }
}

impl fmt::Display for DaysTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.total_nanos();
        if total == 0 {
            return f.write_str("PT0S");
        }
        f.write_str(if total < 0 { "-P" } else { "P" })?;
        let nanos = (total.unsigned_abs() % NANOS_PER_SECOND.unsigned_abs()) as u32;
        let (days, hours) = (self.days().unsigned_abs(), self.hours().unsigned_abs());
        let (minutes, seconds) = (self.minutes().unsigned_abs(), self.seconds().unsigned_abs());
        if days > 0 {
            write!(f, "{days}D")?;
        }
        if (hours, minutes, seconds, nanos) != (0, 0, 0, 0) {
            f.write_str("T")?;
        }
        if hours > 0 {
            write!(f, "{hours}H")?;
        }
        if minutes > 0 {
            write!(f, "{minutes}M")?;
        }
        if (seconds, nanos) != (0, 0) {
            write!(f, "{seconds}")?;
            write_fraction(f, nanos)?;
            f.write_str("S")?;
        }
        Ok(())
    }
}

/// One number with its designator, from a text such as `1Y2M`; only the designators given, in their order.
fn component(scan: &mut Scan<'_>, designator: char) -> Option<Option<i128>> {
    let mut ahead = *scan;
    let Some(digits) = ahead.number().map(str::to_owned) else { return Some(None) };
    if ahead.take(designator).is_none() {
        return Some(None);
    }
    *scan = ahead;
    digits.parse().map(Some).ok()
}

/// `-`? `P` (years `Y`)? (months `M`)?, at least one of them
impl FromStr for YearsMonths {
    type Err = TemporalError;

    fn from_str(text: &str) -> Result<YearsMonths, TemporalError> {
        let mut scan = Scan(text);
        let negative = scan.take('-').is_some();
        let parsed = (|| {
            scan.take('P')?;
            let (years, months) = (component(&mut scan, 'Y')?, component(&mut scan, 'M')?);
            if years.or(months).is_none() || !scan.is_done() {
                return None;
            }
            let total = years.unwrap_or(0).checked_mul(12)?.checked_add(months.unwrap_or(0))?;
            i64::try_from(if negative { -total } else { total }).ok()
        })();
        parsed.map(YearsMonths::from_months).ok_or(TemporalError)
    }
}

/// `-`? `P` (days `D`)? (`T` (hours `H`)? (minutes `M`)? (seconds `S`)?)?, at least one of them
impl FromStr for DaysTime {
    type Err = TemporalError;

    fn from_str(text: &str) -> Result<DaysTime, TemporalError> {
        let mut scan = Scan(text);
        let negative = scan.take('-').is_some();
        let nanos = scan_days_time(&mut scan).filter(|_| scan.is_done()).ok_or(TemporalError)?;
        DaysTime::from_nanos(if negative { -nanos } else { nanos }).ok_or(TemporalError)
    }
}

fn scan_days_time(scan: &mut Scan<'_>) -> Option<i128> {
    scan.take('P')?;
    let days = component(scan, 'D')?;
    let mut seconds = days.unwrap_or(0).checked_mul(i128::from(SECONDS_PER_DAY))?;
    let mut nanos = 0;
    if scan.take('T').is_some() {
        let (hours, minutes) = (component(scan, 'H')?, component(scan, 'M')?);
        let mut ahead = *scan;
        let whole = ahead.number().and_then(|digits| digits.parse::<i128>().ok());
        if whole.is_some() {
            // XML Schema 1.1 lets a point stand without digits after it, before the designator.
            if ahead.0.starts_with(".S") {
                ahead.take('.')?;
            }
            nanos = ahead.fraction()?;
            ahead.take('S')?;
            *scan = ahead;
        }
        hours.or(minutes).or(whole)?;
        seconds = seconds
            .checked_add(hours.unwrap_or(0).checked_mul(3600)?)?
            .checked_add(minutes.unwrap_or(0).checked_mul(60)?)?
            .checked_add(whole.unwrap_or(0))?;
    } else {
        days?;
    }
    seconds.checked_mul(NANOS_PER_SECOND)?.checked_add(i128::from(nanos))
}
