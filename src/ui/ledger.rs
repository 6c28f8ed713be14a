//! The ledger of figures: a row for each indicator, a column for each report. A click shows the place of a figure, Enter
//! begins a note on it. Rows are joined, parted, named and hidden from a menu.

mod chart;
mod edited;
mod geometry;
mod grid;
mod list;
mod menu;
mod operate;
mod picture;

pub(super) use chart::{Chart, Series};
pub(super) use edited::Edited;
pub(super) use picture::picture;

use egui::{Align, ComboBox, Frame, Layout, Margin, RichText, TextEdit, Ui};

use self::grid::grid_ui;
use self::list::{List, Order};
use self::menu::row_menu_ui;
use super::context::{Dialog, UiCtx};
use super::icons;
use super::theme::{BODY, CAPTION, bold, regular};
use super::widgets::{checkbox, empty_ui, icon_button};
use crate::message::Message;
use crate::session::{LedgerTable, PaneCommand, View};

pub(super) fn ledger_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    Frame::new().inner_margin(Margin::symmetric(12, 6)).show(ui, |ui| {
        let table = cx.session.ledger().cloned();
        header_ui(ui, cx, table.is_some());
        let Some(table) = table else {
            let id = if cx.session.ledger_is_waiting() { "ledger-view-waits" } else { "ledger-view-empty" };
            empty_ui(ui, cx.palette, cx.tr(id));
            return;
        };
        cx.view.slot::<List>().refresh(&table);
        choices_ui(ui, cx, &table);
        ui.add_space(4.0);
        if cx.view.slot::<List>().rows.is_empty() {
            let id = if table.rows.is_empty() { "ledger-view-empty" } else { "ledger-view-none" };
            empty_ui(ui, cx.palette, cx.tr(id));
            return;
        }
        grid_ui(ui, cx, &table);
    });
}

fn header_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, ready: bool) {
    ui.horizontal(|ui| {
        let title = ui.label(RichText::new(cx.tr("ledger-title")).font(bold(BODY)));
        title.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, cx.tr("ledger-title")));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, icons::X, cx.tr("ledger-view-close")).clicked() {
                cx.push(PaneCommand::SetView(View::Panes));
            }
            if ready {
                let hint = cx.tr("ledger-view-filter");
                let field = TextEdit::singleline(&mut cx.view.slot::<List>().wanted.words)
                    .id_salt("ledger-filter")
                    .hint_text(hint);
                let response = ui.add(field.desired_width(200.0));
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(hint));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let what = cx.tr("ledger-view-what");
                let words = RichText::new(what).font(regular(CAPTION)).color(cx.palette.secondary);
                ui.add(egui::Label::new(words).truncate()).on_hover_text(what);
            });
        });
    });
}

/// The choices of rows and their order, and the number of rows.
fn choices_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, table: &LedgerTable) {
    ui.horizontal_wrapped(|ui| {
        let mut wanted = cx.view.slot::<List>().wanted.clone();
        let name = |count: usize| cx.words.words(&Message::new("ledger-view-reports").with("count", count));
        let least =
            ComboBox::from_id_salt("ledger-least").selected_text(name(wanted.reports)).show_ui(ui, |ui| {
                for count in
                    [1, 2, 3, 5, 10, 20, 50].into_iter().filter(|&count| count <= table.columns.len().max(2))
                {
                    ui.selectable_value(&mut wanted.reports, count, name(count));
                }
            });
        let label = cx.tr("ledger-view-least");
        ui.ctx().accesskit_node_builder(least.response.id, |node| node.set_label(label));
        let orders = ComboBox::from_id_salt("ledger-order")
            .selected_text(cx.tr(wanted.order.name()))
            .show_ui(ui, |ui| {
                for order in Order::ALL {
                    ui.selectable_value(&mut wanted.order, order, cx.tr(order.name()));
                }
            });
        let label = cx.tr("ledger-view-order");
        ui.ctx().accesskit_node_builder(orders.response.id, |node| node.set_label(label));
        checkbox(ui, cx.palette, &mut wanted.changed, cx.tr("ledger-view-changed"));
        checkbox(ui, cx.palette, &mut wanted.doubtful, cx.tr("ledger-view-doubtful"));
        checkbox(ui, cx.palette, &mut wanted.plans, cx.tr("ledger-view-plans"));
        if wanted.hidden || table.rows.iter().any(|row| row.hidden) {
            checkbox(ui, cx.palette, &mut wanted.hidden, cx.tr("ledger-view-hidden"));
        }
        cx.view.slot::<List>().wanted = wanted;
        let count = Message::new("ledger-view-count").with("count", cx.view.slot::<List>().rows.len());
        ui.label(RichText::new(cx.words.words(&count)).font(regular(CAPTION)).color(cx.palette.secondary));
        let words = row_words(cx);
        let menu = ui.menu_button(format!("{words}  {}", icons::CARET_DOWN), |ui| row_menu_ui(ui, cx, table));
        ui.ctx().accesskit_node_builder(menu.response.id, |node| node.set_label(words));
        let rules = cx.session.review().ledger.len();
        if rules > 0 {
            let words = Message::new("ledger-changes-count").with("count", rules);
            if ui.button(cx.words.words(&words)).clicked() {
                cx.view.dialog = Some(Dialog::LedgerChanges);
            }
        }
    });
}

/// The name of the menu of rows: with the number of marked rows if there are several.
fn row_words(cx: &mut UiCtx<'_>) -> String {
    match cx.view.slot::<List>().marked.len() {
        0 | 1 => cx.tr("ledger-row").to_owned(),
        count => cx.words.words(&Message::new("ledger-rows").with("count", count)),
    }
}
