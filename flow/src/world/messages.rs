//! Messages and signals: from one instance to others, and from outside.

use std::collections::VecDeque;

use super::World;
use crate::id::{InstanceId, PersonId, ProcessKey};
use crate::kernel::{Command, FollowUp, Rejection, awaits};
use crate::process::FromOutside;

impl World {
    /// A message or a signal comes from outside. The first instance that waits for a message takes it, else one begins
    /// with it; every instance that waits for a signal hears it, and every process that begins with it begins.
    ///
    /// # Errors
    /// When nothing waits for it and nothing begins with it.
    pub fn receive(&mut self, command: &Command) -> Result<(), Rejection> {
        let mut asked = VecDeque::new();
        let is_received = self.hand_out(None, command, true, &mut asked);
        self.settle(asked);
        let name = command.from_outside().map_or("", FromOutside::name);
        if is_received { Ok(()) } else { Err(Rejection::NotExpected(name.to_owned())) }
    }

    /// Hands out a message or a signal, and tells whether it reached anything.
    pub(super) fn hand_out(
        &mut self,
        sender: Option<&InstanceId>,
        command: &Command,
        may_start: bool,
        asked: &mut VecDeque<(InstanceId, FollowUp)>,
    ) -> bool {
        let Some(event) = command.from_outside() else { return false };
        let for_all = matches!(event, FromOutside::Signal(_));
        let waits = self.instances.iter().filter(|instance| awaits(&instance.process, &instance.state, event));
        // In the instance that sends a signal it was heard when it was sent.
        let waits = waits.filter(|instance| !for_all || Some(&instance.id) != sender);
        let waits: Vec<InstanceId> = waits.map(|instance| instance.id.clone()).collect();
        let mut takes = waits.iter().filter(|id| self.carry_out(id, command, asked).is_ok());
        let is_taken = if for_all { takes.count() > 0 } else { takes.next().is_some() };
        let may_begin = may_start && (for_all || !is_taken);
        may_begin && self.begin_with(sender, command, event, asked) || is_taken
    }

    /// Begins an instance of every process that begins with a signal, or of the first one that does with a message.
    fn begin_with(
        &mut self,
        sender: Option<&InstanceId>,
        command: &Command,
        event: FromOutside<'_>,
        asked: &mut VecDeque<(InstanceId, FollowUp)>,
    ) -> bool {
        let sender = sender.map(|sender| self.initiator(sender));
        let begins = self.processes.iter().filter_map(|(key, process)| {
            let by = sender.clone().unwrap_or_else(|| self.answers_for(key));
            Some((key.clone(), command.beginning_at(process.begins_with(event)?, by, 1)?))
        });
        let begins: Vec<_> = begins.collect();
        let mut begun = begins.into_iter().filter(|(key, start)| self.begin(key, start.clone(), asked).is_ok());
        match event {
            FromOutside::Message(_) => begun.next().is_some(),
            FromOutside::Signal(_) => begun.count() > 0,
        }
    }

    /// A message that nobody waits for is kept until somebody does; a signal is heard now or never.
    pub(super) fn keep(&mut self, command: Command) {
        if matches!(command, Command::Deliver { .. }) {
            self.kept.push(command);
        }
    }

    /// Messages that were kept go to whoever waits for them now.
    pub(super) fn hand_out_kept(&mut self, asked: &mut VecDeque<(InstanceId, FollowUp)>) {
        for command in std::mem::take(&mut self.kept) {
            if !self.hand_out(None, &command, false, asked) {
                self.kept.push(command);
            }
        }
    }

    /// In whose name an instance begins that nobody starts: the first administrator of the process, else the first person.
    fn answers_for(&self, process: &ProcessKey) -> PersonId {
        let settings = self.processes.get(process).map(|process| &process.definition().settings);
        let named = settings.and_then(|settings| settings.administrators.first());
        named.or_else(|| self.organisation.people.keys().next()).cloned().unwrap_or_else(|| PersonId::from(""))
    }
}
