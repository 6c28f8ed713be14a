//! Where a review was left: which reports the panes showed and where they stood, the filter, the unfolded rows, the
//! selected finding. Kept with the user's choices and not in the review's file, since it is one reviewer's place in a file
//! that several may share.

use std::path::{Path, PathBuf};

/// Maximum number of reviews whose places are kept.
const KEPT: usize = 16;

/// The place at which one review was left.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct LeftAt {
    /// The review's file.
    pub review: PathBuf,
    /// For each pane its report's file and the position at reading height, in characters.
    pub panes: Vec<Option<(PathBuf, usize)>>,
    /// The pane with the focus.
    pub focus: usize,
    /// Whether the comparison was shown.
    pub compared: bool,
    /// The filter of the list of findings.
    pub filter: String,
    /// Digests of the rows that were unfolded in the work list.
    pub unfolded: Vec<String>,
    /// Key of the selected finding and the places of it that were shown.
    pub chosen: Option<(String, [usize; 2])>,
}

impl LeftAt {
    /// Puts a place before those of other reviews, in the stead of the earlier one of the same review.
    pub(super) fn keep(self, list: &mut Vec<Self>) {
        list.retain(|left| left.review != self.review);
        list.insert(0, self);
        list.truncate(KEPT);
    }

    /// The place of a review.
    pub(super) fn of<'a>(list: &'a [Self], review: &Path) -> Option<&'a Self> {
        list.iter().find(|left| left.review == review)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_has_one_place_and_the_oldest_are_dropped() {
        let mut list = Vec::new();
        for number in 0..40 {
            let review = PathBuf::from(format!("/{}.review.ron", number % 20));
            LeftAt { review, focus: number, ..LeftAt::default() }.keep(&mut list);
        }
        assert_eq!(list.len(), KEPT);
        assert_eq!(LeftAt::of(&list, Path::new("/19.review.ron")).map(|left| left.focus), Some(39));
        assert!(LeftAt::of(&list, Path::new("/0.review.ron")).is_none());
    }
}
