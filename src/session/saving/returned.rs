//! Files that colleagues wrote into, taken back into a copy of the review on a worker thread.

use std::path::PathBuf;
use std::sync::Arc;

use crate::export::CameBack;
use crate::i18n::Language;
use crate::review::returned::{Opened, Returned, Stranger};
use crate::review::{ReportKey, Review, Revision};
use crate::session::library::Document;

/// A file to take back.
#[derive(Clone, Debug)]
pub struct TakeBack {
    /// The file.
    pub path: PathBuf,
    /// Language of the reason if it cannot be read.
    pub language: Language,
    /// The review as it is now.
    pub review: Review,
    /// Its revision: the result is dropped if the review changes meanwhile.
    pub revision: Revision,
    /// The open reports, by their keys.
    pub opened: Vec<(ReportKey, Arc<Document>)>,
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
        let returned = content.take(&mut review, &opened)?;
        Ok((review, returned))
    }
}
