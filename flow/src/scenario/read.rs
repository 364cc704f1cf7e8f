//! From what is written to a step.

use super::model::{Doing, Handling, Step, Supervision, When};
use super::written::{THINGS, Urge, Withdraw, Written};

impl TryFrom<Written> for Step {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        if let Some(stranger) = written.stranger() {
            return Err(stranger);
        }
        match written {
            Written { refused: Some(tried), code, .. } => match Self::try_from(*tried)? {
                doing @ Self::Does(_) => Ok(Self::Refused { doing: Box::new(doing), code }),
                _ => Err("`refused` holds something that somebody tries, such as act, withdraw or urge".to_owned()),
            },
            Written { tasks: Some(tasks), .. } => Ok(Self::Tasks(tasks)),
            Written { stands: Some(end), .. } => Ok(Self::Stands(end)),
            Written { clock: Some(clock), .. } => clock_of(&clock),
            Written { forecast: Some(forecast), .. } => Ok(Self::Forecast(forecast)),
            other => doing(other).map(Self::Does),
        }
    }
}

fn doing(written: Written) -> Result<Doing, String> {
    match written {
        Written { act: Some(_), .. } => act(written),
        Written { withdraw: Some(Withdraw { by, reason }), .. } => Ok(Doing::Withdraw { by, reason }),
        Written { urge: Some(Urge { by }), .. } => Ok(Doing::Urge { by }),
        Written { message: Some(name), key, data, .. } => {
            Ok(Doing::Message { name, key: key.unwrap_or_default(), data: data.unwrap_or_default() })
        }
        Written { signal: Some(name), data, .. } => Ok(Doing::Signal { name, data: data.unwrap_or_default() }),
        Written { fail: Some(node), code, .. } => Ok(Doing::Fail { node, code }),
        by_somebody => by(by_somebody),
    }
}

/// What only somebody can do.
fn by(written: Written) -> Result<Doing, String> {
    let needs_by = || "it needs `by`: who does it".to_owned();
    let Written { by, reason, .. } = &written;
    let (by, reason) = (by.clone().ok_or_else(needs_by), reason.clone());
    let handle = |node, by, how| Ok(Doing::Handle { node, by, how, opinion: None });
    let supervise = |by, how, reason: Option<String>| {
        let reason = reason.ok_or("it needs `reason`: why the administrator does it")?;
        Ok(Doing::Supervise { by, how, reason })
    };
    match written {
        Written { claim: Some(node), .. } => handle(node, by?, Handling::Claim),
        Written { release: Some(node), .. } => handle(node, by?, Handling::Release),
        Written { recall: Some(node), .. } => {
            Ok(Doing::Handle { node, by: by?, how: Handling::Recall, opinion: reason })
        }
        Written { note: Some(text), people, .. } => {
            Ok(Doing::Note { by: by?, text, people: people.unwrap_or_default() })
        }
        Written { copy: Some(people), .. } => Ok(Doing::Copy { by: by?, people }),
        Written { suspend: Some(why), .. } => supervise(by?, Supervision::Suspend, Some(why)),
        Written { resume: Some(why), .. } => supervise(by?, Supervision::Resume, Some(why)),
        Written { terminate: Some(why), .. } => supervise(by?, Supervision::Terminate, Some(why)),
        Written { jump: Some(from), to, .. } => {
            let to = to.ok_or("`jump` needs `to`: where the token goes")?;
            supervise(by?, Supervision::Jump(from, to), reason)
        }
        Written { reschedule: Some(due), at, .. } => supervise(by?, Supervision::Reschedule(at, due), reason),
        Written { correct: Some(data), .. } => supervise(by?, Supervision::Correct(data), reason),
        Written { retry: Some(node), .. } => supervise(by?, Supervision::Retry(node), reason),
        Written { reassign: Some(node), transfer, .. } => {
            let to = transfer.ok_or("`reassign` needs `transfer`: who gets the task")?;
            supervise(by?, Supervision::Reassign(node, to), reason)
        }
        _ => Err(format!("a step is one of {}", THINGS.map(|(thing, _)| thing).join(", "))),
    }
}

/// What somebody does with their task.
fn act(written: Written) -> Result<Doing, String> {
    let Written { act, by, outcome, back, caller, transfer, add, people, drop, until, ask_transfer, .. } = written;
    let (data, opinion) = (written.data.unwrap_or_default(), written.opinion);
    let node = act.ok_or("`act` names a node")?;
    let by = by.ok_or("`act` needs `by`: who does it")?;
    let mut ways = Vec::new();
    ways.extend(back.map(|to| {
        let caller = caller.unwrap_or_default();
        Doing::Return { node: node.clone(), by: by.clone(), to, caller, opinion: opinion.clone() }
    }));
    ways.extend(transfer.map(|to| Doing::Transfer {
        node: node.clone(),
        by: by.clone(),
        to,
        opinion: opinion.clone(),
    }));
    let added = add.map(|help| Handling::Add(help, people.unwrap_or_default()));
    let handlings =
        [added, drop.map(Handling::Drop), until.map(Handling::AskTime), ask_transfer.map(Handling::AskTransfer)];
    ways.extend(handlings.into_iter().flatten().map(|how| Doing::Handle {
        node: node.clone(),
        by: by.clone(),
        how,
        opinion: opinion.clone(),
    }));
    if outcome.is_some() || written.outside.is_some() || ways.is_empty() {
        ways.push(Doing::Decide { node, by, outcome, data, opinion, outside: written.outside });
    }
    match (ways.pop(), ways.is_empty()) {
        (Some(doing), true) => Ok(doing),
        _ => Err("`act` has one of outcome, return, transfer, add, drop, until and ask_transfer".to_owned()),
    }
}

fn clock_of(clock: &str) -> Result<Step, String> {
    match clock.parse() {
        Ok(span) => Ok(Step::Later(span)),
        Err(no_span) => clock.parse::<When>().map(Step::At).map_err(|no_moment| format!("{no_span}; {no_moment}")),
    }
}
