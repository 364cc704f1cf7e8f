//! Which encoding to answer with.

/// How a file's bytes are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Smallest; every browser accepts it over TLS and on loopback.
    Brotli,
    /// For old proxies and plain tools.
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    /// The value of `Content-Encoding`; none when the bytes are as they are.
    #[must_use]
    pub fn token(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }
}

/// What a request's `Accept-Encoding` allows.
#[derive(Debug, Clone, Copy)]
pub struct AcceptedEncodings<'a>(pub &'a str);

impl AcceptedEncodings<'_> {
    /// The smallest form that is accepted. Preferences between accepted encodings are not asked for: the files lie
    /// ready in every form, and smaller is better for everybody.
    ///
    /// ```
    /// use page::{AcceptedEncodings, Encoding};
    /// assert_eq!(AcceptedEncodings("gzip, deflate, br").smallest(), Encoding::Brotli);
    /// assert_eq!(AcceptedEncodings("br;q=0, gzip").smallest(), Encoding::Gzip);
    /// assert_eq!(AcceptedEncodings("").smallest(), Encoding::Identity);
    /// ```
    #[must_use]
    pub fn smallest(self) -> Encoding {
        [Encoding::Brotli, Encoding::Gzip]
            .into_iter()
            .find(|encoding| encoding.token().is_some_and(|token| self.accepts(token)))
            .unwrap_or(Encoding::Identity)
    }

    /// A token accepts itself unless its weight is zero; `*` stands for every token that is not named.
    fn accepts(self, token: &str) -> bool {
        let weight_of = |wanted: &str| {
            self.0.split(',').find_map(|part| {
                let (name, weight) = part.split_once(';').unwrap_or((part, ""));
                name.trim().eq_ignore_ascii_case(wanted).then(|| !is_zero(weight))
            })
        };
        weight_of(token).or_else(|| weight_of("*")).unwrap_or(false)
    }
}

/// Whether `;q=0`, in any of its spellings.
fn is_zero(weight: &str) -> bool {
    weight.trim().strip_prefix("q=").and_then(|value| value.trim().parse::<f32>().ok()) == Some(0.0)
}

#[cfg(test)]
mod tests {
    use super::{AcceptedEncodings, Encoding};

    #[test]
    fn weights_and_wildcards_count() {
        for (header, expected) in [
            ("*", Encoding::Brotli),
            ("br;q=0.0, *;q=0.5", Encoding::Gzip),
            ("*;q=0", Encoding::Identity),
            ("GZIP;q=0.1", Encoding::Gzip),
            ("identity", Encoding::Identity),
            ("brotli", Encoding::Identity),
            (";;,,q=1", Encoding::Identity),
        ] {
            assert_eq!(AcceptedEncodings(header).smallest(), expected, "{header:?}");
        }
    }
}
