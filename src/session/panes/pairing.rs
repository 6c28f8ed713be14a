//! Pairs of corresponding sections, taken from the headings of a comparison row by row.

use crate::compare::{Cell, Comparison, Role};

/// Two corresponding sections, or one without a counterpart: the index in the left and in the right outline.
pub type SectionPair = (Option<usize>, Option<usize>);

/// Pairs the headings of a comparison. A heading that moved is listed at its position on the left.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;
    use crate::session::compare::compare_rows;
    use crate::session::library::Document;
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
