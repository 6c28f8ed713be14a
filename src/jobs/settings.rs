//! The user's choices on disk: a small RON file.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::files::{self, Access};
use crate::message::Message;
use crate::session::Settings;

/// Reads the stored choices. A file that cannot be read is left unchanged and reported.
#[must_use]
pub fn load(file: Option<&Path>) -> (Settings, Option<Message>) {
    let Some(file) = file else {
        return (Settings::default(), None);
    };
    match fs::read_to_string(file) {
        Ok(ron) => match ron::from_str(&ron) {
            Ok(settings) => (settings, None),
            Err(error) => (Settings::default(), Some(unreadable(file, &error.to_string()))),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => (Settings::default(), None),
        Err(error) => (Settings::default(), Some(unreadable(file, &error.to_string()))),
    }
}

/// Stores the choices. An existing file that is not a settings file is left unchanged.
pub(super) fn store(file: Option<&Path>, settings: &Settings) -> Result<(), Message> {
    let Some(file) = file else {
        return Ok(());
    };
    let failed = |words: String| {
        Message::new("settings-not-kept").with("path", file.display().to_string()).with("words", words)
    };
    if let Ok(before) = fs::read_to_string(file) {
        ron::from_str::<Settings>(&before).map_err(|error| unreadable(file, &error.to_string()))?;
    }
    let ron = ron::ser::to_string_pretty(settings, ron::ser::PrettyConfig::default())
        .map_err(|error| failed(error.to_string()))?;
    let write = || -> std::io::Result<()> {
        if let Some(folder) = file.parent() {
            files::create_private_folder(folder)?;
        }
        files::replace(file, Access::Private, ron.as_bytes())
    };
    write().map_err(|error| failed(error.to_string()))
}

fn unreadable(file: &Path, words: &str) -> Message {
    Message::new("settings-unreadable").with("path", file.display().to_string()).with("words", words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn choices_are_read_again_and_a_broken_file_is_left_unchanged() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new").join("settings.ron");
        assert_eq!(load(Some(&file)).1, None, "a missing file is no error");
        let choices = Settings { language: Language::English, hide_furniture: true, ..Settings::default() };
        store(Some(&file), &choices).unwrap();
        files::assert_private(&file);
        assert_eq!(load(Some(&file)), (choices.clone(), None));
        fs::write(&file, "(language: \"tlh\"").unwrap();
        assert_eq!(load(Some(&file)).1.unwrap().id, "settings-unreadable");
        assert_eq!(store(Some(&file), &choices).unwrap_err().id, "settings-unreadable");
        assert_eq!(fs::read_to_string(&file).unwrap(), "(language: \"tlh\"");
    }
}
