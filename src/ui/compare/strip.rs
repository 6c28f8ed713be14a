//! The strip below the rows: what the current row is, the parts of the work it belongs to, and what keys do with it.

use egui::{Button, Frame, Label, Margin, Panel, RichText, ScrollArea, Ui, vec2};

use super::row::kind_name;
use crate::message::Message;
use crate::review::Judgement;
use crate::session::{Chosen, Compared, Place, WorkCommand};
use crate::ui::context::UiCtx;
use crate::ui::format::thousands;
use crate::ui::icons;
use crate::ui::judging::judge_buttons_ui;
use crate::ui::theme::{CAPTION, CONTROL_HEIGHT, bold, regular};
use crate::ui::words::{finding_name, mark_glyph};

/// Maximum number of unchanged figures that are listed.
const LISTED: usize = 12;

pub(super) fn strip_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, compared: &Compared) {
    let frame = Frame::new().fill(cx.palette.window).inner_margin(Margin::symmetric(12, 4));
    let panel = Panel::bottom("compare-row").frame(frame).resizable(false);
    panel.exact_size(2.0 * CONTROL_HEIGHT + 14.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal(|ui| {
            ui.set_min_height(CONTROL_HEIGHT);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                judge_buttons_ui(ui, cx, Some(compared.at.is_some()));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let words = what(cx, compared);
                    let label = RichText::new(&words).font(regular(CAPTION)).color(cx.palette.text);
                    ui.add(Label::new(label).truncate()).on_hover_text(words);
                });
            });
        });
        parts_ui(ui, cx, compared);
    });
}

/// `第 17 行 · 有改动 · 两年相同的数字 3 个：14 · 87 · 46`.
fn what(cx: &UiCtx<'_>, compared: &Compared) -> String {
    let (Some(rows), Some(at)) = (compared.result(), compared.at) else { return String::new() };
    let Some(row) = rows.rows.get(at) else { return String::new() };
    let line = |cell: crate::compare::Cell| cx.words.words(&Message::new("line").with("line", cell.line + 1));
    let there = match (row.left.map(line), row.right.map(line)) {
        (Some(left), Some(right)) if left == right => left,
        (left, right) => {
            let side =
                |name: &'static str, line: Option<String>| line.map(|line| format!("{} {line}", cx.tr(name)));
            let both = [side("compare-left", left), side("compare-right", right)];
            both.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
    };
    let kind = if row.is_years_only() { "row-years-only" } else { kind_name(row.kind) };
    let mut words = format!("{there} · {}", cx.tr(kind));
    let figures = rows.unchanged.get(&at).filter(|_| cx.session.settings().mark_unchanged);
    if let (Some(figures), Some(document)) = (figures, cx.session.document(compared.right)) {
        let listed: Vec<&str> =
            figures.iter().take(LISTED).map(|both| document.text().slice(both[1])).collect();
        let more = if figures.len() > LISTED { " …" } else { "" };
        let message = Message::new("compare-unchanged")
            .with("count", figures.len())
            .with("figures", format!("{}{more}", listed.join(" · ")));
        words = format!("{words} · {}", cx.words.words(&message));
    }
    words
}

/// The parts of the work that the row belongs to. Verdicts go to the selected one.
fn parts_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, compared: &Compared) {
    let parts = compared.at.map_or_else(Vec::new, |row| cx.session.parts_of_row(row));
    let row = compared.at.map_or([None; 2], |row| compared.places(row));
    ScrollArea::horizontal().id_salt("compare-parts").auto_shrink([false, true]).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(CONTROL_HEIGHT);
            if parts.is_empty() {
                let words = RichText::new(cx.tr("compare-row-no-finding")).font(regular(CAPTION));
                ui.label(words.color(cx.palette.secondary));
                return;
            }
            let words = RichText::new(cx.tr("compare-row-part")).font(regular(CAPTION));
            ui.label(words.color(cx.palette.secondary));
            for part in parts {
                part_ui(ui, cx, part, row);
            }
        });
    });
}

fn part_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, part: Chosen, row: [Option<Place>; 2]) {
    let finding = &cx.session.findings().list[part.finding];
    let chosen = cx.session.chosen().is_some_and(|chosen| chosen.finding == part.finding);
    let mut words = format!("{} {}", mark_glyph(finding.kind), cx.tr(finding_name(finding)));
    if finding.check.is_none() {
        let length = Message::new("length").with("characters", thousands(finding.characters));
        words = format!("{words} {}", cx.words.words(&length));
    }
    if let Some(lines) = lines_of(cx, part, row) {
        words = format!("{words} · {lines}");
    }
    let verdict = cx.session.verdict(part.finding).map(|verdict| match verdict.verdict {
        Judgement::Confirmed => icons::CHECK_CIRCLE,
        Judgement::Dismissed => icons::PROHIBIT,
    });
    if let Some(verdict) = verdict {
        words = format!("{words} {verdict}");
    }
    let font = if chosen { bold(CAPTION) } else { regular(CAPTION) };
    let label = RichText::new(words).font(font).color(cx.palette.text);
    let button = Button::new(label).selected(chosen).min_size(vec2(0.0, 24.0));
    let response = ui.add(button);
    let name = cx.tr(finding_name(finding));
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, name));
    if response.clicked() {
        cx.push(WorkCommand::Choose(part.finding));
    }
}

/// `第 1–19 行` for a part that reaches beyond the row, so that a verdict on it surprises nobody.
fn lines_of(cx: &UiCtx<'_>, part: Chosen, row: [Option<Place>; 2]) -> Option<String> {
    let place = cx.session.findings().list[part.finding].places[part.places[1]];
    let cell = row.into_iter().flatten().find(|cell| cell.report == place.report)?;
    let text = cx.session.document(place.report)?.text();
    let (first, last) = (
        text.line_from_position(place.span.start),
        text.line_from_position(place.span.end.saturating_sub(1)),
    );
    let inside = text.line_from_position(cell.span.start)..=text.line_from_position(cell.span.end);
    let reaches_out = !inside.contains(&first) || !inside.contains(&last);
    let message = Message::new("lines").with("first", first + 1).with("last", last + 1);
    reaches_out.then(|| cx.words.words(&message))
}
