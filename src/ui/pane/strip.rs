//! The strip over the text of a scan: how far its reading is, or that the text behind its pictures looks wrong.

use egui::{Button, Label, Rect, RichText, Ui, UiBuilder, pos2, vec2};

use super::scanning;
use crate::report::{Pages, Warning};
use crate::session::{Entry, EntryState, LibraryCommand};
use crate::ui::context::UiCtx;
use crate::ui::theme::{CAPTION, regular};

/// Height of the strip in points.
const HEIGHT: f32 = 30.0;

/// Draws the strip, if there is something to say, and returns the rest of the pane's body.
pub(super) fn strip_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, pane: usize, entry: &Entry, body: Rect) -> Rect {
    let report = entry.document().map(|document| &document.report);
    let is_unlikely = report.is_some_and(|report| report.warnings.contains(&Warning::UnlikelyText));
    let (words, offers) = match &entry.state {
        EntryState::Scanning { done, total, .. } => (scanning(cx, *done, *total), false),
        _ if is_unlikely && entry.pages == Pages::WithoutText => (cx.tr("pane-unlikely").to_owned(), true),
        _ => return body,
    };
    let strip = Rect::from_min_size(body.min, vec2(body.width(), HEIGHT));
    let color = if offers { cx.palette.warning } else { cx.palette.accent };
    ui.painter().rect_filled(strip, 0.0, cx.palette.panel.lerp_to_gamma(color, 0.1));
    let builder = UiBuilder::new().id_salt(("strip", pane)).max_rect(strip.shrink2(vec2(12.0, 2.0)));
    ui.scope_builder(builder, |ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if offers && ui.add(Button::new(cx.tr("read-anew")).small()).clicked() {
                cx.push(LibraryCommand::ReadAnew(entry.id));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(Label::new(RichText::new(words).font(regular(CAPTION))).truncate());
            });
        });
    });
    Rect::from_min_max(pos2(body.left(), strip.bottom()), body.max)
}
