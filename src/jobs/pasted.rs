//! Pasted texts, kept as files.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::Zoned;

/// Maximum number of files of one second.
const MAX_OF_ONE_TIME: u32 = 1000;

/// Writes a text to a new file in a folder and returns its path. The name says when it was pasted.
pub(super) fn keep(text: &str, folder: Option<PathBuf>, now: &Zoned) -> io::Result<PathBuf> {
    let folder = folder.ok_or_else(|| io::Error::other("the system names no folder for the user's data"))?;
    std::fs::create_dir_all(&folder)?;
    for number in 1..MAX_OF_ONE_TIME {
        let path = folder.join(name(now, number));
        match new_file(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                file.sync_all()?;
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Creates a file that only the user can read.
fn new_file(path: &Path) -> io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// `粘贴 2026-03-08 09.05.07.txt`; colons are not allowed in names on Windows.
fn name(now: &Zoned, number: u32) -> String {
    let time = now.strftime("%Y-%m-%d %H.%M.%S");
    if number == 1 { format!("粘贴 {time}.txt") } else { format!("粘贴 {time} {number}.txt") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_a_file_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let now: Zoned = "2026-03-08T09:05:07+08:00[+08:00]".parse().unwrap();
        let inner = folder.path().join("data");
        let first = keep("甲县", Some(inner.clone()), &now).unwrap();
        let second = keep("乙县", Some(inner.clone()), &now).unwrap();
        assert_eq!(first, inner.join("粘贴 2026-03-08 09.05.07.txt"));
        assert_eq!(second, inner.join("粘贴 2026-03-08 09.05.07 2.txt"));
        assert_eq!(std::fs::read_to_string(second).unwrap(), "乙县");
        assert!(keep("丙县", None, &now).is_err());
    }
}
