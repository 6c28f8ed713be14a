//! Stored form of report paths in a review file: relative to the file's folder with `/` on every system, so that the
//! folder can be moved, synchronised or sent as a whole.
//!
//! A name that is not UTF-8 (an archive from a system in GBK, unpacked on Linux) is written as `file:` and the path with
//! its bytes percent-encoded; a name that itself begins with `file:` gets `./` in front.

use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf, Prefix};

use super::error::StoreReason;
use crate::files::real_path;

const ENCODED: &str = "file:";

/// The form in which `path` is written into a review file in `folder`, which must be canonical.
pub(in crate::review) fn stored_from_path(path: &Path, folder: &Path) -> Result<String, StoreReason> {
    // A path that this system could not decode is written back unchanged.
    #[cfg(not(unix))]
    if let Some(text) = path.to_str().filter(|text| text.starts_with(ENCODED)) {
        return Ok(text.to_owned());
    }
    let path = std::path::absolute(path).map_err(StoreReason::from_read)?;
    let relative = shortened(path, folder);
    match with_slashes(&relative) {
        Some(text) if text.starts_with(ENCODED) => Ok(format!("./{text}")),
        Some(text) => Ok(text),
        None => percent_encoded(&relative)
            .ok_or_else(|| StoreReason::UnwritablePath(relative.to_string_lossy().into_owned())),
    }
}

/// The absolute path of a report stored as `stored` in a review file in `folder`, which must be canonical.
pub(in crate::review) fn path_from_stored(stored: &Path, folder: &Path) -> PathBuf {
    let encoded = stored.to_str().and_then(|text| text.strip_prefix(ENCODED));
    let stored = match encoded.map(percent_decoded) {
        Some(None) if cfg!(not(unix)) => return stored.to_owned(),
        // Invalid encoding: treated as a file name.
        Some(None) | None => stored.to_owned(),
        Some(Some(decoded)) => decoded,
    };
    // The folder is canonical, so `..` at the start removes its last name. Later `..` may follow a link and are kept.
    let mut path = folder.to_owned();
    let mut components = stored.components().peekable();
    while let Some(first) = components.next_if(|c| matches!(c, Component::CurDir | Component::ParentDir)) {
        if first == Component::ParentDir {
            path.pop();
        }
    }
    path.join(components.collect::<PathBuf>())
}

/// The path from `folder` to the file at `path`, or `path` itself.
fn shortened(path: PathBuf, folder: &Path) -> PathBuf {
    if let Ok(inside) = path.strip_prefix(folder) {
        return inside.to_owned();
    }
    // The system would contact the computer of a share to resolve its folders.
    if super::reaches_elsewhere(&path, Some(folder)) {
        return path;
    }
    // One of the two may have been reached through a linked folder. The file itself may be a link: its name is kept.
    let canonical = path
        .parent()
        .and_then(|parent| real_path(parent).ok())
        .zip(path.file_name())
        .and_then(|(parent, name)| relative_path(&parent.join(name), folder));
    canonical.or_else(|| relative_path(&path, folder)).unwrap_or(path)
}

/// `path` relative to `folder`; `None` if they share only a root, since then they do not move together.
fn relative_path(path: &Path, folder: &Path) -> Option<PathBuf> {
    let path: Vec<Component<'_>> = path.components().collect();
    let folder: Vec<Component<'_>> = folder.components().collect();
    let shared = path.iter().zip(&folder).take_while(|(p, f)| is_same(**p, **f)).count();
    if !folder.iter().take(shared).any(|component| matches!(component, Component::Normal(_))) {
        return None;
    }
    let up = folder.iter().skip(shared).map(|_| Component::ParentDir);
    Some(up.chain(path.iter().skip(shared).copied()).collect())
}

/// Equal, or the same disk in the two notations of Windows.
fn is_same(left: Component<'_>, right: Component<'_>) -> bool {
    match (left, right) {
        (Component::Prefix(left), Component::Prefix(right)) => match (left.kind(), right.kind()) {
            (Prefix::Disk(l) | Prefix::VerbatimDisk(l), Prefix::Disk(r) | Prefix::VerbatimDisk(r)) => {
                l.eq_ignore_ascii_case(&r)
            }
            (
                Prefix::UNC(server_l, share_l) | Prefix::VerbatimUNC(server_l, share_l),
                Prefix::UNC(server_r, share_r) | Prefix::VerbatimUNC(server_r, share_r),
            ) => server_l == server_r && share_l == share_r,
            (l, r) => l == r,
        },
        (left, right) => left == right,
    }
}

/// The path as text with `/` between names; `None` if it is not Unicode.
fn with_slashes(path: &Path) -> Option<String> {
    let text = path.to_str()?;
    Some(if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() })
}

/// The path's bytes; all but ASCII letters, digits and `/ . - _` as `%` and two digits.
fn percent_encoded(path: &Path) -> Option<String> {
    let mut out = ENCODED.to_owned();
    for &byte in unix_bytes(path)? {
        if byte.is_ascii_alphanumeric() || b"/.-_".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    Some(out)
}

fn percent_decoded(text: &str) -> Option<PathBuf> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first == b'%' {
            let digits = tail.get(..2).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
            bytes.push(u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?);
            rest = tail.get(2..)?;
        } else {
            bytes.push(*first);
        }
    }
    path_from_unix_bytes(bytes)
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere a path has no bytes")]
fn unix_bytes(path: &Path) -> Option<&[u8]> {
    use std::os::unix::ffi::OsStrExt as _;
    Some(path.as_os_str().as_bytes())
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere bytes are no path")]
fn path_from_unix_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt as _;
    Some(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
}

#[cfg(not(unix))]
fn unix_bytes(_path: &Path) -> Option<&[u8]> {
    None
}

#[cfg(not(unix))]
fn path_from_unix_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(PathBuf::from)
}

// Only on Unix is a path just bytes.
#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stored(path: &str) -> String {
        stored_from_path(Path::new(path), Path::new("/home/lin/审阅")).unwrap()
    }

    fn read(stored: &str) -> PathBuf {
        path_from_stored(Path::new(stored), Path::new("/home/lin/审阅"))
    }

    #[test]
    fn paths_are_relative_where_the_folders_can_move_together() {
        assert_eq!(stored("/home/lin/审阅/甲.txt"), "甲.txt");
        assert_eq!(stored("/home/lin/审阅/2024/甲.txt"), "2024/甲.txt");
        assert_eq!(stored("/home/lin/甲.txt"), "../甲.txt");
        assert_eq!(stored("/home/lin/报告/甲.txt"), "../报告/甲.txt");
        assert_eq!(stored("/home/lin/审阅2/甲.txt"), "../审阅2/甲.txt");
        assert_eq!(stored("/srv/甲.txt"), "/srv/甲.txt", "nothing but the root is shared");
        assert_eq!(stored("/home/lin/审阅/file:甲.txt"), "./file:甲.txt");
    }

    #[test]
    fn stored_paths_become_absolute() {
        assert_eq!(read("甲.txt"), Path::new("/home/lin/审阅/甲.txt"));
        assert_eq!(read("./甲.txt"), Path::new("/home/lin/审阅/甲.txt"));
        assert_eq!(read("../../wu/./甲.txt"), Path::new("/home/wu/甲.txt"));
        assert_eq!(
            read("link/../甲.txt"),
            Path::new("/home/lin/审阅/link/../甲.txt"),
            "link may lead elsewhere"
        );
        assert_eq!(read("../../../../../甲.txt"), Path::new("/甲.txt"));
        assert_eq!(read("/srv/甲.txt"), Path::new("/srv/甲.txt"));
        assert_eq!(read("file:a%2Fb"), Path::new("/home/lin/审阅/a/b"));
        for odd in ["file:%", "file:%+f", "file:%zz"] {
            assert_eq!(read(odd), Path::new("/home/lin/审阅").join(odd));
        }
    }

    proptest! {
        #[test]
        fn every_path_is_read_back(names in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..6), 1..5), inside: bool) {
            let folder = Path::new("/home/lin/审阅");
            let mut path = if inside { folder.to_owned() } else { PathBuf::from("/home") };
            for mut name in names {
                name.retain(|byte| !b"/\0".contains(byte));
                path.push(path_from_unix_bytes(name).unwrap());
            }
            prop_assume!(path.components().all(|c| c != Component::ParentDir));
            let stored = stored_from_path(&path, folder).unwrap();
            prop_assert!(!stored.starts_with('/'), "{}", stored);
            prop_assert_eq!(path_from_stored(Path::new(&stored), folder), path.components().collect::<PathBuf>());
        }
    }
}
