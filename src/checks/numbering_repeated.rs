//! A repeated number: `（二）` followed by `（二）` among headings, `二是` by `二是` in running text.

use super::enumeration::slips;
use super::page::Page;
use super::series::series;
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;

pub(super) struct NumberingRepeated;

impl Check for NumberingRepeated {
    fn about(&self) -> About {
        About::new(
            "numbering-repeated",
            "check-numbering-repeated",
            Group::Structure,
            Severity::Warning,
            true,
        )
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        for series in series(page) {
            for pair in series.members.windows(2) {
                let (before, after) = (pair[0], pair[1]);
                if before.number == after.number {
                    let message =
                        Message::new("finding-numbering-repeated").with("label", page.words(after.label));
                    found.add_beside(page, after.label, &[page.place(before.label)], message);
                }
            }
        }
        for slip in slips(page).iter().filter(|slip| slip.repeated) {
            let message = Message::new("finding-numbering-repeated").with("label", page.words(slip.after));
            found.add_beside(page, slip.after, &[page.place(slip.before)], message);
        }
    }
}
