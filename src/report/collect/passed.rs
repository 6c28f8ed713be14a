//! The files of a folder that are not taken up as reports, by kind.

use std::ffi::OsStr;
use std::path::Path;

use crate::report::{Format, PassedKind, ReadError, Reason};

/// Maximum number of names listed in the remark.
const NAMED: usize = 3;

/// What is done with a file or folder that is not taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Ignored without a remark: a review, or a file that the system keeps in each folder.
    Own,
    /// Counted.
    Counted(PassedKind),
}

/// Numbers of the files of a folder that are passed over, and the names of the first few.
#[derive(Debug, Default)]
pub(super) struct PassedOver {
    kinds: Vec<(PassedKind, usize)>,
    names: Vec<String>,
}

impl PassedOver {
    /// Counts a file or folder.
    pub(super) fn add(&mut self, kind: Kind, path: &Path) {
        let Kind::Counted(kind) = kind else { return };
        match self.kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => self.kinds.push((kind, 1)),
        }
        if kind.may_be_report() && self.names.len() <= NAMED {
            self.names.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
        }
    }

    /// Whether none of the files may be a report.
    pub(super) fn is_remark(&self) -> bool {
        self.kinds.iter().all(|(kind, _)| !kind.may_be_report())
    }

    /// Adds the remark on the folder, or the archive, at `path` to the errors.
    pub(super) fn report(mut self, path: &Path, unreadable: &mut Vec<ReadError>) {
        if self.kinds.is_empty() {
            return;
        }
        self.kinds.sort_unstable();
        let mut names = self.names.get(..NAMED).unwrap_or(&self.names).join(", ");
        if self.names.len() > NAMED {
            names.push('…');
        }
        unreadable.push(ReadError {
            path: path.to_owned(),
            reason: Reason::PassedOver { kinds: self.kinds, names },
        });
    }
}

/// The kind of a file, or a folder, that its name alone excludes.
pub(super) fn by_name(name: &OsStr) -> Option<Kind> {
    let name = name.to_string_lossy().to_lowercase();
    let of_the_system = matches!(name.as_str(), "thumbs.db" | "desktop.ini" | ".ds_store" | "__macosx")
        || name.starts_with("._");
    if of_the_system || name.ends_with(".review.ron") {
        return Some(Kind::Own);
    }
    let is_lock = ["~$", ".~lock.", ".~"].iter().any(|prefix| name.starts_with(prefix));
    if is_lock || name.starts_with('~') {
        Some(Kind::Counted(PassedKind::Temporary))
    } else if name.starts_with('.') {
        Some(Kind::Counted(PassedKind::Hidden))
    } else {
        None
    }
}

/// The kind of a file that is not taken up because of its extension, or as a `README`.
pub(super) fn by_format(path: &Path) -> Option<Kind> {
    let is_readme = path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"));
    match Format::from_name(path) {
        _ if is_readme => Some(Kind::Counted(PassedKind::Readme)),
        Some(Format::Picture) => Some(Kind::Counted(PassedKind::Picture)),
        Some(_) => None,
        None => Some(Kind::Counted(PassedKind::Other)),
    }
}

/// Whether a folder holds the pictures and scripts of a web page that a browser saved beside it.
pub(super) fn belongs_to_page(folder: &Path) -> bool {
    let full = folder.file_name().unwrap_or_default().to_string_lossy();
    let name = full.to_lowercase();
    let Some(of) = ["_files", ".files"].iter().find(|ending| name.ends_with(*ending)) else { return false };
    let Some(stem) = full.get(..full.len() - of.len()) else { return false };
    ["html", "htm", "mht"].iter().any(|ending| folder.with_file_name(format!("{stem}.{ending}")).is_file())
}
