//! The pages that are kept.

use std::sync::Arc;

use super::messages::PagesCommand;
use crate::message::Message;
use crate::report::PagePicture;
use crate::session::library::{Document, ReportId};

/// Maximum number of bytes of all pictures that are kept: twelve pages of A4 at 150 dpi.
pub(super) const MAX_BYTES: usize = 80 << 20;
/// Maximum number of pages that are kept, those that could not be drawn included.
pub(super) const MAX_PAGES: usize = 40;

/// A page that was drawn.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) wanted: PagesCommand,
    pub(super) document: Arc<Document>,
    pub(super) result: Result<Arc<PagePicture>, Message>,
}

impl Kept {
    pub(super) fn bytes(&self) -> usize {
        self.result.as_ref().map_or(0, |picture| picture.rgb.len())
    }
}

/// The pages that are kept, and the one that is being drawn.
#[derive(Debug, Default)]
pub(in crate::session) struct PagesState {
    /// Those asked for last are at the end.
    pub(super) kept: Vec<Kept>,
    pub(super) awaited: Option<PagesCommand>,
}

impl PagesState {
    /// A page of a report: as it is read now and in the wanted size, else as it was drawn last.
    pub(in crate::session) fn page(
        &self,
        document: &Arc<Document>,
        wanted: PagesCommand,
    ) -> Option<&Result<Arc<PagePicture>, Message>> {
        let is_page = |kept: &&Kept| (kept.wanted.report, kept.wanted.page) == (wanted.report, wanted.page);
        let same = || self.kept.iter().rev().filter(is_page);
        let is_current = |kept: &&Kept| Arc::ptr_eq(&kept.document, document);
        let exact = same().find(|kept| kept.wanted == wanted && is_current(kept));
        exact.or_else(|| same().find(is_current)).or_else(|| same().next()).map(|kept| &kept.result)
    }

    /// Whether a page was drawn, or could not be, in exactly this size.
    pub(in crate::session) fn has(&self, document: &Arc<Document>, wanted: PagesCommand) -> bool {
        self.kept.iter().any(|kept| kept.wanted == wanted && Arc::ptr_eq(&kept.document, document))
    }

    /// Whether a page is being drawn.
    pub(in crate::session) fn is_waiting(&self) -> bool {
        self.awaited.is_some()
    }

    /// Drops the pages of a report.
    pub(in crate::session) fn forget(&mut self, report: ReportId) {
        self.kept.retain(|kept| kept.wanted.report != report);
    }
}
