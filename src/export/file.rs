//! Writes a file completely or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::docx::{self, Document};
use super::{ExportError, Format, ReportSheet, Sheet, pdf};
use crate::files::{Access, Replacement, is_portable, real_path};
use crate::report::{AskedWords, Format as ReportFormat, Report, bytes_of, plan_marking};
use crate::review::store::{Protected, sha256};

/// Writes a file under a temporary name in the same folder and then renames it. On an error nothing is left behind and an
/// existing file is unchanged. An existing file is replaced only with `force`; a protected one, or a review, never.
pub fn save(
    path: &Path,
    force: bool,
    protected: &Protected,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    check(path, force, protected)?;
    // The target of a link is replaced, not the link.
    let path = real_path(path).unwrap_or_else(|_| path.to_owned());
    if path.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
    }
    let mut out = BufWriter::new(Replacement::create(&path, Access::Shared)?);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    // The file may have been created meanwhile.
    check(&path, force, protected)?;
    file.commit()?;
    Ok(())
}

/// Whether a file may be written at this path.
fn check(path: &Path, force: bool, protected: &Protected) -> Result<(), ExportError> {
    if protected.contains(path) {
        return Err(ExportError::Protected);
    }
    if !force && is_taken(path) {
        return Err(ExportError::Exists);
    }
    // A device or a pipe would be replaced by a file, not written to.
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return Err(ExportError::NotAFile);
    }
    if !is_taken(path) && !path.file_name().is_some_and(is_portable) {
        return Err(ExportError::Name);
    }
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

/// The file of the report with this index in [`Sheet::reports`] in a format that makes one of each report: for Word, or a
/// PDF with annotations. Reads the report's own file, which becomes the copy if it is of that kind.
///
/// # Errors
/// Those of the format.
pub fn report_document(format: Format, sheet: &Sheet, report: usize) -> Result<Document, ExportError> {
    let own = sheet.reports.get(report);
    let original = |kind| own.and_then(|own| original(own, kind));
    match format {
        Format::Pdf => pdf::of_report(sheet, report, original(ReportFormat::Pdf).as_deref()),
        _ => docx::of_report(sheet, report, original(ReportFormat::Docx).as_deref()),
    }
}

/// Whether a report's own file, a DOCX or a PDF, can be copied with comments: it is unchanged since it was read, and some of
/// its text is found in it. Takes some milliseconds.
#[must_use]
pub fn can_be_copied(report: &Report) -> bool {
    let bytes = bytes_of(&report.path).ok().filter(|bytes| sha256(bytes) == report.sha256);
    bytes.is_some_and(|bytes| match report.format {
        ReportFormat::Docx => docx::can_annotate(&bytes, &report.text),
        ReportFormat::Pdf => plan_marking(&bytes, &AskedWords::default()).is_ok(),
        _ => false,
    })
}

/// The bytes of a report's file if it is of a kind and unchanged since the sheet was made.
fn original(report: &ReportSheet, kind: ReportFormat) -> Option<Vec<u8>> {
    if report.unreadable.is_some() || report.format != kind.name() {
        return None;
    }
    bytes_of(&report.path).ok().filter(|bytes| sha256(bytes) == report.sha256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overwritten_unasked_and_nothing_is_left_half() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        let none = Protected::default();
        let half = |out: &mut dyn Write| {
            out.write_all(b"half")?;
            Err(ExportError::Format("no room".into()))
        };
        assert!(save(&file, false, &none, half).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        let whole = |out: &mut dyn Write| Ok(out.write_all(b"whole")?);
        save(&file, false, &none, whole).unwrap();
        assert!(matches!(save(&file, false, &none, |_| Ok(())), Err(ExportError::Exists)));
        assert!(save(&file, true, &none, half).is_err());
        assert_eq!(fs::read(&file).unwrap(), b"whole");
        save(&file, true, &none, |out| Ok(out.write_all(b"new")?)).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(save(folder.path(), true, &none, |_| Ok(())).is_err());
        #[cfg(unix)]
        {
            let socket = folder.path().join("socket.md");
            let _open = std::os::unix::net::UnixListener::bind(&socket).unwrap();
            let saved = save(&socket, true, &none, |_| Ok(()));
            assert!(matches!(saved, Err(ExportError::NotAFile)), "{saved:?}");
        }
        let device = save(&folder.path().join("CON.md"), false, &none, |_| Ok(()));
        assert!(matches!(device, Err(ExportError::Name)), "{device:?}");
    }

    #[test]
    fn no_option_lets_a_report_or_a_review_be_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["报告.docx", "审阅.review.ron", "other.html"] {
            fs::write(at(name), if name == "报告.docx" { "PK" } else { "Review(schema: 1)" }).unwrap();
        }
        fs::hard_link(at("报告.docx"), at("hard.docx")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(at("报告.docx"), at("soft.docx")).unwrap();
        let protected = Protected::new([at("报告.docx")]);
        let names = ["报告.docx", "hard.docx", "soft.docx", "审阅.review.ron", "other.html"];
        for name in names.into_iter().filter(|name| cfg!(unix) || *name != "soft.docx") {
            for force in [true, false] {
                let saved = save(&at(name), force, &protected, |_| panic!("nothing is even made for it"));
                assert!(matches!(saved, Err(ExportError::Protected)), "{name}: {saved:?}");
            }
        }
        // A report that takes the name while the export is being made.
        fs::write(at("taken.md"), "").unwrap();
        let saved = save(&at("taken.md"), true, &protected, |_| {
            fs::remove_file(at("taken.md"))?;
            Ok(fs::hard_link(at("报告.docx"), at("taken.md"))?)
        });
        assert!(matches!(saved, Err(ExportError::Protected)), "{saved:?}");
        assert_eq!(fs::read(at("报告.docx")).unwrap(), b"PK");
    }
}
