//! Reads the user's profile of parts for an analysis.

use std::sync::Arc;

use crate::checks::Profile;
use crate::message::Message;
use crate::report::{self, Encoding};
use crate::session::ProfileChoice;

/// Reads the profile if it is a file. Called for each analysis, so that a corrected file takes effect.
pub(super) fn read(choice: ProfileChoice) -> ProfileChoice {
    let ProfileChoice::File(path) = choice else { return choice };
    let shown = path.display().to_string();
    let Ok(file) = report::read_file(&path, Some(Encoding::Utf8)) else {
        return ProfileChoice::Faulty(Message::new("profile-unreadable").with("path", shown));
    };
    match Profile::parse(file.text.as_str()) {
        Ok(profile) => ProfileChoice::Read(Arc::new(profile)),
        Err(error) => ProfileChoice::Faulty(
            Message::new("profile-faulty")
                .with("path", shown)
                .with("line", error.line)
                .with("column", error.column)
                .with("words", error.words),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_with_line_and_column_and_a_missing_file_by_its_path() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("部门.ron");
        let read = || read(ProfileChoice::File(file.clone()));
        let ProfileChoice::Faulty(missing) = read() else { panic!("there is no file") };
        assert_eq!(missing.id, "profile-unreadable");
        std::fs::write(&file, "Profile(\n  schema: 1,\n  name: \"甲\" parts: [])").unwrap();
        let ProfileChoice::Faulty(fault) = read() else { panic!("a comma is missing") };
        assert_eq!(fault.id, "profile-faulty");
        let words = crate::i18n::Catalogue::new(crate::i18n::Language::Chinese).words(&fault);
        assert!(words.contains("第 3 行第 13 列") && words.contains("部门.ron"), "{words}");
        std::fs::write(&file, "Profile(schema: 1, name: \"甲\", parts: [(id: \"a\", name: \"一\")])")
            .unwrap();
        assert!(read().profile().is_some_and(|profile| profile.parts.len() == 1));
    }
}
