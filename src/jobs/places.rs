//! Where this program keeps what is the user's own and no review: settings, journals and earlier versions of reviews, the
//! log, reports on faults, and the samples laid out to be opened.

use std::path::PathBuf;

use directories::ProjectDirs;

/// Paths for what is kept; a `None` keeps nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The settings file.
    pub settings: Option<PathBuf>,
    /// The folder for the sample reports.
    pub samples: Option<PathBuf>,
    /// The folder for journals, for earlier versions of reviews, for the log and for reports on faults.
    pub state: Option<PathBuf>,
    /// The folder for what can be made again.
    pub cache: Option<PathBuf>,
}

impl Places {
    /// Where each system wants such things of the present user; nowhere if the user has no home.
    #[must_use]
    pub fn of_user() -> Self {
        ProjectDirs::from("", "", "jiaokan").map_or_else(Self::default, |folders| Self {
            settings: Some(folders.config_dir().join("settings.ron")),
            samples: Some(folders.data_local_dir().join("sample_reports")),
            // Only Linux tells state from data.
            state: Some(folders.state_dir().unwrap_or(folders.data_local_dir()).to_owned()),
            cache: Some(folders.cache_dir().to_owned()),
        })
    }

    /// The folder of what is known of reports that were ranked: the same as that of `jiaokan-cli screen`.
    #[must_use]
    pub fn sketches(&self) -> Option<PathBuf> {
        self.cache.as_ref().map(|cache| cache.join("screening"))
    }

    /// The folder of journals, in that of the state.
    #[must_use]
    pub fn journals(&self) -> Option<PathBuf> {
        self.state.as_ref().map(|state| state.join("journals"))
    }

    /// The file of the log, in that of the state.
    #[must_use]
    pub fn log(&self) -> Option<PathBuf> {
        self.state.as_ref().map(|state| state.join("jiaokan.log"))
    }

    /// The folder of reports on faults of the program, in that of the state.
    #[must_use]
    pub fn crashes(&self) -> Option<PathBuf> {
        self.state.as_ref().map(|state| state.join("crashes"))
    }

    /// The folder of earlier versions of reviews, in that of the state.
    #[must_use]
    pub fn versions(&self) -> Option<PathBuf> {
        self.state.as_ref().map(|state| state.join("versions"))
    }
}
