//! Files that colleagues wrote into, taken back into a copy of the review on a worker thread.

use std::path::PathBuf;
use std::sync::Arc;

use crate::export::entries;
use crate::report::{Report, ReturnedFile};
use crate::review::returned::{Opened, Returned, Stranger, take_comments, take_entries};
use crate::review::{ReportKey, Review, Revision};
use crate::session::library::Document;
use crate::structure::Outline;

/// A file to take back.
#[derive(Clone, Debug)]
pub struct TakeBack {
    /// The file.
    pub path: PathBuf,
    /// The review as it is now.
    pub review: Review,
    /// Its revision: the result is dropped if the review changes meanwhile.
    pub revision: Revision,
    /// The open reports, by their keys.
    pub opened: Vec<(ReportKey, Arc<Document>)>,
}

/// Content of a file that came back.
#[derive(Debug)]
pub enum CameBack {
    /// A document with comments.
    Document(Box<(Report, Outline)>),
    /// A workbook or annotations.
    Entries(ReturnedFile),
}

impl TakeBack {
    /// The review with what the file brings.
    ///
    /// # Errors
    /// [`Stranger`] if the file belongs to no report of the review.
    pub fn taken(&self, content: &CameBack) -> Result<(Review, Returned), Stranger> {
        let mut review = self.review.clone();
        let opened: Opened<'_> = self
            .opened
            .iter()
            .map(|(key, document)| (key.clone(), (&document.report, &document.outline)))
            .collect();
        let returned = match content {
            CameBack::Document(document) => take_comments(&mut review, (&document.0, &document.1), &opened)?,
            CameBack::Entries(file) => take_entries(&mut review, &entries(file), &opened),
        };
        Ok((review, returned))
    }
}
