//! The families of colour that mean a state.

/// What a state means to the reader. Colour never stands alone: words or a symbol say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum State {
    /// Somebody has to act.
    Wait,
    /// Under way.
    Run,
    /// Finished well.
    Done,
    /// Refused, failed or late.
    Refuse,
    /// Returned for rework.
    Back,
    /// Nothing to do about it.
    #[default]
    Idle,
}

impl State {
    /// Every state.
    pub const ALL: [State; 6] = [State::Wait, State::Run, State::Done, State::Refuse, State::Back, State::Idle];

    /// The value of `data-state`, which gives an element the colours of the family.
    pub const fn name(self) -> &'static str {
        match self {
            State::Wait => "wait",
            State::Run => "run",
            State::Done => "done",
            State::Refuse => "refuse",
            State::Back => "back",
            State::Idle => "idle",
        }
    }
}

/// How far one step of something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Progress {
    /// It happened.
    Done,
    /// It is happening.
    Now,
    /// It is still to come.
    Todo,
    /// It ended with a no.
    Refused,
    /// It was sent back.
    Returned,
}

impl Progress {
    /// Every kind of progress.
    pub const ALL: [Progress; 5] =
        [Progress::Done, Progress::Now, Progress::Todo, Progress::Refused, Progress::Returned];

    /// The value of `data-progress`.
    pub const fn name(self) -> &'static str {
        match self {
            Progress::Done => "done",
            Progress::Now => "now",
            Progress::Todo => "todo",
            Progress::Refused => "refused",
            Progress::Returned => "returned",
        }
    }

    /// The same in words, for those who do not see the colour.
    pub fn words(self) -> String {
        use crate::t;
        match self {
            Progress::Done => t!("progress-done"),
            Progress::Now => t!("progress-now"),
            Progress::Todo => t!("progress-todo"),
            Progress::Refused => t!("progress-refused"),
            Progress::Returned => t!("progress-returned"),
        }
    }
}
