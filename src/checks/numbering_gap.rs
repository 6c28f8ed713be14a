//! A skipped number: `（二）` followed by `（四）` among headings, `二是` by `四是` in running text.

use std::collections::HashSet;

use super::enumeration::slips;
use super::page::Page;
use super::series::series;
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;

pub(super) struct NumberingGap;

impl Check for NumberingGap {
    fn about(&self) -> About {
        About::new("numbering-gap", "check-numbering-gap", Group::Structure, Severity::Warning, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        for series in series(page) {
            let numbers: HashSet<u64> = series.members.iter().map(|member| member.number).collect();
            for (at, pair) in series.members.windows(2).enumerate() {
                let (before, after) = (pair[0], pair[1]);
                if after.number <= before.number + 1 {
                    continue;
                }
                // If the missing numbers occur elsewhere, the order is wrong rather than the count.
                if (before.number + 1..after.number).take(8).any(|number| numbers.contains(&number)) {
                    continue;
                }
                // `（二）`, a second `（二）` and then `（四）`: the second should be `（三）`, and is reported as repeated.
                let is_repeated = at > 0 && series.members[at - 1].number == before.number;
                let mistyped = after.number == before.number + 2 && is_repeated;
                if mistyped || super::numbering_missing::stands_between(page, before, after) {
                    continue;
                }
                let message = Message::new("finding-numbering-gap")
                    .with("before", page.words(before.label))
                    .with("after", page.words(after.label));
                found.add_beside(page, after.label, &[page.place(before.label)], message);
            }
        }
        for series in series(page).iter().filter(|series| !series.runs_on && series.members.len() > 1) {
            let first = series.members[0];
            if first.number > 1 && first.number <= 3 && !super::numbering_missing::stands_first(page, first) {
                let message = Message::new("finding-numbering-start").with("after", page.words(first.label));
                found.add(page, first.label, message);
            }
        }
        for slip in slips(page).iter().filter(|slip| !slip.repeated) {
            let message = Message::new("finding-numbering-gap")
                .with("before", page.words(slip.before))
                .with("after", page.words(slip.after));
            found.add_beside(page, slip.after, &[page.place(slip.before)], message);
        }
    }
}
