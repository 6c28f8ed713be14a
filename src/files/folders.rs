//! The folders of the user's own files: settings, journals, samples and what can be computed again.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::real_path;

/// Name of the environment variable that moves all of these folders into one.
const HOME: &str = "JIAOKAN_HOME";

/// The folders of the user's own files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserFolders {
    /// The settings of this user.
    pub config: PathBuf,
    /// Files that the user may refer to: samples, pasted texts.
    pub data: PathBuf,
    /// Journals, earlier versions, log.
    pub state: PathBuf,
    /// Data that can be computed again.
    pub cache: PathBuf,
}

impl UserFolders {
    /// The folder that `JIAOKAN_HOME` names, or else the folders that the system proposes; `None` without a home folder.
    /// A path that is not absolute is not used, since another working folder would then have other journals.
    #[must_use]
    pub fn of_user() -> Option<Self> {
        Self::chosen(std::env::var_os(HOME)).or_else(Self::of_system)
    }

    fn chosen(home: Option<OsString>) -> Option<Self> {
        let home = PathBuf::from(home?);
        home.is_absolute().then(|| Self::inside(&home))
    }

    fn inside(home: &Path) -> Self {
        let [config, data, state, cache] = ["config", "data", "state", "cache"].map(|name| home.join(name));
        Self { config, data, state, cache }
    }

    /// Whether a file, given by its real path, is one that only this program writes: settings, journals, earlier versions
    /// of reviews.
    #[must_use]
    pub fn keeps(&self, real: &Path) -> bool {
        let own =
            [self.config.join("settings.ron"), self.state.join("journals"), self.state.join("versions")];
        own.into_iter().any(|own| real_path(&own).is_ok_and(|own| real.starts_with(own)))
    }

    fn of_system() -> Option<Self> {
        ProjectDirs::from("", "", "jiaokan").map(|folders| Self {
            config: folders.config_dir().to_owned(),
            data: folders.data_local_dir().to_owned(),
            // Only Linux has a folder for state.
            state: folders.state_dir().unwrap_or(folders.data_local_dir()).to_owned(),
            cache: folders.cache_dir().to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_journals_and_versions_are_kept_and_samples_are_not() {
        let home = tempfile::tempdir().unwrap();
        let folders = UserFolders::inside(home.path());
        let file = |folder: &Path, name: &str| {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, "").unwrap();
            real_path(&path).unwrap()
        };
        for (folder, name) in [
            (&folders.config, "settings.ron"),
            (&folders.state, "journals/a.journal"),
            (&folders.state, "versions/1/a.review.ron"),
        ] {
            assert!(folders.keeps(&file(folder, name)), "{name}");
        }
        assert!(!folders.keeps(&file(&folders.data, "sample_reports/a.txt")));
        assert!(!folders.keeps(&file(&folders.cache, "print.html")));
    }

    #[test]
    fn one_variable_moves_all_folders() {
        let home = std::env::temp_dir().join("审阅");
        let folders = UserFolders::chosen(Some(home.clone().into_os_string())).unwrap();
        let all = [&folders.config, &folders.data, &folders.state, &folders.cache];
        assert!(all.iter().all(|folder| folder.parent() == Some(&home)), "{folders:?}");
        assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
        for unusable in [None, Some(OsString::new()), Some("relative".into())] {
            assert_eq!(UserFolders::chosen(unusable), None);
        }
    }
}
