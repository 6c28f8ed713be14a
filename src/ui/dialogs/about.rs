//! The dialog about the program: version, purpose, renderer, licences.

use std::sync::LazyLock;

use egui::{RichText, ScrollArea, Ui};

use crate::licenses;
use crate::message::Message;
use crate::ui::context::UiCtx;
use crate::ui::theme::{BODY, CAPTION, bold, regular};

pub(super) fn about_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let version = Message::new("about-version").with("version", env!("CARGO_PKG_VERSION"));
    ui.label(RichText::new(cx.words.words(&version)).font(bold(BODY)));
    ui.add(egui::Label::new(cx.tr("about-what")).wrap());
    ui.add_space(8.0);
    if !cx.session.renderer().is_empty() {
        let renderer = Message::new("about-renderer").with("renderer", cx.session.renderer());
        let words =
            RichText::new(cx.words.words(&renderer)).font(regular(CAPTION)).color(cx.palette.secondary);
        ui.add(egui::Label::new(words).wrap());
        ui.add_space(8.0);
    }
    let small = RichText::new(cx.tr("about-licences")).font(regular(CAPTION)).color(cx.palette.secondary);
    ui.add(egui::Label::new(small).wrap());
    ui.add_space(4.0);
    third_party_ui(ui, cx);
}

/// The notices of others, folded at first. Only the lines in view are laid out.
fn third_party_ui(ui: &mut Ui, cx: &UiCtx<'_>) {
    static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| licenses::THIRD_PARTY.lines().collect());
    let title = RichText::new(cx.tr("about-third-party")).font(regular(CAPTION));
    egui::CollapsingHeader::new(title).id_salt("third-party").show(ui, |ui| {
        let row = ui.fonts_mut(|fonts| fonts.row_height(&regular(CAPTION)));
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::both().max_height(280.0).auto_shrink(false).show_rows(
            ui,
            row,
            LINES.len(),
            |ui, rows| {
                for line in LINES.get(rows).unwrap_or_default() {
                    let line = RichText::new(*line).font(regular(CAPTION)).color(cx.palette.secondary);
                    ui.add(egui::Label::new(line).extend());
                }
            },
        );
    });
}
