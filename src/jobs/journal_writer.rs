//! The thread that writes the journal: edits at once, and the note that is being typed about twice a second. It also
//! sends the reminder to save.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::Reporter;
use crate::message::Message;
use crate::review::Review;
use crate::review::journal::{self, Entry, Journal};
use crate::review::store::Fingerprint;
use crate::session::SavingOutcome;

/// Delay before a note that is being typed is written; with the write itself it stays well below a second.
const TYPING: Duration = Duration::from_millis(400);

/// Delay before a failed write is repeated.
const AGAIN: Duration = Duration::from_secs(5);

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
        }
    }

    fn work(&mut self, queue: &Receiver<Order>) {
        loop {
            let next = [self.due, self.remind].into_iter().flatten().min();
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
                Err(RecvTimeoutError::Disconnected) => break self.write(),
            }
            let now = Instant::now();
            if self.due.is_some_and(|due| due <= now) {
                self.write();
            }
            if self.remind.take_if(|remind| *remind <= now).is_some() {
                self.report.send(SavingOutcome::TimeToSave);
            }
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
            }
            Err(error) => {
                self.due = Some(Instant::now() + AGAIN);
                let message = Message::new("journal-not-written").with("words", error.to_string());
                self.report.send(SavingOutcome::NotJournalled(message));
            }
        }
    }
}
