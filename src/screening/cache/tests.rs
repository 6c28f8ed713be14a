//! The cache on disk: sketches read back are equal, changed or damaged ones are made anew.

use std::fs;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::*;
use crate::screening::{Gathered, Options, PartsAbsent, gather};
use crate::task::{Cancel, Progress};

/// Check of parts switched off.
const NO_PARTS: &PartsAbsent<'_> = &|_, _| None;

/// A folder with three reports that have not changed for a while.
fn reports() -> (TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let texts = [
        "青云县梳理高频事项四十七件，推行一窗受理、一次告知、一次办结，全年办结两千余件。",
        "白石县：青云县梳理高频事项四十七件，推行一窗受理、一次告知、一次办结，好评不断。",
        "霁川县修订会议制度，明确议题征集、会前审核、会后督办三个环节的责任分工。",
    ];
    let write = |(number, text): (usize, &&str)| {
        let path = folder.path().join(format!("{number}.txt"));
        fs::write(&path, text).unwrap();
        age(&path, 100);
        path
    };
    let paths = texts.iter().enumerate().map(write).collect();
    (folder, paths)
}

fn age(path: &Path, seconds: u64) {
    let file = File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(seconds)).unwrap();
}

fn gathered(paths: &[PathBuf], folder: &Path, variant: &str) -> Gathered {
    let mut cache = Cache::open(folder, variant);
    let found = gather(
        paths,
        Options::default(),
        Some(&mut cache),
        NO_PARTS,
        &Cancel::default(),
        &Progress::default(),
    );
    found.unwrap()
}

fn ranked(gathered: &mut Gathered) -> crate::screening::Screening {
    gathered.index.analyse(&Cancel::default(), &Progress::default()).unwrap();
    gathered.index.screening()
}

fn packs(folder: &Path) -> Vec<PathBuf> {
    let mut packs: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    packs.sort();
    packs
}

#[test]
fn what_has_not_changed_is_not_read_again() {
    let (_reports, paths) = reports();
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().join("not there yet");
    let mut first = gathered(&paths, &cache, "");
    assert_eq!((first.from_cache, first.index.reports()), (0, 3));
    let mut second = gathered(&paths, &cache, "");
    assert_eq!((second.from_cache, second.index.reports()), (3, 3));
    let (first, second) = (ranked(&mut first), ranked(&mut second));
    assert_eq!(first, second);
    assert_eq!(first.pairs.len(), 1);
    assert_eq!(packs(&cache).len(), 1, "nothing new, nothing written");
}

#[test]
fn a_changed_file_is_read_and_so_is_one_that_may_still_change() {
    let (_reports, paths) = reports();
    let folder = tempfile::tempdir().unwrap();
    gathered(&paths, folder.path(), "");
    // Of unchanged length: only the modification time differs.
    let text = fs::read_to_string(&paths[1]).unwrap().replace('白', "黑");
    fs::write(&paths[1], text).unwrap();
    age(&paths[1], 50);
    assert_eq!(gathered(&paths, folder.path(), "").from_cache, 2);
    assert_eq!(gathered(&paths, folder.path(), "").from_cache, 3);
    fs::write(&paths[0], "刚刚写下，也许还要再改。").unwrap();
    assert_eq!(gathered(&paths, folder.path(), "").from_cache, 2);
    assert_eq!(gathered(&paths, folder.path(), "").from_cache, 2, "its time does not tell yet");
}

#[test]
fn a_copy_of_a_file_is_read_but_not_stored_twice() {
    let (reports, mut paths) = reports();
    let folder = tempfile::tempdir().unwrap();
    gathered(&paths, folder.path(), "");
    let size = fs::metadata(&packs(folder.path())[0]).unwrap().len();
    let copy = reports.path().join("copy.txt");
    fs::copy(&paths[0], &copy).unwrap();
    age(&copy, 70);
    paths.push(copy);
    assert_eq!(gathered(&paths, folder.path(), "").from_cache, 3);
    assert_eq!(gathered(&paths, folder.path(), "").from_cache, 4);
    let sizes: Vec<u64> = packs(folder.path()).iter().map(|pack| fs::metadata(pack).unwrap().len()).collect();
    assert_eq!(sizes.len(), 2);
    assert!(sizes.iter().any(|&other| other < size / 2), "{sizes:?}: only its stamp is new");
}

#[test]
fn another_version_or_variant_is_not_used() {
    let (_reports, paths) = reports();
    let folder = tempfile::tempdir().unwrap();
    gathered(&paths, folder.path(), "a profile");
    assert_eq!(gathered(&paths, folder.path(), "another").from_cache, 0);
    assert_eq!(packs(folder.path()).len(), 1, "the old pack is gone");
    assert_eq!(gathered(&paths, folder.path(), "another").from_cache, 3);
}

#[test]
fn damage_anywhere_is_noticed_and_repaired() {
    let (_reports, paths) = reports();
    let folder = tempfile::tempdir().unwrap();
    let expected = ranked(&mut gathered(&paths, folder.path(), ""));
    let pack = packs(folder.path()).remove(0);
    let whole = fs::read(&pack).unwrap();
    for at in (0..whole.len()).step_by(7) {
        let mut broken = whole.clone();
        broken[at] ^= 0x10;
        fs::write(&pack, &broken).unwrap();
        let mut found = gathered(&paths, folder.path(), "");
        assert!(found.from_cache < 3, "byte {at} of {} is not looked at", whole.len());
        assert_eq!(ranked(&mut found), expected, "byte {at}");
        // Sketches lost with a damaged pack are read once more.
        gathered(&paths, folder.path(), "");
        assert_eq!(gathered(&paths, folder.path(), "").from_cache, 3, "byte {at}: not repaired");
        for path in packs(folder.path()) {
            fs::remove_file(path).unwrap();
        }
    }
    for length in [0, 15, 16, 40, whole.len() - 1] {
        fs::write(&pack, &whole[..length]).unwrap();
        assert_eq!(ranked(&mut gathered(&paths, folder.path(), "")), expected, "cut to {length}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_stops_nobody() {
    let (reports, paths) = reports();
    let not_a_folder = reports.path().join("0.txt");
    let found = gathered(&paths, &not_a_folder, "");
    assert_eq!((found.from_cache, found.index.reports()), (0, 3));
}

#[test]
fn parts_come_back_as_they_were_said() {
    let (_reports, paths) = reports();
    let folder = tempfile::tempdir().unwrap();
    let parts: &PartsAbsent<'_> = &|report, _| {
        let is_first = report.text.as_str().starts_with('青');
        (!report.text.as_str().starts_with('霁'))
            .then(|| if is_first { vec![] } else { vec!["causes".into(), "next-year".into()] })
    };
    for from_cache in [0, 3] {
        let mut cache = Cache::open(folder.path(), "a profile");
        let found = gather(
            &paths,
            Options::default(),
            Some(&mut cache),
            parts,
            &Cancel::default(),
            &Progress::default(),
        );
        let mut found = found.unwrap();
        assert_eq!(found.from_cache, from_cache);
        let mut reports = ranked(&mut found).reports;
        reports.sort_by_key(|one| one.report);
        let absent: Vec<Option<usize>> =
            reports.iter().map(|one| one.parts_absent.as_ref().map(Vec::len)).collect();
        assert_eq!(absent, [Some(0), Some(2), None]);
    }
}

#[test]
fn what_was_of_no_use_longest_goes_first() {
    let (_reports, paths) = reports();
    let folder = tempfile::tempdir().unwrap();
    for path in &paths {
        gathered(std::slice::from_ref(path), folder.path(), "");
    }
    for (number, pack) in packs(folder.path()).iter().enumerate() {
        age(pack, 1_000 + number as u64);
    }
    let mut cache = Cache::open(folder.path(), "");
    let stamp = Stamp::of(&paths[0]).unwrap();
    let sketch = cache.get(&paths[0], stamp).unwrap();
    cache.mark_used(&sketch);
    cache.max_bytes = 400;
    drop(cache);
    assert_eq!(packs(folder.path()).len(), 1);
    assert_eq!(gathered(&paths, folder.path(), "").from_cache, 1, "the one that was used is left");
}
