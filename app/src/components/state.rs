//! The families of colour that mean a state.

pub use crate::port::State;

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

/// Nothing to do about it, as long as nobody says otherwise.
impl Default for State {
    fn default() -> Self {
        State::Idle
    }
}

/// How far one step of something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepState {
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

impl StepState {
    /// Every kind of progress.
    pub const ALL: [StepState; 5] =
        [StepState::Done, StepState::Now, StepState::Todo, StepState::Refused, StepState::Returned];

    /// The value of `data-progress`.
    pub const fn name(self) -> &'static str {
        match self {
            StepState::Done => "done",
            StepState::Now => "now",
            StepState::Todo => "todo",
            StepState::Refused => "refused",
            StepState::Returned => "returned",
        }
    }

    /// The same in words, for those who do not see the colour.
    pub fn words(self) -> String {
        use crate::t;
        match self {
            StepState::Done => t!("progress-done"),
            StepState::Now => t!("progress-now"),
            StepState::Todo => t!("progress-todo"),
            StepState::Refused => t!("progress-refused"),
            StepState::Returned => t!("progress-returned"),
        }
    }
}
