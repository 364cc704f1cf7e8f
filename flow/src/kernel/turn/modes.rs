//! How several people at one node decide together.

use crate::id::OutcomeId;
use crate::kernel::seats::{Said, Seat, counted};
use crate::model::{Mode, Outcome, OutcomeKind, Vote};

/// What the answers so far amount to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// More answers are needed.
    Open,
    /// The node is decided, with this outcome.
    Decided(OutcomeId, OutcomeKind),
    /// No answer can decide it any more: not enough agree, and no outcome of the node refuses; or there were never enough
    /// places.
    Never,
}

/// What the answers so far amount to by the rule of the node.
pub(super) fn verdict(mode: &Mode, seats: &[Seat], outcomes: &[Outcome]) -> Verdict {
    match mode {
        Mode::Vote(vote) => count(vote, seats, outcomes),
        _ => decided(mode, seats, outcomes).into(),
    }
}

impl From<Option<(OutcomeId, OutcomeKind)>> for Verdict {
    fn from(decided: Option<(OutcomeId, OutcomeKind)>) -> Self {
        decided.map_or(Self::Open, |(outcome, kind)| Self::Decided(outcome, kind))
    }
}

/// The outcome of a node whose people are not counted, once it is decided.
fn decided(mode: &Mode, seats: &[Seat], outcomes: &[Outcome]) -> Option<(OutcomeId, OutcomeKind)> {
    let complete = || counted(seats).all(|place| place.says.is_some());
    match mode {
        // The first decision of whatever kind decides.
        Mode::Any => answers(seats).next().cloned(),
        // The first who refuses or returns decides; else all must have answered.
        Mode::All | Mode::Sequential => {
            objection(seats).or_else(|| complete().then(|| consent(seats, outcomes)).flatten())
        }
        // Everybody answers, then a single refusal refuses, and else a single return returns.
        Mode::Collect if complete() => objection(seats).or_else(|| consent(seats, outcomes)),
        Mode::Collect | Mode::Vote(_) => None,
    }
}

fn answers(seats: &[Seat]) -> impl Iterator<Item = &Said> {
    counted(seats).filter_map(|place| place.says)
}

/// The first refusal, else the first return.
fn objection(seats: &[Seat]) -> Option<Said> {
    let first = |kind: OutcomeKind| answers(seats).find(|(_, given)| *given == kind).cloned();
    first(OutcomeKind::Refuse).or_else(|| first(OutcomeKind::Return))
}

/// The outcome where everybody has answered and nobody objects. Who is neutral neither agrees nor refuses: not all have
/// agreed then, so the node's outcome is the neutral one.
fn consent(seats: &[Seat], outcomes: &[Outcome]) -> Option<Said> {
    common(OutcomeKind::Neutral, seats, outcomes).or_else(|| common(OutcomeKind::Agree, seats, outcomes))
}

/// Among the outcomes of a kind that were given, the one that the node names last, for a node names its outcomes from
/// the plainest yes to the most guarded one.
fn common(kind: OutcomeKind, seats: &[Seat], outcomes: &[Outcome]) -> Option<Said> {
    let given = |outcome: &&Outcome| outcome.kind == kind && answers(seats).any(|(id, _)| *id == outcome.id);
    outcomes.iter().rev().find(given).map(|outcome| (outcome.id.clone(), outcome.kind))
}

/// Agreed as soon as enough weight agrees; as soon as that cannot be reached any more, whatever was said against it,
/// and refused where everybody was neutral.
fn count(vote: &Vote, seats: &[Seat], outcomes: &[Outcome]) -> Verdict {
    let weight = |wanted: &dyn Fn(Option<OutcomeKind>) -> bool| -> u64 {
        let wanted = counted(seats).filter(|place| wanted(place.says.map(|(_, kind)| *kind)));
        wanted.map(|place| u64::from(place.weight)).sum()
    };
    let all = weight(&|_| true);
    let agreed = weight(&|kind| kind == Some(OutcomeKind::Agree));
    let open = weight(&|kind| kind.is_none());
    let enough = |agreed: u64| match (vote.count, vote.share) {
        (Some(count), _) => agreed >= u64::from(count),
        (None, share) => agreed * 100 >= all * u64::from(share.unwrap_or(51)),
    };
    if enough(agreed) {
        return common(OutcomeKind::Agree, seats, outcomes).into();
    }
    if enough(agreed + open) {
        return Verdict::Open;
    }
    if !enough(all) {
        // Nobody said anything against it: there are not as many people as have to agree.
        return Verdict::Never;
    }
    let usual = || outcomes.iter().find(|outcome| outcome.kind == OutcomeKind::Refuse);
    let against = objection(seats).or_else(|| usual().map(|outcome| (outcome.id.clone(), outcome.kind)));
    against.map_or(Verdict::Never, |(outcome, kind)| Verdict::Decided(outcome, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(id: &str, kind: OutcomeKind) -> Outcome {
        Outcome { id: id.into(), kind, name: None, opens: Vec::new(), opinion: false }
    }

    fn decided(mode: &Mode, answers: &[&str]) -> Option<String> {
        let outcomes = [
            outcome("back", OutcomeKind::Return),
            outcome("abstain", OutcomeKind::Neutral),
            outcome("yes", OutcomeKind::Agree),
            outcome("yesIf", OutcomeKind::Agree),
            outcome("no", OutcomeKind::Refuse),
        ];
        match verdict(mode, &seats(&outcomes, answers), &outcomes) {
            Verdict::Decided(outcome, _) => Some(outcome.to_string()),
            Verdict::Open | Verdict::Never => None,
        }
    }

    fn seats(outcomes: &[Outcome], answers: &[&str]) -> Vec<Seat> {
        let given = |answer: &str| outcomes.iter().find(|outcome| outcome.id == *answer);
        let seat = |answer: &&str| Seat {
            answer: given(answer).map(|outcome| (outcome.id.clone(), outcome.kind)),
            ..Seat::new(1)
        };
        answers.iter().map(seat).collect()
    }

    #[test]
    fn a_vote_that_nothing_refuses_may_never_be_decided() {
        let outcomes = [outcome("yes", OutcomeKind::Agree), outcome("perhaps", OutcomeKind::Neutral)];
        let vote = Mode::Vote(Vote { share: Some(60), count: None, weights: Vec::new() });
        for (answers, expected) in [
            (["perhaps", "yes", ""], Verdict::Open),
            (["perhaps", "perhaps", ""], Verdict::Never),
            (["yes", "yes", ""], Verdict::Decided("yes".into(), OutcomeKind::Agree)),
        ] {
            assert_eq!(verdict(&vote, &seats(&outcomes, &answers), &outcomes), expected, "{answers:?}");
        }
    }

    #[test]
    fn more_than_there_are_cannot_agree() {
        let outcomes = [outcome("yes", OutcomeKind::Agree), outcome("no", OutcomeKind::Refuse)];
        let vote = Mode::Vote(Vote { share: None, count: Some(3), weights: Vec::new() });
        for answers in [["", ""], ["yes", "yes"], ["no", ""]] {
            assert_eq!(verdict(&vote, &seats(&outcomes, &answers), &outcomes), Verdict::Never, "{answers:?}");
        }
    }

    #[test]
    fn each_mode_decides_when_its_rule_says_so() {
        let share = |share| Mode::Vote(Vote { share: Some(share), count: None, weights: Vec::new() });
        let cases: [(&Mode, &[&str], Option<&str>); 25] = [
            (&Mode::Any, &["", ""], None),
            (&Mode::Any, &["", "no"], Some("no")),
            (&Mode::All, &["yes", ""], None),
            (&Mode::All, &["yes", "yes"], Some("yes")),
            (&Mode::All, &["yesIf", "yes"], Some("yesIf")),
            (&Mode::All, &["no", ""], Some("no")),
            (&Mode::All, &["yes", "back", ""], Some("back")),
            (&Mode::All, &["abstain", ""], None),
            (&Mode::All, &["yes", "abstain"], Some("abstain")),
            (&Mode::Sequential, &["yes", ""], None),
            (&Mode::Sequential, &["back", ""], Some("back")),
            (&Mode::Collect, &["no", ""], None),
            (&Mode::Collect, &["no", "yes"], Some("no")),
            (&Mode::Collect, &["yes", "yesIf"], Some("yesIf")),
            (&Mode::Collect, &["back", ""], None),
            (&Mode::Collect, &["yes", "back"], Some("back")),
            (&Mode::Collect, &["back", "no"], Some("no")),
            (&Mode::Collect, &["abstain", "yes"], Some("abstain")),
            (&share(60), &["yes", "yes", ""], Some("yes")),
            (&share(60), &["yes", "abstain", "yes"], Some("yes")),
            (&share(60), &["yes", "no", ""], None),
            (&share(60), &["yes", "no", "no"], Some("no")),
            (&share(60), &["yes", "back", "abstain"], Some("back")),
            (&share(60), &["abstain", "abstain", ""], Some("no")),
            (&share(100), &["no", "", ""], Some("no")),
        ];
        for (mode, answers, expected) in cases {
            assert_eq!(decided(mode, answers).as_deref(), expected, "{mode:?} {answers:?}");
        }
    }
}
