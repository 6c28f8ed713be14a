//! The rows of the work list: their heights, and their words, which are made for the rows in view only and kept until
//! something changes.

use std::collections::HashMap;

use super::GAP;
use super::words::{RowWords, row_words};
use crate::i18n::Language;
use crate::session::Subject;
use crate::ui::context::UiCtx;
use crate::ui::theme::{ROW_HEIGHT, TALL_ROW_HEIGHT};

/// Heights and words of the rows.
#[derive(Default)]
pub(super) struct Rows {
    key: Option<(u64, Language)>,
    /// Words of the rows that were in view, by their index in the tree.
    words: HashMap<usize, RowWords>,
    /// Top of each row, and the end of the last one, in points.
    pub(super) tops: Vec<f32>,
    /// The row that the list was last scrolled to, and the list's height then, in points.
    pub(super) shown: Option<(usize, usize)>,
    /// The last row that a click chose.
    pub(super) clicked: Option<usize>,
}

/// Computes the heights anew and drops the words if anything has changed. Linear in the rows that are unfolded.
pub(super) fn refresh(cx: &mut UiCtx<'_>) {
    let key = (cx.session.marks_revision(), cx.words.language());
    let mut rows = std::mem::take(cx.view.slot::<Rows>());
    if rows.key.replace(key) != Some(key) {
        rows.words.clear();
        let nodes = &cx.session.findings().tree.nodes;
        let mut top = 0.0;
        rows.tops.clear();
        rows.tops.push(top);
        for row in &cx.session.listing().rows {
            let is_small = matches!(nodes[row.node].subject, Subject::Part { .. } | Subject::Check { .. });
            top += GAP + if is_small { ROW_HEIGHT } else { TALL_ROW_HEIGHT };
            rows.tops.push(top);
        }
    }
    *cx.view.slot() = rows;
}

impl Rows {
    /// The words of a row.
    pub(super) fn words(&mut self, cx: &UiCtx<'_>, node: usize) -> &RowWords {
        self.words.entry(node).or_insert_with(|| row_words(cx, node))
    }
}
