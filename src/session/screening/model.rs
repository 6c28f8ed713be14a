//! The screening of a folder: the share repeated of each report, and the pairs that share most, without opening them.

use std::path::PathBuf;
use std::sync::Arc;

use crate::report::ReadError;
use crate::screening;
use crate::session::request::Request;
use crate::task::Step;

/// The screening of a folder, under way or done.
#[derive(Debug)]
pub struct Screening {
    /// The folder.
    pub folder: PathBuf,
    /// The progress, once it is known.
    pub step: Option<Step>,
    pub(super) request: Request<Arc<Screened>>,
}

impl Screening {
    /// The result, once it is there.
    #[must_use]
    pub fn result(&self) -> Option<&Arc<Screened>> {
        self.request.result()
    }
}

/// The result of a screening.
#[derive(Debug, Default)]
pub struct Screened {
    /// Ranked reports and pairs.
    pub screening: screening::Screening,
    /// Path of each report by its index.
    pub paths: Vec<PathBuf>,
    /// Short name of each report, made from its file name.
    pub names: Vec<String>,
    /// Files that could not be read.
    pub unreadable: Vec<ReadError>,
    /// Number of files beyond the maximum.
    pub left_out: usize,
}

/// The latest screening.
#[derive(Debug, Default)]
pub(in crate::session) struct ScreeningState {
    pub(super) screening: Option<Screening>,
    /// The request of the screening that was stopped last, so that tickets are not reused.
    pub(super) stopped: Request<Arc<Screened>>,
}

impl ScreeningState {
    /// The latest screening, unless it was stopped.
    pub(in crate::session) fn latest(&self) -> Option<&Screening> {
        self.screening.as_ref()
    }

    /// Whether a screening is under way.
    pub(in crate::session) fn is_running(&self) -> bool {
        self.latest().is_some_and(|screening| screening.request.is_waiting())
    }
}
