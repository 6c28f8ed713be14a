//! Starting exports, and reporting their results to the user.

use std::path::{Path, PathBuf};

use super::comparison::ComparisonExport;
use super::messages::{ExportEffect, ExportEnd, ExportOutcome};
use super::model::{ExportState, Running};
use super::snapshot::Export;
use crate::export::docx::Origin;
use crate::message::Message;
use crate::session::context::Context;
use crate::session::shell::notices::{NoticeKind, Topic};

impl ExportState {
    /// Starts an export. The notices about the previous one are withdrawn.
    pub(in crate::session) fn start(&mut self, mut export: Box<Export>, cx: &mut Context) {
        self.last += 1;
        export.number = self.last;
        self.running.push_back(Running { number: self.last, done: 0, all: 1, is_print: false });
        cx.notices().withdraw(Topic::Export);
        cx.push(ExportEffect::Write(export));
    }

    /// Starts to write a comparison.
    pub(in crate::session) fn start_comparison(
        &mut self,
        mut export: Box<ComparisonExport>,
        cx: &mut Context,
    ) {
        self.last += 1;
        export.number = self.last;
        self.running.push_back(Running { number: self.last, done: 0, all: 1, is_print: false });
        cx.notices().withdraw(Topic::Export);
        cx.push(ExportEffect::WriteComparison(export));
    }

    /// Starts to write the page that is printed.
    pub(in crate::session) fn print(&mut self, mut export: Box<Export>, cx: &mut Context) {
        self.last += 1;
        export.number = self.last;
        self.running.push_back(Running { number: self.last, done: 0, all: 1, is_print: true });
        cx.notices().withdraw(Topic::Export);
        cx.push(ExportEffect::Print(export));
    }

    /// The user agreed to replace existing files, or did not.
    pub(in crate::session) fn answer(&mut self, agreed: bool, cx: &mut Context) {
        if let Some((mut export, files)) = self.asked.pop_front()
            && agreed
        {
            export.replace = files;
            self.start(export, cx);
        }
    }

    /// Stores progress or the end of an export.
    pub(in crate::session) fn receive(&mut self, outcome: ExportOutcome, cx: &mut Context) {
        match outcome {
            ExportOutcome::Step { number, done, all } => {
                let running = self.running.iter_mut().find(|running| running.number == number);
                if let Some(running) = running {
                    (running.done, running.all) = (done, all);
                }
            }
            ExportOutcome::Impossible(files) => self.impossible.extend(files),
            ExportOutcome::Ended { number, end } => {
                let is_print =
                    self.running.iter().any(|running| running.number == number && running.is_print);
                self.running.retain(|running| running.number != number);
                match end {
                    ExportEnd::Written { .. } if is_print => {
                        notify(NoticeKind::Info, Message::new("print-opened"), None, cx);
                    }
                    ExportEnd::Written { files, unread, refused } => {
                        for message in refused {
                            notify(NoticeKind::Failure, message, None, cx);
                        }
                        inform_of_files(&files, unread, cx);
                    }
                    ExportEnd::Taken(export, files) => self.asked.push_back((export, files)),
                    ExportEnd::Stopped(written) => {
                        let message = Message::new("export-stopped").with("count", written);
                        notify(NoticeKind::Info, message, None, cx);
                    }
                    ExportEnd::Failed(message, written) => {
                        notify(NoticeKind::Failure, message, None, cx);
                        if written > 0 {
                            let message = Message::new("export-written-before").with("count", written);
                            notify(NoticeKind::Info, message, None, cx);
                        }
                    }
                }
            }
        }
    }
}

fn inform_of_files(files: &[(PathBuf, Option<Origin>)], unread: usize, cx: &mut Context) {
    let Some((first, origin)) = files.first() else { return };
    let shown = |path: &Path| path.display().to_string();
    let message = if files.len() > 1 {
        let of = |wanted: Origin| files.iter().filter(|(_, origin)| *origin == Some(wanted)).count();
        Message::new("export-done-folder")
            .with("folder", first.parent().map(shown).unwrap_or_default())
            .with("count", files.len())
            .with("kept", of(Origin::Kept) + of(Origin::Signed) + of(Origin::Unchanged))
            .with("rebuilt", of(Origin::Rebuilt))
            .with("replaced", of(Origin::NotKept))
    } else {
        let id = match origin {
            None => "export-done",
            Some(Origin::Kept) => "export-done-kept",
            Some(Origin::Unchanged) => "export-done-unchanged",
            Some(Origin::Signed) => "export-done-signed",
            Some(Origin::Rebuilt) => "export-done-rebuilt",
            Some(Origin::NotKept) => "export-done-not-kept",
        };
        Message { id, arguments: Vec::new() }.with("file", shown(first))
    };
    notify(NoticeKind::Info, message, Some(first.clone()), cx);
    if unread > 0 {
        notify(NoticeKind::Info, Message::new("export-unread").with("count", unread), None, cx);
    }
}

/// Shows a notice about an export until the next one starts.
fn notify(kind: NoticeKind, message: Message, file: Option<PathBuf>, cx: &mut Context) {
    cx.notices().add(kind, message, Some(Topic::Export)).file = file;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_that_of_the_export_that_began_first() {
        let (mut state, mut cx) = (ExportState::default(), Context::default());
        state.running.push_back(Running { number: 1, done: 0, all: 1, is_print: false });
        state.running.push_back(Running { number: 2, done: 0, all: 1, is_print: false });
        state.receive(ExportOutcome::Step { number: 1, done: 2, all: 5 }, &mut cx);
        state.receive(ExportOutcome::Step { number: 2, done: 1, all: 7 }, &mut cx);
        assert_eq!(state.progress(), Some((2, 5)));
        state.receive(ExportOutcome::Ended { number: 1, end: ExportEnd::Stopped(2) }, &mut cx);
        assert_eq!(state.progress(), Some((1, 7)));
        assert_eq!(cx.notices().list()[0].message, Message::new("export-stopped").with("count", 2));
    }
}
