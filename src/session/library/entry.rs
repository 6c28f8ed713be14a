//! A report in the library, and whether it is read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::document::{Document, ReportId};
use crate::message::Message;
use crate::report::{Encoding, Pages, ReadOptions, file_name};

/// A report in the library.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its identifier.
    pub id: ReportId,
    /// Its file.
    pub path: PathBuf,
    /// The encoding chosen by the user; detected where there is none.
    pub encoding: Option<Encoding>,
    /// Whether its text includes page furniture.
    pub whole_page: bool,
    /// Which of its pages are read from their pictures.
    pub pages: Pages,
    /// Whether its file has changed on disk since it was read.
    pub changed: bool,
    /// Whether it is read.
    pub state: EntryState,
    /// The report as it was read, before corrections.
    pub(super) as_read: Option<Arc<Document>>,
    /// Other paths that are known to lead to the same file.
    pub(super) other_paths: Vec<PathBuf>,
}

/// Whether a report is read.
#[derive(Clone, Debug)]
pub enum EntryState {
    /// Being read.
    Reading,
    /// Being read as a scan, which takes seconds a page and holds no other report up.
    Scanning {
        /// Number of pages that are read.
        done: usize,
        /// Number of pages to read; 0 until it is known.
        total: usize,
        /// The pages that are read, once there are any.
        so_far: Option<Arc<Document>>,
    },
    /// Read.
    Ready(Arc<Document>),
    /// Not readable, with the reason; stays listed.
    Failed(Message),
}

impl EntryState {
    /// The report, once all of it is read.
    pub(super) fn whole(&self) -> Option<&Arc<Document>> {
        match self {
            Self::Ready(document) => Some(document),
            _ => None,
        }
    }
}

impl Entry {
    /// Options that its file is read with.
    #[must_use]
    pub fn options(&self) -> ReadOptions {
        ReadOptions { encoding: self.encoding, whole_page: self.whole_page, pages: self.pages }
    }

    /// The report, once it is read; of a scan that is being read, the pages that are read.
    #[must_use]
    pub fn document(&self) -> Option<&Arc<Document>> {
        match &self.state {
            EntryState::Ready(document) | EntryState::Scanning { so_far: Some(document), .. } => {
                Some(document)
            }
            _ => None,
        }
    }

    /// The report as it was read, before corrections, once it is read.
    #[must_use]
    pub fn as_read(&self) -> Option<&Arc<Document>> {
        self.as_read.as_ref()
    }

    /// All paths that are known to lead to its file.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        std::iter::once(self.path.as_path()).chain(self.other_paths.iter().map(PathBuf::as_path))
    }

    /// Whether this path is known to lead to its file.
    #[must_use]
    pub fn is_at(&self, path: &Path) -> bool {
        self.path == path || self.other_paths.iter().any(|other| other == path)
    }

    /// Whether it is being read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        matches!(self.state, EntryState::Reading)
    }

    /// Whether it is being read as a scan.
    #[must_use]
    pub fn is_scanning(&self) -> bool {
        matches!(self.state, EntryState::Scanning { .. })
    }

    /// Whether reading it failed.
    #[must_use]
    pub fn is_failed(&self) -> bool {
        matches!(self.state, EntryState::Failed(_))
    }

    /// The entry as before its file is read; one that could not be read keeps the reason.
    pub(in crate::session) fn without_text(&self) -> Self {
        let state = match &self.state {
            EntryState::Failed(reason) => EntryState::Failed(reason.clone()),
            _ => EntryState::Reading,
        };
        let (path, other_paths) = (self.path.clone(), self.other_paths.clone());
        Self { path, other_paths, changed: false, as_read: None, state, ..*self }
    }

    /// Its title, or its file name until it is read.
    #[must_use]
    pub fn title(&self) -> String {
        self.document().map_or_else(|| self.file_name(), |document| document.title.clone())
    }

    /// Its file's name.
    #[must_use]
    pub fn file_name(&self) -> String {
        file_name(&self.path)
    }
}
