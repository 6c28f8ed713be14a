//! Visited places, to go back and forward as in a browser.

use crate::session::analysis::Place;
use crate::session::library::ReportId;

/// Maximum number of places; the oldest are dropped.
const MAX_PLACES: usize = 200;

/// Places in the order of the list.
#[derive(Debug, Default)]
pub struct JumpList {
    places: Vec<Place>,
    /// Number of places up to and including the present one.
    behind: usize,
}

impl JumpList {
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

    /// Adds a visited place after the present one and drops those after it.
    pub(super) fn record(&mut self, place: Place) {
        self.places.truncate(self.behind);
        if self.places.last() != Some(&place) {
            self.places.push(place);
        }
        if self.places.len() > MAX_PLACES {
            self.places.remove(0);
        }
        self.behind = self.places.len();
    }

    /// Goes back (negative) or forward; returns the place, unless the list ends before it.
    pub(super) fn step(&mut self, by: isize) -> Option<Place> {
        let behind = self.behind.checked_add_signed(by).filter(|&b| b >= 1 && b <= self.places.len())?;
        self.behind = behind;
        Some(self.places[behind - 1])
    }

    /// Drops the places of a report that was closed or read again.
    pub(super) fn forget(&mut self, report: ReportId) {
        let kept_behind = self.places[..self.behind].iter().filter(|place| place.report != report).count();
        self.places.retain(|place| place.report != report);
        self.behind = kept_behind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn place(report: u32, start: usize) -> Place {
        Place { report: ReportId(report), span: Span::new(start, start + 1) }
    }

    #[test]
    fn a_visit_drops_the_places_ahead_and_a_closed_report_all_its_own() {
        let mut list = JumpList::default();
        for start in 0..3 {
            list.record(place(1, start));
        }
        list.record(place(1, 2));
        assert_eq!(list.step(-1), Some(place(1, 1)));
        assert_eq!(list.step(-1), Some(place(1, 0)));
        assert_eq!(list.step(-1), None);
        assert_eq!(list.step(1), Some(place(1, 1)));
        list.record(place(2, 9));
        assert!(!list.can_go_forward() && list.can_go_back());
        list.forget(ReportId(1));
        assert!(!list.can_go_back());
        assert_eq!(list.step(-1), None);
    }
}
