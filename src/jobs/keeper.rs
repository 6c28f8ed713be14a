//! The thread that writes the journal: what was changed goes to the disk at once, and what is being typed twice a second,
//! whatever else the program is doing. It also says when it is time to save.

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
use crate::session::Outcome;

/// How long what is typed may wait for more of it. With the writing itself that stays well below a second.
const TYPING: Duration = Duration::from_millis(400);

/// When a journal that could not be written is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// What the thread is told.
pub(super) enum Order {
    /// To be kept; the number comes back when it is.
    Keep(u64, Vec<Entry>),
    /// The review is in its file, with everything up to that number.
    Saved { up_to: u64, path: PathBuf, on_disk: Fingerprint, review: Arc<Review> },
    /// Say when everything that came before this is on disk, or cannot be.
    Settle(Sender<()>),
    /// A journal of another run is done with, once everything that came before this is on disk.
    Discard(PathBuf),
    /// Say so after this time.
    Remind(Duration),
}

/// The thread; it ends when this is finished and everything is written.
pub(super) struct Keeper {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts it. Without a folder it keeps nothing.
    pub(super) fn new(folder: Option<PathBuf>, report: Reporter) -> Self {
        let (orders, queue) = mpsc::channel();
        let mut desk = Desk::new(folder, report);
        let thread = thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || desk.work(&queue))
            .expect("a thread can be started");
        Self { orders: Some(orders), thread: Some(thread) }
    }

    pub(super) fn tell(&self, order: Order) {
        // It is gone only where it crashed; the review can still be saved.
        let _ = self.orders.as_ref().map(|orders| orders.send(order));
    }

    /// For workers that tell it something when they are done.
    pub(super) fn handle(&self) -> Option<Sender<Order>> {
        self.orders.clone()
    }

    /// Writes what is left and ends.
    pub(super) fn finish(&mut self) {
        self.orders = None;
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// What the thread works on.
struct Desk {
    journal: Option<Journal>,
    report: Reporter,
    /// The last that was taken in, and the last that was said to be on disk.
    taken: u64,
    written: u64,
    /// When the journal is to be written at the latest; `None` while nothing waits.
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
                    // What waits together is written together.
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
                self.report.send(Outcome::TimeToSave);
            }
        }
    }

    fn take(&mut self, order: Order) {
        let now = Instant::now();
        match order {
            Order::Keep(number, entries) => {
                let typed = entries.iter().all(|entry| matches!(entry, Entry::Draft(Some(_))));
                let at = self.last_written.filter(|_| typed).map_or(now, |last| (last + TYPING).max(now));
                self.write_by(at);
                for entry in entries {
                    if matches!(entry, Entry::Begin { .. } | Entry::Leave) {
                        // What belongs to the review before must be in its own journal.
                        self.write();
                        self.write_by(now);
                    }
                    let taken = self.journal.as_mut().map(|journal| journal.take(number, entry));
                    if let Some(Err(reason)) = taken {
                        self.report.send(Outcome::NotKept(
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
                // Whoever asked may have lost patience.
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
                    self.report.send(Outcome::Kept(self.taken));
                }
                for journal in self.discard.drain(..) {
                    // If it stays, it is offered once more and found to hold nothing new.
                    let _ = journal::discard(&journal);
                }
            }
            Err(error) => {
                self.due = Some(Instant::now() + AGAIN);
                let message = Message::new("journal-not-written").with("words", error.to_string());
                self.report.send(Outcome::NotKept(message));
            }
        }
    }
}
