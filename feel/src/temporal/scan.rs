//! Reading the fixed pieces that ISO 8601 texts are made of.

/// What is left of a text.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a>(pub(super) &'a str);

impl Scan<'_> {
    /// Takes a given character.
    pub(super) fn take(&mut self, wanted: char) -> Option<()> {
        self.0 = self.0.strip_prefix(wanted)?;
        Some(())
    }

    /// Takes exactly `count` digits.
    pub(super) fn digits(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        self.0 = rest;
        digits.parse().ok()
    }

    /// Takes all the digits that stand here, at least one.
    pub(super) fn number(&mut self) -> Option<&str> {
        let end = self.0.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at(end);
        self.0 = rest;
        (!digits.is_empty()).then_some(digits)
    }

    /// Takes digits after a decimal point as nanoseconds; more than nine digits are cut off.
    pub(super) fn fraction(&mut self) -> Option<u32> {
        if self.take('.').is_none() {
            return Some(0);
        }
        let digits = self.number()?;
        let kept = &digits[..digits.len().min(9)];
        let nanos: u32 = kept.parse().ok()?;
        Some(nanos * 10u32.pow(9 - kept.len() as u32))
    }

    pub(super) fn is_done(self) -> bool {
        self.0.is_empty()
    }
}

/// Writes a fraction of a second, without trailing zeros; nothing for 0.
pub(super) fn write_fraction(f: &mut std::fmt::Formatter<'_>, nanos: u32) -> std::fmt::Result {
    if nanos == 0 {
        return Ok(());
    }
    let digits = format!("{nanos:09}");
    write!(f, ".{}", digits.trim_end_matches('0'))
}
