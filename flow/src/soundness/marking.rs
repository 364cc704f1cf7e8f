use super::draw::Begins;
use super::examine::Examiner;
use super::space::MOST_MARKINGS;
use super::verdict::{Fault, FaultKind, Hindrance};
use crate::id::EdgeId;
use crate::kernel::{State, VisitId};
use crate::process::{Process, StepIndex, Work};

/// Where the tokens of an instance are, or could be put: the state that soundness is about, without data, people and
/// time. That of a running instance is [`Marking::of`]; whoever wants to move tokens makes the one that would come of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marking {
    /// Each token, in no particular order; the same may be there twice.
    pub tokens: Vec<Token>,
}

/// Where a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// At a step, where something is still to be done.
    At(StepIndex),
    /// Waiting at a join for others.
    Waiting {
        /// The join.
        join: StepIndex,
        /// The edge that it came along.
        edge: EdgeId,
    },
    /// Come to a complex gateway that has opened with it and waits for the rest.
    Opened {
        /// The gateway.
        join: StepIndex,
        /// The edges that tokens came along.
        edges: Vec<EdgeId>,
    },
    /// Gone on from work that is done several times, of which the rest is open: its markings, where it is a sub-process.
    Rest(StepIndex, Vec<Marking>),
    /// At a sub-process that is open, with the tokens inside: a marking for each time that it is done.
    Within(StepIndex, Vec<Marking>),
}

impl Marking {
    /// Where the tokens of an instance are.
    pub fn of(process: &Process, state: &State) -> Self {
        Self::within(process, state, None)
    }

    fn within(process: &Process, state: &State, around: Option<VisitId>) -> Self {
        let waiting = state.waiting.iter().filter(|(from, _)| state.around(*from) == around);
        let waiting = waiting
            .filter_map(|(_, edge)| Some(Token::Waiting { join: process.leads_to(edge)?.index, edge: edge.clone() }));
        // What takes work back is no token of its own: the one that asked for it waits.
        let here = state.active().filter(|(_, visit)| visit.within == around && visit.takes_back_for.is_none());
        let there = here.filter_map(|(id, visit)| {
            let step = process.step(&visit.node)?;
            if step.sub().is_none() {
                return Some(if visit.is_left() { Token::Rest(step.index, Vec::new()) } else { Token::At(step.index) });
            }
            let inner = match step.is_whole(visit) {
                true => state.active().filter(|(_, time)| time.within == Some(id)).map(|(time, _)| time).collect(),
                false => vec![id],
            };
            let inner = inner.into_iter().map(|time| Self::within(process, state, Some(time)));
            let inner = inner.collect();
            Some(if visit.is_left() { Token::Rest(step.index, inner) } else { Token::Within(step.index, inner) })
        });
        let opened = state.opened.iter().filter(|visit| state.around(**visit) == around);
        let opened = opened.filter_map(|visit| {
            let visit = state.visit(*visit)?;
            Some(Token::Opened { join: process.step(&visit.node)?.index, edges: visit.edges.to_vec() })
        });
        Self { tokens: there.chain(waiting).chain(opened).collect() }
    }
}

/// Whether instances can be relied on to complete from where their tokens are: whatever is decided and whatever comes,
/// an end can still be reached, and no token stays behind at a join. It says so too when there are no tokens.
///
/// Only what tokens can come to from there is looked at: a process with a fault may be completed from many a marking.
///
/// # Errors
/// The first fault that tokens can come to, with the way to it; or that there are too many markings to tell.
pub fn can_complete(process: &Process, marking: &Marking) -> Result<(), Hindrance> {
    let examiner = Examiner::of_sub_processes(process);
    complete_within(process, &examiner, None, marking)
}

fn complete_within(
    process: &Process,
    examiner: &Examiner<'_>,
    scope: Option<StepIndex>,
    marking: &Marking,
) -> Result<(), Hindrance> {
    let mut begins = Vec::with_capacity(marking.tokens.len());
    for token in &marking.tokens {
        match token {
            Token::At(step) => begins.push(Begins::At(*step)),
            Token::Waiting { join, edge } => {
                let step = process.at(*join);
                let Some(place) = step.place_of(edge).filter(|_| step.joins()) else {
                    let fault = Fault { kind: FaultKind::Deadlock, at: step.id.clone(), path: Vec::new() };
                    return Err(Hindrance::Fault(fault));
                };
                begins.push(Begins::On(*join, place));
            }
            Token::Opened { join, edges } => {
                let step = process.at(*join);
                let is_one = matches!(step.work, Work::Complex(_)) && step.joins();
                let places = edges.iter().filter(|_| is_one).filter_map(|edge| step.place_of(edge));
                begins.extend(places.map(|place| Begins::Opened(*join, place)));
            }
            Token::Rest(sub, inner) => {
                inner.iter().try_for_each(|inner| complete_within(process, examiner, Some(*sub), inner))?;
            }
            Token::Within(sub, inner) => {
                inner.iter().try_for_each(|inner| complete_within(process, examiner, Some(*sub), inner))?;
                // What an event began stands beside the flow.
                if !process.at(*sub).is_event_sub_process() {
                    begins.push(Begins::At(*sub));
                }
            }
        }
    }
    if begins.is_empty() {
        return Ok(());
    }
    let run = examiner.run(scope, &begins);
    match run.faults.into_iter().next() {
        Some(fault) => Err(Hindrance::Fault(fault)),
        None if run.decided => Ok(()),
        None => Err(Hindrance::Undecided { bound: MOST_MARKINGS }),
    }
}
