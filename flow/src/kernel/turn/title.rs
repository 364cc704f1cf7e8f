//! What an instance is called: its title follows its data.

use super::Turn;
use crate::id::PersonId;
use crate::kernel::data::Data;
use crate::kernel::event::Event;
use crate::kernel::visit::VisitId;
use crate::process::Scope;
use crate::text::Text;

impl Turn<'_> {
    /// Writes fields, names the instance anew when its title speaks of them, and counts limits again that are counted
    /// from one of them.
    pub(in crate::kernel) fn write_down(&mut self, data: Data, by: Option<PersonId>, visit: Option<VisitId>) {
        if data.is_empty() {
            return;
        }
        let renames = self.process.is_named_after(&data);
        self.happens(Event::Written { data, by, visit });
        if renames {
            self.retitle();
        }
        self.follow_dates();
    }

    /// Names the instance anew, when what it is called has changed.
    pub(in crate::kernel) fn retitle(&mut self) {
        let Some(header) = self.state.header.as_deref() else { return };
        let scope = Scope::new(self.process, &self.state, self.context);
        let definition = self.process.definition();
        let title = match self.process.title() {
            Some(template) => template.fill(&scope),
            None => definition.name.clone(),
        };
        let (title, summary) =
            (shortened(title), self.process.summary().map(|template| shortened(template.fill(&scope))));
        if title != header.title || summary != header.summary {
            self.happens(Event::Titled { title, summary });
        }
    }
}

/// Titles are lines, not pages.
fn shortened(text: Text) -> Text {
    text.map(|words| words.chars().take(300).collect()).settled()
}
