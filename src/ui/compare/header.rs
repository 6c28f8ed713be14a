//! The bar over the comparison: what differs in numbers, what is folded, buttons to the next and previous stop, and the
//! two reports over their columns.

use egui::containers::menu::MenuButton;
use egui::{Button, Frame, Label, Margin, RichText, Ui, vec2};

use super::lay;
use crate::message::Message;
use crate::session::{CompareCommand, Compared, PaneCommand, View};
use crate::ui::actions::Action;
use crate::ui::context::UiCtx;
use crate::ui::format::{self, percent};
use crate::ui::icons;
use crate::ui::theme::{BODY, CAPTION, CONTROL_HEIGHT, bold, regular};
use crate::ui::widgets::icon_button;

pub(super) fn header_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, compared: &Compared) {
    Frame::new().inner_margin(Margin::symmetric(12, 6)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal(|ui| {
            ui.set_min_height(CONTROL_HEIGHT);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, icons::X, cx.tr("compare-close")).clicked() {
                    cx.push(PaneCommand::SetView(View::Panes));
                }
                if icon_button(ui, icons::ARROWS_LEFT_RIGHT, cx.tr("compare-swap")).clicked() {
                    cx.push(CompareCommand::Reports(compared.right, compared.left));
                }
                export_ui(ui, cx);
                for (action, icon) in [
                    (Action::NextDifference, icons::CARET_DOWN),
                    (Action::PreviousDifference, icons::CARET_UP),
                ] {
                    if icon_button(ui, icon, cx.tr(action.label())).clicked() {
                        action.run(&ui.ctx().clone(), cx);
                    }
                }
                ui.label(RichText::new(position(cx, compared)).color(cx.palette.secondary));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(Label::new(RichText::new(cx.tr("compare")).font(bold(BODY))).truncate());
                });
            });
        });
        ui.horizontal_wrapped(|ui| {
            for action in [Action::HideEqualRows, Action::FoldYears, Action::MarkUnchanged] {
                switch_ui(ui, cx, action);
            }
            for words in counts(cx, compared) {
                ui.label(RichText::new(words).font(regular(CAPTION)).color(cx.palette.secondary));
            }
        });
        titles_ui(ui, cx, compared);
    });
    let rect = ui.min_rect();
    ui.painter().hline(rect.x_range(), ui.cursor().top(), (1.0, cx.palette.divider));
}

/// The button with the two forms in which the comparison can be handed on.
fn export_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let name = cx.tr("compare-export");
    let button = Button::new(RichText::new(icons::EXPORT).size(16.0)).frame_when_inactive(false);
    let (response, _) = MenuButton::from_button(button.min_size(vec2(28.0, 28.0))).ui(ui, |ui| {
        for action in [Action::ExportTracked, Action::ExportComparison] {
            if ui.button(cx.tr(action.label())).clicked() {
                action.run(&ui.ctx().clone(), cx);
                ui.close();
            }
        }
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.on_hover_text(name);
}

fn switch_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, action: Action) {
    let on = action.is_on(cx.session) == Some(true);
    let words = RichText::new(cx.tr(action.label())).font(regular(CAPTION));
    let response = ui.add(Button::new(words).selected(on).min_size(vec2(0.0, 24.0)));
    let name = cx.tr(action.label());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, on, name));
    if response.clicked() {
        action.run(&ui.ctx().clone(), cx);
    }
}

/// The names of the two reports, each over its column.
fn titles_ui(ui: &mut Ui, cx: &UiCtx<'_>, compared: &Compared) {
    let title = |id| cx.session.name(id).to_owned();
    let both = [title(compared.left), title(compared.right)];
    let label = |words: &str| Label::new(RichText::new(words).font(bold(BODY))).truncate();
    let half = ui.available_width() * 0.5;
    if lay::is_inline(ui.available_width(), cx.session.settings().reading_size) {
        let words = both.join(" → ");
        ui.add(label(&words)).on_hover_text(words);
        return;
    }
    ui.columns(2, |columns| {
        for (ui, title) in columns.iter_mut().zip(&both) {
            ui.set_max_width(half - 12.0);
            ui.add(label(title)).on_hover_text(title);
        }
    });
}

/// Number of the current stop and number of stops.
fn position(cx: &UiCtx<'_>, compared: &Compared) -> String {
    let Some(rows) = compared.result() else { return String::new() };
    let stops = cx.session.settings().folding().stops(rows);
    let current = compared.at.and_then(|row| stops.binary_search(&row).ok());
    format::position(current, stops.len())
}

/// Share that is equal, number of paragraphs of each kind, number of figures that two editions have in common.
fn counts(cx: &UiCtx<'_>, compared: &Compared) -> Vec<String> {
    let Some(rows) = compared.result() else { return Vec::new() };
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
        ("compare-count-unchanged", rows.unchanged.values().map(Vec::len).sum()),
    ] {
        if count > 0 {
            words.push(cx.words.words(&Message::new(id).with("count", count)));
        }
    }
    words
}
