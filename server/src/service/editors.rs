//! Who is at which definition just now, so that people at the same one see one another.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use app::port::{Editor, Here, Others, Problem};
use flow::id::{PersonId, ProcessKey};
use flow::time::Moment;

use super::definitions::may;
use super::naming::Names;
use super::permission::Action;
use super::{Service, Subject, problems};

/// For how many milliseconds somebody is there who says nothing more.
const STAYS: i64 = 30_000;

/// How many open pages of one definition are remembered. Whoever comes when it is full is not seen, and sees the others.
const MOST_AT_ONE: usize = 50;

/// At how many definitions.
const MOST_DEFINITIONS: usize = 1_000;

/// The longest name of an open page, in characters.
const LONGEST_EDITOR: usize = 40;

/// The longest name of what somebody works on.
const LONGEST_ELEMENT: usize = 200;

/// Who is where. It lives in memory: after a restart everybody says it again.
#[derive(Debug, Default)]
pub(super) struct Editors(Mutex<HashMap<ProcessKey, Vec<Present>>>);

/// An open page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Present {
    person: PersonId,
    editor: String,
    element: Option<String>,
    until: Moment,
}

impl Present {
    fn is_page(&self, other: &Self) -> bool {
        (&self.person, &self.editor) == (&other.person, &other.editor)
    }
}

impl Editors {
    /// Remembers an open page and tells the others.
    fn come(&self, process: &ProcessKey, page: Present, now: Moment) -> Vec<Present> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.contains_key(process) && all.len() >= MOST_DEFINITIONS {
            all.retain(|_, present| present.iter().any(|page| page.until > now));
            if all.len() >= MOST_DEFINITIONS {
                return Vec::new();
            }
        }
        let present = all.entry(process.clone()).or_default();
        present.retain(|page| page.until > now);
        let others = present.iter().filter(|other| !other.is_page(&page)).cloned().collect();
        let room = present.len() < MOST_AT_ONE;
        match present.iter_mut().find(|known| known.is_page(&page)) {
            Some(known) => *known = page,
            None if room => present.push(page),
            None => {}
        }
        others
    }

    /// Forgets an open page and tells the others.
    fn leave(&self, process: &ProcessKey, page: &Present, now: Moment) -> Vec<Present> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(present) = all.get_mut(process) else { return Vec::new() };
        present.retain(|other| other.until > now && !other.is_page(page));
        let others = present.clone();
        if others.is_empty() {
            all.remove(process);
        }
        others
    }
}

impl Service {
    pub(super) async fn design_here(&self, me: &Subject, process: &ProcessKey, here: Here) -> Result<Others, Problem> {
        may(me, Action::Change)?;
        let Here { editor, element, leaving } = here;
        if !(1..=LONGEST_EDITOR).contains(&editor.chars().count()) {
            return Err(problems::field("editor", "too_long", "须为 1 到 40 个字符", "It has 1 to 40 characters"));
        }
        if element.as_ref().is_some_and(|element| element.chars().count() > LONGEST_ELEMENT) {
            return Err(problems::field("element", "too_long", "最多 200 个字符", "It has at most 200 characters"));
        }
        let latest = self.latest(process).await?.ok_or_else(problems::not_found)?;
        let now = self.now();
        let page = Present { person: me.person.clone(), editor, element, until: now.plus_millis(STAYS) };
        let editors = &self.0.editors;
        let others = if leaving { editors.leave(process, &page, now) } else { editors.come(process, page, now) };
        let organisation = self.organisation();
        let names = Names::new(&organisation, now);
        let told = |Present { person, editor, element, .. }| Editor { person: names.person(&person), element, editor };
        Ok(Others { editors: others.into_iter().map(told).collect(), revision: latest.revision().to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(person: &str, editor: &str, now: i64) -> Present {
        Present { person: person.into(), editor: editor.to_owned(), element: None, until: Moment(now + STAYS) }
    }

    fn come(editors: &Editors, process: &str, person: &str, now: i64) -> usize {
        editors.come(&process.into(), page(person, "a", now), Moment(now)).len()
    }

    #[test]
    fn whoever_says_nothing_more_is_forgotten() {
        let editors = Editors::default();
        assert_eq!(come(&editors, "P", "ann", 0), 0);
        assert_eq!(come(&editors, "P", "bob", STAYS - 1), 1);
        assert_eq!(come(&editors, "Q", "bob", STAYS - 1), 0, "at another definition");
        assert_eq!(come(&editors, "P", "bob", STAYS), 0);
    }

    #[test]
    fn two_pages_of_one_person_see_one_another() {
        let editors = Editors::default();
        let (process, now) = (ProcessKey::from("P"), Moment(0));
        editors.come(&process, page("ann", "a", 0), now);
        assert_eq!(editors.come(&process, page("ann", "b", 0), now), [page("ann", "a", 0)]);
        assert_eq!(editors.leave(&process, &page("ann", "b", 0), now), [page("ann", "a", 0)]);
        assert_eq!(editors.leave(&process, &page("ann", "a", 0), now), []);
    }

    #[test]
    fn only_so_many_are_remembered() {
        let editors = Editors::default();
        for person in 0..2 * MOST_AT_ONE {
            assert_eq!(come(&editors, "P", &person.to_string(), 0), person.min(MOST_AT_ONE));
        }
        for process in 0..2 * MOST_DEFINITIONS {
            come(&editors, &process.to_string(), "ann", 0);
        }
        assert_eq!(editors.0.lock().unwrap().len(), MOST_DEFINITIONS);
        come(&editors, "late", "ann", STAYS);
        assert_eq!(editors.0.lock().unwrap().len(), 1, "those that left make room");
    }
}
