//! Which part of one list is which of the other.

use std::collections::HashMap;
use std::hash::Hash;

/// A part that both lists have, or one of them.
#[derive(Debug, PartialEq)]
pub(super) enum Pair<'a, T> {
    Both(&'a T, &'a T),
    Old(&'a T),
    New(&'a T),
}

/// The parts of two lists by their keys, in the order of the new list, those that are gone after them. A key that a
/// draft has twice is the first, then the second.
pub(super) fn by_key<'a, T, K: Eq + Hash>(old: &'a [T], new: &'a [T], key: impl Fn(&'a T) -> K) -> Vec<Pair<'a, T>> {
    let mut waiting: HashMap<K, Vec<usize>> = HashMap::new();
    for (place, part) in old.iter().enumerate().rev() {
        waiting.entry(key(part)).or_default().push(place);
    }
    let mut is_gone = vec![true; old.len()];
    let mut pairs: Vec<Pair<'a, T>> = Vec::with_capacity(new.len());
    for part in new {
        match waiting.get_mut(&key(part)).and_then(Vec::pop) {
            Some(place) => {
                is_gone[place] = false;
                pairs.push(Pair::Both(&old[place], part));
            }
            None => pairs.push(Pair::New(part)),
        }
    }
    pairs.extend(old.iter().zip(is_gone).filter(|(_, is_gone)| *is_gone).map(|(part, _)| Pair::Old(part)));
    pairs
}

/// Whether the parts that both lists have stand in another order; of a key that is there twice counts the first.
pub(super) fn is_reordered<'a, T, K: Eq + Hash>(old: &'a [T], new: &'a [T], key: impl Fn(&'a T) -> K) -> bool {
    let mut places: HashMap<K, usize> = old.iter().enumerate().rev().map(|(place, part)| (key(part), place)).collect();
    let mut order = new.iter().filter_map(|part| places.remove(&key(part)));
    let mut last = 0;
    order.any(|place| std::mem::replace(&mut last, place) > place)
}

/// The parts of two lists that have no keys, each with its place from 1: what is the same in both is left out, and what
/// stands between the same parts is taken for what has changed.
pub(super) fn in_order<'a, T: PartialEq>(old: &'a [T], new: &'a [T]) -> Vec<(usize, Pair<'a, T>)> {
    let mut changed = Vec::new();
    let (mut at, mut now) = (0, 0);
    let same = common(old, new).into_iter().chain([(old.len(), new.len())]);
    for (old_end, new_end) in same {
        while at < old_end && now < new_end {
            changed.push((now + 1, Pair::Both(&old[at], &new[now])));
            (at, now) = (at + 1, now + 1);
        }
        changed.extend((now..new_end).map(|place| (place + 1, Pair::New(&new[place]))));
        changed.extend((at..old_end).map(|place| (place + 1, Pair::Old(&old[place]))));
        (at, now) = (old_end + 1, new_end + 1);
    }
    changed
}

/// The greatest table of lengths that is made to find what two lists have in common.
const MOST_LENGTHS: usize = 4_000_000;

/// The places of a longest sequence that both lists have; of lists that are very long, of what they begin and end with.
fn common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let first = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (&old[first..], &new[first..]);
    let last = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old_middle, new_middle) = (&old_rest[..old_rest.len() - last], &new_rest[..new_rest.len() - last]);
    let middle = match old_middle.len().saturating_mul(new_middle.len()) <= MOST_LENGTHS {
        true => longest_common(old_middle, new_middle),
        false => Vec::new(),
    };
    let end = (0..last).map(|place| (old.len() - last + place, new.len() - last + place));
    let middle = middle.into_iter().map(|(at, now)| (at + first, now + first));
    (0..first).map(|place| (place, place)).chain(middle).chain(end).collect()
}

fn longest_common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    // How long the longest is from each pair of places on.
    let mut longest = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for at in (0..old.len()).rev() {
        for now in (0..new.len()).rev() {
            longest[at][now] = match old[at] == new[now] {
                true => longest[at + 1][now + 1] + 1,
                false => longest[at + 1][now].max(longest[at][now + 1]),
            };
        }
    }
    let (mut at, mut now, mut found) = (0, 0, Vec::new());
    while at < old.len() && now < new.len() {
        if old[at] == new[now] {
            found.push((at, now));
            (at, now) = (at + 1, now + 1);
        } else if longest[at + 1][now] >= longest[at][now + 1] {
            at += 1;
        } else {
            now += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_put_between_others_is_new_and_the_others_are_the_same() {
        assert_eq!(in_order(&[1, 2, 3], &[1, 9, 2, 3]), [(2, Pair::New(&9))]);
        assert_eq!(in_order(&[1, 2, 3], &[1, 8, 3]), [(2, Pair::Both(&2, &8))]);
        assert_eq!(in_order(&[1, 2, 3], &[2, 3]), [(1, Pair::Old(&1))]);
        assert_eq!(in_order(&[1, 2, 3], &[1, 2, 3]), []);
    }

    #[test]
    fn a_key_that_is_there_twice_is_the_first_then_the_second() {
        assert_eq!(by_key(&[1, 1], &[1], |part| *part), [Pair::Both(&1, &1), Pair::Old(&1)]);
        assert!(!is_reordered(&[1, 2, 1], &[1, 2, 1], |part| *part));
        assert!(is_reordered(&[1, 2, 3], &[3, 1], |part| *part));
        assert!(!is_reordered(&[1, 2, 3], &[1, 9, 3], |part| *part));
    }
}
