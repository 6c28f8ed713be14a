//! The table of keys.

use egui::{Grid, RichText, ScrollArea, Ui, vec2};

use crate::ui::UiCtx;
use crate::ui::actions::Action;
use crate::ui::theme::{BODY, bold};

pub(super) fn keys_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    ScrollArea::vertical().max_height(420.0).auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("keys").num_columns(2).min_col_width(150.0).spacing(vec2(16.0, 4.0)).show(ui, |ui| {
            for action in Action::all().filter(|action| !action.keys().is_empty()) {
                let keys: Vec<String> =
                    action.keys().iter().map(|key| ui.ctx().format_shortcut(key)).collect();
                ui.label(RichText::new(keys.join("   ")).font(bold(BODY)));
                ui.label(cx.tr(action.label()));
                ui.end_row();
            }
            for (keys, id) in [("Ctrl+Enter", "keys-keep-note"), ("PgUp  PgDn  ↑ ↓", "keys-scroll")] {
                ui.label(RichText::new(keys).font(bold(BODY)));
                ui.label(cx.tr(id));
                ui.end_row();
            }
        });
    });
}
