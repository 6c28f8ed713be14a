//! Asking for pages and keeping them.

use std::sync::Arc;

use super::PagesState;
use super::messages::{PagesCommand, PagesEffect, PagesOutcome};
use super::model::{Kept, MAX_BYTES, MAX_PAGES};
use crate::session::context::Context;
use crate::session::library::Library;

impl PagesState {
    /// Asks for a page, unless it is there already or another one is being drawn.
    pub(in crate::session) fn ask(&mut self, wanted: PagesCommand, library: &Library, cx: &mut Context) {
        let Some(document) = library.document(wanted.report) else { return };
        if self.awaited.is_none() && !self.has(document, wanted) {
            self.awaited = Some(wanted);
            cx.push(PagesEffect { wanted, document: Arc::clone(document) });
        }
    }

    /// Keeps a page; those asked for longest ago go.
    pub(in crate::session) fn receive(&mut self, outcome: PagesOutcome, library: &Library) {
        let PagesOutcome { wanted, document, result } = outcome;
        if self.awaited == Some(wanted) {
            self.awaited = None;
        }
        // The report may have been closed or read again meanwhile.
        let is_current = library.document(wanted.report).is_some_and(|now| Arc::ptr_eq(now, &document));
        if !is_current {
            return;
        }
        self.kept.retain(|kept| {
            let is_page = (kept.wanted.report, kept.wanted.page) == (wanted.report, wanted.page);
            let is_old = is_page && !Arc::ptr_eq(&kept.document, &document);
            kept.wanted != wanted && !is_old
        });
        self.kept.push(Kept { wanted, document, result });
        let mut bytes: usize = self.kept.iter().map(Kept::bytes).sum();
        while self.kept.len() > 1 && (bytes > MAX_BYTES || self.kept.len() > MAX_PAGES) {
            bytes -= self.kept.remove(0).bytes();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{PagePicture, Report};
    use crate::session::library::{Document, EntryState, ReportId};
    use crate::structure::Outline;

    fn picture(bytes: usize) -> Arc<PagePicture> {
        Arc::new(PagePicture { rgb: vec![0; bytes], ..PagePicture::default() })
    }

    fn library() -> (Library, ReportId) {
        let mut library = Library::default();
        let mut cx = Context::default();
        let (id, _) = library.add_file("a.pdf".into(), "a.pdf".into(), &mut cx);
        let document = Arc::new(Document::new(Report::from_text("a.pdf", "甲"), Outline::default()));
        let options = library.entry(id).unwrap().options();
        assert!(library.received(id, options, EntryState::Ready(document)));
        (library, id)
    }

    #[test]
    fn one_page_is_drawn_at_a_time_and_a_bounded_number_kept() {
        let (library, report) = library();
        let document = Arc::clone(library.document(report).unwrap());
        let mut pages = PagesState::default();
        for page in 1..=5 {
            let wanted = PagesCommand { report, page, short_side: 800 };
            let mut cx = Context::default();
            pages.ask(wanted, &library, &mut cx);
            pages.ask(PagesCommand { page: 9, ..wanted }, &library, &mut cx);
            assert_eq!(cx.finish().0.len(), 1, "the second waits for the first");
            let result = Ok(picture(MAX_BYTES / 3));
            pages.receive(PagesOutcome { wanted, document: Arc::clone(&document), result }, &library);
        }
        assert!(!pages.is_waiting());
        let at = |page| PagesCommand { report, page, short_side: 800 };
        assert!(pages.has(&document, at(5)) && pages.has(&document, at(3)) && !pages.has(&document, at(2)));
        let larger = PagesCommand { short_side: 1200, ..at(5) };
        assert!(
            !pages.has(&document, larger) && pages.page(&document, larger).is_some(),
            "until it is drawn"
        );
        pages.forget(report);
        assert!(pages.page(&document, at(5)).is_none());
    }

    #[test]
    fn a_page_of_a_report_that_was_read_again_is_dropped() {
        let (library, report) = library();
        let old = Arc::new(Document::new(Report::from_text("a.pdf", "乙"), Outline::default()));
        let wanted = PagesCommand { report, page: 1, short_side: 800 };
        let mut pages = PagesState::default();
        pages.receive(PagesOutcome { wanted, document: Arc::clone(&old), result: Ok(picture(9)) }, &library);
        assert!(!pages.has(&old, wanted));
    }
}
