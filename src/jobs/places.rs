//! Folders for the user's settings, for journals and earlier versions of reviews, for the log, crash reports and samples.

use std::path::PathBuf;

use crate::files::UserFolders;

/// Paths of files and folders; nothing is stored where one is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The settings file.
    pub settings: Option<PathBuf>,
    /// The folder for the sample reports.
    pub samples: Option<PathBuf>,
    /// The folder for journals, earlier versions of reviews, the log and crash reports.
    pub state: Option<PathBuf>,
    /// The folder for data that can be computed again.
    pub cache: Option<PathBuf>,
}

impl Places {
    /// The folders of the user; none without a home folder.
    #[must_use]
    pub fn of_user() -> Self {
        UserFolders::of_user().map_or_else(Self::default, |folders| Self {
            settings: Some(folders.config.join("settings.ron")),
            samples: Some(folders.data.join("sample_reports")),
            state: Some(folders.state),
            cache: Some(folders.cache),
        })
    }

    /// The folder for pasted texts of a review that has no file yet: permanent, because notes refer to its files.
    #[must_use]
    pub fn pasted(&self) -> Option<PathBuf> {
        self.samples.as_ref().and_then(|samples| samples.parent()).map(|data| data.join("pasted"))
    }

    /// The cache of what was read on scans, shared with `jiaokan-cli`.
    #[must_use]
    pub fn scans(&self) -> Option<PathBuf> {
        self.cache.as_ref().map(|cache| cache.join("scans"))
    }

    /// The cache of screening, shared with `jiaokan-cli screen`.
    #[must_use]
    pub fn sketches(&self) -> Option<PathBuf> {
        self.cache.as_ref().map(|cache| cache.join("screening"))
    }

    /// The folder of journals.
    #[must_use]
    pub fn journals(&self) -> Option<PathBuf> {
        self.state.as_ref().map(|state| state.join("journals"))
    }

    /// The log file.
    #[must_use]
    pub fn log(&self) -> Option<PathBuf> {
        self.state.as_ref().map(|state| state.join("jiaokan.log"))
    }

    /// The folder of crash reports.
    #[must_use]
    pub fn crashes(&self) -> Option<PathBuf> {
        self.state.as_ref().map(|state| state.join("crashes"))
    }

    /// The folder of earlier versions of reviews.
    #[must_use]
    pub fn versions(&self) -> Option<PathBuf> {
        self.state.as_ref().map(|state| state.join("versions"))
    }
}
