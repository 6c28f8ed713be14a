//! Commands, effects and outcomes about the search in the open reports.

use std::sync::Arc;

use super::find::{Hits, Wanted};
use crate::message::Message;
use crate::session::library::{Document, ReportId};
use crate::session::request::Ticket;

/// Commands about the search.
#[derive(Clone, Debug)]
pub enum SearchCommand {
    /// Open the search, with the selected text as its words.
    Open,
    /// Close the search.
    Close,
    /// Search for this.
    Find(Wanted),
    /// Go this many hits forward, or back.
    Step(isize),
    /// Go to a hit by its index.
    GoTo(usize),
}

/// Work that the search asks for. A request supersedes the previous one.
#[derive(Clone, Debug)]
pub struct SearchEffect {
    /// Returned with the result.
    pub ticket: Ticket,
    /// The reports, in the order of the library.
    pub documents: Vec<(ReportId, Arc<Document>)>,
    /// The words or the pattern.
    pub wanted: Wanted,
}

/// Result of a search.
#[derive(Debug)]
pub struct SearchOutcome {
    /// The ticket of the request.
    pub ticket: Ticket,
    /// The hits, or an error in the regular expression.
    pub result: Result<Hits, Message>,
}
