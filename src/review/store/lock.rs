//! Exclusive write access to a review: a hidden file `.NAME.lock` beside it, locked through the operating system
//! while a program has the review open. It lies beside the review so that programs on other computers see it, and is
//! removed on closing. Where a locked file cannot be read, `.NAME.user` names the holder. After a crash the file remains without a lock and excludes no program. It is separate from the
//! review because saving replaces the review file.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::{folder_of, real_path};
use crate::files::hide;

/// Ending of a lock file's name.
const SUFFIX: &str = ".lock";
/// Ending of the name of the file that names the holder, as long as [`SUFFIX`].
const HOLDER: &str = ".user";
/// Whether nobody else can read a locked file: Windows enforces locks. A second file then names the holder.
const MANDATORY: bool = cfg!(any(windows, test));
/// Maximum length of a lock file in bytes.
const MAX_WORDS: u64 = 1_000;
/// Longest name of a file, in bytes, that the usual file systems allow.
const LONGEST_NAME: usize = 255;

/// Exclusive write access to a review, released on drop.
#[derive(Debug)]
pub struct Lock {
    file: Option<File>,
    path: PathBuf,
    /// The file that names the holder, if there is one.
    holder: Option<PathBuf>,
}

/// The result of asking for a lock.
#[derive(Debug)]
pub enum Locking {
    /// The lock is held.
    Held(Lock),
    /// Another program holds the lock; the text of its lock file.
    InUse(String),
    /// No lock is possible: no permission, or the file system has none. The comparison before each save remains.
    Impossible,
}

/// Locks the review at `path`. `who` is shown by other programs that try to lock it.
#[must_use]
pub fn lock(path: &Path, who: &str) -> Locking {
    let Ok(review) = real_path(path) else { return Locking::Impossible };
    let beside = |end| folder_of(&review).join(lock_name(review.file_name().unwrap_or_default(), end));
    let (path, holder) = (beside(SUFFIX), beside(HOLDER));
    crate::files::sweep_once(folder_of(&review));
    // The holder may be removing the file at this moment; then there is another one to lock.
    for _ in 0..16 {
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(false);
        hide(&mut options);
        let Ok(mut file) = options.open(&path) else { return Locking::Impossible };
        match file.try_lock() {
            Ok(()) if !is_own(&file) => return Locking::Impossible,
            Ok(()) if is_at(&file, &path) => {
                // Informational only: the lock holds without it.
                let _ = file.set_len(0).and_then(|()| writeln!(file, "{who}")).and_then(|()| file.flush());
                if MANDATORY {
                    // What a crash left is removed, so that no link that bears the name is written through.
                    let _ = fs::remove_file(&holder);
                    let mut options = File::options();
                    options.write(true).create_new(true);
                    hide(&mut options);
                    let _ = options.open(&holder).and_then(|mut file| writeln!(file, "{who}"));
                }
                return Locking::Held(Lock { file: Some(file), path, holder: MANDATORY.then_some(holder) });
            }
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let _ = file.rewind();
                let own = Some(file).filter(|_| !MANDATORY).map(words).unwrap_or_default();
                // A program on Windows may hold a review on a disk that is read from here.
                let there = || File::open(&holder).map(words).unwrap_or_default();
                return Locking::InUse(if own.is_empty() { there() } else { own });
            }
            Err(TryLockError::Error(_)) => {
                // Do not leave an empty, unlocked file behind.
                let _ = fs::remove_file(&path);
                return Locking::Impossible;
            }
        }
    }
    Locking::Impossible
}

/// The beginning of a file's text.
fn words(file: File) -> String {
    let mut words = String::new();
    let _ = file.take(200).read_to_string(&mut words);
    words.trim().to_owned()
}

/// Name of a file beside the review, `.NAME.lock`. A name too long for that is replaced by the beginning of its SHA-256.
fn lock_name(review: &OsStr, end: &str) -> OsString {
    let mut name = OsString::from(".");
    if review.len().saturating_add(".".len()).saturating_add(end.len()) <= LONGEST_NAME {
        name.push(review);
    } else {
        name.push(&super::sha256(review.as_encoded_bytes())[..32]);
    }
    name.push(end);
    name
}

impl Drop for Lock {
    /// The file is removed while still locked, so that no other program can have locked it meanwhile.
    fn drop(&mut self) {
        let _ = self.holder.take().map(fs::remove_file);
        let removed = self.file.as_ref().is_some_and(|file| is_at(file, &self.path));
        if cfg!(windows) {
            self.file = None;
        }
        if removed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether an open file may be one that this program wrote: short, and known by no other name. Whoever can write into
/// the folder could have given the name of the lock to a report, which would then be cut off.
fn is_own(file: &File) -> bool {
    let Ok(metadata) = file.metadata() else { return false };
    #[cfg(unix)]
    let names = std::os::unix::fs::MetadataExt::nlink(&metadata);
    #[cfg(not(unix))]
    let names = 1;
    // No name at all: the holder has just removed it.
    metadata.is_file() && metadata.len() <= MAX_WORDS && names <= 1
}

/// Whether the path still refers to this open file, and not through a link.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let id = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    matches!((file.metadata().map(id), fs::symlink_metadata(path).map(id)), (Ok(own), Ok(there)) if own == there)
}

/// On other systems an open file keeps its name.
#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_holds_it_until_it_lets_go_and_what_a_crash_left_keeps_nobody_out() {
        let folder = tempfile::tempdir().unwrap();
        let review = folder.path().join("年度 审阅.review.ron");
        let Locking::Held(first) = lock(&review, "林校") else { panic!("nobody else is here") };
        let found = lock(&review, "吴审");
        assert!(matches!(&found, Locking::InUse(who) if who == "林校"), "{found:?}");
        drop(first);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing lies about");
        fs::write(folder.path().join(".年度 审阅.review.ron.lock"), "somebody who was killed long ago")
            .unwrap();
        let Locking::Held(second) = lock(&review, "吴审") else { panic!("the dead hold nothing") };
        drop(second);
        assert!(matches!(lock(&folder.path().join("没有/a.review.ron"), ""), Locking::Impossible));
    }

    #[test]
    fn what_a_killed_program_left_beside_a_review_is_deleted_when_it_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(".年度.review.ron.x8Kq2Z");
        let file = File::create(&left).unwrap();
        file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_hours(25)).unwrap();
        drop(file);
        let Locking::Held(_held) = lock(&folder.path().join("年度.review.ron"), "") else {
            panic!("it is free")
        };
        assert!(!left.exists());
    }

    #[test]
    fn a_review_with_the_longest_name_is_saved_and_locked() {
        let folder = tempfile::tempdir().unwrap();
        for characters in [80, 81] {
            let review = folder.path().join("审".repeat(characters) + ".review.ron");
            let empty = crate::review::Review::new("长名");
            let saved = crate::review::store::save(&review, &empty, None).unwrap();
            assert_eq!(crate::review::store::load(&review).unwrap().fingerprint, saved);
            let Locking::Held(_held) = lock(&review, "林校") else { panic!("nobody else is here") };
            assert!(matches!(lock(&review, "吴审"), Locking::InUse(_)));
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing lies about");
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_is_another_name_of_a_report_cuts_nothing_off() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let report = "依法行政工作报告。".repeat(100);
        fs::write(at("报告.txt"), &report).unwrap();
        fs::write(at("短.txt"), "短").unwrap();
        fs::hard_link(at("短.txt"), at(".a.review.ron.lock")).unwrap();
        std::os::unix::fs::symlink(at("报告.txt"), at(".b.review.ron.lock")).unwrap();
        std::os::unix::fs::symlink(at("短.txt"), at(".c.review.ron.lock")).unwrap();
        fs::write(at(".d.review.ron.lock"), &report).unwrap();
        std::os::unix::fs::symlink(at("短.txt"), at(".e.review.ron.user")).unwrap();
        for review in ["a", "b", "c", "d", "e"] {
            let locked = lock(&at(&format!("{review}.review.ron")), "林校");
            assert_eq!(matches!(locked, Locking::Impossible), review != "e", "{review}: {locked:?}");
        }
        for (name, words) in [("报告.txt", &*report), ("短.txt", "短"), (".d.review.ron.lock", &report)] {
            assert_eq!(fs::read_to_string(at(name)).unwrap(), words, "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_linked_review_has_one_lock() {
        let folder = tempfile::tempdir().unwrap();
        let review = folder.path().join("a.review.ron");
        fs::write(&review, "").unwrap();
        let link = folder.path().join("b.review.ron");
        std::os::unix::fs::symlink(&review, &link).unwrap();
        let Locking::Held(_held) = lock(&review, "") else { panic!("nobody else is here") };
        assert!(matches!(lock(&link, ""), Locking::InUse(_)));
    }
}
