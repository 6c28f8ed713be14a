//! What assistive technologies announce by themselves: one line on the finding that J and K move to, which is not on the
//! screen. Notices are announced where they are shown ([`announce`]).

use egui::accesskit::{Live, Role};
use egui::{Context, Id, Response};

use super::context::UiCtx;
use super::format::thousands;
use super::words::{finding_name, finding_summary, verdict_name};
use crate::message::Message;

/// Puts the line on the chosen finding into the accessibility tree. A screen reader speaks it when its words change.
pub(super) fn spoken_ui(ctx: &Context, cx: &UiCtx<'_>) {
    let id = Id::unique("announced-finding");
    if ctx.accesskit_node_builder(id, |node| node.set_role(Role::Status)).is_none() {
        return;
    }
    let words = chosen_words(cx).unwrap_or_default();
    ctx.accesskit_node_builder(id, |node| {
        node.set_live(Live::Polite);
        node.set_live_atomic();
        node.set_label(words);
    });
}

/// Has a notice announced when it appears; a failure interrupts what is being spoken.
pub(super) fn announce(shown: &Response, is_failure: bool) {
    shown.ctx.accesskit_node_builder(shown.id, |node| {
        node.set_live(if is_failure { Live::Assertive } else { Live::Polite });
    });
}

/// Number, count, kind, size and verdict of the chosen finding: `第 3 条，共 42，近似，898 字，已排除`.
fn chosen_words(cx: &UiCtx<'_>) -> Option<String> {
    let chosen = cx.session.chosen()?.finding;
    let finding = cx.session.findings().list.get(chosen)?;
    let listing = cx.session.listing();
    let mut words = Vec::new();
    if let Some(row) = listing.position(chosen) {
        let message = Message::new("spoken-position").with("number", row + 1);
        words.push(cx.words.words(&message.with("count", listing.findings().len())));
    }
    words.push(cx.tr(finding_name(finding)).to_owned());
    words.push(if finding.check.is_some() {
        cx.words.words(&finding_summary(cx.session, chosen))
    } else {
        cx.words.words(&Message::new("length").with("characters", thousands(finding.characters)))
    });
    if let Some(verdict) = listing.judgement(chosen) {
        words.push(cx.tr(verdict_name(verdict)).to_owned());
    }
    Some(words.join(cx.tr("spoken-joint")))
}
