//! Relative paths of reports. Exports contain no absolute path, so that they reveal no folder of the machine they were
//! made on.

use std::path::{Component, Path, PathBuf};

/// The path from `folder` to a file, with `/` between names; `None` if they share only a root. Both are absolute.
pub(super) fn relative(file: &Path, folder: &Path) -> Option<String> {
    let (file, folder): (Vec<_>, Vec<_>) = (file.components().collect(), folder.components().collect());
    let shared = file.iter().zip(&folder).take_while(|(file, folder)| file == folder).count();
    if !folder[..shared].iter().any(|component| matches!(component, Component::Normal(_))) {
        return None;
    }
    let up = folder[shared..].iter().map(|_| "..".into());
    let down = file[shared..].iter().map(|component| component.as_os_str().to_string_lossy());
    Some(up.chain(down).collect::<Vec<_>>().join("/"))
}

/// The deepest folder that holds all these files; `None` without files, or if they are on different disks.
pub(super) fn common_folder<'a>(files: impl IntoIterator<Item = &'a Path>) -> Option<PathBuf> {
    let mut folders = files.into_iter().map(|file| file.parent().unwrap_or(file));
    let mut common: Vec<Component<'_>> = folders.next()?.components().collect();
    for folder in folders {
        let shared =
            common.iter().zip(folder.components()).take_while(|(one, other)| **one == *other).count();
        common.truncate(shared);
    }
    (!common.is_empty()).then(|| common.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_a_folder() {
        let see = |file: &str, folder: &str| relative(Path::new(file), Path::new(folder));
        assert_eq!(see("/home/lin/a b/甲.txt", "/home/lin").as_deref(), Some("a b/甲.txt"));
        assert_eq!(see("/home/lin/甲.txt", "/home/lin/out/x").as_deref(), Some("../../甲.txt"));
        assert_eq!(see("/srv/甲.txt", "/home/lin"), None);
        let files = ["/home/lin/2024/甲.txt", "/home/lin/2023/乙.txt", "/home/lin/丙.txt"];
        assert_eq!(common_folder(files.map(Path::new)), Some("/home/lin".into()));
        assert_eq!(common_folder([]), None);
    }
}
