//! The findings: what was detected, ranked, two lines each: what and how long, then where. Over them the filter, below
//! them why the chosen one is listed.

use egui::{Align2, Frame, Panel, Rect, ScrollArea, TextEdit, Ui, UiBuilder, pos2, vec2};

use super::actions::Action;
use super::theme::{BODY, CAPTION, ROW_HEIGHT, TALL_ROW_HEIGHT, bold, regular};
use super::why::why_ui;
use super::widgets::{empty_ui, icon_button, line, panel_title_ui, row_ui, two_lines};
use super::words::{check_severity_name, finding_name, finding_summary, mark_glyph, mark_name, thousands};
use super::{UiCtx, icons, panel_margin};
use crate::i18n::Language;
use crate::message::Message;
use crate::review::Judgement;
use crate::session::{Activity, Common, Document, Finding, ListRow, Place, ReportId, WorkCommand, one_line};
use crate::text::Span;

/// Room between two rows in points.
const GAP: f32 = 2.0;

/// The words of the rows, made anew when findings, their list or the language change.
#[derive(Default)]
pub(super) struct Rows {
    key: Option<(u64, Language)>,
    list: Vec<Row>,
    /// Top of each row, and the end of the last one, in points.
    tops: Vec<f32>,
}

enum Row {
    Heading(String),
    Finding(FindingRow),
}

struct FindingRow {
    finding: usize,
    /// What it says first.
    quote: String,
    /// Where it stands.
    places: String,
    length: String,
    /// What was decided.
    verdict: Option<Judgement>,
    /// What a screen reader says.
    name: String,
    /// What is said when it is pointed at.
    tip: String,
}

pub(super) fn findings_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    refresh(cx);
    // In a low window the list comes before what is said of one finding.
    let most = ui.available_height() * 0.5;
    if cx.session.chosen().is_some() && most > 88.0 {
        let frame = Frame::new().inner_margin(panel_margin());
        Panel::bottom("why").frame(frame).resizable(false).max_size(most).show(ui, |ui| why_ui(ui, cx, most));
    }
    Frame::new().inner_margin(panel_margin()).show(ui, |ui| {
        title_ui(ui, cx);
        if cx.session.listing().unfiltered > 0 || !cx.session.listing().filter.is_empty() {
            filter_ui(ui, cx);
        }
        if cx.session.listing().findings().is_empty() {
            let words = match (cx.session.activity(), cx.session.listing().unfiltered) {
                (Some(Activity::Reading(..) | Activity::Analysing), _) => "findings-wait",
                (_, 0) => "findings-empty",
                _ => "findings-none-match",
            };
            empty_ui(ui, cx.palette, cx.tr(words));
            return;
        }
        list_ui(ui, cx);
    });
}

fn title_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let listing = cx.session.listing();
    let (listed, all) = (listing.findings().len(), listing.unfiltered);
    let count = if listed == all { all.to_string() } else { format!("{listed} / {all}") };
    let mut toggled = false;
    panel_title_ui(ui, cx.palette, cx.tr("findings"), &count, |ui| {
        let phrases = cx.session.findings().phrases();
        if phrases > 0 {
            let id = if cx.session.settings().show_phrases { "phrases-hide" } else { "phrases-show" };
            let words = cx.words.words(&Message::new(id).with("count", phrases));
            let shown = egui::RichText::new(&words).font(regular(CAPTION)).color(cx.palette.secondary);
            let button = egui::Button::new(shown).frame_when_inactive(false).truncate();
            toggled = ui.add(button).on_hover_text(words).clicked();
        }
    });
    if toggled {
        Action::TogglePhrases.run(&ui.ctx().clone(), cx);
    }
}

/// The filter's words, and a menu of those that are asked for most.
fn filter_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let mut words = cx.session.listing().filter.clone();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let menu =
            egui::Button::new(egui::RichText::new(icons::FUNNEL).size(16.0)).frame_when_inactive(false);
        let (button, _) = egui::containers::menu::MenuButton::from_button(menu).ui(ui, |ui| {
            for id in [
                "filter-open",
                "filter-confirmed",
                "filter-dismissed",
                "filter-near",
                "filter-same",
                "filter-within",
                "filter-check",
                "filter-without-check",
                "filter-long",
                "filter-without-note",
            ] {
                let term = cx.tr(filter_term(id));
                let button = egui::Button::new(cx.tr(id)).shortcut_text(term);
                if ui.add(button).clicked() {
                    words = if words.trim().is_empty() {
                        term.to_owned()
                    } else {
                        format!("{} {term}", words.trim())
                    };
                    ui.close();
                }
            }
        });
        button.on_hover_text(cx.tr("filter-menu"));
        let width = ui.available_width() - if words.is_empty() { 0.0 } else { 32.0 };
        let edit = TextEdit::singleline(&mut words).hint_text(cx.tr("filter-hint")).desired_width(width);
        let field = ui.add(edit);
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(cx.tr("action-filter")));
        if std::mem::take(&mut cx.view.filter_wanted) {
            field.request_focus();
        }
        if field.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            words.clear();
            field.surrender_focus();
        }
        if !words.is_empty() && icon_button(ui, icons::X, cx.tr("filter-clear")).clicked() {
            words.clear();
        }
    });
    if let Some(error) = &cx.session.listing().error {
        let words =
            egui::RichText::new(cx.words.words(error)).font(regular(CAPTION)).color(cx.palette.warning);
        ui.add(egui::Label::new(words).wrap());
    }
    if words != cx.session.listing().filter {
        cx.push(WorkCommand::Filter(words));
    }
}

/// The words that an entry of the filter's menu adds, in the language of the interface.
fn filter_term(id: &str) -> &'static str {
    match id {
        "filter-open" => "filter-open-term",
        "filter-confirmed" => "filter-confirmed-term",
        "filter-dismissed" => "filter-dismissed-term",
        "filter-near" => "filter-near-term",
        "filter-same" => "filter-same-term",
        "filter-within" => "filter-within-term",
        "filter-check" => "filter-check-term",
        "filter-without-check" => "filter-without-check-term",
        "filter-long" => "filter-long-term",
        _ => "filter-without-note-term",
    }
}

fn list_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let chosen = cx.session.chosen().map(|chosen| chosen.finding);
    let mut scroll = ScrollArea::vertical().id_salt("findings").auto_shrink(false);
    // Again when the height changes: what is said of a finding takes room from the list a frame after it was chosen.
    let listed = chosen.map(|chosen| (chosen, ui.available_height().round() as usize));
    if listed != cx.view.listed {
        cx.view.listed = listed;
        if let Some(row) = cx.view.rows.row_of(chosen) {
            let middle = (ui.available_height() - TALL_ROW_HEIGHT) * 0.5;
            scroll = scroll.vertical_scroll_offset((cx.view.rows.tops[row] - middle).max(0.0));
        }
    }
    scroll.show_viewport(ui, |ui, viewport| {
        let tops = &cx.view.rows.tops;
        let all = tops.last().copied().unwrap_or_default();
        let first = tops.partition_point(|&top| top <= viewport.top()).saturating_sub(1);
        let last = tops.partition_point(|&top| top < viewport.bottom()).min(cx.view.rows.list.len());
        let origin = ui.max_rect().left_top();
        ui.set_height(all);
        for index in first..last {
            let (top, bottom) = (cx.view.rows.tops[index], cx.view.rows.tops[index + 1]);
            let rect = Rect::from_min_size(
                pos2(origin.x, origin.y + top),
                vec2(ui.max_rect().width(), bottom - top - GAP),
            );
            let chosen = ui.scope_builder(UiBuilder::new().id_salt(index).max_rect(rect), |ui| {
                match &cx.view.rows.list[index] {
                    Row::Heading(words) => {
                        heading_ui(ui, cx, words);
                        None
                    }
                    Row::Finding(row) => finding_ui(ui, cx, row).then_some(row.finding),
                }
            });
            if let Some(finding) = chosen.inner {
                cx.push(WorkCommand::Choose(finding));
            }
        }
    });
}

impl Rows {
    /// The row of a finding, if it is listed.
    fn row_of(&self, finding: Option<usize>) -> Option<usize> {
        let is_it = |row: &Row| matches!(row, Row::Finding(row) if Some(row.finding) == finding);
        self.list.iter().position(is_it)
    }
}

fn refresh(cx: &mut UiCtx<'_>) {
    let key = (cx.session.marks_revision(), cx.words.language());
    if cx.view.rows.key.replace(key) == Some(key) {
        return;
    }
    let mut number = 0;
    let mut top = 0.0;
    let mut tops = vec![top];
    let mut rows = Vec::with_capacity(cx.session.listing().rows.len());
    for row in &cx.session.listing().rows {
        rows.push(match *row {
            ListRow::Heading(common, count) => {
                Row::Heading(format!("{} · {count}", common_words(cx, common)))
            }
            ListRow::Finding(finding) => {
                number += 1;
                Row::Finding(finding_row(cx, number, finding))
            }
        });
        top += GAP + if matches!(row, ListRow::Heading(..)) { ROW_HEIGHT } else { TALL_ROW_HEIGHT };
        tops.push(top);
    }
    cx.view.rows.list = rows;
    cx.view.rows.tops = tops;
}

/// What the findings under a heading have in common.
fn common_words(cx: &UiCtx<'_>, common: Common) -> String {
    let name =
        |report: ReportId| cx.session.document(report).map_or_else(String::new, |document| short(document));
    match common {
        Common::Report(report) => name(report),
        Common::Pair(left, right) => format!("{} · {}", name(left), name(right)),
        Common::Several => cx.tr("group-several").to_owned(),
        Common::Kind(kind) => cx.tr(mark_name(kind)).to_owned(),
        Common::Check(name) => cx.tr(name).to_owned(),
    }
}

/// The row of a finding; `number` counts findings from 1.
fn finding_row(cx: &UiCtx<'_>, number: usize, index: usize) -> FindingRow {
    let finding = &cx.session.findings().list[index];
    let (quote, places) = (quote(cx, finding), places(cx, finding));
    let summary = cx.words.words(&finding_summary(cx.session, index));
    let kind = cx.tr(finding_name(finding));
    let verdict = cx.session.verdict(index).map(|verdict| verdict.verdict);
    let decided = verdict.map_or_else(String::new, |verdict| format!(", {}", cx.tr(verdict_name(verdict))));
    if let Some(check) = &finding.check {
        let severity = cx.tr(check_severity_name(check.severity));
        return FindingRow {
            finding: index,
            length: String::new(),
            verdict,
            name: format!("{number}. {kind}, {severity}, {summary}, {places}{decided}"),
            tip: format!("{kind} · {severity}\n{summary}\n{places}\n\n{quote}"),
            quote: summary,
            places,
        };
    }
    FindingRow {
        finding: index,
        length: thousands(finding.characters),
        verdict,
        name: format!("{number}. {kind}, {summary}, {places}{decided}"),
        tip: format!("{kind} · {summary}\n{places}\n\n{quote}…"),
        quote,
        places,
    }
}

/// Name of a decision.
pub(super) fn verdict_name(verdict: Judgement) -> &'static str {
    match verdict {
        Judgement::Confirmed => "verdict-confirmed",
        Judgement::Dismissed => "verdict-dismissed",
    }
}

/// The beginning of the passage.
fn quote(cx: &UiCtx<'_>, finding: &Finding) -> String {
    beginning(cx, finding.places[0], 60)
}

/// The first words of a place, so many characters at most.
pub(super) fn beginning(cx: &UiCtx<'_>, place: Place, most: usize) -> String {
    let Some(document) = cx.session.document(place.report) else { return String::new() };
    let end = place.span.end.min(place.span.start + most);
    // A passage may begin with the mark that ends what stands before it: that tells a reader nothing.
    let is_mark = |c: char| c.is_whitespace() || "，。；、：！？,.;:!?）)】”’".contains(c);
    one_line(document.text().slice(Span::new(place.span.start, end)).trim_start_matches(is_mark))
}

/// `大连高新区 第1行 · 第23行`, with the reports' titles where they are several.
fn places(cx: &UiCtx<'_>, finding: &Finding) -> String {
    let line_of = |place: &Place| {
        let document = cx.session.document(place.report)?;
        Some((document, document.text().line_from_position(place.span.start) + 1))
    };
    let one_report = finding.places.iter().all(|place| place.report == finding.places[0].report);
    let listed = finding.places.iter().take(3).filter_map(line_of);
    let words: Vec<String> = if one_report {
        listed.map(|(_, line)| cx.words.words(&Message::new("line").with("line", line))).collect()
    } else {
        listed.map(|(document, line)| format!("{}:{line}", short(document))).collect()
    };
    let mut places = words.join(" · ");
    if finding.places.len() > 3 {
        let count = finding.places.len();
        places = cx.words.words(&Message::new("places-all").with("places", places).with("count", count));
    }
    if one_report && let Some((document, _)) = line_of(&finding.places[0]) {
        places = format!("{} {places}", short(document));
    }
    places
}

/// A report's name short enough to stand beside another one in a row: its file's, since titles differ so late.
fn short(document: &Document) -> String {
    const SHOWN: usize = 14;
    let path = &document.report.path;
    let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
    if stem.chars().count() <= SHOWN {
        return stem.into_owned();
    }
    stem.chars().take(SHOWN - 1).chain(['…']).collect()
}

fn heading_ui(ui: &mut Ui, cx: &UiCtx<'_>, words: &str) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, words));
    let inner = Rect::from_min_max(pos2(rect.left() + 8.0, rect.top()), rect.max);
    line(ui.painter(), inner, words, bold(CAPTION), cx.palette.secondary);
    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, (1.0, cx.palette.divider));
    response.on_hover_text(words);
}

/// One finding; whether it was chosen.
fn finding_ui(ui: &mut Ui, cx: &UiCtx<'_>, row: &FindingRow) -> bool {
    let palette = cx.palette;
    let kind = cx.session.findings().list[row.finding].kind;
    let chosen = cx.session.chosen().is_some_and(|chosen| chosen.finding == row.finding);
    let dismissed = row.verdict == Some(Judgement::Dismissed);
    let response = row_ui(ui, palette, TALL_ROW_HEIGHT, chosen, &row.name, |painter, rect| {
        let glyph = Rect::from_center_size(pos2(rect.left() + 18.0, rect.top() + 17.0), vec2(20.0, 20.0));
        painter.rect_filled(glyph, 4.0, palette.mark_fill(kind));
        let ink = if palette.dark { palette.text } else { palette.mark(kind) };
        painter.text(glyph.center(), Align2::CENTER_CENTER, mark_glyph(kind), regular(14.0), ink);
        let (words, numbers_color) =
            if dismissed { (palette.secondary, palette.secondary) } else { (palette.text, palette.text) };
        let at = pos2(rect.right() - 8.0, rect.top() + 17.0);
        let numbers = painter.text(at, Align2::RIGHT_CENTER, &row.length, bold(BODY), numbers_color);
        let [upper, mut lower] = two_lines(rect, rect.left() + 36.0, numbers.left() - 8.0);
        line(painter, upper, &row.quote, regular(BODY), words);
        if let Some(verdict) = row.verdict {
            let (icon, color) = match verdict {
                Judgement::Confirmed => (icons::CHECK_CIRCLE, palette.success),
                Judgement::Dismissed => (icons::PROHIBIT, palette.secondary),
            };
            let at = pos2(rect.right() - 8.0, lower.center().y);
            let badge = painter.text(at, Align2::RIGHT_CENTER, icon, regular(15.0), color);
            lower.max.x = badge.left() - 6.0;
        }
        line(painter, lower, &row.places, regular(CAPTION), palette.secondary);
    });
    let clicked = response.clicked();
    response.on_hover_text(&row.tip);
    clicked
}
