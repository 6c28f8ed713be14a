//! Names and real paths of files, alike on every system: a review is passed from one to another.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Names that Windows keeps for devices, whatever follows the first dot.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// Maximum length, in UTF-16 units, of a path that programs on Windows can open without the prefix `\\?\`.
const MAX_PLAIN: usize = 259;

/// Whether every system can have a file of this name. On Windows some characters have another meaning (`a:b` is a hidden
/// part of `a`), some names are devices, and a dot or a space at the end is dropped.
#[must_use]
pub fn is_portable(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else { return true };
    let stem = name.split('.').next().unwrap_or_default().trim_end_matches(' ').to_uppercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device).map(|rest| rest.chars().collect::<Vec<char>>());
        number.is_some_and(|number| matches!(number[..], ['0'..='9' | '¹' | '²' | '³']))
    };
    !name.contains(is_forbidden)
        && !name.ends_with(['.', ' '])
        && !DEVICES.contains(&stem.as_str())
        && !["COM", "LPT"].into_iter().any(numbered)
}

/// Whether a name on Windows cannot contain this character.
#[must_use]
pub fn is_forbidden(character: char) -> bool {
    character.is_control() || "<>:\"|?*\\/".contains(character)
}

/// The path through all links, as [`fs::canonicalize`], but in the notation that people and other programs use: on
/// Windows without the prefix `\\?\`, unless the path is too long for it.
pub fn real_path(path: &Path) -> io::Result<PathBuf> {
    let real = fs::canonicalize(path)?;
    if !cfg!(windows) {
        return Ok(real);
    }
    Ok(real.to_str().and_then(without_prefix).map_or(real.clone(), PathBuf::from))
}

/// A path of Windows without the prefix `\\?\`; `None` if it has none or needs it.
fn without_prefix(path: &str) -> Option<String> {
    let rest = path.strip_prefix(r"\\?\")?;
    let plain = match rest.strip_prefix(r"UNC\") {
        Some(share) => format!(r"\\{share}"),
        None if rest.as_bytes().get(1) == Some(&b':') => rest.to_owned(),
        None => return None,
    };
    let names = plain.split('\\').skip_while(|name| name.is_empty() || name.ends_with(':'));
    let is_portable = names.map(OsStr::new).all(is_portable);
    (plain.encode_utf16().count() <= MAX_PLAIN && is_portable && !plain.contains('/')).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_cannot_have_are_told_apart() {
        for name in [
            "年度 审阅.review.ron",
            "a.b.c",
            "CONSOLE.md",
            "com.md",
            "COM10.txt",
            "nul-1.txt",
            ".a",
            "（一）.md",
        ] {
            assert!(is_portable(OsStr::new(name)), "{name}");
        }
        for name in [
            "CON",
            "con.md",
            "Nul.tar.gz",
            "COM1.txt",
            "lpt¹",
            "AUX .md",
            "CONIN$",
            "a:b.md",
            "a?.md",
            "x.",
            "x ",
            "a\tb",
            "\"a\"",
            "a|b",
            "<a>",
            "a*",
        ] {
            assert!(!is_portable(OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn the_long_notation_of_windows_is_left_where_it_is_not_needed() {
        let plain = |path: &str| without_prefix(path);
        assert_eq!(plain(r"\\?\C:\报告\甲.txt").as_deref(), Some(r"C:\报告\甲.txt"));
        assert_eq!(plain(r"\\?\UNC\host\share\甲.txt").as_deref(), Some(r"\\host\share\甲.txt"));
        assert_eq!(plain(r"C:\甲.txt"), None);
        assert_eq!(plain(r"\\?\Volume{1}\甲.txt"), None);
        assert_eq!(plain(r"\\?\C:\甲.\乙.txt"), None, "only with the prefix can it be opened");
        assert_eq!(plain(&format!(r"\\?\C:\{}", "甲".repeat(300))), None);
    }

    #[test]
    fn the_real_path_is_the_system_s() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(real_path(&folder.path().join(".")).unwrap(), fs::canonicalize(folder.path()).unwrap());
        assert!(real_path(&folder.path().join("missing")).is_err());
    }
}
