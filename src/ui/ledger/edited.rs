//! What the dialogs of the ledger are about. The grid and its menu set it before they open one.

use crate::figures::Subject;

/// Rows and words in the dialogs of the ledger.
#[derive(Default)]
pub(in crate::ui) struct Edited {
    /// The wordings of each row in the chart, by which it is found in a table that was made anew.
    pub(in crate::ui) charted: Vec<Vec<Subject>>,
    /// Wordings of the row that is renamed.
    pub(in crate::ui) subjects: Vec<Subject>,
    /// Its name, as typed.
    pub(in crate::ui) name: String,
    /// Words that name one thing, one a line, as typed.
    pub(in crate::ui) words: String,
}
