//! The public holidays of a country, and the days that are worked in their stead, as far as they are published.

use feel::Date;
use serde::{Deserialize, Serialize};

/// A country whose public holidays are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Public {
    /// Mainland China, as the State Council announces them each year.
    Cn,
}

/// The years from the first on: days of rest, single or from and to, and days that are worked although their weekday is
/// not. From the notices of the General Office of the State Council.
const CN: [(&str, &str); 7] = [
    (
        "2020-01-01 2020-01-24/2020-02-02 2020-04-04/2020-04-06 2020-05-01/2020-05-05 2020-06-25/2020-06-27 2020-10-01/2020-10-08",
        "2020-01-19 2020-02-03 2020-04-26 2020-05-09 2020-06-28 2020-09-27 2020-10-10",
    ),
    (
        "2021-01-01/2021-01-03 2021-02-11/2021-02-17 2021-04-03/2021-04-05 2021-05-01/2021-05-05 2021-06-12/2021-06-14 2021-09-19/2021-09-21 2021-10-01/2021-10-07",
        "2021-02-07 2021-02-20 2021-04-25 2021-05-08 2021-09-18 2021-09-26 2021-10-09",
    ),
    (
        "2022-01-01/2022-01-03 2022-01-31/2022-02-06 2022-04-03/2022-04-05 2022-04-30/2022-05-04 2022-06-03/2022-06-05 2022-09-10/2022-09-12 2022-10-01/2022-10-07",
        "2022-01-29 2022-01-30 2022-04-02 2022-04-24 2022-05-07 2022-10-08 2022-10-09",
    ),
    (
        "2022-12-31/2023-01-02 2023-01-21/2023-01-27 2023-04-05 2023-04-29/2023-05-03 2023-06-22/2023-06-24 2023-09-29/2023-10-06",
        "2023-01-28 2023-01-29 2023-04-23 2023-05-06 2023-06-25 2023-10-07 2023-10-08",
    ),
    (
        "2024-01-01 2024-02-10/2024-02-17 2024-04-04/2024-04-06 2024-05-01/2024-05-05 2024-06-10 2024-09-15/2024-09-17 2024-10-01/2024-10-07",
        "2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12",
    ),
    (
        "2025-01-01 2025-01-28/2025-02-04 2025-04-04/2025-04-06 2025-05-01/2025-05-05 2025-05-31/2025-06-02 2025-10-01/2025-10-08",
        "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11",
    ),
    (
        "2026-01-01/2026-01-03 2026-02-15/2026-02-23 2026-04-04/2026-04-06 2026-05-01/2026-05-05 2026-06-19/2026-06-21 2026-09-25/2026-09-27 2026-10-01/2026-10-07",
        "2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10",
    ),
];

/// The first year that is known.
const CN_FROM: i32 = 2020;

impl Public {
    /// The last year whose holidays are known.
    pub fn known_until(self) -> i32 {
        match self {
            Self::Cn => CN_FROM + CN.len() as i32 - 1,
        }
    }

    /// The days that are not as their weekday, each with whether it is worked.
    pub(super) fn days(self) -> impl Iterator<Item = (Date, bool)> {
        let years = match self {
            Self::Cn => CN.iter(),
        };
        years.flat_map(|(rest, worked)| {
            let rest = rest.split(' ').flat_map(span).map(|day| (day, false));
            rest.chain(worked.split(' ').flat_map(span).map(|day| (day, true)))
        })
    }
}

/// A day, or those from one to another.
fn span(text: &str) -> impl Iterator<Item = Date> {
    let (from, to) = text.split_once('/').unwrap_or((text, text));
    let ends = from.parse::<Date>().ok().zip(to.parse::<Date>().ok());
    ends.into_iter().flat_map(|(from, to)| (0..=to.days_since(&from)).filter_map(move |days| from.plus_days(days)))
}
