//! Context of a component's update: collects requested effects and notices to the user.

use super::effect::Effect;
use super::shell::notices::{NoticeKind, Notices, Topic};
use crate::message::Message;

/// Collects effects and notices while one command or outcome is handled.
#[derive(Default)]
pub(super) struct Context {
    effects: Vec<Effect>,
    notices: Notices,
}

impl Context {
    /// Begins with the notices that are shown already.
    pub(super) fn new(notices: Notices) -> Self {
        Self { effects: Vec::new(), notices }
    }

    /// Requests an effect.
    pub(super) fn push(&mut self, effect: impl Into<Effect>) {
        self.effects.push(effect.into());
    }

    /// Whether no effect was requested yet.
    pub(super) fn is_empty(&self) -> bool {
        self.effects.is_empty()
    }

    /// Shows information until the user dismisses it.
    pub(super) fn inform(&mut self, message: Message) {
        self.notices.add(NoticeKind::Info, message, None);
    }

    /// Shows an error until the user dismisses it.
    pub(super) fn fail(&mut self, message: Message) {
        self.notices.add(NoticeKind::Failure, message, None);
    }

    /// The notices, to add some that are withdrawn later.
    pub(super) fn notices(&mut self) -> &mut Notices {
        &mut self.notices
    }

    /// Shows an error that is withdrawn with its topic.
    pub(super) fn fail_about(&mut self, topic: Topic, message: Message) {
        self.notices.add(NoticeKind::Failure, message, Some(topic));
    }

    /// Moves the effects collected so far behind those that `before` requests.
    pub(super) fn prepend(&mut self, before: impl FnOnce(&mut Self)) {
        let after = std::mem::take(&mut self.effects);
        before(self);
        self.effects.extend(after);
    }

    /// The effects in order, and the notices.
    pub(super) fn finish(self) -> (Vec<Effect>, Notices) {
        (self.effects, self.notices)
    }
}
