//! Share of text that each report has in common with each other one, in two orders: by the worth of pairs, and with similar
//! reports next to each other.

use std::collections::HashMap;

use crate::pairs::{Pair, PairKind, Pairs};
use crate::session::library::ReportId;

/// Maximum number of reports in the matrix: those that share most.
pub const MATRIX_REPORTS: usize = 300;

/// The share of each row's report that the column's report contains as well.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The reports, similar ones next to each other.
    pub reports: Vec<ReportId>,
    /// Row by row, from 0 to 1; on the diagonal the share repeated inside the report.
    shares: Vec<f32>,
    /// Indices in `reports` by the worth of pairs.
    by_worth: Vec<usize>,
}

impl Matrix {
    /// Share of report `row` that report `column` contains as well; on the diagonal, the share repeated in itself.
    #[must_use]
    pub fn share(&self, row: usize, column: usize) -> f32 {
        self.shares[row * self.reports.len() + column]
    }

    /// Indices in [`Matrix::reports`] in the order of worth: the reports of the worthiest pair first, then those of the
    /// next pair, and so on; the order of the list of cases.
    #[must_use]
    pub fn by_worth(&self) -> &[usize] {
        &self.by_worth
    }

    /// The shares and the order of pairs, arranged for the matrix.
    pub(super) fn new(reports: &[ReportId], pairs: &Pairs) -> Self {
        let count = reports.len();
        let share = |row: usize, column: usize| pairs.taken.share(row, column);
        let mut chosen: Vec<usize> = (0..count).collect();
        if count > MATRIX_REPORTS {
            let mut most = vec![0.0f32; count];
            for ((row, _), share) in pairs.taken.shares() {
                most[row] = most[row].max(share);
            }
            chosen.sort_by(|&one, &other| most[other].total_cmp(&most[one]).then(one.cmp(&other)));
            chosen.truncate(MATRIX_REPORTS);
            chosen.sort_unstable();
        }
        let order = clusters(&chosen, |one, other| share(one, other).max(share(other, one)));
        let shares = order.iter().flat_map(|&row| order.iter().map(move |&column| (row, column)));
        let shares = shares.map(|(row, column)| share(row, column)).collect();
        let by_worth = by_worth(&order, pairs);
        Self { reports: order.iter().map(|&index| reports[index]).collect(), shares, by_worth }
    }
}

/// Positions in `order` by the worth of the pairs that the reports are in; reports in no pair come last.
fn by_worth(order: &[usize], pairs: &Pairs) -> Vec<usize> {
    let position: HashMap<usize, usize> =
        order.iter().enumerate().map(|(at, &report)| (report, at)).collect();
    let mut listed: Vec<_> = pairs.pairs.iter().collect();
    // Scattered pairs are last in the list whatever they are worth.
    listed.sort_by(|one, other| {
        let folded = |pair: &Pair| pair.kind == PairKind::Scattered;
        folded(one).cmp(&folded(other)).then(other.worth.total_cmp(&one.worth))
    });
    let mut placed = vec![false; order.len()];
    let all =
        listed.iter().flat_map(|pair| [pair.left, pair.right]).filter_map(|report| position.get(&report));
    let all = all.copied().chain(0..order.len());
    all.filter(|&at| !std::mem::replace(&mut placed[at], true)).collect()
}

/// Orders reports by greedy chaining: starts with the strongest pair and repeatedly appends the report that shares most
/// with either end. Quadratic in the number of reports, which [`MATRIX_REPORTS`] bounds.
fn clusters(chosen: &[usize], share: impl Fn(usize, usize) -> f32) -> Vec<usize> {
    let mut left: Vec<usize> = chosen.to_vec();
    let mut order: Vec<usize> = Vec::with_capacity(left.len());
    while let Some(seed) = strongest(&left, &share) {
        left.retain(|&index| index != seed);
        let from = order.len();
        order.push(seed);
        // The chain grows at both ends while anything is shared with them.
        loop {
            let ends = [order[from], order[order.len() - 1]];
            let best = left.iter().copied().max_by(|&one, &other| {
                let of = |index: usize| share(ends[0], index).max(share(ends[1], index));
                of(one).total_cmp(&of(other)).then(other.cmp(&one))
            });
            let Some(best) = best.filter(|&best| share(ends[0], best).max(share(ends[1], best)) > 0.0) else {
                break;
            };
            left.retain(|&index| index != best);
            if share(ends[0], best) > share(ends[1], best) {
                order.insert(from, best);
            } else {
                order.push(best);
            }
        }
    }
    order
}

/// The report that shares most with any other; the first one on a tie.
fn strongest(left: &[usize], share: impl Fn(usize, usize) -> f32) -> Option<usize> {
    let most = |index: usize| {
        left.iter().filter(|&&other| other != index).map(|&other| share(index, other)).fold(0.0, f32::max)
    };
    let scored = left.iter().map(|&index| (most(index), index));
    scored.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1))).map(|(_, index)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worthiest_pair_comes_first_and_every_report_once() {
        let pair = |left, right, kind, worth| Pair {
            left,
            right,
            kind,
            worth,
            shared_left: 0.0,
            shared_right: 0.0,
            passages: Vec::new(),
            findings: Vec::new(),
        };
        let pairs = vec![
            pair(0, 1, PairKind::SharedPassages, 40.0),
            pair(2, 3, PairKind::YearCopy, 900.0),
            pair(1, 3, PairKind::SharedPassages, 100.0),
            pair(4, 0, PairKind::Scattered, 950.0),
        ];
        let pairs = Pairs { pairs, ..Pairs::default() };
        // The matrix lists report 5 first, which is in no pair, then 4, 3, 2, 1, 0.
        let order = [5, 4, 3, 2, 1, 0];
        let reports: Vec<usize> = by_worth(&order, &pairs).into_iter().map(|at| order[at]).collect();
        assert_eq!(reports, [2, 3, 1, 0, 4, 5]);
    }

    #[test]
    fn clusters_stand_together() {
        // 0, 3 and 5 share; 1 and 4 share; 2 shares with none.
        let pairs = [((0, 3), 0.9), ((3, 5), 0.5), ((1, 4), 0.7)];
        let share = |one: usize, other: usize| {
            let key = (one.min(other), one.max(other));
            pairs.iter().find(|(pair, _)| *pair == key).map_or(0.0, |(_, share)| *share)
        };
        let order = clusters(&[0, 1, 2, 3, 4, 5], share);
        let at = |index: usize| order.iter().position(|&x| x == index).unwrap();
        assert!(
            at(0).abs_diff(at(3)) == 1 && at(3).abs_diff(at(5)) == 1 && at(1).abs_diff(at(4)) == 1,
            "{order:?}"
        );
        assert_eq!(at(2), 5);
        assert!(clusters(&[], share).is_empty());
    }
}
