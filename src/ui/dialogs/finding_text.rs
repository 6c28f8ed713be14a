//! The chosen finding as plain text, for people who paste it somewhere and for screen readers.

use std::fmt::Write as _;

use egui::{Button, ScrollArea, TextEdit, Ui};

use super::State;
use crate::message::Message;
use crate::session::{Session, one_line};
use crate::ui::context::UiCtx;
use crate::ui::words::{finding_name, finding_summary, how_alike, verdict_name};

pub(super) fn finding_text_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    if super::begins(cx) {
        cx.view.slot::<State>().words = finding_text(cx);
    }
    let text = cx.view.slot::<State>().words.clone();
    let name = cx.tr("action-finding-text");
    ScrollArea::vertical().max_height(420.0).auto_shrink([false, true]).show(ui, |ui| {
        // Selectable but read-only.
        let field = ui.add(TextEdit::multiline(&mut text.as_str()).desired_width(f32::INFINITY));
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
    });
    ui.add_space(8.0);
    if ui.add(Button::new(cx.tr("copy"))).clicked() {
        ui.ctx().copy_text(text);
        cx.view.dialog = None;
    }
}

/// The finding's summary, then each of its places with its text.
fn finding_text(cx: &UiCtx<'_>) -> String {
    let session: &Session = cx.session;
    let Some(chosen) = session.chosen() else { return String::new() };
    let finding = &session.findings().list[chosen.finding];
    let mut text = format!(
        "{} · {}\n",
        cx.tr(finding_name(finding)),
        cx.words.words(&finding_summary(session, chosen.finding))
    );
    for message in how_alike(session, chosen.finding) {
        let _ = writeln!(text, "{}", cx.words.words(&message));
    }
    if let Some(verdict) = session.verdict(chosen.finding) {
        let _ = writeln!(text, "{} {}", cx.tr(verdict_name(verdict.verdict)), verdict.reason);
    }
    for place in &finding.places {
        let Some(document) = session.document(place.report) else { continue };
        let line = document.text().line_from_position(place.span.start) + 1;
        let name = session.name(place.report);
        let message = Message::new("place-there").with("title", name).with("line", line);
        let path = document.section_path(place.span.start).join(" / ");
        let _ = write!(text, "\n{}\n", cx.words.words(&message));
        if !path.is_empty() {
            let _ = writeln!(text, "{path}");
        }
        let _ = writeln!(text, "「{}」", one_line(document.text().slice(place.span)));
    }
    text
}
