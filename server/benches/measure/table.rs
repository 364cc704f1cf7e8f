use std::time::Duration;

/// What was measured, in lines.
#[derive(Debug, Default)]
pub(crate) struct Table(Vec<[String; 4]>);

impl Table {
    /// Adds a figure, what it should be, and what to know about it.
    pub(crate) fn add(&mut self, what: &str, figure: String, goal: &str, remark: String) {
        eprintln!("{what}: {figure} {remark}");
        self.0.push([what.to_owned(), figure, goal.to_owned(), remark]);
    }

    #[allow(clippy::print_stdout, reason = "the table is what the measurement is run for")]
    pub(crate) fn print(&self) {
        let heads = ["what", "figure", "goal", "remark"].map(str::to_owned);
        let lines = || std::iter::once(&heads).chain(&self.0);
        let widths = [0, 1, 2].map(|column| lines().map(|line| line[column].chars().count()).max().unwrap_or(0));
        for [what, figure, goal, remark] in lines() {
            let [first, second, third] = widths;
            println!("{what:first$}  {figure:>second$}  {goal:>third$}  {remark}");
        }
    }
}

/// So many a second.
pub(crate) fn rate(count: usize, took: Duration) -> String {
    #[allow(clippy::cast_precision_loss, reason = "a figure for people")]
    let rate = count as f64 / took.as_secs_f64();
    if rate >= 10_000.0 { format!("{:.1} k/s", rate / 1000.0) } else { format!("{rate:.0} /s") }
}

/// The time below which this share of all times is, in percent.
pub(crate) fn percentile(times: &mut [Duration], share: usize) -> Duration {
    times.sort_unstable();
    times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).copied().unwrap_or_default()
}
