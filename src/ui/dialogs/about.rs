//! What this program is.

use egui::{RichText, Ui};

use crate::message::Message;
use crate::ui::UiCtx;
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
}
