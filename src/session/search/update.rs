//! Opening, running and closing the search, and moving through its hits.

use std::sync::Arc;

use super::find::Wanted;
use super::messages::{SearchCommand, SearchEffect, SearchOutcome};
use super::model::SearchState;
use crate::session::analysis::Place;
use crate::session::context::Context;
use crate::session::library::{Library, ReportId};

/// Maximum length in characters of selected text that the search opens with.
const MAX_SELECTED: usize = 60;

impl SearchState {
    /// Carries out a command. `focused` is the report in the pane with the focus, `selected` the selected text. Returns the
    /// place to go to.
    pub(in crate::session) fn apply(
        &mut self,
        command: SearchCommand,
        library: &Library,
        (focused, selected): (Option<ReportId>, Option<String>),
        cx: &mut Context,
    ) -> Option<Place> {
        match command {
            SearchCommand::Open => {
                let words =
                    selected.filter(|text| text.chars().count() <= MAX_SELECTED && !text.contains('\n'));
                let before = if self.is_open { self.search.wanted.clone() } else { Wanted::default() };
                let wanted = match words {
                    Some(words) => Wanted { words, regex: false, ..before },
                    None => before,
                };
                self.start(wanted, library, focused, cx);
                None
            }
            SearchCommand::Close => {
                self.close();
                None
            }
            SearchCommand::Find(wanted) => {
                self.start(wanted, library, focused, cx);
                None
            }
            SearchCommand::Step(by) => self.step(by, focused),
            SearchCommand::GoTo(hit) => self.go_to(hit),
        }
    }

    /// Closes the search.
    pub(in crate::session) fn close(&mut self) {
        self.is_open = false;
        self.search.request.reset();
        self.revision += 1;
    }

    /// Stores the hits, unless the request was superseded. Does not scroll: only a step goes to a hit.
    pub(in crate::session) fn receive(&mut self, outcome: SearchOutcome) {
        if self.search.request.receive(outcome.ticket, outcome.result) {
            self.revision += 1;
        }
    }

    /// Searches again after reports were opened, closed or read again.
    pub(in crate::session) fn repeat(
        &mut self,
        library: &Library,
        focused: Option<ReportId>,
        cx: &mut Context,
    ) {
        if self.is_open {
            self.start(self.search.wanted.clone(), library, focused, cx);
        }
    }

    fn start(&mut self, wanted: Wanted, library: &Library, focused: Option<ReportId>, cx: &mut Context) {
        let focused = focused.filter(|_| wanted.only_here);
        let is_searched = |id: ReportId| focused.is_none_or(|focused| focused == id);
        let documents = library.documents().filter(|(id, _)| is_searched(*id));
        let documents: Vec<_> = documents.map(|(id, document)| (id, Arc::clone(document))).collect();
        self.is_open = true;
        self.search.at = None;
        self.search.request.reset();
        self.search.wanted = wanted.clone();
        self.revision += 1;
        if !wanted.words.is_empty() && !documents.is_empty() {
            cx.push(SearchEffect { ticket: self.search.request.start(), documents, wanted });
        }
    }

    /// The hit this many further, or back, from the visited one; wraps around at the ends.
    fn step(&mut self, by: isize, focused: Option<ReportId>) -> Option<Place> {
        let hits = self.open()?.hits();
        let count = hits.len().cast_signed();
        if count == 0 {
            return None;
        }
        let next = if let Some(at) = self.search.at {
            (at.cast_signed() + by).rem_euclid(count)
        } else {
            let here = focused.and_then(|report| hits.iter().position(|hit| hit.report == report));
            here.map_or(if by > 0 { 0 } else { count - 1 }, usize::cast_signed)
        };
        self.go_to(next as usize)
    }

    fn go_to(&mut self, hit: usize) -> Option<Place> {
        let place = self.open()?.hits().get(hit).copied()?;
        self.search.at = Some(hit);
        self.revision += 1;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::super::find::Hits;
    use super::*;
    use crate::report::Report;
    use crate::session::library::{Document, EntryState};
    use crate::structure::Outline;
    use crate::text::Span;

    #[test]
    fn hits_are_visited_in_a_circle_from_the_focused_report_on() {
        let mut library = Library::default();
        let ids = ["/a.txt", "/b.txt"].map(|path| {
            let document = Document::new(Report::from_text(path, "甲乙丙"), Outline::default());
            library.add_ready(path.into(), EntryState::Ready(Arc::new(document)))
        });
        let (mut state, mut cx) = (SearchState::default(), Context::default());
        let wanted = Wanted { words: "甲".into(), ..Wanted::default() };
        state.apply(SearchCommand::Find(wanted), &library, (None, None), &mut cx);
        let places = ids.map(|report| Place { report, span: Span::new(0, 1) });
        let ticket = state.open().unwrap().request.ticket();
        let hits = Hits { places: places.to_vec(), more: false };
        state.receive(SearchOutcome { ticket, result: Ok(hits) });
        let mut step = |by| state.apply(SearchCommand::Step(by), &library, (Some(ids[1]), None), &mut cx);
        assert_eq!([step(1), step(1), step(-1)], [Some(places[1]), Some(places[0]), Some(places[1])]);
        state.apply(SearchCommand::Close, &library, (None, None), &mut cx);
        assert!(state.open().is_none());
    }
}
