use flow::kernel::FieldProblem;
use flow::text::Text;
use serde::{Deserialize, Serialize};

/// Why something did not happen: an RFC 9457 problem document.
///
/// Pages show `code` in the reader's language by the key `problem-{code}` and fall back to `detail`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A stable address for this kind of problem: `/problems/` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// A stable name, such as `stale` or `not_found`.
    pub code: Code,
    /// The kind of problem in a few English words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What was wrong this time and what would be right.
    #[serde(default)]
    pub detail: Text,
    /// What is wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// After how many seconds a retry makes sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

/// The stable name of a problem. Those that the kernel rejects with keep the kernel's names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(transparent)]
#[cfg_attr(feature = "ssr", schema(value_type = String))]
pub struct Code(pub std::borrow::Cow<'static, str>);

impl Code {
    /// The request could not be understood.
    pub const MALFORMED: Self = Self::of("malformed");
    /// Somebody has to sign in first.
    pub const SIGNED_OUT: Self = Self::of("signed_out");
    /// Name or password are wrong, or the account is disabled; which of them is not told.
    pub const WRONG_CREDENTIALS: Self = Self::of("wrong_credentials");
    /// The person may not do this.
    pub const FORBIDDEN: Self = Self::of("forbidden");
    /// There is no such thing, or the person may not know of it.
    pub const NOT_FOUND: Self = Self::of("not_found");
    /// The request came from another site.
    pub const CROSS_SITE: Self = Self::of("cross_site");
    /// The same intent was used for something else before.
    pub const INTENT_REUSED: Self = Self::of("intent_reused");
    /// What was changed had been changed by somebody else since it was read.
    pub const CONFLICT: Self = Self::of("conflict");
    /// What was sent is larger than allowed.
    pub const TOO_LARGE: Self = Self::of("too_large");
    /// Some values are missing or wrong; `fields` tells which.
    pub const FIELDS: Self = Self::of("fields");
    /// A definition has errors and cannot be published.
    pub const FINDINGS: Self = Self::of("findings");
    /// Too much at once; try again after `retry_after`.
    pub const BUSY: Self = Self::of("busy");
    /// The server failed; its log has the request id.
    pub const INTERNAL: Self = Self::of("internal");
    /// The server cannot be reached; made by the page itself.
    pub const OFFLINE: Self = Self::of("offline");
    /// Somebody else has changed it meanwhile.
    pub const CHANGED_MEANWHILE: Self = Self::of("changed_meanwhile");

    /// A name known when compiling.
    #[must_use]
    pub const fn of(name: &'static str) -> Self {
        Self(std::borrow::Cow::Borrowed(name))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Problem {
    /// A problem of a kind.
    #[must_use]
    pub fn new(status: u16, code: Code, title: &str) -> Self {
        let kind = format!("/problems/{}", code.as_str());
        Self {
            kind,
            code,
            title: title.to_owned(),
            status,
            detail: Text::default(),
            fields: Vec::new(),
            retry_after: None,
        }
    }

    /// The same problem with what was wrong this time.
    #[must_use]
    pub fn because(mut self, detail: impl Into<Text>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Whether somebody has to sign in first.
    #[must_use]
    pub fn is_signed_out(&self) -> bool {
        self.code == Code::SIGNED_OUT
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.title, self.code.as_str())
    }
}

impl std::error::Error for Problem {}
