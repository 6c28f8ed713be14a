//! Starting and stopping a screening, and storing its results.

use std::path::PathBuf;

use super::messages::{ScreeningEffect, ScreeningOutcome};
use super::model::{Screening, ScreeningState};
use crate::session::context::Context;

impl ScreeningState {
    /// Screens a folder.
    pub(in crate::session) fn start(&mut self, folder: PathBuf, min_length: usize, cx: &mut Context) {
        let before = self.screening.take().map(|screening| screening.request);
        let mut request = before.unwrap_or_else(|| std::mem::take(&mut self.stopped));
        let ticket = request.start();
        cx.push(ScreeningEffect::Run { ticket, folder: folder.clone(), min_length });
        self.screening = Some(Screening { folder, step: None, request });
    }

    /// Stops the screening under way; returns whether there was one.
    pub(in crate::session) fn stop(&mut self, cx: &mut Context) -> bool {
        cx.push(ScreeningEffect::Stop);
        let stopped = self.screening.take_if(|screening| screening.request.is_waiting());
        let is_stopped = stopped.is_some();
        if let Some(Screening { mut request, .. }) = stopped {
            request.reset();
            self.stopped = request;
        }
        is_stopped
    }

    /// Stores progress or result, unless the request was superseded or stopped.
    pub(in crate::session) fn receive(&mut self, outcome: ScreeningOutcome) {
        let Some(screening) = &mut self.screening else { return };
        match outcome {
            ScreeningOutcome::Step { ticket, step } => {
                if screening.request.awaits(ticket) {
                    screening.step = Some(step);
                }
            }
            ScreeningOutcome::Done { ticket, screened } => {
                screening.request.receive(ticket, screened);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_screening_that_was_stopped_has_no_result() {
        let (mut state, mut cx) = (ScreeningState::default(), Context::default());
        state.start("/a".into(), 13, &mut cx);
        let ticket = state.latest().unwrap().request.ticket();
        assert!(state.stop(&mut cx) && !state.stop(&mut cx));
        state.start("/b".into(), 13, &mut cx);
        state.receive(ScreeningOutcome::Done { ticket, screened: Arc::default() });
        assert!(state.is_running(), "the result of the stopped one is refused");
        let ticket = state.latest().unwrap().request.ticket();
        state.receive(ScreeningOutcome::Done { ticket, screened: Arc::default() });
        assert!(!state.is_running() && state.latest().unwrap().result().is_some());
    }
}
