//! Numbers out of order among headings: `（一）（三）（二）`.

use super::page::Page;
use super::series::series;
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;

pub(super) struct NumberingOrder;

impl Check for NumberingOrder {
    fn about(&self) -> About {
        About::new("numbering-order", "check-numbering-order", Group::Structure, Severity::Warning, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        for series in series(page) {
            for pair in series.members.windows(2) {
                let (before, after) = (pair[0], pair[1]);
                if after.number < before.number {
                    let message = Message::new("finding-numbering-order")
                        .with("before", page.words(before.label))
                        .with("after", page.words(after.label));
                    found.add_beside(page, after.label, &[page.place(before.label)], message);
                }
            }
        }
    }
}
