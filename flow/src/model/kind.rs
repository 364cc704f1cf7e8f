use serde::{Deserialize, Serialize};

/// What a node is. Kinds are named as in the engine's promises; those that this version of the kernel cannot run yet
/// are refused by the checks, never run as something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Where an instance begins.
    Start,
    /// Where a token ends.
    End,
    /// Where the whole instance ends, whatever else is open.
    Terminate,
    /// A decision on the matter.
    Approve,
    /// Work to be done and reported.
    Handle,
    /// Somebody is told, not asked.
    Cc,
    /// One way of several.
    Exclusive,
    /// All ways at once, and waiting for all of them.
    Parallel,
    /// Some ways of several, and waiting for those that were taken.
    Inclusive,
    /// A computation.
    Script,
    /// A decision table.
    Rule,
    /// Another process.
    Call,
    /// Work of a connector.
    Service,
    /// Something is waited for.
    Wait,
    /// Something is brought about.
    Throw,
    /// What comes first of several events decides the way.
    EventBased,
    /// A process within the process.
    SubProcess,
    /// The same, begun by an event as long as what encloses it goes on.
    EventSubProcess,
    /// The same, whose work is taken back when it is given up.
    Transaction,
    /// The same, whose work no edges put in order.
    AdHoc,
    /// A boundary event; these are written under `attached`.
    #[serde(skip_deserializing)]
    Boundary,
    /// People take note, and say that they have.
    Read,
    /// A receipt with a number.
    Filing,
    /// A row of a register.
    Ledger,
    /// Some ways of several, and waiting for as many tokens as are enough.
    Complex,
    /// A person without an account answers, by a link.
    External,
}

impl Kind {
    /// Whether people work at it.
    pub fn is_human(self) -> bool {
        matches!(self, Self::Approve | Self::Handle | Self::Read | Self::External)
    }

    /// Whether people can choose between outcomes at it; reading has one, and is no decision.
    pub fn has_outcomes(self) -> bool {
        matches!(self, Self::Approve | Self::Handle | Self::External)
    }

    /// Whether tokens end there.
    pub fn is_end(self) -> bool {
        matches!(self, Self::End | Self::Terminate)
    }

    /// Whether it is something that happens: what is drawn as a circle.
    pub fn is_event(self) -> bool {
        self.is_end() || matches!(self, Self::Start | Self::Wait | Self::Throw | Self::Boundary)
    }

    /// Whether it only directs tokens.
    pub fn is_gateway(self) -> bool {
        matches!(self, Self::Exclusive | Self::Parallel | Self::Inclusive | Self::EventBased | Self::Complex)
    }

    /// Whether other nodes can be within it.
    pub fn is_sub_process(self) -> bool {
        matches!(self, Self::SubProcess | Self::EventSubProcess | Self::Transaction | Self::AdHoc)
    }

    /// Whether it is work, of whatever sort: what can have boundary events and be done several times.
    pub fn is_activity(self) -> bool {
        let works = matches!(self, Self::Script | Self::Rule | Self::Call | Self::Service | Self::Cc);
        let works = works || matches!(self, Self::Filing | Self::Ledger);
        works || self.is_human() || self.is_sub_process()
    }
}
