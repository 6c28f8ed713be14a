//! The two models that read scans: files beside the program, known by their hashes.

use std::path::{Path, PathBuf};
use std::{env, fs};

use super::hash::sha256;

/// A model's file and its SHA-256.
#[derive(Clone, Copy)]
struct File {
    name: &'static str,
    sha256: &'static str,
}

/// Finds the places of lines. PP-OCRv6, small, as `RapidOCR` 3.10.0 ships it (`assets/models/README.md`).
const DETECTOR: File = File {
    name: "PP-OCRv6_det_small.onnx",
    sha256: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
};
/// Reads lines. The same, cut to the characters of Chinese reports.
const RECOGNISER: File = File {
    name: "PP-OCRv6_rec_small-8105.onnx",
    sha256: "61e932c8bbb8557857c6bb09583853d2c494b82188f604dfb2e37f17b860b94e",
};

/// The models' bytes.
pub(super) struct Models {
    pub(super) detector: Vec<u8>,
    pub(super) recogniser: Vec<u8>,
}

/// What tells results of one pair of models from those of another.
pub(super) fn identity() -> String {
    format!("{}{}", DETECTOR.sha256, RECOGNISER.sha256)
}

/// Reads both models from the first folder that holds them unchanged. `None` if there is none.
pub(super) fn load() -> Option<Models> {
    folders().iter().find_map(|folder| {
        Some(Models { detector: read(folder, &DETECTOR)?, recogniser: read(folder, &RECOGNISER)? })
    })
}

/// Whether files of the models' names are there; [`load`] tells whether they are unchanged.
pub(super) fn are_there() -> bool {
    let both = |folder: &PathBuf| [DETECTOR, RECOGNISER].iter().all(|file| folder.join(file.name).is_file());
    folders().iter().any(both)
}

fn read(folder: &Path, file: &File) -> Option<Vec<u8>> {
    let bytes = fs::read(folder.join(file.name)).ok()?;
    (sha256(&bytes) == file.sha256).then_some(bytes)
}

/// The folder where the models belong, for messages.
pub(super) fn belong() -> String {
    folders().first().map_or_else(|| "models".to_owned(), |folder| folder.to_string_lossy().into_owned())
}

/// Folders that may hold the models: beside the program, above its folder as in a test's build, among the shared data of
/// a Linux package, and among the resources of a macOS bundle.
fn folders() -> Vec<PathBuf> {
    let Some(program) = env::current_exe().ok() else { return Vec::new() };
    // A link in a folder of programs leads to where the package is.
    let real = program.canonicalize().ok();
    let mut folders: Vec<PathBuf> = Vec::new();
    for folder in [Some(program), real].iter().flatten().filter_map(|program| program.parent()) {
        for place in ["models", "../models", "../share/jiaokan/models", "../Resources/models"] {
            let place = plain(folder, place);
            if !folders.contains(&place) {
                folders.push(place);
            }
        }
    }
    folders
}

/// The folder joined with a place whose `..` are taken away.
fn plain(folder: &Path, place: &str) -> PathBuf {
    let mut path = folder.to_owned();
    for part in place.split('/') {
        if part == ".." {
            path.pop();
        } else {
            path.push(part);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_models_of_the_repository_are_the_named_ones() {
        let folder = Path::new("assets/models");
        for file in [DETECTOR, RECOGNISER] {
            assert!(read(folder, &file).is_some(), "{} is not the file that is meant", file.name);
        }
        let changed = tempfile::tempdir().unwrap();
        fs::write(changed.path().join(DETECTOR.name), "changed").unwrap();
        assert!(read(changed.path(), &DETECTOR).is_none());
    }

    #[test]
    fn the_package_puts_the_models_where_they_are_looked_for() {
        let manifest = fs::read_to_string("Cargo.toml").unwrap();
        assert!(manifest.contains("[\"assets/models/*.onnx\", \"usr/share/jiaokan/models/\", \"644\"]"));
        assert_eq!(
            plain(Path::new("/usr/bin"), "../share/jiaokan/models"),
            Path::new("/usr/share/jiaokan/models")
        );
        for file in [DETECTOR, RECOGNISER] {
            assert!(Path::new("assets/models").join(file.name).extension().is_some_and(|end| end == "onnx"));
        }
    }

    #[test]
    fn folders_have_no_steps_upwards() {
        assert_eq!(
            plain(Path::new("/usr/bin"), "../share/jiaokan/models"),
            Path::new("/usr/share/jiaokan/models")
        );
        assert!(!folders().is_empty());
        assert!(folders().iter().all(|folder| !folder.to_string_lossy().contains("..")));
    }
}
