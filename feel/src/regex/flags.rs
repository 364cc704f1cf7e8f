/// How a pattern is to be read and matched (XPath functions 3.1, 5.6.2).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flags {
    /// `s`: a dot matches line ends
    pub(super) dot_all: bool,
    /// `m`: `^` and `$` match at every line
    pub(super) lines: bool,
    /// `i`: letters match in either case
    pub(super) any_case: bool,
    /// `x`: space in the pattern means nothing
    pub(super) spaced: bool,
    /// `q`: no character of the pattern means anything but itself
    pub(super) quoted: bool,
}

impl Flags {
    /// Reads flags; they may stand in any order and more than once.
    pub(super) fn read(text: &str) -> Option<Flags> {
        let mut flags = Flags::default();
        for flag in text.chars() {
            match flag {
                's' => flags.dot_all = true,
                'm' => flags.lines = true,
                'i' => flags.any_case = true,
                'x' => flags.spaced = true,
                'q' => flags.quoted = true,
                _ => return None,
            }
        }
        Some(flags)
    }
}
