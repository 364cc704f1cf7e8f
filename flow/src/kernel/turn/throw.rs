//! Events that a token brings about.

use feel::{Expression, Value};

use super::{Halt, Turn};
use crate::id::FieldId;
use crate::kernel::circumstance::{Ended, Failure, Incident, Thrown};
use crate::kernel::data::Data;
use crate::kernel::event::Event;
use crate::kernel::visit::VisitId;
use crate::process::{Step, Throw, Work};
use crate::text::Text;

impl Turn<'_> {
    /// Brings something about; then the token goes on, or ends.
    pub(super) fn bring_about(&mut self, visit: VisitId, step: &Step, throw: &Throw) -> Result<(), Halt> {
        match throw {
            Throw::Nothing => self.go_on_after(visit, step),
            Throw::Message(name, key, says) => match self.message(visit, name, key.as_ref(), says) {
                Ok(thrown) => {
                    self.happens(Event::Thrown { visit, thrown });
                    self.go_on_after(visit, step)
                }
                Err(incident) => self.stop_at(visit, incident),
            },
            Throw::Signal(name, says) => match self.says(visit, says) {
                Ok(data) => {
                    let thrown = Thrown::Signal { name: name.clone(), data: data.clone() };
                    self.happens(Event::Thrown { visit, thrown });
                    self.signalled(name, &data)?;
                    self.go_on_after(visit, step)
                }
                Err(incident) => self.stop_at(visit, incident),
            },
            Throw::Escalation(code) => {
                self.happens(Event::Thrown { visit, thrown: Thrown::Escalation { code: code.clone() } });
                if let Some((around, event)) = self.expects(visit, false, throw) {
                    self.catch(around, self.process.at(event), &Data::new())?;
                }
                self.go_on_after(visit, step)
            }
            Throw::Error(code) => self.give_up(visit, step, code.clone()),
            Throw::Compensation(_) => {
                self.happens(Event::Thrown { visit, thrown: Thrown::Compensation });
                self.take_back_next(visit)
            }
            Throw::Cancel => {
                self.happens(Event::Thrown { visit, thrown: Thrown::Cancel });
                self.take_back_next(visit)
            }
        }
    }

    /// The token of a step that has brought something about goes on, unless that took it away.
    pub(super) fn go_on_after(&mut self, visit: VisitId, step: &Step) -> Result<(), Halt> {
        if !self.state.is_running() || !self.state.is_active(visit) {
            return Ok(());
        }
        match &step.work {
            Work::End(result, _) => self.reach_end(visit, step, *result),
            _ => self.pass(visit, step),
        }
    }

    /// An error ends what is around it, up to whoever expects it; when nobody does, the instance.
    fn give_up(&mut self, visit: VisitId, step: &Step, code: Option<String>) -> Result<(), Halt> {
        self.happens(Event::Thrown { visit, thrown: Thrown::Error { code: code.clone() } });
        self.complete(visit, None, None);
        if let Some((around, event)) = self.expects(visit, false, &Throw::Error(code.clone())) {
            return self.catch(around, self.process.at(event), &Data::new());
        }
        let reason = Some(Incident::Failed { code: code.clone() }.message());
        let (end, error) = (Some(step.id.clone()), Some(Failure { code }));
        self.end(Ended::Terminated { end, by: None, reason, error });
        Ok(())
    }

    /// A transaction is given up once its work is taken back: its token goes on from the boundary event for that.
    pub(super) fn give_up_transaction(&mut self, visit: VisitId, step: &Step) -> Result<(), Halt> {
        self.complete(visit, None, None);
        if let Some((around, event)) = self.expects(visit, false, &Throw::Cancel) {
            return self.catch(around, self.process.at(event), &Data::new());
        }
        let reason = Text::each("事务已取消", "the transaction was given up");
        self.end(Ended::Terminated { end: Some(step.id.clone()), by: None, reason: Some(reason), error: None });
        Ok(())
    }

    fn message(
        &self,
        visit: VisitId,
        name: &str,
        key: Option<&Expression>,
        says: &[(FieldId, Expression)],
    ) -> Result<Thrown, Incident> {
        let key = key.map(|key| self.yields(key, &self.scope_at(Some(visit)))).transpose()?.unwrap_or(Value::Null);
        Ok(Thrown::Message { name: name.to_owned(), key, data: self.says(visit, says)? })
    }

    fn says(&self, visit: VisitId, says: &[(FieldId, Expression)]) -> Result<Data, Incident> {
        let scope = self.scope_at(Some(visit));
        says.iter().map(|(name, value)| Ok((name.clone(), self.yields(value, &scope)?))).collect()
    }

    fn stop_at(&mut self, visit: VisitId, incident: Incident) -> Result<(), Halt> {
        self.stop(visit, incident);
        Ok(())
    }
}
