/// Where something stands in a file; both count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: u32,
    pub(super) column: u32,
}

/// What a file says, with its places, before it is known what it should say.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    pub(super) place: Place,
    pub(super) what: What,
}

#[derive(Debug, Clone)]
pub(super) enum What {
    Null,
    Bool(bool),
    /// As it is written, so that no digit is lost.
    Number(String),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<Entry>),
    /// Was wrong, was reported, and is passed over.
    Gone,
    /// Was missing, was reported, and is whatever is wanted.
    Invented,
}

/// A key and its value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) place: Place,
    pub(super) value: Tree,
}

/// A step from a tree into one of its parts: the place in the list, or of the entry in the map.
pub(super) type Step = usize;

impl Tree {
    /// The part at the end of a path.
    pub(super) fn part(&mut self, path: &[Step]) -> Option<&mut Self> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        let next = match &mut self.what {
            What::List(items) => items.get_mut(*first),
            What::Map(entries) => entries.get_mut(*first).map(|entry| &mut entry.value),
            _ => None,
        };
        next?.part(rest)
    }

    /// What stands under a key, when this is a map that has it.
    pub(super) fn under(&self, key: &str) -> Option<&Self> {
        match &self.what {
            What::Map(entries) => entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value),
            _ => None,
        }
    }

    /// The text under a key, when this is a map that has it.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.under(key)?.as_text()
    }

    fn as_text(&self) -> Option<&str> {
        match &self.what {
            What::Text(text) => Some(text),
            _ => None,
        }
    }

    /// How many lists and maps stand in one another here.
    #[cfg(feature = "yaml")]
    pub(super) fn height(&self) -> usize {
        let below = match &self.what {
            What::List(items) => items.iter().map(Self::height).max(),
            What::Map(entries) => entries.iter().map(|entry| entry.value.height()).max(),
            _ => return 0,
        };
        below.unwrap_or_default() + 1
    }

    /// Whether this is a map in which that key was wrong and is passed over.
    pub(super) fn lost(&self, key: &str) -> bool {
        match &self.what {
            What::Map(entries) => {
                entries.iter().any(|entry| entry.key == key && matches!(entry.value.what, What::Gone))
            }
            _ => false,
        }
    }

    /// A path in words, such as `nodes[decide].limit.unit`, and the id of the innermost thing on it that has one.
    pub(super) fn describe(&self, path: &[Step]) -> (String, Option<String>) {
        let mut words = String::new();
        let mut element = None;
        let mut here = self;
        for step in path {
            let next = match &here.what {
                What::List(items) => {
                    let Some(item) = items.get(*step) else { break };
                    match item.text("id") {
                        Some(id) => words.push_str(&format!("[{id}]")),
                        None => words.push_str(&format!("[{}]", step + 1)),
                    }
                    item
                }
                What::Map(entries) => {
                    let Some(entry) = entries.get(*step) else { break };
                    if !words.is_empty() {
                        words.push('.');
                    }
                    words.push_str(&entry.key);
                    &entry.value
                }
                _ => break,
            };
            if let Some(id) = next.text("id") {
                element = Some(id.to_owned());
            }
            here = next;
        }
        (words, element)
    }
}
