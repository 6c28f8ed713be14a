//! Paths that lead to another computer. Windows opens `\\host\share\file` like any other path and logs in there with the
//! user's name, so a review from elsewhere must not be able to cause that.

use std::path::Path;

/// Whether opening this report of the review at `review` would contact a computer that the user did not choose. A
/// review on a network share may have its reports on the same share.
#[must_use]
pub fn reaches_elsewhere(report: &Path, review: Option<&Path>) -> bool {
    if !cfg!(windows) {
        // Elsewhere such paths are ordinary local ones.
        return false;
    }
    let share = |path: &Path| share_of(&path.to_string_lossy());
    share(report).is_some_and(|report| review.and_then(share) != Some(report))
}

/// The computer and share of a network path of Windows, in small letters.
fn share_of(path: &str) -> Option<(String, String)> {
    let path = path.replace('/', "\\").to_lowercase();
    let rest = path.strip_prefix("\\\\")?;
    let rest = match rest.strip_prefix("?\\").or_else(|| rest.strip_prefix(".\\")) {
        // The long notation refers to another computer only with `UNC`.
        Some(long) => long.strip_prefix("unc\\")?,
        None => rest,
    };
    let mut names = rest.split('\\');
    Some((names.next()?.to_owned(), names.next().unwrap_or_default().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_paths_are_recognised_in_every_notation() {
        let share = Some(("host".to_owned(), "share".to_owned()));
        for path in
            [r"\\host\share\a.txt", "//Host/Share/a.txt", r"\\?\UNC\host\share\a.txt", r"\\.\unc\host\share"]
        {
            assert_eq!(share_of(path), share, "{path}");
        }
        for path in [r"C:\a.txt", r"\\?\C:\a.txt", "/home/a.txt", r"..\a.txt", "a.txt"] {
            assert_eq!(share_of(path), None, "{path}");
        }
        let (report, review) = (Path::new(r"\\host\share\a.txt"), Path::new(r"\\host\share\b.review.ron"));
        assert_eq!(reaches_elsewhere(report, None), cfg!(windows));
        assert!(!reaches_elsewhere(report, Some(review)));
    }
}
