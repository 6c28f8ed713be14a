//! The user's choices on disk: a small RON file in the configuration folder of the user.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

use atomic_write_file::AtomicWriteFile;
use directories::ProjectDirs;

use crate::message::Message;
use crate::session::Settings;

/// The program's folders on this system, if the user has a home.
pub(super) fn folders() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "jiaokan")
}

fn file() -> Option<PathBuf> {
    folders().map(|folders| folders.config_dir().join("settings.ron"))
}

/// What was chosen last time. A file that cannot be read is left as it is, and said.
#[must_use]
pub fn load() -> (Settings, Option<Message>) {
    let Some(file) = file() else {
        return (Settings::default(), None);
    };
    match fs::read_to_string(&file) {
        Ok(ron) => match ron::from_str(&ron) {
            Ok(settings) => (settings, None),
            Err(error) => (Settings::default(), Some(unreadable(&file, &error.to_string()))),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => (Settings::default(), None),
        Err(error) => (Settings::default(), Some(unreadable(&file, &error.to_string()))),
    }
}

/// Keeps the choices. A file that is there but is no settings file is left alone.
pub(super) fn keep(settings: &Settings) -> Result<(), Message> {
    let Some(file) = file() else {
        return Ok(());
    };
    let failed = |words: String| {
        Message::new("settings-not-kept").with("path", file.display().to_string()).with("words", words)
    };
    if let Ok(before) = fs::read_to_string(&file) {
        ron::from_str::<Settings>(&before).map_err(|error| unreadable(&file, &error.to_string()))?;
    }
    let ron = ron::ser::to_string_pretty(settings, ron::ser::PrettyConfig::default())
        .map_err(|error| failed(error.to_string()))?;
    let write = || -> std::io::Result<()> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut out = AtomicWriteFile::open(&file)?;
        out.write_all(ron.as_bytes())?;
        out.commit()
    };
    write().map_err(|error| failed(error.to_string()))
}

fn unreadable(file: &std::path::Path, words: &str) -> Message {
    Message::new("settings-unreadable").with("path", file.display().to_string()).with("words", words)
}
