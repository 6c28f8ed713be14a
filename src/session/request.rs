//! A request to a worker: its ticket, and its result once that has arrived. Starting a request supersedes the previous
//! one; a result with an old ticket is refused.

/// Identifies one request among those of the same kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ticket(u64);

/// The latest request of one kind.
#[derive(Clone, Debug)]
pub struct Request<T> {
    ticket: Ticket,
    state: State<T>,
}

#[derive(Clone, Debug)]
enum State<T> {
    Idle,
    Waiting,
    Ready(T),
}

impl<T> Default for Request<T> {
    fn default() -> Self {
        Self { ticket: Ticket::default(), state: State::Idle }
    }
}

impl<T> Request<T> {
    /// Begins a request. The result of the previous one is dropped, or refused if it has not arrived yet.
    pub(super) fn start(&mut self) -> Ticket {
        self.reset();
        self.state = State::Waiting;
        self.ticket
    }

    /// Drops the result and refuses the one that may be on its way.
    pub(super) fn reset(&mut self) {
        self.ticket.0 += 1;
        self.state = State::Idle;
    }

    /// Stores a result; returns `false`, and drops it, if its ticket is not that of the pending request.
    pub(super) fn receive(&mut self, ticket: Ticket, result: T) -> bool {
        let is_awaited = self.awaits(ticket);
        if is_awaited {
            self.state = State::Ready(result);
        }
        is_awaited
    }

    /// Whether the request with this ticket is pending.
    #[must_use]
    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.is_waiting() && self.ticket == ticket
    }

    /// Whether a request is pending.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        matches!(self.state, State::Waiting)
    }

    /// The result of the latest request.
    #[must_use]
    pub fn result(&self) -> Option<&T> {
        match &self.state {
            State::Ready(result) => Some(result),
            State::Idle | State::Waiting => None,
        }
    }

    /// The ticket of the latest request; changes with each one.
    #[must_use]
    pub fn ticket(&self) -> Ticket {
        self.ticket
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_latest_request_is_answered_and_only_once() {
        let mut request = Request::default();
        let first = request.start();
        let second = request.start();
        assert!(!request.receive(first, "first") && request.is_waiting());
        assert!(request.receive(second, "second") && !request.is_waiting());
        assert!(!request.receive(second, "again"));
        assert_eq!(request.result(), Some(&"second"));
    }

    #[test]
    fn a_reset_request_refuses_its_late_result() {
        let mut request = Request::default();
        let ticket = request.start();
        request.reset();
        assert!(!request.receive(ticket, ()) && request.result().is_none());
        assert_ne!(request.start(), ticket);
    }
}
