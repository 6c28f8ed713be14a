//! What the packages contain: files that exist, and documents whose links lead to other documents of the package.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Folder of the documents in a package.
const DOCUMENTS: &str = "usr/share/doc/jiaokan/";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The entries of `package.metadata.deb` in `Cargo.toml`: pattern of the source, destination. Entries of built programs
/// are left out.
fn entries() -> Vec<(String, String)> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, list) = manifest.split_once("\nassets = [\n").unwrap();
    let (list, _) = list.split_once("\n]\n").unwrap();
    let lines = list.lines().filter(|line| line.trim().starts_with('['));
    let quoted = |line: &str| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let entries = lines.map(quoted).map(|parts| (parts[0].clone(), parts[1].clone()));
    entries.filter(|(source, _)| !source.starts_with("target/")).collect()
}

/// Files that a pattern with at most one `*`, in its last part, stands for.
fn files(pattern: &str) -> Vec<PathBuf> {
    let Some((before, after)) = pattern.split_once('*') else {
        return vec![root().join(pattern)];
    };
    let (folder, prefix) = before.rsplit_once('/').unwrap_or(("", before));
    let found = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let fits = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        path.is_file() && name.starts_with(prefix) && name.ends_with(after)
    };
    found.filter(fits).collect()
}

/// The installed files with their sources.
fn installed() -> BTreeMap<PathBuf, PathBuf> {
    let mut installed = BTreeMap::new();
    for (pattern, place) in entries() {
        let found = files(&pattern);
        assert!(!found.is_empty(), "nothing fits {pattern}");
        for file in found {
            let target = match place.strip_suffix('/') {
                Some(folder) => Path::new(folder).join(file.file_name().unwrap()),
                None => PathBuf::from(&place),
            };
            installed.insert(target, file);
        }
    }
    installed
}

/// Targets of the links in Markdown, code left out.
fn links(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    let targets = prose.flat_map(|prose| prose.split("](").skip(1));
    let targets = targets.filter_map(|rest| rest.split([')', '#']).next());
    targets.filter(|target| !target.is_empty() && !target.contains(':')).collect()
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

#[test]
fn every_file_of_the_packages_exists() {
    for (target, source) in installed() {
        assert!(source.is_file(), "{} for {}", source.display(), target.display());
    }
}

#[test]
fn no_link_in_the_packaged_documents_is_dead() {
    let installed = installed();
    let mut dead = Vec::new();
    let mut count = 0;
    let documents = installed.iter().filter(|(target, _)| target.starts_with(DOCUMENTS));
    for (target, source) in
        documents.filter(|(target, _)| target.extension().is_some_and(|kind| kind == "md"))
    {
        let text = fs::read_to_string(source).unwrap();
        for link in links(&text) {
            count += 1;
            let place = plain(&target.parent().unwrap().join(link));
            let is_folder = installed.keys().any(|file| file.starts_with(&place));
            if !installed.contains_key(&place) && !is_folder {
                dead.push(format!("{}: {link}", target.display()));
            }
        }
    }
    assert!(count > 50, "{count} links found");
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn everything_that_others_made_has_its_licence_in_the_packages() {
    let installed = installed();
    for file in [
        "assets/licenses/THIRD-PARTY.txt",
        "assets/fonts/NotoSansSC-OFL.txt",
        "assets/fonts/Phosphor-LICENSE.txt",
        "assets/models/LICENSE-APACHE",
        "assets/models/NOTICE-RapidOCR.txt",
        "LICENSE-MIT",
        "LICENSE-APACHE",
    ] {
        assert!(installed.contains_key(&Path::new(DOCUMENTS).join(file)), "{file}");
    }
    let models = installed.keys().filter(|file| file.extension().is_some_and(|kind| kind == "onnx"));
    assert_eq!(models.count(), 2, "both models");
}
