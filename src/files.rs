//! Writing of files: replaced atomically, private where they hold a reviewer's work, and without leftovers.
//!
//! A file is replaced by writing a temporary file beside it and renaming that over it ([`Replacement`]). The temporary
//! file's name does not depend on the target's, so a target may have the longest name that the file system allows. It
//! is locked while it is written. A program that is killed leaves it behind; the next one that writes into that folder
//! deletes it (`sweep`) if it has the exact form of such a name, belongs to the same user, was last written more than
//! an hour ago and is not locked.

mod folders;
mod names;

pub use folders::UserFolders;
pub use names::{is_forbidden, is_portable, real_path};

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// Prefix of the name of a temporary file; [`ID`] hexadecimal digits and [`SUFFIX`] follow.
const PREFIX: &str = ".jiaokan-";
const SUFFIX: &str = ".tmp";
/// Number of digits of a UUID.
const ID: usize = 32;
/// Number of letters or digits at the end of the temporary names of earlier versions: `.NAME.review.ron.` comes before.
const OLD_ID: usize = 6;
/// Age below which a temporary file may still be in use where locks do not work.
const STALE: Duration = Duration::from_hours(1);

/// Access to a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Only its owner, even if other users could read the file that is replaced. Mode 0600 on Unix, no effect
    /// elsewhere.
    Private,
    /// The system's defaults. A file that is replaced keeps its mode and, if possible, its owner.
    Shared,
}

/// New content of a file, written beside it until [`commit`](Self::commit). Dropped without a commit, it is deleted and
/// leaves the file unchanged.
#[derive(Debug)]
pub struct Replacement {
    /// `None` once committed.
    file: Option<File>,
    temporary: PathBuf,
    target: PathBuf,
    access: Access,
}

impl Replacement {
    /// Begins to replace the file at `target`, which need not exist; its folder must. A symbolic link itself is
    /// replaced.
    pub fn create(target: &Path, access: Access) -> io::Result<Self> {
        let folder = folder_of(target);
        sweep_once(folder);
        let name = format!("{PREFIX}{}{SUFFIX}", uuid::Uuid::new_v4().simple());
        let temporary = folder.join(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        // A replacement is private until it gets the mode of the file it replaces.
        if access == Access::Private || fs::symlink_metadata(target).is_ok() {
            private(&mut options);
        }
        let file = options.open(&temporary)?;
        // On a file system without locks the age of the file is used instead.
        let _ = file.try_lock();
        Ok(Self { file: Some(file), temporary, target: target.to_owned(), access })
    }

    /// Moves the content into place; it is on disk before it becomes visible there.
    ///
    /// # Errors
    ///
    /// If the content cannot be written or moved; the target is then unchanged. On Windows, if another program holds it
    /// open without sharing, this waits up to 0.3 s and then fails with [`io::ErrorKind::ResourceBusy`].
    pub fn commit(mut self) -> io::Result<()> {
        let Some(file) = self.file.as_ref() else { return Ok(()) };
        if self.access == Access::Shared
            && let Ok(before) = fs::metadata(&self.target)
        {
            #[cfg(unix)]
            {
                use std::os::unix::fs::MetadataExt as _;
                // Only root can give a file to another user, and a member of both groups to another group.
                let _ = std::os::unix::fs::fchown(file, Some(before.uid()), Some(before.gid()));
            }
            file.set_permissions(before.permissions())?;
        }
        file.sync_all()?;
        rename(&self.temporary, &self.target)?;
        self.file = None;
        sync_folder(folder_of(&self.target));
        Ok(())
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(0), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), File::flush)
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// Replaces the file at `target` by one with the content `bytes`.
pub fn replace(target: &Path, access: Access, bytes: &[u8]) -> io::Result<()> {
    let mut new = Replacement::create(target, access)?;
    new.write_all(bytes)?;
    new.commit()
}

/// Opens a private file for appending; creates it if it does not exist.
pub fn append_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    private(&mut options);
    let file = options.open(path)?;
    close_to_others(&file);
    Ok(file)
}

/// Creates a private folder and its parents; makes an existing folder private.
pub fn create_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    #[cfg(unix)]
    if is_open_to_others(&fs::metadata(folder)?) {
        // The mode of another user's folder cannot be changed, but the files written there are private all the same.
        let _ = fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700));
    }
    Ok(())
}

/// Flushes a folder's entries to disk, so that a created, renamed or deleted file survives a power cut. Not every file
/// system can.
#[cfg_attr(not(unix), expect(unused_variables, reason = "only there can a folder be opened"))]
pub fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Deletes temporary files in a folder that killed programs of this user left behind. Runs once per folder in each run
/// of the program, because it lists the folder.
pub fn sweep_once(folder: &Path) {
    static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let is_first = SWEPT.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
    if is_first {
        sweep(folder, SystemTime::now());
    }
}

fn sweep(folder: &Path, now: SystemTime) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_stale = |metadata: fs::Metadata| {
            let age = metadata.modified().ok().and_then(|written| now.duration_since(written).ok());
            metadata.is_file() && is_own(&metadata) && age.is_some_and(|age| age > STALE)
        };
        // The entry's metadata is that of a link itself.
        if is_temporary(&entry.file_name())
            && entry.metadata().is_ok_and(is_stale)
            && !is_locked(&entry.path())
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_temporary(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else { return false };
    let id = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    let is_hex = |id: &str| id.len() == ID && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let old = name.strip_prefix('.').and_then(|rest| rest.rsplit_once(".review.ron."));
    id.is_some_and(is_hex) || old.is_some_and(|(_, id)| is_old_id(id))
}

/// Whether these are letters and digits at random, and not a word such as `backup` or `Backup`.
fn is_old_id(id: &str) -> bool {
    let has = |is: fn(&u8) -> bool| id.as_bytes().iter().skip(1).any(is);
    id.len() == OLD_ID
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && has(u8::is_ascii_lowercase)
        && (has(u8::is_ascii_uppercase) || has(u8::is_ascii_digit))
}

/// Whether a program has the file locked. A file that cannot be opened counts as locked.
fn is_locked(path: &Path) -> bool {
    let file = File::options().write(true).open(path);
    file.map_or(true, |file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

#[cfg(unix)]
fn is_own(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::uid(metadata) == rustix::process::geteuid().as_raw()
}

/// On other systems, the system prevents other users from deleting it.
#[cfg(not(unix))]
fn is_own(_: &fs::Metadata) -> bool {
    true
}

#[cfg(unix)]
fn is_open_to_others(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::mode(metadata) & 0o077 != 0
}

#[cfg_attr(not(unix), expect(unused_variables, reason = "the folder decides there"))]
fn private(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

#[cfg_attr(not(unix), expect(unused_variables, reason = "the folder decides there"))]
fn close_to_others(file: &File) {
    #[cfg(unix)]
    if file.metadata().is_ok_and(|metadata| is_open_to_others(&metadata)) {
        let _ = file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600));
    }
}

#[cfg(not(windows))]
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

#[cfg(windows)]
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    renamed_again(|| fs::rename(from, to), || std::thread::sleep(Duration::from_millis(100)))
}

/// Renames, up to three more times while another program holds the target open: virus scanners and programs that
/// synchronise folders do so for a moment. If it stays open, the error is [`io::ErrorKind::ResourceBusy`].
///
/// Windows then says that access is denied, as it does without permission. The temporary file has just been written into
/// the same folder, so the folder's permissions allow it.
#[cfg(any(windows, test))]
fn renamed_again(mut rename: impl FnMut() -> io::Result<()>, mut pause: impl FnMut()) -> io::Result<()> {
    // Access denied, sharing violation, lock violation.
    let is_held = |error: &io::Error| matches!(error.raw_os_error(), Some(5 | 32 | 33));
    for _ in 0..3 {
        match rename() {
            Err(error) if is_held(&error) => pause(),
            result => return result,
        }
    }
    rename().map_err(
        |error| {
            if is_held(&error) { io::Error::new(io::ErrorKind::ResourceBusy, error) } else { error }
        },
    )
}

/// Whether a file could not be read or written because another program has it open and does not share it.
#[must_use]
pub fn is_held(error: &io::Error) -> bool {
    // Sharing violation, lock violation.
    error.kind() == io::ErrorKind::ResourceBusy
        || cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

/// Hides a new file on Windows, where a dot at the start of its name does not.
#[cfg_attr(not(windows), expect(unused_variables, reason = "the name decides there"))]
pub fn hide(options: &mut OpenOptions) {
    /// `FILE_ATTRIBUTE_HIDDEN`
    #[cfg(windows)]
    const HIDDEN: u32 = 2;
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::attributes(options, HIDDEN);
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Asserts that only the owner can read a file, or list a folder.
#[cfg(test)]
#[track_caller]
pub(crate) fn assert_private(path: &Path) {
    #[cfg(unix)]
    for path in [path, folder_of(path)] {
        assert!(!is_open_to_others(&fs::metadata(path).unwrap()), "{}", path.display());
    }
    assert!(path.exists(), "{}", path.display());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("审阅.txt");
        replace(&file, Access::Shared, b"one").unwrap();
        let mut given_up = Replacement::create(&file, Access::Shared).unwrap();
        given_up.write_all(b"tw").unwrap();
        assert_eq!(names(folder.path()).len(), 2);
        drop(given_up);
        assert_eq!(fs::read(&file).unwrap(), b"one");
        replace(&file, Access::Shared, b"two").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        // A folder at the target: the rename fails, and the temporary file is deleted.
        let taken = folder.path().join("taken");
        fs::create_dir_all(taken.join("full")).unwrap();
        replace(&taken, Access::Shared, b"three").unwrap_err();
        assert_eq!(names(folder.path()), ["taken", "审阅.txt"]);
    }

    #[test]
    fn a_file_that_another_program_holds_is_tried_again_and_then_named() {
        let denied = || Err(io::Error::from_raw_os_error(5));
        let (mut calls, mut pauses) = (0, 0);
        let held = renamed_again(
            || {
                calls += 1;
                denied()
            },
            || pauses += 1,
        );
        assert!(is_held(&held.unwrap_err()));
        assert_eq!((calls, pauses), (4, 3));
        let mut left = 2;
        let released = renamed_again(
            || {
                left -= 1;
                if left > 0 { denied() } else { Ok(()) }
            },
            || (),
        );
        released.unwrap();
        let mut calls = 0;
        let missing = renamed_again(
            || {
                calls += 1;
                Err(io::ErrorKind::NotFound.into())
            },
            || (),
        );
        assert_eq!((missing.unwrap_err().kind(), calls), (io::ErrorKind::NotFound, 1));
    }

    #[test]
    fn the_longest_names_can_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["审".repeat(85), "审".repeat(80) + ".review.ron", "a".repeat(255)] {
            let file = folder.path().join(&name);
            replace(&file, Access::Shared, b"one")
                .unwrap_or_else(|error| panic!("{} bytes: {error}", name.len()));
            replace(&file, Access::Private, b"two").unwrap();
            assert_eq!(fs::read(&file).unwrap(), b"two");
        }
    }

    #[cfg(unix)]
    #[test]
    fn modes_are_kept_or_closed() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("状态/a");
        create_private_folder(&inner).unwrap();
        assert_eq!((mode(&inner), mode(inner.parent().unwrap())), (0o700, 0o700));
        fs::set_permissions(&inner, PermissionsExt::from_mode(0o755)).unwrap();
        create_private_folder(&inner).unwrap();
        assert_eq!(mode(&inner), 0o700, "one that was open to others");

        let file = inner.join("log");
        append_private(&file).unwrap();
        assert_eq!(mode(&file), 0o600);
        fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
        append_private(&file).unwrap();
        assert_eq!(mode(&file), 0o600, "one that was open to others");

        for kept in [0o600, 0o640, 0o664] {
            fs::set_permissions(&file, PermissionsExt::from_mode(kept)).unwrap();
            replace(&file, Access::Shared, b"x").unwrap();
            assert_eq!(mode(&file), kept);
        }
        replace(&file, Access::Private, b"x").unwrap();
        assert_eq!(mode(&file), 0o600);
    }

    #[test]
    fn only_own_and_stale_temporary_files_are_swept() {
        let folder = tempfile::tempdir().unwrap();
        let create = |name: &str, age: Duration| {
            let path = folder.path().join(name);
            let file = File::create(&path).unwrap();
            file.set_modified(SystemTime::now() - age).unwrap();
            file
        };
        let (stale, fresh) = (Duration::from_hours(2), Duration::from_mins(30));
        let id = |digit: &str| format!("{PREFIX}{}{SUFFIX}", digit.repeat(ID));
        create(&id("1"), stale);
        create(".年度 审阅.review.ron.gKb3Xz", stale);
        let kept = [
            id("2"),
            ".年度 审阅.review.ron.gKb4Xz".to_owned(),
            ".年度 审阅.review.ron.lock".to_owned(),
            ".年度 审阅.review.ron.backup".to_owned() + "s",
            ".年度 审阅.review.ron.Backup".to_owned(),
            ".年度 审阅.review.ron.202401".to_owned(),
            "年度 审阅.review.ron".to_owned(),
            ".jiaokan-notes.tmp".to_owned(),
            format!("{PREFIX}{}{SUFFIX}", "g".repeat(ID)),
        ];
        for (index, name) in kept.iter().enumerate() {
            create(name, if index < 2 { fresh } else { stale });
        }
        let in_use = create(&id("3"), stale);
        in_use.lock().unwrap();
        sweep(folder.path(), SystemTime::now());
        let mut expected: Vec<String> = kept.into_iter().chain([id("3")]).collect();
        expected.sort();
        assert_eq!(names(folder.path()), expected);
        drop(in_use);
        sweep(folder.path(), SystemTime::now());
        assert!(!names(folder.path()).contains(&id("3")), "its program has ended");
    }
}
