//! The list of encodings that a file can be read in, for menus.

use egui::Ui;

use super::context::UiCtx;
use crate::report::Encoding;
use crate::session::{Entry, LibraryCommand};

/// The encodings to read a file in.
pub(super) fn encodings_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, entry: &Entry) {
    let chosen = entry.encoding;
    let automatic = cx.tr("encoding-automatic");
    let mut choice = |ui: &mut Ui, words: &str, encoding: Option<Encoding>| {
        if ui.add(egui::Button::new(words).selected(chosen == encoding)).clicked() {
            cx.push(LibraryCommand::Reread(entry.id, encoding));
            ui.close();
        }
    };
    choice(ui, automatic, None);
    for encoding in Encoding::ALL {
        choice(ui, encoding.name(), Some(encoding));
    }
}
