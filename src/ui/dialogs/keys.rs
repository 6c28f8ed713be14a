//! The list of keys, by menu, with a field that narrows it down.

use egui::{Label, RichText, ScrollArea, TextEdit, Ui};

use super::State;
use crate::ui::actions::MENUS;
use crate::ui::context::UiCtx;
use crate::ui::format::key_text;
use crate::ui::keys::OTHER_KEYS;
use crate::ui::theme::{BODY, CAPTION, bold};
use crate::ui::widgets::empty_ui;

/// Height of the list in points, where the window has the room.
const HEIGHT: f32 = 520.0;

/// A heading, and its rows: name of the action, and its keys.
type Group<'a> = (&'a str, Vec<(&'a str, String)>);

pub(super) fn keys_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let opened = super::begins(cx);
    let hint = cx.words.text("keys-filter");
    let words = &mut cx.view.slot::<State>().words;
    let field = ui.add(TextEdit::singleline(words).hint_text(hint).desired_width(f32::INFINITY));
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(hint));
    if opened {
        field.request_focus();
    }
    let wanted = cx.view.slot::<State>().words.trim().to_lowercase();
    ui.add_space(8.0);
    let room = (ui.ctx().content_rect().height() - 220.0).clamp(160.0, HEIGHT);
    let scroll = ScrollArea::vertical().max_height(room).min_scrolled_height(room).auto_shrink(false);
    scroll.show(ui, |ui| {
        let groups = groups(ui, cx, &wanted);
        if groups.is_empty() {
            empty_ui(ui, cx.palette, cx.tr("keys-none"));
        }
        for (title, rows) in groups {
            let label = ui.label(RichText::new(title).font(bold(CAPTION)).color(cx.palette.secondary));
            label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, title));
            for (what, keys) in rows {
                row_ui(ui, what, &keys);
            }
            ui.add_space(10.0);
        }
    });
}

/// Width of the column of keys, in points.
const KEYS: f32 = 170.0;

/// Keys, and beside them what they do, on as many lines as it needs.
fn row_ui(ui: &mut Ui, what: &str, keys: &str) {
    ui.horizontal_top(|ui| {
        let left = ui.cursor().left();
        ui.add(Label::new(RichText::new(keys).font(bold(BODY))));
        ui.add_space((left + KEYS - ui.cursor().left()).max(0.0));
        ui.add(Label::new(what).wrap());
    });
}

/// The groups with the rows whose words or keys contain the typed text; groups without any are left out.
fn groups<'a>(ui: &Ui, cx: &UiCtx<'a>, wanted: &str) -> Vec<Group<'a>> {
    let menus = MENUS.iter().map(|menu| {
        let rows = menu.actions().filter(|action| !action.keys().is_empty()).map(|action| {
            let keys: Vec<String> = action.keys().iter().map(|key| key_text(ui.ctx(), *key)).collect();
            (cx.tr(action.label()), keys.join("   "))
        });
        (cx.tr(menu.name), rows.collect::<Vec<_>>())
    });
    let others = OTHER_KEYS.map(|(keys, id)| (cx.tr(id), keys.replace(", ", "   ")));
    let groups = menus.chain([(cx.tr("keys-other"), others.to_vec())]);
    let fits = |(what, keys): &(&str, String)| {
        what.to_lowercase().contains(wanted) || keys.to_lowercase().contains(wanted)
    };
    let narrowed = groups.map(|(title, rows)| (title, rows.into_iter().filter(fits).collect::<Vec<_>>()));
    narrowed.filter(|(_, rows)| !rows.is_empty()).collect()
}
