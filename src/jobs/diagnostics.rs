//! A diagnostic report about the program and the machine, to be sent by hand. It contains no text of reports or notes, no
//! path and no name.

use std::fmt::Write as _;
use std::thread;

use directories::BaseDirs;

use super::{Places, log_file};
use crate::session::Settings;
use crate::system;

/// Number of lines of the log in the report.
const LINES: usize = 40;

/// The report as text.
#[must_use]
pub fn diagnostics(places: &Places, renderer: &str, settings: &Settings) -> String {
    let mut out = format!(
        "Jiaokan {}\nsystem: {}\nrenderer: {renderer}\nprofile of its own: {}\n",
        env!("CARGO_PKG_VERSION"),
        system(),
        settings.parts_profile.is_some(),
    );
    let settings = settings.without_personal_data();
    let ron = ron::ser::to_string_pretty(&settings, ron::ser::PrettyConfig::default()).unwrap_or_default();
    let _ = writeln!(out, "settings: {ron}");
    out.push_str("log:\n");
    for line in places.log().map(|log| log_file::last_lines(&log, LINES)).unwrap_or_default() {
        let _ = writeln!(out, "  {}", without_home(&line));
    }
    out
}

/// The system with its version and architecture, the number of processors and the kind of desktop.
#[must_use]
pub fn system() -> String {
    let processors = thread::available_parallelism().map_or(0, usize::from);
    let desktop = ["XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP"];
    let desktop = desktop.iter().filter_map(|name| std::env::var(name).ok()).collect::<Vec<_>>().join(" ");
    let words = format!("{}, {processors} processors", system::name());
    if desktop.is_empty() { words } else { format!("{words}, {desktop}") }
}

/// Replaces the home folder, which often contains the user's name.
fn without_home(line: &str) -> String {
    let home = BaseDirs::new().and_then(|folders| folders.home_dir().to_str().map(str::to_owned));
    match home.filter(|home| home.len() > 1) {
        Some(home) => line.replace(&home, "~"),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[test]
    fn it_contains_versions_and_settings_and_nothing_personal() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places { state: Some(folder.path().to_owned()), ..Places::default() };
        let home = BaseDirs::new().map(|folders| folders.home_dir().join("x").display().to_string());
        let line = format!("2026 WARN  here: {} is missing\n", home.as_deref().unwrap_or("x"));
        std::fs::write(places.log().unwrap(), line).unwrap();
        let settings = Settings {
            reviewer: "林校".to_owned(),
            recent: vec![PathBuf::from("/secret/a.review.ron")],
            parts_profile: Some(PathBuf::from("/secret/p.ron")),
            reading_size: 17.0,
            ..Settings::default()
        };
        let text = diagnostics(&places, "OpenGL 4.5", &settings);
        for part in
            ["Jiaokan ", std::env::consts::OS, "OpenGL 4.5", "reading_size: 17.0", "is missing", "own: true"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
        for part in ["林校", "secret"] {
            assert!(!text.contains(part), "{part}: {text}");
        }
        if let Some(home) = home.filter(|home| home.len() > 3) {
            assert!(!text.contains(&home), "{text}");
        }
    }
}
