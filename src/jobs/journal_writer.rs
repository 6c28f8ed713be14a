//! The thread that writes the journal: edits at once, and the note that is being typed about twice a second. It also
//! sends the reminder to save.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::Reporter;
use crate::message::Message;
use crate::review::Review;
use crate::review::journal::{self, Entry, Journal, Prepared};
use crate::review::store::Fingerprint;
use crate::session::SavingOutcome;

/// Delay before a note that is being typed is written; with the write itself it stays well below a second.
const TYPING: Duration = Duration::from_millis(400);

/// Delay before a failed write is repeated.
const AGAIN: Duration = Duration::from_secs(5);

/// Time between two looks at whether a file is prepared.
const LOOK: Duration = Duration::from_millis(100);

/// An order to the thread.
pub(super) enum Order {
    /// Append entries; the number is reported once they are on disk.
    Append(u64, Vec<Entry>),
    /// The review's file holds all entries up to this number.
    Saved { up_to: u64, path: PathBuf, on_disk: Fingerprint, review: Arc<Review> },
    /// Answer once all entries sent before are on disk, or cannot be written.
    Settle(Sender<()>),
    /// Delete a journal of another run, once all entries sent before are on disk.
    Discard(PathBuf),
    /// Send the reminder to save after this time.
    Remind(Duration),
}

/// The handle of the thread.
pub(super) struct JournalWriter {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

impl JournalWriter {
    /// Starts the thread. Without a folder nothing is written.
    pub(super) fn new(folder: Option<PathBuf>, report: Reporter) -> Self {
        let (orders, queue) = mpsc::channel();
        let mut desk = Desk::new(folder, report);
        let thread = thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || desk.work(&queue))
            .expect("a thread can be started");
        Self { orders: Some(orders), thread: Some(thread) }
    }

    /// Sends an order.
    pub(super) fn send(&self, order: Order) {
        // The thread has ended only if it panicked; the review can still be saved.
        let _ = self.orders.as_ref().map(|orders| orders.send(order));
    }

    /// For workers that send orders when they are done.
    pub(super) fn handle(&self) -> Option<Sender<Order>> {
        self.orders.clone()
    }

    /// Writes the remaining entries and ends the thread.
    pub(super) fn finish(&mut self) {
        self.orders = None;
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// The state of the thread.
struct Desk {
    journal: Option<Journal>,
    report: Reporter,
    /// Number of the last entries that were appended, and of those reported to be on disk.
    taken: u64,
    written: u64,
    /// Time of the next write; `None` while nothing waits.
    due: Option<Instant>,
    last_written: Option<Instant>,
    remind: Option<Instant>,
    discard: Vec<PathBuf>,
    /// Writes a large review beside the journal, which goes on meanwhile.
    preparing: Option<JoinHandle<io::Result<Prepared>>>,
}

impl Desk {
    fn new(folder: Option<PathBuf>, report: Reporter) -> Self {
        Self {
            journal: folder.map(Journal::new),
            report,
            taken: 0,
            written: 0,
            due: None,
            last_written: None,
            remind: None,
            discard: Vec::new(),
            preparing: None,
        }
    }

    fn work(&mut self, queue: &Receiver<Order>) {
        loop {
            let look = self.preparing.as_ref().map(|_| Instant::now() + LOOK);
            let next = [self.due, self.remind, look].into_iter().flatten().min();
            let order = match next {
                Some(at) => queue.recv_timeout(at.saturating_duration_since(Instant::now())),
                None => queue.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match order {
                Ok(order) => {
                    self.take(order);
                    // All queued orders are written at once.
                    for order in queue.try_iter() {
                        self.take(order);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    self.write();
                    while self.preparing.is_some() {
                        self.finish_preparing();
                    }
                    break;
                }
            }
            let now = Instant::now();
            if self.due.is_some_and(|due| due <= now) {
                self.write();
            }
            if self.remind.take_if(|remind| *remind <= now).is_some() {
                self.report.send(SavingOutcome::TimeToSave);
            }
            if self.preparing.as_ref().is_some_and(JoinHandle::is_finished) {
                self.finish_preparing();
            }
        }
    }

    /// Waits for the file that is being prepared and gives it to the journal.
    fn finish_preparing(&mut self) {
        let (Some(thread), Some(journal)) = (self.preparing.take(), &mut self.journal) else { return };
        let prepared = thread.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()));
        // On an error the journal stays as it is; the next write begins a preparation again.
        if journal.complete(prepared).is_ok() {
            // It may have been for the review before.
            self.prepare();
        }
    }

    /// Begins to write a large review that the journal lacks.
    fn prepare(&mut self) {
        let Some(preparation) = self.journal.as_mut().and_then(Journal::preparation) else { return };
        let thread = thread::Builder::new().name("journal-base".to_owned());
        match thread.spawn(move || preparation.run()) {
            Ok(thread) => self.preparing = Some(thread),
            Err(error) => drop(self.journal.as_mut().map(|journal| journal.complete(Err(error)))),
        }
    }

    fn take(&mut self, order: Order) {
        let now = Instant::now();
        match order {
            Order::Append(number, entries) => {
                let typed = entries.iter().all(|entry| matches!(entry, Entry::Draft(Some(_))));
                let at = self.last_written.filter(|_| typed).map_or(now, |last| (last + TYPING).max(now));
                self.write_by(at);
                for entry in entries {
                    if matches!(entry, Entry::Begin { .. } | Entry::Leave) {
                        // Entries of the previous review belong to its own journal.
                        self.write();
                        self.write_by(now);
                    }
                    let taken = self.journal.as_mut().map(|journal| journal.take(number, entry));
                    if let Some(Err(reason)) = taken {
                        self.report.send(SavingOutcome::NotJournalled(
                            Message::new("journal-not-written").with("words", reason.to_string()),
                        ));
                    }
                }
                self.taken = number;
            }
            Order::Saved { up_to, path, on_disk, review } => {
                if let Some(journal) = &mut self.journal {
                    journal.saved(up_to, path, on_disk, review);
                    self.write_by(now);
                }
            }
            Order::Settle(done) => {
                self.write();
                // The receiver may have timed out.
                let _ = done.send(());
            }
            Order::Discard(journal) => {
                self.discard.push(journal);
                self.write_by(now);
            }
            Order::Remind(after) => self.remind = Some(now + after),
        }
    }

    fn write_by(&mut self, at: Instant) {
        self.due = Some(self.due.map_or(at, |due| due.min(at)));
    }

    fn write(&mut self) {
        self.due = None;
        let Some(journal) = &mut self.journal else { return };
        match journal.flush() {
            Ok(()) => {
                self.last_written = Some(Instant::now());
                if self.written != self.taken {
                    self.written = self.taken;
                    self.report.send(SavingOutcome::Journalled(self.taken));
                }
                for journal in self.discard.drain(..) {
                    // If the deletion fails, the journal is offered again at the next start; it contains nothing that
                    // is missing.
                    let _ = journal::discard(&journal);
                }
                self.prepare();
            }
            Err(error) => {
                self.due = Some(Instant::now() + AGAIN);
                let message = Message::new("journal-not-written").with("words", error.to_string());
                self.report.send(SavingOutcome::NotJournalled(message));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::journal::{Unfinished, recover};
    use crate::review::{Category, Note, store};
    use crate::session::Outcome;

    #[test]
    fn a_large_review_follows_the_note_that_is_being_typed() {
        let folder = tempfile::tempdir().unwrap();
        let note = |number: usize| Note::new(Vec::new(), Category::Wording, "林校", &format!("第{number}条"));
        let mut review = Review::new("审阅");
        review.notes.extend((0..2_500).map(note));
        let file = folder.path().join("年度.review.ron");
        let on_disk = Some(store::save(&file, &review, None).unwrap());

        let (sender, outcomes) = mpsc::channel();
        let report = Reporter { sender, wake: Arc::new(|| {}) };
        let mut writer = JournalWriter::new(Some(folder.path().join("journals")), report);
        let draft = Entry::Draft(Some(Unfinished { note: note(2_500), is_new: true }));
        let begin = Entry::Begin { path: Some(file), on_disk, review: Arc::new(review), from: None };
        writer.send(Order::Append(1, vec![begin, draft]));
        writer.finish();
        let reported: Vec<Outcome> = outcomes.iter().collect();
        assert_eq!(reported.len(), 1, "{reported:?}");

        let files = std::fs::read_dir(folder.path().join("journals")).unwrap();
        let files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        let recovered = recover(&files[0]).unwrap();
        assert_eq!(recovered.base.notes.len(), 2_500, "the end of the writer waits for the copy");
        assert_eq!(recovered.draft.unwrap().note.body, "第2500条");
    }
}
