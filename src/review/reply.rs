//! Replies to a note, and how two lists of them are merged.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::Time;

/// A reply to a note. It has no id: replies with equal fields are one reply.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reply {
    /// Name of the person who replied; empty if unknown.
    #[serde(default)]
    pub author: String,
    /// Time of the reply.
    #[serde(default)]
    pub at: Time,
    /// Plain text; lines end in `\n`.
    pub body: String,
}

impl Reply {
    /// A reply written now.
    #[must_use]
    pub fn new(author: &str, body: &str) -> Self {
        Self { author: author.to_owned(), at: Time::now(), body: body.to_owned() }
    }
}

/// The replies of both lists, each once, without those of `base` that one list no longer has. Sorted by time; equal
/// times by author and text, so that both sides get the same list.
pub(super) fn merged(base: &[Reply], left: &[Reply], right: &[Reply]) -> Vec<Reply> {
    if left == right {
        return left.to_vec();
    }
    let set = |list: &'_ [Reply]| list.iter().cloned().collect::<HashSet<Reply>>();
    let (before, on_left, on_right) = (set(base), set(left), set(right));
    let mut taken: HashSet<&Reply> = HashSet::new();
    let stays =
        |reply: &&Reply| !before.contains(*reply) || on_left.contains(*reply) && on_right.contains(*reply);
    let kept = left.iter().chain(right).filter(stays).filter(|reply| taken.insert(reply));
    let mut kept: Vec<Reply> = kept.cloned().collect();
    kept.sort_by_cached_key(|reply| (reply.at.instant(), reply.author.clone(), reply.body.clone()));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(author: &str, at: &str, body: &str) -> Reply {
        Reply { author: author.into(), at: at.into(), body: body.into() }
    }

    #[test]
    fn replies_of_both_sides_stand_once_in_order_of_time() {
        let (first, second) =
            (reply("甲", "2026-01-05T09:00:00+08:00", "一"), reply("乙", "2026-01-05T02:00:00Z", "二"));
        let third = reply("甲", "2026-01-05T11:00:00+08:00", "三");
        let (left, right) = ([first.clone(), third.clone()], [first.clone(), second.clone()]);
        let all = [first.clone(), second.clone(), third.clone()];
        assert_eq!(merged(&[], &left, &right), all);
        assert_eq!(merged(&[], &right, &left), all);
        assert_eq!(merged(&[], &all, &left), all, "nothing is doubled");
        assert_eq!(
            merged(&left, std::slice::from_ref(&third), &left),
            std::slice::from_ref(&third),
            "what one side removed is gone"
        );
        assert_eq!(merged(std::slice::from_ref(&second), &left, &right), [first, third]);
    }
}
