//! A file that is written whole or not at all. What is in it is for the writers.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use atomic_write_file::AtomicWriteFile;

use super::{ExportError, ReportSheet};
use crate::report::Format;
use crate::review::store::sha256;

/// Writes a file beside its place and then puts it there; a failure leaves nothing behind and what was there as it
/// was. A file that is there is replaced only with `force`.
pub fn save(
    path: &Path,
    force: bool,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let exists = fs::symlink_metadata(path).is_ok();
    if exists && !force {
        return Err(ExportError::Exists);
    }
    // What stands behind a link is replaced, and not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if path.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
    }
    let mut out = BufWriter::new(AtomicWriteFile::open(&path)?);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    // Whoever made the file meanwhile keeps it: seen late, but not overwritten in silence.
    if !force && fs::symlink_metadata(&path).is_ok() {
        return Err(ExportError::Exists);
    }
    file.commit()?;
    Ok(())
}

/// Creates a folder if it does not exist; its parent must exist.
pub fn make_folder(path: &Path) -> Result<(), ExportError> {
    if !path.is_dir() {
        fs::create_dir(path)?;
    }
    Ok(())
}

/// Whether the path is a folder.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether anything exists at the path, including a dangling link.
#[must_use]
pub fn is_taken(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// The bytes of a report's file if it is a DOCX and unchanged since the sheet was made.
#[must_use]
pub fn original(report: &ReportSheet) -> Option<Vec<u8>> {
    if report.unreadable.is_some() || report.format != Format::Docx.name() {
        return None;
    }
    fs::read(&report.path).ok().filter(|bytes| sha256(bytes) == report.sha256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overwritten_unasked_and_nothing_is_left_half() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        let half = |out: &mut dyn Write| {
            out.write_all(b"half")?;
            Err(ExportError::Format("no room".into()))
        };
        assert!(save(&file, false, half).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        let whole = |out: &mut dyn Write| Ok(out.write_all(b"whole")?);
        save(&file, false, whole).unwrap();
        assert!(matches!(save(&file, false, |_| Ok(())), Err(ExportError::Exists)));
        assert!(save(&file, true, half).is_err());
        assert_eq!(fs::read(&file).unwrap(), b"whole");
        save(&file, true, |out| Ok(out.write_all(b"new")?)).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(save(folder.path(), true, |_| Ok(())).is_err());
    }
}
