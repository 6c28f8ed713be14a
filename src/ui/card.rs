//! The details of the chosen finding: how similar its places are, where each is, and the reviewer's verdict.

use egui::{Label, RichText, ScrollArea, TextEdit, Ui};

use super::context::UiCtx;
use super::findings::{figures_of, figures_words};
use super::format::pane_letter;
use super::judging::judge_buttons_ui;
use super::reading::is_inline;
use super::theme::{BODY, CAPTION, bold, regular};
use super::widgets::icon_ui;
use super::words::{check_severity_name, finding_name, finding_summary, how_alike, mark_glyph, verdict_name};
use crate::message::Message;
use crate::session::{PaneCommand, Place, WorkCommand};

/// The reason being typed, and the stored verdict and reason that the text was taken from.
#[derive(Default)]
struct Reason {
    of: (String, String),
    words: String,
}

/// Maximum number of places listed.
const LISTED: usize = 12;

/// Height of the card's contents in the last frame, in points.
#[derive(Clone, Copy)]
struct Height(f32);

impl Default for Height {
    fn default() -> Self {
        Self(104.0)
    }
}

/// Height that the card needs, in points: that of its contents in the last frame.
pub(super) fn height(cx: &mut UiCtx<'_>) -> f32 {
    cx.view.slot::<Height>().0
}

/// Draws the details of the chosen finding.
pub(super) fn show(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let Some(chosen) = cx.session.chosen() else { return };
    let top = ui.cursor().top();
    ui.spacing_mut().item_spacing.y = 3.0;
    head_ui(ui, cx, chosen.finding);
    let room = ui.available_height().max(24.0);
    let head = ui.cursor().top() - top;
    let shown = ScrollArea::vertical()
        .id_salt("card")
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink([false, true])
        .show(ui, |ui| details_ui(ui, cx, chosen.finding));
    let height = (head + shown.content_size.y).ceil();
    if (cx.view.slot::<Height>().0 - height).abs() >= 0.5 {
        cx.view.slot::<Height>().0 = height;
        ui.ctx().request_discard("the height of the card was not known");
    }
}

/// The kind of the finding, its summary, and the buttons.
fn head_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, finding: usize) {
    let kind = cx.session.findings().list[finding].kind;
    let name = cx.tr(finding_name(&cx.session.findings().list[finding]));
    // Why it is listed stands beside what it is: the lines below are for its places.
    let said = std::iter::once(cx.words.words(&finding_summary(cx.session, finding))).chain(why(cx, finding));
    let summary = said.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ");
    ui.horizontal(|ui| {
        let color = if cx.palette.dark { cx.palette.text } else { cx.palette.mark(kind) };
        icon_ui(ui, mark_glyph(kind), BODY, color);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            judge_buttons_ui(ui, cx, None);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(Label::new(RichText::new(name).font(bold(BODY))).truncate());
                let words = RichText::new(&summary).font(regular(CAPTION)).color(cx.palette.text);
                ui.add(Label::new(words).truncate()).on_hover_text(&summary);
            });
        });
    });
}

/// The places, why the finding is listed, the table of what differs, and the verdict.
fn details_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, index: usize) {
    ui.spacing_mut().item_spacing.y = 3.0;
    let finding = &cx.session.findings().list[index];
    let small = |ui: &mut Ui, words: &str, color: egui::Color32| {
        ui.add(Label::new(RichText::new(words).font(regular(CAPTION)).color(color)).wrap());
    };
    // Those in view first, from left to right.
    let panes = &cx.session.panes().list;
    let pane = |index: usize| {
        let is_shown = cx.session.chosen().is_some_and(|chosen| chosen.places.contains(&index));
        let of = |report| panes.iter().position(|pane| pane.report == Some(report));
        is_shown.then(|| of(finding.places[index].report)).flatten().unwrap_or(usize::MAX)
    };
    let mut order: Vec<usize> = (0..finding.places.len()).collect();
    order.sort_by_key(|&index| pane(index));
    if !table_ui(ui, cx, index, &order) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            ui.spacing_mut().interact_size.y = 24.0;
            for &index in order.iter().take(LISTED) {
                place_ui(ui, cx, index, finding.places[index], true);
            }
        });
    }
    if finding.places.len() > LISTED {
        let more = Message::new("places-more").with("count", finding.places.len() - LISTED);
        small(ui, &cx.words.words(&more), cx.palette.secondary);
    }
    reason_ui(ui, cx, index);
    if let Some(rule) = cx.session.listing().excluded_by(index)
        && let Some(rule) = cx.session.review().exclusions.get(rule)
    {
        let words = match rule.reason.trim() {
            "" => cx.tr("card-excluded-bare").to_owned(),
            reason => cx.words.words(&Message::new("card-excluded").with("reason", reason)),
        };
        small(ui, &words, cx.palette.secondary);
    }
}

/// Why a finding is listed: the severity of its check, its reason, how alike its places are, its figures.
fn why(cx: &UiCtx<'_>, index: usize) -> Vec<String> {
    let finding = &cx.session.findings().list[index];
    let severity = finding.check.iter().map(|check| cx.tr(check_severity_name(check.severity)).to_owned());
    let reason = finding.reason.iter().map(|message| cx.words.words(message));
    let alike = how_alike(cx.session, index);
    let alike = alike.iter().map(|message| cx.words.words(message));
    let figures = figures_of(cx, finding);
    let message = Message::new("card-figures").with("figures", figures_words(&figures));
    let figures = (!figures.is_empty()).then(|| cx.words.words(&message));
    let inline = is_inline(cx).then(|| cx.tr("card-inline").to_owned());
    inline.into_iter().chain(severity).chain(reason).chain(alike).chain(figures).collect()
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

/// Draws the places, in this order, as such a table. Returns whether there is one.
fn table_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, finding: usize, order: &[usize]) -> bool {
    let places = &cx.session.findings().list[finding].places;
    if places.len() < 3 || cx.session.findings().list[finding].check.is_some() {
        return false;
    }
    let key = Some((finding, cx.session.marks_revision()));
    if cx.view.slot::<Table>().key != key {
        let rows = figures_by_place(cx, finding);
        *cx.view.slot() = Table { key, rows };
    }
    let rows = cx.view.slot::<Table>().rows.clone();
    if rows.is_empty() {
        return false;
    }
    egui::Grid::new("figures").striped(true).spacing((12.0, 0.0)).min_row_height(24.0).show(ui, |ui| {
        for (place, figures) in order.iter().filter_map(|at| rows.iter().find(|(place, _)| place == at)) {
            place_ui(ui, cx, *place, places[*place], false);
            for figure in figures {
                ui.label(RichText::new(figure).font(bold(CAPTION)).color(cx.palette.text));
            }
            ui.end_row();
        }
    });
    true
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
    let hint = cx.words.text("verdict-reason");
    let field = ui
        .horizontal(|ui| {
            ui.label(said);
            ui.add(TextEdit::singleline(words).hint_text(hint).desired_width(f32::INFINITY))
        })
        .inner;
    let name = cx.words.text("verdict-reason");
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
    if field.lost_focus() && *words != verdict.reason {
        let reason = Some(words.trim().to_owned());
        cx.push(WorkCommand::Judge { finding, judgement: Some(verdict.verdict), reason });
    }
}

/// One place: its report, line and, where there is room, its section. A click goes there.
fn place_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, index: usize, place: Place, with_section: bool) {
    let Some(document) = cx.session.document(place.report) else { return };
    let line = document.text().line_from_position(place.span.start) + 1;
    let title = cx.session.name(place.report);
    let mut words = cx.words.words(&Message::new("place-there").with("title", title).with("line", line));
    if let Some(section) = document.sections_at(place.span.start).last().filter(|_| with_section) {
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
    let link = egui::Button::new(label).frame(false).min_size(egui::vec2(0.0, 24.0));
    let link = if with_section { link.truncate() } else { link.wrap_mode(egui::TextWrapMode::Extend) };
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
