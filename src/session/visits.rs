//! The places that were gone to, to go back to and forward again, as in a browser.

use super::{Effect, Place, ReportId, Session};
use crate::text::Span;

/// As many places are kept.
const KEPT: usize = 200;

/// Places in the order of going there.
#[derive(Debug, Default)]
pub struct Visits {
    places: Vec<Place>,
    /// How many of them lie behind, the present one included.
    behind: usize,
}

impl Visits {
    /// Whether there is a place to go back to.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        self.behind > 1
    }

    /// Whether there is a place to go forward to.
    #[must_use]
    pub fn can_go_forward(&self) -> bool {
        self.behind < self.places.len()
    }

    /// Was gone to: what lay ahead is forgotten.
    fn record(&mut self, place: Place) {
        self.places.truncate(self.behind);
        if self.places.last() != Some(&place) {
            self.places.push(place);
        }
        if self.places.len() > KEPT {
            self.places.remove(0);
        }
        self.behind = self.places.len();
    }

    fn step(&mut self, by: isize) -> Option<Place> {
        let behind = self.behind.checked_add_signed(by).filter(|&b| b >= 1 && b <= self.places.len())?;
        self.behind = behind;
        Some(self.places[behind - 1])
    }

    /// A report was closed or read anew: its places are no more.
    fn forget(&mut self, report: ReportId) {
        let kept_behind = self.places[..self.behind].iter().filter(|place| place.report != report).count();
        self.places.retain(|place| place.report != report);
        self.behind = kept_behind;
    }
}

impl Session {
    pub(super) fn visited(&mut self, report: ReportId, span: Span) {
        self.visits.record(Place { report, span });
    }

    pub(super) fn forget_visits(&mut self, report: ReportId) {
        self.visits.forget(report);
    }

    /// Goes back by one place, or forward.
    pub(super) fn step_visit(&mut self, by: isize) -> Vec<Effect> {
        if let Some(Place { report, span }) = self.visits.step(by) {
            self.reveal_in_focus(report, span);
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(report: u32, start: usize) -> Place {
        Place { report: ReportId(report), span: Span::new(start, start + 1) }
    }

    #[test]
    fn back_and_forward_and_a_new_way() {
        let mut visits = Visits::default();
        for start in 0..3 {
            visits.record(place(1, start));
        }
        visits.record(place(1, 2));
        assert_eq!(visits.step(-1), Some(place(1, 1)));
        assert_eq!(visits.step(-1), Some(place(1, 0)));
        assert_eq!(visits.step(-1), None);
        assert_eq!(visits.step(1), Some(place(1, 1)));
        visits.record(place(2, 9));
        assert!(!visits.can_go_forward() && visits.can_go_back());
        visits.forget(ReportId(1));
        assert!(!visits.can_go_back());
        assert_eq!(visits.step(-1), None);
    }
}
