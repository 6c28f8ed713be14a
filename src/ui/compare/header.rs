//! The bar over the comparison: the two reports, the amount that differs, and buttons to the next and previous
//! difference.

use egui::{Button, Frame, Label, Margin, RichText, Ui};

use crate::message::Message;
use crate::session::{CompareCommand, Compared, PaneCommand, View};
use crate::ui::actions::Action;
use crate::ui::context::UiCtx;
use crate::ui::format::{self, percent};
use crate::ui::icons;
use crate::ui::theme::{BODY, CAPTION, bold, regular};
use crate::ui::widgets::icon_button;

pub(super) fn header_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, compared: &Compared) {
    Frame::new().inner_margin(Margin::symmetric(12, 6)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(cx.tr("compare")).font(bold(BODY)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, icons::X, cx.tr("compare-close")).clicked() {
                    cx.push(PaneCommand::SetView(View::Panes));
                }
                if icon_button(ui, icons::ARROWS_LEFT_RIGHT, cx.tr("compare-swap")).clicked() {
                    cx.push(CompareCommand::Reports(compared.right, compared.left));
                }
                let action = Action::HideEqualRows;
                let folded = action.is_on(cx.session) == Some(true);
                if ui.add(Button::new(cx.tr(action.label())).selected(folded)).clicked() {
                    action.run(&ui.ctx().clone(), cx);
                }
                for (action, icon) in [
                    (Action::NextDifference, icons::CARET_DOWN),
                    (Action::PreviousDifference, icons::CARET_UP),
                ] {
                    if icon_button(ui, icon, cx.tr(action.label())).clicked() {
                        action.run(&ui.ctx().clone(), cx);
                    }
                }
                ui.label(RichText::new(position(compared)).color(cx.palette.secondary));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let counts = counts(cx, compared);
                    let words = RichText::new(&counts).font(regular(CAPTION)).color(cx.palette.secondary);
                    ui.add(Label::new(words).truncate()).on_hover_text(counts);
                });
            });
        });
        ui.columns(2, |columns| {
            for (ui, id) in columns.iter_mut().zip([compared.left, compared.right]) {
                let title = cx.session.entry(id).map(crate::session::Entry::title).unwrap_or_default();
                let label = Label::new(RichText::new(&title).font(bold(BODY))).truncate();
                ui.add(label).on_hover_text(&title);
            }
        });
    });
    let rect = ui.min_rect();
    ui.painter().hline(rect.x_range(), ui.cursor().top(), (1.0, cx.palette.divider));
}

/// Number of the current difference and number of differences.
fn position(compared: &Compared) -> String {
    let Some(rows) = compared.result() else { return String::new() };
    let current = compared.at.and_then(|row| rows.differences.binary_search(&row).ok());
    format::position(current, rows.differences.len())
}

/// Share that is equal, and number of paragraphs of each kind.
fn counts(cx: &UiCtx<'_>, compared: &Compared) -> String {
    let Some(rows) = compared.result() else { return String::new() };
    let statistics = &rows.statistics;
    let counts = statistics.rows;
    let mut words = vec![
        cx.words.words(&Message::new("compare-similarity").with("share", percent(statistics.similarity()))),
    ];
    for (id, count) in [
        ("compare-count-changed", counts.changed),
        ("compare-count-years", counts.years_only),
        ("compare-count-moved", counts.moved),
        ("compare-count-removed", counts.removed),
        ("compare-count-added", counts.added),
    ] {
        if count > 0 {
            words.push(cx.words.words(&Message::new(id).with("count", count)));
        }
    }
    words.join(" · ")
}
