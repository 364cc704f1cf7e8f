//! Whether every instance of a process can come to an end, decided before one is started.
//!
//! # What sound means
//!
//! A **marking** says where the tokens of an instance are. Tokens move as in [`kernel`](crate::kernel), except that what
//! depends on data, people or the world is open: a condition may hold or not (those that say nothing but `true` or `false`,
//! or look at nothing but the outcome of the node, are known), any outcome may be chosen, any event may come, any work may
//! fail whose failure is expected. A process is sound when
//!
//! - from every marking that tokens can come to, an end can be reached: the last token has ended, or something has ended
//!   the instance (option to complete), and
//! - every node can be entered (no dead node).
//!
//! These are two of the three conditions of van der Aalst's soundness of workflow nets; the third, that nothing is left
//! when the end is reached, is the first one here, since in BPMN an instance has ended when no token is left. So several
//! tokens at plain ends are no fault, and a token that waits at a join for ever is one:
//!
//! | fault | what is wrong |
//! | --- | --- |
//! | [`Deadlock`](FaultKind::Deadlock) | no token can move, and one waits at a join |
//! | [`LeftBehind`](FaultKind::LeftBehind) | the same at a join that has opened before: one token too many came |
//! | [`EndlessLoop`](FaultKind::EndlessLoop) | tokens can move for ever, and reach no end |
//! | [`DeadNode`](FaultKind::DeadNode) | nothing enters it |
//!
//! [`MeetsTwice`](FaultKind::MeetsTwice) is told and is no fault.
//!
//! Sending a matter back leads to a marking that tokens had come to before, so that it adds nothing. What can interrupt a
//! scope from outside ends a loop in it, and helps no token that is stuck: the kernel reports that at once.
//!
//! # How it is decided
//!
//! 1. Each scope, the process or a sub-process, becomes a net of its own (`scope`, `draw`). To what surrounds it a
//!    sub-process is work that may complete, end the instance, or bring about what is expected further out. What events
//!    begin is a scope too, and so is what begins at the side of work and never meets the rest. Work that is done several
//!    times is examined once.
//! 2. The net is drawn together (`reduce`): sequences, choices, loops and blocks that match vanish, as in the reduction of
//!    Petri nets. What is structured is decided by that alone, in time that grows with its size.
//! 3. Of what is left the markings are looked at (`space`), one token at a time where tokens cannot hinder each other
//!    (Valmari's stubborn sets), all of them where an inclusive join or a complex gateway looks at all.
//! 4. A set of markings that lead to one another and nowhere else is a fault, unless it is an end (`faults`). The way
//!    there, which every exit of the net carries along, is the counter-example.
//!
//! # What the bound means
//!
//! At most 20,000 markings of a scope are looked at, and at most three tokens at a place. A fault that was found is one. When
//! there is more to look at and no fault was found, the verdict is [`Verdict::Undecided`]: it is not known.
//! The bound is counted, never timed, so that the answer is the same everywhere.
//!
//! # From where tokens are
//!
//! [`can_complete`] asks the same from any [`Marking`]: of a running instance, or of one whose tokens somebody wants to
//! move.

mod dominators;
mod draw;
mod examine;
mod faults;
mod leaving;
mod marking;
mod net;
mod path;
mod reduce;
mod replay;
mod scope;
mod space;
mod upstream;
mod verdict;

pub use marking::{Marking, Token, can_complete};
pub use verdict::{Analysis, Fault, FaultKind, Hindrance, Passage, Verdict};

use crate::process::Process;

/// Decides whether a process is sound.
pub fn analyse(process: &Process) -> Analysis {
    examine::Examiner::of(process).analysis()
}
