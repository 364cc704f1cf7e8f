//! Numbers that look random and are the same in every run.

/// An xorshift generator.
pub(crate) struct Draw(u64);

impl Default for Draw {
    fn default() -> Draw {
        Draw(0x9e37_79b9_7f4a_7c15)
    }
}

impl Draw {
    pub(crate) fn choice(&mut self) -> u16 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as u16
    }

    pub(crate) fn choices(&mut self, count: usize) -> Vec<u16> {
        (0..count).map(|_| self.choice()).collect()
    }
}
