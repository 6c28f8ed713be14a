//! Where this program keeps what is the user's own and no review: settings, and the samples laid out to be opened.

use std::path::PathBuf;

use directories::ProjectDirs;

/// Paths for what is kept; a `None` keeps nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The settings file.
    pub settings: Option<PathBuf>,
    /// The folder for the sample reports.
    pub samples: Option<PathBuf>,
}

impl Places {
    /// Where each system wants such things of the present user; nowhere if the user has no home.
    #[must_use]
    pub fn of_user() -> Self {
        ProjectDirs::from("", "", "jiaokan").map_or_else(Self::default, |folders| Self {
            settings: Some(folders.config_dir().join("settings.ron")),
            samples: Some(folders.data_local_dir().join("sample_reports")),
        })
    }
}
