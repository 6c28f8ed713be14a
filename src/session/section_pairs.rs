//! Which sections of the reports in two panes belong together, for the outline. They are the headings of the comparison
//! row by row, made by a worker whenever two panes show other reports than before.

use std::sync::Arc;

use super::{Document, Effect, ReportId, Session};
use crate::compare::{Cell, Comparison, Role};

/// Longer reports are not compared unasked, in characters.
const LONGEST: usize = 300_000;

/// Two sections that belong together, or one that nothing belongs to: each the index in its outline, on the left and on
/// the right.
pub type SectionPair = (Option<usize>, Option<usize>);

/// What was made of which reports.
#[derive(Clone, Debug, Default)]
pub struct SectionPairs {
    /// The reports on the left and on the right, with the address of each as it was read.
    of: Option<[(ReportId, usize); 2]>,
    /// The pairs in the order of both reports, once they are there.
    pairs: Vec<SectionPair>,
    /// Tells one wish from another.
    generation: u64,
}

impl SectionPairs {
    /// The two reports and their pairs, where at least two sections go together.
    #[must_use]
    pub fn shown(&self) -> Option<([ReportId; 2], &[SectionPair])> {
        let together = self.pairs.iter().filter(|(left, right)| left.is_some() && right.is_some()).count();
        let reports = self.of?.map(|(report, _)| report);
        (together > 1).then_some((reports, &self.pairs))
    }
}

/// The headings of a comparison. A heading that moved is met where it stands on the left.
#[must_use]
pub fn section_pairs(comparison: &Comparison) -> Vec<SectionPair> {
    let heading = |cell: Option<Cell>| {
        cell.filter(|cell| matches!(cell.role, Role::Heading(_))).and_then(|cell| cell.section)
    };
    let mut pairs = Vec::new();
    for row in &comparison.rows {
        let there = row.counterpart.and_then(|row| comparison.rows.get(row));
        match (heading(row.left), heading(row.right)) {
            (None, None) => {}
            (Some(left), None) => pairs.push((Some(left), there.and_then(|there| heading(there.right)))),
            (None, Some(_)) if there.is_some_and(|there| heading(there.left).is_some()) => {}
            pair => pairs.push(pair),
        }
    }
    pairs
}

impl Session {
    /// Asks for the pairs of what two panes show, where they are not there yet.
    pub(super) fn pair_sections(&mut self) -> Option<Effect> {
        let shown: Vec<ReportId> = self.panes.list.iter().filter_map(|pane| pane.report).collect();
        let documents: Option<[Arc<Document>; 2]> = match shown[..] {
            [left, right] if left != right => self.document(left).cloned().zip(self.document(right).cloned()),
            _ => None,
        }
        .map(|(left, right)| [left, right])
        .filter(|documents| documents.iter().all(|document| document.characters <= LONGEST));
        let named = |documents: &[Arc<Document>; 2]| {
            [0, 1].map(|side| (shown[side], Arc::as_ptr(&documents[side]) as usize))
        };
        let of = documents.as_ref().map(named);
        if of == self.section_pairs.of {
            return None;
        }
        self.generation += 1;
        let generation = self.generation;
        self.section_pairs = SectionPairs { of, pairs: Vec::new(), generation };
        documents.map(|documents| Effect::PairSections { generation, documents })
    }

    pub(super) fn sections_paired(&mut self, generation: u64, pairs: Vec<SectionPair>) {
        if self.section_pairs.generation == generation {
            self.section_pairs.pairs = pairs;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;
    use crate::session::compare_rows;
    use crate::structure::outline;
    use crate::task::Cancel;

    fn document(text: &str) -> Document {
        let report = Report::from_text("a.txt", text);
        let outline = outline(&report);
        Document::new(report, outline)
    }

    #[test]
    fn sections_of_two_years_go_together_and_a_new_one_stands_alone() {
        let body = "全县各部门按照年初确定的任务抓好落实，全年办结各类案件三十五件，群众反映良好。";
        let left =
            format!("栖川县2023年报告\n一、主要工作\n{body}\n二、存在问题\n基层力量不足的问题还没有解决。\n");
        let right = format!(
            "栖川县2024年报告\n一、主要工作情况\n{body}\n二、经验做法\n推行网格协同。\n三、存在问题\n基层力量不足的问题还没有解决。\n"
        );
        let (left, right) = (document(&left), document(&right));
        let pairs = section_pairs(&compare_rows(&left, &right, &Cancel::default()).unwrap());
        assert_eq!(pairs, [(Some(0), Some(0)), (None, Some(1)), (Some(1), Some(2))]);
    }
}
