//! Corresponding sections of the reports in two panes, for the outline. A worker takes them from the headings of the
//! comparison row by row, whenever two panes show other reports than before.

use std::sync::Arc;

use super::messages::PaneEffect;
use super::pairing::SectionPair;
use crate::session::context::Context;
use crate::session::library::{Document, Library, ReportId};
use crate::session::request::{Request, Ticket};

/// Maximum length of a report, in visible characters, whose sections are paired automatically.
const MAX_CHARACTERS: usize = 300_000;

/// Corresponding sections of the reports in two panes.
#[derive(Clone, Debug, Default)]
pub struct SectionPairs {
    /// The left and the right report, each with the address of the text that was read.
    of: Option<[(ReportId, usize); 2]>,
    request: Request<Vec<SectionPair>>,
}

impl SectionPairs {
    /// The two reports and their pairs; `None` unless at least two sections correspond.
    #[must_use]
    pub fn shown(&self) -> Option<([ReportId; 2], &[SectionPair])> {
        let pairs = self.request.result()?;
        let together = pairs.iter().filter(|(left, right)| left.is_some() && right.is_some()).count();
        let reports = self.of?.map(|(report, _)| report);
        (together > 1).then_some((reports, pairs))
    }

    /// Requests the pairs of the reports that two panes show, unless they were requested already.
    pub(super) fn update(&mut self, shown: &[ReportId], library: &Library, cx: &mut Context) {
        let documents: Option<[Arc<Document>; 2]> = match *shown {
            [left, right] if left != right => {
                library.document(left).cloned().zip(library.document(right).cloned())
            }
            _ => None,
        }
        .map(|(left, right)| [left, right])
        .filter(|documents| documents.iter().all(|document| document.characters <= MAX_CHARACTERS));
        let named = |documents: &[Arc<Document>; 2]| {
            [0, 1].map(|side| (shown[side], Arc::as_ptr(&documents[side]) as usize))
        };
        let of = documents.as_ref().map(named);
        if of == self.of {
            return;
        }
        self.of = of;
        self.request.reset();
        if let Some(documents) = documents {
            cx.push(PaneEffect::PairSections { ticket: self.request.start(), documents });
        }
    }

    /// Stores the pairs, unless the request was superseded.
    pub(super) fn receive(&mut self, ticket: Ticket, pairs: Vec<SectionPair>) {
        self.request.receive(ticket, pairs);
    }
}
