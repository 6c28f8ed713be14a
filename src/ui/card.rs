//! The details of the chosen finding: how similar its places are, where each is, and the reviewer's verdict.

use egui::{Label, RichText, ScrollArea, TextEdit, Ui};

use super::actions::Action;
use super::context::UiCtx;
use super::findings::{figures_of, figures_words};
use super::format::pane_letter;
use super::icons;
use super::theme::{BODY, CAPTION, CONTROL_HEIGHT, bold, regular};
use super::widgets::{icon_toggle, icon_ui};
use super::words::{check_severity_name, finding_name, finding_summary, how_alike, mark_glyph, verdict_name};
use crate::message::Message;
use crate::review::Judgement;
use crate::session::{PaneCommand, Place, WorkCommand};

/// The reason being typed, and the stored verdict and reason that the text was taken from.
#[derive(Default)]
struct Reason {
    of: (String, String),
    words: String,
}

/// Maximum number of places listed.
const LISTED: usize = 12;

/// Draws the details of the chosen finding, at most `most` points high.
pub(super) fn show(ui: &mut Ui, cx: &mut UiCtx<'_>, most: f32) {
    let Some(chosen) = cx.session.chosen() else { return };
    let finding = &cx.session.findings().list[chosen.finding];
    ui.horizontal(|ui| {
        let color = cx.palette.mark(finding.kind);
        let color = if cx.palette.dark { cx.palette.text } else { color };
        icon_ui(ui, mark_glyph(finding.kind), BODY, color);
        let buttons = 2.0 * (CONTROL_HEIGHT + 8.0);
        let targets = cx.session.targets().len();
        let mut name = cx.tr(finding_name(finding)).to_owned();
        if targets > 1 {
            let count = Message::new("judge-confirm").with("count", targets);
            name = format!("{name} · {}", cx.words.words(&count));
        }
        let name = RichText::new(name).font(bold(BODY));
        ui.scope(|ui| {
            ui.set_max_width((ui.available_width() - buttons).max(0.0));
            ui.add(Label::new(name).truncate());
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| verdict_buttons_ui(ui, cx));
    });
    let room = (most - 40.0).max(40.0);
    ScrollArea::vertical()
        .id_salt("card")
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            let small = |ui: &mut Ui, words: String, color: egui::Color32| {
                ui.add(Label::new(RichText::new(words).font(regular(CAPTION)).color(color)).wrap());
            };
            small(ui, cx.words.words(&finding_summary(cx.session, chosen.finding)), cx.palette.text);
            if let Some(check) = &finding.check {
                small(ui, cx.tr(check_severity_name(check.severity)).to_owned(), cx.palette.secondary);
            }
            let alike: Vec<String> =
                how_alike(cx.session, chosen.finding).iter().map(|message| cx.words.words(message)).collect();
            let why = finding.reason.iter().map(|message| cx.words.words(message)).chain(alike);
            let why: Vec<String> = why.collect();
            if !why.is_empty() {
                small(ui, why.join(" · "), cx.palette.text);
            }
            let figures = figures_of(cx, finding);
            if !figures.is_empty() {
                let message = Message::new("card-figures").with("figures", figures_words(&figures));
                small(ui, cx.words.words(&message), cx.palette.text);
            }
            if let Some(rule) = cx.session.listing().excluded_by(chosen.finding)
                && let Some(rule) = cx.session.review().exclusions.get(rule)
            {
                let message = Message::new("card-excluded").with("reason", rule.reason.as_str());
                small(ui, cx.words.words(&message), cx.palette.secondary);
            }
            table_ui(ui, cx, chosen.finding);
            reason_ui(ui, cx, chosen.finding);
            for (index, place) in finding.places.iter().enumerate().take(LISTED) {
                place_ui(ui, cx, index, *place);
            }
            if finding.places.len() > LISTED {
                let more = Message::new("places-more").with("count", finding.places.len() - LISTED);
                small(ui, cx.words.words(&more), cx.palette.secondary);
            }
        });
}

/// The figures of three places or more that differ, as a table: one row a place, one column a figure. Computed once
/// for each finding and revision.
#[derive(Default)]
struct Table {
    key: Option<(usize, u64)>,
    rows: Vec<(usize, Vec<String>)>,
}

/// Maximum number of columns of the table.
const COLUMNS: usize = 10;

fn table_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, finding: usize) {
    let places = &cx.session.findings().list[finding].places;
    if places.len() < 3 || cx.session.findings().list[finding].check.is_some() {
        return;
    }
    let key = Some((finding, cx.session.marks_revision()));
    if cx.view.slot::<Table>().key != key {
        let rows = figures_by_place(cx, finding);
        *cx.view.slot() = Table { key, rows };
    }
    let rows = cx.view.slot::<Table>().rows.clone();
    if rows.is_empty() {
        return;
    }
    egui::Grid::new("figures").striped(true).spacing((12.0, 2.0)).show(ui, |ui| {
        for (place, figures) in rows {
            let name = cx.session.name(places[place].report);
            ui.label(RichText::new(name).font(regular(CAPTION)).color(cx.palette.secondary));
            for figure in figures {
                ui.label(RichText::new(figure).font(bold(CAPTION)).color(cx.palette.text));
            }
            ui.end_row();
        }
    });
}

/// For each place its figures in the columns in which not all places have the same; empty unless all places have
/// equally many figures. Linear in the text of the places.
fn figures_by_place(cx: &UiCtx<'_>, finding: usize) -> Vec<(usize, Vec<String>)> {
    let places = &cx.session.findings().list[finding].places;
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    for (index, place) in places.iter().enumerate().take(LISTED) {
        let Some(document) = cx.session.document(place.report) else { return Vec::new() };
        rows.push((index, figures_in(document.text().slice(place.span))));
    }
    let Some((_, first)) = rows.first() else { return Vec::new() };
    if rows.iter().any(|(_, figures)| figures.len() != first.len()) {
        return Vec::new();
    }
    let differs = |column: &usize| rows.iter().any(|(_, figures)| figures[*column] != first[*column]);
    let columns: Vec<usize> = (0..first.len()).filter(differs).take(COLUMNS).collect();
    if columns.is_empty() {
        return Vec::new();
    }
    rows.iter()
        .map(|(index, figures)| (*index, columns.iter().map(|&at| figures[at].clone()).collect()))
        .collect()
}

/// The figures of a text in order: runs of digits with their decimal points and separators.
fn figures_in(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
    let runs = runs.map(|run| run.trim_matches(['.', ',']));
    runs.filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

fn verdict_buttons_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let decided =
        cx.session.chosen().and_then(|chosen| cx.session.verdict(chosen.finding)).map(|v| v.verdict);
    for (action, judgement, icon) in [
        (Action::Dismiss, Judgement::Dismissed, icons::PROHIBIT),
        (Action::Confirm, Judgement::Confirmed, icons::CHECK_CIRCLE),
    ] {
        let words = cx.tr(action.label());
        if icon_toggle(ui, cx.palette, icon, words, decided == Some(judgement)).clicked() {
            action.run(&ui.ctx().clone(), cx);
        }
    }
}

/// The verdict's author and reason, once there is a verdict.
fn reason_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, finding: usize) {
    let Some(verdict) = cx.session.verdict(finding) else { return };
    let key = (verdict.finding.clone(), verdict.reason.clone());
    let reason = cx.view.slot::<Reason>();
    if reason.of != key {
        *reason = Reason { of: key, words: verdict.reason.clone() };
    }
    let words = &mut reason.words;
    let decided = cx.words.text(verdict_name(verdict.verdict));
    let said = match verdict.author.as_str() {
        "" => decided.to_owned(),
        author => cx.words.words(&Message::new("verdict-by").with("verdict", decided).with("author", author)),
    };
    let said = RichText::new(said).font(regular(CAPTION)).color(cx.palette.secondary);
    ui.label(said);
    let edit =
        TextEdit::singleline(words).hint_text(cx.words.text("verdict-reason")).desired_width(f32::INFINITY);
    let field = ui.add(edit);
    let name = cx.words.text("verdict-reason");
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
    if field.lost_focus() && *words != verdict.reason {
        let reason = Some(words.trim().to_owned());
        cx.push(WorkCommand::Judge { finding, judgement: Some(verdict.verdict), reason });
    }
}

/// One place: its report, line and section. A click goes there.
fn place_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, index: usize, place: Place) {
    let Some(document) = cx.session.document(place.report) else { return };
    let line = document.text().line_from_position(place.span.start) + 1;
    let title = cx.session.name(place.report);
    let mut words = cx.words.words(&Message::new("place-there").with("title", title).with("line", line));
    if let Some(section) = document.sections_at(place.span.start).last() {
        words = format!("{words} · {}", document.heading(section));
    }
    let shown = cx.session.chosen().and_then(|chosen| chosen.places.iter().position(|&shown| shown == index));
    let color = if shown.is_some() { cx.palette.accent } else { cx.palette.secondary };
    let panes = &cx.session.panes().list;
    let letter = shown.and_then(|_| panes.iter().position(|pane| pane.report == Some(place.report)));
    if let Some(pane) = letter {
        words = format!("{} {words}", pane_letter(pane));
    }
    let label = RichText::new(&words).font(regular(CAPTION)).color(color);
    let link = egui::Button::new(label).frame(false).truncate().min_size(egui::vec2(0.0, 24.0));
    let response = ui.add(link);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &words));
    if response.on_hover_text(&words).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        cx.push(PaneCommand::GoTo { report: place.report, span: place.span });
    }
}

#[cfg(test)]
mod tests {
    use super::figures_in;

    #[test]
    fn figures_are_read_whole() {
        assert_eq!(figures_in("培训14场、受理1,250.5件，2024年。"), ["14", "1,250.5", "2024"]);
    }
}
