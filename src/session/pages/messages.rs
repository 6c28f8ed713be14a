//! The command, effect and outcome about pages as they look.

use std::sync::Arc;

use crate::message::Message;
use crate::report::PagePicture;
use crate::session::library::{Document, ReportId};

/// Asks for a page as it looks, unless it is there or another one is being drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PagesCommand {
    /// The report.
    pub report: ReportId,
    /// Number of the page, from 1.
    pub page: u32,
    /// Pixels on its short side.
    pub short_side: u32,
}

/// Work that is asked for: draw a page.
#[derive(Clone, Debug)]
pub struct PagesEffect {
    /// Which page, returned with the result.
    pub wanted: PagesCommand,
    /// The report as it is read, returned with the result.
    pub document: Arc<Document>,
}

/// A page as it looks.
#[derive(Debug)]
pub struct PagesOutcome {
    /// Which page.
    pub wanted: PagesCommand,
    /// The report that it belongs to.
    pub document: Arc<Document>,
    /// The page, or why there is none.
    pub result: Result<Arc<PagePicture>, Message>,
}
