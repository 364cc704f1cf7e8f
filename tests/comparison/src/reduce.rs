//! From an expression whose answers differ to the smallest ones in it whose answers differ.

use crate::here::{Here, literal};
use crate::other::{UNREAD, Worker};

/// An expression whose answers differ though those of its parts do not.
#[derive(Clone)]
pub(crate) struct Difference {
    pub(crate) text: String,
    pub(crate) here: String,
    pub(crate) there: String,
}

/// Both implementations, and what the names mean to them.
pub(crate) struct Both<'b> {
    pub(crate) here: Here<'b>,
    pub(crate) there: &'b mut Worker,
}

impl Both<'_> {
    /// The difference between the answers, if there is one.
    pub(crate) fn compare(&mut self, text: &str) -> Option<Difference> {
        let here = self.here.answer(text);
        let there = self.there.answer(&self.here.scope.to_string(), text);
        (here != there).then(|| Difference { text: text.to_owned(), here, there })
    }

    /// The smallest differences that explain one.
    ///
    /// Every part that was evaluated is evaluated by itself, with the values that its names had. Then the parts give
    /// way to their values: what differs still is a difference of the expression itself.
    pub(crate) fn reduce(&mut self, whole: Difference) -> Vec<Difference> {
        let mut found = Vec::new();
        let mut settled = whole.text.clone();
        let mut is_settled = true;
        for part in self.here.parts(&whole.text).into_iter().rev() {
            let known = found.len();
            for (text, _) in &part.instances {
                if let Some(difference) = self.compare(text) {
                    is_settled &= !difference.there.starts_with(UNREAD);
                    found.extend(self.reduce(difference));
                }
            }
            let value = literal(&part.instances[0].1);
            if part.instances.iter().all(|(_, other)| literal(other) == value) {
                settled.replace_range(part.span, &value);
            } else {
                is_settled &= found.len() == known;
            }
        }
        if is_settled {
            let canonical = self.here.read(&settled).map_or(settled.clone(), |read| feel::format(&read));
            found.extend(self.compare(&canonical).or_else(|| self.compare(&settled)));
        }
        if !found.is_empty() {
            return found;
        }
        if !whole.there.starts_with(UNREAD) {
            return vec![whole];
        }
        // What is not read as it stands can differ for other reasons as well.
        let separated = self.here.parenthesised(&whole.text);
        let found = self.compare(&separated).filter(|difference| !difference.there.starts_with(UNREAD));
        let mut found = found.map(|difference| self.reduce(difference)).unwrap_or_default();
        found.push(self.shrink(whole));
        found
    }

    /// The same difference where as many parts as possible gave way to their values, one by one: for what is not read
    /// as a whole though each part of it is.
    fn shrink(&mut self, mut whole: Difference) -> Difference {
        let mut at = 0;
        while let Some((span, value)) = self.here.all_parts(&whole.text).into_iter().nth(at) {
            at += 1;
            if whole.text[span.clone()] == value {
                continue;
            }
            let mut simpler = whole.text.clone();
            simpler.replace_range(span, &value);
            if let Some(difference) = self.compare(&simpler)
                && difference.there.starts_with(UNREAD)
            {
                whole = difference;
            }
        }
        whole
    }
}
