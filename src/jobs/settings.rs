//! The user's choices on disk: a small RON file.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::files::{self, Access};
use crate::message::Message;
use crate::session::Settings;

/// What was chosen last time. A file that cannot be read is left as it is, and said.
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

/// Keeps the choices. A file that is there but is no settings file is left alone.
pub(super) fn keep(file: Option<&Path>, settings: &Settings) -> Result<(), Message> {
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
    fn choices_come_back_and_a_broken_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new").join("settings.ron");
        assert_eq!(load(Some(&file)).1, None, "no file yet is nothing to speak of");
        let choices = Settings { language: Language::English, hide_furniture: true, ..Settings::default() };
        keep(Some(&file), &choices).unwrap();
        files::assert_private(&file);
        assert_eq!(load(Some(&file)), (choices.clone(), None));
        fs::write(&file, "(language: \"tlh\"").unwrap();
        assert_eq!(load(Some(&file)).1.unwrap().id, "settings-unreadable");
        assert_eq!(keep(Some(&file), &choices).unwrap_err().id, "settings-unreadable");
        assert_eq!(fs::read_to_string(&file).unwrap(), "(language: \"tlh\"");
    }
}
